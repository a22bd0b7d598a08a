"""The fields of the week sheet: a line a kind, beside each what is known, errors under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.features.activity.counting.model import (
    KINDS,
    NAMES,
    OF_TEAM,
    Figure,
    Typed,
    WeekCounts,
)
from commdesk.kit import theme
from commdesk.kit.inputs import NumberInput
from commdesk.kit.parts import label

_FIELD, _WIDTH = 96, 900


class _Field(Struct, frozen=True):
    """One figure: where it is typed, what is known of it, what is wrong with it."""

    figure: Figure
    entry: NumberInput
    known: QLabel
    error: QLabel

    @property
    def line(self) -> QLineEdit:
        return self.entry.line


class CountSheet(QWidget):
    """Saves a figure when its field is left; Enter goes to the next one."""

    def __init__(self, words: Words, save: Callable[[Figure], object]) -> None:
        super().__init__()
        self._words, self._save = words, save
        self._stored: dict[str, str] = {}
        self._fields: dict[str, _Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.GAP, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(4, 1)
        self.setMaximumWidth(theme.px(_WIDTH))
        self._put_headings()
        for number, (kind, title) in enumerate(KINDS):
            self._put_row(2 * number + 1, kind, words(title))

    def line(self, name: str) -> QLineEdit:
        """Where a figure is typed."""
        return self._fields[name].line

    def error_of(self, name: str) -> str:
        """What is wrong with a figure; empty when nothing is."""
        field = self._fields[name]
        return "" if field.error.isHidden() else field.error.text()

    def known_of(self, name: str) -> str:
        return self._fields[name].known.text()

    def show_week(self, known: WeekCounts, typed: Typed, before: Mapping[str, int]) -> None:
        """What was typed, and beside it what is known; what is being typed stays."""
        for name, field in self._fields.items():
            is_typed = self._is_typed(field)
            self._stored[name] = str(typed[name]) if name in typed else ""
            if not is_typed:
                self._load(field)
            part = known.team if field.figure.whose == "team" else known.all
            by_name = None if field.figure.kind == "answered" else getattr(part, field.figure.kind)
            said = self._said(by_name, before.get(name))
            field.known.setText(said)
            if field.error.isHidden():
                field.line.setAccessibleDescription(said)

    def focus_first(self) -> None:
        first = next(iter(self._fields.values())).line
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def has_unsaved(self) -> bool:
        return any(map(self._is_typed, self._fields.values()))

    def leave(self) -> bool:
        """Save what is typed; False when something of it is refused, which is gone to."""
        for field in self._fields.values():
            self._store(field)
        wrong = next((each for each in self._fields.values() if not each.error.isHidden()), None)
        if wrong:
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is None

    def forget(self) -> None:
        """Drop what is typed and not saved."""
        for field in self._fields.values():
            self._clear_error(field)
            self._load(field)

    def show_saved(self, figure: Figure) -> None:
        """As it is stored: `012` is 12."""
        field = self._fields[figure.name]
        self._stored[figure.name] = "" if figure.n is None else str(figure.n)
        self._clear_error(field)
        self._load(field)

    def show_error(self, name: str, text: str) -> None:
        field = self._fields[name]
        field.error.setText(text)
        field.error.show()
        field.line.setProperty("wrong", "true")
        field.line.setAccessibleDescription(text)
        theme.restyle(field.line)

    # --- parts ------------------------------------------------------------------------------------

    def _put_headings(self) -> None:
        words = self._words
        for column, heading in ((1, words("Total")), (3, words("The team’s own"))):
            self._grid.addWidget(label(heading, "muted"), 0, column, 1, 2)

    def _put_row(self, row: int, kind: str, title: str) -> None:
        self._grid.addWidget(label(title), row, 0)
        self._put_field(row, 1, NAMES[kind], title)
        if kind in OF_TEAM:
            figure = NAMES[f"team-{kind}"]
            self._put_field(row, 3, figure, self._words(figure.text))

    def _put_field(self, row: int, column: int, figure: Figure, name: str) -> None:
        entry = NumberInput()
        entry.line.setAccessibleName(name)
        entry.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        entry.setFixedWidth(theme.px(_FIELD))
        error = label(role="error", wraps=True)
        error.hide()
        field = _Field(figure, entry, label(role="small", wraps=True), error)
        entry.line.editingFinished.connect(lambda: self._store(field))
        entry.line.returnPressed.connect(lambda: self._go_on(field))
        self._fields[figure.name] = field
        self._grid.addWidget(entry, row, column)
        self._grid.addWidget(field.known, row, column + 1)
        self._grid.addWidget(error, row + 1, column, 1, 2)

    def _said(self, known: int | None, before: int | None) -> str:
        words = self._words
        parts = [] if known is None else [words("{n} by name", n=known)]
        if before is not None:
            parts.append(words("{n} the week before", n=before))
        return " · ".join(parts)

    def _is_typed(self, field: _Field) -> bool:
        return field.line.text().strip() != self._shown(field)

    def _shown(self, field: _Field) -> str:
        return self._stored.get(field.figure.name, "")

    def _load(self, field: _Field) -> None:
        field.line.setText(self._shown(field))

    def _store(self, field: _Field) -> None:
        if not self._is_typed(field):
            self._clear_error(field)
            return
        try:
            n = field.entry.value()
        except Refused as refused:
            self.show_error(field.figure.name, self._words(refused.text))
            return
        self._save(replace(field.figure, n=n))

    def _clear_error(self, field: _Field) -> None:
        if field.error.isHidden():
            return
        field.error.hide()
        field.line.setProperty("wrong", "")
        field.line.setAccessibleDescription(field.known.text())
        theme.restyle(field.line)

    def _go_on(self, field: _Field) -> None:
        """To the next field; where something is wrong it is mended first."""
        self._store(field)
        if not field.error.isHidden():
            return
        fields = list(self._fields.values())
        after = fields[(fields.index(field) + 1) % len(fields)].line
        after.setFocus(Qt.FocusReason.TabFocusReason)
        after.selectAll()
