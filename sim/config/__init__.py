"""Mappings to a Plan: expands short forms, hands them to the models, rephrases their errors."""

from sim.config.read import Source, load_mapping, read_plan

__all__ = ["Source", "load_mapping", "read_plan"]
