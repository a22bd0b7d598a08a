"""A list that brings somebody back who was erased: that row stays out, and it is said why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.erasing.gathering import all_data
from commdesk.core.erasing.marks import Identity, find_erased, marks_of, said, said_in
from commdesk.core.feature import Features
from commdesk.core.intaking import Change, Plan
from commdesk.core.words import Text, say

Rows = Sequence[Mapping[str, Any]]
_LIST = "list"
"""The program of a number in a list that says of no program."""


def without_erased(db: Database, features: Features, plan: Plan, rows: Rows) -> Plan:
    """The plan, in which every new thing about somebody who was erased is left out.

    Whoever was added by hand again is known, and what comes in about them comes in.
    """
    new = [each for each in plan.changes if each.kind == "new" and each.target is None]
    if not new or not db.value("SELECT 1 FROM erased_mark LIMIT 1"):
        return plan
    by_row = {row["row"]: row for row in rows}
    told = {each.row: _told(by_row.get(each.row, {}), each) for each in new}
    texts = list(dict.fromkeys(text for own in told.values() for text in own))
    marks = dict(zip(texts, marks_of(db, texts), strict=True))
    erased = find_erased(db, list(marks.values()))
    days = {text: erased[mark] for text, mark in marks.items() if mark in erased}
    back = days.keys() & _known_again(db, features) if days else set()
    changes = [
        _left_out(each, max(found)) if found else each
        for each in plan.changes
        for found in [_days(days, told.get(each.row, ()), back)]
    ]
    return replace(plan, changes=tuple(changes))


def why_left_out(day: date) -> Text:
    """What is said of a row about somebody who was erased."""
    return say("erased on {day}; comes in again only once they are added by hand", day=day)


def _days(days: Mapping[str, date], told: Sequence[str], back: set[str]) -> list[date]:
    """When the person of a row was erased; empty for whoever is here again."""
    return [] if back.intersection(told) else [days[text] for text in told if text in days]


def _left_out(change: Change, day: date) -> Change:
    return Change(change.row, "skipped", change.title, reason=why_left_out(day))


def _told(row: Mapping[str, Any], change: Change) -> list[str]:
    """By what the person of a row may be known, in the form that is hashed."""
    identities: list[Identity] = [(str(a), str(b)) for a, b in row.get("identities") or ()]
    if number := row.get("identity"):
        identities.append((_LIST, str(number)))
    if {"source", "key"} <= change.extra.keys():
        identities.append((str(change.extra["source"]), str(change.extra["key"])))
    return said([str(row.get("email") or "")], [str(row.get("phone") or "")], identities)


def _known_again(db: Database, features: Features) -> set[str]:
    """What is hashed of everybody in the workbook now; asked only when somebody came back."""
    found: set[str] = set()
    for data in all_data(features):
        if data.points_at_member and (data.emails or data.phones or data.identity):
            columns = ", ".join((*data.emails, *data.phones, *data.identity))
            for row in db.query(f"SELECT {columns} FROM {data.table}"):
                found.update(said_in(data, row))
    return found
