"""The answers to a form of Microsoft Forms, as its workbook: an enrolment, or an interview.

Whoever answered without an account is `anonymous`; then a question may ask who they are.
Several choices in one cell end with `;`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from commdesk.core.sheets.cells import Cell, Row
from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.asked import asked_for
from commdesk.features.exchange.sources.layout import Layout, plain_headings, take_people
from commdesk.features.exchange.sources.listing import Source, Wanted, known_headings
from commdesk.features.exchange.sources.person import Person

NAME, TITLE = "forms", "Microsoft Forms"
_META = (
    ("Completion time", "joined_on"),
    ("Tijd van voltooien", "joined_on"),
    ("Email", "email"),
    ("E-mail", "email"),
    ("Name", "name"),
    ("Naam", "name"),
)
_ANSWERED = tuple((h, "held_on" if key == "joined_on" else key) for h, key in _META)
"""The day of the answers is when an interview was held."""
_OWN_MOMENTS = (
    "ID", "Start time", "Begintijd", "Last modified time", "Tijd van laatste wijziging",
)  # fmt: skip
_RECOGNISED = (
    frozenset({"id", "starttime", "completiontime"}),
    frozenset({"id", "begintijd", "tijdvanvoltooien"}),
)
_NOBODY = frozenset({"anonymous", "anoniem"})
_NOT_ASKED = frozenset({"identity", "source", "joined_on"})
"""Columns that are not a question's to fill."""


def recognises(table: Table) -> bool:
    return any(own <= plain_headings(table) for own in _RECOGNISED)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    return take_people(tidy(table), wanted, _layout(table, wanted), _judge)


def _layout(table: Table, wanted: Wanted) -> Layout:
    """The form's own columns first, then the questions that ask for a column we know."""
    known = known_headings(wanted.columns)
    own = {normal_heading(heading) for heading in (*(h for h, _ in _META), *_OWN_MOMENTS)}
    keys = {column.key for column in wanted.columns}
    questions = [
        (str(heading), key)
        for heading in table.rows[0][1]
        if normal_heading(heading or "") not in own
        and (key := asked_for(str(heading or ""), known)) in keys
    ]
    asked = tuple((heading, key) for heading, key in questions if key not in _NOT_ASKED)
    meta = _META if "joined_on" in keys else _ANSWERED
    return Layout(NAME, TITLE, (*meta, *asked), also_read=_OWN_MOMENTS)


def tidy(table: Table) -> Table:
    """The answers without `anonymous` and without the `;` behind a choice."""
    return replace(table, rows=[table.rows[0], *map(_tidy_row, table.rows[1:])])


def _tidy_row(row: Row) -> Row:
    return row[0], tuple(map(_answer, row[1]))


def _answer(value: Cell) -> Any:
    """Nobody's address is none, and a choice ends without its `;`."""
    if not isinstance(value, str):
        return value
    text = value.strip().removesuffix(";")
    return None if text.casefold() in _NOBODY else text


def _judge(person: Person) -> Text | None:
    """Questions for both parts of a name say it better than the account; one alone does not."""
    if "name" in person.row and not {"first_name", "last_name"} <= person.row.keys():
        person.row.pop("first_name", None)
        person.row.pop("last_name", None)
    return None


SOURCE = Source(NAME, recognises, take, intakes=("members", "interviews"), is_either=True)
