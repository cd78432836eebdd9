"""The README of a results folder: what was asked, what came out in short, and what each file holds."""

from sim.report.catalogue import CATALOGUE
from sim.report.charts import pictures_of, said_of
from sim.report.printed.study import study_finding
from sim.report.readings.estimates import scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, spell_date

OTHER_FILES = ("study.yaml", "provenance.json")


def folder_readme(results: Results, lang: Lang = "en") -> str:
    """Return the README of a results folder as Markdown."""
    words = results.words
    about = say(
        "readme.about",
        lang,
        programme=pick(words["programme"], lang) or words["study"],
        count=len(scenarios_of(results)),
        replications=f"{words['replications']:,}",
        seed=words["seed"],
        **{day: spell_date(words[day], lang) for day in ("data_date", "deadline", "horizon")},
    )
    title = pick(words.get("title"), lang) or say("readme.title", lang, study=words["study"])
    question = pick(words.get("question"), lang)
    lines = [f"# {title}", "", *([question, ""] if question else []), about, ""]
    if words["targets"]:
        lines += [f"## {say('readme.finding', lang)}", "", study_finding(results, lang), ""]
    lines += [say("readme.model", lang), "", f"## {say('readme.scenarios', lang)}", "", *_scenarios(results, lang)]
    lines += ["", f"## {say('readme.files', lang)}", "", *_files(results, lang)]
    lines += ["", f"## {say('readme.open', lang)}", "", "```python", *_example(results), "```", ""]
    return "\n".join(lines)


def _scenarios(results: Results, lang: Lang) -> list[str]:
    lines = []
    for scenario in scenarios_of(results):
        named = name_of(results.words, "scenarios", scenario, lang)
        base = say("bracket", lang, text=say("readme.base", lang)) if scenario == results.words["base"] else ""
        question = pick(results.words["scenarios"][scenario].get("question"), lang)
        title = say("beside", lang, left=named, right=base) if base else named
        lines.append(
            f"- `{scenario}`{say('colon', lang)}{title}{say('semicolon', lang) + question if question else ''}"
        )
    return lines


def _files(results: Results, lang: Lang) -> list[str]:
    names = [file for file in OTHER_FILES if (results.folder / file).exists()]
    names += [results.file_of(table).name for table in results.tables]
    lines = [f"| {say('readme.file', lang)} | {say('readme.holds', lang)} |", "|---|---|"]
    for name in names:
        key = f"file.{name.partition('.')[0]}"
        lines.append(f"| `{name}` | {say(key, lang) if key in CATALOGUE else ''} |")
    for picture in pictures_of(results):
        name = f"charts/{lang}/{picture}.png"
        if (results.folder / name).exists():
            lines.append(f"| `{name}` | {said_of(picture, results, lang)} |")
    return lines


def _example(results: Results) -> list[str]:
    return [
        "from sim import open_results",
        "",
        f'results = open_results("{results.folder.name}")',
        "results.estimates",
        'results.sql("SELECT scenario, target, avg(met::INT) FROM targets GROUP BY ALL")',
    ]
