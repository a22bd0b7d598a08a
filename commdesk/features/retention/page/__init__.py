"""The section of retention: what is past its date, how long everything is kept, what went."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Text, say
from commdesk.features.retention.applying import copies_text, forget, let_go
from commdesk.features.retention.model import Run, Standing, people_and_texts, totals
from commdesk.features.retention.page.past import PastPart
from commdesk.features.retention.page.periods import PeriodsPart
from commdesk.features.retention.page.went import WentPart
from commdesk.features.retention.queries import standings
from commdesk.kit.dialogs import ask
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page, PageAction
from commdesk.kit.progress import Progress, stoppable
from commdesk.kit.regions import turn_to
from commdesk.kit.tabs import tab_button, write_tab

_PAST, _PERIODS, _WENT = range(3)
_TITLES = (N_("Past the date"), N_("Periods"), N_("Erased"))


class RetentionSection(Page):
    """Three lists; the first is what one button lets go of, after a question."""

    NAME = "retention"
    TITLE = N_("Retention")
    ICON = "calendar-clock"
    KEYS = (("Space", N_("Not this one: keep it longer")), ("Enter", N_("Change a period")))
    HELP = N_(
        "How long everything is kept, and who and what is past its date. Applying erases the whole "
        "list for good, from the tables, from history and from the file; what is not to go yet is "
        "kept longer first, with a reason. Restricted data stays. Each time is kept as a report in "
        "numbers."
    )

    def build(self) -> None:
        self._found: list[Standing] = []
        self.past, self.periods, self.went = PastPart(self), PeriodsPart(self), WentPart(self)
        self._parts = (self.past, self.periods, self.went)
        self._stack = QStackedWidget()
        self._tabs = []
        flow = Flow()
        for number, (title, part) in enumerate(zip(_TITLES, self._parts, strict=True)):
            self._tabs.append(tab_button(self.words(title), partial(self.show_part, number)))
            flow.addWidget(self._tabs[-1])
            self._stack.addWidget(part)
        holder = QWidget()
        holder.setLayout(flow)
        self.content.addWidget(holder)
        self.content.addWidget(self._stack, 1)
        self.show_part(_PAST)

    def watched(self) -> frozenset[str]:
        """Everything that a rule is about, and what was decided here."""
        return frozenset().union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Apply the retention periods"), self.ask_to_apply, name="retention")

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Not this one: keep it longer"), self.keep_longer, in_header=False),
            PageAction(N_("Change a retention period"), self.change_period, in_header=False),
        ]

    def reload(self) -> None:
        self._found = standings(self.desk.db, self.desk.features, self.desk.today())
        self.past.show_found(self._found)
        self.periods.show_found(self._found)
        self.went.table.reload()
        count = sum(totals(self._found))
        title = self.words(_TITLES[_PAST])
        write_tab(self._tabs[_PAST], f"{title} ({self.words.number(count)})" if count else title)
        self.header.show_words(line=self.words(self._line()))

    def show_part(self, number: int) -> None:
        for each, tab in enumerate(self._tabs):
            tab.setChecked(each == number)
        turn_to(self._stack, number)

    def take_focus(self) -> None:
        self._parts[self._stack.currentIndex()].table.setFocus()

    def has_unsaved(self) -> bool:
        return any(part.is_typed for part in self._parts)

    def drop_unsaved(self) -> None:
        for part in self._parts:
            part.drop()

    def keep_longer(self) -> None:
        self.show_part(_PAST)
        self.past.keep()

    def change_period(self) -> None:
        self.show_part(_PERIODS)
        if self.periods.table.current_row() is None:
            self.periods.table.select_row(0)
        self.periods.change()

    def ask_to_apply(self) -> None:
        """Say first that it cannot be undone, and what copies still hold."""
        people, texts = totals(self._found)
        if not (people or texts):
            self.banner.show_text(self.words("Nothing is past its date."), "plain")
            return
        what = self.words(people_and_texts(people, texts))
        question = self.words(
            "This cannot be undone. They are erased from every table, from history and from the "
            "bytes of the file. {copies}",
            copies=copies_text(self.desk),
        )
        ask(
            self,
            self.words,
            title=self.words("Erase {what} for good?", what=what),
            text=question,
            do=self.words("Erase for good"),
            then=self.apply,
            is_danger=True,
        )

    def apply(self) -> None:
        self.host.run_bulk(
            self.words("Applying the retention periods"), _apply, self._applied, self.tell_why
        )

    def _line(self) -> Text:
        people, texts = totals(self._found)
        if people or texts:
            return say("{what} past the date", what=people_and_texts(people, texts))
        days = [each.next_on for each in self._found if each.next_on]
        if not days:
            return say("Nothing is past its date.")
        return say("Nothing is past its date; the next is on {day}.", day=min(days))

    def _applied(self, run: Run) -> None:
        self.refresh()
        self.show_part(_WENT)
        self.went.table.select_row(0)
        told = say("{what} erased for good.", what=people_and_texts(run.people, run.texts))
        self.banner.show_text(self.words(told), "good")
        self.tell(told)


def _apply(desk: Desk, progress: Progress) -> Run:
    with stoppable(desk, progress):
        run_id = let_go(desk, progress.report)
    return forget(desk, run_id)
