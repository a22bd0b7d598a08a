"""What Week proposes and carries over: shown in the days first, then taken as one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from commdesk.core.feature import WeekItem
from commdesk.core.words import N_
from commdesk.features.week.carrying import left_behind, told
from commdesk.features.week.filling import Filling
from commdesk.features.week.model import WeekPlan
from commdesk.features.week.ops import carry_over, copy_last_week, fill_in
from commdesk.features.week.page.proposalbar import ProposalBar, sentence
from commdesk.features.week.proposal import Proposal, ProposedItem, proposed, shown_with
from commdesk.features.week.proposing import (
    kinds_of,
    propose_carrying,
    propose_carrying_one,
    propose_filling,
    propose_pattern,
    to_plan,
)
from commdesk.features.week.queries import kind_titles

if TYPE_CHECKING:
    from commdesk.features.week.page import WeekPage

_OPS: dict[str, Callable[..., Any]] = {"fill": fill_in, "copy": copy_last_week}


class Planning:
    """The proposal that shows, if any; `plan` is the week as it is without it."""

    def __init__(self, page: WeekPage) -> None:
        self._page = page
        self.proposal: Proposal | None = None
        self.plan: WeekPlan | None = None
        self.bar = ProposalBar(page.words, self.take, self.leave, self._only)

    def shown(self, plan: WeekPlan) -> WeekPlan:
        """The week as it shows: with the proposal in it, as far as that still holds."""
        self.plan = plan
        if self.proposal is None:
            self.bar.hide()
            return plan
        self.proposal = self.proposal.still(plan)
        shown = shown_with(plan, self.proposal)
        self.bar.show_proposal(self.proposal, self._kinds(plan), shown.days)
        return shown

    def fill(self) -> None:
        """Propose days for what is still to be planned."""
        page, plan = self._page, self.plan
        if plan is None or not to_plan(plan):
            has_work = plan is not None and plan.has_own_work
            page.tell_plainly(
                N_("Nothing waits to be planned: everything has a day.")
                if has_work
                else N_("No to-dos in this week")
            )
            return
        self._show(propose_filling(page.desk.db, plan, page.desk.today()))

    def copy(self) -> None:
        """Propose what stood in the week before this one."""
        page, plan = self._page, self.plan
        if plan is None:
            return
        made = propose_pattern(page.desk.db, page.desk.features, plan, page.desk.today())
        if made.filling.placed:
            self._show(made)
        elif made.filling.not_placed:
            page.tell_plainly(sentence(made, page.words))
        else:
            page.tell_plainly(N_("The week before this one has no to-dos that are not here yet."))

    def take(self) -> None:
        """All of it in one act."""
        page, made = self._page, self.proposal
        if made is None or not made.filling.placed:
            return
        first = proposed(made.filling.placed[0])
        count = len(made.filling.placed)

        def then(_result: object) -> None:
            self.proposal = None
            page.refresh()
            page.go_to(first)
            page.tell(page.words.plural("{n} block planned", "{n} blocks planned", count))

        page.do(_OPS[made.way], made.filling.acts, then=then)

    def leave(self) -> None:
        """Nothing of it is kept."""
        if self.proposal is not None:
            self.proposal = None
            self._page.refresh()
            self._page.go_to_chosen()
            self._page.tell(N_("The proposal is gone. Nothing was changed."))

    def forget(self) -> None:
        """Another week shows: a proposal is for the one it was made for."""
        self.proposal = None

    def move(self, item: ProposedItem, day: date | None) -> None:
        """One block of the proposal on another day of this week; None takes it out."""
        page = self._page
        if day is None:
            self.let_out(item)
        elif day < page.desk.today() or day not in page.week.days:
            page.tell(N_("A proposal stays in this week, from today on."))
        elif self.proposal is not None:
            self.proposal = self.proposal.moved(item.key, day)
            page.refresh()
            page.select_key(item.key)
            page.tell(page.words("{title}: {day}", title=item.title, day=day))

    def let_out(self, item: ProposedItem) -> None:
        if self.proposal is not None:
            self.proposal = self.proposal.without(item.key)
            self._page.refresh()
            self._page.tell(self._page.words("Left out: {title}", title=item.title))

    # --- what stayed behind -----------------------------------------------------------------------

    def carry(self) -> None:
        """Everything open of days past, to today and the days with room after it."""
        page = self._page
        filling = propose_carrying(page.desk.db, page.desk.features, page.desk.today())
        if not (filling.placed or filling.not_placed):
            page.tell_plainly(N_("Nothing stayed behind on a day that is past."))
            return
        self._carry(filling)

    def carry_one(self, item: WeekItem) -> None:
        """This block alone, to the next day with room."""
        page = self._page
        if isinstance(item, ProposedItem) or item.move is None or item.is_done:
            page.tell_fixed(item)
            return
        desk = page.desk
        self._carry(propose_carrying_one(desk.db, desk.features, item, desk.today()), item)

    def count_behind(self) -> int:
        """How much stayed behind, in the week of today."""
        today = self._page.desk.today()
        is_now = self.plan is not None and today in self.plan.week.days
        return len(left_behind(self.plan, today)) if self.plan and is_now else 0

    def _carry(self, filling: Filling, one: WeekItem | None = None) -> None:
        page, said = self._page, told(filling, self._page.words)
        if not filling.placed:
            page.tell_plainly(said)
            return

        def then(_result: object) -> None:
            if one is not None:
                page.returning.remember(one, one.day, filling.placed[0].day)
                page.show_day(filling.placed[0].day)
            page.refresh()
            page.go_to(proposed(filling.placed[0]))
            page.tell_plainly(said)

        page.do(carry_over, filling.acts, then=then)

    # --- parts ------------------------------------------------------------------------------------

    def _show(self, proposal: Proposal) -> None:
        page, self.proposal = self._page, proposal
        page.banner.hide()
        page.refresh()
        if self.proposal.filling.placed:
            page.go_to(proposed(self.proposal.filling.placed[0]))
        else:
            self.bar.leave.setFocus()
        page.tell(self.bar.text.text())

    def _only(self, kinds: frozenset[str]) -> None:
        if self.plan is not None:
            page = self._page
            made = propose_filling(page.desk.db, self.plan, page.desk.today(), kinds)
            self.proposal = made
            page.refresh()
            page.tell(self.bar.text.text())

    def _kinds(self, plan: WeekPlan) -> list[tuple[str, str]]:
        titles, words = kind_titles(self._page.desk.features), self._page.words
        return [(kind, words(titles.get(kind, kind))) for kind in kinds_of(to_plan(plan))]
