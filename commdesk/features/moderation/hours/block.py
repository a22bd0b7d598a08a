"""A block of cells as spreadsheets put it on the clipboard, laid on a week sheet.

It may have a heading row of days and a first column of task names; by those its cells then go to
their place, else by the cell on which it was pasted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from msgspec import Struct, field

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, say
from commdesk.features.members import folded
from commdesk.features.moderation.hours.cells import Cell, Place

Rows = Sequence[Sequence[str]]
NO_LENGTH = N_("{text} is not a length of time. Write 1:30, 1,5 or 90m.")
_MOST_TEXT = 100_000
_NOTHING = {"", "-", "–", "—"}
_TOTALS = {"totaal", "total", "som", "sum"}
_CORNER = {"", "taak", "task", "moderatietaak", "moderation task"}
_BESIDE = _TOTALS | {"nodig", "needed", "mee", "meegenomen", "carried", "over", "left"}
"""Headings of columns that are worked out, and are not pasted."""
_WEEKDAYS = tuple(
    {nl, nl[:2], en, en[:3]}
    for nl, en in (
        ("maandag", "monday"), ("dinsdag", "tuesday"), ("woensdag", "wednesday"),
        ("donderdag", "thursday"), ("vrijdag", "friday"), ("zaterdag", "saturday"),
        ("zondag", "sunday"),
    )
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NAMED = re.compile(r"([a-z]+)(?: (\d{1,2}))?(?: [a-z]+| \d{1,2})?(?: \d{2,4})?")
_FIGURES = re.compile(r"(\d{1,2})(?: (\d{1,2}|[a-z]+))(?: (\d{2}|\d{4}))?")


class Placed(Struct):
    """A pasted block: the hours of its cells, and what is wrong with it."""

    cells: dict[Place, Cell] = field(default_factory=dict)
    wrong: dict[Place, tuple[str, Text]] = field(default_factory=dict)
    """As pasted, and why not."""
    outside: list[Text] = field(default_factory=list)
    """What is wrong with a row or a column that has no cell to show it."""
    left: int = 0
    """Empty cells of the block: what stands there stays."""

    @property
    def is_right(self) -> bool:
        return bool(self.cells) and not self.wrong and not self.outside


def read_block(text: str) -> list[list[str]]:
    """Rows of cells out of TAB-separated text; quotes hold what is inside them together."""
    if len(text) > _MOST_TEXT:
        raise Refused("This is more than fits in a week sheet; copy only its cells.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")
    if not lines:
        return []
    read = csv.reader(StringIO(lines), "excel-tab")
    rows = [[" ".join(cell.split()) for cell in row] or [""] for row in read]
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def place_block(
    rows: Rows, tasks: Sequence[tuple[int, str]], week: Week, corner: tuple[int, int]
) -> Placed:
    """Lay a block on the tasks of a week; `corner`: row and day (0 is Monday) it is pasted on."""
    placed = Placed()
    by_name = {folded(name): task_id for task_id, name in tasks}
    has_names = _has_names(rows, by_name)
    has_heading = bool(rows) and _is_heading(rows[0], week, has_names=has_names)
    body = rows[1:] if has_heading else rows
    width = len(rows[0]) - has_names if rows else 0
    days = _days(rows[0][has_names:] if has_heading else None, width, week, corner[1], placed)
    seen: set[int] = set()
    for number, row in enumerate(body):
        if has_names and folded(row[0]) in _TOTALS:
            continue
        cells = row[has_names:]
        if has_names:
            task_id = _named_task(row, by_name, seen, placed)
        else:
            task_id = _task_at(corner[0] + number, tasks, cells, placed)
        if task_id is not None:
            _lay(task_id, cells, days, placed)
    return placed


def read_cell(text: str) -> Minutes | None:
    """The hours in one cell; None when it is empty. Raises ValueError."""
    return None if text.strip() in _NOTHING else Minutes.parse(text)


def _lay(task_id: int, cells: Sequence[str], days: Sequence[date | None], placed: Placed) -> None:
    for text, day in zip(cells, days, strict=False):
        if day is None:
            continue
        try:
            minutes = read_cell(text)
        except ValueError:
            placed.wrong[task_id, day] = text, say(NO_LENGTH, text=text)
            continue
        if minutes is None:
            placed.left += 1
        else:
            placed.cells[task_id, day] = Cell(task_id, day, minutes)


def _named_task(
    row: Sequence[str], by_name: Mapping[str, int], seen: set[int], placed: Placed
) -> int | None:
    if not any(text.strip() not in _NOTHING for text in row):
        return None
    found = by_name.get(folded(row[0]))
    if found is None:
        placed.outside.append(say("No task in this sheet is called {name}.", name=row[0] or "–"))
    elif found in seen:
        placed.outside.append(say("{name} stands in the block twice.", name=row[0]))
    else:
        seen.add(found)
        return found
    return None


def _task_at(
    number: int, tasks: Sequence[tuple[int, str]], cells: Sequence[str], placed: Placed
) -> int | None:
    if number < len(tasks):
        return tasks[number][0]
    too_many = say("The block has more rows than there are tasks below this cell.")
    if any(text.strip() not in _NOTHING for text in cells) and too_many not in placed.outside:
        placed.outside.append(too_many)
    return None


def _days(
    heading: Sequence[str] | None, width: int, week: Week, first: int, placed: Placed
) -> list[date | None]:
    """The day of every column; None for one that is not pasted."""
    if heading is None:
        start = 0 if width == len(week.days) else first
        days: list[date | None] = list(week.days[start:])
        if width > len(days):
            placed.outside.append(say("The block goes on past Sunday."))
        return days
    found: list[date | None] = []
    for text in heading:
        day = _heading_day(text, week)
        if day is None and folded(text) not in _BESIDE and text:
            placed.outside.append(
                say("{heading} is not a day of the week that shows.", heading=text)
            )
        if day is not None and day in found:
            placed.outside.append(say("{heading} stands in the block twice.", heading=text))
        found.append(day)
    return found


def _has_names(rows: Rows, by_name: Mapping[str, int]) -> bool:
    """Whether the first column holds names: one of them is known, or none is a length of time."""
    first = [row[0] for row in rows if row[0]]
    if not rows or len(rows[0]) == 1 or not first:
        return False
    return any(folded(text) in by_name for text in first) or not any(map(_is_length, first))


def _is_heading(row: Sequence[str], week: Week, *, has_names: bool) -> bool:
    """Whether a row holds days, of this week or of another; bare numbers only beside names."""
    cells = [text for text in row[has_names:] if text]
    if not cells:
        return False
    if has_names and folded(row[0]) in _CORNER:
        numbers = {str(day.day) for day in week.days}
        if all(text in numbers for text in cells):
            return True
    is_of_days = any(_heading_day(text, week) or _looks_like_day(text) for text in cells)
    return is_of_days and not any(_is_length(text) for text in cells)


def _heading_day(text: str, week: Week) -> date | None:
    plain = _plain(text)
    if iso := _ISO.fullmatch(text.strip()):
        return _of_week(week, int(iso[3]), int(iso[2]), int(iso[1]))
    if found := _NAMED.fullmatch(plain):
        days = [
            day
            for day, names in zip(week.days, _WEEKDAYS, strict=True)
            if found[1] in names and found[2] in {None, str(day.day)}
        ]
        return days[0] if days else None
    if found := _FIGURES.fullmatch(plain):
        month = int(found[2]) if found[2].isdecimal() else None
        return _of_week(week, int(found[1]), month, None)
    return _of_week(week, int(plain), None, None) if plain.isdecimal() else None


def _of_week(week: Week, number: int, month: int | None, year: int | None) -> date | None:
    for day in week.days:
        if day.day == number and month in {None, day.month} and year in {None, day.year}:
            return day
    return None


def _looks_like_day(text: str) -> bool:
    plain = _plain(text)
    named = _NAMED.fullmatch(plain)
    is_weekday = bool(named) and any(named[1] in names for names in _WEEKDAYS)  # type: ignore[index]
    return bool(is_weekday or _ISO.fullmatch(text.strip()) or _FIGURES.fullmatch(plain))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-/.,]", " ", text.casefold()).split())


def _is_length(text: str) -> bool:
    try:
        return read_cell(text) is not None
    except ValueError:
        return False
