"""Loading YAML: what the quick reader takes is what OmegaConf reads, and what it leaves is refused as before."""

from pathlib import Path

import pytest
from omegaconf import OmegaConf

from sim.config.load import load_mapping, plain_mapping
from sim.plan.problems import PlanError
from sim.shell.places import shipped_root

FILES = ("known_by", "targets", "quotas", "study/default", "evidence/transport", "packages/safeguards")


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_is_plain_and_reads_as_by_omegaconf(name: str) -> None:
    """Same values, same types, same order."""
    file = shipped_root() / "configs" / f"{name}.yaml"
    found = plain_mapping(file.read_text(encoding="utf-8"))
    assert repr(found) == repr(OmegaConf.to_container(OmegaConf.load(file)))


def test_numbers_and_dates_are_read_by_the_rules_of_omegaconf() -> None:
    """Dates stay text, `1e3` is a number, years are numbers as keys."""
    found = plain_mapping("a: 2020-01-01\nb: 1e3\nc: 1_000\nd: 0o7\ne: .5\nf: yes\n2021: ~\n")
    assert found == {"a": "2020-01-01", "b": 1000.0, "c": 1000, "d": "0o7", "e": 0.5, "f": True, 2021: None}


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a: [1", "a:\t1", "a: ${b}", "a: &x [1]\nb: *x", "~: 1", "a: !!set {x}", "7", "- 1", ""]
)
def test_what_is_not_plain_is_left_to_omegaconf(text: str) -> None:
    """To be read, as a reference is, or to be refused."""
    assert plain_mapping(text) is None


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "a: " + "[" * 500 + "]" * 500])
def test_levels_without_end_are_one_problem(tmp_path: Path, text: str) -> None:
    """However deep, the process lives."""
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match="found entries within entries without end"):
        load_mapping(path)
