"""Command line: goals with their forecast, setting one, noting a value, the year at a glance."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.errors import Refused
from commdesk.core.housestyle import house_style
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.terminal import (
    DAY,
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    printable,
)
from commdesk.core.values import Week
from commdesk.core.words import LANGUAGES, N_, Text, Words
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.goals.measures import find_measure
from commdesk.features.development.goals.model import (
    DIRECTIONS,
    UNITS,
    WHOSE,
    GoalDraft,
    is_percentage,
    typed_value,
)
from commdesk.features.development.goals.ops import add_goal, note_value
from commdesk.features.development.goals.queries import goal_named, standings
from commdesk.features.development.goals.wording import (
    expectation,
    range_of,
    sentence,
    target_text,
    value_text,
    verdict_text,
)
from commdesk.features.development.goals.year import paper
from commdesk.features.development.goals.year.model import YearLine, YearReport
from commdesk.features.development.goals.year.queries import year_report
from commdesk.features.development.queries import read

_PDF, _EXCEL = ".pdf", ".xlsx"
_HEADINGS = (
    N_("Goal"),
    N_("Whose goal"),
    N_("Value now"),
    N_("Target value"),
    N_("By when"),
    N_("Where it stands"),
    N_("What is expected"),
    N_("Id"),
)


@click.command(help=N_("Show the goals: where each stands, and what is expected on its date."))
@file_argument
@date_option
@json_option
@click.pass_obj
def goals(program: Program, file: Path, day: date | None, as_json: bool) -> None:
    with program.read(file, on=day) as desk:
        today = desk.today()
        reading = read(desk.db, desk.features, Week.of(today), today)
        found = standings(desk.db, reading)
        if as_json:
            print_json([document_of(each) for each in found], desk.words)
            return
        rows = [_cells(each) for each in found]
        empty = N_("No goals yet; set one with the verb goal.")
        last = len(_HEADINGS) - 1
        print_table(desk.words, _HEADINGS, rows, right=(2, 3), empty=empty, whole=(last,))


@click.command(help=N_("Set a goal: what is wanted, how it is measured, by when."))
@file_argument
@click.option("--title", required=True, help=N_("What is wanted."))
@click.option("--whose", type=click.Choice([key for key, _ in WHOSE]), default="organisation")
@click.option("--measure", default="", help=N_("chart.line of Development; without it by hand."))
@click.option("--unit", type=click.Choice([key for key, _ in UNITS]),
              help=N_("Else a count, or a percentage where one is given."))  # fmt: skip
@click.option("--at", "direction", type=click.Choice([key for key, _ in DIRECTIONS]),
              default="least", help=N_("At least or at most the target."))  # fmt: skip
@click.option("--target", required=True, help=N_("A number, a percentage, or hours."))
@click.option("--start", default="", help=N_("The value at the start."))
@click.option("--from", "start_on", type=DAY, metavar="D", help=N_("Else today."))
@click.option("--until", "due_on", type=DAY, metavar="D", required=True, help=N_("Its date."))
@click.option("--note", default="")
@date_option
@click.pass_obj
def goal(program: Program, /, file: Path, day: date | None, **typed: Any) -> None:
    with program.write(file, on=day) as desk:
        today = desk.today()
        if typed["measure"]:
            reading = read(desk.db, desk.features, Week.of(today), today)
            typed["measure"], typed["unit"] = find_measure(reading, typed["measure"])
        draft = _draft(typed, today)
        desk.do(add_goal, draft)
        program.say("Goal: {title}", title=draft.title.strip())


@click.command("goal-value", help=N_("Note a value of a goal that is measured by hand."))
@file_argument
@click.argument("called", metavar="GOAL")
@click.argument("value")
@date_option
@click.pass_obj
def goal_value(program: Program, file: Path, called: str, value: str, day: date | None) -> None:
    with program.write(file, on=day) as desk:
        known = goal_named(desk.db, called)
        figure = typed_value(value, known.unit, "value")
        if figure is None:
            raise Refused("Say which value it has.", field="value")
        today = desk.today()
        desk.do(note_value, known.id, figure, today, today=today)
        program.say(
            Text("{goal}: {value}", {"goal": known.title, "value": value_text(figure, known.unit)})
        )


@click.command("year", help=N_("The year at a glance, for the yearly report; alone as text."))
@file_argument
@click.option("--year", type=click.IntRange(1970, 2200), help=N_("Else this year."))
@click.option("--to", type=click.Path(path_type=Path), help=N_("Write to this .pdf or .xlsx."))
@click.option("--language", type=click.Choice(LANGUAGES), help=N_("Else that of the workbook."))
@date_option
@json_option
@click.pass_obj
def year_at_a_glance(
    program: Program,
    file: Path,
    year: int | None,
    to: Path | None,
    language: str | None,
    day: date | None,
    as_json: bool,
) -> None:
    program.speak_as(file)
    if as_json and to is not None:
        raise Refused("Choose --json or --to: either is a form of its own.")
    if to is not None:
        check_place(to, _PDF, _EXCEL, workbook=file)
        refuse_to_replace(to)
    with program.read(file, on=day) as desk:
        today = desk.today()
        report = year_report(desk.db, desk.features, year or today.year, today)
        words = Words(language or desk.words.language, desk.today)
        if as_json:
            print_json(_year_document(report), words)
            return
        if to is None:
            _print_year(report, words)
            return
        style = house_style(desk.db)
        if to.suffix.lower() == _EXCEL:
            paper.save(to, report, words, style)
        else:
            program.write_pdf([paper.one_page(report, words)], to, words, style)
    program.say("{file} is made.", file=str(to))


def _draft(typed: dict[str, Any], today: date) -> GoalDraft:
    has_percentage = is_percentage(typed["target"]) or is_percentage(typed["start"])
    unit = typed["unit"] = typed["unit"] or ("share" if has_percentage else "count")
    target = typed_value(typed.pop("target"), unit, "target")
    if target is None:
        raise Refused("Say which value is wanted.", field="target")
    start = typed_value(typed.pop("start"), unit, "start_value")
    since = typed.pop("start_on") or today
    return GoalDraft(target=target, start_value=start, start_on=since, **typed)


def _year_document(report: YearReport) -> dict[str, Any]:
    """Stable: figures in the unit in which they are kept, null: not known."""
    return {
        "community": report.community,
        "year": report.year,
        "until": report.until,
        "phase_at_start": report.begun,
        "phase_at_end": report.ended,
        "measures": [_measure(each) for each in report.lines],
        "goals": [document_of(each) for each in report.goals],
    }


def _measure(line: YearLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "chart": line.chart,
        "title": line.named,
        "unit": line.unit,
        "how": line.how,
        "months": [each.value for each in line.months],
        "quarters": [each.value for each in line.quarters],
        "year": line.year.value,
        "open_weeks": line.year.open_weeks,
    }


def _print_year(report: YearReport, words: Words) -> None:
    heads = (N_("Measured"), *paper.headings_of("quarter", words), N_("Year"))
    rows = [(each.named, *paper.cells_of(each, "quarter", words)) for each in report.lines]
    title = f"{paper.title_of(report)} - {paper.line_of(report, words)}"
    empty = N_("No figures of this year yet: they come with counting activity.")
    print_table(words, heads, rows, title=title, right=range(1, 6), empty=empty)
    for said in (*paper.footnotes(report.lines, words), *paper.phases_of(report, words)):
        click.echo(printable(said))
    for each in report.goals:
        click.echo(printable(f"{each.goal.title}: {words(sentence(each))}"))


def _cells(each: Standing) -> tuple[Any, ...]:
    goal = each.goal
    now = value_text(each.now[1], goal.unit) if each.now else None
    whose = dict(WHOSE)[goal.whose]
    said = (goal.due_on, verdict_text(each), expectation(each), str(goal.id))
    return (goal.title, Text(whose), now, target_text(goal), *said)


def document_of(each: Standing) -> dict[str, Any]:
    """Stable, as the JSON of `goals` and of `development` has it."""
    low, high = range_of(each.expected, each.goal.unit) if each.expected else (None, None)
    return {
        **asdict(each.goal),
        "now": each.now[1] if each.now else None,
        "now_on": each.now[0] if each.now else None,
        "values": len(each.points),
        "expected_low": low,
        "expected_high": high,
        "verdict": each.verdict,
        "sentence": sentence(each),
    }


COMMANDS = (goals, goal, goal_value, year_at_a_glance)
