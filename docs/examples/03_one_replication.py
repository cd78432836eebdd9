"""Look inside one replication: when works start, and what made a package late."""

# %% Draw the luck of one replication, then perform it.
from sim import draw, load_plan, simulate

plan = load_plan()
trace = simulate(plan, draw(plan, seed=2020, replications=1).row(0))

# %% Days are whole micro-days since the data date; -1 means not by the horizon.
for name, started, finished in list(zip(plan.packages, trace.started, trace.finished, strict=True))[:5]:
    print(f"{name}: starts on day {started / 1e6:.1f}, in service on day {finished / 1e6:.1f}")
