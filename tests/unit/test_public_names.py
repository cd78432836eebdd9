"""Five names are public; their docstrings run, and nothing is imported before it is asked for."""

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim import public

NAMES = ["draw", "load_plan", "open_results", "run_study", "simulate"]


def test_five_names_are_public() -> None:
    """Nothing else is exported; a name that is not there is told apart from them."""
    assert sim.__all__ == NAMES
    assert [name for name in dir(sim) if not name.startswith("_")] == NAMES
    with pytest.raises(AttributeError, match="expected one of draw, load_plan"):
        _ = sim.run


@pytest.mark.parametrize("name", NAMES)
def test_a_docstring_is_true(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example in it runs and prints what it says."""
    monkeypatch.chdir(tmp_path)
    named = getattr(sim, name)
    (tested,) = doctest.DocTestFinder(recurse=False).find(named, name, globs={})
    assert tested.examples
    told: list[str] = []
    outcome = doctest.DocTestRunner().run(tested, out=told.append)
    assert outcome.failed == 0, "".join(told)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_typed(name: str) -> None:
    """Every argument and the result have a type, and the package says that it is typed."""
    signature = inspect.signature(getattr(public, name))
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())
    assert (Path(sim.__file__).parent / "py.typed").is_file()


def test_importing_sim_imports_nothing_heavy() -> None:
    """`import sim`, and the command before it knows what to do, cost next to nothing."""
    heavy = "{'numpy', 'pandas', 'hydra', 'matplotlib', 'simpy', 'pyarrow', 'pydantic', 'distributed'}"
    code = f"import sys, sim, sim.cli; sim.shell.line.parser_of(sim.cli.VERBS); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_worker_imports_no_frames_and_no_charts() -> None:
    """What performs replications needs neither Hydra nor pandas nor matplotlib."""
    code = (
        "import sys, sim.study.performing; print({'pandas', 'hydra', 'matplotlib', 'distributed'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
