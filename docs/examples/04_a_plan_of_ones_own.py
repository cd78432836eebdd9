"""Any plan in one YAML file runs, without the shipped case."""

# %% A plan can be as small as this.
from pathlib import Path
from tempfile import mkdtemp

from sim import load_plan, run_study

PLAN = """
schema: 1
programme: {name: A tram, start: 2024-01-01, deadline: 2024-12-31, horizon: 2026-12-31}
calendar: continuous
crews: {rail: 1}
agencies: {city: {desks: 1, review_days: {pert: [20, 30, 90]}, return_chance: 0.2, resubmission_days: 10}}
indicators: {tram: {unit: km}}
targets: {tram: {indicator: tram, at_least: 6, who_decides: city}}
packages:
  line:
    permits: {lead: city}
    activities: {track: {days: {pert: [150, 200, 400]}, crew: {rail: 1}}}
    delivers: {tram: 6}
"""
path = Path(mkdtemp()) / "tram.yaml"
path.write_text(PLAN)

# %%
found = run_study({"tram": load_plan(path)}, replications=200, results=path.parent)
print(found.estimates.query("measure == 'chance'")[["subject", "estimate", "low", "high"]].to_string(index=False))
