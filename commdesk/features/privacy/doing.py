"""Do what somebody asked: restrict the use of their data, or erase it; and what to say before."""

from __future__ import annotations

from commdesk.core.desk import Desk
from commdesk.core.erasing import Foreseen, forget_bytes, preview
from commdesk.core.erasing.copies import Copy, backups_with
from commdesk.core.erasing.forgetting import still_due
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


def warning(desk: Desk, row: PersonRow) -> list[Text]:
    """What to read before: that it is for good, what goes, and which backups still hold them.

    Every backup is opened and looked into: in a window that is work for a thread.
    """
    going = map(_foreseen, preview(desk.db, desk.features, row.person, today=desk.today()))
    copies = backups_with(desk, row.person)
    kept = [_still_in(copy, row.name) for copy in copies]
    again = say("A backup that is opened erases {name} again.", name=row.name)
    none = say("No backup holds {name}.", name=row.name)
    return [say("This cannot be undone."), *going, *kept, again if kept else none]


def _still_in(copy: Copy, name: str) -> Text:
    day = copy.backup.at.astimezone().date()
    if copy.until is None and not copy.is_before_update:
        return say(
            "The backup of {day}, made where the workbook lay before, holds {name} until you "
            "remove it.",
            day=day,
            name=name,
        )
    if copy.until is None:
        return say(
            "The copy of {day}, made before an update, holds {name} until you remove it.",
            day=day,
            name=name,
        )
    return say(
        "The backup of {day} holds {name} until about {until}, later when fewer backups come.",
        day=day,
        name=name,
        until=copy.until,
    )


def erase_for_good(desk: Desk, person: Person) -> Text:
    """Erase, from the file's bytes too; returns what went, without the name."""
    gone = desk.do(erase_person, desk.features, person, today=desk.today())
    forget_bytes(desk.db)
    went = say_n(
        "Erased for good: {n} row is gone, {emptied} kept without the person.",
        "Erased for good: {n} rows are gone, {emptied} kept without the person.",
        gone.rows_removed,
        emptied=gone.rows_emptied,
    )
    due = still_due(desk.db)
    return say("{what} {more}", what=went, more=due) if due else went


def _foreseen(each: Foreseen) -> Text:
    return say("{what}: {n} {fate}", what=Text(each.title), n=each.rows, fate=Text(each.fate))
