"""A new workbook: its name and yours, language, start date, hours and working days of a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from commdesk.core import settings
from commdesk.core.errors import Refused
from commdesk.core.lock import full_name
from commdesk.core.passphrases import check_new
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.core.workbook import FULL_TIME, MONDAY_TO_FRIDAY, Workbook
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_place
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import button, label
from commdesk.kit.passphrase import NEW_FIELDS, PassphraseForm

ENDING = ".commdesk"
_MONDAY = date(2026, 11, 23)
_FIELDS = (
    Field(
        "name",
        N_("Name of the community"),
        placeholder=N_("For instance: Spatial planning network"),
    ),
    Field("owner", N_("Your name"), help=N_("Stands under your messages, and in history.")),
    Field("language", N_("Language"), "choice", (("nl", "Nederlands"), ("en", "English"))),
    Field("start_on", N_("Start date"), "date", beside=True),
    Field("weekly_minutes", N_("Hours a week"), "minutes", beside=True),
)


class NewWorkbook(QWidget):
    """`wanted(Workbook, Path, passphrase)` when it is pressed and everything can be read."""

    wanted = Signal(object, object, str)
    cancelled = Signal()

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self.words = words
        self._today = today
        self._place: Path | None = None
        self.form = Form(_FIELDS, words, today=today)
        usual = Workbook("", language=words.language, start_on=today(), owner=full_name())
        self.form.load(usual)
        self._days = [self._day(number) for number in range(1, 8)]
        self._days_error = label(role="error")
        self._days_error.hide()
        self._where = label(role="small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 6)  # room for the focus ring
        column.setSpacing(theme.px(12))
        column.addWidget(label(words("New workbook"), "section"))
        column.addWidget(self.form)
        column.addLayout(self._days_row())
        is_required = settings.load().passphrase_required
        self.protect = QCheckBox(words("Protect it with a passphrase"))
        self.protect.setChecked(is_required)
        self.protect.setEnabled(not is_required)
        self.secret = PassphraseForm(NEW_FIELDS, words)
        self.secret.setVisible(is_required)
        self.protect.toggled.connect(self.secret.setVisible)
        column.addWidget(self.protect)
        if is_required:
            column.addWidget(label(words("Set by your organisation."), "small"))
        column.addWidget(self.secret)
        column.addLayout(self._place_row())
        column.addLayout(self._buttons())
        column.addStretch()
        form_keys(self.form, self._make)
        form_keys(self.secret, self._make)
        self.form.dirty.connect(lambda _now: self._show_place())
        self._name_line().textChanged.connect(lambda _text: self._show_place())
        self._show_place()

    def draft(self) -> Workbook:
        """What is asked for; raises Refused naming the field."""
        found = self.form.values()
        days = tuple(n for n, box in enumerate(self._days, 1) if box.isChecked())
        if not found["name"]:
            raise Refused("A workbook needs a name.", field="name")
        if not days:
            raise Refused("Choose at least one working day.", field="workdays")
        found["start_on"] = found["start_on"] or self._today()
        found["weekly_minutes"] = Minutes(found["weekly_minutes"] or FULL_TIME)
        return Workbook(**found, workdays=days)

    @property
    def path(self) -> Path:
        """Where it will be: in Documents under its name, or where the user chose."""
        name = self._name_line().text().strip() or self.words("My community")
        plain = "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name).strip(". ")
        return self._place or _free(_documents() / f"{plain or 'commdesk'}{ENDING}")

    def show_error(self, refused: Refused) -> None:
        text = self.words(refused.text)
        if self.secret.form.show_error(refused.field, text):
            return
        if not self.form.show_error(refused.field, text):
            self._days_error.setText(text)
            self._days_error.show()

    def _make(self) -> None:
        self._days_error.hide()
        try:
            self.wanted.emit(self.draft(), self.path, self._passphrase())
        except Refused as refused:
            self.show_error(refused)

    def _passphrase(self) -> str:
        if not self.protect.isChecked():
            return ""
        typed = self.secret.form.values()
        return check_new(typed["new"], typed["again"])

    def _day(self, number: int) -> QCheckBox:
        day = date.fromordinal(_MONDAY.toordinal() + number - 1)
        box = QCheckBox(self.words.weekday(day))
        box.setAccessibleName(self.words.long_date(day).split()[0])
        box.setChecked(number in MONDAY_TO_FRIDAY)
        return box

    def _days_row(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self.words("Working days"), "label"))
        row = Flow(gap=12)
        for box in self._days:
            row.addWidget(box)
        column.addLayout(row)
        column.addWidget(self._days_error)
        return column

    def _place_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        row.addWidget(button(self.words("Elsewhere…"), self._choose, "link"))
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button(self.words("Make workbook"), self._make, "primary"))
        row.addWidget(button(self.words("Cancel"), self.cancelled.emit))
        row.addStretch()
        return row

    def _choose(self) -> None:
        kinds = f"commdesk (*{ENDING})"
        title = self.words("Where should the workbook be?")
        pick_place(self, title=title, kinds=kinds, name=str(self.path), then=self._take)

    def _take(self, path: Path) -> None:
        self._place = path
        self._show_place()

    def _show_place(self) -> None:
        self._where.setText(self.words("The file: {path}", path=from_home(self.path)))
        self._where.setToolTip(str(self.path))

    def _name_line(self) -> QLineEdit:
        line = self.form.control("name")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        return line


def from_home(path: Path) -> str:
    """A path as short as it can be told: from the home folder on."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _free(path: Path) -> Path:
    """This path, or the first one with a number behind it where no file is."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
