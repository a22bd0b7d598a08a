"""What taking a list of people in would do: pure, shown to the user and applied unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from commdesk.core.errors import Refused
from commdesk.core.intaking import Change, ChangeKind, Plan
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import Text, say
from commdesk.features.members.fields.model import own_keys
from commdesk.features.members.intake import addresses
from commdesk.features.members.intake.clean import clean_row
from commdesk.features.members.intake.known import (
    SECOND_ADDRESS,
    Known,
    Row,
    name_key,
    shown_name,
    stored,
)
from commdesk.features.members.model import folded

_NAMELESS_SHARE = 3  # a list in which one row in three has no name is read by the wrong columns
_FEW_ROWS = 5
_TOTALS = frozenset({"totaal", "total", "subtotaal", "subtotal", "eindtotaal", "som"})
"""What stands under a list where a name would be."""
_NAME = frozenset({"first_name", "infix", "last_name"})
_PLAIN = (
    "first_name", "infix", "last_name", "email", "phone", "organisation", "role", "stage",
    "looking_for", "notes", "source", "legal_ground", "informed_on", "retention_on", "owner",
    "came_through",
)  # fmt: skip
_DAYS = ("last_contact_on", "joined_on")
"""The later contact counts, and the earlier joining: of two programs each has its own."""


class _File(Struct):
    """What the rows before this one were about."""

    today: date
    seen: dict[Any, int] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    """Member -> the row that is about them."""
    rows: dict[int, Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def plan_import(known: Known, rows: Sequence[Row], today: date) -> Plan:
    """What taking these rows in would do.

    People are found by identity, then by address, then by name and organisation. A field that a
    row does not have, or has empty, is never touched; do-not-contact is set, never taken away.
    """
    file = _File(today)
    clean = [clean_row(row, file.problems, today) for row in rows]
    _refuse_wrong_columns(clean)
    changes = tuple(_plan_row(known, row, file) for row in clean)
    return Plan("members", changes, tuple(file.problems))


def _refuse_wrong_columns(rows: list[dict[str, Any]]) -> None:
    """A list of addresses alone is fine; one where some have a name and many have none is not."""
    nameless = sum(not shown_name(row) and not row.get("is_certain") for row in rows)
    nothing = sum(not _title(row) for row in rows)
    is_list_of_names = nameless < len(rows) or nothing
    if is_list_of_names and len(rows) >= _FEW_ROWS and nameless * _NAMELESS_SHARE >= len(rows):
        raise Refused(
            "{nameless} of {rows} rows have no name. Check which column holds the name. "
            "Nothing was changed.",
            nameless=nameless,
            rows=len(rows),
        )


def _plan_row(known: Known, row: dict[str, Any], file: _File) -> Change:
    number, title = row["row"], _title(row)
    if not title:
        why = say("no name and no e-mail address in this row")
        return Change(number, "skipped", "", reason=why)
    if _is_total(row):
        return Change(number, "skipped", title, reason=say("a total, not a person"))
    target, reason = _find(known, row)
    if target in file.taken and not _is_named_surely(known, row, target):
        target = None  # a namesake: the row before had the better claim
    earlier = file.taken.get(target or 0) or _earlier(row, file, target)
    if earlier:
        same = say("the same person as row {row}", row=str(earlier))
        return Change(number, "skipped", title, reason=same, extra={"same_as": earlier})
    if reason:
        return Change(number, "skipped", title, reason=reason)
    addresses.keep_own(known, row, target, lambda address, of: _leave(file, number, address, of))
    _keep_own_in_file(row, file)
    for mark in (*_marks(row), *addresses.seconds(row)):
        file.seen[mark] = number
    file.rows[number] = row
    if target is None:
        fields = _new_fields(row, file.today)
        return Change(number, "new", title, fields=fields, extra=_extra(known, row))
    file.taken[target] = number
    return _change(known, row, target)


def _change(known: Known, row: dict[str, Any], target: int) -> Change:
    fields = _changed_fields(known.people[target], row)
    fresh = any(identity not in known.by_identity for identity in row["identities"])
    kind: ChangeKind = "changed" if fields or fresh else "same"
    return Change(
        row["row"], kind, _title(row), fields=fields, target=target, extra=_extra(known, row)
    )


def _leave(file: _File, number: int, address: str, of: Row) -> None:
    why = say("this address belongs to {name}; the row is taken in without it", name=_title(of))
    file.problems.append(Problem(number, "email", address, why))


def _keep_own_in_file(row: dict[str, Any], file: _File) -> None:
    """A second address that a row before this one has is not theirs as well."""
    for second in addresses.seconds(row):
        if claim := file.seen.get(second) or file.seen.get(second[1]):
            _leave(file, row["row"], second[1], file.rows[claim])
            row["identities"] = tuple(each for each in row["identities"] if each != second)


def _is_total(row: Row) -> bool:
    bare = not row.get("email") and not row["identities"]
    return bare and shown_name(row).strip(" :").casefold() in _TOTALS


def _title(row: Row) -> str:
    return shown_name(row) or str(row.get("email", ""))


def _marks(row: Row) -> list[Any]:
    """By what two rows of one file are the same person."""
    return [*_sure_marks(row), ("name", *name_key(row))] if shown_name(row) else _sure_marks(row)


def _sure_marks(row: Row) -> list[Any]:
    return [*addresses.numbers(row), *([row["email"]] if row.get("email") else [])]


def _earlier(row: Row, file: _File, target: int | None) -> int | None:
    """The row before that is about the same person; a name alone counts for who has no more."""
    marks = _sure_marks(row) or _marks(row)
    for mark in marks:
        if mark in file.seen:
            return file.seen[mark]
    if target is not None:
        return None
    claims = (file.seen[mark] for mark in addresses.claims(row) if mark in file.seen)
    return next((each for each in claims if addresses.are_alike(file.rows[each], row)), None)


def _is_named_surely(known: Known, row: Row, target: int | None) -> bool:
    """By identity or address, or by a name without anything that could tell two namesakes apart."""
    found = {known.by_identity.get(each) for each in addresses.numbers(row)}
    found.add(addresses.owner(known, row))
    return target in found or not _sure_marks(row)


def _find(known: Known, row: Row) -> tuple[int | None, Text | None]:
    """Whom the row is about, or why that can't be said."""
    for identity in addresses.numbers(row):
        if identity in known.by_identity:
            return known.by_identity[identity], None
    if (owner := addresses.owner(known, row)) is not None:
        return owner, None
    return _find_by_name(known, row)


