"""Command line: a week with its days, what is left to plan, and hours per kind of work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.feature import WeekItem
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.week.filling import Filling
from commdesk.features.week.model import Day, WeekPlan, off_reason
from commdesk.features.week.ops import carry_over, copy_last_week, fill_in
from commdesk.features.week.proposing import propose_carrying, propose_filling, propose_pattern
from commdesk.features.week.queries import week_plan

_DAYS = (N_("Day"), N_("What"), N_("Time"), N_("Done"))
_KINDS = (N_("Kind of work"), N_("Target"), N_("Planned"), N_("Done"))
_PLACED = (N_("Day"), N_("What"), N_("Time"), N_("Why"))
_NOT_PLACED = (N_("Does not fit"), N_("Why"), N_("Time"))
_LEFT = (N_("Still to plan"), N_("Why"), N_("Time"))


_WAYS = {"fill": fill_in, "copy": copy_last_week, "carry": carry_over}


@click.command(help=N_("Show a week: its days, what is left to plan, hours per kind of work."))
@file_argument
@week_option
@date_option
@click.option("--fill", "way", flag_value="fill",
              help=N_("Propose days for what is still to be planned."))  # fmt: skip
@click.option("--copy-last", "way", flag_value="copy",
              help=N_("Propose the to-dos of the week before it once more."))  # fmt: skip
@click.option("--carry-over", "way", flag_value="carry",
              help=N_("Propose new days for what stayed behind on days past."))  # fmt: skip
@click.option("--kind", "kinds", multiple=True,
              help=N_("With --fill: only this kind of work; more than once for more."))  # fmt: skip
@click.option("--apply", "is_taken", is_flag=True, help=N_("Take the proposal over."))
@json_option
@click.pass_obj
def week(
    program: Program,
    file: Path,
    week: Week | None,
    day: date | None,
    way: str | None,
    kinds: tuple[str, ...],
    is_taken: bool,
    as_json: bool,
) -> None:
    _check(way, kinds, is_taken=is_taken)
    with (program.write if is_taken else program.read)(file, on=day) as desk:
        which = week or Week.of(desk.today())
        plan = week_plan(desk.db, desk.features, which, desk.today())
        filling = _propose(desk, plan, way, kinds)
        if filling and is_taken and filling.acts:
            desk.do(_WAYS[way or ""], filling.acts)
            plan = week_plan(desk.db, desk.features, which, desk.today())
        if as_json:
            asked = {"proposal": _proposal(filling, is_taken=is_taken)} if filling else {}
            print_json(document(plan) | asked, desk.words)
        elif filling:
            print_proposal(desk, filling, is_taken=is_taken)
        else:
            print_week(desk, plan)


def _check(way: str | None, kinds: tuple[str, ...], *, is_taken: bool) -> None:
    if is_taken and way is None:
        raise click.UsageError("--apply needs --fill, --copy-last or --carry-over.")
    if kinds and way != "fill":
        raise click.UsageError("--kind goes with --fill.")


def _propose(desk: Desk, plan: WeekPlan, way: str | None, kinds: tuple[str, ...]) -> Filling | None:
    if way == "fill":
        return propose_filling(desk.db, plan, desk.today(), kinds).filling
    if way == "copy":
        return propose_pattern(desk.db, desk.features, plan, desk.today()).filling
    return propose_carrying(desk.db, desk.features, desk.today()) if way else None


def print_proposal(desk: Desk, filling: Filling, *, is_taken: bool) -> None:
    """What goes where and why, and what fits nowhere."""
    words = desk.words
    placed = [(p.day, p.item.title, p.item.minutes, p.reason) for p in filling.placed]
    title = words("Taken over") if is_taken and placed else words("Proposal")
    empty = N_("There is nothing to propose.")
    print_table(words, _PLACED, placed, title=title, right=(2,), empty=empty)
    if filling.not_placed:
        rest = [(n.item.title, n.reason, n.item.minutes) for n in filling.not_placed]
        print_table(words, _NOT_PLACED, rest, right=(2,))


def _proposal(filling: Filling, *, is_taken: bool) -> dict[str, Any]:
    return {
        "moves": [_item(p.item) | {"to": p.day, "reason": p.reason} for p in filling.placed],
        "not_placed": [_item(n.item) | {"reason": n.reason} for n in filling.not_placed],
        "applied": is_taken and bool(filling.placed),
    }


def document(plan: WeekPlan) -> dict[str, Any]:
    """The week as JSON: minutes are whole, ids are texts."""
    return {
        "week": plan.week,
        "planned": plan.planned,
        "available": plan.available,
        "days": [_day(day) for day in plan.days],
        "left_over": [_item(item) for item in plan.left_over],
        "kinds": [
            {
                "kind": row.kind,
                "title": Text(row.title),
                "target": row.target,
                "planned": row.planned,
                "done": row.done,
            }
            for row in plan.kinds
        ],
    }


def print_week(desk: Desk, plan: WeekPlan) -> None:
    """Three tables: the days, what is left over, hours per kind of work."""
    words = desk.words
    title = say(
        "{week}: {planned} of {available} planned",
        week=plan.week,
        planned=words.hours(plan.planned),
        available=words.hours(plan.available),
    )
    lines = [line for day in plan.days for line in _day_lines(day, words)]
    print_table(words, _DAYS, lines, title=title, right=(2,))
    if plan.left_over:
        left = [(item.title, item.reason, item.minutes) for item in plan.left_over]
        print_table(words, _LEFT, left, right=(2,))
    kinds = [
        (Text(row.title), *map(words.hours, (row.target, row.planned, row.done)))
        for row in plan.kinds
    ]
    print_table(words, _KINDS, kinds, right=(1, 2, 3))


def _day_lines(day: Day, words: Words) -> list[list[Any]]:
    """The first line of a day names it."""
    lines: list[list[Any]] = [
        [None, item.title, item.minutes, words("yes") if item.is_done else None]
        for item in day.items
    ]
    if reason := off_reason(day):
        lines.insert(0, [None, reason, None, None])
    if not lines:
        lines.append([None, "–", None, None])
    lines[0][0] = day.day
    return lines


def _day(day: Day) -> dict[str, Any]:
    return {
        "date": day.day,
        "planned": day.planned,
        "available": day.available,
        "off": off_reason(day),
        "items": [_item(item) for item in day.items],
    }


def _item(item: WeekItem) -> dict[str, Any]:
    return {
        "feature": item.feature,
        "id": item.id,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "is_done": item.is_done,
        "is_own": item.is_own,
        "due_on": item.due_on,
        "reason": item.reason,
    }


COMMANDS = (week,)
