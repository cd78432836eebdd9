"""Will a city's four networks be built on time, what does it bring, and what does each month late cost?

Five names are public: `load_plan` reads a plan, `draw` draws the luck of replications, `simulate`
performs one of them, `run_study` runs many of several plans, and `open_results` opens what it wrote.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.public import draw, load_plan, open_results, run_study, simulate

    __version__: str

__all__ = ["draw", "load_plan", "open_results", "run_study", "simulate"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import sim` costs nothing."""
    if name == "__version__":
        from sim.study.store import package_version

        return package_version()
    if name in __all__:
        return getattr(import_module("sim.public"), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}, expected one of {', '.join(__all__)}")


def __dir__() -> list[str]:
    """List the public names, imported yet or not."""
    return sorted([*__all__, "__version__"])
