"""Charts state what the data say, in both languages, and disturb nothing around them."""

import json
import math
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.report.charts import (
    BY_NETWORK,
    CHARTS,
    Chart,
    chances,
    charts_of,
    commitments,
    delay_cost,
    draw_in,
    indicator_rates,
    indicators,
    margins,
    milestones,
    network_rates,
    pictures_of,
    title_in,
)
from sim.report.charts.commitments import SEVERAL
from sim.report.charts.common_causes import common_causes
from sim.report.charts.frame import FAINT, SCENARIO_COLOURS, SHEET_INCHES, balanced, new_sheet, typeset
from sim.report.charts.safeguards import safeguards
from sim.report.charts.silos import silos
from sim.report.readings.measures import subjects_of
from sim.report.readings.outcomes import outcome_means
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang, pick
from tests.unit.results_folder import TARGETS, make_results_folder
from tests.unit.study_folders import drivers_folder, headroom_folder, options_folder, safeguards_folder, silos_folder

SMALLEST_POINTS = 9
A4_INCHES, SMALLEST_PRINTED_POINTS = 8.27, 7

Change = Callable[[pd.DataFrame], pd.DataFrame]
"""What is done to a table before it is read."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A results folder of five scenarios."""
    return open_results(make_results_folder(tmp_path_factory.mktemp("charts") / "study"))


class Shown(NamedTuple):
    """A text of a drawn chart: its size in points, its weight, and its box in pixels."""

    text: str
    points: float
    weight: str | int
    box: Bbox


class Drawn(NamedTuple):
    """What is seen of a drawn chart: all its texts, those outside its panels, and the size of its figure in pixels."""

    texts: list[Shown]
    around: list[Shown]
    size: tuple[float, float]


def seen(text: Text) -> Shown:
    return Shown(text.get_text(), text.get_fontsize(), text.get_weight(), text.get_window_extent())


def title_of(chart: Chart, results: Results, lang: Lang = "en") -> str:
    """Return the finding that a chart states, on one line."""
    texts = chart(results, lang).texts
    title = max(texts, key=lambda text: text.get_fontsize()).get_text()
    return title.replace("\n", " " if lang == "en" else "").replace("\N{NO-BREAK SPACE}", " ")


def drawn_on(ax: Axes) -> list[str]:
    """Return the texts of the panels of a drawn chart."""
    return [text.get_text() for panel in ax.child_axes for text in panel.texts]


def changed(results: Results, folder: Path, table: str, change: Change) -> Results:
    """Return a copy of *results* in which a CSV table was changed."""
    folder.mkdir(exist_ok=True)
    for file in results.folder.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    frame = pd.read_csv(folder / f"{table}.csv")
    change(frame).to_csv(folder / f"{table}.csv", index=False)
    return open_results(folder)


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory, results: Results) -> dict[str, Results]:
    """A results folder for each kind of study, by what it is printed in."""
    folder = tmp_path_factory.mktemp("studies")
    made = {
        "options": options_folder,
        "silos": silos_folder,
        "safeguards": safeguards_folder,
        "drivers": drivers_folder,
        "headroom": headroom_folder,
    }
    return {"targets": results} | {table: open_results(make(folder / table)) for table, make in made.items()}


def results_for(chart: Chart, studies: dict[str, Results]) -> Results:
    """Return a folder that has the chart."""
    return next(results for results in studies.values() if chart in charts_of(results))


