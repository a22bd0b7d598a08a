"""Decisions: how they stand in the list, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commdesk.core.words import N_, Words
from commdesk.features.concept.readiness import Decision, DecisionDraft
from commdesk.features.concept.readiness.ops import add_decision, change_decision
from commdesk.kit.cardlist import CardRow
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.concept.readiness.page import ReadinessPage

FIELDS = (
    Field("what", N_("What there is to decide"), "long", lines=2),
    Field("who", N_("Who decides"), help=N_("Empty: the manager decides it alone.")),
    Field("within_days", N_("Within days"), "number",
          help=N_("How long an answer may take; empty: not agreed.")),
)  # fmt: skip


def rows_of(decisions: Sequence[Decision], words: Words) -> list[CardRow]:
    """What the manager decides alone, then what somebody else does."""
    return [
        CardRow(
            key=each.id,
            title=each.what,
            reason=each.who,
            right=_days(each, words),
            group=words("The manager decides alone") if each.is_own else words("Others decide"),
            data=each,
        )
        for each in decisions
    ]


def _days(decision: Decision, words: Words) -> str:
    if decision.within_days is None:
        return ""
    return words.plural("within {n} day", "within {n} days", decision.within_days)


class DecisionForm(FormCard):
    """Ctrl+Enter stores, Esc leaves; `done` gives the id of what was stored."""

    def __init__(self, page: ReadinessPage) -> None:
        super().__init__(page.words, Form(FIELDS, page.words, today=page.desk.today))
        self._page = page
        self._known: Decision | None = None

    def begin(self, decision: Decision | None) -> None:
        self._known = decision
        title = self.words("Change the decision") if decision else self.words("Add a decision")
        self.heading.setText(title)
        self.form.load(decision)
        self.form.focus_first()

    def save(self) -> None:
        page, known = self._page, self._known
        with page.refusals(self.form):
            values = self.form.values()
            if known:
                page.do(change_decision, known.id, values, form=self.form,
                        then=lambda _none: self._stored(known.id))  # fmt: skip
            else:
                page.do(add_decision, DecisionDraft(**values), form=self.form, then=self._stored)

    def _stored(self, decision_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(decision_id)
