"""What a window says of how its file is open: for reading only, on a shared place, let go of."""

from __future__ import annotations

from datetime import timedelta

from commdesk.core.clock import SystemClock
from commdesk.core.desk import Desk
from commdesk.core.erasing import again
from commdesk.core.ids import moment_of
from commdesk.core.place import is_on_stick
from commdesk.core.settings import Settings
from commdesk.core.unlocking import must_get_passphrase
from commdesk.core.words import N_, Text, say
from commdesk.features.conflicts import second_files

_MAY_DIFFER = timedelta(minutes=10)
"""Two computers are never quite together, and a long import runs ahead of the clock."""


def standing(desk: Desk) -> Text:
    """In a few words, for the status line."""
    if desk.is_read_only:
        return Text(N_("read only"))
    if desk.is_resting:
        return Text(N_("let go of, until the next key"))
    return say("file on {place}", place=desk.place) if desk.place else Text(N_("local file"))


def notices(desk: Desk, settings: Settings) -> list[Text]:
    """The sentences above the pages: how the file is open, and settings that do not count."""
    found = list(settings.troubles)
    if desk.is_read_only:
        found.insert(0, _why_read_only(desk))
    elif desk.place:
        found.insert(0, _shared(desk, desk.place))
    if behind := _behind(desk):
        found.append(behind)
    if desk.erased_again:
        found.append(again.said(desk))
    return found


def _behind(desk: Desk) -> Text | None:
    """The newest act is later than now: ids tell when, whatever day an example plays on."""
    newest = desk.db.value("SELECT max(id) FROM journal_entry")
    if newest is None or not isinstance(desk.clock, SystemClock):
        return None
    last = moment_of(newest)
    if last < desk.now() + _MAY_DIFFER:
        return None
    return say(
        "The clock of this computer says {now}, but the last change in this workbook is of {last}. "
        "Set the clock right: until then today, due days and history have the wrong day.",
        now=desk.now(),
        last=last,
    )


def second_copy(desk: Desk) -> Text | None:
    """A file beside it that a sync program keeps when two worked at once: by its name alone."""
    found = second_files(desk.path)
    if not found:
        return None
    return say(
        "Beside this workbook lies {file}, as {maker} keeps one when a file was changed in two "
        "places at once. See what only that copy holds.",
        file=found[0].path.name,
        maker=found[0].maker,
    )


def _shared(desk: Desk, place: Text) -> Text:
    if is_on_stick(desk.path.resolve()):
        return say(
            "This file lies on a USB stick. Every change is on it as soon as it is saved; close "
            "the workbook before you pull the stick out."
        )
    return say(
        "This file lies on {place}. One person at a time can have it open there, and saving "
        "takes longer: close it before somebody else opens it.",
        place=place,
    )


def _why_read_only(desk: Desk) -> Text:
    if must_get_passphrase(desk):
        return say(
            "Your organisation asks for a passphrase on every workbook. Till this one has it you "
            "can look, not change."
        )
    if holder := desk.holder:
        return say(
            "Open for writing by {holder}. Here you can look, not change.", holder=holder.text
        )
    return say(
        "This file is open for reading only: it or its folder is write-protected. To work in it, "
        "copy it to a folder of your own."
    )
