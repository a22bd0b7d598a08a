"""What can be saved of a damaged file: what is wrong, the newest good backup, and the choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from commdesk.core import backup
from commdesk.core.errors import Cancelled, Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.recoverycode import key_from_typed
from commdesk.core.salvage.comparing import Difference
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.recovery import recovering
from commdesk.features.recovery.recovering import Finding, Recovered
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.flow import Flow
from commdesk.kit.jobs import Job
from commdesk.kit.parts import button, empty_layout, label
from commdesk.kit.progress import Progress

_SIZE = (640, 460)
_INTRO = N_("{file} is only read: it stays as it is, whatever is chosen here.")
_CHOICE = N_(
    "Both make a new workbook beside it. What is saved of the file holds the newest changes; the "
    "backup is whole, but older."
)


class RecoveryDialog(QDialog):
    """Reads the file in a thread, says what it found, and makes what is chosen of it.

    `opened` gets the new workbook that is to be opened.
    """

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        features: Features,
        path: Path,
        now: datetime,
        opened: Callable[[Path], object],
    ) -> None:
        super().__init__(parent)
        self.words, self._features, self._path, self._now = words, features, path, now
        self._opened = opened
        self._key: Key | None = None
        self._job: Job | None = None
        self.setWindowTitle(words("What can be saved"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*map(theme.px, _SIZE))
        self._build()
        self._begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def reject(self) -> None:
        self._stop()
        super().reject()

    # --- the steps -------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Look at the file at once, or ask for its passphrase first."""
        protected = recovering.protected_by(self._path)
        if protected is None:
            self._look()
            return
        self.said.setText(
            self.words("{file} is protected with a passphrase.", file=self._path.name)
        )
        self.passphrase.show()
        self.passphrase.setFocus()
        self._offer((N_("See what can be saved"), partial(self._unlock, protected), "primary"))

    def _unlock(self, protected: Path) -> None:
        typed = self.passphrase.text()
        self._run(lambda _progress: key_from_typed(protected, typed), self._unlocked)

    def _unlocked(self, key: Key) -> None:
        self._key = key
        self.passphrase.hide()
        self._look()

    def _look(self) -> None:
        path, features, key = self._path, self._features, self._key
        self.said.setText(self.words("Reading {file}…", file=path.name))
        self._run(
            lambda progress: recovering.look_at(path, features, key, progress.report), self._show
        )

    def _show(self, found: Finding) -> None:
        saved = found.salvaged
        sentences = [recovering.told_damage(saved), recovering.told_saved(saved),
                     recovering.told_backup(found.backup)]  # fmt: skip
        if found.backup and saved.found:
            sentences.append(say(_CHOICE))
        self.said.setText(" ".join(map(self.words, sentences)))
        self._list(recovering.told_tables(saved, self._features))
        choices: list[tuple[str, Callable[[], object], str]] = []
        if saved.found:
            choices.append((recovering.SAVED, self._make, "primary"))
        if found.backup:
            choices.append((N_("Open the backup as a copy"), partial(self._go_back, found), ""))
        if saved.found and found.backup:
            choices.append((N_("Both, and show the difference"), partial(self._both, found), ""))
        self._offer(*choices)

    def _make(self) -> None:
        self._recover(self._made)

    def _both(self, found: Finding) -> None:
        self._recover(partial(self._made_both, found))

    def _recover(self, then: Callable[[Recovered], object]) -> None:
        path, features, key = self._path, self._features, self._key
        to = recovering.proposed_place(path, self.words, self._now)
        self.said.setText(self.words("Making {file}…", file=to.name))
        self._run(
            lambda progress: recovering.recover(path, to, features, key, progress.report), then
        )

    def _made(self, made: Recovered) -> None:
        self._say_made(made.path, erased=made.erased)
        self._list(recovering.told_tables(made.salvaged, self._features))
        self._offer((N_("Open it"), partial(self._open, made.path), "primary"))

    def _made_both(self, found: Finding, made: Recovered) -> None:
        if found.backup is None:
            self._made(made)
            return
        copy, key = found.backup, self._key
        to = backup.proposed_place(self._path, copy, self.words)

        def work(_progress: Progress) -> list[Difference]:
            backup.restore(copy, to, self._path, key=key)
            return recovering.beside_backup(made, key)

        self._run(work, partial(self._show_both, made, to))

    def _show_both(self, made: Recovered, copy: Path, found: list[Difference]) -> None:
        self._say_made(made.path, copy, erased=made.erased)
        name_of = recovering.name_of
        self._list([(name_of(each.table, self._features), _told(each)) for each in found])
        self._offer(
            (N_("Open what was saved"), partial(self._open, made.path), "primary"),
            (N_("Open the backup as a copy"), partial(self._open, copy), ""),
        )

    def _go_back(self, found: Finding) -> None:
        if found.backup is None:
            return
        copy, key = found.backup, self._key
        to = backup.proposed_place(self._path, copy, self.words)
        self._run(
            lambda _progress: backup.restore(copy, to, self._path, key=key),
            lambda _none: self._open(to),
        )

    def _open(self, path: Path) -> None:
        self.accept()
        self._opened(path)

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        words = self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(theme.px(12))
        column.addWidget(label(words("What can be saved"), "section"))
        column.addWidget(label(words(_INTRO, file=self._path.name), "muted", wraps=True))
        self.said = label("", wraps=True)
        column.addWidget(self.said)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(words("Passphrase"))
        self.passphrase.setPlaceholderText(words("Passphrase"))
        self.passphrase.hide()
        column.addWidget(self.passphrase)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(words("How far it is"))
        column.addWidget(self.bar)
        self.list = CardList(words("What is not whole"))
        self.list.hide()
        column.addWidget(self.list, 1)
        column.addStretch()
        column.addLayout(self._row())

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._choices = Flow()
        self.leave = button(self.words("Close"), self.reject)
        row.addLayout(self._choices, 1)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _offer(self, *choices: tuple[str, Callable[[], object], str]) -> None:
        empty_layout(self._choices)
        for text, slot, role in choices:
            made = button(self.words(text), slot, role)
            self._choices.addWidget(made)
            if role == "primary":
                made.setDefault(True)
                if not self.passphrase.isVisible():
                    made.setFocus()

    def _list(self, tables: list[tuple[Text, list[Text]]]) -> None:
        rows = [CardRow(number, self.words(table), self.words(Text("{said}", {"said": said})))
                for number, (table, said) in enumerate(tables)]  # fmt: skip
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))

    def _say_made(self, *paths: Path, erased: Text | None = None) -> None:
        told = say_n("{files} is made.", "{files} are made.", len(paths),
                     files=[path.name for path in paths])  # fmt: skip
        self.said.setText(" ".join(self.words(each) for each in (told, erased) if each))

    def _run(self, work: Callable[[Progress], Any], then: Callable[[Any], object]) -> None:
        """In a thread; what is refused stands here, and Close stops it."""
        empty_layout(self._choices)
        self.list.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.leave.setText(self.words("Cancel"))
        job = Job("", work, then, None, self)
        job.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        job.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._job = job
        job.start()

    def _progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, 100 if of else 0)
        self.bar.setValue(round(100 * done / of) if of else 0)

    def _end(self, job: Job, result: Any, error: BaseException | None) -> None:
        if job is not self._job:
            return
        job.wait()
        self._job = None
        self.bar.hide()
        self.leave.setText(self.words("Close"))
        if isinstance(error, Refused):
            self.said.setText(self.words(error.text))
            self.passphrase.clear()
            self.leave.setFocus()
        elif error is not None and not isinstance(error, Cancelled):
            raise error
        elif error is None and job.then:
            job.then(result)

    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
            job.wait()


def _told(one: Difference) -> list[Text]:
    told = (
        (one.only_first, say("{n} only in what was saved", n=one.only_first)),
        (one.only_second, say("{n} only in the backup", n=one.only_second)),
        (one.other, say("{n} changed since the backup", n=one.other)),
    )
    return [text for number, text in told if number]
