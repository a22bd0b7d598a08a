"""The Week page: seven days, hours per kind of work, what is still to be planned."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from commdesk.core.feature import Act, WeekItem
from commdesk.core.values import Week
from commdesk.core.words import N_, Text
from commdesk.features.week.page.blocks import BlockList
from commdesk.features.week.page.bottom import Bottom
from commdesk.features.week.page.days import DayColumn
from commdesk.features.week.page.editing import Editing
from commdesk.features.week.page.hands import KEYS, Hands
from commdesk.features.week.page.planning import Planning
from commdesk.features.week.page.publishing import explain_calendar, page_of, publisher
from commdesk.features.week.page.returning import Returning
from commdesk.features.week.page.saying import block_words, explain_left, heading
from commdesk.features.week.page.taking import Taking
from commdesk.features.week.proposal import ProposedItem
from commdesk.features.week.queries import publications, week_plan
from commdesk.kit import theme
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.weekarrows import add_week_arrows

_CORE_TABLES = frozenset({"workbook_fact", "closing_day", "absence"})
_EXPORTS = ("export", "exchange")
_NEW = "new/"
_WIDE, _SLIM = 3, 1
_BOTTOM, _FORM, _WHOLE_FORM = 240, 290, 380
"""The form is whole, also of a to-do that repeats, where the days above keep their height."""


class WeekPage(Page):
    """Blocks move by Alt with the arrows, by drag, or by changing their day."""

    NAME = "week"
    TITLE = N_("Week")
    HELP = N_(
        "What you do when, and whether the hours match. Arrow keys go from block to block. Fill in "
        "the week proposes days for what is still to be planned, and last week's pattern its "
        "to-dos once more: a proposed block moves as any other, and nothing changes until it is "
        "taken over; Esc leaves it. Content is the calendar of what is published: an item moves "
        "like a to-do until it is out."
    )
    KEYS = KEYS
    ICON = "calendar-week"

    def build(self) -> None:
        self.week = Week.of(self.desk.today())
        self.chosen = self.desk.today()
        self.planning = Planning(self)
        self.taking = Taking(self)
        self.returning = Returning(self)
        self.hands = Hands(self)
        has_content = publisher(self.desk.features) is not None
        self.bottom = Bottom(self.words, self.planning.carry, self.publish, has_content=has_content)
        self.left = self.bottom.left
        add_week_arrows(self, self.go)
        self.content.addWidget(self.planning.bar)
        self.columns = [DayColumn(self.words) for _ in range(7)]
        self._days = QHBoxLayout()
        self._days.setSpacing(theme.GAP)
        for place, column in enumerate(self.columns):
            self._days.addWidget(column, _WIDE)
            self.hands.take(column.list, place)
        self.content.addLayout(self._days, 1)
        self.hands.take(self.left, None)
        self.hands.take_calendar(self.bottom.calendar)
        explain_calendar(self.bottom.calendar.empty, self.words, self.publish)
        self._bottom = QStackedWidget()
        self._bottom.addWidget(self.bottom)
        self._bottom.currentChanged.connect(self._fit_bottom)
        self.editing = Editing(self, self._bottom)
        self._fit_bottom(0)
        self.content.addWidget(self._bottom)

    def watched(self) -> frozenset[str]:
        """Everything that any feature hands in, and what makes up one's own hours."""
        return _CORE_TABLES.union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction | None:
        if not self.editing.features:
            return None
        return PageAction(N_("New to-do"), self.add, NEW, name="new_todo")

    def page_actions(self) -> list[PageAction]:
        actions = [
            PageAction(N_("Previous week"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Next week"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
            PageAction(N_("This week"), self.go_to_today, "Ctrl+Home", in_header=False),
            PageAction(
                N_("Copy last week's pattern"), self.planning.copy, "Ctrl+Shift+L", in_header=False
            ),
            PageAction(
                N_("Carry over what stayed behind"),
                self.planning.carry,
                "Ctrl+Shift+Right",
                in_header=False,
            ),
            PageAction(N_("Print"), self.taking.print, "Ctrl+P", in_header=False),
            PageAction(N_("Save as PDF"), self.taking.ask_for_pdf, in_header=False),
            PageAction(
                N_("Fill in the week"), self.planning.fill, "Ctrl+Shift+F", name="fill_week"
            ),
        ]
        if publisher(self.desk.features):
            actions.append(
                PageAction(N_("Content calendar"), self.bottom.show_content, in_header=False)
            )
            actions.append(PageAction(N_("New item"), self.publish, in_header=False))
        if self._export_section():
            actions.append(PageAction(N_("Export to Excel"), self.export, name="export_week"))
        return actions

    def reload(self) -> None:
        desk = self.desk
        stored = week_plan(desk.db, desk.features, self.week, desk.today())
        plan = self.planning.shown(stored)
        blocks = block_words(desk.db, desk.features, self.words)
        for column, day in zip(self.columns, plan.days, strict=True):
            column.show_day(day, desk.today(), blocks.get(day.day.isoweekday(), ()))
            self._days.setStretchFactor(column, _SLIM if day.is_idle else _WIDE)
        add = self.add if self.editing.features else None
        is_proposed = self.planning.proposal is not None
        explain_left(self.left.empty, plan, self.words, add, is_proposed=is_proposed)
        self.bottom.show_plan(plan, self.planning.count_behind())
        self.bottom.show_calendar(publications(desk.db, desk.features, self.week), desk.today())
        self.header.show_words(*heading(plan, self.words))
        self._fit_bottom(self._bottom.currentIndex())

    def tables_changed(self, tables: frozenset[str]) -> None:
        """After undo and redo the keyboard goes along with the block."""
        is_shown = self.isVisible() and tables & self.watched()
        if is_shown and self.desk.was_played_back:
            self.returning.refresh()
        else:
            super().tables_changed(tables)

    def show_target(self, target: object) -> None:
        """Select the block with this id, in another week too; else open it to be changed.

        `new/…` is a new to-do about what the rest names.
        """
        if str(target).startswith(_NEW):
            self.add(str(target))
            return
        if self.select(lambda item: str(item.id) == str(target)):
            return
        for name in self.editing.features:
            self.editing.begin(name, int(str(target)))

    def has_unsaved(self) -> bool:
        return self.editing.is_dirty

    def drop_unsaved(self) -> None:
        self._bottom.setCurrentIndex(0)

    # --- weeks ------------------------------------------------------------------------------------

    def go(self, weeks: int) -> None:
        self.show_week(self.week + weeks)

    def go_to_today(self) -> None:
        self.show_week(Week.of(self.desk.today()))
        self.chosen = self.desk.today()

    def show_week(self, week: Week) -> None:
        if week != self.week:
            self.planning.forget()
        self.week = week
        self.chosen = week.monday
        self.refresh()
        self.tell(f"{self.header.title}. {self.header.line}")

    def show_day(self, day: date) -> None:
        """The week of this day, read at the next refresh."""
        if Week.of(day) != self.week:
            self.planning.forget()
            self.week = Week.of(day)

    def export(self) -> None:
        self.host.open_page(self._export_section(), str(self.week))

    # --- blocks -----------------------------------------------------------------------------------

    def add(self, about: str = "") -> None:
        """A new to-do on the chosen day of the week that is shown, never on one that is past."""
        for name in self.editing.features:
            self.editing.begin(name, None, self._new_day(), about)

    def _new_day(self) -> date:
        day = self.chosen if Week.of(self.chosen) == self.week else self.week.monday
        return max(day, self.desk.today())

    def put_on(self, item: WeekItem, day: date | None) -> None:
        """Put a block on another day; the page goes along when that is in another week."""
        if isinstance(item, ProposedItem):
            self.planning.move(item, day)
            return
        if item.move is None:
            self.tell_fixed(item)
            return
        if day:
            self.show_day(day)
        said = self.words("To be planned: {title}", title=item.title)
        if day:
            said = self.words("{title}: {day}", title=item.title, day=day)
        self._do(item.move(day), item, said, day)

    def toggle(self, item: WeekItem) -> None:
        if item.toggle is None:
            self.tell(self.words("{title} is not ticked off here.", title=item.title))
        else:
            said = self.words("Not done after all: {title}", title=item.title)
            if not item.is_done:
                said = self.words("Done: {title}", title=item.title)
            self._do(item.toggle(self.desk.today()), item, said, item.day)

    def open(self, item: WeekItem) -> None:
        """Where it can be changed: the form here, or the page of its feature."""
        if isinstance(item, ProposedItem):
            self.tell(N_("This is a proposal: Ctrl+Enter takes it over, Esc leaves it."))
        elif item.feature in self.editing.features:
            self.editing.begin(item.feature, item.id)
        else:
            self.host.open_page(page_of(self.desk.features, item.feature), item.id)

    def publish(self) -> None:
        """A new item for the content calendar, on its own page, for the chosen day."""
        if feature := publisher(self.desk.features):
            self.host.open_page(feature.page or feature.name, f"{_NEW}{self._new_day()}")

    def tell_fixed(self, item: WeekItem) -> None:
        self.tell(self.words("{title} is moved where it belongs, not here.", title=item.title))

    def tell_plainly(self, text: str | Text) -> None:
        """Say it where it is seen and heard: what was asked for does not show by itself."""
        self.banner.show_text(self.words(text))
        self.tell(text)

    def _do(self, act: Act, item: WeekItem, said: str, day: date | None) -> None:
        """`day`: where it stands then."""

        def then(_result: object) -> None:
            self.returning.remember(item, item.day, day)
            self.refresh()
            self.select_key(item.key)
            self.tell(said)

        self.do(act.op, *act.args, then=then, **act.kwargs)

    def select(self, is_wanted: Any) -> bool:
        for block_list in self.lists:
            for row in block_list.rows:
                if is_wanted(row.data):
                    block_list.select_key(row.key)
                    block_list.setFocus()
                    return True
        return False

    def select_key(self, key: str) -> bool:
        return self.select(lambda item: item.key == key)

    def go_to(self, item: WeekItem) -> None:
        """The keyboard to this block, else to the day on which something like it stands."""
        if not self.select_key(item.key) and item.day in self.week.days:
            self.columns[item.day.weekday()].list.setFocus()

    def go_to_chosen(self) -> None:
        self.columns[self.chosen.weekday()].list.setFocus()

    @property
    def lists(self) -> list[BlockList]:
        return [*(column.list for column in self.columns), self.left, self.bottom.calendar]

    # --- parts ------------------------------------------------------------------------------------

    def _fit_bottom(self, place: int) -> None:
        least = max(theme.px(_BOTTOM), self.bottom.height_of_kinds())
        form = max(theme.px(_FORM), min(theme.px(_WHOLE_FORM), self.height() * 9 // 20))
        self._bottom.setFixedHeight(form if place else least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bottom(self._bottom.currentIndex())

    def _export_section(self) -> str:
        names = {section.name for feature in self.desk.features for section in feature.sections}
        return next((name for name in _EXPORTS if name in names), "")
