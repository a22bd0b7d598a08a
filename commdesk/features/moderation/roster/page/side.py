"""Beside the grid: the team with the hours they have left, or who could take a shift."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.board import Candidate, WeekBoard
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.carry import Carried, drag, is_far
from commdesk.features.moderation.roster.page.uncovered import Uncovered
from commdesk.features.moderation.roster.solving import Explained
from commdesk.features.moderation.team import DaysOff, Moderator
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.parts import Card, button, label
from commdesk.kit.theme import Tone

_NO_LIMIT = 16_777_215


class TeamList(CardList):
    """A person can be dragged from it into a cell."""

    carried = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.is_locked = False
        self._pressed: tuple[QPoint, CardRow] | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.current()
        point = event.position().toPoint()
        is_on_row = row is not None and self.indexAt(point).isValid() and not self.is_locked
        self._pressed = (point, row) if row and is_on_row else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed and is_far(self._pressed[0], event.position().toPoint()):
            row = self._pressed[1]
            what = Carried(row.data)
            self._pressed = None
            self.carried.emit(what)
            drag(self, what, row.title)
            self.carried.emit(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)


class Side(QStackedWidget):
    """The team; the people for one shift; what a proposal leaves open."""

    chosen = Signal(object)
    """A Candidate whose shift is to be put on the roster."""
    left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._is_asked = False
        self.team = TeamList(words("Team"))
        self.people = CardList(words("Who can take it"))
        self.people.opened.connect(lambda row: self.chosen.emit(row.data))
        self.people.left.connect(self.left)
        self._team_card = self._card(words("Team"), self.team)
        hint = words("Drag somebody into a cell, or a shift out of it to here.")
        self._team_card.body.addWidget(label(hint, "small", wraps=True))
        self._people_card = self._card(" ", self.people)
        self._team_card.setFocusProxy(self.team)
        self._people_card.setFocusProxy(self.people)
        self._people_card.body.addWidget(button(words("Back"), self.left.emit))
        self.addWidget(self._team_card)
        self.uncovered = Uncovered(words)
        self.uncovered.left.connect(self.left)
        self.addWidget(self._people_card)
        self.addWidget(self.uncovered)

    @property
    def has_turn(self) -> bool:
        """Whether something in it was asked for, so that it is seen where there is one region."""
        return self._is_asked

    def set_width(self, width: int | None) -> None:
        """So wide beside the grid; None: as wide as there is room."""
        self.setMinimumWidth(width or 0)
        self.setMaximumWidth(width or _NO_LIMIT)

    def show_uncovered(self, explained: Sequence[Explained], board: WeekBoard) -> None:
        """What a proposal leaves open, where it leaves anything open."""
        if explained:
            self.uncovered.show_places(explained, board)
            self.setCurrentWidget(self.uncovered)
        else:
            self.back_to_team()

    def show_team(self, board: WeekBoard) -> None:
        people = [person for person in board.people.values() if person.is_active]
        people.sort(key=lambda person: (-board.left(person.id), person.name.casefold()))
        self.team.show_rows([_team_row(person, board, self.words) for person in people])
        self.team.set_empty(self.words("No moderators yet"))

    def show_candidates(self, title: str, found: Sequence[Candidate]) -> None:
        """Who can take this shift, best first; then who cannot, with the reason."""
        self._people_card.heading.setText(title)
        self.people.show_rows([_candidate_row(each, self.words) for each in found])
        self.people.set_empty(
            self.words("No day part of this task is left."),
            self.words("Give the task more day parts, or move a shift."),
        )
        self.setCurrentWidget(self._people_card)
        self._is_asked = True
        self.people.select_first()
        self.people.setFocus()

    def ask_uncovered(self) -> None:
        """Let it be seen also where there is one region."""
        self._is_asked = True

    def give_turn(self) -> None:
        """Back to the grid, where there is one region."""
        self._is_asked = False

    def back_to_team(self) -> None:
        self.setCurrentWidget(self._team_card)

    def _card(self, title: str, inner: QWidget) -> Card:
        card = Card(title, padding=12)
        card.body.addWidget(inner, 1)
        return card


def _team_row(person: Moderator, board: WeekBoard, words: Words) -> CardRow:
    left = board.left(person.id)
    chips: tuple[tuple[str, Tone], ...] = ()
    if left < 0:
        chips = ((words("{minutes} too many", minutes=words.hours(-left)), "bad"),)
    elif not left:
        chips = ((words("full"), "plain"),)
    off = [_off(run, words) for run in board.off(person.id)]
    return CardRow(
        key=person.id,
        title=person.name,
        reason=" · ".join([", ".join(person.expertise) or words("no expertise"), *off]),
        chips=chips,
        right=words("{minutes} left", minutes=words.hours(left)) if left > 0 else "",
        data=person.id,
    )


def _off(run: DaysOff, words: Words) -> str:
    first, last = words.date(run.first_on), words.date(run.last_on)
    if run.first_on == run.last_on:
        return words("off {day}", day=first)
    return words("off {first} to {last}", first=first, last=last)


def _candidate_row(each: Candidate, words: Words) -> CardRow:
    if not each.can:
        return CardRow(
            key=each.person.id,
            title=each.person.name,
            reason=words(each.breaches[0].text),
            group=words("Cannot"),
            data=each,
        )
    reason = [", ".join(each.person.expertise) or words("no expertise"), when(each.shift, words)]
    return CardRow(
        key=each.person.id,
        title=each.person.name,
        reason=" · ".join(reason),
        chips=((words("rather not"), "warn"),) if each.is_unwished else (),
        right=words("{minutes} left", minutes=words.hours(each.left)),
        group=words("Can"),
        data=each,
    )


def when(shift: Shift, words: Words) -> str:
    return f"{words.date(shift.day)} {words(part_name(shift.day_part))}"
