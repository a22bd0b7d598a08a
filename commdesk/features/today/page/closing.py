"""The close of the day: what is left and where it goes, beside the coming days; then taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.words import Text, Words
from commdesk.features.today.closing import (
    Place,
    Room,
    Way,
    acts_of,
    filled,
    propose,
    put,
    remarks,
    ways_for,
)
from commdesk.features.today.ops import close_day
from commdesk.features.today.queries import Closing, closing_of, has_people
from commdesk.features.today.wording import done_words, is_taken, room_words, way_words
from commdesk.kit import theme
from commdesk.kit.detailwords import word
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.formkeys import SAVES
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Bar, Card, button, empty_layout, label
from commdesk.kit.progress import Progress
from commdesk.kit.regions import Regions
from commdesk.kit.scrolled import keep_in_sight, scrolled
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.today.page import TodayPage

_CHOICE = 156
_SHOWN_DAYS = 3
_MANY = 1_000
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ClosingPanel(QWidget):
    """`done` when it was taken over or left. Every place can be changed before."""

    done = Signal()

    def __init__(self, page: TodayPage) -> None:
        super().__init__()
        self._page = page
        self.words = page.words
        self._closing: Closing | None = None
        self._reads = 0
        self._places: list[Place] = []
        self._chosen: dict[str, tuple[Way, date | None]] = {}
        self.rows: list[_Row] = []
        self._done = label(role="muted", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._days = _Days(self.words)
        left, right = self._card(), Card(self.words("The coming days"))
        right.body.addWidget(self._days)
        right.body.addStretch()
        regions = Regions(
            "today-close", (left, right), words=self.words, memory=page.host.memory, shares=(3, 1)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(regions)
        for keys in SAVES:
            on_key(self, keys, self.take).setAutoRepeat(False)
        on_key(self, "Esc", self.leave)

    @property
    def places(self) -> Sequence[Place]:
        """Where everything goes as it is shown now."""
        return self._places

    def begin(self) -> None:
        """Read what is left and propose anew; what was chosen by hand stays chosen.

        With many people it takes a moment to know what the coming days hold: that is asked in a
        thread.
        """
        desk, self._reads = self._page.desk, self._reads + 1
        if not has_people(desk.db, desk.features, more_than=_MANY):
            self._propose(closing_of(desk.db, desk.features, desk.today()))
            return
        self.taker.setEnabled(False)
        self._page.host.run_job(
            self.words("Looking for room in the coming days"),
            partial(_read_in_thread, desk, desk.today()),
            partial(self._take_in, self._reads),
            self._stopped,
        )

    def _take_in(self, reads: int, closing: Closing) -> None:
        """What a thread read, unless it was asked again or left meanwhile."""
        if reads == self._reads and self._page.is_closing:
            self._propose(closing)
            self.take_focus()

    def _stopped(self, error: Exception) -> None:
        self._leave()
        self._page.tell_why(error)

    def _propose(self, closing: Closing) -> None:
        self._closing, rooms = closing, closing.rooms
        self._places = propose(closing.left, rooms)
        for number, place in enumerate(self._places):
            chosen = self._chosen.get(place.left.item.key)
            if chosen in ways_for(place.left, rooms):
                self._places = put(self._places, number, *chosen)
        self._done.setText(self.words(done_words(closing.work)))
        self._make_rows()
        self._show()

    def take_focus(self) -> None:
        """To the first place that can be changed; else to the button that leaves."""
        first: QWidget = self.rows[0].choice.box if self.rows else self.leaver
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """All of it as one act."""
        today = self._page.desk.today()
        said = self.words("Everything has its place. Undo takes it back in one step.")

        def then(_result: object) -> None:
            self._leave()
            self._page.tell(said)

        self._page.do(close_day, acts_of(self._places, today), day=today, then=then)

    @property
    def is_changed(self) -> bool:
        """Whether a place was chosen by hand that is not taken over yet."""
        return bool(self._chosen)

    def leave(self) -> None:
        """What was chosen by hand is thrown away only on purpose."""
        ask_to_drop(self._page.window(), self.words, is_typed=self.is_changed, then=self._left)

    def drop(self) -> None:
        self._leave()

    def _left(self) -> None:
        self._leave()
        self._page.tell(self.words("Nothing was moved."))

    def _leave(self) -> None:
        self._chosen.clear()
        self.done.emit()

    def _card(self) -> Card:
        card = Card(self.words("Where the rest goes"))
        inside = QWidget()
        inside.setLayout(self._rows)
        self._nothing = label(self.words("Nothing is left of today."), wraps=True)
        self._area = scrolled(self._nothing, inside)
        self.taker = button(self.words("Take over"), self.take, "primary")
        self.leaver = button(self.words("Cancel"), self.leave)
        self.taker.setToolTip("Ctrl+Enter")
        self.leaver.setToolTip("Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.taker)
        buttons.addWidget(self.leaver)
        buttons.addStretch()
        card.body.addWidget(self._done)
        card.body.addWidget(self._area, 1)
        card.body.addLayout(buttons)
        return card

    def _make_rows(self) -> None:
        empty_layout(self._rows)
        self.rows = []
        rooms = self._closing.rooms if self._closing else ()
        for number, place in enumerate(self._places):
            row = _Row(self.words, place, rooms)
            row.choice.edited.connect(lambda number=number: self._choose(number))
            self._rows.addWidget(row)
            self.rows.append(row)
        keep_in_sight([row.choice.box for row in self.rows], self._area)
        for row in self.rows:
            QWidget.setTabOrder(row.choice.box, self.taker)
        QWidget.setTabOrder(self.taker, self.leaver)

    def _choose(self, number: int) -> None:
        way, day = self.rows[number].choice.value()
        self._chosen[self._places[number].left.item.key] = (way, day)
        self._places = put(self._places, number, way, day)
        self._show()
        if notes := self.rows[number].notes:
            self._page.tell(notes)

    def _show(self) -> None:
        rooms = self._closing.rooms if self._closing else ()
        for row, notes in zip(self.rows, remarks(self._places, rooms), strict=True):
            row.say(notes)
        self._nothing.setVisible(not self.rows)
        self.taker.setEnabled(is_taken(self._places))
        used = {place.day for place in self._places}
        self._days.show_days(filled(rooms, self._places), used)


def _read_in_thread(desk: Desk, today: date, progress: Progress) -> Closing:
    """The same beside a window that goes on."""
    progress.check()
    with desk.twin() as twin:
        return closing_of(twin.db, twin.features, today)


class _Row(QWidget):
    """One thing, what has to be said of its place, and the place itself."""

    def __init__(self, words: Words, place: Place, rooms: Sequence[Room]) -> None:
        super().__init__()
        self.words = words
        item = place.left.item
        self.notes = ""
        self._line = words.duration(item.minutes)
        self._note = label(role="small", wraps=True)
        ways = ways_for(place.left, rooms)
        self.choice = ChoiceInput([(way, words(way_words(*way))) for way in ways])
        self.choice.load((place.way, place.day))
        self.choice.box.installEventFilter(_OpensOnEnter(self.choice.box))
        self.choice.box.setAccessibleName(words("{title} goes to", title=item.title))
        self.choice.setFixedWidth(theme.px(_CHOICE))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(words(item.title), wraps=True), 0, 0)
        grid.addWidget(self._note, 1, 0)
        grid.addWidget(self.choice, 0, 1, 2, 1)

    def say(self, notes: Sequence[Text]) -> None:
        """Its length, and what has to be said."""
        self.notes = " · ".join(self.words(each) for each in notes)
        self._note.setText(" · ".join(part for part in (self._line, self.notes) if part))
        self.choice.box.setAccessibleDescription(self.notes)


class _OpensOnEnter(QObject):
    """Enter opens the list of a box, as Space does: taking everything over has its own key."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and isinstance(watched, QComboBox)):
            return super().eventFilter(watched, event)
        has_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER or has_control:
            return super().eventFilter(watched, event)
        watched.showPopup()
        return True


class _Days(QWidget):
    """The coming days that get something, with their hours."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._made: list[tuple[QLabel, QLabel, Bar]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_days(self, rooms: Sequence[Room], used: set[date | None]) -> None:
        while len(self._made) < len(rooms):
            self._made.append(self._make())
        for (name, figures, bar), room in zip(self._made, rooms, strict=False):
            is_shown = room.day in used or rooms.index(room) < _SHOWN_DAYS
            word(name, self.words.date(room.day) if is_shown else "")
            word(figures, room_words(room, self.words) if is_shown else "")
            theme.set_role(figures, "warn" if room.left < 0 else "small")
            bar.setVisible(is_shown)
            bar.tone = "warn" if room.left < 0 else "accent"
            bar.show_share(room.planned, room.hours, figures.text())
        for parts in self._made[len(rooms) :]:
            for part in parts:
                part.hide()

    def _make(self) -> tuple[QLabel, QLabel, Bar]:
        made = label(role="label"), label(role="small", wraps=True), Bar()
        for part in made:
            self._column.addWidget(part)
        self._column.addSpacing(theme.GAP)
        return made
