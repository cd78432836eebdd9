"""What do reviews in series change? Both scenarios have the same luck, so differences are paired."""

# %% A scenario is named as on the command line.
from tempfile import mkdtemp

from sim import load_plan, run_study

rows = {"as_published": load_plan(), "in_series": load_plan("scenario=reviews_in_series")}
found = run_study(rows, replications=8, seed=2020, results=mkdtemp())

# %% Paired differences say when no difference is seen.
differences = found.differences.query("measure == 'chance'")
print(differences[["subject", "estimate", "low", "high", "says"]].to_string(index=False))
