"""Charts state what the data say, in both languages, and disturb nothing around them."""

import json
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from matplotlib.text import Text

from sim.report.charts import (
    CHARTS,
    Chart,
    chances,
    charts_of,
    delay_cost,
    draw_all,
    indicator_rates,
    indicators,
    margins,
)
from sim.report.charts.common_causes import common_causes
from sim.report.charts.frame import new_sheet, typeset
from sim.report.charts.safeguards import safeguards
from sim.report.charts.silos import silos
from sim.report.measures import subjects_of
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang
from tests.unit.results_folder import TARGETS, make_results_folder
from tests.unit.study_folders import drivers_folder, headroom_folder, options_folder, safeguards_folder, silos_folder

SMALLEST_POINTS = 9

Change = Callable[[pd.DataFrame], pd.DataFrame]
"""What is done to a table before it is read."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A results folder of five scenarios."""
    return open_results(make_results_folder(tmp_path_factory.mktemp("charts") / "study"))


def texts_of(chart: Chart, results: Results, lang: Lang) -> tuple[list[Text], tuple[float, float]]:
    """Return the texts that a drawn chart shows, and the size of its figure in pixels."""
    figure = chart(results, lang).figure
    figure.canvas.draw()
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return shown, tuple(figure.bbox.size)


def title_of(chart: Chart, results: Results, lang: Lang = "en") -> str:
    """Return the finding that a chart states, on one line."""
    texts = chart(results, lang).texts
    title = max(texts, key=lambda text: text.get_fontsize()).get_text()
    return title.replace("\n", " " if lang == "en" else "").replace("\N{NO-BREAK SPACE}", " ")


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


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn_without_a_warning(studies: dict[str, Results], chart: Chart, lang: Lang) -> None:
    """No empty box, no font that is not found."""
    results = results_for(chart, studies)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        texts_of(chart, results, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_can_be_read_on_a_slide(studies: dict[str, Results], chart: Chart, lang: Lang) -> None:
    """Letters are large enough, and none leaves the sheet."""
    texts, (width, height) = texts_of(chart, results_for(chart, studies), lang)
    assert (width, height) == (1600, 900)
    assert min(text.get_fontsize() for text in texts) >= SMALLEST_POINTS
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, text.get_text()


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_draws_on_the_axes_given(studies: dict[str, Results], chart: Chart) -> None:
    """It returns the axes it was given, and adds no others to the figure."""
    figure, ax = new_sheet()
    assert chart(results_for(chart, studies), "en", ax=ax) is ax
    assert figure.axes == [ax]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_names_study_replications_and_seed(studies: dict[str, Results], chart: Chart) -> None:
    """The footer says where the numbers come from."""
    results = results_for(chart, studies)
    title = results.words["title"]["en"]
    footer = f"Study: {title} · 40 replications a scenario · seed 1 · chances are model results, see docs"
    assert footer in [text.get_text() for text in chart(results, "en").texts]


def test_nothing_global_is_changed(studies: dict[str, Results]) -> None:
    """Somebody's own settings of matplotlib stay as they are, and matplotlib waits until a chart is drawn."""
    before = dict(matplotlib.rcParams)
    for chart in CHARTS:
        chart(results_for(chart, studies), "zh")
    assert dict(matplotlib.rcParams) == before
    program = "import sys, sim.report.charts, sim.report.printed; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_all_charts_are_saved_in_both_languages(results: Results, tmp_path: Path) -> None:
    """One file a chart and language, the same bytes each time."""
    files = draw_all(results, tmp_path)
    assert sorted(file.relative_to(tmp_path).as_posix() for file in files) == sorted(
        f"{lang}/{chart.__name__}.png" for lang in LANGS for chart in charts_of(results)
    )
    first = files[0].read_bytes()
    assert draw_all(results, tmp_path)[0].read_bytes() == first


def test_a_chart_without_its_table_is_left_out(results: Results, tmp_path: Path) -> None:
    """A folder that lacks a table still gets the charts it can have."""
    for name in ("provenance.json", "estimates.csv", "targets.parquet"):
        (tmp_path / name).write_bytes((results.folder / name).read_bytes())
    assert [chart.__name__ for chart in charts_of(open_results(tmp_path))] == ["chances", "margins", "delay_cost"]


def test_thechances_name_who_is_safe_and_who_is_lost(results: Results, tmp_path: Path) -> None:
    """The title follows the estimates."""

    def settled(frame: pd.DataFrame) -> pd.DataFrame:
        chance = frame["measure"] == "chance"
        frame.loc[chance, ["estimate", "low", "high"]] = (0.5, 0.4, 0.6)
        frame.loc[chance & (frame["subject"] == "metro"), ["estimate", "low", "high"]] = (0.95, 0.9, 0.98)
        frame.loc[chance & (frame["subject"] == "gas"), ["estimate", "low", "high"]] = (0.01, 0.0, 0.05)
        return frame

    fixed = changed(results, tmp_path, "estimates", settled)
    said = "Every scenario is safe for Urban rail; every scenario is likely to miss Sichuan gas field"
    assert title_of(chances, fixed) == said
    assert title_of(chances, fixed, "zh") == "各情景下轨道交通里程均稳妥达标；各情景下川西气田年产能均多半落空"


def test_scenarios_differ_only_beyond_their_intervals(results: Results, tmp_path: Path) -> None:
    """When nothing is safe, lost or different, the title says that and no more."""

    def level(frame: pd.DataFrame) -> pd.DataFrame:
        chance = frame["measure"] == "chance"
        frame.loc[chance, ["estimate", "low", "high"]] = (0.5, 0.4, 0.6)
        frame.loc[chance & (frame["scenario"] == "bonds_late"), "estimate"] = 0.45
        return frame

    assert title_of(chances, changed(results, tmp_path / "level", "estimates", level)) == (
        "The chances do not differ between scenarios beyond their intervals"
    )

    def apart(frame: pd.DataFrame) -> pd.DataFrame:
        frame = level(frame)
        one = (frame["measure"] == "chance") & (frame["subject"] == "piles") & (frame["scenario"] == "bonds_late")
        frame.loc[one, ["estimate", "low", "high"]] = (0.3, 0.25, 0.35)
        return frame

    assert title_of(chances, changed(results, tmp_path / "apart", "estimates", apart)) == (
        "No target is safe or lost in every scenario; they differ most on Charging piles (30% to 50%)"
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
        "As published: at the median all 9 targets are in time, with least room for Sichuan gas field (1.0 months)",
        "As published: at the median 1 of 9 targets are late, Sichuan gas field by most (2.0 months)",
        "As published: at the median 1 of 9 targets are late, and Sichuan gas field only after 2028",
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
        "As published: at the median only Sichuan gas field is built too slowly for its target, "
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
    assert said.startswith("As published is safe for ") and "every scenario" not in said.lower()
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
    assert "safe for metro" in title_of(chances, fixed)
    for chart in charts_of(fixed):
        chart(fixed, "zh")


def test_numbers_are_typeset() -> None:
    """Charts have true minus signs, and dashes in ranges."""
    assert typeset("-1.5 / +2.0") == "\N{MINUS SIGN}1.5 / +2.0"
    assert typeset("42% (36-49)") == "42% (36\N{EN DASH}49)"
    assert typeset("（-85至-48）") == "（\N{MINUS SIGN}85至\N{MINUS SIGN}48）"
    assert typeset("Direct-connect 5G-A") == "Direct-connect 5G-A"


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
    said = " ".join(text.get_text() for text in drawn.figure.findobj(Text)).replace("\n", " ")
    assert "not drawn, since the joint chance is 0% in every row: All 9 targets" in said
    assert "Targets met, spread" in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_safeguards_has_two_lines_at_most(studies: dict[str, Results], lang: Lang) -> None:
    """Safeguards go by their keys there; the rows name them."""
    texts = safeguards(studies["safeguards"], lang).texts
    title = max(texts, key=lambda text: text.get_fontsize()).get_text()
    assert title.count("\n") <= 1
    assert "S1" in title
