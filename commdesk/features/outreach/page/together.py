"""With whom contact was: one line to find somebody, and under it who is in already."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.features.members import Member, find_by_words, find_for_palette, find_member
from commdesk.kit.complete import Lookup
from commdesk.kit.flow import Flow
from commdesk.kit.parts import button, empty_layout

_BETWEEN = ";"
_UNDER_ERROR = 4


class Together(QWidget):
    """`;` after a name (or the button) puts somebody in; Backspace in the empty line takes one out.

    One person alone just stands in the line.
    """

    refused = Signal(object)

    def __init__(self, line: QLineEdit, desk: Desk, words: Words) -> None:
        super().__init__()
        self._line, self._desk, self.words = line, desk, words
        self._lookup = Lookup(line, lambda typed: find_for_palette(desk.db, typed))
        self._chosen: dict[int, str] = {}
        self._flow = Flow(self)
        self._flow.setContentsMargins(0, 4, 0, 0)
        line.textEdited.connect(self._edited)
        line.installEventFilter(self)
        entry = line.parentWidget()
        holder = entry.parentWidget() if entry else None
        grid = holder.layout() if holder else None
        if isinstance(grid, QGridLayout):  # the field of the form, under its error
            grid.addWidget(self, _UNDER_ERROR, 0)
        self._show()

    @property
    def is_empty(self) -> bool:
        return not self._chosen and not self._line.text().strip()

    def begin(self, member: Member | None) -> None:
        """Nobody, or this member in the line."""
        self._chosen = {}
        self._line.clear()
        if member:
            self._lookup.show(member.id, member.name, member.organisation)
        self._show()

    def members(self) -> list[int]:
        """Everybody's id, in the order of choosing; refuses a name that nobody or two have."""
        typed = [part.strip() for part in self._line.text().split(_BETWEEN) if part.strip()]
        if not typed and not self._chosen:
            raise Refused("With whom was it?", field="member")
        return list(dict.fromkeys([*self._chosen, *(self._find(part).id for part in typed)]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not event.isAutoRepeat()
            and not self._line.text()
            and self._chosen
        ):
            self._take_out(next(reversed(self._chosen)))
            return True
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> Member:
        try:
            if (known := self._lookup.id_of(typed)) is not None:
                return find_member(self._desk.db, known)
            return find_by_words(self._desk.db, typed)
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _edited(self, typed: str) -> None:
        if _BETWEEN in typed:
            *names, rest = typed.split(_BETWEEN)
            self._put_in([name.strip() for name in names if name.strip()], rest.lstrip())

    def _add_by_button(self) -> None:
        if typed := self._line.text().strip():
            self._put_in([typed], "")
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in(self, names: list[str], rest: str) -> None:
        """Those whom it finds; a name that it does not find stays in the line."""
        missed = []
        for name in names:
            try:
                member = self._find(name)
                self._chosen[member.id] = member.name
            except Refused as refused:
                missed.append(name)
                self.refused.emit(refused)
        self._line.setText(f"{_BETWEEN} ".join([*missed, rest]) if missed else rest)
        self._show()

    def _take_out(self, member_id: int) -> None:
        self._chosen.pop(member_id, None)
        self._show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        empty_layout(self._flow)
        for member_id, name in self._chosen.items():
            chip = button(f"{name}  ×", partial(self._take_out, member_id))
            chip.setAccessibleName(self.words("Leave out {name}", name=name))
            chip.setToolTip(chip.accessibleName())
            self._flow.addWidget(chip)
        more = button(self.words("Add another person"), self._add_by_button, "link")
        more.setToolTip(self.words("or type ; after the name"))
        self._flow.addWidget(more)
        self.updateGeometry()
