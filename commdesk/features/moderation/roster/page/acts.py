"""What can be done with a shift: checked first, then done, refused, or allowed on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.roster.board import Candidate, Cell, Strip
from commdesk.features.moderation.roster.copying import Copied, copy_week
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.ops import add_shift, change_shift, pin_shift, remove_shift
from commdesk.features.moderation.roster.page.carry import Carried, fresh_breaches, is_same_place
from commdesk.features.moderation.roster.page.model import Key
from commdesk.features.moderation.roster.page.side import when

if TYPE_CHECKING:
    from commdesk.features.moderation.roster.page import RosterPage

STEP = 15


class Acts:
    """The acts of one page, on the board that it shows."""

    def __init__(self, page: RosterPage) -> None:
        self._page = page
        self.words = page.words

    def drop(self, what: Carried, target: Cell | Strip) -> None:
        """Let go of somebody over a place."""
        shift = what.at(target, self._page.board)
        if shift is None:
            self._page.refuse([self.words("No day part of this task is left.")], None)
        elif what.shift is None:
            self.add(shift)
        elif not is_same_place(shift, what.shift):
            changes = {"task_id": shift.task_id, "day": shift.day, "day_part": shift.day_part}
            self._change(shift, changes)

    def choose(self, who: Candidate) -> None:
        self.add(who.shift)

    def add(self, shift: Shift) -> None:
        page = self._page

        def write(*, is_allowed: bool) -> None:
            page.do(
                add_shift, shift, is_allowed=is_allowed, then=lambda new: self._placed(shift, new)
            )

        self._checked(shift, write)

    def lengthen(self, minutes: int) -> None:
        """Make the chosen shift so much longer, or shorter below zero."""
        if shift := self._chosen():
            longer = Minutes(shift.minutes + minutes)
            self._change(replace(shift, minutes=longer), {"minutes": longer})

    def pin(self) -> None:
        if shift := self._chosen():
            pins, name = not shift.is_pinned, self._name(shift)
            text = (
                self.words("{name} is pinned there", name=name)
                if pins
                else self.words("{name} is no longer pinned", name=name)
            )
            self._page.do(
                pin_shift, shift.id, is_pinned=pins, then=lambda _none: self._page.tell(text)
            )

    def remove(self, shift: Shift | None = None) -> None:
        if gone := shift or self._chosen():
            text = self.words("{name} is off the roster there", name=self._name(gone))
            self._page.do(remove_shift, gone.id, then=lambda _none: self._page.tell(text))

    def copy_last_week(self) -> None:
        """What fits of last week's shifts; of the others the banner says who and why."""
        week = self._page.week
        self._page.do(copy_week, week - 1, week, then=self._copied)

    def _copied(self, copied: Copied) -> None:
        page, words = self._page, self.words
        said = words.plural("{n} shift copied", "{n} shifts copied", copied.count)
        page.tell(said)
        if copied.refused:
            reasons = " ".join(dict.fromkeys(words(text) for _, text in copied.refused))
            count = len(copied.refused)
            left = words.plural(
                "{n} does not fit: {reasons}", "{n} do not fit: {reasons}", count, reasons=reasons
            )
            page.banner.show_text(f"{said}. {left}", "warn")
        elif not copied.count:
            page.banner.show_text(words("Nothing to copy: last week has no other shifts."), "plain")

    def _change(self, shift: Shift, changes: dict[str, Any]) -> None:
        page = self._page

        def write(*, is_allowed: bool) -> None:
            page.do(
                change_shift,
                shift.id,
                changes,
                is_allowed=is_allowed,
                then=lambda _none: self._placed(shift, shift.id),
            )

        self._checked(shift, write)

    def _checked(self, shift: Shift, write: Callable[..., None]) -> None:
        """Do it when no rule stands in the way but those that were allowed for it before."""
        fresh = fresh_breaches(shift, self._page.board)
        if not fresh:
            write(is_allowed=bool(shift.exception))
            return
        is_hard = any(breach.is_hard for breach in fresh)
        texts = [self.words(breach.text) for breach in fresh if breach.is_hard or not is_hard]
        self._page.refuse(texts, None if is_hard else lambda: write(is_allowed=True))

    def _placed(self, shift: Shift, shift_id: int) -> None:
        page, words = self._page, self.words
        placed = replace(shift, id=shift_id)
        page.choose(place_of(placed), placed)
        task = page.board.tasks[shift.task_id].name
        length = words.duration(shift.minutes)
        page.tell(f"{self._name(shift)}: {task}, {when(shift, words)}, {length}")

    def _chosen(self) -> Shift | None:
        chip = self._page.table.chip()
        return chip.shift if chip else None

    def _name(self, shift: Shift) -> str:
        return self._page.board.people[shift.moderator_id].name


def place_of(shift: Shift) -> Key:
    return shift.task_id, str(shift.day_part), shift.day.isoweekday()


def week_of(target: str) -> Week | None:
    try:
        return Week.parse(target)
    except ValueError:
        return None
