"""What can be done with the line at hand: by key, by its menu, from the palette; each one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from commdesk.core.feature import Act
from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import workdays
from commdesk.features.today.acts import moved, next_days, put_off
from commdesk.features.today.model import Line
from commdesk.kit.page import PageAction
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.today.page import TodayPage

_NO_DAY = N_("{title} has no day to change here. Z puts it off.")
_NO_OWNER = N_("Who does “{title}” is settled where it belongs. Enter opens it.")
_NO_TICK = N_("{title} ends where it belongs. Enter opens it.")
KEYS = (
    ("Space", N_("Tick off")),
    ("Enter", N_("Open it where it belongs")),
    ("Z", N_("Put off to the next working day")),
    ("Shift+Z", N_("Put off until…")),
    ("R", N_("Reschedule…")),
    ("O", N_("Change the owner…")),
)


class Hands:
    """Ticks, puts off, moves and hands over; the keyboard stays in the list, on the next line."""

    def __init__(self, page: TodayPage) -> None:
        self._page = page
        self.words = page.words
        self.acted: object = None
        """The key of the line that was changed last."""
        page.list.ticked.connect(lambda _row: self.tick())
        page.list.asked.connect(self._offer)
        for key, slot in (
            ("Z", self.put_off),
            ("Shift+Z", self.ask_until),
            ("R", self.ask_day),
            ("O", self.ask_owner),
        ):
            on_key(page.list, key, self._by_letter(slot))

    @property
    def line(self) -> Line | None:
        """The one the keyboard is at."""
        row = self._page.list.current()
        return row.data if row else None

    def page_actions(self) -> list[PageAction]:
        """For the menu and the palette; their letters work in the list."""
        slots = (
            (N_("Tick off"), self.tick),
            (N_("Put off"), self.put_off),
            (N_("Put off until…"), self.ask_until),
            (N_("Reschedule…"), self.ask_day),
            (N_("Change the owner…"), self.ask_owner),
        )
        return [PageAction(text, slot, in_header=False) for text, slot in slots]

    def choices(self) -> list[tuple[str, Callable[[], object], str]]:
        """What is under More: text, what it does, its key."""
        line, found = self.line, [(self.words("Put off until…"), self.ask_until, "Shift+Z")]
        if line and line.item.move:
            found.append((self.words("Reschedule…"), self.ask_day, "R"))
        if line and line.item.hand_over:
            found.append((self.words("Change the owner…"), self.ask_owner, "O"))
        return list(found)

    def open(self) -> None:
        if line := self.line:
            self._page.host.open_page(line.item.page, line.item.target)

    def tick(self) -> None:
        line = self.line
        if line is None:
            return
        if line.item.tick is None:
            self._tell_why(_NO_TICK, line)
            return
        self._do(line, line.item.tick, say("Ticked off: {title}", title=line.item.title))

    def put_off(self) -> None:
        if line := self.line:
            days, tomorrow = workdays(self._page.desk.db), self._today + timedelta(days=1)
            self._put_off_until(line, days.next_from(tomorrow))

    def ask_until(self) -> None:
        """Choose or type the day until which it is put off."""
        if line := self.line:
            heading = self.words("Put off: {title}", title=line.item.title)
            self._ask_day(heading, partial(self._put_off_until, line))

    def ask_day(self) -> None:
        """Choose or type another day for it."""
        line = self.line
        if line and line.item.move is None:
            self._tell_why(_NO_DAY, line)
        elif line:
            heading = self.words("Another day for: {title}", title=line.item.title)
            self._ask_day(heading, partial(self._move_to, line))

    def ask_owner(self) -> None:
        """Choose or type who does it."""
        line = self.line
        if line and line.item.hand_over is None:
            self._tell_why(_NO_OWNER, line)
        elif line:
            heading = self.words("Another owner for: {title}", title=line.item.title)
            take = partial(self._hand_to, line)
            self._page.owner_card.begin(heading, line.item.owner, self._page.lines, take)
            self._page.beside.show_form(self._page.owner_card)

    @property
    def _today(self) -> date:
        return self._page.desk.today()

    def _by_letter(self, slot: Callable[[], object]) -> Callable[[], object]:
        return lambda: slot() if self._page.host.has_letter_keys else None

    def _ask_day(self, heading: str, take: Callable[[date], object]) -> None:
        days = next_days(workdays(self._page.desk.db), self._today)
        self._page.day_card.begin(heading, days, take)
        self._page.beside.show_form(self._page.day_card)

    def _put_off_until(self, line: Line, day: date) -> None:
        act = put_off(line.item, day, self._today)
        self._do(line, act, say("Put off until {day}: {title}", day=day, title=line.item.title))

    def _move_to(self, line: Line, day: date) -> None:
        with self._page.refusals(self._page.day_card.form):
            act = moved(line.item, day, self._today)
            self._do(line, act, self._moved_words(line, day))

    def _moved_words(self, line: Line, day: date) -> Text:
        values = {"day": day, "title": line.item.title}
        if day in workdays(self._page.desk.db):
            return say("Now on {day}: {title}", **values)
        return say("Now on {day}, not a working day: {title}", **values)

    def _hand_to(self, line: Line, owner: str) -> None:
        if line.item.hand_over:
            said = say("{owner} does it: {title}", owner=owner, title=line.item.title)
            if not owner:
                said = say("Nobody in particular does it: {title}", title=line.item.title)
            self._do(line, line.item.hand_over(owner), said)

    def _do(self, line: Line, act: Act, said: Text) -> None:
        """One act; then the keyboard is on the line after it, or where it went meanwhile."""
        page, shown = self._page, self._page.beside.shown_form
        is_at_hand = page.list.current_key() == line.item.key
        after = page.list.key_after() if is_at_hand else page.list.current_key()

        def then(_result: object) -> None:
            self.acted = line.item.key
            if shown:
                shown.finish(None)
            page.freshen()
            if after is not None:
                page.list.select_key(after)
            page.list.setFocus()
            page.tell(said)

        page.do(act.op, *act.args, then=then, form=shown.form if shown else None, **act.kwargs)

    def _tell_why(self, why: str, line: Line) -> None:
        self._page.tell(say(why, title=line.item.title))

    def _offer(self, where: QPoint) -> None:
        """All of it, each with its key."""
        line = self.line
        if line is None:
            return
        menu = QMenu(self._page)
        shown = [(self.words("Put off"), self.put_off, "Z"), *self.choices()]
        if line.item.tick:
            shown.insert(0, (self.words("Tick off"), self.tick, self.words("Space")))
        if line.item.page and self._page.host.has_page(line.item.page):
            shown.insert(0, (self.words("Open"), self.open, "Enter"))
        for text, slot, key in shown:
            action = menu.addAction(f"{text}\t{key}")
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
