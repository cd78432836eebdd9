"""How likely is each target, as the plan was published?"""

# %% Read the shipped plan and run it a few times on the same luck.
from tempfile import mkdtemp

from sim import load_plan, run_study

found = run_study({"as_published": load_plan()}, replications=8, seed=2020, results=mkdtemp())

# %% Three numbers a target: its chance with an interval, its margin, and who decides it.
chances = found.estimates.query("measure == 'chance'")
print(chances[["subject", "estimate", "low", "high"]].to_string(index=False))
