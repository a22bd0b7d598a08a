"""Do what somebody asked: restrict the use of their data, or erase it; and what to say before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.erasing import Foreseen, forget_bytes, preview
from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.core.words import Text, say, say_n
from commdesk.features.privacy.model import PersonRow
from commdesk.features.privacy.ops import erase_person, restrict_person


def restrict(desk: Desk, row: PersonRow, *, is_restricted: bool) -> None:
    """Keep and do not use, or use again. Refuses who is no member, and what is so already."""
    restricts = next((each.restricts for each in desk.features if each.restricts), None)
    if not row.is_member or restricts is None:
        raise Refused(
            "Only the use of a member's data can be restricted. Add {name} as a member first.",
            name=row.name,
        )
    if row.is_restricted and is_restricted:
        raise Refused("The use of {name}'s data is restricted already.", name=row.name)
    if not (row.is_restricted or is_restricted):
        raise Refused("The use of {name}'s data is not restricted.", name=row.name)
    act = restricts(row.id, is_restricted)
    desk.do(restrict_person, act, row.person, is_restricted=is_restricted, today=desk.today())


def restricted_text(row: PersonRow, *, is_restricted: bool) -> Text:
    if is_restricted:
        return say("The data of {name} is kept and used for nothing.", name=row.name)
    return say("The data of {name} is used again.", name=row.name)


def warning(desk: Desk, row: PersonRow) -> Iterator[Text]:
    """What to read before: that it is for good, what goes, and which backups still hold them."""
    yield say("This cannot be undone.")
    yield from map(_foreseen, preview(desk.db, desk.features, row.person))
    backups: list[tuple[Backup, date]] = []  # XXX
    if not backups:
        yield say("No backup holds {name}.", name=row.name)
    for backup, until in backups:
        yield say(
            "The backup of {day} still holds {name}, until {until} at the latest. Restored, it "
            "erases {name} again.",
            day=backup.at.astimezone().date(),
            name=row.name,
            until=until,
        )


def erase_for_good(desk: Desk, person: Person) -> Text:
    """Erase, from the file's bytes too; returns what went, without the name."""
    gone = desk.do(erase_person, desk.features, person, today=desk.today())
    forget_bytes(desk.db)
    return say_n(
        "Erased for good: {n} row is gone, {emptied} kept without the person.",
        "Erased for good: {n} rows are gone, {emptied} kept without the person.",
        gone.rows_removed,
        emptied=gone.rows_emptied,
    )


def _foreseen(each: Foreseen) -> Text:
    return say("{what}: {n} {fate}", what=Text(each.title), n=each.rows, fate=Text(each.fate))
