"""The Today page: date, tiles, one list with reasons, and beside it what to know."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from commdesk.core.feature import TodayItem
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.core.workbook import workdays
from commdesk.features.today.model import Line, busy
from commdesk.features.today.ops import snooze
from commdesk.features.today.page.rows import detail_of, row_of
from commdesk.features.today.queries import has_people, lines_of_today, tiles_of_today
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key
from commdesk.kit.tiles import TileRow


class TodayPage(Page):
    """Reads what every feature hands in; Space ticks, Enter opens, Z puts off."""

    NAME = "today"
    TITLE = N_("Today")
    HELP = N_(
        "Everything that wants attention now, most urgent first, each with its reason. Space ticks "
        "something off, Enter opens it where it belongs, Z puts it off to the next working day."
    )
    ICON = "calendar-today"

    def build(self) -> None:
        self._has_people = True
        self._tiles = TileRow(self.host.open_page)
        self.list = CardList(self.words("Today"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(self._open)
        self.list.ticked.connect(lambda row: self._tick(row.data))
        self._detail = DetailPane(self.words("Choose a line to see what to know about it."))
        self.filter = CardFilter(self.words, self.list, comes_when_asked=True)
        card = Card(padding=8)
        card.body.addWidget(self.filter)
        card.body.addWidget(self.list)
        self._regions = Regions(
            "today", (card, self._detail), words=self.words, memory=self.host.memory, shares=(3, 2)
        )
        self.content.addWidget(self._tiles)
        self.content.addWidget(self._regions, 1)
        on_key(self.list, "Z", self._put_off_by_key)

    def watched(self) -> frozenset[str]:
        """Everything: any feature may have something for today."""
        return frozenset().union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction | None:
        if not self.host.has_page("week"):
            return None
        return PageAction(N_("New to-do"), lambda: self.host.start("week", "new_todo"), NEW)

    def page_actions(self) -> list[PageAction]:
        go = PageAction(
            N_("Go to Members"),
            lambda: self.host.open_page("members"),
            in_header=not self._has_people,
        )
        return [PageAction(N_("Put off"), self._put_off, in_header=False), go]

    def reload(self) -> None:
        today = self.desk.today()
        lines = lines_of_today(self.desk.db, self.desk.features, today)
        self._tiles.show_tiles(tiles_of_today(self.desk.db, self.desk.features, today), self.words)
        self._say_when(today, lines)
        self._explain_emptiness()
        self.filter.show_rows([row_of(line, self.words, today) for line in lines])

    def filter_field(self) -> CardFilter:
        return self.filter

    def person_at_hand(self) -> int | None:
        row = self.list.current()
        return row.data.member_id if row else None

    def show_target(self, target: object) -> None:
        self.filter.clear()
        self.list.select_key(target)

    def _say_when(self, today: date, lines: list[Line]) -> None:
        count, minutes = busy(lines)
        parts = [self.words.week(Week.of(today))]
        if count:
            things = self.words.plural("{n} thing", "{n} things", count)
            parts.append(f"{things}, {self.words.duration(minutes)}")
        title = self.words.long_date(today)
        self.header.show_words(title[:1].upper() + title[1:], " · ".join(parts))

    def _explain_emptiness(self) -> None:
        before, self._has_people = self._has_people, has_people(self.desk.db, self.desk.features)
        if before != self._has_people:
            self.show_actions()
        if self._has_people:
            self.filter.set_empty(
                self.words("Nothing more for today"),
                self.words("Who is due, what was promised and what you plan will stand here."),
            )
            return
        self.filter.set_empty(
            self.words("Here you will see what wants attention"),
            self.words("It starts with people: add or import the members of your community."),
            self.words("Import a list"),
            lambda: self.host.open_page("import"),
        )

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self._detail.show_nothing()
            return
        detail = detail_of(self.desk, row.data, self.words, self._buttons(row.data))
        self._detail.show_detail(detail)

    def _buttons(self, item: TodayItem) -> tuple[QPushButton, ...]:
        made = []
        if item.page and self.host.has_page(item.page):
            made.append(button(self.words("Open"), lambda: self._open_item(item), "primary"))
        if item.tick:
            made.append(button(self.words("Tick off"), lambda: self._tick(item)))
        later = button(self.words("Put off"))
        later.clicked.connect(lambda _checked=False: self._offer_days(later, item))
        return (*made, later)

    def _open(self, row: CardRow) -> None:
        if self._regions.is_narrow:
            self._regions.reveal(1)
        else:
            self._open_item(row.data)

    def _open_item(self, item: TodayItem) -> None:
        self.host.open_page(item.page, item.target)

    def _tick(self, item: TodayItem) -> None:
        if item.tick is None:
            return
        said = self.words("Ticked off: {title}", title=item.title)
        act = item.tick
        self.do(act.op, *act.args, then=lambda _result: self.tell(said), **act.kwargs)

    def _put_off_by_key(self) -> None:
        if self.host.has_letter_keys:
            self._put_off()

    def _put_off(self) -> None:
        if row := self.list.current():
            self._snooze(row.data, self._next_workday())

    def _snooze(self, item: TodayItem, until: date) -> None:
        said = self.words("Put off until {day}: {title}", day=until, title=item.title)
        self.do(
            snooze,
            item.key,
            title=item.title,
            until=until,
            today=self.desk.today(),
            then=lambda _none: self.tell(said),
        )

    def _next_workday(self) -> date:
        return workdays(self.desk.db).next_from(self.desk.today() + timedelta(days=1))

    def _offer_days(self, beside: QPushButton, item: TodayItem) -> None:
        menu = QMenu(self)
        first, days = self._next_workday(), workdays(self.desk.db)
        today = self.desk.today()
        later = [
            first,
            days.next_from(today + timedelta(days=3)),
            days.next_from((Week.of(today) + 1).monday),
            days.next_from(today + timedelta(days=14)),
        ]
        for day in sorted(set(later)):
            action = menu.addAction(self.words("Until {day}", day=day))
            action.triggered.connect(lambda _checked=False, day=day: self._snooze(item, day))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))
