"""Rows of a list made tidy: names in parts, plain addresses; what cannot be is a problem."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.sheets.spec import Problem
from commdesk.core.words import Text, say
from commdesk.features.members.fields.model import number_text, own_keys
from commdesk.features.members.intake.known import SECOND_ADDRESS, Row, name_once
from commdesk.features.members.model import (
    is_all_infix,
    is_email,
    parse_last_name,
    parse_name,
    plain_email,
    split_tags,
)

LIST = "list"
"""The source of member numbers in a list that is not of a known program."""
_PAST = ("last_contact_on", "added_on", "joined_on")
NO_ADDRESS = say("this is no e-mail address")


def clean_row(row: Row, problems: list[Problem], today: date) -> dict[str, Any]:
    """The row with its name in parts, a plain address, tags apart, identities as pairs."""
    tidy = _filled(row)
    _part_name(tidy)
    if "email" in tidy:
        tidy["email"] = plain_email(str(tidy["email"]))
        if not is_email(tidy["email"]):
            _leave_out(tidy, "email", problems, NO_ADDRESS)
    for key in _PAST:
        if key in tidy and tidy[key] > today:
            _leave_out(tidy, key, problems, say("this day lies in the future"))
    for key in own_keys(tuple(tidy)):
        if isinstance(tidy[key], int | float):
            tidy[key] = number_text(tidy[key])
    if "tags" in tidy:
        tags = tidy["tags"]
        tidy["tags"] = split_tags(tags) if isinstance(tags, str) else tuple(tags)
    tidy["identities"] = tuple(_identities(tidy, problems)) if "identities" in tidy else ()
    if number := tidy.pop("identity", None):
        tidy["identities"] += ((LIST, str(number)),)
    return name_once(tidy)


def _filled(row: Row) -> dict[str, Any]:
    """What is in the row; free text keeps its lines, nothing has spaces around it."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if not isinstance(value, str):
            if value is not None:
                found[key] = value
        elif text := value.strip():
            found[key] = text
    return found


def _identities(tidy: dict[str, Any], problems: list[Problem]) -> dict[tuple[str, str], None]:
    """Each once, in order; a second address is plain, and not the main one again."""
    found: dict[tuple[str, str], None] = {}
    for source, key in tidy["identities"]:
        address = plain_email(key) if source == SECOND_ADDRESS else ""
        if address and not is_email(address):
            message = say("{why}; the row is taken in without it", why=NO_ADDRESS)
            problems.append(Problem(tidy["row"], "email", key, message))
        elif not address or address != tidy.get("email"):
            found[source, address or key] = None
    return found


def _part_name(tidy: dict[str, Any]) -> None:
    typed, stand_in = tidy.pop("name", None), tidy.pop("name_if_new", None)
    middle = tidy.pop("middle_name", "")
    if "first_name" in tidy or "last_name" in tidy:
        _place_middle(tidy, middle)
        _part_last_name(tidy)
        return
    if typed is None and stand_in is not None:
        typed = stand_in
        tidy["is_stand_in"] = True
    if typed is None:
        return
    name = parse_name(str(typed))
    parts = {"first_name": name.first, "infix": name.infix, "last_name": name.last}
    tidy |= {key: part for key, part in parts.items() if part} | {"is_parted": True}


def _place_middle(tidy: dict[str, Any], middle: str) -> None:
    """Address books have no place for an infix: it stands where a second first name would."""
    if is_all_infix(middle):
        if middle:
            tidy.setdefault("infix", middle)
    else:
        tidy["first_name"] = f"{tidy.get('first_name', '')} {middle}".strip()


def _part_last_name(tidy: dict[str, Any]) -> None:
    """The infix is often glued to the last name; how somebody parted it by hand stays."""
    if "last_name" in tidy and "infix" not in tidy:
        infix, tidy["last_name"] = parse_last_name(str(tidy["last_name"]))
        tidy |= {"infix": infix, "is_parted": True} if infix else {}


def _leave_out(tidy: dict[str, Any], key: str, problems: list[Problem], why: Text) -> None:
    message = say("{why}; the row is taken in without it", why=why)
    problems.append(Problem(tidy["row"], key, tidy.pop(key), message))
