"""The table of options: what is said below each, and what holds of all of them and is said once."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim.report.printed.layout import display_width
from sim.report.printed.options import options_table
from sim.report.readings.public_money import bond_cover, debt_beside_the_city
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang
from tests.unit.study_folders import options_folder

Change = Callable[[pd.DataFrame], pd.DataFrame]


def changed(folder: Path, table: str, change: Change) -> Results:
    """Return options of which one table was changed."""
    options_folder(folder)
    csv, parquet = folder / f"{table}.csv", folder / f"{table}.parquet"
    if csv.exists():
        change(pd.read_csv(csv)).to_csv(csv, index=False)
    else:
        change(pd.read_parquet(parquet)).to_parquet(parquet)
    return open_results(folder)


def said_of(printed: str, option: str) -> str:
    """Return the lines below an option as one."""
    lines = printed.splitlines()
    first = next(place for place, line in enumerate(lines) if line[2:].startswith(option)) + 1
    own = []
    for line in lines[first:]:
        if not line.startswith("    "):
            break
        own.append(line.strip())
    return " ".join(own)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Five ways of funding."""
    return open_results(options_folder(tmp_path_factory.mktemp("options") / "study"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_of_the_options_is_wider_than_asked(results: Results, lang: Lang, width: int) -> None:
    """Nor has any an identifier or a gap."""
    printed = options_table(results, lang, width)
    assert max(map(display_width, printed.splitlines())) <= width
    assert "_" not in printed and "nan" not in printed.lower()


def test_a_limit_that_all_options_break_alike_is_said_once(results: Results, tmp_path: Path) -> None:
    """Below the table, with what works earn of their bonds' service; where one breaks it less often, below each."""
    printed = options_table(results)
    assert printed.count("cover of bonds") == 1
    assert "A limit that every option breaks alike: cover of bonds, in 100% of the runs." in printed
    assert "Works earn 0.25 to 0.25 times the service" in printed

    def once_less(frame: pd.DataFrame) -> pd.DataFrame:
        which = (frame["measure"] == "breach_chance") & (frame["scenario"] == "bonds_late")
        frame.loc[which, "estimate"] = 0.5
        return frame

    less = options_table(changed(tmp_path / "less", "estimates", once_less))
    assert "every option breaks" not in less
    assert "limits broken: cover of bonds 50%" in said_of(less, "Bonds six months late")
    assert less.count("limits broken: cover of bonds 100%") == 4


def test_the_limit_on_cover_is_named_where_the_folder_tells_it(results: Results) -> None:
    """The words of the base state it."""
    stated = Results(results.folder, results.provenance)
    scenarios = {name: {**noun, "cover": 1.1} for name, noun in results.words["scenarios"].items()}
    stated.words = {**results.words, "scenarios": scenarios}
    assert "over the term; the limit asks 1.1 times" in " ".join(options_table(stated).split())


def test_the_cover_of_bonds_is_of_the_citys_budgets_over_all_years(tmp_path: Path) -> None:
    """Earnings over service of all bonds together; those of others do not count."""

    def by_hand(frame: pd.DataFrame) -> pd.DataFrame:
        rows = [
            ("fund_budget", 2020, 100, 20),
            ("general_budget", 2021, 300, 100),
            ("builders", 2021, 1000, 5000),
        ]
        return pd.DataFrame(
            [
                ("as_published", 0, year, payer, item, cny_10k)
                for payer, year, service, earned in rows
                for item, cny_10k in (("bond_life_service", service), ("bond_life_revenue", earned))
            ],
            columns=list(frame.columns),
        )

    assert bond_cover(changed(tmp_path / "study", "fiscal", by_hand)) == {"as_published": 120 / 400}


def test_the_debt_beside_the_citys_is_that_of_builders_and_districts_at_the_end(results: Results) -> None:
    """Summed by run in the last year; against the base run by run."""
    table = results.fiscal
    last = table[(table["year"] == 2028) & (table["item"] == "debt") & table["payer"].isin(["builders", "districts"])]
    by_run = last.groupby(["scenario", "replication"])["cny_10k"].sum().unstack("scenario")
    found = debt_beside_the_city(results)
    assert {name: one.cny_10k for name, one in found.items()} == pytest.approx(by_run.mean().to_dict())
    assert found["as_published"].more is None
    more = found["bonds_late"].more
    assert more is not None
    assert more.estimate == pytest.approx((by_run["bonds_late"] - by_run["as_published"]).mean())
    assert 0 < more.low < more.estimate < more.high


def test_a_star_that_moves_debt_to_others_is_told_so(tmp_path: Path) -> None:
    """The starred option has more of the builders' debt than the base; one without a star says its debt alone."""

    def moved(frame: pd.DataFrame) -> pd.DataFrame:
        which = (frame["scenario"] == "bonds_front_loaded") & (frame["payer"] == "builders") & (frame["item"] == "debt")
        frame.loc[which, "cny_10k"] *= 3
        return frame

    results = changed(tmp_path / "moved", "fiscal", moved)
    printed = options_table(results)
    assert "others owe more: builders and districts CNY +" in said_of(printed, "Bonds front-loaded")
    assert "in 2028 against the base" in said_of(printed, "Bonds front-loaded")
    assert debt_beside_the_city(results)["bonds_late"].more.low > 0  # type: ignore[union-attr]
    assert printed.count("others owe more") == 1
    assert "debt of builders and districts CNY" in said_of(printed, "Bonds six months late")


def test_a_star_that_leaves_others_with_less_debt_says_nothing_of_it(results: Results) -> None:
    """Front-loaded bonds leave builders with less than the base does."""
    printed = options_table(results)
    assert "* Bonds front-loaded" in printed
    assert "others owe more" not in printed


def test_a_star_says_in_how_many_resamples_it_stands(results: Results) -> None:
    """Below starred options alone."""
    printed = options_table(results)
    assert printed.count("no other option beats it in 90% of 500 resamples of the runs") == printed.count("\n* ")
    assert "10% of" not in printed


@pytest.mark.parametrize(("city", "says"), [(0.0, "nor all of those"), (0.2, "so that this chance tells")])
def test_that_no_run_met_all_targets_is_said_once(tmp_path: Path, city: float, says: str) -> None:
    """With the measure that tells; of the city's targets too where none met these."""

    def none_met(frame: pd.DataFrame) -> pd.DataFrame:
        for subject, chance in (("all_targets", 0.0), ("city_targets", city)):
            which = (frame["measure"] == "chance") & (frame["subject"] == subject)
            frame.loc[which, ["estimate", "low", "high"]] = (chance, 0.0, chance + 0.1)
        return frame

    printed = " ".join(options_table(changed(tmp_path / "none", "estimates", none_met)).split())
    assert printed.count("No run of any option meets all 9 targets") == 1
    assert says in printed and "the mean number of targets met (Met) does" in printed


def test_where_some_run_met_all_targets_nothing_is_said_of_it(tmp_path: Path) -> None:
    """One option is enough: the chances then tell options apart."""

    def some_met(frame: pd.DataFrame) -> pd.DataFrame:
        which = (frame["measure"] == "chance") & (frame["subject"] == "all_targets")
        frame.loc[which & (frame["scenario"] == "bonds_late"), ["estimate", "high"]] = (0.1, 0.2)
        return frame

    assert "No run of any option" not in options_table(changed(tmp_path / "some", "estimates", some_met))
