"""The one question about a passphrase: the old one, the new one twice, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from commdesk.core.errors import Refused
from commdesk.core.passphrases import check_new
from commdesk.core.resealing import checked_key
from commdesk.core.words import N_
from commdesk.kit import theme
from commdesk.kit.dialogs import Question
from commdesk.kit.form import Field
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page
from commdesk.kit.passphrase import NEW_FIELDS, PassphraseForm, passphrase_field
from commdesk.kit.signals import soon

if TYPE_CHECKING:
    from commdesk.core.keys import Key

_OLD = passphrase_field(
    "old", N_("Present passphrase"), help=N_("Or the recovery code of the sheet on paper.")
)
_WIDE, _AIR = 520, 12
_LOST = N_(
    "Write it down in a safe place first. Without it, and without the recovery sheet, nobody can "
    "open this workbook, the makers of commdesk included."
)
_COPIES = N_("The copies that are kept on this computer are changed along.")


class Asked(Enum):
    """What is asked for: title, text, button, fields."""

    SET = "set"
    CHANGE = "change"
    REMOVE = "remove"


_TITLES = {
    Asked.SET: N_("Set a passphrase"),
    Asked.CHANGE: N_("Change the passphrase"),
    Asked.REMOVE: N_("Remove the passphrase"),
}
_TEXTS = {
    Asked.SET: (_LOST, _COPIES),
    Asked.CHANGE: (
        _COPIES,
        N_("The recovery sheet that was printed opens nothing any more: print a new one."),
    ),
    Asked.REMOVE: (N_("After this whoever has the file can read it."), _COPIES),
}
_FIELDS: dict[Asked, tuple[Field, ...]] = {
    Asked.SET: NEW_FIELDS,
    Asked.CHANGE: (_OLD, *NEW_FIELDS),
    Asked.REMOVE: (_OLD,),
}


def ask_passphrase(page: Page, asked: Asked, then: Callable[[str], object]) -> PassphraseQuestion:
    """Ask; `then` gets the new passphrase (nothing, to remove it) once the old one is right."""
    question = PassphraseQuestion(page, asked, then)
    question.open()
    return question


class PassphraseQuestion(Question):
    """Stays open until what is typed can be done; what is wrong stands next to its field."""

    def __init__(self, page: Page, asked: Asked, then: Callable[[str], object]) -> None:
        words = page.words
        title = words(_TITLES[asked])
        text = "\n\n".join(words(each) for each in _TEXTS[asked])
        super().__init__(page, words, title, text, title, is_danger=asked is Asked.REMOVE)
        self._page, self._then = page, then
        known = (page.desk.workbook.name, page.desk.workbook.owner, page.desk.path.stem)
        self.fields = PassphraseForm(_FIELDS[asked], words, known)
        self.add(self.fields)
        form_keys(self.fields, self.accept)
        self.fields.edited.connect(self._fit)
        self.fields.setMinimumWidth(theme.px(_WIDE))
        self.fields.form.focus_first()

    def accept(self) -> None:
        """Look at what was typed; the old passphrase in a thread, for that takes a moment."""
        page, form = self._page, self.fields.form
        try:
            typed = form.values()
            new = check_new(typed["new"], typed["again"]) if "new" in typed else ""
        except Refused as refused:
            self._show(refused)
            return
        key = page.desk.key
        if key is None or "old" not in typed:
            self._go_on(new)
            return
        path, old = page.desk.path, str(typed["old"])
        self.fields.setEnabled(False)

        def right(_key: Key) -> None:
            self._go_on(new)

        page.host.run_job(
            page.words("Looking at the passphrase"),
            lambda _progress: checked_key(path, key, old),
            right,
            self._wrong,
        )

    def _go_on(self, new: str) -> None:
        self.fields.empty()
        super().accept()
        self._then(new)

    def _wrong(self, error: Exception) -> None:
        self.fields.setEnabled(True)
        if isinstance(error, Refused):
            self._show(Refused(error.text, field="old"))

    def _show(self, refused: Refused) -> None:
        self.fields.form.show_error(refused.field, self._page.words(refused.text))
        self._fit()

    def _fit(self) -> None:
        soon(self, self._grow)

    def _grow(self) -> None:
        """As high as what is said now wants: a text that wraps does not ask for it itself."""
        wanted = self.column.totalHeightForWidth(self.width()) + theme.px(_AIR)
        self.resize(self.width(), max(wanted, self.height()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