def _find_by_name(known: Known, row: Row) -> tuple[int | None, Text | None]:
    """By name and organisation; by the name alone where the row does not say where they work."""
    name, organisation = name_key(row)
    bearers: Mapping[Any, int | None] = known.by_name if organisation else known.by_name_alone
    key = (name, organisation) if organisation else name
    if not name or key not in bearers:
        return None, None
    found = bearers[key]
    if found is not None:
        return (None if _is_other(known.people[found], row) else found), None
    if _sure_marks(row):
        return None, None
    if organisation:
        return None, say("two members have this name and organisation; add the e-mail address")
    return None, say("two members have this name; add the e-mail address or the organisation")


def _is_other(person: Row, row: Row) -> bool:
    """A namesake: another address, or another number of the same program."""
    if row.get("email") and (person["email"] or SECOND_ADDRESS in person["sources"]):
        return True
    return any(source in person["sources"] for source, _ in row["identities"])


def _new_fields(row: Row, today: date) -> dict[str, tuple[Any, Any]]:
    fields = {key: (None, row[key]) for key in _keys_of_new(tuple(row))}
    fields["added_on"] = (None, row.get("added_on") or today)
    if row.get("do_not_contact"):
        fields["do_not_contact"] = (None, True)
    return fields


def _changed_fields(person: Row, row: Row) -> dict[str, tuple[Any, Any]]:
    fields = {
        key: (person.get(key), row[key])
        for key in _keys(row)
        if key in row and not _is_same(person, row, key)
    }
    if "notes" in fields and person["notes"]:  # what two lists say of somebody stands together
        fields["notes"] = (person["notes"], f"{person['notes']}\n{row['notes']}")
    known_tags = {tag.casefold() for tag in person["tags"]}
    if fresh := [tag for tag in row.get("tags", ()) if tag.casefold() not in known_tags]:
        fields["tags"] = (person["tags"], (*person["tags"], *fresh))
    contact, joined = (row.get(key) for key in _DAYS)
    if contact and contact.isoformat() > (person["last_contact_on"] or ""):
        fields["last_contact_on"] = (person["last_contact_on"], contact)
    if joined and joined.isoformat() < (person["joined_on"] or "9"):
        fields["joined_on"] = (person["joined_on"], joined)
    if row.get("do_not_contact") and not person["do_not_contact"]:
        fields["do_not_contact"] = (False, True)
    return fields


@lru_cache(maxsize=1_024)
def _keys_of_new(keys: tuple[str, ...]) -> tuple[str, ...]:
    """What of a row with these keys is a field of somebody new; most rows of a list are alike."""
    return tuple(key for key in (*_PLAIN, *own_keys(keys), "tags", *_DAYS) if key in keys)


def _keys(row: Row) -> list[str]:
    """The plain fields of a row: what every member has, then own fields."""
    return [*_PLAIN, *own_keys(tuple(row))]


def _is_same(person: Row, row: Row, key: str) -> bool:
    if key == "organisation":
        return folded(" ".join(row[key].split())) == folded(person[key])
    if key == "notes" and row[key] in person[key]:
        return True
    if key in _NAME and row.get("is_stand_in"):
        return True  # a user name serves until somebody gives the name
    if key in _NAME and row.get("is_parted") and shown_name(row) == shown_name(person):
        return True  # the same full name: how somebody parted it by hand stays
    return bool(stored(row[key]) == (person.get(key) or ""))


def _extra(known: Known, row: Row) -> dict[str, Any]:
    return {
        "identities": tuple(i for i in row["identities"] if i not in known.by_identity),
        "do_not_contact_reason": row.get("do_not_contact_reason", ""),
    }
