"""Rows of a study: what a command line asks for, laid over the configuration in a fixed order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from sim.app import spell
from sim.config import load_mapping, read_plan
from sim.config.overlay import How, Setting, merged, with_setting
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.shell.composing import study_of
from sim.shell.places import files_of, shipped_root
from sim.study.rows import Study
from sim.study.words import words_of
from sim.study.written import plan_mapping, rows_in, study_yaml

BONDS = "funding.special_purpose_bonds"
SCENARIOS = [name for name, _ in files_of("scenarios")]

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return how to write a file into a working folder."""
    monkeypatch.chdir(tmp_path)

    def write_file(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write_file


def asked(*overrides: str, multirun: bool = False) -> Study:
    """Return the study that a command line asks for."""
    return study_of(overrides, multirun).study


def lag_of(plan: Plan) -> float:
    """Return the number that most of these tests set."""
    return plan.funding["special_purpose_bonds"].lag_days


def problems_of(*overrides: str, multirun: bool = False) -> list[str]:
    """Return the lines that a wrong command line gives."""
    with pytest.raises(PlanError) as raised:
        study_of(overrides, multirun)
    return list(raised.value.problems)


def composed_by_hydra(*overrides: str, folder: Path | None = None) -> dict[str, Any]:
    """Return what Hydra composes from the shipped configuration, or from that of a folder, overlay and all."""
    study_of([])  # has Hydra know our search path
    with initialize_config_dir(str(folder or shipped_root() / "configs"), version_base="1.3"):
        mapping: Any = OmegaConf.to_container(compose("config", list(overrides)), resolve=True)
    return {str(key): value for key, value in mapping.items()}


def test_hydra_composes_a_scenario_to_the_same_plan() -> None:
    """The whole configuration with its groups, its overlay and a setting."""
    ours = asked("scenario=bonds_late", "programme.discount_rate=0.05").rows[-1].plan
    assert ours == read_plan(composed_by_hydra("scenarios=bonds_late", "programme.discount_rate=0.05"))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_hydra_lays_every_scenario_over_the_base_as_we_do(scenario: str, tmp_path: Path) -> None:
    """An overlay laid over the composed base as a plain mapping is what Hydra makes of it.

    Hydra is given of the base only what the overlay touches, which takes a tenth of the time.
    """
    overlay = load_mapping(shipped_root() / "scenarios" / f"{scenario}.yaml")
    base, ours = study_of([]).below, asked(f"scenario={scenario}").rows[-1].mapping
    assert ours is not None
    touched = {
        key: {name: base[key][name] for name in block if name in base.get(key, {})} for key, block in overlay.items()
    }
    config = {"defaults": ["_self_", {"scenarios": scenario}], **touched}
    OmegaConf.save(OmegaConf.create(config), tmp_path / "config.yaml")
    composed = composed_by_hydra(folder=tmp_path)
    assert {key: {**base.get(key, {}), **composed[key]} for key in overlay} == {key: ours[key] for key in overlay}


def test_without_a_word_the_default_study_runs() -> None:
    """Its base comes first, and its name is that of its file."""
    study = asked()
    assert study.name == "default"
    assert study.base == study.row_names[0] == "as_published"
    assert len(study.rows) == 5


def test_a_scenario_runs_beside_the_base() -> None:
    """`scenario=x` is the base and x; the base alone is itself."""
    assert asked("scenario=bonds_late").row_names == ("as_published", "bonds_late")
    assert asked("scenario=as_published").row_names == ("as_published",)


def test_several_scenarios_run_as_rows_of_one_study() -> None:
    """`-m` is expanded into rows, each name once."""
    study = asked("scenario=bonds_late,severe_shocks,bonds_late", multirun=True)
    assert study.row_names == ("as_published", "bonds_late", "severe_shocks")


def test_swept_values_are_rows_beside_a_base_without_them() -> None:
    """Every combination is a row that says what it sets."""
    study = asked("scenario=as_published,severe_shocks", f"{BONDS}.lag_days=0,90", multirun=True)
    assert {row.name: lag_of(row.plan) for row in study.rows} == {
        "as_published": 60,
        "as_published lag_days=0": 0,
        "as_published lag_days=90": 90,
        "severe_shocks lag_days=0": 0,
        "severe_shocks lag_days=90": 90,
    }


def test_overrides_have_the_last_word_in_every_row() -> None:
    """What the command line sets holds over the base and over what a scenario sets."""
    study = asked("scenario=bonds_late", f"{BONDS}.lag_days=7")
    assert [lag_of(row.plan) for row in study.rows] == [7, 7]


def test_a_scenario_is_laid_over_the_base_and_settings_over_the_scenario(write: Write) -> None:
    """Of base, overlay and settings of a row the later one wins."""
    write(
        "configs/study/mine.yaml",
        "question: Does it matter?\n"
        "rows:\n"
        "  plain: {}\n"
        "  late: {scenario: bonds_late}\n"
        f"  later: {{scenario: bonds_late, settings: {{{BONDS}.lag_days: 300}}}}\n",
    )
    study = asked("study=mine")
    assert study.base == "plain"
    assert [lag_of(row.plan) for row in study.rows] == [60, 240, 300]


def test_the_working_folders_scenarios_are_found_before_the_shipped_ones(write: Write) -> None:
    """A scenario of one's own may take the name of a shipped one."""
    write("scenarios/bonds_late.yaml", "# @package _global_\nfunding: {special_purpose_bonds: {lag_days: 11}}\n")
    assert lag_of(asked("scenario=bonds_late").rows[-1].plan) == 11


def test_configs_with_a_config_of_their_own_are_left_out(write: Write) -> None:
    """Another program's configuration is not taken for ours."""
    write("configs/config.yaml", "somebody: else\n")
    write("configs/study/default.yaml", "nothing: of ours\n")
    assert len(asked().rows) == 5


def test_a_configuration_that_has_changed_is_composed_anew(write: Write) -> None:
    """What was composed is used again only as long as its files stay as they are."""
    for lag in (1, 22):
        write("configs/study/mine.yaml", f"rows: {{only: {{settings: {{{BONDS}.lag_days: {lag}}}}}}}\n")
        assert lag_of(asked("study=mine").base_row.plan) == lag


def test_a_year_and_a_name_with_a_dot_can_be_set() -> None:
    """Years are numbers in files and text on a line; tasks have dots in their names."""
    plan = asked("scenario=as_published", f"{BONDS}.amounts_cny_10k.2021=7", "tasks.T2.2.supporters=[]").base_row.plan
    assert plan.funding["special_purpose_bonds"].amounts_cny_10k[2021] == 7
    assert plan.tasks["T2.2"].supporters == ()


def test_a_block_can_be_added_and_taken_away() -> None:
    """`+` adds what is not there, `~` takes out what is."""
    plan = asked("scenario=as_published", "+crews.painters=3", "~shocks.epidemic_closure").base_row.plan
    assert plan.crews["painters"].capacity == ((0, 3),)
    assert "epidemic_closure" not in plan.shocks


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("scenario=bonds_lat", "scenario: no such scenario 'bonds_lat'; did you mean 'bonds_late'?"),
        ("scenario=疫情", "scenario: no such scenario '疫情'; known are"),
        ("study=defalt", "study: no such choice 'defalt'; did you mean 'default'?"),
        ("run.replicatons=4", "run.replicatons: no such key; did you mean 'replications'?"),
        ("run.replications=0", "run.replications: found 0, expected at least 1: correct it"),
        ("run.workers=fast", "run.workers: found 'fast', expected a number of processes"),
        (f"{BONDS}.lag_dys=3", f"{BONDS}.lag_dys: no such key; did you mean 'lag_days'?"),
        (f"+{BONDS}.lag_days=3", f"+{BONDS}.lag_days=3: found {BONDS}.lag_days there already: leave the + out"),
        (f"{BONDS}.lag_days=soon", f"{BONDS}.lag_days: found 'soon', expected a number: correct it"),
        (f"{BONDS}.lag_days.more=3", "expected a mapping"),
        ("a=b=c", "a=b=c: found no override"),
        ("scenario=bonds_late,severe_shocks", "add -m to run each of them"),
        ("hydra.job.chdir=true", "use python -m sim"),
    ],
)
def test_a_wrong_override_is_one_line(line: str, said: str) -> None:
    """It says where, what was found, what was expected and what to do."""
    (problem,) = problems_of(line)
    assert said in problem
    assert "\n" not in problem


