"""What keys and the mouse ask of the page: pick up, put down, choose, allow, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from commdesk.core.words import N_
from commdesk.features.moderation.roster.board import Cell, Strip, candidates
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.acts import STEP
from commdesk.features.moderation.roster.page.carry import Carried, verdicts
from commdesk.features.moderation.roster.page.menu import offer_menu
from commdesk.features.moderation.roster.page.model import key_of
from commdesk.features.moderation.roster.page.side import when

if TYPE_CHECKING:
    from commdesk.features.moderation.roster.page import RosterPage


class Hands:
    """Holds what is being moved, and does what the keys say."""

    def __init__(self, page: RosterPage) -> None:
        self._page = page
        self.words = page.words
        self.holds: Carried | None = None
        page.table.acted.connect(self.act)
        page.table.carried.connect(self.hold)
        page.table.dropped.connect(self._dropped)
        page.table.moved.connect(self._moved)
        page.side.team.carried.connect(self.hold)
        page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.table.customContextMenuRequested.connect(self._offer)

    def act(self, name: str) -> None:
        """What a key in the grid asks; a grid that nobody sees is left as it is."""
        if name == "leave":
            self._leave()
        elif not self._page.table.isVisible():
            self._page.take_focus()
        elif self._page.proposing.found:
            if name in {"allow", "open"}:
                self._page.proposing.take()
            else:
                self._page.tell(N_("Take the proposal over or drop it first."))
        elif not self._page.table.is_locked:
            self._change(name)

    def _change(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "open": self._put_down if self.holds else self.open_candidates,
            "cut": self._pick_up,
            "paste": self._put_down,
            "remove": self._page.acts.remove,
            "pin": self._page.acts.pin,
            "longer": lambda: self._page.acts.lengthen(STEP),
            "shorter": lambda: self._page.acts.lengthen(-STEP),
            "allow": self._page.refusal.allow,
            "copy_week": self.copy_week,
        }
        if name != "allow":
            self._page.refusal.hide()
        acts[name]()

    def open_candidates(self) -> None:
        """Who can take a shift in this cell, best first."""
        target = self._page.table.target()
        if target is None:
            return
        words, board = self.words, self._page.board
        if isinstance(target, Cell):
            length = board.length_for(target.task, target.day, target.part)
            found = candidates(board, target.task, [(target.day, target.part)], length)
            where = when(Shift(target.task.id, 0, target.day, target.part, length), words)
        else:
            place = target.places[0]
            found = candidates(board, target.task, place.spots, place.minutes)
            where, length = words("any day part"), place.minutes
        title = f"{target.task.name}, {where}, {words.duration(length)}"
        self._page.side.show_candidates(title, found)
        self._page.arrange()
        self._page.side.people.setFocus()

    def _leave(self) -> None:
        """Esc: first what was refused, then what is being moved, then the proposal."""
        if self._page.refusal.isVisible():
            self._page.refusal.leave()
        elif self.holds:
            self.hold(None)
            self._page.tell(N_("Left where it was."))
        elif self._page.proposing.is_running:
            self._page.proposing.cancel()
        elif self._page.proposing.is_open:
            self._page.proposing.drop()

    def _pick_up(self) -> None:
        chip = self._page.table.chip()
        if chip is None or chip.shift is None:
            self._page.tell(N_("Nobody is in this cell."))
            return
        self.hold(Carried(chip.shift.moderator_id, chip.shift))
        self._page.tell(
            self.words(
                "{name} is picked up. Arrow keys choose the cell, Enter puts the shift down.",
                name=self._page.board.people[chip.shift.moderator_id].name,
            )
        )

    def _put_down(self) -> None:
        target, what = self._page.table.target(), self.holds
        if target and what:
            self.hold(None)
            self._page.acts.drop(what, target)

    def hold(self, what: Carried | None) -> None:
        self.holds = what
        self.show_verdicts()

    def show_verdicts(self) -> None:
        targets = self._page.table.roster.targets() if self.holds else []
        if self.holds:
            said = verdicts(self.holds, targets, self._page.board, self.words)
            self._page.table.roster.show_verdicts(said)
        else:
            self._page.table.roster.show_verdicts({})

    def _moved(self) -> None:
        """Say aloud whether what is carried may go here; a refusal was about another cell."""
        self._page.refusal.hide()
        target = self._page.table.target()
        verdict = self._page.table.roster.verdict(key_of(target)) if target and self.holds else None
        if verdict:
            self._page.host.announce(verdict.reason)

    def _dropped(self, what: Carried, target: Cell | Strip) -> None:
        self._page.acts.drop(what, target)

    def _offer(self, where: QPoint) -> None:
        """The menu of the cell under the mouse, or of the one that the keyboard is at."""
        table = self._page.table
        if table.target() and not table.is_locked:
            offer_menu(table, self.act, self.words, where)

    def copy_week(self) -> None:
        if not self._page.table.is_locked:
            self._page.acts.copy_last_week()
