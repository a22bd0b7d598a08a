"""How a workbook is opened: for writing, else to be read; the example on its own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from commdesk.core.clock import Clock, ExampleClock, SystemClock
from commdesk.core.desk import Desk
from commdesk.core.errors import CannotWrite, Damaged, PassphraseWanted, Refused, TakenElsewhere
from commdesk.core.feature import Features, Scale
from commdesk.core.keys import Key
from commdesk.core.paths import user_data
from commdesk.core.unlocking import must_get_passphrase
from commdesk.core.words import Words
from commdesk.core.workbook import read_fact
from commdesk.kit.dialogs import ask
from commdesk.kit.header import Banner
from commdesk.kit.parts import Slot
from commdesk.kit.progress import Progress
from commdesk.shell.recovering import offer_recovery
from commdesk.shell.restoring import offer_backups

if TYPE_CHECKING:
    from commdesk.shell.app import Session

DEMO = "Omgevingsnetwerk.commdesk"


def open_desk(
    path: Path,
    features: Features,
    clock: Clock,
    *,
    take_over: bool = False,
    key: Key | None = None,
) -> Desk:
    """Open for writing, else to be read. An example plays on its own day.

    Where the organisation wants a passphrase, a workbook without one is there to be read.
    """
    try:
        desk = Desk.open(path, features, clock=clock, key=key, take_over=take_over)
        desk.is_read_only = must_get_passphrase(desk)
    except CannotWrite as cannot:
        try:
            desk = Desk.open(path, features, clock=clock, key=key, read_only=True)
        except Refused:
            raise cannot from None
    example = read_fact(desk.db, "demo")
    if example and isinstance(clock, SystemClock):
        desk.clock = ExampleClock(date.fromisoformat(example["date"]))
    return desk


def meet_refusal(
    session: Session, path: Path, refused: Refused, *, take_over: bool, key: Key | None
) -> None:
    """A file did not open: ask for its passphrase, offer to take it over, or say why."""
    if isinstance(refused, PassphraseWanted):
        session.unlocking.meet(path, refused, take_over=take_over)
        return
    session.refuse(refused)
    if isinstance(refused, Damaged) and path.exists():
        offer_recovery(session, path, refused)
    else:
        offer_backups(session, path, refused)
    shown = session.top
    if isinstance(refused, TakenElsewhere) and shown:
        again = partial(session.open_workbook, path, take_over=True, key=key)
        offer_to_take_over(shown, shown.banner, session.words, refused, again)


def offer_to_take_over(
    window: QWidget, banner: Banner, words: Words, taken: TakenElsewhere, then: Slot
) -> None:
    """Another computer's note holds the file; only the user can know that nobody is there."""

    def ask_first() -> None:
        ask(
            window,
            words,
            title=words("Take over this file?"),
            text=words(
                "Do this only when nobody works in it on the other computer. What is done there "
                "at the same time is lost, or comes back as a second file."
            ),
            do=words("Take over"),
            then=then,
            is_danger=True,
        )

    banner.show_text(words(taken.text), "warn", do=words("Take over"), slot=ask_first)


def demo_path() -> Path:
    """Where the example of this user lies; what was tried in it stays until it is deleted."""
    return user_data() / "demo" / DEMO


def demo_maker(features: Features, language: str) -> Callable[[Progress], Path]:
    """Work for a thread: make the example where it is not there yet."""

    def make(_progress: Progress) -> Path:
        from commdesk.features.demo import build

        path = demo_path()
        if not path.exists():
            build.build(path, features, build.Recipe(Scale(language=language)))
        return path

    return make
