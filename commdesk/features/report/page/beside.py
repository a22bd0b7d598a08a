"""What the manager adds to the report, which parts stay out, and the day on which it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.features.report.model import (
    WEEKDAYS,
    WeekReport,
    name_of,
)
from commdesk.features.report.ops import leave_out, set_note, set_report_day
from commdesk.features.report.queries import weekday_of_report
from commdesk.kit import theme
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button, empty_layout, label
from commdesk.kit.scrolled import keep_in_sight, scrolled

if TYPE_CHECKING:
    from commdesk.features.report.page import ReportPage

_NOTHING = N_("No part has anything to tell yet.")
_FIELDS = (
    Field(
        "opening",
        N_("Own sentence"),
        "long",
        lines=2,
        help=N_("Stands at the top, for this week only. No names with what they said."),
    ),
    Field(
        "asks",
        N_("Own decisions asked"),
        "long",
        lines=3,
        help=N_("One a line; they stand before those that commdesk found."),
    ),
)


class Beside(Card):
    """A form of this week, ticks that hold for every week, and a day."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(padding=0)
        self._page, words = page, page.words
        self.form = Form(_FIELDS, words, today=page.desk.today)
        self.saver = button(words("Save"), self.save, "primary")
        self.form.dirty.connect(self.saver.setEnabled)
        self.saver.setEnabled(False)
        save_row = QHBoxLayout()
        save_row.addWidget(self.saver)
        save_row.addStretch()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.px(4))
        self._named: tuple[tuple[str, str], ...] | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.day = self._make_days()
        day_label = label(words("Today asks for it on"), "label")
        day_label.setBuddy(self.day)
        area = scrolled(self.form)
        if (inside := area.widget()) and isinstance(column := inside.layout(), QVBoxLayout):
            place = column.count() - 1
            column.insertLayout(place, save_row)
            column.insertWidget(place + 1, label(words("On the page"), "label"))
            column.insertLayout(place + 2, self._parts)
            column.insertWidget(place + 3, day_label)
            column.insertWidget(place + 4, self.day)
        form_keys(self, self.save)
        keep_in_sight(self.form.controls(), area)
        self.body.addWidget(area, 1)

    @property
    def is_typed(self) -> bool:
        return self.form.is_dirty

    def show_report(self, report: WeekReport) -> None:
        """The notes of its week, unless something is typed; which parts there are."""
        if not self.form.is_dirty:
            note = report.note
            self.form.load({"opening": note.opening, "asks": "\n".join(note.asks)})
        self._show_parts(report)
        with_day = self.day.findData(weekday_of_report(self._page.desk.db))
        self.day.blockSignals(True)  # noqa: FBT003 - Qt
        self.day.setCurrentIndex(with_day)
        self.day.blockSignals(False)  # noqa: FBT003 - Qt

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            page.do(
                set_note,
                page.week,
                opening=values["opening"],
                asks=values["asks"].splitlines(),
                form=self.form,
                then=lambda _none: self._saved(),
            )

    def _saved(self) -> None:
        self.form.load({key: self.form.value_now(key) for key in ("opening", "asks")})
        self._page.tell(N_("The report of the week is saved."))

    def _show_parts(self, report: WeekReport) -> None:
        words = self._page.words
        named = tuple((name_of(part), part.title) for part in report.parts)
        if named != self._named:
            self._named = named
            empty_layout(self._parts)
            self.boxes = {}
            for name, title in named:
                box = QCheckBox(words(title))
                box.clicked.connect(lambda is_in, name=name: self._choose(name, is_in=is_in))
                self._parts.addWidget(box)
                self.boxes[name] = box
            if not named:
                self._parts.addWidget(label(words(_NOTHING), "muted", wraps=True))
            before: QWidget = self.saver
            for control in (*self.boxes.values(), self.day):
                QWidget.setTabOrder(before, control)
                before = control
        for name, box in self.boxes.items():
            box.setChecked(name not in report.left_out)

    def _choose(self, name: str, *, is_in: bool) -> None:
        self._page.do(leave_out, name, is_out=not is_in)

    def _make_days(self) -> QComboBox:
        page = self._page
        box = QComboBox()
        box.setAccessibleName(page.words("Day of the weekly report"))
        for number, title in WEEKDAYS:
            box.addItem(page.words(title), number)
        box.setCurrentIndex(box.findData(weekday_of_report(page.desk.db)))
        box.activated.connect(lambda _place: page.do(set_report_day, box.currentData()))
        return box
