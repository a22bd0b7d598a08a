"""The interviews of a version, the selected one in their own words, and what they become by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from commdesk.features.concept.interviews import Interview, answers_of
from commdesk.features.concept.interviews.counting import spoken_again
from commdesk.features.concept.needs.model import Taken
from commdesk.features.concept.needs.page.acts import Acts
from commdesk.features.concept.needs.page.said import NOTHING, detail_of, row_of
from commdesk.features.concept.themes import Theme, interviews_with
from commdesk.features.concept.themes.queries import themes_in
from commdesk.kit import theme
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.parts import Card, Slot, button, label
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from commdesk.kit.page import Page

_MOST_NAMED = 3


class InterviewsCard(Card):
    """In the list A makes a candidate ambassador, T a to-do, P notes a promise; Enter opens.

    `detail` stands where the page puts it.
    """

    def __init__(self, page: Page, make_prospect: Callable[[Theme], object]) -> None:
        words = page.words
        super().__init__(words("Interviews"))
        self._page, self.words, self._make_prospect = page, words, make_prospect
        self.acts = Acts(page)
        self._rows: list[CardRow] = []
        self._taken: Mapping[int, Taken] = {}
        self._uncounted: frozenset[int] = frozenset()
        self._theme: Theme | None = None
        self.list = CardList(words("Interviews"))
        self.list.setMinimumHeight(theme.px(190))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda row: self.open(row.data))
        self.filter = CardFilter(words, self.list)
        self.filter.setMinimumWidth(theme.px(120))
        self.named = label(role="small", wraps=True)
        self.all = button(words("Show all"), lambda: self.show_those_with(None), "link")
        self.detail = DetailPane(words("Choose an interview to read what was said."))
        self.detail.setMinimumHeight(theme.px(230))
        self._lay_out()
        for keys, act in (
            ("A", self.acts.make_candidate),
            ("T", self.acts.note_todo),
            ("P", self.acts.note_contribution),
        ):
            on_key(self.list, keys, self._by_key(act))

    def show_interviews(self, interviews: Sequence[Interview], taken: Mapping[int, Taken]) -> None:
        today, words = self._page.desk.today(), self.words
        self._taken, self._uncounted = taken, spoken_again(self._page.desk.db)
        self._rows = [
            row_of(
                each,
                taken.get(each.id, NOTHING),
                today,
                words,
                counts=each.id not in self._uncounted,
            )
            for each in interviews
        ]
        self.filter.setVisible(bool(interviews))
        self._show_rows()

    def show_those_with(self, named: Theme | None) -> None:
        """Only interviews that name a theme; None: all of them."""
        self._theme = named
        self._show_rows()

    def show_group(self, circle: str) -> None:
        self.filter.setText(circle)
        self.list.setFocus()

    def current(self) -> Interview | None:
        row = self.list.current()
        return row.data if row else None

    def open(self, interview: Interview) -> None:
        """In the tab where it was recorded."""
        if self._page.host.has_page("interviews"):
            self._page.host.open_page("interviews", str(interview.id))

    def _show_rows(self) -> None:
        rows, named = self._rows, self._theme
        if named is not None:
            those = interviews_with(self._page.desk.db, named.id)
            rows = [row for row in rows if row.key in those]
            self.named.setText(self.words("Theme: {name}", name=named.name))
        self.named.setVisible(named is not None)
        self.all.setVisible(named is not None)
        self.filter.show_rows(rows)
        self._selected(self.list.current())

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        interview: Interview = row.data
        answers = answers_of(self._page.desk.db, [interview.id]).get(interview.id, [])
        taken = self._taken.get(interview.id, NOTHING)
        buttons = self._buttons(interview, taken)
        self.detail.show_detail(
            detail_of(
                interview,
                answers,
                taken,
                self.words,
                buttons,
                counts=interview.id not in self._uncounted,
            )
        )

    def _buttons(self, interview: Interview, taken: Taken) -> tuple[QPushButton, ...]:
        words, made = self.words, []
        if interview.is_willing and not taken.stage:
            act = partial(self.acts.make_candidate, interview)
            made.append(button(words("Make candidate ambassador"), act, "primary"))
        if interview.is_willing and not taken.todos:
            made.append(button(words("Make a to-do"), partial(self.acts.note_todo, interview)))
        if interview.is_willing and not taken.promises:
            act = partial(self.acts.note_contribution, interview)
            made.append(button(words("Note a promise"), act))
        nobody = [each for each in themes_in(self._page.desk.db, interview.id)
                  if each.may_be_somebody]  # fmt: skip
        for each in nobody[:_MOST_NAMED]:
            text = words("Prospect: {name}", name=each.name)
            made.append(button(text, partial(self._make_prospect, each)))
        if self._page.host.has_page("interviews"):
            made.append(button(words("Open the interview"), partial(self.open, interview)))
        return tuple(made)

    def _by_key(self, act: Callable[[Interview], object]) -> Slot:
        def pressed() -> None:
            interview = self.current()
            if interview is not None and self._page.host.has_letter_keys:
                act(interview)

        return pressed

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.filter, 1)
        row.addWidget(self.named)
        row.addWidget(self.all)
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
