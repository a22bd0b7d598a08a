"""Replies as they come in: type a name, go down, say what came of it, type the next name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from commdesk.features.members import find_member
from commdesk.features.outreach.page.people import WAITING
from commdesk.features.outreach.queries import last_waiting

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_PLAIN = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.ShiftModifier
_COMMANDS = frozenset("zs")


class Replies(QObject):
    """Letters typed in a list go to its filter; from there Down or Enter goes to the first row."""

    def __init__(self, page: OutreachPage) -> None:
        super().__init__(page)
        self._page = page
        people = page.people
        for each in (people.queue, people.waiting):
            each.installEventFilter(self)
        people.filter.went_down.connect(self._go_to_first)
        people.filter.returnPressed.connect(self._go_to_first)

    def show_last_of(self, member_id: int) -> bool:
        """Stand at the last message to them that waits; False when there is none."""
        page, people = self._page, self._page.people
        message = last_waiting(page.desk.db, member_id)
        if message is None or find_member(page.desk.db, member_id).do_not_contact:
            return False
        people.filter.clear()
        people.show_tab(WAITING)
        if not people.waiting.select_key(message.id):
            people.filter.setText(message.name)  # older than what the list shows
            people.waiting.select_key(message.id)
        people.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def make_ready_for_next(self) -> None:
        """After a result: an empty filter for the next name, when a name was typed for this one."""
        people = self._page.people
        is_writing = self._page.composer.text.hasFocus()
        if people.tab == WAITING and people.filter.text() and not is_writing:
            people.filter.clear()
            people.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_letter(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                if not self._page.host.has_letter_keys and event.text().lower() in _COMMANDS:
                    event.accept()  # the keys of one letter are off: it is a letter of a name
            elif event.type() == QEvent.Type.KeyPress:
                self._begin_name(event.text())
                return True
        return super().eventFilter(watched, event)

    def _begin_name(self, letter: str) -> None:
        field = self._page.people.filter
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setText(letter)

    def _go_to_first(self) -> None:
        people = self._page.people
        people.list.select_first()
        people.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_letter(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text()[0].isalpha() and not event.modifiers() & ~_PLAIN
