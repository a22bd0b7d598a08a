"""The tab Promises on Outreach: ours that are open, theirs from idea to placed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_
from commdesk.features.members import count_members, find_member
from commdesk.features.outreach.promises.model import STAGES, Promise, Stage
from commdesk.features.outreach.promises.ops import move_promise
from commdesk.features.outreach.promises.page.form import PromiseForm
from commdesk.features.outreach.promises.page.rows import detail_of, rows_of
from commdesk.features.outreach.promises.queries import list_promises
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key

NEW_WITH = "new-"
"""`open_page("promises", "new-17")` begins a promise with member 17."""


class PromisesPage(Page):
    """Enter changes, Alt+Right moves a promise on, Alt+Left back, Delete lets it go."""

    NAME = "promises"
    TITLE = N_("Promises")
    HELP = N_(
        "What members promised to contribute, with the help that it needs from you, and what you "
        "promised them. In the list Enter changes a promise, Alt+Right moves it to the next stage "
        "and Alt+Left back, Delete lets it go, Ctrl+N notes a new one. A contribution that was "
        "promised comes back in the queue on the day to ask after it."
    )
    WATCHES = frozenset({"outreach_promise", "outreach_message", "member", "organisation"})
    ICON = "handshake-outline"

    def build(self) -> None:
        words = self.words
        self.list = CardList(words("Promises"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.change())
        self.detail = DetailPane(words("Choose a promise to see what it needs."))
        self.form = PromiseForm(self)
        self.beside = ListBeside(
            "promises", self.list, (self.detail, self.form), words, self.host.memory
        )
        self.content.addWidget(self.beside, 1)
        on_key(self.list, "Alt+Right", lambda: self.move_on(1))
        on_key(self.list, "Alt+Left", lambda: self.move_on(-1))
        on_key(self.list, "Del", self.let_go)

    def primary_action(self) -> PageAction:
        return PageAction(N_("New promise"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change the promise"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("To the next stage"), lambda: self.move_on(1), in_header=False),
            PageAction(N_("To the stage before"), lambda: self.move_on(-1), in_header=False),
            PageAction(N_("Let the promise go"), self.let_go, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.beside.filter

    def reload(self) -> None:
        today = self.desk.today()
        found = list_promises(self.desk.db, today)
        self._say_what_matters(found)
        self._explain_emptiness()
        self.beside.filter.setVisible(bool(found))
        self.beside.filter.show_rows(rows_of(found, today, self.words))

    def show_target(self, target: object) -> None:
        """A promise by its id, or a new one with a member."""
        if self.is_stale:
            self.refresh()
        text = str(target)
        if text.startswith(NEW_WITH):
            with self.refusals():
                member = find_member(self.desk.db, int(text.removeprefix(NEW_WITH)))
                self.beside.show_form()
                self.form.begin(member)
            return
        self.beside.go_to(int(text))

    def has_unsaved(self) -> bool:
        return self.beside.is_typed

    def drop_unsaved(self) -> None:
        self.beside.drop_form()

    def add(self) -> None:
        self.beside.show_form()
        self.form.begin()

    def change(self) -> None:
        if promise := self._promise():
            self.beside.show_form()
            self.form.begin_change(promise)

    def move_on(self, steps: int) -> None:
        """One stage on or back; at either end nothing happens."""
        promise = self._promise()
        stage = promise.next_stage(steps) if promise else None
        if promise and stage:
            self._move(promise, stage)

    def let_go(self) -> None:
        promise = self._promise()
        if promise and promise.stage != Stage.DROPPED:
            self._move(promise, Stage.DROPPED)

    def _move(self, promise: Promise, stage: Stage) -> None:
        said = f"{promise.name}: {self.words(dict(STAGES)[stage])}"
        today = self.desk.today()
        self.do(move_promise, promise.id, stage, today=today, then=lambda _none: self.tell(said))

    def _promise(self) -> Promise | None:
        row = self.list.current()
        return row.data if row else None

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        with self.refusals():
            promise: Promise = row.data
            member = find_member(self.desk.db, promise.member_id)
            today = self.desk.today()
            buttons = self._buttons(promise)
            self.detail.show_detail(detail_of(promise, member, today, self.words, buttons))

    def _buttons(self, promise: Promise) -> tuple[QPushButton, ...]:
        words = self.words
        made = []
        if promise.is_open and self.host.has_page("outreach"):
            write = partial(self.host.open_page, "outreach", promise.member_id)
            made.append(button(words("Write a message"), write, "primary"))
        if stage := promise.next_stage(1):
            text = words("Move to: {stage}", stage=words(dict(STAGES)[stage]))
            made.append(button(text, lambda: self.move_on(1)))
        made.append(button(words("Change"), self.change))
        if promise.is_open:
            made.append(button(words("Let go"), self.let_go))
        else:
            made.append(button(words("Open again"), lambda: self.move_on(-1)))
        return tuple(made)

    def _say_what_matters(self, found: list[Promise]) -> None:
        today, words = self.desk.today(), self.words
        still = [each for each in found if each.is_open]
        late = sum(each.urgency(today) == "late" for each in still)
        line = []
        if still:
            line.append(words.plural("{n} open promise", "{n} open promises", len(still)))
        if late:
            line.append(words.plural("{n} is late", "{n} are late", late))
        self.header.show_words(line=" · ".join(line))

    def _explain_emptiness(self) -> None:
        words = self.words
        title = words("No promises yet")
        if count_members(self.desk.db):
            text = words(
                "Say “will contribute” of an answer, and the promise stands here: what, by when, "
                "and what help it needs. What you promise yourself stands here too."
            )
            self.beside.filter.set_empty(title, text, words("New promise"), self.add)
        else:
            text = words("They are made with people: add or import the members of your community.")
            go = partial(self.host.open_page, "members")
            self.beside.filter.set_empty(title, text, words("Go to Members"), go)
