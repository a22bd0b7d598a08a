"""Command line: the development of the community in words or JSON, and a chart as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.developing import Chart, Line
from commdesk.core.errors import Refused
from commdesk.core.housestyle import house_style
from commdesk.core.sheets.output import check_place
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    printable,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, Words
from commdesk.features.development import wording
from commdesk.features.development.goals import commands as goals
from commdesk.features.development.goals.queries import standings
from commdesk.features.development.model import EVERYTHING, USUAL_PERIOD, Reading
from commdesk.features.development.queries import read

PICTURES = (".svg", ".png")


@click.command("development", help=N_("Is it growing on its own? Phase, what stands out, charts."))
@file_argument
@week_option
@date_option
@json_option
@click.pass_obj
def development(
    program: Program, file: Path, week: Week | None, day: date | None, as_json: bool
) -> None:
    with program.read(file, on=day) as desk:
        today = desk.today()
        reading = read(desk.db, desk.features, _begun(week, today), today)
        if as_json:
            found = [goals.document_of(each) for each in standings(desk.db, reading)]
            print_json(as_document(reading) | {"goals": found}, desk.words)
        else:
            _print(reading, desk.words)


@click.command("chart", help=N_("One chart of Development as a picture."))
@file_argument
@click.argument("name")
@click.option("--to", type=click.Path(path_type=Path), required=True, help=N_("An .svg or .png."))
@click.option("--weeks", type=click.IntRange(1), help=N_("So many weeks; else 26."))
@click.option("--replace", is_flag=True, help=N_("Write over a file that is there already."))
@week_option
@date_option
@click.pass_obj
def chart(
    program: Program,
    file: Path,
    name: str,
    to: Path,
    weeks: int | None,
    replace: bool,
    week: Week | None,
    day: date | None,
) -> None:
    program.speak_as(file)
    check_place(to, *PICTURES, workbook=file)
    if to.exists() and not replace:
        raise Refused("{file} exists already. Add --replace to write over it.", file=to.name)
    with program.read(file, on=day) as desk:
        today = desk.today()
        reading = read(desk.db, desk.features, _begun(week, today), today)
        found = chosen(reading, name).last(reading.weeks_shown(weeks or USUAL_PERIOD))
        source = f"{desk.workbook.name} · {wording.week_said(reading, desk.words)}"
        program.write_chart(found, to, desk.words, house_style(desk.db), source)
    program.say("{file} is made.", file=str(to))


def _begun(week: Week | None, today: date) -> Week:
    """The week that is asked for, else this one; refuses one that has not begun."""
    if week and week > Week.of(today):
        raise Refused("There is nothing to tell yet: {week} has not begun.", week=week)
    return week or Week.of(today)


def chosen(reading: Reading, name: str) -> Chart:
    """The chart of that name; refuses one that is not there, and one that shows nothing."""
    found = reading.chart(name)
    if found is None and not reading.charts:
        raise Refused("There are no charts yet.")
    if found is None:
        names = [each.name for each in reading.charts]
        raise Refused("There is no chart {name}; there are {names}.", name=name, names=names)
    if found.is_empty:
        raise Refused(found.answer)
    return found


def as_document(reading: Reading) -> dict[str, Any]:
    """Stable: a line stands under its own name, with a value for each week, null: not known."""
    charts = reading.shown(EVERYTHING)
    return {
        "week": reading.week,
        "phase": reading.phase,
        "stands_out": [
            {
                "sentence": each.sentence,
                "rule": each.rule,
                "evidence": each.evidence,
                "line": each.line,
                "week": each.week,
            }
            for each in reading.stands_out
        ],
        "levels": reading.levels
        and {"counts": reading.levels.counts, "movements": reading.levels.movements},
        "charts": [_about(each) for each in charts],
        "series": {line.name: _series(each, line) for each in charts for line in each.lines},
    }


def _about(chart: Chart) -> dict[str, Any]:
    return {
        "name": chart.name,
        "question": Text(chart.question),
        "answer": chart.answer,
        "series": [line.name for line in chart.lines],
        "references": chart.references,
    }


def _series(chart: Chart, line: Line) -> dict[str, Any]:
    along = "weeks" if chart.is_weekly else "places"
    found = {"chart": chart.name, "title": line.title, "unit": chart.unit, along: chart.places}
    found["values"] = line.values
    return found | ({"of": line.of} if line.of else {})


def _print(reading: Reading, words: Words) -> None:
    _say(f"{words('Development')}, {wording.week_said(reading, words)}")
    for told in wording.told_of_phase(reading):
        _say(words(told))
    if reading.stands_out:
        _say(f"\n{words('What stands out')}")
    for each in reading.stands_out:
        _say(f"- {words(each.sentence)}")
        for evidence in each.evidence:
            _say(f"  {words(evidence)}")
    if not reading.charts:
        _say(words("There are no charts yet."))
    for one in reading.charts:
        _print_chart(one.last(wording.LATEST), words)


def _print_chart(chart: Chart, words: Words) -> None:
    _say(f"\n{words(chart.title)} ({chart.name})\n{words(chart.answer)}")
    rows = wording.rows(chart, words)
    if rows:
        figures = range(1, len(chart.lines) + 1)
        print_table(words, wording.headings(chart, words), rows, right=figures)


def _say(text: str) -> None:
    click.echo(printable(text))


COMMANDS = (development, chart, *goals.COMMANDS)
