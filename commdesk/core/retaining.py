"""How long what is kept is kept: what features hand in, and the days of a rule.

What is of day D and kept N months is kept up to and with the same day N months later, or the last
day of that month where it has no such day; it is past its date from the day after.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from commdesk.core import journal
from commdesk.core.words import N_

if TYPE_CHECKING:
    from commdesk.core.database import Database

LONGEST = 1_200
"""Months: what is kept longer is kept without an end."""
WHY = N_("its values were kept longer than they may be")
"""The reason that undo gives of an act whose values are gone."""
SOMEBODY = f"(name NOT GLOB '* {'[0-9]' * 6}' AND name NOT GLOB '(*)')"
"""SQL: whether a row is of somebody still; who was erased is called by a number or a (word)."""
_MONTHS = 12
_AROUND = 4  # days: months differ by three, and one more to begin past the boundary


class Blanks(Struct, frozen=True):
    """What a rule empties in one table; without columns the rows themselves go."""

    table: str
    columns: tuple[str, ...] = ()
    by: str = "id"
    """The column that holds the ids of the rule."""


class Retention(Struct, frozen=True):
    """One rule: what is kept how long, from when, and why so long.

    Of people (`is_people`) the whole person is erased; of texts `blanks` or `clear` says what.
    """

    key: str
    """Stable: settings and reports name it."""
    title: str
    """English msgid: what it is."""
    counts_from: str
    """English msgid: from which day the months count, as in "after ..."."""
    why: str
    """English msgid: why it is kept, and why no longer."""
    rows: str
    """SELECT id, since: `since` is a day or a moment as stored; what was cleared is not in it.

    It may use `:today`. Kept plain, so that SQLite can go by an index on what `since` is.
    """
    default_months: int | None
    """None: without an end."""
    table: str
    """Whose rows the ids are."""
    is_people: bool = False
    blanks: tuple[Blanks, ...] = ()
    clear: Callable[[Database, Sequence[int]], object] | None = None
    """Where emptying columns is not enough; part of an op."""
    is_fixed: bool = False
    """Every row says itself until when: there are no months to choose."""
    is_text: bool = False
    """Texts of messages: the organisation may say how many days they are kept at most."""
    keep: Callable[[Database, int, date], object] | None = None
    """Writes a later day in the row itself, where it has one; part of an op."""


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day; 31 January and a month: 28 February."""
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(count, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_past(today: date, months: int) -> date:
    """The last day of which nothing may be kept any more today."""
    day = months_after(today, -months) + timedelta(days=_AROUND)
    while months_after(day, months) >= today:
        day -= timedelta(days=1)
    return day


def blank(db: Database, part: Blanks, ids: Sequence[int]) -> None:
    """Empty these columns of the rows, or take the rows out, and their values in history."""
    many = {"ids": json.dumps([*ids])}
    where = f"{part.by} IN (SELECT value FROM json_each(:ids))"
    rows = db.column(f"SELECT id FROM {part.table} WHERE {where}", many)
    if part.columns:
        db.execute(f"UPDATE {part.table} SET {_emptied(db, part)} WHERE {where}", many)
    else:
        db.execute(f"DELETE FROM {part.table} WHERE {where}", many)
    journal.scrub_many(db, part.table, rows, why=WHY)


def _emptied(db: Database, part: Blanks) -> str:
    sql = f"""SELECT name FROM pragma_table_info('{part.table}') WHERE NOT "notnull" """
    nullable = frozenset(db.column(sql))
    return ", ".join(f"{c} = {'NULL' if c in nullable else repr('')}" for c in part.columns)
