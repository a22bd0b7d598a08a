"""One condition of a view as it is typed: of which field, how, with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from commdesk.core.words import Words
from commdesk.features.members.fields.model import typed_number
from commdesk.features.members.views import OPERATORS, Condition, Known, Operator, checked
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput, DateInput, Input, NumberInput, TextInput
from commdesk.kit.parts import icon_button, label


class DecimalInput(TextInput):
    """A number, also with decimals; None when empty."""

    def load(self, value: Any) -> None:
        super().load(None if value is None else str(value))

    def value(self) -> float | None:
        text = self.line.text().strip()
        return typed_number(text) if text else None


class ConditionRow(QFrame):
    """Field, way of comparing and value; what it compares with changes with the field."""

    edited = Signal()
    removed = Signal()

    def __init__(
        self,
        known: Known,
        words: Words,
        *,
        today: Callable[[], date],
        complete: Callable[[str], Sequence[str]],
    ) -> None:
        """`complete(field)` gives the values that are known of a field, to choose from."""
        super().__init__()
        self.words, self._known, self._today, self._complete = words, known, today, complete
        self._operators: tuple[Operator, ...] = ()
        self._value: Input | None = None
        fields = [(key, words(each.title)) for key, each in known.subjects.items()]
        self._field = ChoiceInput(fields)
        self._field.control.setAccessibleName(words("Field"))
        self._operator = ChoiceInput([])
        self._operator.control.setAccessibleName(words("How to compare"))
        self._error = label(role="error", wraps=True)
        self._error.hide()
        self._away = icon_button(words("Remove this condition"), "close", self.removed.emit, "×")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, theme.GAP)
        self._grid.setSpacing(4)
        self._grid.addWidget(self._field, 0, 0)
        self._grid.addWidget(self._away, 0, 1)
        self._grid.addWidget(self._operator, 1, 0, 1, 2)
        self._days = label(words("days"), "small")
        self._grid.addWidget(self._days, 2, 1)
        self._grid.addWidget(self._error, 3, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._field.edited.connect(self._field_chosen)
        self._operator.edited.connect(self._operator_chosen)

    def load(self, condition: Condition) -> None:
        self._field.load(condition.field)
        self._offer_operators()
        self._operator.load(condition.operator)
        self._offer_value()
        if self._value is not None:
            self._value.load(condition.value)

    def condition(self) -> Condition:
        """What is typed; raises Refused when it is not whole."""
        typed = self._value.value() if self._value is not None else None
        value = typed.isoformat() if isinstance(typed, date) else typed
        made = Condition(self._field.value(), self._operator.value(), value)
        return checked(made, self._known.subjects)

    def controls(self) -> list[QWidget]:
        """What Tab goes through, in this order."""
        value = [self._value.control] if self._value is not None else []
        return [self._field.control, self._operator.control, *value, self._away]

    def show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def take_focus(self) -> None:
        self._field.control.setFocus()

    def _field_chosen(self) -> None:
        self._offer_operators()
        self._offer_value()
        self.edited.emit()

    def _operator_chosen(self) -> None:
        self._offer_value()
        self.edited.emit()

    def _offer_operators(self) -> None:
        subject = self._known.subjects[self._field.value()]
        self._operators = OPERATORS[subject.kind]
        self._operator.set_choices([(each.key, self.words(each.words)) for each in self._operators])

    def _offer_value(self) -> None:
        compare = next(each for each in self._operators if each.key == self._operator.value())
        if self._value is not None:
            self._grid.removeWidget(self._value)
            self._value.hide()
            self._value.deleteLater()
            self._value = None
        self._days.setVisible(compare.takes == "days")
        if compare.takes == "none":
            return
        self._value = self._input(compare)
        self._value.control.setAccessibleName(self.words("Value"))
        self._value.edited.connect(self.edited)
        self._grid.addWidget(self._value, 2, 0, 1, 1 if compare.takes == "days" else 2)

    def _input(self, compare: Operator) -> Input:
        field = self._field.value()
        makers: dict[str, Callable[[], Input]] = {
            "choice": lambda: ChoiceInput(self._choices(field)),
            "date": lambda: DateInput(self._today, self.words),
            "days": lambda: NumberInput(self.words("number of days")),
            "number": DecimalInput,
        }
        text = partial(TextInput, "", self._complete(field))
        return makers.get(compare.takes, text)()

    def _choices(self, field: str) -> list[tuple[Any, str]]:
        choices = self._known.subjects[field].choices
        return [(value, self.words(text)) for value, text in choices if value]
