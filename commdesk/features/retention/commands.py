"""Command line: who and what is past its date, and letting go of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.erasing.forgetting import still_due
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, Words
from commdesk.features.retention.applying import apply, copies_text
from commdesk.features.retention.model import Due, Run, Standing, people_and_texts, totals
from commdesk.features.retention.queries import every_rule, list_people, standings

_RULES = (N_("What"), N_("Kept for"), N_("Past its date"), N_("Oldest of"), N_("Next on"))
_PEOPLE = (N_("Who"), N_("Rule"), N_("Kept until"))
_WENT = (N_("What"), N_("How many"), N_("Oldest of"))


@click.command(help=N_("Who and what is kept longer than it may be; --apply erases it for good."))
@file_argument
@click.option("--apply", "is_applied", is_flag=True, help=N_("Erase it. Cannot be undone."))
@click.option("--yes", is_flag=True, help=N_("With --apply on a terminal: do not ask."))
@date_option
@json_option
@click.pass_obj
def retention(program: Program, /, file: Path, day: date | None, **how: bool) -> None:
    as_json, is_applied = how["as_json"], how["is_applied"]
    if how["yes"] and not is_applied:
        raise click.UsageError("--yes goes with --apply.")
    opened = program.write if is_applied else program.read
    with opened(file, on=day) as desk:
        found = standings(desk.db, desk.features, desk.today())
        if not is_applied:
            _list(desk, found, as_json=as_json)
        elif any(each.past for each in found):
            _confirm(desk, found, is_sure=how["yes"])
            _say_run(desk, apply(desk), as_json=as_json)
        elif as_json:
            print_json({"people": 0, "texts": 0, "rules": []})
        else:
            program.say("Nothing is past its date.")


def _list(desk: Desk, found: list[Standing], *, as_json: bool) -> None:
    people = [due for each in found for due in _people(desk, each)]
    if as_json:
        people_past, texts = totals(found)
        rules = [_rule(each, desk.words) for each in found]
        persons = [_person(due) for due in people]
        document = {"people": people_past, "texts": texts, "rules": rules, "past": persons}
        print_json(document, desk.words)
        return
    rows = [
        (
            Text(each.rule.retention.title),
            each.rule.length,
            each.past,
            _full(each.oldest_on, desk.words),
            _full(each.next_on, desk.words),
        )
        for each in found
    ]
    print_table(desk.words, _RULES, rows, right=(2,))
    named = [(due.name, Text(due.rule.retention.title), _full(due.due_on, desk.words))
             for due in people]  # fmt: skip
    print_table(desk.words, _PEOPLE, named, empty=N_("Nobody is past their date."))
    if any(each.past for each in found):
        click.echo(desk.words(copies_text(desk)))


def _people(desk: Desk, standing: Standing) -> list[Due]:
    if not (standing.past and standing.rule.retention.is_people):
        return []
    return list_people(desk.db, desk.features, standing.rule, desk.today())


def _confirm(desk: Desk, found: list[Standing], *, is_sure: bool) -> None:
    """On a terminal it is asked once more; a program that says --apply means it."""
    if is_sure or not sys.stdin.isatty():
        return
    what = desk.words(people_and_texts(*totals(found)))
    click.echo(desk.words(copies_text(desk)), err=True)
    question = desk.words("Erase {what} for good? This cannot be undone.", what=what)
    click.confirm(question, abort=True, err=True)


def _say_run(desk: Desk, run: Run, *, as_json: bool) -> None:
    if as_json:
        parts = [
            {"rule": part.rule, "count": part.count, "oldest_on": part.oldest_on}
            for part in run.parts
        ]
        print_json(
            {
                "id": run.id,
                "at": run.at,
                "people": run.people,
                "texts": run.texts,
                "rules": parts,
            }
        )
        return
    titles = {each.key: each.title for each in every_rule(desk.features)}
    rows = [
        (Text(titles.get(part.rule, part.rule)), part.count, _full(part.oldest_on, desk.words))
        for part in run.parts
    ]
    print_table(desk.words, _WENT, rows, right=(1,), title=N_("What went after its date"))
    if due := still_due(desk.db):
        click.echo(desk.words(due))


def _rule(each: Standing, words: Words) -> dict[str, Any]:
    rule = each.rule
    return {
        "rule": rule.key,
        "title": words(rule.retention.title),
        "is_people": rule.retention.is_people,
        "months": rule.months,
        "most_days": rule.most_days or None,
        "held_until": rule.held_until,
        "past": each.past,
        "oldest_on": each.oldest_on,
        "next_on": each.next_on,
    }


def _person(due: Due) -> dict[str, Any]:
    return {
        "id": due.id,
        "table": due.rule.retention.table,
        "name": due.name,
        "rule": due.rule.key,
        "since_on": due.since_on,
        "due_on": due.due_on,
    }


def _full(day: date | None, words: Words) -> str:
    return words.full_date(day) if day else ""


COMMANDS = (retention,)
