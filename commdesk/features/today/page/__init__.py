"""The Today page: date, tiles, one list with reasons, and beside it what to know."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.today.model import Line, why_here
from commdesk.features.today.page.asking import DayCard, OwnerCard
from commdesk.features.today.page.closing import ClosingPanel
from commdesk.features.today.page.hands import KEYS, Hands
from commdesk.features.today.page.rows import detail_of, row_of
from commdesk.features.today.queries import (
    first_line_of,
    has_people,
    lines_of_today,
    morning_of,
    tiles_of_today,
    work_of_today,
)
from commdesk.features.today.wording import done_words, first_words, morning_parts, over_words
from commdesk.kit import theme
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.more import more_button
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.tiles import TileRow

_CORE_TABLES = frozenset({"workbook_fact", "closing_day", "absence"})


class TodayPage(Page):
    """Reads what every feature hands in; a key for each thing that can be done with a line."""

    NAME = "today"
    TITLE = N_("Today")
    HELP = N_(
        "Everything that wants attention now, each with its reason. What is too late comes first, "
        "then today, then the rest of the week; under each heading what was promised, what is "
        "due, what is worth doing, what is quick; of those alike the one that waits longest, then "
        "the shortest. Beside the list stands why a line is where it is; the menu key shows what "
        "can be done with it. Closing the day gives what is left a place."
    )
    KEYS = KEYS
    ICON = "calendar-today"

    def build(self) -> None:
        self._has_people = True
        self._lines: list[Line] = []
        self._tiles = TileRow(self.host.open_page)
        self.list = CardList(self.words("Today"))
        detail = DetailPane(self.words("Choose a line to see what to know about it."))
        self.day_card, self.owner_card = DayCard(self), OwnerCard(self)
        self.beside = ListBeside(
            "today",
            self.list,
            (detail, self.day_card, self.owner_card),
            self.words,
            self.host.memory,
            filters_when_asked=True,
        )
        self.filter: CardFilter = self.beside.filter
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work())
        self.content.addWidget(self._stack, 1)
        self.hands = Hands(self)
        self.list.selected.connect(self._selected)
        self.list.opened.connect(self._open)

    def watched(self) -> frozenset[str]:
        """Everything: any feature may have something for today; and what makes up its hours."""
        return _CORE_TABLES.union(*(feature.tables for feature in self.desk.features))

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
        close = PageAction(
            N_("Close the day"),
            self.close_day,
            "Ctrl+E",
            in_header=self._has_people,
            name="close_day",
        )
        return [close, *self.hands.page_actions(), go]

    def reload(self) -> None:
        desk, today = self.desk, self.desk.today()
        self._lines = lines_of_today(desk.db, desk.features, today)
        self._tiles.show_tiles(tiles_of_today(desk.db, desk.features, today), self.words)
        self._say_when()
        self._explain_emptiness()
        self.filter.show_rows([row_of(line, self.words, today) for line in self._lines])
        if self.is_closing:
            self.closing.begin()

    def tables_changed(self, tables: frozenset[str]) -> None:
        """After undo and redo the line that came back, or that changed, is selected."""
        before = {row.key: _seen(row) for row in self.list.rows}
        super().tables_changed(tables)
        if not (tables & self.watched() and self.isVisible() and self.desk.was_played_back):
            return
        changed = [row.key for row in self.list.rows if before.get(row.key) != _seen(row)]
        came = [key for key in changed if key not in before]
        acted = [key for key in changed if key == self.hands.acted]
        if not self.beside.shown_form and (wanted := [*acted, *came]):
            self.list.select_key(wanted[0])

    @property
    def is_closing(self) -> bool:
        """Whether the close of the day shows instead of the list."""
        return self._stack.currentIndex() > 0

    @cached_property
    def closing(self) -> ClosingPanel:
        """Made when it is first asked for."""
        made = ClosingPanel(self)
        made.done.connect(self._end_closing)
        self._stack.addWidget(made)
        return made

    @property
    def lines(self) -> list[Line]:
        return self._lines

    def close_day(self) -> None:
        """Show what is left and where it could go."""
        self.closing.begin()
        self._stack.setCurrentWidget(self.closing)
        self.closing.take_focus()

    def filter_field(self) -> CardFilter:
        return self.filter

    def person_at_hand(self) -> int | None:
        line = self.hands.line
        return line.item.member_id if line else None

    def show_target(self, target: object) -> None:
        self._end_closing()
        self.filter.clear()
        self.list.select_key(target)

    def has_unsaved(self) -> bool:
        return self.beside.is_typed or (self.is_closing and self.closing.is_changed)

    def drop_unsaved(self) -> None:
        self.beside.drop_form()
        if self.is_closing:
            self.closing.drop()

    def _work(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._tiles)
        column.addWidget(self.beside, 1)
        return made

    def _say_when(self) -> None:
        """The date, and beside it the morning line; amber when it does not fit in the day."""
        desk, today = self.desk, self.desk.today()
        work = work_of_today(desk.db, desk.features, self._lines, today)
        said = morning_of(desk.db, desk.features, today)
        load, *morning = morning_parts(self._lines, work, said, self.words)
        over = over_words(self._lines, work)
        warning = self.words(over) if over else ""
        parts = [self.words.week(Week.of(today)), load, warning, *morning]
        title = self.words.long_date(today)
        line = " · ".join(part for part in parts if part)
        self.header.show_words(title[:1].upper() + title[1:], line, warning)

    def _explain_emptiness(self) -> None:
        before, self._has_people = self._has_people, has_people(self.desk.db, self.desk.features)
        if before != self._has_people:
            self.show_actions()
        if self._has_people:
            text = "" if self._lines else self._what_was_done()
            self.filter.set_empty(self.words("Nothing more for today"), text)
            return
        self.filter.set_empty(
            self.words("Here you will see what wants attention"),
            self.words("It starts with people: add or import the members of your community."),
            self.words("Import a list"),
            lambda: self.host.open_page("import"),
        )

    def _what_was_done(self) -> str:
        """What the day brought, and what the next one begins with."""
        desk, today = self.desk, self.desk.today()
        work = work_of_today(desk.db, desk.features, [], today)
        day, first = first_line_of(desk.db, desk.features, today)
        return f"{self.words(done_words(work))} {self.words(first_words(day, first))}"

    def _selected(self, row: CardRow | None) -> None:
        line = row.data if row else None
        if line is None:
            self.beside.detail.show_nothing()
            return
        place = self._lines.index(line) + 1
        why = why_here(line, place, len(self._lines), self.desk.today())
        buttons = self._buttons(line)
        detail = detail_of(self.desk, line, self.words, buttons, self.words(why))
        self.beside.detail.show_detail(detail)

    def _buttons(self, line: Line) -> tuple[QPushButton, ...]:
        """The first that can be done is coloured; what has a key of its own is under More."""
        made = []
        if line.item.page and self.host.has_page(line.item.page):
            made.append(button(self.words("Open"), self.hands.open, "primary"))
        if line.item.tick:
            made.append(button(self.words("Tick off"), self.hands.tick))
        made.append(button(self.words("Put off"), self.hands.put_off))
        return (*made, more_button(self.words, self.hands.choices()))

    def _open(self, _row: CardRow) -> None:
        if self.beside.is_narrow:
            self.beside.reveal_detail()
        else:
            self.hands.open()

    def _end_closing(self) -> None:
        if self.is_closing:
            self._stack.setCurrentIndex(0)
            self.list.setFocus()


def _seen(row: CardRow) -> tuple[str, str, str]:
    """What undo changes of a line that stays in the list."""
    return row.group, row.reason, row.right
