"""One address, one person: whom the addresses of a row point to, and which of them stay.

A second address may be a shared mailbox: it only counts between people whose names are alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from commdesk.features.members.intake.known import SECOND_ADDRESS, Known, Row, shown_name
from commdesk.features.members.model import folded

Told = Callable[[str, Row], None]
"""Hears which address is left out of the row, and whose it is."""


def seconds(row: Row) -> list[tuple[str, str]]:
    """The identities that are addresses."""
    return [each for each in row["identities"] if each[0] == SECOND_ADDRESS]


def numbers(row: Row) -> list[tuple[str, str]]:
    """The identities that are no addresses."""
    return [each for each in row["identities"] if each[0] != SECOND_ADDRESS]


def claims(row: Row) -> list[Any]:
    """Marks of a row before that share an address which is a second one there or here."""
    mine = [address for _, address in seconds(row)]
    main = [row["email"]] if row.get("email") else []
    return [*mine, *((SECOND_ADDRESS, address) for address in (*main, *mine))]


def are_alike(one: Row, other: Row) -> bool:
    """Whether two names can be one person's: `F. Yilmaz` and `Fatma Yılmaz`, or one has none."""
    if not shown_name(one) or not shown_name(other):
        return True
    return all(_fit(one.get(key), other.get(key)) for key in ("first_name", "last_name"))


def _fit(one: str | None, other: str | None) -> bool:
    short, long = sorted((_start(one or ""), _start(other or "")), key=len)
    return long.startswith(short)


def _start(text: str) -> str:
    """The first word or letter: `A.B.` may be Anna, `Jansen-Bos` may be Jansen."""
    return next(iter(re.split(r"[\s.\-]+", folded(text))), "")


def owner(known: Known, row: Row) -> int | None:
    """Whom the addresses of the row point to: first the main one, then any that is a second."""
    email = row.get("email", "")
    if email in known.by_email:
        return known.by_email[email]
    for address in (email, *[each for _, each in seconds(row)]):
        found = known.at_address(address) if address else None
        if found is not None and are_alike(known.people[found], row):
            return found
    return None


def keep_own(known: Known, row: dict[str, Any], target: int | None, told: Told) -> None:
    """Leave out what is somebody else's, and what is known of this person already."""
    _keep_main(known, row, target, told)
    if not seconds(row):
        return
    main = known.people[target]["email"] if target else ""
    stays = not target or row.get("email", main) == main
    kept = numbers(row)
    for _, address in seconds(row):
        found = known.at_address(address)
        if found not in {None, target}:
            told(address, known.people[found or 0])
        elif not (stays and address == main):
            kept.append((SECOND_ADDRESS, address))
    row["identities"] = tuple(kept)


def _keep_main(known: Known, row: dict[str, Any], target: int | None, told: Told) -> None:
    """The main address of another is theirs; a second one of this person stays a second one."""
    email = row.get("email", "")
    found = known.by_email.get(email)
    if target is None or not email or found == target:
        return
    if found is not None:
        told(row.pop("email"), known.people[found])
    elif known.people[target]["email"] and known.at_address(email) == target:
        del row["email"]
