"""The user list of Discourse: user-list-*.csv, bare, as .csv.gz or in a .zip.

Traps, all seen in real files: `escape_comma` leaves literal quotes around a value with a comma;
older versions leave group_names off the row of a user without groups; lists have `;` between
their parts; a staged user only ever sent mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from msgspec import Struct

from commdesk.core.intaking import Change
from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import AS_TOLD, Taken
from commdesk.features.exchange.sources.corrected import correct, laid_over
from commdesk.features.exchange.sources.listing import (
    Listing,
    Source,
    Wanted,
    known_headings,
)
from commdesk.features.exchange.sources.person import SECOND_ADDRESS
from commdesk.features.exchange.sources.reading import Reading

NAME = "discourse"
TITLE = "Discourse"
_OWN = frozenset({"id", "username", "trustlevel", "createdat"})
_COLUMNS = {
    "name": "name",
    "email": "email",
    "created_at": "joined_on",
    "group_names": "tags",
    "title": "role",
}
"""Heading -> column key; contact with the platform (last seen, last posted) is none with us."""
_JUDGED = (
    "id", "username", "trustlevel", "staged", "suspendedat", "suspendedtill", "secondaryemails",
)  # fmt: skip
"""Headings by which the rows are judged."""
_CUSTOM = re.compile(r"(.+) \(custom user field\)", re.IGNORECASE)
_AUTOMATIC = re.compile(r"(trust_level|vertrouwensniveau)_\d|everyone|iedereen", re.IGNORECASE)
_FOREVER_YEARS = 50
"""Suspended for good is written as a day centuries away."""
_TRUST_LEVELS = frozenset("01234")
_TRUE = frozenset({"true", "t", "1", "waar"})


def recognises(table: Table) -> bool:
    return bool(table.rows) and {normal_heading(c) for c in table.rows[0][1] if c} >= _OWN


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    listing = Listing(table, table.headings(_OWN_HEADINGS), _known(table, wanted.columns))
    places = {normal_heading(name): n for n, name in enumerate(listing.headings.names)}
    read = {places[name]: AS_TOLD for name in _JUDGED if name in places}
    plain = {place: column.key for place, column in listing.places.items()}
    fixed = correct(listing, read | plain, wanted, TITLE)
    reading = Reading(fixed.own(listing), wanted)
    rows, skipped = [], []
    for (row, cells), over in zip(reading.rows(), fixed.rows(), strict=False):
        user = _User(places, cells)
        _check_trust_level(reading, user, row["row"])
        if reason := user.reason_to_skip:
            skipped.append(Change(row["row"], "skipped", user.called, reason=reason))
        else:
            rows.append(laid_over(_canonical(row, user, wanted), over))
    taken = Taken(
        format=NAME,
        source=TITLE,
        rows=tuple(rows),
        problems=tuple(reading.problems),
        dropped=listing.dropped,
        why_dropped=listing.reasons,
        skipped=tuple(skipped),
        headings={key: heading for heading, key in _COLUMNS.items()},
    )
    return fixed.told(taken)


_OWN_HEADINGS = dict.fromkeys(("id", "username", "trust_level", "created_at", "email", "name"))


def _known(table: Table, columns: Sequence[Column]) -> dict[str, Column]:
    """The platform's own columns, and custom fields that we would know in any list."""
    by_key = {column.key: column for column in columns}
    known = {normal_heading(h): by_key[key] for h, key in _COLUMNS.items() if key in by_key}
    anywhere = known_headings(columns)
    for heading in table.rows[0][1]:
        if isinstance(heading, str) and (custom := _CUSTOM.fullmatch(heading.strip())):
            column = anywhere.get(normal_heading(custom[1]))
            if column and column.key not in {"name", "email", "identity"}:
                known[normal_heading(heading)] = column
                known = {h: c for h, c in known.items() if h != "title" or column.key != "role"}
    return known


class _User(Struct, frozen=True):
    """One row, by heading."""

    places: Mapping[str, int]
    cells: Sequence[Any]

    def __getitem__(self, heading: str) -> str:
        place = self.places.get(normal_heading(heading))
        value = None if place is None else self.cells[place]
        return "" if value is None else unquoted(str(value))

    @property
    def called(self) -> str:
        return self["name"] or self["username"] or self["email"]

    @property
    def reason_to_skip(self) -> Text | None:
        if self["staged"].lower() in _TRUE:
            return say("only sent mail to the platform, has no account")
        if self["id"].startswith("-"):
            return say("an account of the platform itself, not a person")
        return None


def unquoted(text: str) -> str:
    """Without the one pair of literal quotes that escape_comma puts around a value."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _canonical(row: dict[str, Any], user: _User, wanted: Wanted) -> dict[str, Any]:
    clean = {key: unquoted(v) if isinstance(v, str) else v for key, v in row.items()}
    if "name" not in clean and user["username"]:
        clean["name_if_new"] = user["username"]
    if tags := _own_groups(clean.pop("tags", "")):
        clean["tags"] = tags
    seconds = (part.strip() for part in user["secondary_emails"].split(";"))
    keys = [(NAME, user["id"]), *((SECOND_ADDRESS, each) for each in seconds)]
    clean["identities"] = [(source, key) for source, key in keys if key]
    if reason := suspension(user, wanted):
        clean |= {"do_not_contact": True, "do_not_contact_reason": reason}
    return clean


def _own_groups(text: str) -> tuple[str, ...]:
    """Groups that people made; those for trust levels fill and empty themselves."""
    groups = (" ".join(unquoted(part).split()) for part in text.split(";"))
    return tuple(dict.fromkeys(g for g in groups if g and not _AUTOMATIC.fullmatch(g)))


class Row(Protocol):
    """The texts of one row by heading, empty where there is none."""

    def __getitem__(self, heading: str) -> str: ...


def suspension(user: Row, wanted: Wanted) -> str:
    """Why somebody who is suspended today must not be written to; empty for everybody else."""
    words, till = wanted.words, _day(user["suspended_till"])
    if till and till.year - wanted.today.year > _FOREVER_YEARS:
        return words("Suspended on the platform")
    if till and till > wanted.today:
        return words("Suspended on the platform until {day}", day=words.full_date(till))
    return words("Suspended on the platform") if user["suspended_at"] and not till else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[: len("2026-11-23")])
    except ValueError:
        return None


def _check_trust_level(reading: Reading, user: _User, row: int) -> None:
    level = user["trust_level"]
    if level and level not in _TRUST_LEVELS:
        place = user.places["trustlevel"]
        reading.problem(row, place, level, say("a trust level is 0, 1, 2, 3 or 4"))


SOURCE = Source(NAME, recognises, take)
