"""The small plan that the documentation prints reads as printed and does what it says."""

from pathlib import Path

from sim.config import load_mapping, read_plan
from tests.builders import PRINTED, finish_days, happenings


def test_the_small_example_reads_as_printed(tmp_path: Path) -> None:
    """Two packages, two crews, one desk; nothing else is needed."""
    file = tmp_path / "plan.yaml"
    file.write_text(PRINTED, encoding="utf-8")
    plan = read_plan(load_mapping(file))
    assert plan.programme.name is not None
    assert plan.programme.name.en == "Two crews"
    assert plan.crews["r2"].capacity == ((0, 2), (182, 3))
    assert plan.packages["b"].permits["permit"].lead == "desk"
    assert happenings(plan, "starts")[0] == (0, "starts", "a")
    finished = finish_days(plan)
    assert finished["a"] == 5
    assert finished["b"] > 5 + 4


def test_the_two_ways_that_its_comments_name_are_the_same(tmp_path: Path) -> None:
    """`after: [a]` is `after: {a: {kind: FS, lag_days: 0}}`."""
    long, short = tmp_path / "long.yaml", tmp_path / "short.yaml"
    long.write_text(PRINTED, encoding="utf-8")
    short.write_text(PRINTED.replace("{a: {kind: FS, lag_days: 0}}", "[a]"), encoding="utf-8")
    assert read_plan(load_mapping(long)) == read_plan(load_mapping(short))


def test_a_date_and_its_day_number_are_the_same(tmp_path: Path) -> None:
    """4 January is day 3."""
    dated, counted = tmp_path / "dated.yaml", tmp_path / "counted.yaml"
    dated.write_text(PRINTED.replace("not_before_day: 3.5", "not_before: 2020-01-04"), encoding="utf-8")
    counted.write_text(PRINTED.replace("not_before_day: 3.5", "not_before_day: 3"), encoding="utf-8")
    assert read_plan(load_mapping(dated)) == read_plan(load_mapping(counted))
