"""The Week page: seven days, hours per kind of work, what is still to be planned."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from commdesk.core.errors import Refused
from commdesk.core.feature import Act, WeekItem
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.week.model import WeekPlan
from commdesk.features.week.page.blocks import BlockList
from commdesk.features.week.page.days import DayColumn, row_of
from commdesk.features.week.page.kinds import KindsCard
from commdesk.features.week.page.saying import explain_left, heading
from commdesk.features.week.queries import week_plan
from commdesk.kit import theme
from commdesk.kit.cardpaint import CardDelegate
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card
from commdesk.kit.weekarrows import add_week_arrows

_CORE_TABLES = frozenset({"workbook_fact", "closing_day", "absence"})
_EXPORTS = ("export", "exchange")
_NEW = "new/"
_WIDE, _SLIM = 3, 1
_BOTTOM, _FORM = 256, 290


class WeekPage(Page):
    """Blocks move by Alt with the arrows, by drag, or by changing their day."""

    NAME = "week"
    TITLE = N_("Week")
    HELP = N_(
        "What you do when, and whether the hours match. Arrow keys go from block to block, Alt "
        "with Left or Right moves a to-do to another day, Alt+Down puts it back to be planned and "
        "Alt+Up onto the chosen day. Space ticks off, Enter opens, Ctrl+N adds a to-do, "
        "Ctrl+PgUp and Ctrl+PgDown go to another week."
    )
    ICON = "calendar-week"

    def build(self) -> None:
        self.week = Week.of(self.desk.today())
        self._chosen = self.desk.today()
        self._editors: dict[str, Any] = {}
        self._plan: WeekPlan | None = None
        add_week_arrows(self, self.go)
        self.columns = [DayColumn(self.words) for _ in range(7)]
        self._days = QHBoxLayout()
        self._days.setSpacing(theme.GAP)
        for place, column in enumerate(self.columns):
            self._days.addWidget(column, _WIDE)
            self._wire(column.list, place)
        self.content.addLayout(self._days, 1)
        self._bottom = QStackedWidget()
        self._bottom.addWidget(self._make_bottom())
        self._bottom.currentChanged.connect(self._fit_bottom)
        self._fit_bottom(0)
        self.content.addWidget(self._bottom)

    def watched(self) -> frozenset[str]:
        """Everything that any feature hands in, and what makes up one's own hours."""
        return _CORE_TABLES.union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction | None:
        if not self._editing_features():
            return None
        return PageAction(N_("New to-do"), self.add, NEW, name="new_todo")

    def page_actions(self) -> list[PageAction]:
        actions = [
            PageAction(N_("Previous week"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Next week"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
            PageAction(N_("This week"), self.go_to_today, "Ctrl+Home", in_header=False),
        ]
        if self._export_section():
            actions.append(PageAction(N_("Export to Excel"), self.export, name="export_week"))
        return actions

    def reload(self) -> None:
        desk = self.desk
        plan = week_plan(desk.db, desk.features, self.week, desk.today())
        self._plan = plan
        for column, day in zip(self.columns, plan.days, strict=True):
            column.show_day(day, desk.today())
            self._days.setStretchFactor(column, _SLIM if day.is_idle else _WIDE)
        rows = [row_of(item, self.words) for item in plan.left_over]
        self.left.show_rows([replace(row, tickable=False) for row in rows])
        add = self.add if self._editing_features() else None
        explain_left(self.left.empty, plan, self.words, add)
        self.left.empty.setVisible(not plan.left_over)
        self._kinds.show_kinds(plan.kinds)
        self._show_header(plan)

    def show_target(self, target: object) -> None:
        """Select the block with this id, in another week too; else open it to be changed.

        `new/…` is a new to-do about what the rest names.
        """
        if str(target).startswith(_NEW):
            self.add(str(target))
            return
        if self._select(lambda item: str(item.id) == str(target)):
            return
        for name in self._editing_features():
            try:
                self._edit(name, int(str(target)))
            except Refused as refused:
                self.show_refusal(refused)

    def has_unsaved(self) -> bool:
        editor = self._bottom.currentWidget()
        return self._bottom.currentIndex() > 0 and bool(getattr(editor, "form").is_dirty)  # noqa: B009

    def drop_unsaved(self) -> None:
        self._bottom.setCurrentIndex(0)

    # --- weeks ------------------------------------------------------------------------------------

    def go(self, weeks: int) -> None:
        self.show_week(self.week + weeks)

    def go_to_today(self) -> None:
        self.show_week(Week.of(self.desk.today()))
        self._chosen = self.desk.today()

    def show_week(self, week: Week) -> None:
        self.week = week
        self._chosen = week.monday
        self.refresh()
        self.tell(f"{self.header.title}. {self.header.line}")

    def export(self) -> None:
        self.host.open_page(self._export_section(), str(self.week))

    # --- blocks -----------------------------------------------------------------------------------

    def add(self, about: str = "") -> None:
        """A new to-do on the chosen day of the week that is shown, never on one that is past."""
        day = self._chosen if Week.of(self._chosen) == self.week else self.week.monday
        for name in self._editing_features():
            self._edit(name, None, max(day, self.desk.today()), about)

    def put_on(self, item: WeekItem, day: date | None) -> None:
        """Put a block on another day; the page goes along when that is in another week."""
        if item.move is None:
            self.tell(self.words("{title} is moved where it belongs, not here.", title=item.title))
            return
        if day and Week.of(day) != self.week:
            self.week = Week.of(day)
        said = self.words("To be planned: {title}", title=item.title)
        if day:
            said = self.words("{title}: {day}", title=item.title, day=day)
        self._do(item.move(day), item.key, said)

    def toggle(self, item: WeekItem) -> None:
        if item.toggle:
            said = self.words("Not done after all: {title}", title=item.title)
            if not item.is_done:
                said = self.words("Done: {title}", title=item.title)
            self._do(item.toggle(self.desk.today()), item.key, said)

    def open(self, item: WeekItem) -> None:
        """Where it can be changed: the form here, or the page of its feature."""
        if item.feature in self._editing_features():
            with self.refusals():
                self._edit(item.feature, item.id)
        else:
            self.host.open_page(item.feature, item.id)

    def _do(self, act: Act, key: str, said: str) -> None:
        def then(_result: object) -> None:
            self.refresh()
            self._select(lambda item: item.key == key)
            self.tell(said)

        self.do(act.op, *act.args, then=then, **act.kwargs)

    def _select(self, is_wanted: Any) -> bool:
        for block_list in self._lists():
            for row in block_list.rows:
                if is_wanted(row.data):
                    block_list.select_key(row.key)
                    block_list.setFocus()
                    return True
        return False

    def _lists(self) -> list[BlockList]:
        return [*(column.list for column in self.columns), self.left]

    def _wire(self, block_list: BlockList, place: int | None) -> None:
        """`place`: which column of the week; None for what is still to be planned."""
        block_list.opened.connect(self.open)
        block_list.ticked.connect(self.toggle)
        block_list.chosen.connect(lambda _item: self._choose(block_list, place))
        block_list.stepped.connect(lambda step: self._step(place, step))
        block_list.carried.connect(self._carry)
        block_list.lifted.connect(self._lift)
        block_list.dropped.connect(lambda key: self._drop(key, place))

    def _choose(self, chosen: BlockList, place: int | None) -> None:
        if place is not None:
            self._chosen = self.week.days[place]
        for each in self._lists():
            if each is not chosen:
                each.let_go()

    def _step(self, place: int | None, step: int) -> None:
        if place is not None and 0 <= place + step < len(self.columns):
            self.columns[place + step].list.setFocus()

    def _carry(self, item: WeekItem, step: int) -> None:
        if item.day is not None:
            self.put_on(item, item.day + timedelta(days=step))

    def _lift(self, item: WeekItem, step: int) -> None:
        if step > 0 and item.day is not None:
            self.put_on(item, None)
        elif step < 0 and item.day is None:
            self.put_on(item, self._chosen)

    def _drop(self, key: str, place: int | None) -> None:
        day = None if place is None else self.week.days[place]
        for block_list in self._lists():
            for row in block_list.rows:
                if row.key == key and row.data.day != day:
                    self.put_on(row.data, day)
                    return

    # --- parts ------------------------------------------------------------------------------------

    def _make_bottom(self) -> QWidget:
        self._kinds = KindsCard(self.words)
        self.left = BlockList(self.words("Still to plan"))
        self.left.setItemDelegate(CardDelegate(self.left))
        self._wire(self.left, None)
        waiting = Card(self.words("Still to plan"))
        waiting.body.addWidget(self.left, 1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.REGION_GAP)
        row.addWidget(self._kinds, 5)
        row.addWidget(waiting, 4)
        return inside

    def _fit_bottom(self, place: int) -> None:
        self._bottom.setFixedHeight(theme.px(_FORM if place else _BOTTOM))

    def _show_header(self, plan: WeekPlan) -> None:
        self.header.show_words(*heading(plan, self.words))

    def _export_section(self) -> str:
        names = {section.name for feature in self.desk.features for section in feature.sections}
        return next((name for name in _EXPORTS if name in names), "")

    def _editing_features(self) -> list[str]:
        return [feature.name for feature in self.desk.features if feature.week_editor]

    def _edit(
        self, name: str, thing_id: int | None, day: date | None = None, about: str = ""
    ) -> None:
        editor = self._editors.get(name) or self._make_editor(name)
        self._bottom.setCurrentWidget(editor)
        editor.begin(thing_id, day, about)

    def _make_editor(self, name: str) -> Any:
        place = next(f.week_editor for f in self.desk.features if f.name == name)
        module, _, kind = place.partition(":")
        editor = getattr(import_module(module), kind)(self)
        editor.done.connect(self._edited)
        self._bottom.addWidget(editor)
        self._editors[name] = editor
        return editor

    def _edited(self, thing_id: object) -> None:
        self._bottom.setCurrentIndex(0)
        self.refresh()
        if thing_id is None or not self._select(lambda item: item.id == thing_id):
            self.columns[self._chosen.weekday()].list.setFocus()
