"""Why targets are missed: the days lost behind each by cause at the root, and how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.frame import (
    BAND,
    BLUE,
    FAINT,
    GREEN,
    GREY,
    GRID,
    INK,
    ORANGE,
    PINK,
    RED,
    SKY,
    SMALL_POINTS,
    TEXT_POINTS,
    YELLOW,
    Sheet,
    dot_with_interval,
    fonts,
    key_row,
    percent_axis,
    round_ticks,
    typeset,
)
from sim.report.numbers import percent
from sim.report.printed.layout import wrap
from sim.report.readings.late_days import OTHER, Missed, by_group, lost_by_target, main_group, missed_targets
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, say_counted, spell_date, target_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {
    "works": BLUE,
    "season": SKY,
    "shock": RED,
    "money": ORANGE,
    "review": GREEN,
    "queue": PINK,
    "crew": YELLOW,
    "outside": INK,
    "slowed": GREY,
    OTHER: FAINT,
}

LABEL_COLUMNS = 26
BAR_HEIGHT = 0.56
KEY_COLUMNS = 5
LEAST_TOLD = 0.08
"""Share of a bar from which on its number stands in it."""

SHARES, DAYS = (0.2, 0.43), (0.68, 0.17)
"""Left edge and width of the panels."""


class Bar(NamedTuple):
    """A target that is missed, and the mean days lost behind it by group of causes."""

    missed: Missed
    days: dict[str, float]

    @property
    def main(self) -> str:
        """The group of causes that most days are lost to."""
        return main_group(self.days)


def causes_of_missing(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw for each target that the base misses what its days were lost to at the root, and their mean."""
    with fonts():
        words = results.words
        bars = bars_of(results)
        sheet = Sheet(results, lang, ax)
        deadline = spell_date(words["deadline"], lang)
        sheet.head(finding(results, bars, lang), say("causes_of_missing.subtitle", lang, deadline=deadline))
        if not bars:
            return sheet.ax
        shares, days = (sheet.panel(left, 0.065, width, 0.83) for left, width in (SHARES, DAYS))
        for place, bar in enumerate(bars):
            _draw_shares(shares, -place, bar, target_name(words, bar.missed.target, lang))
            _draw_days(days, -place, bar.missed, lang)
        for panel in (shares, days):
            panel.set_ylim(-len(bars) + 0.5, 0.5)
            panel.set_yticks([])
            panel.spines["left"].set_visible(False)
        _finish(shares, days, bars, lang)
        return sheet.ax


def bars_of(results: Results) -> list[Bar]:
    """Return a bar for each target that the base misses in some replications."""
    base = results.words["base"]
    missed = missed_targets(results, base)
    return [Bar(one, by_group(lost_by_target(results, base, one.target, at_root=True))) for one in missed]


def finding(results: Results, bars: list[Bar], lang: Lang) -> str:
    """Return which cause costs most days behind most of the targets."""
    scenario = name_of(results.words, "scenarios", results.words["base"], lang)
    if not bars:
        return say("causes_of_missing.title.none", lang, scenario=scenario)
    mains = [bar.main for bar in bars]
    main = max(COLOURS, key=mains.count)
    behind = [target_name(results.words, bar.missed.target, lang) for bar in bars if bar.main == main]
    cause = say(f"cause.group.{main}", lang)
    return say_counted(
        "causes_of_missing.title", len(behind), lang, scenario=scenario, cause=cause, names=few(behind, lang)
    )


def _draw_shares(panel: Axes, y: float, bar: Bar, label: str) -> None:
    total, left = sum(bar.days.values()), 0.0
    if int(-y) % 2 == 0:
        panel.axhspan(y - 0.5, y + 0.5, color=BAND, lw=0, zorder=0)
    for group, days in bar.days.items():
        share = days / total
        panel.barh(y, 100 * share, left=100 * left, height=BAR_HEIGHT, color=COLOURS[group], zorder=2)
        if share >= LEAST_TOLD:
            dark = group in ("works", "outside", "slowed", "shock", "review")
            panel.text(
                100 * (left + share / 2),
                y,
                percent(share),
                ha="center",
                va="center",
                fontsize=SMALL_POINTS,
                color="white" if dark else INK,
                zorder=3,
            )
        left += share
    across = panel.get_yaxis_transform()
    text = "\n".join(wrap(label, LABEL_COLUMNS))
    panel.text(-0.02, y, text, transform=across, ha="right", va="center", fontsize=TEXT_POINTS, color=INK)


def _draw_days(panel: Axes, y: float, missed: Missed, lang: Lang) -> None:
    across = panel.get_yaxis_transform()
    if int(-y) % 2 == 0:
        panel.axhspan(y - 0.5, y + 0.5, color=BAND, lw=0, zorder=0)
    days = missed.days
    dot_with_interval(panel, days, y, INK)
    mean = f"{days.estimate:,.0f}"
    if abs(days.low) < float("inf"):
        spread = say("range", lang, low=f"{days.low:,.0f}", high=f"{days.high:,.0f}")
        mean = say("beside", lang, left=mean, right=say("bracket", lang, text=spread))
    runs = say("causes_of_missing.runs", lang, missed=f"{missed.missed:,}", replications=f"{missed.replications:,}")
    for said, points, size, colour in ((mean, 8, TEXT_POINTS, INK), (runs, -9, SMALL_POINTS, GREY)):
        panel.annotate(
            typeset(said),
            (1.06, y),
            xytext=(0, points),
            xycoords=across,
            textcoords="offset points",
            va="center",
            fontsize=size,
            color=colour,
        )


def _finish(shares: Axes, days: Axes, bars: list[Bar], lang: Lang) -> None:
    percent_axis(shares, say("causes_of_missing.axis", lang), step=25)
    present = [group for group in COLOURS if any(group in bar.days for bar in bars)]
    entries: list[tuple[str, dict[str, object]]] = [
        (say(f"cause.group.{group}", lang), {"color": COLOURS[group], "lw": 10, "solid_capstyle": "butt"})
        for group in present
    ]
    key_row(shares, entries, columns=KEY_COLUMNS)
    low, high = days.get_xlim()
    days.set_xlim(min(low, 0), high)
    days.axvline(0, color=FAINT, lw=1, zorder=1)
    round_ticks(days.xaxis, 4)
    days.grid(axis="x", color=GRID, lw=0.8, zorder=0)
    days.set_xlabel(say("causes_of_missing.days", lang), fontsize=TEXT_POINTS)
