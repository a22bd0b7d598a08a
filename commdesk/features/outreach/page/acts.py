"""What can be done with the person that is selected, besides writing: results, later, skip."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import workdays
from commdesk.features.members import find_member
from commdesk.features.outreach.model import CAREFUL, RESULT_KEYS, RESULTS, Message, Result
from commdesk.features.outreach.ops import plan_minutes, set_result, skip, snooze
from commdesk.features.outreach.queries import planned_minutes
from commdesk.features.plan import new_todo_about
from commdesk.kit.dialogs import ask, ask_text
from commdesk.kit.more import Choice, more_button
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_IN_SIGHT = 3  # results that have a button of their own
PROMISE_KEY, INTRODUCE_KEY = "Ctrl+Shift+P", "Ctrl+Shift+I"


class Acts:
    """The keys 1 to 5, Z and S, and the buttons that do the same."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page
        self.words = page.words
        self.desk = page.desk

    def buttons(self, member_id: int) -> list[QPushButton]:
        """Under the person: a result by mouse while a message waits, and what else can be done."""
        promise = (self.words("New promise"), self._page.begin_promise, PROMISE_KEY)
        rarer = self._rarer(member_id)
        if self._page.waiting_message() is not None:
            results = list(enumerate(RESULT_KEYS, 1))
            made = [self._result_button(*each) for each in results[:_IN_SIGHT]]
            rarer = [*(self._result_choice(*each) for each in results[_IN_SIGHT:]), promise, *rarer]
        else:
            made = [button(*promise[:2])]
        return [*made, more_button(self.words, rarer)]

    def _rarer(self, member_id: int) -> list[Choice]:
        """What has no button of its own, so that the story of the person keeps its room."""
        page, words = self._page, self.words
        found: list[Choice] = [(words("Introduce…"), self.introduce, INTRODUCE_KEY)]
        found += page.reaching.choices(member_id)
        if page.host.has_page("week"):
            add = partial(page.host.open_page, "week", self._about(member_id))
            found.append((words("New to-do"), add, ""))
        if page.host.has_page("members"):
            show = partial(page.host.open_page, "members", member_id)
            found.append((words("Open the member"), show, ""))
        return found

    def introduce(self) -> None:
        """Bring the selected member together with another."""
        if self._page.member_id is not None:
            self._page.host.open_page("introductions", f"new-{self._page.member_id}")

    def set_result(self, result: Result) -> None:
        """Say what came of the selected message, or of the member's last one."""
        message = self._page.waiting_message()
        if message is None:
            refused = Refused("No message to this member waits for an answer.")
            self._page.show_refusal(refused)
        elif result == Result.NO_CONTACT:
            self._ask_to_stop(message)
        else:
            self._set_result(message, result)

    def offer_snooze(self) -> None:
        """Choose until when to put somebody off; the first choice is one Enter away."""
        if self._page.member_id is None:
            return
        menu = QMenu(self._page)
        for day in self._later_days():
            action = menu.addAction(self.words("Until {day}", day=day))
            action.triggered.connect(lambda _checked=False, day=day: self.snooze(day))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        beside = self._page.composer.later_button
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def snooze(self, until: date) -> None:
        if (member_id := self._page.member_id) is not None:
            said = self.words("Put off until {day}.", day=until)
            today = self.desk.today()
            self._page.do(
                snooze, member_id, until, today=today, then=lambda _none: self._page.tell_next(said)
            )

    def skip(self) -> None:
        """Pass somebody over this time, with a reason."""
        if (member_id := self._page.member_id) is None:
            return
        name = find_member(self.desk.db, member_id).name
        follows = self.words("Follow-ups close; {name} rests for 30 days.", name=name)
        ask_text(
            self._page.window(),
            self.words,
            title=self.words("Skip {name} this time?", name=name),
            text=f"{follows} {self.words(CAREFUL)}",
            name=self.words("Why"),
            do=self.words("Skip"),
            then=lambda why: self._page.do(
                skip,
                member_id,
                why,
                today=self.desk.today(),
                then=lambda _none: self._page.tell_next(self.words("Skipped.")),
            ),
        )

    def plan(self) -> None:
        """Say how much time a working day has for messages; the target follows from it."""
        ask_text(
            self._page.window(),
            self.words,
            title=self.words("How much time for messages on a working day?"),
            text=self.words("Now {planned}.", planned=planned_minutes(self.desk.db)),
            name=self.words("Time, such as 1:30 or 90m"),
            do=self.words("Save"),
            then=self._plan,
        )

    def _about(self, member_id: int) -> str:
        """A to-do about the message that waits, else about the member alone."""
        if message := self._page.waiting_message():
            return new_todo_about("outreach_message", message.id, member_id)
        return new_todo_about(member_id=member_id)

    def _result_button(self, number: int, result: Result) -> QPushButton:
        text, slot, _key = self._result_choice(number, result)
        return button(f"{number} {text}", slot)

    def _result_choice(self, number: int, result: Result) -> Choice:
        return self.words(dict(RESULTS)[result]), partial(self.set_result, result), str(number)

    def _set_result(self, message: Message, result: Result) -> None:
        worded = self.words(dict(RESULTS)[result])
        said = self.words("Saved for {name}: {result}.", name=message.name, result=worded)
        self._page.do(
            set_result,
            message.id,
            result,
            today=self.desk.today(),
            reason=self.words("Said so in answer to a message"),
            then=lambda _none: self._told(said, message, result),
        )

    def _told(self, said: str, message: Message, result: Result) -> None:
        self._page.tell(said)
        if result == Result.WILL_CONTRIBUTE:
            self._page.begin_promise(message.id)
        else:
            self._page.replies.make_ready_for_next()

    def _ask_to_stop(self, message: Message) -> None:
        ask(
            self._page.window(),
            self.words,
            title=self.words("Does {name} want no contact any more?", name=message.name),
            text=self.words(
                "Nothing goes out to them any more: follow-ups close and the draft goes. "
                "You can undo this."
            ),
            do=self.words("Stop contact"),
            then=lambda: self._set_result(message, Result.NO_CONTACT),
        )

    def _later_days(self) -> list[date]:
        today, days = self.desk.today(), workdays(self.desk.db)
        wanted = [today + timedelta(days=1), (Week.of(today) + 1).monday]
        wanted += [today + timedelta(days=14), today + timedelta(days=30)]
        return sorted({days.next_from(day) for day in wanted})

    def _plan(self, typed: str) -> None:
        with self._page.refusals():
            try:
                minutes = Minutes.parse(typed)
            except ValueError:
                raise Refused(
                    "{text} is not a length of time. Write 1:30, 1,5 or 90m.", text=typed
                ) from None
            self._page.do(plan_minutes, minutes)
