"""The attendance report of a Teams meeting: who was there is a contribution of each.

New reports have numbered blocks, whose titles and headings follow the language of Teams: they are
known by their numbers and by the order of their columns. Older ones are one list, with or without
a few lines on the meeting above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core.intaking import Change
from commdesk.core.sheets.cells import Row
from commdesk.core.sheets.headings import Headings, headings_at, normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.words import say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import values
from commdesk.features.exchange.sources.chat import only_activity
from commdesk.features.exchange.sources.listing import Listing, Source, Wanted
from commdesk.features.exchange.sources.reading import Reading

NAME = "teams"
TITLE = "Microsoft Teams"
_BLOCK = re.compile(r"([1-9])\.\s*\S.*")
_PARTICIPANTS = "2"
_OLD = (
    {"fullname", "jointime"}, {"fullname", "useraction", "timestamp"},
    {"volledigenaam", "deelnametijd"}, {"volledigenaam", "tijdvandeelname"},
    {"volledigenaam", "gebruikersactie", "tijdstempel"},
)  # fmt: skip
_TITLES = frozenset({"meetingtitle", "titelvanvergadering", "vergaderingstitel", "titel"})
_IN_NAME = re.compile(r"\((.+)\)")
_ASIDE = re.compile(
    r"\s*\((?:guest|gast|external|extern|unverified|niet geverifieerd|niet-geverifieerd)\)$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[\d\s()*.-]{6,}")
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_SEARCHED = 40
_KEY_BYTES = 12


class _Report(Struct, frozen=True):
    """A report taken apart: lines on the meeting, the list of who was there."""

    about: Sequence[Row]
    headings: Headings
    people: list[Row]


def recognises(table: Table) -> bool:
    return _blocks(table) is not None or _old_headings(table) is not None


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    report = _apart(table)
    listing = _listing(table, report, wanted)
    reading = Reading(listing, wanted)
    title, began = _title(table, report), _began(report)
    rows, skipped, facts = [], [], []
    for row, cells in reading.rows():
        name = _ASIDE.sub("", str(row.get("name", ""))).strip()
        if not name and "email" not in row:
            continue
        if not name.strip("0123456789") or _PHONE.fullmatch(name):
            reason = say("a telephone, not a name")
            skipped.append(Change(row["row"], "skipped", name, reason=reason))
            continue
        row["name"] = name
        rows.append(row)
        facts.append(_fact(row, began or _earliest(cells[1:]), title))
    taken = Taken(
        format=NAME,
        source=title or TITLE,
        rows=tuple(rows),
        problems=tuple(reading.problems),
        dropped=listing.dropped,
        skipped=tuple(skipped),
        headings={c.key: report.headings.names[place] for place, c in listing.places.items()},
        also={"activity": tuple(facts)},
    )
    return only_activity(taken) if wanted.intake == "activity" else taken


def _fact(row: dict[str, Any], day: date | None, title: str) -> dict[str, Any]:
    who = str(row.get("email", "")).lower() or normal_heading(row["name"])
    said = "\n".join((str(day), normal_heading(title), who)).encode()
    return {
        "row": row["row"],
        "person": row["row"],
        "name": row["name"],
        "kind": "event",
        "happened_on": day,
        "place": title,
        "source": NAME,
        "key": blake2b(said, digest_size=_KEY_BYTES).hexdigest(),
    }


def _apart(table: Table) -> _Report:
    if blocks := _blocks(table):
        about, people = blocks
        return _Report(about, headings_at(people, 0), people[1:])
    index = _old_headings(table) or 0
    return _Report(table.rows[:index], headings_at(table.rows, index), table.rows[index + 1 :])


def _blocks(table: Table) -> tuple[list[Row], list[Row]] | None:
    """The lines of the first and of the second numbered block, when it begins with a first."""
    number, found = "", {"1": [], _PARTICIPANTS: []}  # type: tuple[str, dict[str, list[Row]]]
    for row in table.rows:
        title = _block_number(row[1])
        if title:
            number = title
        elif not number:
            return None
        elif number in found:
            found[number].append(row)
    about, people = found["1"], found[_PARTICIPANTS]
    return (about, people) if people and len(people[0][1]) > 1 else None


def _block_number(cells: Sequence[Any]) -> str:
    """The number of a title such as `2. Deelnemers`, which stands alone in its row."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return ""
    found = _BLOCK.fullmatch(filled[0].strip())
    return found[1] if found else ""


def _old_headings(table: Table) -> int | None:
    for index, (_, cells) in enumerate(table.rows[:_SEARCHED]):
        names = {normal_heading(cell) for cell in cells if isinstance(cell, str)}
        if any(names >= own for own in _OLD):
            return index
    return None


def _listing(table: Table, report: _Report, wanted: Wanted) -> Listing:
    """The people: the name stands first, the address is under the heading that says so."""
    by_key = {column.key: column for column in wanted.columns}
    names = report.headings.names
    known = {normal_heading(names[0]): by_key["name"]}
    if (place := _place_of_addresses(report)) is not None:
        known[normal_heading(names[place])] = by_key["email"]
    top = (report.headings.row, report.headings.names)
    return Listing(Table(table.name, table.sheet, [top, *report.people]), report.headings, known)


def _place_of_addresses(report: _Report) -> int | None:
    """The column called e-mail in some way; else the first in which an address stands."""
    for place, name in enumerate(report.headings.names):
        if normal_heading(name).startswith(("email", "mail")):
            return place
    for place in range(1, len(report.headings.names)):
        if any(len(cells) > place and "@" in str(cells[place]) for _, cells in report.people):
            return place
    return None


def _title(table: Table, report: _Report) -> str:
    """What the meeting was called: on its line, else the first of them, else the file's name."""
    lines = [
        (normal_heading(cells[0]), str(cells[1])) for _, cells in report.about if len(cells) > 1
    ]
    named = [value for label, value in lines if label in _TITLES]
    if not named and lines and not _day(lines[0][1]) and not lines[0][1].strip().isdigit():
        named = [lines[0][1]]
    in_file_name = _IN_NAME.findall(Path(table.name).stem)
    return " ".join((named or in_file_name or [""])[0].split())


def _began(report: _Report) -> date | None:
    """The day of the meeting, by the first of its lines that has one."""
    return _earliest(cells[1] for _, cells in report.about if len(cells) > 1)


def _earliest(cells: Iterator[Any] | Sequence[Any]) -> date | None:
    return next((day for cell in cells if (day := _day(cell))), None)


def _day(value: Any) -> date | None:
    """A moment as Teams writes it: 11/26/25 with AM or PM has the month first."""
    if value is None or "@" in str(value):
        return None
    try:
        return values.read_date(value, month_first=bool(_HALF_DAY.search(str(value))))
    except values.Unfit:
        return None


SOURCE = Source(NAME, recognises, take, intakes=("members", "activity"))
