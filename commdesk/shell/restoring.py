"""Going back to a backup from outside its workbook, and putting a restored file in its place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from commdesk.core import backup
from commdesk.core.backup import Backup
from commdesk.core.check import find_faults
from commdesk.core.erasing import again
from commdesk.core.errors import Refused
from commdesk.core.events import note_event
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.safekeeping import RESTORED, megabytes
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import Question, ask
from commdesk.kit.theme import Tone

if TYPE_CHECKING:
    from commdesk.shell.app import Session
    from commdesk.shell.verbs import Owner
    from commdesk.shell.window import Window


_PUT_IN_PLACE = N_("Put a backup in the place of the workbook")


def offer_backups(session: Session, path: Path, refused: Refused) -> None:
    """Beside the refusal of a file that is gone: go back to a copy, if there is one."""
    shown = session.top
    if shown is None or path.exists() or not (copies := backup.copies_for(path)):
        return
    words = session.words
    shown.banner.show_text(
        words(refused.text),
        "bad",
        do=words("Restore a backup"),
        slot=lambda: choose_copy(shown, words, path, copies, partial(_restore, session, path)),
    )


def choose_copy(
    parent: QWidget,
    words: Words,
    path: Path,
    copies: list[Backup],
    then: partial[None],
) -> Question:
    """Which of these copies to restore; `then` gets it."""
    question = Question(
        parent,
        words,
        words("Which backup of {file}?", file=path.name),
        words(
            "It is restored as a new file and opened, so that you can look whether everything is "
            "there. The backup itself stays, and so does what is left of the workbook."
        ),
        words("Restore as a copy"),
    )
    shown = CardList(words("Backups"))
    shown.setMinimumHeight(theme.px(220))
    shown.show_rows([_row(words, each) for each in copies])
    shown.select_first()
    question.add(shown)
    shown.opened.connect(lambda _row: question.accept())
    question.accepted.connect(lambda: then(row.data) if (row := shown.current()) else None)
    question.open()
    shown.setFocus()
    return question


def offer_place(window: Window) -> None:
    """When this is a restored backup, offer it the place of the workbook."""
    restored = backup.restored_from(window.desk.path)
    if restored is None or window.desk.is_read_only:
        return
    told = say(
        "This is the backup of {moment}, restored as a file of its own. Look whether everything "
        "is there. If so, it can take the place of {file}.",
        moment=restored.at,
        file=restored.workbook.name,
    )
    if window.desk.erased_again:  # this banner takes the place of the one that says so
        told = Text("{told} {erased}", {"told": told, "erased": again.said(window.desk)})
    slot = partial(_ask_for_place, window, restored.workbook)
    do = window.words("Put in its place…")
    window.banner.show_text(window.words(told), "warn", do=do, slot=slot, stays=True)


def _row(words: Words, copy: Backup) -> CardRow:
    size = words("{size} MB", size=megabytes(copy.size))
    return CardRow(copy.path, words.moment(copy.at), str(copy.path.parent), right=size, data=copy)


def _restore(session: Session, path: Path, copy: Backup) -> None:
    try:
        to = backup.proposed_place(path, copy, session.words)
        backup.restore(copy, to, path)
    except Refused as refused:
        if shown := session.top:
            shown.show_refusal(refused)
        return
    session.open_workbook(to)
    _note(session, to, RESTORED, copy.path.name)


def _ask_for_place(window: Window, workbook: Path) -> None:
    words = window.words
    text = say(
        "{file} as it is now is set aside in the same folder under another name, with all that "
        "is in it. Nothing is deleted.",
        file=workbook.name,
    )
    ask(
        window,
        words,
        title=words("Put this backup in the place of {file}?", file=workbook.name),
        text=words(text),
        do=words("Put in its place"),
        then=partial(_check_first, window, workbook),
        is_danger=True,
    )


def _check_first(window: Window, workbook: Path) -> None:
    desk = window.desk

    def then(faults: list[Text]) -> None:
        if faults:
            window.show_refusal(Refused(say("This file is not sound: {what}", what=faults[0])))
        else:
            put_in_place(window, workbook)

    window.host.run_job(
        window.words("Checking the workbook"), lambda _p: find_faults(desk.path, desk.key), then
    )


def put_in_place(window: Window, workbook: Path) -> None:
    """Close the restored file, let it take the place of the workbook, and open that."""
    session, copy, words, now = window.owner, window.desk.path, window.words, window.desk.now()
    session.close_workbook()
    if session.top is window:
        return  # something typed there is not saved yet
    try:
        aside = backup.put_in_place(copy, workbook, words, now)
    except Refused as refused:
        session.open_workbook(copy)
        _say(session, words, refused.text, "bad")
    else:
        session.open_workbook(workbook)
        _note(session, workbook, _PUT_IN_PLACE, copy.name, _placed(aside))
        _say(session, words, _placed(aside), "good")


def _note(session: Owner, path: Path, action: str, what: str, detail: str | Text = "") -> None:
    """Keep it in the history of what is open now, unless that still waits for its passphrase."""
    desk = getattr(session.top, "desk", None)
    if desk is not None and desk.path == path:
        note_event(desk, action, what, detail=detail)


def _say(session: Owner, words: Words, told: Text, tone: Tone) -> None:
    if shown := session.top:
        shown.banner.show_text(words(told), tone)


def _placed(aside: Path | None) -> Text:
    if aside is None:
        return say("The backup is in its place.")
    return say("The backup is in its place. What was there is kept as {file}.", file=aside.name)
