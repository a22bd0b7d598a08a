"""Command line: today's list, and the close of the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, say
from commdesk.features.today.closing import Place, Room, acts_of, filled, propose, remarks
from commdesk.features.today.model import GROUP_TITLES, Line
from commdesk.features.today.ops import close_day
from commdesk.features.today.queries import (
    Closing,
    closing_of,
    lines_of_today,
    morning_of,
    work_of_today,
)
from commdesk.features.today.wording import (
    done_words,
    is_taken,
    morning_parts,
    over_words,
    room_words,
    way_words,
)

_LEFT = (N_("What"), N_("Goes to"), N_("Note"), N_("Takes"))
_DAYS = (N_("Day"), N_("Planned"))


@click.command(help=N_("What wants attention today, and why, in order."))
@file_argument
@click.option("--close", is_flag=True, help=N_("Propose where what is left of today goes."))
@click.option("--apply", is_flag=True, help=N_("With --close: take that proposal over."))
@date_option
@json_option
@click.pass_obj
def today(program: Program, /, file: Path, day: date | None, as_json: bool, **how: bool) -> None:
    if how["apply"] and not how["close"]:
        raise click.UsageError("--apply goes with --close.")
    opened = program.write if how["apply"] else program.read
    with opened(file, on=day) as desk:
        if how["close"]:
            _close(program, desk, as_json=as_json, is_applied=how["apply"])
        else:
            _list(desk, as_json=as_json)


def _list(desk: Desk, *, as_json: bool) -> None:
    now = desk.today()
    lines = lines_of_today(desk.db, desk.features, now)
    if as_json:
        print_json([_document(line) for line in lines], desk.words)
        return
    work = work_of_today(desk.db, desk.features, lines, now)
    load, *morning = morning_parts(lines, work, morning_of(desk.db, desk.features, now), desk.words)
    over = over_words(lines, work)
    said = [desk.words.long_date(now), load, *([desk.words(over)] if over else []), *morning]
    headings = ("", N_("What"), N_("Why"), N_("Takes"))
    rows = [_row(line, GROUP_TITLES[line.group]) for line in lines]
    empty = say("Nothing wants attention on {day}.", day=desk.words.long_date(now))
    print_table(desk.words, headings, rows, title=" · ".join(said), right=(3,), empty=empty)


def _close(program: Program, desk: Desk, *, as_json: bool, is_applied: bool) -> None:
    now = desk.today()
    closing = closing_of(desk.db, desk.features, now)
    places = propose(closing.left, closing.rooms)
    takes = is_applied and is_taken(places)
    if takes:
        desk.do(close_day, acts_of(places, now), day=now)
    if as_json:
        print_json(_closed(closing, places, is_applied=takes), desk.words)
        return
    words, rooms = desk.words, filled(closing.rooms, places)
    program.say(done_words(closing.work))
    said = remarks(places, closing.rooms)
    print_table(
        words,
        _LEFT,
        [
            (p.left.item.title, way_words(p.way, p.day), _noted(notes), p.left.item.minutes)
            for p, notes in zip(places, said, strict=True)
        ],
        right=(3,),
        empty=say("Nothing is left of today."),
    )
    used = {place.day for place in places}
    days = [(room.day, room_words(room, words)) for room in rooms if room.day in used]
    if days:
        print_table(words, _DAYS, days, right=(1,))
    if takes:
        program.say("Everything has its place. Undo takes it back in one step.")


def _noted(notes: list[Text]) -> list[Text] | None:
    return notes or None


def _closed(closing: Closing, places: list[Place], *, is_applied: bool) -> dict[str, Any]:
    said = remarks(places, closing.rooms)
    return {
        "done": len(closing.work.done),
        "done_minutes": closing.work.done_minutes,
        "left": [_document_of(p) | {"notes": notes} for p, notes in zip(places, said, strict=True)],
        "days": [_day(room) for room in filled(closing.rooms, places)],
        "applied": is_applied,
    }


def _document_of(place: Place) -> dict[str, Any]:
    item = place.left.item
    return {
        "feature": item.feature,
        "title": item.title,
        "minutes": int(item.minutes),
        "way": place.way,
        "day": place.day,
    }


def _day(room: Room) -> dict[str, Any]:
    return {"day": room.day, "planned": Minutes(room.planned), "available": room.hours}


def _document(line: Line) -> dict[str, Any]:
    item = line.item
    return {
        "feature": item.feature,
        "title": item.title,
        "reason": item.reason,
        "due_on": item.due_on,
        "minutes": int(item.minutes),
        "member_id": item.member_id,
    }


def _row(line: Line, group: str) -> tuple[Any, ...]:
    return Text(group), line.item.title, line.item.reason, line.item.minutes


COMMANDS = (today,)
