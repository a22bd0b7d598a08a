"""Gather what is held of one person out of every table that can hold them, less other people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from commdesk.core.database import Row
from commdesk.core.desk import Desk
from commdesk.core.people import Held, Person, held_of
from commdesk.core.telling import Telling, worded
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.privacy.access.masking import Mask, mask_for
from commdesk.features.privacy.access.past import Export, Moment, exports_since, moments_of
from commdesk.features.privacy.listing import row_of
from commdesk.features.privacy.model import PersonRow

Line = tuple[str, str]
_UNREAD = frozenset({"id", "sort_name"})
PURPOSE = N_(
    "To build up the community and keep it going: to know who takes part, to be in touch, and to "
    "help members with what they look for and contribute."
)


class Part(Struct, frozen=True):
    """What one kind of thing says of the person, already worded: a list of lines for each."""

    title: str
    things: tuple[tuple[Line, ...], ...]


class Table(Struct, frozen=True):
    """The stored rows of one table, for a program."""

    table: str
    title: str
    rows: tuple[Row, ...]


class Access(Struct, frozen=True):
    """Everything for both files."""

    name: str
    why: tuple[Line, ...]
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    exports: tuple[Export, ...]
    moments: tuple[Moment, ...]
    team: int
    """How many people worked in the workbook."""

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables)


def gather(desk: Desk, person: Person) -> Access:
    """Read it all; it takes a moment, as everybody's name is looked for in the texts."""
    row = row_of(desk.db, person)
    held = held_of(desk.db, desk.features, person)
    moments = moments_of(desk, held, row.name)
    exports = exports_since(desk.db, str(_added_on(held)))
    mask = mask_for(desk, person, held, [each.told for each in exports])
    telling = Telling(desk)
    return Access(
        name=row.name,
        why=tuple((name, mask.text(text)) for name, text in _why(row, telling, desk.words)),
        parts=tuple(_parts(desk, telling, held, mask)),
        tables=tuple(_tables(desk.words, held, mask)),
        exports=tuple(each.masked(mask.text) for each in exports),
        moments=tuple(moments),
        team=int(desk.db.value("SELECT count(DISTINCT actor) FROM journal_entry")),
    )


def held_lines(desk: Desk, person: Person) -> list[tuple[Text, int]]:
    """What is held, as titles with counts: once for each thing."""
    held = held_of(desk.db, desk.features, person)
    return [
        (Text(title), sum(len(rows) for _, rows in tables))
        for title, tables in _by_title(held).items()
    ]


def _by_title(held: list[Held]) -> dict[str, list[tuple[str, list[Row]]]]:
    """Title -> (table, its rows), each row once: a thing can hold somebody in two columns."""
    found: dict[str, list[tuple[str, list[Row]]]] = {}
    for table, (title, rows) in _by_table(held).items():
        found.setdefault(title, []).append((table, rows))
    return found


def _by_table(held: list[Held]) -> dict[str, tuple[str, list[Row]]]:
    found: dict[str, tuple[str, dict[Any, Row]]] = {}
    for each in held:
        _title, rows = found.setdefault(each.data.table, (each.data.title, {}))
        rows.update((row["id"], row) for row in each.rows)
    return {table: (title, list(rows.values())) for table, (title, rows) in found.items()}


def _added_on(held: list[Held]) -> str:
    days = (
        row.get("added_on") for each in held for row in each.rows if each.data.table == "member"
    )
    return next(filter(None, days), "")


def _why(row: PersonRow, telling: Telling, words: Words) -> Iterator[Line]:
    """Why it is kept, as the AVG asks: purpose, ground, source, since when told, until when."""
    none = words("not recorded")
    ground = telling.value("member", "legal_ground", row.legal_ground)
    yield words("Purpose"), words(PURPOSE)
    yield words("Legal ground"), worded(ground, words) or none
    yield words("Source"), row.source or none
    yield words("Informed on"), worded(row.informed_on, words) or none
    yield words("Kept until"), worded(row.retention_on, words) or words("no day was set")
    if row.is_restricted:
        yield words("Use of data restricted"), words("Kept, but used for nothing.")
    yield words("Decisions"), words("No decision about you is taken by a program alone.")


def _parts(desk: Desk, telling: Telling, held: list[Held], mask: Mask) -> Iterator[Part]:
    for title, tables in _by_title(held).items():
        things = [
            tuple(_lines(desk, telling, table, row, mask)) for table, rows in tables for row in rows
        ]
        yield Part(desk.words(title), tuple(thing for thing in things if thing))


def _lines(desk: Desk, telling: Telling, table: str, row: Row, mask: Mask) -> Iterator[Line]:
    """What a row says in the words of history; what is empty, or only a number of ours, is not."""
    words, text_in = desk.words, mask.text_in(table, row)
    for column, value in row.items():
        if column in _UNREAD or mask.is_own(table, column, value):
            continue
        if (other := mask.instead(table, column, value)) is not None:
            yield words(desk.called(f"{table}.{column}")), other
        elif text := text_in(said(telling.value(table, column, value), words)):
            yield words(desk.called(f"{table}.{column}")), text


def said(value: Any, words: Words) -> str:
    """A value in words; a moment with its year too, as this is kept for long."""
    if isinstance(value, datetime):
        return f"{worded(value.astimezone().date(), words)} {words.time(value)}"
    return worded(value, words)


def _tables(words: Words, held: list[Held], mask: Mask) -> Iterator[Table]:
    for table, (title, rows) in _by_table(held).items():
        yield Table(table, words(title), tuple(mask.row(table, row) for row in rows))


def told(access: Access, file: str) -> Text:
    return say_n(
        "{file} is made: {n} thing about {name}.",
        "{file} is made: {n} things about {name}.",
        access.row_count,
        file=file,
        name=access.name,
    )


def first_names_stay() -> Text:
    """What must be read before it is handed out."""
    return say(
        "Read it before it is handed out: a first name alone in a text is left as it is, as it may "
        "be anybody's."
    )
