"""What a window says of how its file is open: for reading only, on a shared place, let go of."""

from __future__ import annotations

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Text, say


def standing(desk: Desk) -> Text:
    """In a few words, for the status line."""
    if desk.is_read_only:
        return Text(N_("read only"))
    if desk.is_resting:
        return Text(N_("let go of, until the next key"))
    return say("file on {place}", place=desk.place) if desk.place else Text(N_("local file"))


def notice(desk: Desk) -> Text | None:
    """The sentence above the pages; None when the file is open as usual."""
    if desk.is_read_only:
        return _why_read_only(desk)
    if desk.place:
        return say(
            "This file lies on {place}. One person at a time can have it open there, and saving "
            "takes longer: close it before somebody else opens it.",
            place=desk.place,
        )
    return None


def _why_read_only(desk: Desk) -> Text:
    if holder := desk.holder:
        return say(
            "Open for writing by {holder}. Here you can look, not change.", holder=holder.text
        )
    return say("This file is open for reading only. Here you can look, not change.")
