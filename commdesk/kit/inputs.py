"""One input for each kind of field: what it shows, what it gives back, what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.kit.parts import icon_button
from commdesk.kit.typed import read_day

Choices = Sequence[tuple[Any, str]]
"""(value, worded)."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Input(QWidget):
    """One field: `load` a value, `value` reads it back or raises Refused, `edited` when typed."""

    edited = Signal()

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.control = control
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(control, 1)

    def load(self, value: Any) -> None:
        raise NotImplementedError

    def value(self) -> Any:
        raise NotImplementedError


class TextInput(Input):
    """One line; None and the empty text are the same."""

    def __init__(self, placeholder: str = "", known: Sequence[str] = ()) -> None:
        self.line = QLineEdit()
        if known:
            completer = QCompleter(list(known), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        self.line.setPlaceholderText(placeholder)
        super().__init__(self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def load(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def value(self) -> Any:
        return self.line.text().strip()


class EmailInput(TextInput):
    def value(self) -> str:
        text = self.line.text().strip()
        if text and not _EMAIL.fullmatch(text):
            raise Refused(
                "{text} is not an e-mail address. Write it as name@example.nl.", text=text
            )
        return text


class NumberInput(TextInput):
    """A whole number, or None."""

    def value(self) -> int | None:
        text = self.line.text().strip()
        if not text:
            return None
        if not text.lstrip("-").isdecimal():
            raise Refused("{text} is not a whole number.", text=text)
        return int(text)


class MinutesInput(TextInput):
    """A length of time, shown as `1:30`, read as Minutes.parse does; or None."""

    def load(self, value: Any) -> None:
        hours, rest = divmod(int(value or 0), 60)
        super().load(None if value is None else f"{hours}:{rest:02}")

    def value(self) -> Minutes | None:
        text = self.line.text().strip()
        try:
            return Minutes.parse(text) if text else None
        except ValueError:
            raise Refused(
                "{text} is not a length of time. Write 1:30, 1,5 or 90m.", text=text
            ) from None


class TagsInput(TextInput):
    """Words with commas between them, as a list without doubles; completes known ones."""

    def __init__(self, known: Sequence[str], placeholder: str = "") -> None:
        super().__init__(placeholder)
        completer = _LastWordCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)

    def load(self, value: Any) -> None:
        super().load(", ".join(value or ()))

    def value(self) -> list[str]:
        return list(
            dict.fromkeys(tag.strip() for tag in self.line.text().split(",") if tag.strip())
        )


class DateInput(TextInput):
    """A day, typed as people type it or picked from a calendar; rewritten when left."""

    def __init__(self, today: Callable[[], date], words: Words, placeholder: str = "") -> None:
        super().__init__(placeholder or words("23-11, Mon, tomorrow"))
        self._today = today
        self.words = words
        self._pick = icon_button(words("Pick a day"), "calendar", self._open, "…")
        self.layout().addWidget(self._pick)  # type: ignore[union-attr]
        self.line.editingFinished.connect(self._rewrite)

    def load(self, value: Any) -> None:
        day = date.fromisoformat(value) if isinstance(value, str) and value else value
        super().load(f"{day:%d-%m-%Y}" if day else None)

    def value(self) -> date | None:
        text = self.line.text()
        try:
            return read_day(text, self._today())
        except ValueError:
            raise Refused("{text} is not a day. Write 23-11, Mon or tomorrow.", text=text) from None

    def name_control(self, label: str) -> None:
        self._pick.setAccessibleName(f"{label}: {self.words('Pick a day')}")

    def _rewrite(self) -> None:
        try:
            self.load(read_day(self.line.text(), self._today()))
        except ValueError:
            return  # stays as typed; saving says what is wrong with it

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        day = self._known_day()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda picked: self._take(picked, menu))
        calendar.clicked.connect(lambda picked: self._take(picked, menu))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _known_day(self) -> date:
        try:
            return read_day(self.line.text(), self._today()) or self._today()
        except ValueError:
            return self._today()

    def _take(self, picked: QDate, menu: QMenu) -> None:
        self.load(date(picked.year(), picked.month(), picked.day()))
        self.edited.emit()
        menu.close()
        self.line.setFocus()


class LongInput(Input):
    """Several lines; Tab leaves it, Enter makes a new line."""

    def __init__(self, placeholder: str = "", lines: int = 4) -> None:
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * lines + 18)
        self.text.setMaximumHeight(self.text.fontMetrics().lineSpacing() * lines * 2 + 18)
        super().__init__(self.text)
        self._is_loading = False
        self.text.textChanged.connect(self._changed)

    def load(self, value: Any) -> None:
        self._is_loading = True
        self.text.setPlainText("" if value is None else str(value))
        self._is_loading = False

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def _changed(self) -> None:
        if not self._is_loading:
            self.edited.emit()


class ChoiceInput(Input):
    """One out of a few."""

    def __init__(self, choices: Choices) -> None:
        self.box = QComboBox()
        self.box.setMaxVisibleItems(12)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(8)
        super().__init__(self.box)
        self.set_choices(choices)
        self.box.activated.connect(lambda _index: self.edited.emit())

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; the chosen one stays when it is still there."""
        chosen = self.value() if self.box.count() else None
        self._values = [value for value, _text in choices]
        self.box.clear()
        self.box.addItems([text for _value, text in choices])
        self.load(chosen)

    def add_choice(self, value: Any, text: str) -> None:
        """Offer one more, at the end."""
        self._values.append(value)
        self.box.addItem(text)

    def load(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def value(self) -> Any:
        place = self.box.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None


class CheckInput(Input):
    """Yes or no; its label stands beside the box."""

    def __init__(self, text: str) -> None:
        self.box = QCheckBox(text)
        super().__init__(self.box)
        self.box.clicked.connect(lambda _checked: self.edited.emit())

    def load(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def value(self) -> bool:
        return self.box.isChecked()


class _LastWordCompleter(QCompleter):
    """Completes the word after the last comma."""

    def pathFromIndex(self, index: Any) -> str:
        line: Any = self.widget()
        before, comma, _last = line.text().rpartition(",")
        return f"{before}{comma}{' ' if comma else ''}{super().pathFromIndex(index)}"

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]