def test_every_problem_is_told_at_once() -> None:
    """Wrong settings of the run and of the plan stand together."""
    assert len(problems_of("run.replications=0", "run.foo=1", f"{BONDS}.lag_dys=3", "networks.water.x=1")) == 4


def test_a_key_that_is_not_there_hides_no_value_that_is_wrong() -> None:
    """Keys of the run and of the plan, and what is set to them, in one go."""
    cost = "packages.line_19_phase_2.cost_cny_10k"
    found = problems_of("nope=1", "run.replication=3", f"{cost}=-5")
    assert [line.partition(";")[0] for line in found] == [
        "run.replication: no such key",
        "nope: no such key",
        f"{cost}: found -5, expected at least 0: correct it",
    ]


@pytest.mark.parametrize("asked", ["oc.env:HOME", "oc.env:${run.results}", "a.${oc.env:HOME}", "oc.create:{a: 1}"])
def test_a_plan_reads_nothing_from_the_environment(asked: str) -> None:
    """References name keys; functions of the reader of configurations are refused."""
    (problem,) = problems_of(f"programme.name.en='${{{asked}}}'")
    assert problem == (
        f"programme.name.en: found '${{{asked}}}', expected a reference to a key alone, such as ${{programme.start}}: "
        "write the value"
    )


