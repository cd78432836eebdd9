"""The tables that a replication is told in: their columns, before `scenario` and `replication` are put in front."""

from typing import Any

Row = tuple[Any, ...]
"""One row of a table, in the order of its columns; None where there is nothing to say."""

TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "targets": (
        ("target", "string"),
        ("value_at_deadline", "float64"),
        ("attained_day", "float64"),
        ("met", "bool"),
        ("margin_days", "float64"),
    ),
    "milestones": (
        ("milestone", "string"),
        ("commitment", "string"),
        ("event", "string"),
        ("due_day", "float64"),
        ("due_is", "string"),
        ("event_day", "float64"),
        ("met", "bool"),
    ),
    "packages": (
        ("package", "string"),
        ("network", "string"),
        ("started_day", "float64"),
        ("finished_day", "float64"),
        ("planned_finish_day", "float64"),
    ),
    "progress": (
        ("month", "string"),
        ("network", "string"),
        ("indicator", "string"),
        ("cumulative", "int64"),
        ("rate", "int64"),
        ("planned_cumulative", "int64"),
        ("planned_rate", "int64"),
        ("needed_rate", "float64"),
        ("unit", "string"),
    ),
    "ledger": (
        ("package", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("days", "float64"),
    ),
    "root_causes": (
        ("package", "string"),
        ("root_package", "string"),
        ("root_network", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("days", "float64"),
        ("open", "bool"),
    ),
    "open_waits": (
        ("package", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("since_day", "float64"),
        ("age_days", "float64"),
    ),
    "causes": (
        ("target", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("days", "float64"),
    ),
    "causes_at_root": (
        ("target", "string"),
        ("root_network", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("days", "float64"),
    ),
    "delay_cost": (
        ("package", "string"),
        ("network", "string"),
        ("target", "string"),
        ("account", "string"),
        ("component", "string"),
        ("payer", "string"),
        ("days_late", "float64"),
        ("days_early", "float64"),
        ("is_open", "bool"),
        ("cost_cny_10k", "float64"),
    ),
    "delay_cost_sums": (
        ("network", "string"),
        ("target", "string"),
        ("account", "string"),
        ("component", "string"),
        ("payer", "string"),
        ("cost_cny_10k", "float64"),
    ),
    "outcomes": (
        ("quarter", "string"),
        ("outcome", "string"),
        ("network", "string"),
        ("district", "string"),
        ("value", "float64"),
        ("unit", "string"),
    ),
    "quarters": (
        ("quarter", "string"),
        ("network", "string"),
        ("rate", "string"),
        ("value", "float64"),
        ("planned", "float64"),
    ),
    "cash": (
        ("year", "int32"),
        ("source", "string"),
        ("arrived_cny_10k", "int64"),
        ("paid_cny_10k", "int64"),
        ("lapsed_cny_10k", "int64"),
        ("balance_cny_10k", "int64"),
    ),
    "fiscal": (
        ("year", "int32"),
        ("payer", "string"),
        ("item", "string"),
        ("cny_10k", "int64"),
    ),
    "networks": (
        ("network", "string"),
        ("cause", "string"),
        ("by", "string"),
        ("days", "float64"),
    ),
}
"""Table to its columns, each with its type."""
