"""What tables and charts read off the means of outcomes."""

import pandas as pd

from sim.report.results import Results


def outcome_means(results: Results, scenario: str) -> pd.DataFrame:
    """Return the rows of `outcome_means` of a scenario; what stands for the whole city has an empty network."""
    frame = results.table("outcome_means")
    own = frame[frame["scenario"] == scenario]
    # A column without any name is read as one of numbers.
    return own.assign(**{column: own[column].astype("str").fillna("") for column in ("network", "district")})