@pytest.fixture(scope="module")
def drawn(studies: dict[str, Results]) -> Callable[[Chart, Lang], Drawn]:
    """Return how to draw a chart, once, where a warning is an error."""

    @cache
    def draw(chart: Chart, lang: Lang) -> Drawn:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ax = chart(results_for(chart, studies), lang)
            ax.figure.canvas.draw()
        texts = [text for text in ax.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        return Drawn(list(map(seen, texts)), list(map(seen, ax.texts)), tuple(ax.figure.bbox.size))

    return draw


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn_without_a_warning(drawn: Callable[[Chart, Lang], Drawn], chart: Chart, lang: Lang) -> None:
    """No empty box, no font that is not found."""
    assert drawn(chart, lang).texts


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_can_be_read_on_a_slide(drawn: Callable[[Chart, Lang], Drawn], chart: Chart, lang: Lang) -> None:
    """Letters are large enough, and none leaves the sheet."""
    texts, _, (width, height) = drawn(chart, lang)
    assert width == 1600 and (height == 900 or chart in BY_NETWORK)
    assert min(text.points for text in texts) >= SMALLEST_POINTS
    for text, _, _, box in texts:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, text


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_draws_on_the_axes_given_and_changes_nothing_global(studies: dict[str, Results], chart: Chart) -> None:
    """It returns the axes it was given, adds no others to the figure, and leaves matplotlib's settings as they are."""
    figure, ax = new_sheet()
    before = dict(matplotlib.rcParams)
    assert chart(results_for(chart, studies), "zh", ax=ax) is ax
    assert figure.axes == [ax]
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_names_study_replications_and_seed(
    studies: dict[str, Results], drawn: Callable[[Chart, Lang], Drawn], chart: Chart
) -> None:
    """The footer says where the numbers come from."""
    title = results_for(chart, studies).words["title"]["en"]
    footer = f"Study: {title} · 40 replications a scenario · seed 1 · chances are model results, see docs"
    assert footer in [text.text for text in drawn(chart, "en").around]


def test_matplotlib_waits_until_a_chart_is_drawn() -> None:
    """Whoever only prints does not load it."""
    program = "import sys, sim.report.charts, sim.report.printed.targets; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_carries_the_finding_that_it_states(results: Results, tmp_path: Path, lang: Lang) -> None:
    """Pages take it from there as what is read in the picture's place."""
    only = changed(results, tmp_path / "one", "estimates", lambda frame: frame)
    for name in ("progress", "milestones", "targets", "delay_cost_sums", "outcome_means", "fiscal", "month_late"):
        for file in only.folder.glob(f"{name}.*"):
            file.unlink()
    files = draw_in(lang, open_results(only.folder), tmp_path / "charts")
    said = {file.stem: title_in(file) for file in files}
    assert said["chances"] == chances(only, lang).get_label() and all(said.values())


@pytest.fixture
def few(results: Results, tmp_path: Path) -> Results:
    """A results folder that lacks most tables."""
    for name in ("provenance.json", "estimates.csv", "targets.parquet"):
        (tmp_path / name).write_bytes((results.folder / name).read_bytes())
    return open_results(tmp_path)


def test_a_chart_without_its_table_is_left_out(few: Results) -> None:
    """A folder that lacks a table still gets the charts it can have."""
    assert [chart.__name__ for chart in charts_of(few)] == ["chances", "margins", "delay_cost"]


def test_charts_are_saved_in_both_languages(few: Results) -> None:
    """One file a chart and language, the same bytes each time."""
    folders = [few.folder / name for name in ("once", "again")]
    once, again = ([file for lang in LANGS for file in draw_in(lang, few, folder)] for folder in folders)
    assert [file.relative_to(folders[0]).as_posix() for file in once] == [
        f"{lang}/{picture}.png" for lang in LANGS for picture in pictures_of(few)
    ]
    assert [file.read_bytes() for file in once] == [file.read_bytes() for file in again]


def test_the_chances_name_who_is_safe_and_who_is_lost(results: Results, tmp_path: Path) -> None:
    """The title follows the estimates."""

    def settled(frame: pd.DataFrame) -> pd.DataFrame:
        chance = frame["measure"] == "chance"
        frame.loc[chance, ["estimate", "low", "high"]] = (0.5, 0.4, 0.6)
        frame.loc[chance & (frame["subject"] == "metro"), ["estimate", "low", "high"]] = (0.95, 0.9, 0.98)
        frame.loc[chance & (frame["subject"] == "gas"), ["estimate", "low", "high"]] = (0.01, 0.0, 0.05)
        return frame

    fixed = changed(results, tmp_path, "estimates", settled)
    said = (
        "The target for Urban rail is safe in every scenario; "
        "the target for Sichuan gas field is likely missed in every scenario"
    )
    assert title_of(chances, fixed) == said
    assert title_of(chances, fixed, "zh") == "各情景下轨道交通里程均稳妥达标；各情景下川西气田年产能均多半落空"


def test_a_target_is_safe_only_where_its_band_over_assumed_inputs_is(results: Results, tmp_path: Path) -> None:
    """An interval above 80 % is not enough where the assumed inputs reach below it."""

    def settled(frame: pd.DataFrame) -> pd.DataFrame:
        chance = frame["measure"] == "chance"
        frame.loc[chance, ["estimate", "low", "high"]] = (0.5, 0.4, 0.6)
        frame.loc[chance & frame["subject"].isin(["metro", "cloud_firms"]), ["estimate", "low", "high"]] = (
            0.95,
            0.9,
            0.98,
        )
        of_base = chance & (frame["scenario"] == "as_published")
        frame.loc[of_base & (frame["subject"] == "metro"), ["low_assumed", "high_assumed"]] = (0.85, 1.0)
        frame.loc[of_base & (frame["subject"] == "cloud_firms"), ["low_assumed", "high_assumed"]] = (0.3, 1.0)
        return frame

    changed(results, tmp_path, "estimates", settled)
    (tmp_path / "assumptions.csv").write_text("measure,subject\n", encoding="utf-8")
    assert title_of(chances, open_results(tmp_path)) == "The target for Urban rail is safe in every scenario"


def test_scenarios_differ_only_beyond_their_intervals(results: Results, tmp_path: Path) -> None:
    """When nothing is safe, lost or different, the title says that and no more."""

    def level(frame: pd.DataFrame) -> pd.DataFrame:
        chance = frame["measure"] == "chance"
        frame.loc[chance, ["estimate", "low", "high"]] = (0.5, 0.4, 0.6)
        frame.loc[chance & (frame["scenario"] == "bonds_late"), "estimate"] = 0.45
        return frame

    assert title_of(chances, changed(results, tmp_path / "level", "estimates", level)) == (
        "No target is safe, or likely missed, in every scenario, and no chance is seen to differ between scenarios"
    )

    def apart(frame: pd.DataFrame) -> pd.DataFrame:
        frame = level(frame)
        one = (frame["measure"] == "chance") & (frame["subject"] == "piles") & (frame["scenario"] == "bonds_late")
        frame.loc[one, ["estimate", "low", "high"]] = (0.3, 0.25, 0.35)
        return frame

    assert title_of(chances, changed(results, tmp_path / "apart", "estimates", apart)) == (
        "No target is safe, or likely missed, in every scenario; scenarios differ most on Charging piles (30% to 50%)"
    )


def test_margins_say_how_many_are_late_and_what_never_comes(results: Results, tmp_path: Path) -> None:
    """None late, some late and never are three sentences."""

    def at(days: float | None) -> Change:
        def change(frame: pd.DataFrame) -> pd.DataFrame:
            margin = frame["measure"] == "margin_p50"
            frame.loc[margin, "estimate"] = 91.3125
            frame.loc[margin & (frame["subject"] == "gas"), "estimate"] = days
            return frame

        return change

    titles = [
        title_of(margins, changed(results, tmp_path / str(place), "estimates", at(days))).split(";")[0]
        for place, days in enumerate((30.4375, -60.875, None))
    ]
    assert titles == [
        "As published: at the median all 9 targets are on time, with least room for Sichuan gas field (1.0 months)",
        "As published: at the median 1 of 9 targets is late, Sichuan gas field (by 2.0 months)",
        "As published: at the median 1 of 9 targets is late, Sichuan gas field, which is not met before the end of "
        "2028",
    ]


def test_indicators_and_rates_name_what_falls_short(results: Results, tmp_path: Path) -> None:
    """All, some and none of the targets reached at the median."""

    def with_share(share: dict[str, float]) -> Change:
        def change(frame: pd.DataFrame) -> pd.DataFrame:
            for target, noun in TARGETS.items():
                one = (frame["measure"] == "value_p50") & (frame["subject"] == target)
                frame.loc[one, "estimate"] = noun[9] * share.get(target, 1.25)
            return frame

        return change

    some = changed(results, tmp_path / "some", "estimates", with_share({"gas": 0.5}))
    assert title_of(indicators, some) == (
        "As published: at the deadline the median reaches 8 of 9 targets and falls short on Sichuan gas field"
    )
    assert title_of(indicator_rates, some) == (
        "As published: at the median the pace is too slow for one target only, Sichuan gas field, "
        "at 48% of the pace needed"
    )
    every = changed(results, tmp_path / "every", "estimates", with_share({"gas": 1.1}))
    assert title_of(indicators, every) == (
        "As published: at the deadline the median reaches all 9 targets, with least room on Sichuan gas field "
        "(110% of the target)"
    )
    none = changed(results, tmp_path / "none", "estimates", with_share(dict.fromkeys(TARGETS, 0.5) | {"gas": 0.9}))
    assert title_of(indicators, none) == (
        "As published: at the deadline the median falls short of all 9 targets, least on Sichuan gas field "
        "(90% of the target)"
    )


def test_cost_says_when_no_scenario_is_seen_to_add(results: Results, tmp_path: Path) -> None:
    """A difference whose interval holds 0 is none."""
    assert '"Severe shocks" adds most, CNY +' in title_of(delay_cost, results)
    level = changed(results, tmp_path, "differences", lambda frame: frame.assign(low=-1e9, high=1e9))
    assert title_of(delay_cost, level).endswith("no scenario is seen to add to it")


def test_a_delay_that_saves_is_not_called_a_cost(results: Results, tmp_path: Path) -> None:
    """When later spending is worth more than the benefits lost, the title says so."""

    def saving(frame: pd.DataFrame) -> pd.DataFrame:
        one = (frame["measure"] == "delay_cost_mean") & (frame["subject"] == "economic")
        frame.loc[one, ["estimate", "low", "high"]] = (-200_000.0, -300_000.0, -100_000.0)
        return frame

    assert title_of(delay_cost, changed(results, tmp_path, "estimates", saving)) == (
        "As published: in the economic account spending later outweighs the benefits lost, "
        "by CNY 2.00 billion (1.00 to 3.00)"
    )


def test_one_scenario_is_not_compared(results: Results, tmp_path: Path) -> None:
    """A study of one row speaks of that row."""
    only = changed(results, tmp_path, "estimates", lambda frame: frame[frame["scenario"] == "as_published"])
    said = title_of(chances, only)
    assert re.match(r"As published: the targets? for .* (is|are) safe", said) and "every scenario" not in said.lower()
    assert "adds most" not in title_of(delay_cost, only)


def test_names_that_the_plan_lacks_are_shown_with_spaces(results: Results, tmp_path: Path) -> None:
    """Charts of a plan without names still draw."""
    fixed = changed(results, tmp_path, "estimates", lambda frame: frame)
    provenance = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    blank = {"en": "", "zh": ""}
    for kind in ("scenarios", "networks", "targets"):
        for noun in provenance["words"][kind].values():
            noun.update(blank | ({"short": None} if kind == "targets" else {}))
    (tmp_path / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    fixed = open_results(tmp_path)
    assert "target for metro is safe" in title_of(chances, fixed)
    for chart in charts_of(fixed):
        chart(fixed, "zh")


def test_numbers_are_typeset() -> None:
    """Charts have true minus signs, and dashes in ranges."""
    assert typeset("-1.5 / +2.0") == "\N{MINUS SIGN}1.5 / +2.0"
    assert typeset("42% (36-49)") == "42% (36\N{EN DASH}49)"
    assert typeset("（-85至-48）") == "（\N{MINUS SIGN}85至\N{MINUS SIGN}48）"
    assert typeset("Direct-connect 5G-A") == "Direct-connect 5G-A"
    assert typeset("million m2") == "million m\N{SUPERSCRIPT TWO}"
    assert typeset('under "Severe shocks"') == 'under "Severe\N{NO-BREAK SPACE}shocks"'


def test_a_panel_of_silos_in_which_nothing_moves_is_a_line_of_text(tmp_path: Path) -> None:
    """Of every network's chance; panels of a measure that moves share their axis."""
    folder = silos_folder(tmp_path)
    differences = pd.read_csv(folder / "differences.csv")
    chances = differences["measure"] == "network_chance"
    differences.loc[chances, ["estimate", "low", "high"]] = (0.0, -0.06, 0.06)
    differences.to_csv(folder / "differences.csv", index=False)
    results = open_results(folder)
    drawn = silos(results, "en")
    texts = [text.get_text() for text in drawn.figure.findobj(Text)]
    networks = len(subjects_of(results)) - 1
    assert texts.count("No difference in the chance\nat any share") == networks
    panels = [panel for panel in drawn.child_axes if panel.axison]
    assert len({panel.get_ylim() for panel in panels}) < len(panels) / 2


def test_common_causes_draw_no_panel_of_a_chance_that_is_0_in_every_row(tmp_path: Path) -> None:
    """The line below the title says which; how many targets are met and how far that swings is drawn beside."""
    folder = drivers_folder(tmp_path)
    before = len(common_causes(open_results(folder), "en").child_axes)
    estimates = pd.read_csv(folder / "estimates.csv")
    never = (estimates["measure"] == "chance") & (estimates["subject"] == "all_targets")
    estimates.loc[never, ["estimate", "low", "high"]] = 0.0
    estimates.to_csv(folder / "estimates.csv", index=False)
    drawn = common_causes(open_results(folder), "en")
    assert len(drawn.child_axes) == before - 1
    said = " ".join(text.get_text() for text in drawn.figure.findobj(Text))
    said = said.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert "not drawn, since the joint chance is 0% in every row: All 9 targets" in said
    assert "Targets met, spread" in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_safeguards_has_two_lines_at_most(studies: dict[str, Results], lang: Lang) -> None:
    """Safeguards go by their names there, not by their keys."""
    texts = safeguards(studies["safeguards"], lang).texts
    title = max(texts, key=lambda text: text.get_fontsize()).get_text()
    assert title.count("\n") <= 1
    assert "S1" not in title and pick(studies["safeguards"].words["safeguards"]["S1"], lang) in title.replace("\n", " ")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_title_takes_two_lines_at_most_in_the_same_weight(
    drawn: Callable[[Chart, Lang], Drawn], chart: Chart, lang: Lang
) -> None:
    """The Chinese font has no bold face: a bold English title would shout beside it."""
    title = max(drawn(chart, lang).around, key=lambda text: text.points)
    assert title.text.count("\n") < 2
    assert title.weight == "normal"


def test_no_word_stands_alone_on_the_last_line() -> None:
    """Lines are as few as can be, and about equally long."""
    text = "one two three four five six seven eight nine ten"
    assert balanced(text, 45) == ["one two three four five", "six seven eight nine ten"]
    assert balanced(text, 80) == [text]


def test_chinese_is_broken_after_a_pause_and_never_between_a_number_and_its_unit() -> None:
    """Without a pause in the middle lines are about equally long."""
    assert balanced("最大的是充电桩，各情景相差很远很远", 22) == ["最大的是充电桩，", "各情景相差很远很远"]
    for width in range(22, 34):
        first, second = balanced("经济账上延误成本为203亿元由此可见一斑", width)
        assert first.endswith("203亿元") or "203亿元" in second


def test_no_number_at_an_axis_lies_on_another_panel(results: Results, tmp_path: Path) -> None:
    """The unit follows the end of the axis, which the needed rate may carry above a million."""
    for file in results.folder.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    progress = results.table("progress").copy()
    progress.loc[progress["indicator"] == "space", ["rate", "planned_rate", "needed_rate"]] *= 2
    progress.to_parquet(tmp_path / "progress.parquet")
    ax = indicator_rates(open_results(tmp_path), "en")
    ax.figure.canvas.draw()
    boxes = {panel: panel.get_window_extent() for panel in ax.child_axes}
    for panel in boxes:
        for label in panel.get_yticklabels():
            others = [box for other, box in boxes.items() if other is not panel]
            assert not any(label.get_window_extent().overlaps(box) for box in others), label.get_text()


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_the_network_rates_is_told_by_its_panels(results: Results, lang: Lang) -> None:
    """One measure in both: works built by the deadline in % of those planned by then."""
    marked = {"en": r"(\d+)%\s\(\d+\N{EN DASH}\d+\) of planned", "zh": r"计划的(\d+)%（\d+\N{EN DASH}\d+）"}[lang]
    ax = network_rates(results, lang)
    shares = [int(found[1]) for text in drawn_on(ax) if (found := re.fullmatch(marked, text))]
    assert len(shares) == 4 and min(shares) < max(shares)
    assert re.findall(r"(\d+)%", title_of(network_rates, results, lang)) == [f"{min(shares)}", f"{max(shares)}"]


def test_a_commitment_of_few_promises_is_left_out_of_the_title_which_says_so(results: Results, tmp_path: Path) -> None:
    """The best kept row may be one promise: the title speaks of the others, and by which rule."""

    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        one = (frame["measure"] == "milestones_kept") & (frame["subject"] == "start")
        frame.loc[one, ["estimate", "low", "high"]] = (1.0, 1.0, 1.0)
        return frame

    assert "at least" not in title_of(commitments, results)
    changed(results, tmp_path, "estimates", kept)
    provenance = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    promises = provenance["words"]["milestones"]
    started = [name for name, one in promises.items() if one["commitment"] == "start"]
    for name in started[1:]:
        del promises[name]
    (tmp_path / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    title = title_of(commitments, open_results(tmp_path))
    assert f"of commitments with at least {SEVERAL} promises" in title
    assert '"start"' not in title


@pytest.mark.parametrize(("chart", "measure"), [(chances, "chance"), (margins, "margin_p50")])
def test_the_range_over_assumed_inputs_is_a_band_of_its_own(
    results: Results, tmp_path: Path, chart: Chart, measure: str
) -> None:
    """It lies under the marks of all scenarios, may lie off the estimate, and is explained."""

    def assumed(frame: pd.DataFrame) -> pd.DataFrame:
        one = (frame["scenario"] == "as_published") & (frame["measure"] == measure) & (frame["subject"] == "gas")
        frame.loc[one, ["low_assumed", "high_assumed"]] = (0.01, 0.02)
        return frame

    assert "Grey band" not in " ".join(text.get_text() for text in chart(results, "en").texts)
    changed(results, tmp_path, "estimates", assumed)
    (tmp_path / "assumptions.csv").write_text("measure,subject\n", encoding="utf-8")
    ax = chart(open_results(tmp_path), "en")
    said = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    assert "Grey band" in said and "need not hold the estimate" in said
    panel = ax.child_axes[0]
    lines = [line for line in panel.lines if len(line.get_ydata()) == 2 and line.get_transform() == panel.transData]
    (band,) = [line for line in lines if to_hex(line.get_color()) == FAINT.lower()]
    height = band.get_ydata()[0]
    of_scenarios = {colour.lower() for colour in SCENARIO_COLOURS}
    marks = [line.get_ydata()[0] for line in lines if to_hex(line.get_color()) in of_scenarios]
    assert 0.1 < min(y for y in marks if y > height) - height < 0.3
    assert min((height - y for y in marks if y < height), default=1.0) > 0.1


@pytest.mark.parametrize("lang", LANGS)
def test_every_milestone_is_found_with_its_whole_name(results: Results, lang: Lang) -> None:
    """On one sheet of its network, in letters that can be read on a printed page, clear of the chances."""
    pictures = {name: chart for name, chart in pictures_of(results).items() if name.startswith("milestones")}
    promised = results.words["milestones"]
    found = []
    for name, chart in pictures.items():
        ax = chart(results, lang)
        (panel,) = ax.child_axes
        ax.figure.canvas.draw()
        texts = [text.get_text() for text in panel.texts]
        codes = [text for text in texts if text in promised]
        assert {f"milestones_{promised[code]['network']}" for code in codes} == {name}
        for code in codes:
            label = panel.texts[texts.index(code) + 1]
            assert label.get_text() == pick(promised[code], lang)
            assert label.get_fontsize() * A4_INCHES / SHEET_INCHES[0] >= SMALLEST_PRINTED_POINTS
            assert panel.texts[texts.index(code)].get_window_extent().x1 < label.get_window_extent().x0
            assert label.get_window_extent().x1 < panel.get_window_extent().x0
        found += codes
        boxes = [text.get_window_extent() for text in ax.texts]
        assert not any(tick.get_window_extent().overlaps(box) for tick in panel.get_xticklabels() for box in boxes)
    assert found == list(promised)


def test_the_sheets_of_networks_add_up_to_that_of_all(results: Results) -> None:
    """Each title counts its own promises."""
    networks = dict.fromkeys(one["network"] for one in results.words["milestones"].values())

    def counts(network: str | None) -> list[int]:
        title = max(milestones(results, "en", network=network).texts, key=lambda text: text.get_fontsize()).get_text()
        found = re.findall(r"(\d+|none)(?= promises| (?:is|are) (?:safe|likely|open))", title.replace("\n", " "))
        return [0 if number == "none" else int(number) for number in found]

    assert [sum(column) for column in zip(*map(counts, networks), strict=True)] == counts(None)
    assert counts(None)[0] == sum(counts(None)[1:]) == len(results.words["milestones"])


def test_outcomes_of_the_whole_city_alone_are_read_without_a_warning(results: Results, tmp_path: Path) -> None:
    """A table without any network or district has columns that are read as numbers."""
    frame = results.table("outcome_means")
    of_city = (frame[["network", "district"]].fillna("") == "").all(axis=1)
    city = frame[of_city].assign(network=math.nan, district=math.nan)
    (tmp_path / "provenance.json").write_bytes((results.folder / "provenance.json").read_bytes())
    city.to_csv(tmp_path / "outcome_means.csv", index=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        means = outcome_means(open_results(tmp_path), results.words["base"])
    assert set(means["network"]) == set(means["district"]) == {""} and len(means)
