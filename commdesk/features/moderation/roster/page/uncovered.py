"""What a proposal leaves open: where, why, and the change that would help, one press away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.board import WeekBoard
from commdesk.features.moderation.roster.solving import ChangeKind, Explained
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.parts import Card, button

_HERE = {ChangeKind.FILL, ChangeKind.EXCHANGE, ChangeKind.DAY_PART, ChangeKind.BUDGET}
_WRITTEN = {ChangeKind.AVAILABILITY}


class Uncovered(Card):
    """Enter makes the change of the chosen place, or goes where it is made."""

    mended = Signal(object)
    """An Explained."""
    left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(words("Stays open"), padding=12)
        self.words = words
        self.places = CardList(words("Stays open"))
        self.places.selected.connect(self._name_button)
        self.places.opened.connect(lambda row: self.mended.emit(row.data))
        self.places.left.connect(self.left)
        self.mend = button(words("Make this change"), self._mend)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.mend)
        self.setFocusProxy(self.places)

    def show_places(self, explained: Sequence[Explained], board: WeekBoard) -> None:
        words = self.words
        self.places.show_rows([_row(each, board, words) for each in explained])
        self.places.set_empty(words("Everything is covered"))
        self.places.select_first()
        self.mend.setVisible(bool(explained))

    def _mend(self) -> None:
        if row := self.places.current():
            self.mended.emit(row.data)

    def _name_button(self, row: CardRow | None) -> None:
        if row:
            self.mend.setText(mend_words(row.data, self.words))


def mend_words(explained: Explained, words: Words) -> str:
    """What the button does: in the proposal, in the workbook, or where to go."""
    kind = explained.change.kind
    if kind in _HERE:
        return words("Make this change")
    if kind in _WRITTEN:
        return words("Make this change and propose again")
    return words("Open in Team")


def _row(each: Explained, board: WeekBoard, words: Words) -> CardRow:
    gap = each.gap
    where = (
        f"{words.date(gap.spot[0])} {words(part_name(gap.spot[1]))}"
        if gap.spot
        else words.week(gap.week)
    )
    return CardRow(
        key=(gap.wanted, gap.week),
        title=f"{board.tasks[gap.task_id].name}, {where}",
        reason=f"{words(each.why)} {words(each.change.text)}",
        chips=((words("{missing} short", missing=words.hours(gap.minutes)), "bad"),),
        data=each,
    )
