"""The board of ambassadors: a column a stage; who moves, moves today, with a note."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QWidget

from commdesk.core.words import N_, Words
from commdesk.features.ambassadors.model import NEEDS, Card, Need
from commdesk.features.ambassadors.ops import move_stage
from commdesk.features.ambassadors.page import ADD
from commdesk.features.ambassadors.page.saying import sums
from commdesk.features.ambassadors.pipeline.ops import change_move
from commdesk.features.ambassadors.pipeline.page.column import StageColumn, StageList
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.features.ambassadors.queries import capacity, find_ambassador, list_ambassadors
from commdesk.features.ambassadors.stages import ORDER, STAGES, Stage
from commdesk.kit import theme
from commdesk.kit.cardlist import CardRow
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import EmptyState, label
from commdesk.kit.signals import on_key
from commdesk.kit.theme import Tone


class BoardPage(Page):
    """Arrows go round, Alt with an arrow moves a card, N writes a note to the move."""

    NAME = "pipeline"
    TITLE = N_("Board")
    HELP = N_(
        "Every ambassador in the column of their stage, from candidate to thanked. Arrows go to "
        "another card or column; Alt+Right moves a card to the next stage and Alt+Left back, or "
        "drag it. Every move is dated today; N writes a note to the last one, Enter keeps it. "
        "Enter on a card opens the ambassador."
    )
    WATCHES = frozenset(
        {
            "ambassador", "ambassador_exchange", "ambassador_agreement", "ambassador_check",
            "ambassador_move", "member", "workbook_fact",
        }
    )  # fmt: skip
    ICON = "view-column-outline"

    def build(self) -> None:
        words = self.words
        self._moved: int | None = None
        board = QWidget()
        row = QHBoxLayout(board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.columns = [StageColumn(stage, _big(words(name))) for stage, name in _COLUMNS]
        for place, column in enumerate(self.columns):
            row.addWidget(column, 1)
            found = column.list
            found.crossed.connect(partial(self._cross, place))
            found.pushed.connect(partial(self._push, place))
            found.dropped.connect(partial(self.move_to, stage=column.stage))
            found.opened.connect(self._open)
            found.entered.connect(partial(self._enter, place))
            on_key(found, "N", self._note_by_key)
        self.empty = EmptyState(self)
        self.empty.explain(
            words("No ambassadors yet"),
            words("Everybody stands here in the column of their stage."),
            words("Add ambassador"),
            self.add,
        )
        self._stack = QStackedWidget()
        for part in (board, self.empty):
            self._stack.addWidget(part)
        self.content.addWidget(self._stack, 1)
        self.content.addWidget(self._note_line())

    def _note_line(self) -> QWidget:
        """What to say of the last move, under the board, once there was one."""
        self.note_line = QWidget()
        line = QHBoxLayout(self.note_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        self._moved_words = label()
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.words("Note to this move"))
        self.note.setAccessibleName(self.words("Note to this move"))
        self.note.returnPressed.connect(lambda: self._go_to(self._moved))
        self.note.editingFinished.connect(self._keep_note)  # also when the keyboard goes elsewhere
        on_key(self.note, "Esc", lambda: self._go_to(self._moved))
        line.addWidget(self._moved_words)
        line.addWidget(self.note, 1)
        self.note_line.hide()
        return self.note_line

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Add ambassador"), self.add, NEW, in_header=False),
            PageAction(N_("Note to the move"), self.note_move, in_header=False),
        ]

    def add(self) -> None:
        """In the list, where the form is."""
        self.host.open_page("ambassadors", f"ambassadors/{ADD}")

    def reload(self) -> None:
        cards = list_ambassadors(self.desk.db, self.desk.today())
        here = self._row() if any(each.list.hasFocus() for each in self.columns) else None
        for column in self.columns:
            rows = [_row(c, self.words) for c in cards if c.ambassador.stage == column.stage]
            column.list.show_rows(rows)
            column.show_count(len(rows))
        if here:  # the keyboard goes along, also when an undo takes a card back
            self._go_to(here.key)
        for place, column in enumerate(self.columns):
            if column.list.hasFocus():
                self._enter(place)
        self._stack.setCurrentIndex(0 if cards else 1)
        found = capacity(self.desk.db, cards, self.desk.today())
        self.header.show_words(line=" · ".join(sums(cards, found, self.words)))
        self._say_moved()

    def person_at_hand(self) -> int | None:
        row = self._row()
        return row.data.ambassador.member_id if row else None

    def show_target(self, target: object) -> None:
        if self.is_stale:
            self.refresh()
        self._go_to(target)

    def take_focus(self) -> None:
        """At the first card there is; without any at what adds one."""
        if self._stack.currentWidget() is self.empty:
            if adds := self.empty.findChild(QPushButton):
                adds.setFocus()
            return
        full = [column for column in self.columns if column.list.rows]
        (full or self.columns)[0].list.setFocus()

    def move_to(self, ambassador_id: object, stage: str) -> None:
        """To this stage, today; where they are already nothing happens."""
        key = int(str(ambassador_id))
        if all(row.key != key for row in self._list_of(stage).rows):
            self.do(
                move_stage,
                key,
                stage,
                today=self.desk.today(),
                then=lambda _none: self._has_moved(key, stage),
            )

    def note_move(self) -> None:
        """Write a note to the last move, of the selected card when none moved yet."""
        if row := self._row():
            self._moved = int(str(row.key))
        if self._moved is not None:
            self._say_moved()
            self.note.setFocus()

    def _has_moved(self, key: int, stage: str) -> None:
        self._moved = key
        self.refresh()
        self._go_to(key)
        name = find_ambassador(self.desk.db, key).name
        self.tell(f"{name}: {self.words(dict(STAGES)[stage])}")

    def _say_moved(self) -> None:
        """Which move the note is of, as it stands now: after an undo it is another, or none."""
        found = [
            row.data.ambassador
            for column in self.columns
            for row in column.list.rows
            if row.key == self._moved
        ]
        self.note_line.setVisible(bool(found))
        if not found:
            self._moved = None
            return
        person = found[0]
        stage = self.words(dict(STAGES)[person.stage])
        day = self.words.full_date(person.stage_on)
        self._moved_words.setText(
            self.words("{name}: {stage} since {day}", name=person.name, stage=stage, day=day)
        )
        moves = moves_of(self.desk.db, person.member_id)
        if not self.note.hasFocus():
            self.note.setText(moves[0].note if moves else "")

    def _keep_note(self) -> None:
        if self._moved is None:
            return
        with self.refusals():
            person = find_ambassador(self.desk.db, self._moved)
            last = next(iter(moves_of(self.desk.db, person.member_id)), None)
            if last and last.note != self.note.text().strip():
                changes = {"note": self.note.text()}
                today = self.desk.today()
                said = self.words("Saved")
                self.do(change_move, last.id, changes, today=today, then=lambda _: self.tell(said))

    def _note_by_key(self) -> None:
        if self.host.has_letter_keys:
            self.note_move()

    def _push(self, place: int, by: int) -> None:
        row = self.columns[place].list.current()
        if row and 0 <= place + by < len(ORDER):
            self.move_to(row.key, ORDER[place + by])

    def _cross(self, place: int, by: int) -> None:
        """To the nearest column on that side that has cards."""
        at = place + by
        while 0 <= at < len(self.columns) and not self.columns[at].list.rows:
            at += by
        if 0 <= at < len(self.columns):
            self.columns[at].list.setFocus()

    def _enter(self, place: int) -> None:
        """One card is selected on the whole board."""
        for at, column in enumerate(self.columns):
            if at != place:
                column.list.let_go()
        here = self.columns[place].list
        if here.current() is None:
            here.select_first()

    def _go_to(self, key: object) -> None:
        for column in self.columns:
            if column.list.select_key(int(str(key))):
                column.list.setFocus()

    def _row(self) -> CardRow | None:
        return next((c.list.current() for c in self.columns if c.list.current()), None)

    def _list_of(self, stage: str) -> StageList:
        return self.columns[ORDER.index(stage)].list

    def _open(self, row: CardRow) -> None:
        self.host.open_page("ambassadors", row.key)


def _row(card: Card, words: Words) -> CardRow:
    person = card.ambassador
    need = "" if person.looking_for == Need.UNKNOWN else words(dict(NEEDS)[person.looking_for])
    chips = [_CHIPS[each.kind] for each in card.warnings]
    marked: list[tuple[str, Tone]] = [(words(text), "warn") for text in dict.fromkeys(chips)]
    return CardRow(key=person.id, title=person.name, reason=_big(need), chips=marked, data=card)


_COLUMNS = ((Stage.CANDIDATE, N_("Candidates")), *STAGES[1:])
"""In Dutch the word for one of them is too long for a column."""
_CHIPS = {
    "cadence": N_("in touch"),
    "ends": N_("ends"),
    "ended": N_("ended"),
    "check": N_("look back"),
    "balance": N_("give first"),
    "weekly-ask": N_("weekly ask"),
}
"""What asks for attention, in a word."""


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]
