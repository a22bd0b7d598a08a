"""The tab Introductions on Outreach: who was brought together, why, and what came of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_
from commdesk.features.members import Member, count_members, find_member
from commdesk.features.outreach.introductions.model import (
    OUTCOME_KEYS,
    OUTCOMES,
    Introduction,
    Outcome,
)
from commdesk.features.outreach.introductions.ops import set_outcome
from commdesk.features.outreach.introductions.page.form import IntroductionForm
from commdesk.features.outreach.introductions.page.rows import detail_of, rows_of
from commdesk.features.outreach.introductions.queries import list_introductions
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.more import Choice, more_button
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key

NEW_WITH = "new-"
"""`open_page("introductions", "new-17")` begins an introduction of member 17."""


class IntroductionsPage(Page):
    """1 to 3 say what came of an introduction, Enter changes it."""

    NAME = "introductions"
    TITLE = N_("Introductions")
    HELP = N_(
        "Members who can support each other, brought together by you. Ctrl+N introduces two: "
        "choose one, and the form says who would fit. In the list 1 to 3 say what came of it "
        "(found each other, helped each other, came to nothing), Enter changes the reason or the "
        "day to ask after it. Two weeks after an introduction Today asks whether it worked."
    )
    WATCHES = frozenset({"outreach_introduction", "member", "member_tag", "tag", "organisation"})
    ICON = "account-arrow-right-outline"

    def build(self) -> None:
        words = self.words
        self.list = CardList(words("Introductions"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.change())
        self.detail = DetailPane(words("Choose an introduction to see why these two met."))
        self.form = IntroductionForm(self)
        self.beside = ListBeside(
            "introductions", self.list, (self.detail, self.form), words, self.host.memory
        )
        self.content.addWidget(self.beside, 1)
        for number, outcome in enumerate(OUTCOME_KEYS, 1):
            on_key(self.list, str(number), partial(self._say_by_key, outcome))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Introduce two members"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [PageAction(N_("Change the introduction"), self.change, "Ctrl+E", in_header=False)]

    def filter_field(self) -> CardFilter:
        return self.beside.filter

    def reload(self) -> None:
        today = self.desk.today()
        found = list_introductions(self.desk.db)
        rows = rows_of(found, today, self.words)
        self._say_what_matters(found)
        self._explain_emptiness()
        self.beside.filter.setVisible(bool(found))
        self.beside.filter.show_rows(rows)

    def show_target(self, target: object) -> None:
        """An introduction by its id, or a new one: `new-17` of a member, `new-17-20` of both."""
        if self.is_stale:
            self.refresh()
        text = str(target)
        if text.startswith(NEW_WITH):
            with self.refusals():
                one, _, other = text.removeprefix(NEW_WITH).partition("-")
                member = find_member(self.desk.db, int(one))
                self.beside.show_form()
                self.form.begin(member)
                if other:
                    self.form.suggest_other(int(other))
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
        if known := self._introduction():
            self.beside.show_form()
            self.form.begin_change(known)

    def say_outcome(self, outcome: Outcome) -> None:
        """What came of the selected introduction; asked after again when it is none."""
        if known := self._introduction():
            names = self.words("{name} and {other}", name=known.name, other=known.other_name)
            said = f"{names}: {self.words(dict(OUTCOMES)[outcome])}"
            now = self.desk.now()
            self.do(set_outcome, known.id, outcome, now=now, then=lambda _none: self.tell(said))

    def _say_by_key(self, outcome: Outcome) -> None:
        if self.host.has_letter_keys:
            self.say_outcome(outcome)

    def _introduction(self) -> Introduction | None:
        row = self.list.current()
        return row.data if row else None

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        with self.refusals():
            known: Introduction = row.data
            one = find_member(self.desk.db, known.member_id)
            people = (one, find_member(self.desk.db, known.other_id))
            buttons = self._buttons(known, people)
            detail = detail_of(known, people, self.desk.today(), self.words, buttons)
            self.detail.show_detail(detail)

    def _buttons(
        self, known: Introduction, people: tuple[Member, Member]
    ) -> tuple[QPushButton, ...]:
        words = self.words
        if known.is_open:
            made = [
                button(f"{number} {words(dict(OUTCOMES)[each])}", partial(self.say_outcome, each))
                for number, each in enumerate(OUTCOME_KEYS, 1)
            ]
        else:
            again = partial(self.say_outcome, Outcome.WAITING)
            made = [button(words("Ask again in two weeks"), again)]
        rarer: list[Choice] = [(words("Change"), self.change, "Ctrl+E")]
        if self.host.has_page("outreach"):
            for each in people:
                write = partial(self.host.open_page, "outreach", each.id)
                rarer.append((words("Write to {name}", name=each.greeting_name), write, ""))
        return (*made, more_button(words, rarer))

    def _say_what_matters(self, found: list[Introduction]) -> None:
        today, words = self.desk.today(), self.words
        due = sum(bool(each.follow_up_on and each.follow_up_on <= today) for each in found)
        worked = sum(each.result in {Outcome.MET, Outcome.HELPED} for each in found)
        line = []
        if found:
            line.append(words("{done} of {n} found each other", done=worked, n=len(found)))
        if due:
            line.append(words.plural("{n} to ask after", "{n} to ask after", due))
        self.header.show_words(line=" · ".join(line))

    def _explain_emptiness(self) -> None:
        words = self.words
        title = words("Nobody was introduced yet")
        if count_members(self.desk.db) > 1:
            text = words(
                "Members gain most from each other. Choose somebody, and the form says who looks "
                "for the same, or knows about it."
            )
            self.beside.filter.set_empty(title, text, words("Introduce two members"), self.add)
        else:
            text = words("It takes two: add or import the members of your community.")
            go = partial(self.host.open_page, "members")
            self.beside.filter.set_empty(title, text, words("Go to Members"), go)
