"""The tab of readiness: what is settled inside the organisation, and who decides what."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from commdesk.core.words import N_
from commdesk.features.concept.page.written import Written, save_all, store
from commdesk.features.concept.readiness import (
    Decision,
    list_decisions,
    list_subjects,
    standing,
)
from commdesk.features.concept.readiness.ops import answer_subject, remove_decision
from commdesk.features.concept.readiness.page.decisions import DecisionForm, rows_of
from commdesk.features.concept.readiness.page.subjects import SubjectsCard
from commdesk.kit.cardlist import CardList
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, label
from commdesk.kit.signals import on_key


class ReadinessPage(Page):
    """Subjects with a state and an answer; beside them the decisions."""

    NAME = "readiness"
    TITLE = N_("Readiness")
    HELP = N_(
        "Whether the organisation can carry a community: per subject how far it is and what was "
        "said about it. A state is stored when it is chosen, a text when you leave it with Tab. "
        "Beside it stands who decides what, and within how many days: Ctrl+N adds a decision, "
        "Enter changes it, Delete removes it."
    )
    WATCHES = frozenset({"concept_readiness", "concept_decision"})
    ICON = "account-tie-outline"

    def build(self) -> None:
        words = self.words
        self.subjects = SubjectsCard(words)
        self.subjects.answered.connect(self._answer)
        self.subjects.chosen.connect(self._choose)
        self.list = CardList(words("Who decides"))
        self.list.opened.connect(lambda _row: self.change())
        on_key(self.list, "Del", self.remove)
        self.list.set_empty(
            words("Nobody knows yet who decides"),
            words(
                "What may you decide alone, who decides the rest, and within how many days? Then "
                "nobody waits for an answer that does not come."
            ),
            words("Add a decision"),
            self.add,
        )
        self.form = DecisionForm(self)
        self.form.done.connect(self._end_form)
        self._right = QStackedWidget()
        card = Card(words("Who decides"))
        card.body.addWidget(self.list, 1)
        hint = words("Enter changes, Delete removes, Ctrl+N adds.")
        card.body.addWidget(label(hint, "small", wraps=True))
        card.setFocusProxy(self.list)
        self._right.addWidget(card)
        self._right.addWidget(self.form)
        self._regions = Regions(
            "readiness", (self.subjects, self._right), words=words, memory=self.host.memory
        )
        self.content.addWidget(self._regions, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add a decision"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change the decision"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Remove the decision"), self.remove, in_header=False),
        ]

    def reload(self) -> None:
        subjects, decisions = list_subjects(self.desk.db), list_decisions(self.desk.db)
        self.subjects.show_subjects(subjects, self.words(standing(subjects, decisions)))
        self.list.show_rows(rows_of(decisions, self.words))
        if self.list.current() is None:
            self.list.select_first()

    def take_focus(self) -> None:
        self.subjects.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """What is being typed about a subject is stored first."""
        return save_all(self.subjects.texts.values()) or self.form.form.is_dirty

    def drop_unsaved(self) -> None:
        for written in self.subjects.texts.values():
            written.drop()
        self.form.empty()
        self._right.setCurrentIndex(0)

    def add(self) -> None:
        self._show_form()
        self.form.begin(None)

    def change(self) -> None:
        if decision := self._decision():
            self._show_form()
            self.form.begin(decision)

    def remove(self) -> None:
        if decision := self._decision():
            said = self.words("Removed: {title}", title=decision.what)
            self.do(remove_decision, decision.id, then=lambda _none: self.tell(said))

    def _decision(self) -> Decision | None:
        row = self.list.current()
        return row.data if row else None

    def _show_form(self) -> None:
        self._right.setCurrentWidget(self.form)
        self._regions.reveal(1)

    def _end_form(self, decision_id: object) -> None:
        self._right.setCurrentIndex(0)
        if decision_id is not None:
            self.list.select_key(decision_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, written: Written, subject: str, text: str) -> None:
        store(self, written, answer_subject, subject, answer=text)

    def _choose(self, subject: str, state: str) -> None:
        told = partial(self.tell, N_("Saved"))
        self.do(answer_subject, subject, state=state, then=lambda _none: told())
