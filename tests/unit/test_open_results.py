"""A results folder is opened by its path alone: tables, words and read-only SQL."""

from pathlib import Path

import pytest

from sim.report.results import Results, open_results
from tests.unit.results_folder import make_results_folder


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A small results folder with a quote in its path, opened."""
    return open_results(make_results_folder(tmp_path_factory.mktemp("it's") / "study", replications=12))


def test_tables_are_attributes_and_go_by_name(results: Results) -> None:
    """Every Parquet and CSV file is a table, read once."""
    assert {"targets", "progress", "delay_cost", "causes", "estimates", "differences"} <= set(results.tables)
    assert results.targets is results.table("targets")
    assert len(results.targets) == 5 * 12 * 9
    assert "estimates" in dir(results)


def test_an_unknown_table_names_those_there_are(results: Results) -> None:
    """A slip of the pen is answered with the names."""
    with pytest.raises(KeyError, match=r"no table 'target'.*targets"):
        results.table("target")
    with pytest.raises(AttributeError, match="no 'target'"):
        _ = results.target


def test_sql_joins_tables_of_both_kinds(results: Results) -> None:
    """A query sees Parquet and CSV tables by their names."""
    found = results.sql(
        """SELECT e.subject, e.estimate, avg(t.met::INT) AS share FROM estimates e
        JOIN targets t ON t.scenario = e.scenario AND t.target = e.subject
        WHERE e.measure = 'chance' AND e.scenario = 'as_published' GROUP BY ALL"""
    )
    assert len(found) == 9
    assert found["share"].tolist() == pytest.approx(found["estimate"].tolist())


@pytest.mark.parametrize(
    "query",
    [
        "DROP VIEW targets",
        "CREATE TABLE x AS SELECT 1",
        "COPY targets TO 'out.csv'",
        "SELECT 1; COPY targets TO 'out.csv'",
        "ATTACH 'x.db'",
    ],
)
def test_sql_cannot_write(results: Results, query: str) -> None:
    """Only queries that select are put to the folder."""
    before = sorted(results.folder.iterdir())
    with pytest.raises(ValueError, match="begin with SELECT"):
        results.sql(query)
    assert sorted(results.folder.iterdir()) == before


def test_sql_cannot_read_other_files(results: Results, tmp_path: Path) -> None:
    """A query cannot reach beyond the folder."""
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    with pytest.raises(Exception, match=r"(?i)permission|disabled"):
        results.sql(f"SELECT * FROM read_csv('{other}')")


def test_words_come_with_the_folder(results: Results) -> None:
    """Names in both languages need nothing but the folder."""
    assert results.words["targets"]["metro"]["zh"] == "城市轨道交通通车里程"
    assert next(iter(results.words["scenarios"])) == results.words["base"] == "as_published"


def test_an_empty_text_stays_a_text(results: Results, tmp_path: Path) -> None:
    """In a CSV table an empty name is a name and an empty number a gap; "NA" is a text."""
    (tmp_path / "provenance.json").write_text('{"words": {}}')
    (tmp_path / "t.csv").write_text("target,low\n,1.5\nNA,\n")
    table = open_results(tmp_path).t
    assert table["target"].tolist() == ["", "NA"]
    assert table["low"].isna().tolist() == [False, True]


def test_a_folder_without_results_says_what_to_name(tmp_path: Path) -> None:
    """A wrong path gets one clear sentence."""
    with pytest.raises(FileNotFoundError, match=r"no provenance\.json, expected a results folder"):
        open_results(tmp_path)
    with pytest.raises(FileNotFoundError, match="expected a results folder"):
        open_results(tmp_path / "nowhere")
