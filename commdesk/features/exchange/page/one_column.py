"""One column of a list: its values, what it becomes, and why the door is closed for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.exchange.model import AS_TOLD, LEFT_OUT, FoundColumn
from commdesk.features.exchange.sources.columns import BY_HAND
from commdesk.kit import theme
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Card, EmptyState, button, label
from commdesk.kit.scrolled import quiet_area

_ADDS_UP = frozenset({"tags"})


def as_told(program: str) -> Text:
    """How the choice is called to leave a column what the program means by it."""
    return say("As {program} means it", program=program)


class ColumnPane(Card):
    """Beside the table: a choice for an ordinary column, a question for a closed one."""

    chose = Signal(str, str, str)

    def __init__(self, words: Words, columns: Sequence[Column]) -> None:
        super().__init__(padding=0)
        self.words = words
        self._columns = columns
        self._shown: FoundColumn | None = None
        self._program = ""
        self._title = label(role="section", wraps=True)
        self._samples_label = label(words("First values"), "small")
        self._samples = label(wraps=True)
        self._becomes = label(words("Becomes"), "label")
        self.choice = ChoiceInput([])
        self._becomes.setBuddy(self.choice.control)
        self.choice.control.setAccessibleName(words("Becomes"))
        self._note = label(role="muted", wraps=True)
        self._reason_label = label(words("Why it must come in"), "label")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(
            words("Asked by the members themselves, for the birthday card")
        )
        self._reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(words("Why it must come in"))
        self.take = button(words("Take it into the notes"), self._take)
        self.close_again = button(words("Leave it at the door"), self._leave)
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        column.setSpacing(theme.GAP)
        for part in (
            self._title, self._samples_label, self._samples, self._becomes, self.choice,
            self._note, self._reason_label, self.reason, self.take, self.close_again,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch()
        self._area = quiet_area(self._inside)
        self._empty = EmptyState(self)
        self._empty.explain("", words("Choose a column to see its values and what it becomes."))
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._empty)
        self.choice.edited.connect(self._choose)
        self.reason.textChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._take)
        self.show_column(None)

    def set_columns(self, columns: Sequence[Column]) -> None:
        self._columns = columns

    def show_column(self, column: FoundColumn | None, program: str = "") -> None:
        """`program`: which one made the list, if we know."""
        self._shown, self._program = column, program
        self._area.setVisible(column is not None)
        self._empty.setVisible(column is None)
        if column is None:
            return
        self._title.setText(column.heading)
        self._samples.setText("\n".join(column.samples))
        for part in (self._samples_label, self._samples):
            part.setVisible(bool(column.samples))
        self._show_choice(column)
        self._show_door(column)
        self.setAccessibleName(column.heading)

    def take_focus(self) -> None:
        """To the choice, or to what is asked of a closed column."""
        ways = (self.choice.control, self.reason, self.close_again)
        for way in ways:
            if way.isVisible():
                way.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _show_choice(self, column: FoundColumn) -> None:
        is_open = column.closed is None
        for part in (self._becomes, self.choice):
            part.setVisible(is_open)
        if is_open:
            named = [(each.key, self.words(each.heading)) for each in self._columns]
            bare = (LEFT_OUT, self.words("Leave out"))
            if column.by_default == AS_TOLD:
                bare = (AS_TOLD, self.words(as_told(self._program)))
            self.choice.set_choices([bare, *named])
            self.choice.load(column.key)
            self._note.setText(self.words(self._note_of(column), program=self._program))

    def _note_of(self, column: FoundColumn) -> str:
        if column.by_default == AS_TOLD:
            return N_(
                "{program} says here who somebody is, or that they want no mail. That counts, "
                "whatever you choose."
            )
        if column.key in _ADDS_UP:
            return N_("Tags of more than one column add up.")
        if column.key != LEFT_OUT and self._program:
            return N_("In each row what you choose yourself counts first, then what is filled.")
        if column.key != LEFT_OUT:
            return N_(
                "When more columns become the same, the first one that is filled counts in each "
                "row."
            )
        return N_("What is left out is not taken in; what the workbook has stays as it is.")

    def _show_door(self, column: FoundColumn) -> None:
        can_open = column.closed is not None and not column.is_never
        for part in (self._reason_label, self.reason, self.take):
            part.setVisible(can_open and not column.reason)
        self.close_again.setVisible(bool(column.reason))
        self.reason.clear()
        self.take.setEnabled(False)
        if column.closed:
            self._note.setText(self.words(self._door_note(column), why=column.closed))

    def _door_note(self, column: FoundColumn) -> str:
        if column.is_never:
            return N_(
                "Closed at the door: {why}. Without a ground in law this may not be kept, so it "
                "never comes in."
            )
        if column.reason:
            return N_("Taken by hand into the notes, with this reason: the import keeps it.")
        return N_(
            "Closed at the door: {why}. It says more about people than the work needs. Only with "
            "a reason, which is kept with the import, does it come into the notes."
        )

    def _choose(self) -> None:
        if self._shown is not None:
            self.chose.emit(self._shown.mark, self.choice.value(), "")

    def _take(self) -> None:
        if self._shown is not None and (reason := self.reason.text().strip()):
            self.chose.emit(self._shown.mark, min(BY_HAND), reason)

    def _leave(self) -> None:
        if self._shown is not None:
            self.chose.emit(self._shown.mark, LEFT_OUT, "")
