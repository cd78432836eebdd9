"""Why are packages late, and in whose hands is it? SQL over a study's tables."""

# %% The tables of a results folder are ordinary tables.
from tempfile import mkdtemp

from sim import load_plan, run_study

found = run_study({"as_published": load_plan()}, replications=8, seed=2020, results=mkdtemp())

# %% Every day late stands under one cause; the days add up.
print(
    found.sql("""
        select network, cause, round(sum(days) / count(distinct replication), 1) as days_a_replication
        from networks group by all order by 3 desc limit 10
    """).to_string(index=False)
)

# %% What the delays cost, in two accounts that are never added up.
costs = "select account, component, sum(cost_cny_10k) / 8 as cny_10k from delay_cost_sums group by all"
print(found.sql(costs).to_string(index=False))
