"""The banner of a window that opens: what to know first, and the one thing to do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from commdesk.core.unlocking import must_get_passphrase
from commdesk.core.words import N_
from commdesk.kit.parts import Slot
from commdesk.shell.recovering import watch_damage
from commdesk.shell.restoring import offer_place
from commdesk.shell.standing import notices, second_copy

if TYPE_CHECKING:
    from commdesk.shell.window import Window


def show_notices(window: Window) -> None:
    """What a restored backup is for stands above all else."""
    _show(window)
    offer_place(window)
    watch_damage(window)


def _show(window: Window) -> None:
    said = notices(window.desk, window.settings)
    if copy := second_copy(window.desk):
        said.append(copy)
    if not said:
        return
    is_twin = window.desk.is_read_only
    text = " ".join(map(window.words, said))
    do, slot = _to_do(window, has_copy=copy is not None)
    window.banner.show_text(text, "warn", do=window.words(do), slot=slot, stays=is_twin)


def _to_do(window: Window, *, has_copy: bool) -> tuple[str, Slot | None]:
    if must_get_passphrase(window.desk):
        return N_("Set a passphrase"), partial(window.open_page, "passphrase", "set")
    if window.desk.is_read_only:
        return N_("Try again"), window.owner.reopen
    return (N_("Compare"), partial(window.open_page, "conflicts")) if has_copy else ("", None)
