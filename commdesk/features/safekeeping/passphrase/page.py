"""The passphrase section: whether there is one, what it protects, and set, change, remove it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from commdesk.core import oskeyring, settings
from commdesk.core.desk import Desk
from commdesk.core.keys import Key
from commdesk.core.printed import Printed
from commdesk.core.resealing import Resealed, reseal_copies, stray_copies
from commdesk.core.unlocking import must_get_passphrase
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.safekeeping.passphrase import changing
from commdesk.features.safekeeping.passphrase.page_asking import Asked, ask_passphrase
from commdesk.features.safekeeping.passphrase.sheet import recovery_sheet
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.page import PRINT, Page, PageAction
from commdesk.kit.parts import Card, button, label
from commdesk.kit.progress import Progress
from commdesk.kit.taking import PaperTaking

_PROTECTED = (
    N_("Protected: the workbook, its backups and the copies made before an update, on every disk."),
    N_("Not protected: Excel files, PDFs and other files that you take out of it."),
    N_("Without the passphrase nobody can open it, the makers of commdesk included."),
)


class RecoveryTaking(PaperTaking):
    """The recovery sheet, on paper or as a PDF that is deleted after printing."""

    def paper(self) -> Printed:
        page = self._page
        return recovery_sheet(page.desk, page.desk.today(), page.words)

    def name(self) -> str:
        return self._page.words("recovery sheet")


class PassphraseSection(Page):
    """How it stands, above what can be done about it."""

    NAME = "passphrase"
    TITLE = N_("Passphrase")
    ICON = "key-variant"
    HELP = N_(
        "With a passphrase the file can only be read by who knows it: on a lost laptop, a USB "
        "stick or a network drive it is noise. commdesk asks for it on opening. Print the recovery "
        "sheet and keep it in the safe of the organisation: without the passphrase or the sheet "
        "nobody can open the workbook. The copies that are kept on this computer are changed too."
    )

    def build(self) -> None:
        self.taking = RecoveryTaking(self)
        self.state = Card()
        self.headline = label(role="section", wraps=True)
        self.state.body.addWidget(self.headline)
        for line in _PROTECTED:
            self.state.body.addWidget(label(self.words(line), wraps=True))
        self.set = button(self.words(changing.SET), self.ask_set, "primary", "key-plus")
        self.change = button(self.words(changing.CHANGE), self.ask_change)
        self.remove = button(self.words(changing.REMOVE), self.ask_remove)
        self.why_not = label(role="small", wraps=True)
        row = Flow(gap=theme.GAP)
        for each in (self.set, self.change, self.remove):
            row.addWidget(each)
        self.state.body.addLayout(row)
        self.state.body.addWidget(self.why_not)
        self.content.addWidget(self.state)
        self.content.addWidget(self._sheet_card())
        self.content.addWidget(self._keyring_card())
        self.content.addStretch()

    def page_actions(self) -> list[PageAction]:
        if self.desk.key is None:
            return [PageAction(changing.SET, self.ask_set, in_header=False, name="set")]
        return [
            PageAction(changing.CHANGE, self.ask_change, in_header=False),
            PageAction(changing.REMOVE, self.ask_remove, in_header=False),
            PageAction(
                N_("Print the recovery sheet"), self.taking.print, PRINT, in_header=False,
                name="print",
            ),
            PageAction(N_("Save the recovery sheet as PDF"), self.taking.ask_for_pdf,
                       in_header=False),
        ]  # fmt: skip

    def reload(self) -> None:
        is_protected = self.desk.key is not None
        self.header.show_words(line=self.words(self._line()))
        self.headline.setText(self.words(self._state()))
        may, why = self._may()
        for each in (self.set, self.change, self.remove):
            each.setEnabled(may)
        self.set.setVisible(not is_protected)
        self.change.setVisible(is_protected)
        is_required = settings.load().passphrase_required
        self.remove.setVisible(is_protected)
        self.remove.setEnabled(may and not is_required)
        if is_protected and is_required:
            why = say("Your organisation asks for a passphrase: it can be changed, not removed.")
        self.why_not.setText(self.words(why) if why else "")
        self.why_not.setVisible(bool(why))
        self.sheet.setVisible(is_protected)
        self.keyring.setVisible(is_protected)
        self._reload_keyring()
        self._show_strays()

    def show_target(self, target: object) -> None:
        """`set` asks at once; `done/…` says what was done just now."""
        if target == "set" and self.desk.key is None:
            self.ask_set()
        elif target == "done":
            told = say("The passphrase holds now. Print the recovery sheet before you go on.")
            text = self.words(told if self.desk.key else say("The passphrase is removed."))
            do = self.words("Print the recovery sheet") if self.desk.key else ""
            self.banner.show_text(text, "good", do=do, slot=self.taking.print)
            self.tell(text)
            self._show_strays()

    def ask_set(self) -> None:
        if self._may()[0] and self.desk.key is None:
            ask_passphrase(self, Asked.SET, self._set)

    def ask_change(self) -> None:
        if self._may()[0] and self.desk.key is not None:
            ask_passphrase(self, Asked.CHANGE, self._set)

    def ask_remove(self) -> None:
        if self.remove.isEnabled() and self.desk.key is not None:
            ask_passphrase(self, Asked.REMOVE, self._remove)

    def protect_copies(self) -> None:
        """Once more for the copies that were left behind."""
        path, key = self.desk.path, self.desk.key
        self.host.run_job(
            self.words("Protecting the copies"),
            lambda progress: reseal_copies(path, key, progress.report),
            self._copies_done,
        )

    def _set(self, new: str) -> None:
        title, work = N_("Setting the passphrase"), partial(_set, self.desk, self.desk.key, new)
        self.host.rework(title, work, "passphrase/done")

    def _remove(self, _typed: str) -> None:
        if (old := self.desk.key) is not None:
            title, work = N_("Removing the passphrase"), partial(_removed, self.desk, old)
            self.host.rework(title, work, "passphrase/done")

    def _sheet_card(self) -> Card:
        words = self.words
        self.sheet = Card(words("Recovery sheet"))
        told = N_(
            "One page with a code that opens this workbook and its backups until the passphrase "
            "changes. Print it and keep it in the safe of the organisation. The code is kept "
            "nowhere in the computer; a PDF of it is deleted after printing."
        )
        self.sheet.body.addWidget(label(words(told), wraps=True))
        row = Flow(gap=theme.GAP)
        row.addWidget(button(words("Print the recovery sheet"), self.taking.print, "", "printer"))
        row.addWidget(button(words("Save as PDF"), self.taking.ask_for_pdf))
        self.sheet.body.addLayout(row)
        return self.sheet

    def _keyring_card(self) -> Card:
        words = self.words
        self.keyring = Card(words("On this computer"))
        self.remember = QCheckBox(words("Open without asking, by the keyring of this computer"))
        self.remember.clicked.connect(self._keep)
        self.keyring.body.addWidget(self.remember, 0, Qt.AlignmentFlag.AlignLeft)
        self.keyring_said = label(role="small", wraps=True)
        self.keyring.body.addWidget(self.keyring_said)
        return self.keyring

    def _reload_keyring(self) -> None:
        may = oskeyring.is_allowed()
        self.remember.setEnabled(may)
        is_kept = self.desk.key is not None and oskeyring.is_remembered(self.desk.path)
        self.remember.setChecked(is_kept)
        told = (
            N_("Whoever is logged in as you can open it then. A lost laptop stays as safe as its "
               "login.")
            if may
            else N_("Your organisation does not allow the keyring of this computer.")
        )  # fmt: skip
        self.keyring_said.setText(self.words(told))

    def _keep(self, is_wanted: bool) -> None:  # noqa: FBT001 - from a signal
        key = self.desk.key
        if key is None:
            return
        with self.refusals():
            if is_wanted:
                oskeyring.remember(key)
            else:
                oskeyring.forget(key)
            self.tell(N_("Saved"))
        self._reload_keyring()

    def _may(self) -> tuple[bool, Text | None]:
        """Whether it can be changed here, and if not why."""
        if self.desk.is_read_only and not must_get_passphrase(self.desk):
            return False, say("This workbook is open for reading only.")
        return True, None

    def _line(self) -> Text:
        return say("This workbook is protected.") if self.desk.key else say("No passphrase")

    def _state(self) -> Text:
        if self.desk.key:
            return say("This workbook opens with its passphrase only.")
        return say("Whoever has this file can read it.")

    def _show_strays(self) -> None:
        strays = stray_copies(self.desk.path, self.desk.key) if self.desk.key else []
        if strays:
            told = say_n(
                "{n} copy kept here does not open with this passphrase: {first}",
                "{n} copies kept here do not open with this passphrase, such as {first}",
                len(strays),
                first=strays[0].name,
            )
            self.banner.show_text(
                self.words(told), "warn", do=self.words("Protect them"), slot=self.protect_copies
            )

    def _copies_done(self, done: Resealed) -> None:
        self.banner.hide()
        self.refresh()
        told = say_n(
            "{n} copy kept here was done too.", "{n} copies kept here were done too.", done.done
        )
        if not done.left:
            self.banner.show_text(self.words(told), "good")
        self.tell(told)


def _set(closed: Desk, old: Key | None, new: str, progress: Progress) -> Key | None:
    done = changing.set_passphrase(closed.path, old, new, progress.report)
    act = changing.CHANGE if old else changing.SET
    changing.note(closed.path, closed.features, closed.clock, done, act)
    return done.key


def _removed(closed: Desk, old: Key, progress: Progress) -> Key | None:
    done = changing.remove_passphrase(closed.path, old, progress.report)
    changing.note(closed.path, closed.features, closed.clock, done, changing.REMOVE)
    return done.key
