"""A wrong plan gives every problem at once, each in one line: where, what was found, what was expected, what to do.

The single errors stand in `plan_errors.txt`, with the lines that a user sees, word for word.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from omegaconf import OmegaConf

from sim.config import Source, load_mapping, read_plan
from sim.plan.problems import PlanError
from tests.builders import a_mapping, work
from tests.whole_mapping import whole_mapping

RIGHT = Source(whole_mapping(), read_plan(whole_mapping()))


class Case(NamedTuple):
    """One change to the whole plan (set a key to YAML, or misspell one), and all lines that come."""

    change: str
    lines: tuple[str, ...]


def cases() -> list[Case]:
    """Return the cases of `plan_errors.txt`."""
    text = (Path(__file__).parent / "plan_errors.txt").read_text(encoding="utf-8")
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        Case(change, tuple(line.strip() for line in lines))
        for change, *lines in blocks
        if lines and not change.startswith("#")
    ]


def changed(change: str) -> dict[str, Any]:
    """Return the whole mapping with one thing changed: `path = value` or `path ~ misspelt`."""
    path, sign, said = change.split(" ", 2)
    *above, key = path.split(".")
    mapping = box = whole_mapping()
    for name in above:
        box = box[name]
    if sign == "~":
        box[said] = box.pop(key)
    else:
        value = OmegaConf.to_container(OmegaConf.create(f"value: {said}"))
        assert isinstance(value, dict)
        box[key] = value["value"]
    return mapping


def problems_of(mapping: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(PlanError) as caught:
        read_plan(mapping)
    return caught.value.problems


def test_the_whole_plan_reads() -> None:
    """The plan that the other tests break is right."""
    assert len(read_plan(whole_mapping()).packages) == 4


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.change)
def test_a_wrong_plan_is_told_word_for_word(case: Case) -> None:
    """All that is said of one mistake, and nothing else is said."""
    assert problems_of(changed(case.change)) == case.lines


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.change)
def test_a_wrong_plan_is_told_word_for_word_beside_a_right_one(case: Case) -> None:
    """What is taken over from the right plan hides no mistake, wherever it lies."""
    with pytest.raises(PlanError) as caught:
        read_plan(changed(case.change), like=RIGHT)
    assert caught.value.problems == case.lines


def test_the_list_of_errors_is_long() -> None:
    """More than a hundred mistakes are told, in every section of a plan."""
    said = cases()
    assert len(said) > 120
    sections = {case.change.split(" ")[0].split(".")[0] for case in said}
    assert sections == set(whole_mapping())


def test_every_line_is_one_line_that_says_where() -> None:
    """A place before the colon, no line break, nothing of the library that reads."""
    for case in cases():
        for line in case.lines:
            where, _, what = line.partition(": ")
            assert where.split(".")[0] in {*whole_mapping(), "crew"}
            assert what
            assert not any(word in line for word in ("pydantic", "Input should", "tuple", "dict", "[type="))


def test_all_problems_come_at_once_and_none_hides_another() -> None:
    """Ten mistakes in as many places give ten lines, in one go."""
    mapping = whole_mapping()
    mapping["agncies"] = {}
    mapping["schema"] = 2
    mapping["coordination"]["intake_days"] = -1
    mapping["crews"]["gang"] = "many"
    mapping["funding"]["bonds"]["conversion"] = 2
    mapping["tasks"]["T1"]["supporters"] = ["offfice"]
    mapping["packages"]["depot"]["activities"]["build"]["days"] = {"pert": [3, 2, 9]}
    mapping["packages"]["power"]["not_before"] = "soon"
    mapping["packages"]["plan"]["after"]["powr"] = {}
    mapping["packages"]["plan"]["priorty"] = 1
    found = problems_of(mapping)
    assert set(found) >= {
        "agncies: no such key; did you mean 'agencies'?",
        "schema: found 2, expected 1: this version reads only schema 1",
        "coordination.intake_days: found -1, expected at least 0: correct it",
        "crews.gang: found 'many', expected a whole number: correct it",
        "funding.bonds.conversion: found 2, expected at most 1: correct it",
        "tasks.T1: no such agency 'offfice'; did you mean 'office'?",
        "packages.power.not_before: found 'soon', expected a date such as 2020-07-01 or a day number: correct it",
        "packages.plan.priorty: no such key; did you mean 'priority'?",
    }
    assert any(line.startswith("packages.depot.activities.build.days: parameters 3, 2, 9 are out") for line in found)


def test_all_mistakes_of_one_entry_come_at_once() -> None:
    """What does not read hides nothing that can be held against the rest: names, cycles, crews, money, dates."""
    mapping = whole_mapping()
    mapping["packages"]["power"] |= {"after": ["plan"], "priority": "high", "funding": ["bond"], "listed_in": "year"}
    mapping["packages"]["power"]["activities"]["lay"] |= {"days": {"pert": [6, 4, 11]}, "crew": {"rg": 1, "rig": 9}}
    mapping["packages"]["depot"] |= {"lots": 0, "not_before": "2035-01-01", "permits": {"lead": "ofice"}}
    mapping["targets"]["plans"] = {"indicator": "plan", "at_least": 1, "who_decides": "mayor"}
    assert problems_of(mapping) == (
        "targets.plans.who_decides: found 'mayor', expected one of 'city', 'builders' or 'outside': correct it",
        "packages.depot.lots.count: found 0, expected at least 1: correct it",
        "packages.power.priority: found 'high', expected a number: correct it",
        "packages.power.activities.lay.days: parameters 6, 4, 11 are out of order, expected each at least the one "
        "before: reorder them",
        "targets.plans.indicator: no such indicator 'plan'; did you mean 'plans'?",
        "packages.depot.permits.permit: no such agency 'ofice'; did you mean 'office'?",
        "packages.power.funding: no such source 'bond'; did you mean 'bonds'?",
        "packages.power.listed_in: no such yearly list 'year'; did you mean 'yearly'?",
        "packages.power.activities.lay.crew: no such crew 'rg'; did you mean 'rig'?",
        "packages.power.after: found the cycle power -> plan -> power, expected none: cut one of them",
        "packages.power.activities.lay.crew.rig: found 9, expected at most 3, the most there ever are: lower it or "
        "raise the crew's capacity",
        "packages.depot.not_before: found day 5479 (2035-01-01), expected a day from the start 2020-01-01 to the "
        "horizon 2021-12-31: correct the date",
    )


def test_a_target_and_a_source_that_do_not_read_are_checked_all_the_same() -> None:
    """A target that nothing delivers and a cost that no source bears are told beside who decides and the kind."""
    mapping = a_mapping(
        indicators={"km": {"unit": "km"}},
        targets={"km": {"indicator": "km", "at_least": 5, "who_decides": "mayor"}},
        funding={"bonds": {"kind": "loan", "amounts_cny_10k": {2020: 100}}},
        packages={"p": {"activities": work(1), "cost_cny_10k": 500, "funding": ["bonds"]}},
    )
    assert problems_of(mapping) == (
        "funding.bonds.kind: found 'loan', expected one of 'appropriation', 'bond', 'grant', 'credit_line', 'equity' "
        "or 'ppp': correct it",
        "targets.km.who_decides: found 'mayor', expected one of 'city', 'builders' or 'outside': correct it",
        "targets.km: found no package that delivers km, expected at least one: add delivers to a package",
        "packages.p.cost_cny_10k: found 500 to pay, expected at most the 100 that its eligible sources ever bring: add "
        "a source or correct the amounts",
    )


@pytest.mark.parametrize(
    ("dates", "lines"),
    [
        (
            {"start": "soon", "deadline": "2022-01-01"},
            (
                "programme.start: found 'soon', expected a date such as 2020-07-01: correct it",
                "programme: deadline 2022-01-01 and horizon 2021-12-31 are out of order, expected deadline before "
                "horizon: correct the dates",
            ),
        ),
        (
            {"horizon": "late", "deadline": "2019-12-31"},
            (
                "programme.horizon: found 'late', expected a date such as 2020-07-01: correct it",
                "programme: start 2020-01-01 and deadline 2019-12-31 are out of order, expected start before "
                "deadline: correct the dates",
            ),
        ),
        (
            {"deadline": "never", "horizon": "2020-02-15"},
            (
                "programme.deadline: found 'never', expected a date such as 2020-07-01: correct it",
                "packages.depot.lots: found day 60 (2020-03-01), expected a day from the start 2020-01-01 to the "
                "horizon 2020-02-15: correct the date",
            ),
        ),
    ],
)
def test_a_date_of_the_programme_that_does_not_read_hides_no_other(
    dates: dict[str, str], lines: tuple[str, ...]
) -> None:
    """The dates that read are held against each other, and against those of the entries."""
    mapping = whole_mapping()
    mapping["programme"] |= dates
    assert set(problems_of(mapping)) >= set(lines)


def test_a_name_and_a_shape_may_be_wrong_in_one_package_each() -> None:
    """A package that does not read does not keep the others from being checked against each other."""
    mapping = whole_mapping()
    mapping["packages"]["depot"]["lots"] = 0
    mapping["packages"]["plan"]["gates"] = ["titel"]
    mapping["packages"]["power"]["funding"] = ["bond"]
    assert problems_of(mapping) == (
        "packages.depot.lots.count: found 0, expected at least 1: correct it",
        "packages.power.funding: no such source 'bond'; did you mean 'bonds'?",
        "packages.plan.gates: no such gate 'titel'; did you mean 'title'?",
    )


def test_a_mistake_in_a_class_is_told_once_not_once_a_package() -> None:
    """Thirty packages of a class with a wrong law give one line."""
    classes = {"hall": {"activities": work({"pert": [3, 2, 9]})}}
    packages = {f"p{number}": {"reference_class": "hall"} for number in range(30)}
    assert len(problems_of(a_mapping(reference_classes=classes, packages=packages))) == 1


@pytest.mark.parametrize(
    ("indicator", "line"),
    [
        (
            {"unit": "m"},
            "indicators.length.unit: found m, expected the unit of the size that 9 packages deliver (length_km): "
            "correct it, or state their quantities in it",
        ),
        (
            {"unit": "km", "smallest_unit": 2},
            "indicators.length.smallest_unit: found 2, expected one of which the 3 of 9 packages are whole multiples: "
            "lower it, or round what they deliver",
        ),
    ],
)
def test_a_wrong_unit_of_an_indicator_is_told_once(indicator: dict[str, Any], line: str) -> None:
    """Not once a package that delivers it."""
    shared = {"sized_by": "length_km", "delivers": {"length": "size"}, "activities": work(3)}
    packages = {f"p{number}": {"reference_class": "line", "length_km": 3} for number in range(9)}
    mapping = a_mapping(indicators={"length": indicator}, reference_classes={"line": shared}, packages=packages)
    assert problems_of(mapping) == (line,)


def test_no_packages_are_told_beside_other_problems() -> None:
    """That there is nothing to build is said at once, not after all else has been corrected."""
    assert problems_of(a_mapping(schema=2)) == (
        "schema: found 2, expected 1: this version reads only schema 1",
        "packages: found none, expected at least one: add a package",
    )


def test_two_cycles_are_two_lines() -> None:
    """Each is shown as a path."""
    after = {"a": "b", "b": "c", "c": "a", "d": "e", "e": "d"}
    packages = {name: {"after": [other], "activities": work(1)} for name, other in after.items()}
    assert problems_of(a_mapping(packages=packages)) == (
        "packages.a.after: found the cycle a -> b -> c -> a, expected none: cut one of them",
        "packages.d.after: found the cycle d -> e -> d, expected none: cut one of them",
    )


def lapsing(**more: Any) -> dict[str, Any]:
    """Return a plan whose package costs more than its source has in one year; *more* is laid over the source."""
    source = {"kind": "appropriation", "amounts_cny_10k": {2020: 100, 2021: 100}, "carry_over": 0, **more}
    package = {"activities": work(10), "cost_cny_10k": 150, "funding": ["budget"], "instalments": 1}
    return a_mapping(funding={"budget": source}, packages={"p": package})


def test_a_bill_that_no_source_ever_holds_is_a_problem() -> None:
    """What lapses at the end of a year does not add up: the package would wait for ever."""
    assert problems_of(lapsing()) == (
        "packages.p.instalments: found bills of 150, expected at most the 100 that its eligible sources ever hold at "
        "once: pay in more instalments, add a source or let more carry over",
    )


@pytest.mark.parametrize(
    "more",
    [{"carry_over": 0.5}, {"amounts_cny_10k": {2020: 150, 2021: 0}}, {"idle_share": 0.9, "idle_days": 300}],
)
def test_a_bill_that_a_source_may_once_hold_is_none(more: dict[str, Any]) -> None:
    """Half of what is left stays, a year brings enough, or money lies idle into the next."""
    assert read_plan(lapsing(**more)).packages.keys() == {"p"}


def test_two_instalments_are_two_bills() -> None:
    """Each fits in a year."""
    mapping = lapsing()
    mapping["packages"]["p"]["instalments"] = 2
    assert read_plan(mapping).packages.keys() == {"p"}


def test_sources_of_different_years_do_not_add_up() -> None:
    """One has gone when the other comes."""
    mapping = lapsing(amounts_cny_10k={2020: 100})
    mapping["funding"]["grant"] = {**mapping["funding"]["budget"], "amounts_cny_10k": {2021: 100}}
    mapping["packages"]["p"]["funding"] = ["budget", "grant"]
    assert problems_of(mapping)[0].startswith("packages.p.instalments: found bills of 150, expected at most the 100")


def test_a_cycle_of_a_thousand_packages_is_no_trouble() -> None:
    """The search does not go down into itself."""
    packages = {f"p{n}": {"after": [f"p{(n + 1) % 1000}"], "activities": work(1)} for n in range(1000)}
    (line,) = problems_of(a_mapping(packages=packages))
    assert line.startswith("packages.p0.after: found the cycle p0 -> p1 -> p2 -> ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "plan.yaml: found no mapping, expected keys such as programme and packages: write a plan"),
        (
            "# only a comment\n",
            "plan.yaml: found no mapping, expected keys such as programme and packages: write a plan",
        ),
        ("- 1\n- 2\n", "plan.yaml: found no mapping, expected keys such as programme and packages: write a plan"),
        (
            "schema: 1\nschema: 1\n",
            "plan.yaml: found no readable YAML (line 2: found duplicate key schema): correct the file",
        ),
        (
            "packages:\n  a: {days: 1}\n  a: {days: 2}\n",
            "plan.yaml: found no readable YAML (line 3: found duplicate key a): correct the file",
        ),
    ],
)
def test_a_file_that_is_no_plan_is_said_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str
) -> None:
    """Empty files, lists and double keys are refused."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        load_mapping(Path("plan.yaml"))
    assert caught.value.problems == (line,)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a: [1", b"a: b: c", b"\x00", b"a: !!python/name:os.system", b"7", b"a: &a [*a]"]
)
def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path, content: bytes) -> None:
    """Whatever is in it: one line, no traceback."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)
    with pytest.raises(PlanError) as caught:
        load_mapping(path)
    assert len(caught.value.problems) == 1
    assert "\n" not in str(caught.value)


def test_a_missing_file_or_a_folder_is_said_so(tmp_path: Path) -> None:
    """The path stands in the line."""
    for path, said in (
        (tmp_path / "no.yaml", "no such file: check the path"),
        (tmp_path, "found a folder, expected a YAML file: name the file in it"),
    ):
        with pytest.raises(PlanError) as caught:
            load_mapping(path)
        assert caught.value.problems == (f"{path}: {said}",)
