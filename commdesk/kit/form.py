"""A form bound to a record: labels above their inputs, errors under what caused them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.errors import Refused
from commdesk.core.words import Text, Words
from commdesk.kit import inputs, theme
from commdesk.kit.parts import label
from commdesk.kit.rows import field_of

Kind = Literal["text", "long", "email", "date", "choice", "check", "minutes", "number", "tags"]


_READ_FROM = {"text": 170, "tags": 150, "email": 190, "date": 140}
"""Narrower than this a field of this kind goes under the one before it."""
_SHORT = 2
"""The stretch of what is short by its nature: `van der`, a unit."""


class Field(Struct, frozen=True):
    """One field of a form; its key is the attribute of the record."""

    key: str
    label: str
    """English msgid."""
    kind: Kind = "text"
    choices: Sequence[tuple[Any, str | Text]] = ()
    """For a choice: (value, msgid); for text and tags: what is known already, to complete."""
    placeholder: str = ""
    help: str = ""
    """English msgid: a line under the input that is always there."""
    beside: bool = False
    """Stands in one row with the field before it."""
    lines: int = 4
    """How high a long one is at least."""
    stretch: int = 1
    """How wide it is, compared with the others in its row."""
    make: Callable[[Words], inputs.Input] | None = None
    """Makes the input itself, where none of the kinds will do."""


class Form(QWidget):
    """`load(record)`, `values()`, `show_error(field, text)`; `dirty` tells of unsaved typing."""

    dirty = Signal(bool)
    edited = Signal()
    """Something was typed, each time; for what is said along with it."""

    def __init__(self, fields: Sequence[Field], words: Words, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.words = words
        self._today = today
        self._is_dirty = False
        self._inputs: dict[str, inputs.Input] = {}
        self._labels: dict[str, QLabel] = {}
        self._errors: dict[str, QLabel] = {}
        self._wanted: dict[QWidget, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self._rows: list[QBoxLayout] = []
        for field in fields:
            if not field.beside or not self._rows:
                self._rows.append(QBoxLayout(QBoxLayout.Direction.LeftToRight))
                self._rows[-1].setSpacing(theme.px(12))
                column.addLayout(self._rows[-1])
            self._rows[-1].addWidget(self._make(field), field.stretch, Qt.AlignmentFlag.AlignTop)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed since the last load."""
        return self._is_dirty

    def load(self, record: Any) -> None:
        """Show a record (object or mapping); None empties the form."""
        for key, entry in self._inputs.items():
            entry.load(None if record is None else field_of(record, key))
        self.clear_errors()
        self._set_dirty(now=False)
        typing = self.focusWidget()
        if isinstance(typing, QLineEdit) and typing.hasFocus():
            typing.selectAll()  # as on arriving there: the first key replaces what was loaded

    def values(self) -> dict[str, Any]:
        """What is in the form by key; raises Refused naming the field that cannot be read."""
        self.clear_errors()
        return {key: self._value_of(key) for key in self._inputs}

    def value_now(self, key: str) -> Any:
        """What is in one field, to say something along with it; errors stay as they are."""
        return self._inputs[key].value()

    def show_error(self, field: str, text: str) -> bool:
        """Show it under the field, and go there; False when there is no such field."""
        if field not in self._errors:
            return False
        self._errors[field].setText(text)
        self._errors[field].show()
        control = self._inputs[field].control
        control.setProperty("wrong", "true")
        control.setAccessibleDescription(text)
        theme.restyle(control)
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        for key, error in self._errors.items():
            if error.isHidden():
                continue
            error.hide()
            control = self._inputs[key].control
            control.setProperty("wrong", "")
            control.setAccessibleDescription("")
            theme.restyle(control)

    def control(self, key: str) -> QWidget:
        """The widget in which this field is typed."""
        return self._inputs[key].control

    def controls(self) -> list[QWidget]:
        """Where each field is typed, in their order."""
        return [entry.control for entry in self._inputs.values()]

    def set_choices(self, key: str, choices: Sequence[tuple[Any, str | Text]]) -> None:
        """Offer other choices in a choice field."""
        entry = self._inputs[key]
        if isinstance(entry, inputs.ChoiceInput):
            entry.set_choices([(value, self.words(text)) for value, text in choices])

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a field with its label."""
        holder = self._inputs[key].parentWidget()
        if holder is not None:
            holder.setVisible(shown)

    def add_under(self, key: str, widget: QWidget) -> None:
        """Put something between the fields, under this one and next in the order of Tab."""
        holder = self._inputs[key].parentWidget()
        place = next(n for n, row in enumerate(self._rows) if holder in _holders(row))
        self.layout().insertWidget(place + 1, widget)  # type: ignore[union-attr]
        QWidget.setTabOrder(self.control(key), widget)

    def focus_first(self) -> None:
        next(iter(self._inputs.values())).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest field: fields beside each other can stand under each other."""
        holders = [holder for row in self._rows for holder in _holders(row)]
        widest = max((holder.minimumSizeHint().width() for holder in holders), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in self._rows:
            needed = sum(self._least(each) + row.spacing() for each in _holders(row))
            fits = needed - row.spacing() <= self.width()
            ways = QBoxLayout.Direction
            row.setDirection(ways.LeftToRight if fits else ways.TopToBottom)

    def _least(self, holder: QWidget) -> int:
        """The width from which a field can stand beside another: what is in it can be read."""
        return max(holder.minimumSizeHint().width(), self._wanted.get(holder, 0))

    def _value_of(self, key: str) -> Any:
        try:
            return self._inputs[key].value()
        except Refused as refused:
            raise Refused(refused.text, field=key) from None

    def _make(self, field: Field) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        entry = self._input_of(field)
        self._inputs[field.key] = entry
        entry.edited.connect(self._edited)
        name = self.words(field.label)
        entry.control.setAccessibleName(name)
        if field.kind != "check":
            buddy = label(name, "label", wraps=True)
            buddy.setBuddy(entry.control)
            grid.addWidget(buddy, 0, 0)
            self._labels[field.key] = buddy
        grid.addWidget(entry, 1, 0)
        if field.help:
            grid.addWidget(label(self.words(field.help), "small", wraps=True), 2, 0)
        error = label(role="error", wraps=True)
        error.hide()
        self._errors[field.key] = error
        grid.addWidget(error, 3, 0)
        if isinstance(entry, inputs.DateInput):
            entry.name_control(name)
        if field.kind in _READ_FROM and field.stretch != _SHORT and not field.make:
            self._wanted[holder] = theme.px(_READ_FROM[field.kind])
        return holder

    def _input_of(self, field: Field) -> inputs.Input:
        words = self.words
        if field.make:
            return field.make(words)
        hint = words(field.placeholder) if field.placeholder else ""
        makers: dict[str, Callable[[], inputs.Input]] = {
            "text": lambda: inputs.TextInput(hint, [str(known) for known, _ in field.choices]),
            "long": lambda: inputs.LongInput(hint, field.lines),
            "email": lambda: inputs.EmailInput(hint),
            "date": lambda: inputs.DateInput(self._today, words, hint),
            "choice": lambda: inputs.ChoiceInput([(v, words(t)) for v, t in field.choices]),
            "check": lambda: inputs.CheckInput(words(field.label)),
            "minutes": lambda: inputs.MinutesInput(hint),
            "number": lambda: inputs.NumberInput(hint),
            "tags": lambda: inputs.TagsInput([str(tag) for tag, _ in field.choices], hint),
        }
        return makers[field.kind]()

    def _edited(self) -> None:
        self._set_dirty(now=True)
        self.edited.emit()

    def _set_dirty(self, *, now: bool) -> None:
        if now != self._is_dirty:
            self._is_dirty = now
            self.dirty.emit(now)


def _holders(row: QBoxLayout) -> list[QWidget]:
    """The fields that stand in one row."""
    items = (row.itemAt(place) for place in range(row.count()))
    return [widget for item in items if item and (widget := item.widget())]
