"""Mappings to a Plan: expands short forms, hands them to the models, rephrases their errors."""

from sim.config.load import load_mapping
from sim.config.read import Source, read_plan

__all__ = ["Source", "load_mapping", "read_plan"]
