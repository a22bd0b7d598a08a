"""What came back on an availability sheet: found by its words, whatever was moved or saved over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import Cell, cell_name
from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.parent import IsCancelled
from commdesk.core.sheets.reader import Table, read_table
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Problem
from commdesk.core.values import Minutes
from commdesk.core.words import LANGUAGES, Text, Words, say
from commdesk.features.moderation.dayparts import PARTS, WEEKDAYS, DayPart, Slot, part_name
from commdesk.features.moderation.tasks import WEEK_MINUTES
from commdesk.features.moderation.team.sheets.form import weekday_name
from commdesk.features.moderation.team.sheets.model import (
    ABILITIES,
    DAYS_MARK,
    FIRST,
    HOURS,
    LAST,
    NAME,
    PERSON_MARK,
    Ability,
    Answers,
    Run,
)
from commdesk.features.moderation.team.sheets.saying import (
    ability_in,
    cell_at,
    day_of,
    is_one_of,
    length_in,
    mark_in,
)

_YEARS_AROUND = 3
_SPEAKERS = tuple(Words(language) for language in LANGUAGES)


def read_sheet(path: Path, today: date, is_cancelled: IsCancelled | None = None) -> Answers:
    """Refuses what is no availability sheet; what cannot be understood on one is a problem."""
    return answers_of(read_table(path, with_marks=True, is_cancelled=is_cancelled), today)


def answers_of(table: Table, today: date) -> Answers:
    return _Sheet(table, today).answers()


class _Sheet:
    """One sheet while it is understood; problems are gathered on the way."""

    def __init__(self, table: Table, today: date) -> None:
        self._table, self._today = table, today
        self._rows = table.rows
        self._formulas = frozenset(table.formulas)
        self._problems: list[Problem] = []
        self._empty: list[str] = []

    def answers(self) -> Answers:
        abilities = dict(self._abilities())
        minutes = self._minutes()
        emptied: set[int] = set()
        runs = tuple(self._runs(emptied))
        return Answers(
            file=self._table.name,
            sheet=self._table.sheet,
            name=self._name(),
            moderator_id=self._marked(PERSON_MARK),
            weekly_minutes=minutes,
            abilities=abilities,
            runs=runs,
            emptied=frozenset(emptied),
            empty=tuple(self._empty),
            problems=tuple(sorted(self._problems, key=lambda each: each.row)),
        )

    def _abilities(self) -> Iterator[tuple[Slot, Ability]]:
        """Of every day part; an empty cell is a no, where nothing can hide in it."""
        heading, columns = self._parts()
        is_able = False
        unseen: set[tuple[int, int]] = set()
        for weekday in WEEKDAYS:
            names = {normal_heading(weekday_name(weekday, language)) for language in LANGUAGES}
            row, cells = self._row_of(names, after=heading, before=min(columns.values()))
            for part, column in columns.items():
                found = cell_at(cells, column)
                said = ability_in(found)
                if place := self._unseen(row, column, found):
                    unseen.add(place)
                elif found is None:
                    self._empty.append(cell_name(row, column))
                elif said is None:
                    self._refuse(row, column, found, _choose())
                is_able = is_able or said is not Ability.NO
                yield (weekday, part), said or Ability.NO
        self._refuse_unseen(unseen)
        if not is_able and not unseen:
            text = say("Nothing is left that they can. Write down days off, or 0 hours a week.")
            self._refuse(heading + 1, min(columns.values()), _said(Ability.NO), text)

    def _parts(self) -> tuple[int, dict[DayPart, int]]:
        """The row with the day parts, and in which column each of them stands."""
        names = {
            normal_heading(words(part_name(part))): part for words in _SPEAKERS for part in PARTS
        }
        for row, cells in self._rows:
            columns = {
                names[normal]: place
                for place, cell in enumerate(cells)
                if isinstance(cell, str) and (normal := normal_heading(cell)) in names
            }
            if len(columns) == len(PARTS):
                return row, {part: columns[part] for part in PARTS}
        raise self._no_sheet()

    def _row_of(self, names: set[str], *, after: int, before: int) -> tuple[int, Sequence[Cell]]:
        """The row whose first words are these; refuses a sheet from which it was taken."""
        for row, cells in self._rows:
            if row > after and any(is_one_of(cell, names) for cell in cells[:before]):
                return row, cells
        raise self._no_sheet()

    def _minutes(self) -> Minutes | None:
        row, column, found = self._beside(HOURS)
        minutes = length_in(found)
        if minutes is None or not 0 <= minutes <= WEEK_MINUTES:
            text = say("Type hours between 0 and 168, like 4 or 4:30.")
            self._refuse(row, column, found, text)
            return None
        return minutes

    def _name(self) -> str:
        return " ".join(str(self._beside(NAME)[2] or "").split())

    def _beside(self, label: str) -> tuple[int, int, Cell]:
        """Row, column and value of the cell to the right of a label."""
        names = {normal_heading(words(label)) for words in _SPEAKERS}
        for row, cells in self._rows:
            for column, cell in enumerate(cells):
                if is_one_of(cell, names):
                    return row, column + 1, cell_at(cells, column + 1)
        raise self._no_sheet()

    def _runs(self, emptied: set[int]) -> Iterator[Run]:
        """Every row of days off that says something; ids whose row is empty go in `emptied`."""
        heading, first, last = self._run_columns()
        self._refuse_unseen(self._unseen_below(heading, (first, last)))
        for row, cells in self._rows:
            if row <= heading:
                continue
            marked = mark_in(cells, DAYS_MARK) or 0
            found = cell_at(cells, first), cell_at(cells, last)
            if all(each is None or not str(each).strip() for each in found):
                emptied.update({marked} if marked else set())
            elif run := self._run(row, (first, last), found, marked):
                yield run

    def _unseen(self, row: int, column: int, found: Cell) -> tuple[int, int] | None:
        """Where what hides this cell begins: what is merged, or a formula without an outcome."""
        for top, left, bottom, right in self._table.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return (row, column) if found is None and (row, column) in self._formulas else None

    def _unseen_below(self, heading: int, columns: tuple[int, int]) -> set[tuple[int, int]]:
        """The same of the rows of days off, of which empty ones are not even read."""
        values = dict(self._rows)
        merged = {
            (top, left)
            for top, left, bottom, right in self._table.merged
            if bottom > heading and left <= columns[1] and right >= columns[0]
        }
        return merged | {
            (row, column)
            for row, column in self._formulas
            if row > heading and column in columns and cell_at(values.get(row, ()), column) is None
        }

    def _refuse_unseen(self, places: set[tuple[int, int]]) -> None:
        values = dict(self._rows)
        ranges = {each[:2]: each for each in self._table.merged}
        for row, column in sorted(places):
            merged = ranges.get((row, column))
            found = cell_at(values.get(row, ()), column)
            if merged:
                name = f"{cell_name(row, column)}:{cell_name(*merged[2:])}"
                text = say("These cells are merged. Split them and fill in each of them.")
            else:
                name = cell_name(row, column)
                text = say("The formula here has no outcome. Type what it should say.")
            self._problems.append(Problem(row, name, "" if found is None else found, text))

    def _run_columns(self) -> tuple[int, int, int]:
        firsts, lasts = (
            {normal_heading(words(label)) for words in _SPEAKERS} for label in (FIRST, LAST)
        )
        for row, cells in self._rows:
            first = next((n for n, cell in enumerate(cells) if is_one_of(cell, firsts)), None)
            last = next((n for n, cell in enumerate(cells) if is_one_of(cell, lasts)), None)
            if first is not None and last is not None:
                return row, first, last
        raise self._no_sheet()

    def _run(
        self, row: int, columns: tuple[int, int], found: tuple[Cell, Cell], marked: int
    ) -> Run | None:
        first, last = (day_of(each) for each in found)
        if first is None or self._is_far(first):
            text = say("Type the first day, like {day}.", day=_example(self._today))
            self._refuse(row, columns[0], found[0], text)
            return None
        if found[1] is None:
            last = first
        if last is None or self._is_far(last):
            text = say("Type the last day, like {day}.", day=_example(self._today))
            self._refuse(row, columns[1], found[1], text)
            return None
        if last < first:
            text = say("The last day lies before the first. Swap them or correct the year.")
            self._refuse(row, columns[1], last, text)
            return None
        return Run(first, last, marked)

    def _is_far(self, day: date) -> bool:
        return abs(day.year - self._today.year) > _YEARS_AROUND

    def _marked(self, mark: str) -> int | None:
        return next((found for _, cells in self._rows if (found := mark_in(cells, mark))), None)

    def _refuse(self, row: int, column: int, found: Any, message: Text) -> None:
        shown = "" if found is None else found
        self._problems.append(Problem(row, cell_name(row, column), shown, message))

    def _no_sheet(self) -> Refused:
        return refusal(
            say(
                "{file} is no availability sheet, or a part of it was taken away. Make a new one "
                "and have that filled in.",
                file=self._table.name,
            )
        )


def _choose() -> Text:
    return say(
        "Choose {can}, {rather_not} or {no}.",
        **{ability: _said(ability) for ability in ABILITIES},
    )


def _said(ability: Ability) -> Text:
    return say(ABILITIES[ability])


def _example(today: date) -> str:
    return f"{today.day}-{today.month}-{today.year}"
