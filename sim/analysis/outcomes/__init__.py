"""Outcomes: what the programme brings, one function an outcome, at the end of each quarter and year."""

from sim.analysis.outcomes.catalogue import LEFT_OUT, OUTCOMES, Outcome
from sim.analysis.outcomes.measure import outcome_rows

__all__ = ["LEFT_OUT", "OUTCOMES", "Outcome", "outcome_rows"]