def test_a_reference_to_a_key_is_followed() -> None:
    """It reads as what stands there."""
    plan = study_of(["programme.deadline=${programme.horizon}"]).study.base_row.plan
    assert plan.programme.deadline == plan.programme.horizon


def test_a_sweep_over_how_to_run_is_refused() -> None:
    """One study has one seed."""
    assert "only scenarios and the plan are swept" in problems_of("run.seed=1,2", multirun=True)[0]


def test_a_study_beside_a_scenario_is_refused() -> None:
    """Two answers to what is to be run are one too many."""
    assert "expected one of them" in problems_of("study=default", "scenario=bonds_late")[0]


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ("# First\n# @package _global_\n", "expected '# @package _global_'"),
        ("# @package _global_\nrun: {seed: 3}\n", "found run, expected none in a scenario"),
        ("# @package _global_\ndefaults: [other]\n", "found defaults, expected none in a scenario"),
        ("# @package _global_\nfundin: {}\n", "mine: fundin: no such key; did you mean 'funding'?"),
        ("# @package _global_\nscenario: {qestion: Why}\n", "mine: scenario.qestion: no such key"),
        ("# @package _global_\ncrews: {metro_civil_crew: 9}\n", "nothing names it; did you mean 'metro_civil_crews'?"),
        ("# @package _global_\ncrews: {a: 1, a: 2}\n", "found no readable YAML"),
    ],
)
def test_a_wrong_overlay_is_refused(write: Write, overlay: str, said: str) -> None:
    """What would silently run the base, or something else, is a problem."""
    write("scenarios/mine.yaml", overlay + "coordination: {}\n")
    assert any(said in problem for problem in problems_of("scenario=mine"))


def test_hydra_reads_what_people_write() -> None:
    """`scenario` is the group `scenarios`; text beyond ASCII is quoted, with -m after the split at ASCII commas."""
    assert spell(["scenario=x", "a.b=疫情，延误", "c={en: A, zh: 疫情}", "d='疫情'", "e=1,2"], multirun=False) == [
        "scenarios=x",
        "a.b='疫情，延误'",
        "c={en: A, zh: '疫情'}",
        "d='疫情'",
        "e=1,2",
    ]
    assert spell(["a=基准,疫情,b"], multirun=True) == ["a='基准','疫情',b"]


def test_mappings_merge_and_all_else_replaces() -> None:
    """As in Hydra; what was given stays as it was."""
    below = {"a": {"b": 1, "c": [1, 2]}, "d": 2}
    assert merged(below, {"a": {"c": [3]}, "d": {"e": 4}}) == {"a": {"b": 1, "c": [3]}, "d": {"e": 4}}
    assert with_setting(below, Setting(("a", "b"), How.CHANGE, 9, "a.b=9"))["a"]["b"] == 9
    assert below == {"a": {"b": 1, "c": [1, 2]}, "d": 2}


def test_the_rows_of_a_study_can_be_read_again_from_its_yaml() -> None:
    """`study.yaml` holds the base in full and of the others the changes: enough to read every plan again."""
    found = study_of(["~shocks.epidemic_closure.note"])
    again = rows_in(study_yaml(found.study, found.settings))
    for row in found.study.rows:
        assert again[row.name] == plan_mapping(row)
        assert read_plan(again[row.name]) == row.plan


def test_the_words_name_every_row_in_both_languages() -> None:
    """A results folder needs nothing but its words to speak English and Chinese."""
    found = study_of([])
    words = words_of(found.study, found.settings)
    assert list(words["scenarios"]) == list(found.study.row_names)
    assert all(one["en"] and one["zh"] and one["question"]["zh"] for one in words["scenarios"].values())
    assert words["targets"]["urban_rail"]["who_decides"] == "city"
