"""Why a cell says what it says: its budget and the reason, closing days, hours carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtWidgets import QPushButton

from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.core.workbook import ClosingDay
from commdesk.features.moderation.coverage import CarryStep, Cell, TaskWeek
from commdesk.features.moderation.tasks import Carry, Task
from commdesk.kit.detail import Detail
from commdesk.kit.detailwords import Mark, earlier


class Reasons(Struct, frozen=True):
    """What the words about a cell are made of."""

    name: str
    cell: Cell
    tasks: Sequence[TaskWeek]
    """The cells that it adds up, when it is a sum."""
    closed: Sequence[ClosingDay]
    steps: Sequence[CarryStep]
    today: date
    task: Task | None = None


def why(found: Reasons, words: Words, buttons: Sequence[QPushButton]) -> Detail:
    cell = found.cell
    told = _story(found, words)
    return Detail(
        title=f"{found.name}, {words.week(cell.week)}",
        line=words(
            "{first} to {last}",
            first=words.date(cell.week.monday),
            last=words.date(cell.week.sunday),
        ),
        chips=_state(cell, found.today, words),
        paragraphs=(
            (words("Hours"), _hours(cell, words)),
            (words("Hours of this week"), _budget(found, words)),
            (words("Closing days"), _closed(found.closed, words)),
            (words("Moderation tasks"), _tasks(found.tasks, found.today, words)),
        ),
        timeline_title=_carried(found, words),
        timeline=told,
        timeline_more=earlier(told, words),
        buttons=buttons,
    )


def _state(cell: Cell, today: date, words: Words) -> tuple[Mark, ...]:
    if cell.week < Week.of(today) or not cell.needed:
        return ()
    if not cell.missing:
        return ((words("covered"), "good"),)
    short = words("{missing} short", missing=words.hours(cell.missing))
    if cell.is_shortage(today):
        return ((short, "bad"),)
    return ((short, "plain"), (words("later: no shortage yet"), "plain"))


def _hours(cell: Cell, words: Words) -> str:
    parts = [
        words("needed {hours}", hours=words.hours(cell.needed)),
        words("available {hours}", hours=words.hours(cell.available)),
        words("planned {hours}", hours=words.hours(cell.planned)),
        words("worked {hours}", hours=words.hours(cell.worked)),
    ]
    if cell.carried:
        parts.append(words("{hours} carried", hours=words.hours(cell.carried)))
    return " · ".join(parts)


def _budget(found: Reasons, words: Words) -> str:
    """Whether the week has hours of its own, instead of which, and why."""
    cell, task = found.cell, found.task
    if not isinstance(cell, TaskWeek) or task is None:
        return ""
    if not cell.is_override:
        return words("{hours}, as the task says", hours=words.hours(cell.needed))
    said = words(
        "{hours} instead of {usual}",
        hours=words.hours(cell.needed),
        usual=words.hours(task.weekly_minutes),
    )
    return f"{said}: {cell.reason}" if cell.reason else said


def _closed(days: Sequence[ClosingDay], words: Words) -> str:
    return ", ".join(f"{words.date(each.day)} ({each.name})" for each in days)


def _tasks(cells: Sequence[TaskWeek], today: date, words: Words) -> str:
    return "\n".join(_task(cell, today, words) for cell in cells)


def _task(cell: TaskWeek, today: date, words: Words) -> str:
    is_past = cell.week < Week.of(today)
    done = words.hours(cell.worked if is_past else cell.planned)
    said = words(
        "{task}: {done} of {needed}", task=cell.task, done=done, needed=words.hours(cell.needed)
    )
    if cell.missing and not is_past:
        said += ", " + words("{missing} short", missing=words.hours(cell.missing))
    return f"{said} ({cell.reason})" if cell.reason else said


def _carried(found: Reasons, words: Words) -> str:
    """What is carried into the week, and what its task does with it."""
    task = found.task
    if task is None or not found.steps:
        return ""
    said = words("Hours carried: {hours}", hours=words.hours(found.steps[-1].carried))
    if task.carry != Carry.ENDS:
        return said
    ends = words.plural("let go after {n} week", "let go after {n} weeks", task.carry_weeks)
    return f"{said}, {ends}"


def _story(found: Reasons, words: Words) -> list[tuple[str, str]]:
    """The weeks that made it, the newest first; a week in which nothing changed is left out."""
    told = [
        (words.week(step.week), _step(step, step is found.steps[-1], words))
        for step in reversed(found.steps)
    ]
    return [(week, text) for week, text in told if text]


def _step(step: CarryStep, is_last: bool, words: Words) -> str:  # noqa: FBT001 - the week itself
    """What a week left, or worked too much, and what it let go; the last one only lets go."""
    parts = []
    if step.let_go:
        parts.append(words("{hours} let go", hours=words.hours(abs(step.let_go))))
    if step.left > 0 and not is_last:
        parts.append(words("{hours} not worked", hours=words.hours(step.left)))
    if step.left < 0 and not is_last:
        parts.append(words("{hours} more than needed", hours=words.hours(-step.left)))
    if parts and not is_last:
        after = step.carried + step.left
        parts.append(words("together {hours}", hours=words.hours(after)))
    return ", ".join(parts)
