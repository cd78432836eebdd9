"""Charts of money: options stand at their own values, their numbers apart, and the city is its two budgets."""

from pathlib import Path

import pandas as pd
import pytest

from sim.analysis.options import Offer, offers_of
from sim.report.charts import city_debt, city_money, options_plane
from sim.report.charts.money import BESIDE_COLOUR, BUDGET_COLOURS, dearest_years
from sim.report.charts.options import ACCENT, MARK_POINTS, NEUTRAL, apart, options_finding
from sim.report.numbers import money_for
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang
from tests.unit.study_folders import options_folder

SCALED = ("bonds_late", "reviews_in_series")


def of_scaled(folder: Path) -> Results:
    """Return five ways of funding, two of which promise what the base does and two almost the same as one another."""
    options_folder(folder)
    frame = pd.read_csv(folder / "estimates.csv")
    is_promised = (frame["measure"] == "city_money_mean") & (frame["subject"] == "promised")
    amounts = frame[is_promised].set_index("scenario")["estimate"]
    base = amounts["as_published"]
    others = [name for name in amounts.index if name not in (*SCALED, "as_published")]
    promised = dict.fromkeys(("as_published", *SCALED), base) | {
        name: base * (1.2 + place / 1000) for place, name in enumerate(others)
    }
    for column in ("estimate", "low", "high"):
        frame.loc[is_promised, column] = frame.loc[is_promised, "scenario"].map(promised)
    frame.to_csv(folder / "estimates.csv", index=False)
    return open_results(folder)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study of options, three of which promise the same."""
    return of_scaled(tmp_path_factory.mktemp("plane") / "study")


def test_options_are_drawn_at_the_money_that_they_promise(results: Results) -> None:
    """Those of the plane exactly, those that promise the same as the base by their place beside one another."""
    offers = offers_of(results.estimates)
    on_plane, same = apart(offers, "as_published")
    size = money_for([offer.city_money_cny_10k for offer in offers.values()], "en").cny_10k
    ax = options_plane(results)
    panels = [panel for panel in ax.child_axes if panel.lines]
    found = [[line.get_xdata()[0] for line in panel.lines if line.get_marker() == "o"] for panel in panels]
    plane = [offers[name].city_money_cny_10k / size for name in on_plane]
    assert found == [plane, [0.0, 1.0, 2.0]] * 2
    assert set(same) == {"as_published", *SCALED} and "as_published" in on_plane


def test_panels_of_a_measure_have_one_upright_scale(results: Results) -> None:
    """What stands higher in one of them is higher than in the other."""
    first, beside, second, below = (panel for panel in options_plane(results).child_axes if panel.lines)
    assert first.get_ylim() == beside.get_ylim()
    assert second.get_ylim() == below.get_ylim()


@pytest.mark.parametrize("lang", LANGS)
def test_no_number_covers_another_or_a_mark(results: Results, lang: Lang) -> None:
    """Not even where two options promise almost the same."""
    ax = options_plane(results, lang)
    ax.figure.canvas.draw()
    half = MARK_POINTS / 2 * ax.figure.dpi / 72
    for panel in (panel for panel in ax.child_axes if panel.lines):
        boxes = [text.get_window_extent() for text in panel.texts]
        marks = [line for line in panel.lines if line.get_marker() == "o"]
        assert len(boxes) == len(marks) >= 3
        at = [panel.transData.transform((mark.get_xdata()[0], mark.get_ydata()[0])) for mark in marks]
        for number, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[:number])
            for x, y in at:
                assert not (box.x0 < x + half and x - half < box.x1 and box.y0 < y + half and y - half < box.y1)


def test_only_what_no_other_beats_has_a_colour(results: Results) -> None:
    """Filled with the accent; the others are open and grey."""
    unbeaten = set(results.unbeaten[results.unbeaten["is_unbeaten"]]["scenario"])
    assert unbeaten and len(unbeaten) < 5
    for panel in (panel for panel in options_plane(results).child_axes if panel.lines):
        marks = [line for line in panel.lines if line.get_marker() == "o"]
        assert {(mark.get_color(), mark.get_markerfacecolor()) for mark in marks} <= {
            (ACCENT, ACCENT),
            (NEUTRAL, "white"),
        }


def test_where_no_other_promises_the_same_there_is_one_plane() -> None:
    """And where all do there is none."""
    offers = {"base": Offer(0.5, 1, 100), "other": Offer(0.5, 1, 150), "again": Offer(0.5, 1, 100.5)}
    assert apart(offers, "base") == (["base", "other"], ["base", "again"])
    assert apart({name: offers[name] for name in ("base", "other")}, "base") == (["base", "other"], [])
    assert apart({name: offers[name] for name in ("base", "again")}, "base") == ([], ["base", "again"])


def test_the_dearest_year_is_that_of_the_citys_two_budgets(tmp_path: Path) -> None:
    """Run by run: 130 in 2021 and 150 in 2022, 2021 twice; districts and builders do not count, nor does debt."""
    options_folder(tmp_path / "study")
    file = tmp_path / "study" / "fiscal.parquet"
    by_run = [
        (0, 2021, "general_budget", "drawn", 100),
        (0, 2021, "fund_budget", "repayment", 30),
        (0, 2022, "general_budget", "ppp_owed", 110),
        (0, 2022, "districts", "drawn", 900),
        (1, 2021, "general_budget", "drawn", 20),
        (1, 2022, "fund_budget", "interest", 150),
        (1, 2022, "fund_budget", "debt", 700),
        (2, 2021, "fund_budget", "drawn", 140),
        (2, 2022, "builders", "drawn", 800),
    ]
    columns = ["scenario", "replication", "year", "payer", "item", "cny_10k"]
    pd.DataFrame([("as_published", *row) for row in by_run], columns=columns).to_parquet(file)
    found = dearest_years(open_results(tmp_path / "study"))["as_published"]
    assert found.cny_10k.estimate == (130 + 150 + 140) / 3
    assert found.year == 2021


def test_the_title_and_the_sums_leave_the_districts_out(results: Results) -> None:
    """Their bars stand beside those of the budgets, from nought, and no interval is theirs."""
    ax = city_money(results)
    title = " ".join(text.get_text() for text in ax.texts).replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ")
    dearest = dearest_years(results)["as_published"]
    amount = money_for([dearest.cny_10k.estimate], "en").amount(dearest.cny_10k.estimate)
    assert f"in their costliest year, most often {dearest.year}, the city's two budgets pay {amount}" in title
    panel = ax.child_axes[0]
    beside = [bar for bar in panel.patches if bar.get_facecolor() == matplotlib_colour(BESIDE_COLOUR)]
    budgets = [bar for bar in panel.patches if bar not in beside]
    assert len(beside) == 9 and len(budgets) == 9 * len(BUDGET_COLOURS)
    assert {bar.get_y() for bar in beside} == {0}
    right = max(bar.get_x() + bar.get_width() for bar in budgets if bar.get_x() < 2020.5)
    assert min(bar.get_x() for bar in beside) >= right


def matplotlib_colour(name: str) -> tuple[float, ...]:
    """Return a colour as matplotlib tells it."""
    from matplotlib.colors import to_rgba

    return to_rgba(name)


def test_where_no_option_meets_all_targets_the_title_says_so(results: Results) -> None:
    """The chance then sets nothing apart: what is beaten is so on cost of delay and city money."""
    assert options_finding(results, "en").startswith(
        "No option meets all 9 targets in any run; on cost of delay and city money "
    )
    assert options_finding(results, "zh").startswith("没有方案在任何一次模拟中达成全部9项目标；")


def test_the_deadline_of_a_debt_stands_at_the_end_of_its_year(results: Results) -> None:
    """A year's number is the debt at its end; what is paid over a year has its middle there."""
    for chart, at in ((city_debt, 2022.0), (city_money, 2022.5)):
        for panel in chart(results).child_axes:
            upright = [line.get_xdata() for line in panel.lines if list(line.get_ydata()) == [0, 1]]
            assert [line[0] for line in upright] == [pytest.approx(at, abs=0.01)]
