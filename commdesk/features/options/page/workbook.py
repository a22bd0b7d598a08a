"""What holds for this workbook, for everybody who opens it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox

from commdesk.core.errors import Refused
from commdesk.core.words import LANGUAGE_NAMES, N_
from commdesk.core.workbook import change_workbook
from commdesk.features.options.page.saved import SavedField
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, label

_MONDAY = date(2026, 11, 23)
_FIELDS = (
    Field("name", N_("Name of the workbook")),
    Field("owner", N_("Owner"), help=N_("Stands in history as who did it.")),
    Field("language", N_("Language of the workbook"), "choice", tuple(LANGUAGE_NAMES.items())),
    Field("weekly_minutes", N_("Hours a week"), "minutes"),
)


class WorkbookCard(Card):
    """Each field is one op, so one undo."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("This workbook"))
        self._page = page
        self.fields = {
            field.key: SavedField(field, page.words, today=page.desk.today, save=self._save)
            for field in _FIELDS
        }
        for each in self.fields.values():
            self.body.addWidget(each)
        self.days = [self._day(number) for number in range(1, 8)]
        self.body.addWidget(label(page.words("Working days"), "label"))
        row = Flow(gap=12)
        for box in self.days:
            row.addWidget(box)
        self.body.addLayout(row)
        self._days_error = label(role="error", wraps=True)
        self._days_error.hide()
        self.body.addWidget(self._days_error)
        self.measured = label(role="small", wraps=True)
        self.body.addWidget(self.measured)

    def reload(self) -> None:
        workbook = self._page.desk.workbook
        for key, field in self.fields.items():
            field.show_value(getattr(workbook, key))
        for number, box in enumerate(self.days, 1):
            box.setChecked(number in workbook.workdays)
        self.measured.setText("\n".join(self._measures()))
        self.measured.setVisible(bool(self.measured.text()))

    def _measures(self) -> list[str]:
        """What features measured of one's own work."""
        desk, words = self._page.desk, self._page.words
        found = [each.measures(desk.db, desk.today()) for each in desk.features if each.measures]
        return [f"{words(name)}: {words(value)}" for group in found for name, value in group]

    def _save(self, field: SavedField, value: Any) -> None:
        def done(_result: object) -> None:
            field.saved()
            self._page.tell(N_("Saved"))

        self._page.do(change_workbook, {field.key: value}, form=field, then=done)

    def _day(self, number: int) -> QCheckBox:
        day = date.fromordinal(_MONDAY.toordinal() + number - 1)
        box = QCheckBox(self._page.words.weekday(day))
        box.setAccessibleName(self._page.words.long_date(day).split()[0])
        box.clicked.connect(lambda _checked: self._save_days())
        return box

    def _save_days(self) -> None:
        """A refusal shows under the days, and the last one stays ticked."""
        self._days_error.hide()
        days = [number for number, box in enumerate(self.days, 1) if box.isChecked()]
        self._page.host.perform(
            lambda: self._page.desk.do(change_workbook, {"workdays": days}),
            None,
            self._refuse_days,
        )

    def _refuse_days(self, refused: Refused) -> None:
        self._days_error.setText(self._page.words(refused.text))
        self._days_error.show()
        self._page.tell(refused.text)
        self.reload()
