"""Command line: write down a to-do, once or again and again; list them, tick one off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    DAY,
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, say
from commdesk.features.members import find_by_words
from commdesk.features.plan.model import Kind, TodoDraft
from commdesk.features.plan.ops import add_todo, complete_todo
from commdesk.features.plan.queries import find_todo, open_todos
from commdesk.features.plan.repeats.model import Repeat
from commdesk.features.plan.repeats.ops import add_series
from commdesk.features.plan.repeats.wording import typed_rule, worded


@click.command(help=N_("Write down a to-do."))
@file_argument
@click.argument("title")
@click.option("--due", type=DAY, metavar="D", help=N_("The day on which it must be done."))
@click.option("--on", "planned", type=DAY, metavar="D", help=N_("The day to do it."))
@click.option("--minutes", "length", default="30m", help=N_("How long it takes: 90, 1:30 or 1,5u."))
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), default=str(Kind.OTHER))
@click.option("--member", default="", help=N_("The member it is about."))
@click.option("--promise", is_flag=True, help=N_("It was promised to somebody."))
@click.option("--owner", default="", help=N_("Who is to do it; without it: you."))
@click.option(
    "--repeat", default="", help=N_("How it repeats: “every week”, or a rule as FREQ=WEEKLY.")
)
@click.option("--until", type=DAY, metavar="D", help=N_("The last day on which it repeats."))
@click.option("--skip-closed", is_flag=True, help=N_("Move it when it falls on a closing day."))
@date_option
@json_option
@click.pass_obj
def todo(
    program: Program,
    /,
    file: Path,
    title: str,
    length: str,
    member: str,
    promise: bool,
    day: date | None,
    as_json: bool,
    **more: Any,
) -> None:
    with program.write(file, on=day) as desk:
        draft = TodoDraft(
            title=title,
            due_on=more["due"],
            planned_on=more["planned"],
            minutes=_minutes(length),
            kind=str(more["kind"]),
            is_promise=promise,
            member_id=find_by_words(desk.db, member).id if member else None,
            owner=more["owner"] or desk.workbook.owner,
        )
        repeat = _repeat(desk, draft, more["repeat"], more["until"], more["skip_closed"])
        if repeat:
            todo_id = desk.do(add_series, draft, repeat, today=desk.today())
        else:
            todo_id = desk.do(add_todo, draft, today=desk.today())
        if as_json:
            print_json(find_todo(desk.db, todo_id))
        else:
            program.say("Written down: {title}", title=title.strip())
            if repeat:
                often = worded(repeat.rule, desk.workbook.workdays)
                program.say("It repeats {often}.", often=often)


@click.command(help=N_("List the to-dos that are open: what came, and the coming weeks."))
@file_argument
@click.option("--until", type=DAY, metavar="D", help=N_("Repeating ones up to and with this day."))
@date_option
@json_option
@click.pass_obj
def todos(
    program: Program, file: Path, until: date | None, day: date | None, as_json: bool
) -> None:
    with program.read(file, on=day) as desk:
        today = desk.today()
        found = open_todos(desk.db, today, until or Week.of(today).sunday)
        if as_json:
            print_json(found, desk.words)
            return
        headings = (N_("To-do"), N_("Planned for"), N_("Due"), N_("Takes"), N_("Owner"), N_("Id"))
        rows = [
            (todo.title, todo.planned_on or "", todo.due_on or "", todo.minutes, todo.owner,
             str(todo.id))
            for todo in found
        ]  # fmt: skip
        print_table(desk.words, headings, rows, right=(3,), empty=say("There is nothing to do."))


@click.command(
    name="todo-done",
    help=N_("Tick a to-do off, by its id or its title."),
    context_settings={"ignore_unknown_options": True},  # the id of a repeating one is below zero
)
@file_argument
@click.argument("which")
@date_option
@json_option
@click.pass_obj
def todo_done(program: Program, file: Path, which: str, day: date | None, as_json: bool) -> None:
    with program.write(file, on=day) as desk:
        todo_id = _which(desk, which)
        desk.do(complete_todo, todo_id, today=desk.today())
        if as_json:
            print_json(find_todo(desk.db, todo_id))
        else:
            program.say("Done: {title}", title=find_todo(desk.db, todo_id).title)


def _which(desk: Desk, typed: str) -> int:
    """An id, or words that stand in the title of one open to-do."""
    if typed.lstrip("-").isdecimal():
        return find_todo(desk.db, int(typed)).id
    open_now = open_todos(desk.db, desk.today(), Week.of(desk.today()).sunday)
    found = [todo for todo in open_now if typed.casefold() in todo.title.casefold()]
    first = found[:1] if len({todo.series_id or todo.id for todo in found}) == 1 else []
    for todo in first:
        return todo.id
    if found:
        raise Refused("{n} to-dos have “{typed}” in them; give the id.", n=len(found), typed=typed)
    raise Refused("No open to-do has “{typed}” in it.", typed=typed)


def _repeat(
    desk: Desk, draft: TodoDraft, typed: str, until: date | None, skips_closed: bool
) -> Repeat | None:
    if not typed:
        if until or skips_closed:
            raise Refused("Say how it repeats too: --repeat “every week”.")
        return None
    start = draft.planned_on or draft.due_on or desk.today()
    found = typed_rule(typed, start, desk.workbook.workdays)
    return replace(found, until_on=until or found.until_on, skips_closed=skips_closed)


def _minutes(typed: str) -> Minutes:
    """A bare number is minutes, as the option is called."""
    try:
        if typed.strip().isdecimal():
            return Minutes(typed)
        return Minutes.parse(typed)
    except ValueError:
        raise Refused(
            "{typed} is not a length of time; write 90, 1:30 or 1,5u.", typed=typed
        ) from None


COMMANDS = (todo, todos, todo_done)
