"""Every sentence is there in both languages, says the same, and can be drawn."""

import re
import string
import warnings

import pytest

from sim.report.catalogue import CATALOGUE
from sim.report.charts.frame import FAMILIES, FONT_FILE, fonts, new_sheet
from sim.report.printed.layout import display_width
from sim.report.words import cause_of_delay, few, full_width, join, name_of, pick, spell_date, target_name
from tests.unit.results_folder import SCENARIOS, words

WORDS = words(tuple(SCENARIOS), 40)


def places(sentence: str) -> set[str]:
    """Return the names of the brackets that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_sentence_fills_in_the_same_in_both_languages(key: str) -> None:
    """Nothing said in English is missing in Chinese; a unit of account that only one uses is the exception."""
    english, chinese = CATALOGUE[key]
    assert english.strip() and chinese.strip()
    assert places(english) == places(chinese)


@pytest.mark.parametrize("key", [key for key, (_, chinese) in CATALOGUE.items() if places(chinese) == set()])
def test_chinese_is_not_left_in_english(key: str) -> None:
    """A sentence without brackets is written in Chinese characters, unless it is a sign."""
    _, chinese = CATALOGUE[key]
    assert any(display_width(character) == 2 for character in chinese) or key in {
        "table.quantiles",
        "table.three",
        "rates.band",
    }


def test_no_sentence_shows_an_empty_box() -> None:
    """Every character of the catalogue and of the plan's names has a glyph in the bundled fonts."""
    names = [
        name[lang]
        for kind in WORDS.values()
        if isinstance(kind, dict)
        for name in kind.values()
        if isinstance(name, dict)
        for lang in ("en", "zh")
    ]
    everything = sorted(
        set("".join([*(chinese for _, chinese in CATALOGUE.values()), *(en for en, _ in CATALOGUE.values()), *names]))
    )
    with warnings.catch_warnings(), fonts():
        warnings.simplefilter("error")
        figure, ax = new_sheet()
        for line in range(0, len(everything), 60):
            shown = "".join(everything[line : line + 60]).replace("$", r"\$")
            ax.text(0, line / len(everything), shown)
        figure.canvas.draw()


def test_a_missing_glyph_would_be_noticed() -> None:
    """The test above can fail: a character beyond the bundled fonts warns."""
    with pytest.warns(UserWarning, match="missing from font"), fonts():
        figure, ax = new_sheet()
        ax.text(0, 0, "\N{CJK UNIFIED IDEOGRAPH-9F98}")
        figure.canvas.draw()


def test_the_chinese_font_is_bundled() -> None:
    """Charts do not depend on what the machine has installed."""
    from matplotlib import font_manager

    assert FONT_FILE.is_file()
    with fonts():
        found = font_manager.findfont(FAMILIES[1], fallback_to_default=False)
    assert found == str(FONT_FILE)


@pytest.mark.parametrize(
    ("kind", "by", "english", "chinese"),
    [
        ("review", "planning_bureau", "reviews at the planning bureau", "市规划和自然资源局审批用时"),
        ("work", "", "works take longer than planned", "施工时间超出计划"),
        ("money", "special_purpose_bonds", "waiting for money (special-purpose bonds)", "等待资金（专项债券）"),
        ("predecessor", "gas_stage_1", "waiting for gas field stage 1 to be finished", "等待川西气田一期完成"),
        ("crew", "unnamed_crew", "waiting for crews (unnamed crew)", "等待施工队伍（unnamed crew）"),
        ("new_kind", "some_one", "new kind: some one", "new kind：some one"),
    ],
)
def test_causes_are_told_in_plain_words(kind: str, by: str, english: str, chinese: str) -> None:
    """A reader meets no identifiers, even where the plan gives no name."""
    assert cause_of_delay(WORDS, kind, by, "en") == english
    assert cause_of_delay(WORDS, kind, by, "zh") == chinese


def test_names_fall_back() -> None:
    """A short name goes first, English stands in for Chinese, a key for both."""
    assert target_name(WORDS, "metro", "en") == "Urban rail"
    assert name_of({"networks": {"a": {"en": "One", "zh": ""}}}, "networks", "a", "zh") == "One"
    assert name_of({"networks": {}}, "networks", "a_b", "zh") == "a b"


def test_lists_and_dates_read_well() -> None:
    """Names are joined and dates written as people do."""
    assert join(["a"], "en") == "a"
    assert join(["a", "b", "c"], "en") == "a, b and c"
    assert join(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert few(["a", "b", "c", "d"], "en") == "a, b and 2 others"
    assert spell_date("2022-12-31", "en") == "31 December 2022"
    assert spell_date("2022-12-31", "zh") == "2022年12月31日"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("双跨平台入选(第二家)", "双跨平台入选（第二家）"),
        ("按公布的方案,能否实现?", "按公布的方案，能否实现？"),
        ("空港型枢纽:列入名单", "空港型枢纽：列入名单"),
        ("约1,000个", "约1,000个"),
        ("IPv6 (internet), stage 2:1", "IPv6 (internet), stage 2:1"),
    ],
)
def test_chinese_names_have_chinese_marks(given: str, said: str) -> None:
    """Beside Chinese characters marks are full width; in numbers and English words they stay."""
    assert pick({"en": given, "zh": given}, "zh") == said
    assert pick({"en": given, "zh": given}, "en") == given


@pytest.mark.parametrize("key", CATALOGUE)
def test_no_sentence_has_western_marks_beside_chinese_characters(key: str) -> None:
    """Brackets, commas and colons of Chinese sentences are full width."""
    said = re.sub("{.*?}", "", CATALOGUE[key][1])
    assert full_width(said) == said
