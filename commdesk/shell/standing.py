"""What a window says of how its file is open: for reading only, on a shared place, let go of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from commdesk.core.desk import Desk
from commdesk.core.settings import Settings
from commdesk.core.unlocking import must_get_passphrase
from commdesk.core.words import N_, Text, say

if TYPE_CHECKING:
    from commdesk.shell.window import Window


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
        found.insert(0, _shared(desk.place))
    return found


def show_standing(window: Window) -> None:
    """Say it above the pages of a window, with what can be done about it."""
    desk, words = window.desk, window.words
    said = notices(desk, window.settings)
    if not said:
        return
    do, slot = N_("Try again"), window.owner.reopen
    if must_get_passphrase(desk):
        do, slot = N_("Set a passphrase"), partial(window.open_page, "passphrase", "set")
    window.banner.show_text(
        " ".join(map(words, said)),
        "warn",
        do=words(do) if desk.is_read_only else "",
        slot=slot,
        stays=desk.is_read_only,
    )


def _shared(place: Text) -> Text:
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
