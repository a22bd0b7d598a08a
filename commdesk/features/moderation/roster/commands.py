"""Command line: the roster of some weeks, as it stands or as it could be."""

from __future__ import annotations

from collections.abc import Sequence
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
    week_option,
)
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.ops import take_over
from commdesk.features.moderation.roster.solving import (
    Explained,
    Instance,
    explain,
    propose,
    read_instance,
)

_SHIFT_HEADINGS = (
    N_("Day"), N_("Day part"), N_("Moderation task"), N_("Moderator"), N_("Time")
)  # fmt: skip
_GAP_HEADINGS = (
    N_("Day"), N_("Day part"), N_("Moderation task"), N_("Short"), N_("Why"), N_("What would help")
)  # fmt: skip
_MOST_WEEKS = 12
_MOST_SECONDS = 600


class _Roster:
    """What is shown of a roster: its shifts and what is left uncovered."""

    def __init__(self, instance: Instance, shifts: Sequence[Shift], gap: float | None) -> None:
        self.instance, self.gap = instance, gap
        self.shifts = sorted((*instance.kept, *shifts), key=_in_time)
        self.left = explain(instance, shifts, is_best=gap == 0)
        self.tasks = {task.id: task.name for task in instance.tasks}
        self.people = {person.id: person.name for person in instance.people}


@click.command(help=N_("Show the roster of weeks and what it lacks, or propose one."))
@file_argument
@week_option
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), default=1, help=N_("How many weeks."))
@click.option("--propose", "is_proposal", is_flag=True, help=N_("Propose the best roster."))
@click.option("--apply", "is_applied", is_flag=True, help=N_("Propose it and write it down."))
@click.option(
    "--seconds", type=click.FloatRange(0.1, _MOST_SECONDS), default=10.0,
    help=N_("How long to look for a better one at most."),
)  # fmt: skip
@date_option
@json_option
@click.pass_obj
def roster(
    program: Program, /, file: Path, week: Week | None, weeks: int, as_json: bool, **more: Any
) -> None:
    is_applied = bool(more["is_applied"])
    with (program.write if is_applied else program.read)(file, on=more["day"]) as desk:
        first = week or Week.of(desk.today())
        wanted = [first + n for n in range(weeks)]
        found = _found(desk, wanted, more["seconds"], is_proposal=more["is_proposal"] or is_applied)
        if is_applied:
            instance = found.instance
            new = [shift for shift in found.shifts if shift not in instance.kept]
            desk.do(take_over, wanted, new, instance.replaced)
        if as_json:
            print_json(_as_json(found), desk.words)
        else:
            _print(desk.words, found)


def _found(desk: Desk, weeks: list[Week], seconds: float, *, is_proposal: bool) -> _Roster:
    if not is_proposal:
        return _Roster(read_instance(desk.db, weeks, desk.today(), as_it_stands=True), (), None)
    instance = read_instance(desk.db, weeks, desk.today())
    proposal = propose(instance, seconds=seconds)
    return _Roster(instance, proposal.shifts, proposal.gap)


def _as_json(found: _Roster) -> dict[str, Any]:
    return {
        "shifts": [
            {
                "moderator_id": shift.moderator_id,
                "task_id": shift.task_id,
                "date": shift.day,
                "day_part": shift.day_part,
                "minutes": shift.minutes,
            }
            for shift in found.shifts
        ],
        "uncovered": [
            {
                "task_id": each.gap.task_id,
                "date": _day(each, found.instance),
                "day_part": each.gap.spot and each.gap.spot[1],
                "missing": each.gap.minutes,
                "why": each.why,
            }
            for each in found.left
        ],
        "gap": found.gap,
    }


def _day(each: Explained, instance: Instance) -> Any:
    """Of what any day part would do for: the first day of the week that is not past."""
    if each.gap.spot:
        return each.gap.spot[0]
    return min(max(each.gap.week.monday, instance.today), each.gap.week.sunday)


def _print(words: Words, found: _Roster) -> None:
    shifts = [
        [
            words.date(shift.day),
            words(part_name(shift.day_part)),
            found.tasks[shift.task_id],
            found.people[shift.moderator_id],
            words.duration(shift.minutes),
        ]
        for shift in found.shifts
    ]
    print_table(words, _SHIFT_HEADINGS, shifts, right=(4,), empty=N_("There are no shifts yet."))
    gaps = [
        [
            words.date(each.gap.spot[0]) if each.gap.spot else words.week(each.gap.week),
            words(part_name(each.gap.spot[1])) if each.gap.spot else "–",
            found.tasks[each.gap.task_id],
            words.duration(each.gap.minutes),
            words(each.why),
            words(each.change.text),
        ]
        for each in found.left
    ]
    has_tasks = any(task.is_active for task in found.instance.tasks)
    nothing = (
        N_("Everything is covered.") if has_tasks else N_("There are no moderation tasks yet.")
    )
    print_table(words, _GAP_HEADINGS, gaps, right=(3,), empty=nothing)


def _in_time(shift: Shift) -> tuple[Any, ...]:
    return shift.day, ("morning", "afternoon", "evening").index(shift.day_part), shift.task_id


COMMANDS = (roster,)
