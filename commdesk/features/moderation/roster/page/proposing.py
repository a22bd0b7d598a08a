"""The proposal of one page: asked for, searched, shown, taken over or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.roster.ops import take_over
from commdesk.features.moderation.roster.page.bar import ProposalBar
from commdesk.features.moderation.roster.page.proposal import (
    Found,
    Search,
    count_words,
    gap_words,
    progress_words,
    turned,
)
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.roster.solving import (
    Change,
    ChangeKind,
    Explained,
    Proposal,
    read_instance,
)
from commdesk.features.moderation.tasks.ops import set_budget
from commdesk.features.moderation.team import find_moderator
from commdesk.features.moderation.team.ops import change_moderator

if TYPE_CHECKING:
    from commdesk.features.moderation.roster.page import RosterPage

_IN_PROPOSAL = {ChangeKind.FILL, ChangeKind.EXCHANGE, ChangeKind.DAY_PART}


class Proposing:
    """At most one search and one proposal at a time."""

    def __init__(self, page: RosterPage) -> None:
        self._page = page
        self.words = page.words
        self.found: Found | None = None
        self.is_running = False
        self._weeks: tuple[Week, ...] = ()
        self._attempt = 0
        self._is_other = False
        self.bar = ProposalBar(page.words)
        self.search = Search(page)
        self.search.bettered.connect(self._show_better)
        self.bar.asked.connect(self.propose)
        self.bar.enough.connect(self.search.take_best)
        self.bar.cancelled.connect(self.cancel)
        self.bar.taken.connect(self.take)
        self.bar.another.connect(self.another)
        self.bar.dropped.connect(self.drop)

    @property
    def is_open(self) -> bool:
        return not self.bar.isHidden()

    def ask(self) -> None:
        if not self.is_running and self.found is None:
            self.bar.ask(self._page.week)

    def propose(self, count: int) -> None:
        """For so many weeks from the one that shows."""
        first = self._page.week
        self._attempt = 0
        self._begin(tuple(first + n for n in range(count)))

    def again(self) -> None:
        """For the same weeks, from how the roster is now."""
        self.found = None
        self._begin(self._weeks)

    def another(self) -> None:
        """Of rosters that are as good, another one."""
        self._attempt += 1
        self._begin(self._weeks, is_other=True)

    def cancel(self) -> None:
        self.search.drop()
        self.is_running = False
        self._page.tell(N_("Cancelled. Nothing was changed."))
        if self.found:
            self._show(self.found)
        else:
            self._close()

    def drop(self) -> None:
        """Nothing was written: the roster shows as it is."""
        was_shown, self.found = self.found is not None, None
        self._close()
        if was_shown:
            self._page.tell(N_("The proposal is dropped. Nothing was changed."))

    def take(self) -> None:
        """Write it, as one step that can be undone."""
        if (found := self.found) is None:
            return
        said = self.words("Taken over: {what}", what=count_words(found, self.words))
        self.found = None  # what it writes is no change behind its back
        page = self._page

        def taken(_none: object) -> None:
            self._close()
            page.tell(said)

        page.do(take_over, found.weeks, found.shifts, found.instance.replaced, then=taken)
        if self.is_open and not self.is_running:  # refused: it stays, and the banner says why
            self.found, why = found, page.banner.text
            page.reload()
            self._offer_again(why)

    def check(self) -> None:
        """When the roster changed meanwhile, the proposal is about one that is no more."""
        if (found := self.found) is None:
            return
        weeks, desk = found.weeks, self._page.desk
        stored = shifts_between(desk.db, weeks[0].monday, weeks[-1].sunday)
        if not found.still_holds(stored):
            text = N_("The roster changed meanwhile: this proposal no longer fits.")
        elif not found.is_about(read_instance(desk.db, weeks, desk.today())):
            text = N_("Tasks, team or days off changed meanwhile: this proposal no longer fits.")
        else:
            return
        self.found = None
        self.bar.hide()
        self._page.give_turn()
        self._offer_again(self.words(text))

    def _offer_again(self, text: str) -> None:
        self._page.banner.show_text(
            text, "warn", do=self.words("Propose again"), slot=self._propose_again
        )

    def mend(self, explained: Explained) -> None:
        """Make the change that would help, or go where it is made."""
        change = explained.change
        if change.kind in _IN_PROPOSAL:
            self._change_proposal(change)
        elif change.kind == ChangeKind.AVAILABILITY and change.moderator_id and change.spot:
            slots = find_moderator(self._page.desk.db, change.moderator_id).availability
            more = {"availability": _with(slots, change)}
            self._write(change_moderator, change.moderator_id, more)
        elif change.kind == ChangeKind.BUDGET:
            self._ask_less(change)
        else:
            self._page.host.open_page("team", change.moderator_id)

    def _ask_less(self, change: Change) -> None:
        """The hours are written; the proposal keeps its shifts, which are all that is asked now."""
        page = self._page
        found, self.found = self.found, None  # what it writes is no change behind its back
        if found is None:
            return
        needed = page.needed(change.task_id, change.week)
        less = Minutes(max(needed - change.minutes, 0))

        def written(_none: object) -> None:
            now = read_instance(page.desk.db, found.weeks, page.desk.today())
            self.found = found.with_less(change, now)
            self._show(self.found)

        page.do(set_budget, change.task_id, change.week, less, then=written)
        if self.found is None:  # refused
            self.found = found
            page.reload()

    def _write(self, op: object, *args: object, **kwargs: object) -> None:
        """The change itself is written; what follows from it is proposed again."""
        self._page.do(op, *args, then=lambda _none: self.again(), **kwargs)  # type: ignore[arg-type]

    def _change_proposal(self, change: Change) -> None:
        changed = self.found.with_exchange(change) if self.found else None
        if changed is None:
            self._page.banner.show_text(
                self.words("That shift is pinned or an exception. Change it in the roster."), "warn"
            )
            return
        self.found = changed
        self._show(changed)

    def _propose_again(self) -> None:
        self._page.banner.hide()
        self.again()

    def _begin(self, weeks: tuple[Week, ...], *, is_other: bool = False) -> None:
        page = self._page
        if self.is_running:
            return
        self._weeks, self._is_other, self.is_running = weeks, is_other, True
        page.banner.hide()
        instance = read_instance(page.desk.db, weeks, page.desk.today())
        self.search.begin()
        self.bar.show_progress(self.words("Looking for a roster"))
        page.lock(is_locked=True)
        title = self.words("Proposing a roster")
        work = self.search.work(turned(instance, self._attempt))
        page.host.run_job(title, work, self._ended, self._failed)

    def _show_better(self, proposal: Proposal) -> None:
        if self.is_running:
            self.bar.show_better(progress_words(proposal, self.words))

    def _ended(self, found: Found | None) -> None:
        if found is None or not self.is_running:
            return
        self.is_running = False
        before, self.found = self.found, found
        self._show(found)
        if self._is_other and before and before.differences == found.differences:
            said = self.words("No other roster found that is as good. Change it by hand after.")
            self._page.banner.show_text(said, "plain")

    def _failed(self, error: Exception) -> None:
        self.is_running = False
        self._close()
        self._page.job_failed(error)

    def _show(self, found: Found) -> None:
        words = self.words
        note = gap_words(found.gap, words)
        if found.is_optimal:
            note = words("no roster covers more, and none with it is fairer")
        counted = count_words(found, words)
        self.bar.show_found(
            counted,
            note,
            is_empty=found.differences.is_empty,
            has_gaps=bool(found.explained),
        )
        self._page.reload()
        if self.found is None:  # what it was read from changed while it was looked for
            return
        self._page.show_uncovered(found)
        self._page.take_focus()
        self._page.tell(f"{counted}. {note}")

    def _close(self) -> None:
        self.bar.hide()
        self._page.lock(is_locked=False)
        self._page.reload()
        self._page.back_to_grid()


def _with(slots: Slots, change: Change) -> Slots:
    if change.spot is None:
        return slots
    day, part = change.spot
    return Slots(slots | {(day.isoweekday(), part)})
