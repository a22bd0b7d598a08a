"""The week sheet: what the platform's own statistics say of a week, typed in two minutes."""

from __future__ import annotations

from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.activity.counting.model import NAMES, Figure
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.counting.page.sheet import CountSheet
from commdesk.features.activity.counting.queries import known_by_name, typed_counts, week_counts
from commdesk.features.activity.counting.sheet import team_of
from commdesk.kit import theme
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, label
from commdesk.kit.scrolled import quiet_area
from commdesk.kit.weekarrows import add_week_arrows

_WIDEST = 1040
"""Wider, what is typed and what it is held against would stand too far apart."""


class CountingPage(Page):
    """A line for each thing that is counted: the total, and beside it what is known already."""

    NAME = "counting"
    TITLE = N_("Count the week")
    HELP = N_(
        "What was done on the platform in a week, as totals. Type what its own statistics say; "
        "beside each field stand what the workbook knows by name and the figure of the week "
        "before. Enter or Tab saves a figure and goes to the next; an empty field takes it out. "
        "The larger of what is typed and what is known by name counts."
    )
    WATCHES = frozenset({"activity", "activity_count", "member", "moderator", "workbook_fact"})
    ICON = "counter"

    def build(self) -> None:
        words = self.words
        self.week = Week.of(self.desk.today())
        add_week_arrows(self, self.go)
        self.sheet = CountSheet(words, self.save)
        card = Card(words("Totals of the week"))
        card.body.addWidget(
            label(
                words("Type the totals that the platform itself shows. No names and no texts: what "
                      "somebody did comes in by import, what was said stays where it was said."),
                "muted", wraps=True,
            )
        )  # fmt: skip
        card.body.addWidget(self.sheet)
        card.body.addStretch()
        card.setMaximumWidth(theme.px(_WIDEST))
        self.content.addWidget(quiet_area(card, only_down=True), 1)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("This week"), self.go_now, in_header=False),
            PageAction(N_("Import a list"), lambda: self.host.open_page("import"), in_header=False),
        ]

    def reload(self) -> None:
        db, week = self.desk.db, self.week
        self.header.show_words(self.words("Count {week}", week=week))
        team = team_of(db, self.desk.features)
        known = known_by_name(db, Span((week,), self.desk.today(), team))[0]
        typed = typed_counts(db, [week, week - 1])
        self.sheet.show_week(known, typed.get(week, {}), self._before(team, week - 1))

    def go(self, weeks: int) -> None:
        """To another week, once what is typed is saved; never to one that has not begun."""
        self.show_week(self.week + weeks)

    def go_now(self) -> None:
        self.show_week(Week.of(self.desk.today()))

    def show_week(self, week: Week) -> None:
        if week > Week.of(self.desk.today()):
            self.tell(self.words("That week has not begun: there is nothing to count yet."))
            return
        if not self.sheet.leave():
            return
        self.week = week
        self.sheet.forget()
        self.refresh()
        self.tell(self.words("Count {week}", week=week))

    def show_target(self, target: object) -> None:
        if isinstance(target, Week):
            self.show_week(target)

    def take_focus(self) -> None:
        self.sheet.focus_first()

    def has_unsaved(self) -> bool:
        return self.sheet.has_unsaved()

    def drop_unsaved(self) -> None:
        self.sheet.forget()
        self.refresh()

    def save(self, figure: Figure) -> None:
        """One figure, one step of undo."""

        def saved(_none: object) -> None:
            self.sheet.show_saved(figure)
            self.tell(self.words("Saved"))

        self.host.perform(
            lambda: self.desk.do(count_week, self.week, [figure], today=self.desk.today()),
            saved,
            lambda refused: self._refused(refused, figure),
        )

    def _refused(self, refused: Refused, figure: Figure) -> None:
        text = self.words(refused.text)
        self.sheet.show_error(figure.name, text)
        self.host.announce(text)

    def _before(self, team: frozenset[int], week: Week) -> dict[str, int]:
        """The figures of a week as they count, of what is known."""
        counts = week_counts(self.desk.db, Span((week,), self.desk.today(), team))[0]
        return {name: n for name, each in NAMES.items() if (n := counts.told(each)) is not None}
