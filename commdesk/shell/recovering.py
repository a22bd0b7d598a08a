"""Leads from a damaged file to what can be saved of it: on opening, and when it was not closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QWidget

from commdesk.core import engine, files
from commdesk.core.check import find_faults
from commdesk.core.errors import Damaged, Refused
from commdesk.core.words import Text, say
from commdesk.kit.signals import later

_AFTER_THE_FIRST_PAINT_MS = 500
_DIALOG = "commdesk.features.recovery.page.dialog"

if TYPE_CHECKING:
    from datetime import datetime

    from commdesk.core.feature import Features
    from commdesk.shell.app import Session
    from commdesk.shell.window import Window


def offer_recovery(session: Session, path: Path, refused: Refused) -> None:
    """Beside the refusal of a damaged file: see what can be saved."""
    shown = session.top
    if shown is None or not isinstance(refused, Damaged):
        return
    words = session.words
    shown.banner.show_text(
        words(refused.text),
        "bad",
        do=words("See what can be saved"),
        slot=partial(session.recover, path),
    )


def see_what_can_be_saved(session: Session, path: Path, features: Features, now: datetime) -> None:
    """Show it over what is open; the workbook itself is closed for it, if it is that one."""
    if session.window is not None and session.window.desk.path.resolve() == path.resolve():
        session.close_workbook()
        if session.window is not None:
            return  # something typed there is not saved yet
    if shown := session.top:
        dialog = import_module(_DIALOG).RecoveryDialog(
            shown, session.words, features, path, now, session.open_workbook
        )
        dialog.open()


def watch_damage(window: Window) -> None:
    """Look through a file that was left open, after the first paint."""
    later(window, _AFTER_THE_FIRST_PAINT_MS, partial(check_what_was_left_open, window))


def check_what_was_left_open(window: Window) -> None:
    """After a kill or a power cut: look in a thread whether the file is sound."""
    desk = window.desk
    if not desk.was_left_open:
        return
    desk.was_left_open = False
    path, key = desk.path, desk.key

    def then(found: list[Text]) -> None:
        if found:
            told = say("commdesk was not closed the last time, and the file is damaged since: "
                       "{what}", what=found[0])  # fmt: skip
            _show_damage(window, told)

    window.host.jobs.run_quietly(
        lambda _progress: find_faults(path, key, is_thorough=False), then, None
    )


@contextmanager
def damage_shown(window: Window) -> Iterator[None]:
    """Say it above the pages when what is read turns out to be damaged; the window stays."""
    try:
        with files.database_errors(window.desk.path):
            yield
    except Damaged as damaged:
        _show_damage(window, damaged.text)


def meets_damage(shown: QWidget | None, error: BaseException) -> bool:
    """Whether an error that nobody caught is damage to the file of this window, which is said."""
    window = shown if isinstance(shown, QMainWindow) else None
    if window is None or engine.code_of(error) not in {engine.CORRUPT, engine.NOTADB}:
        return False
    with damage_shown(window):  # type: ignore[arg-type]
        raise error
    return True


def _show_damage(window: Window, told: Text) -> None:
    window.banner.show_text(
        window.words(told),
        "bad",
        do=window.words("See what can be saved"),
        slot=partial(window.owner.recover, window.desk.path),
        stays=True,
    )
