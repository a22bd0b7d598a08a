"""The page of Development: the phase, what stands out, and a chart for each question."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget
from shiboken6 import isValid

from commdesk.core.developing import Chart
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.development import wording
from commdesk.features.development.model import PERIODS, USUAL_PERIOD, Reading
from commdesk.features.development.page.columns import Columns
from commdesk.features.development.page.emptiness import Emptiness
from commdesk.features.development.page.head import Head, PhaseCard, StandsOut
from commdesk.features.development.page.reading import Begun, read_week
from commdesk.features.development.page.scrolling import first_stop, scroll, scrolling
from commdesk.features.development.page.taking import Taking
from commdesk.kit.charting import ChartCard
from commdesk.kit.charting.asking import ChartSaving
from commdesk.kit.page import PRINT, Page, PageAction
from commdesk.kit.signals import soon
from commdesk.kit.taborder import put_in_order
from commdesk.kit.weekarrows import add_week_arrows

_CORE_TABLES = frozenset({"workbook_fact", "closing_day", "absence"})
_PERIOD_KEY, _CHARTS_KEY = "development/period", "development/charts"
_SHOWN = (N_("Show 13 weeks"), N_("Show 26 weeks"), N_("Show 52 weeks"), N_("Show all weeks"))


class DevelopmentPage(Page):
    """What was read of one week; another period is cut from it, another week is read."""

    NAME = "development"
    TITLE = N_("Development")
    HELP = N_(
        "Is it growing on its own? At the top the phase the community is in, what that rests on "
        "and how long it usually takes, and what stands out; Why shows the figures and the rule. "
        "Then a chart for each question, with its answer above it, which is of the last whole "
        "week, and a line to hold to. Ctrl+PgUp and Ctrl+PgDown go to "
        "another week, Alt+1 to Alt+4 choose the period, PgUp and PgDown scroll, Tab goes from "
        "chart to chart. Ctrl+P prints, Ctrl+Shift+C copies it as text."
    )
    KEYS = (("PgDown", N_("Scroll down")), ("PgUp", N_("Scroll up")))
    ICON = "chart-line"

    def build(self) -> None:
        self.week = Week.of(self.desk.today())
        self.reading: Reading | None = None
        self._shown: Reading | None = None
        self.cards: dict[str, ChartCard] = {}
        self._is_reading = self._is_behind = False
        self._todo: list[Chart] = []
        self._order: list[str] = []
        self._wanted = ""
        self._landed: QWidget | None = None
        self.period = self._make_periods()
        add_week_arrows(self, self.go)
        self.header.add_beside_title(self.period)
        self.phase = PhaseCard(self.words)
        self.standouts = StandsOut(self.words, self.host.open_page, self.host.memory)
        self.head = Head(self.phase, self.standouts)
        self.empty = Emptiness(self.words, self.host)
        self.taking, self.saving = Taking(self), ChartSaving(self)
        self.columns = Columns()
        parts = (self.head, self.empty, self.columns)
        self.area = scrolling(self.words(self.TITLE), parts)
        self.content.addWidget(self.area, 1)
        self._begun = Begun()
        self._begun.read.connect(self._show_begun)

    def watched(self) -> frozenset[str]:
        """Everything that any feature tells of."""
        return _CORE_TABLES.union(*(feature.tables for feature in self.desk.features))

    def page_actions(self) -> list[PageAction]:
        has_any = self.reading is not None and not self.reading.is_empty
        return [
            PageAction(N_("Print"), self.taking.print, PRINT, has_any, "print"),
            PageAction(N_("Copy as text"), self.taking.copy, "Ctrl+Shift+C", in_header=False),
            PageAction(N_("Previous week"), lambda: self.go(-1), "Ctrl+PgUp", in_header=False),
            PageAction(N_("Next week"), lambda: self.go(1), "Ctrl+PgDown", in_header=False),
            *self._period_actions(),
            *self._chart_actions(),
        ]

    def reload(self) -> None:
        """Read in a thread; what changes meanwhile is read after it.

        Until then what was read before stays, also in a small workbook: nobody sees the difference.
        """
        if self._is_reading:
            self._is_behind = True
            return
        self._is_reading = True
        self._tell_line()
        desk, week, begun = self.desk, self.week, self._begun
        self.host.run_quietly(lambda progress: read_week(desk, week, begun, progress), self._show)

    def go(self, weeks: int) -> None:
        """Another week; none after the one that runs, of which nothing is known."""
        wanted = min(self.week + weeks, Week.of(self.desk.today()))
        if wanted != self.week:
            self._show_week(wanted)

    def show_target(self, target: object) -> None:
        """A chart by its name, or a week, as `2026-W48`."""
        try:
            week = Week.parse(str(target))
        except ValueError:
            self.show_chart(str(target))
        else:
            self._show_week(min(week, Week.of(self.desk.today())))

    def show_chart(self, name: str) -> None:
        """Scroll to a chart and put the keyboard there, once it is made."""
        self._wanted = name
        self._seek()

    def begin_day(self) -> None:
        """Whoever looks at the week that runs goes on with the next one."""
        if self.reading is None or self.reading.span.is_running:
            self.week = Week.of(self.desk.today())
        super().begin_day()

    def take_focus(self) -> None:
        """To the first thing there is: PgDn reads on, Tab goes from one to the next."""
        self._landed = first_stop(self._stops(), self.area)
        self._landed.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll(self.area, event):
            super().keyPressEvent(event)

    @property
    def weeks(self) -> int:
        """The period that is chosen; 0 is everything."""
        return int(self.period.currentData())

    @property
    def is_settled(self) -> bool:
        """Whether everything that was read is shown."""
        return self.reading is not None and not self._is_reading and self.is_drawn

    @property
    def is_drawn(self) -> bool:
        """Whether every chart that has come is shown; more may come while it is read."""
        return self._shown is not None and not self._todo

    # --- private ----------------------------------------------------------------------------------

    def _show_week(self, week: Week) -> None:
        self.week = week
        self.reload()

    def _show_begun(self, reading: Reading) -> None:
        """The phase and the first charts while nothing stands here yet: the rest comes under it."""
        if not isValid(self):
            return
        if self.reading is None and not reading.is_empty and reading.week == self.week:
            self._shown = reading
            self.phase.show_phase(reading.phase)
            self.head.setVisible(bool(reading.phase))
            self._show_charts()

    def _show(self, reading: Reading | Refused) -> None:
        if not isValid(self):
            return  # the window was made anew meanwhile: in another language, say
        is_behind, self._is_reading, self._is_behind = self._is_behind, False, False
        if isinstance(reading, Refused):
            self._tell_line()
            self.show_refusal(reading)
            return
        if is_behind or reading.week != self.week:
            self.reload()
            return
        is_first = self.reading is None
        is_other = self.reading is not None and self.reading.week != reading.week
        self.reading = self._shown = reading
        self.phase.show_phase(reading.phase)
        self.standouts.show_all(reading.stands_out, reading.calm)
        self.head.setVisible(bool(reading.phase or reading.stands_out or reading.calm))
        self.empty.setVisible(reading.is_empty)
        self.host.memory[_CHARTS_KEY] = json.dumps([[c.name, c.title] for c in reading.charts])
        self._tell_line()
        self.show_actions()
        self.host.refresh_actions()
        self._show_charts()
        if self.area.hasFocus() or (is_first and self._landed and self._landed.hasFocus()):
            self.take_focus()  # what stands out came above the charts that were there first
        if is_other:
            self.tell(f"{self.header.title}. {self.header.line}")

    def _show_charts(self) -> None:
        """One at a turn, those that are in sight first: together they would hold up the window."""
        if self._shown is None:
            return
        charts = () if self._shown.is_empty else self._shown.shown(self.weeks)
        self._order = [each.name for each in charts]
        is_running = bool(self._todo)
        self._todo = sorted(charts, key=lambda chart: not self._is_in_sight(chart.name))
        self._put_cards()
        if not is_running:
            self._show_next()

    def _show_next(self) -> None:
        if not self._todo or self._shown is None:
            return
        chart = self._todo.pop(0)
        if chart.name not in self.cards:
            self.cards[chart.name] = self._make_card()
        self.cards[chart.name].show_chart(chart)
        self._put_cards()
        if chart.name == self._wanted:
            soon(self, self._seek)
        elif self.area.hasFocus():
            soon(self, self.take_focus)
        if self._todo:
            soon(self, self._show_next)

    def _put_cards(self) -> None:
        """With the order of Tab, which is that of reading and not that of making."""
        self.columns.put(self._cards_made())
        put_in_order(self.area, self._stops())

    def _cards_made(self) -> list[ChartCard]:
        return [self.cards[name] for name in self._order if name in self.cards]

    def _stops(self) -> list[QWidget]:
        """Where Tab stops on what scrolls: what stands out, then card after card."""
        in_cards = (stop for card in self._cards_made() for stop in card.stops)
        return [*self.standouts.stops, *self.empty.stops, *in_cards]

    def _make_card(self) -> ChartCard:
        card = ChartCard(self.words, self.host.memory)
        card.step_opened.connect(lambda step: self.host.open_page(step.page, step.target))
        card.save_asked.connect(self.saving.ask_for)
        card.told.connect(self.tell)
        return card

    def _is_in_sight(self, name: str) -> bool:
        card = self.cards.get(name)
        return card is not None and not card.visibleRegion().isEmpty()

    def _seek(self) -> None:
        card = self.cards.get(self._wanted)
        if card is None or not card.isVisible():
            return
        self._wanted = ""
        self.area.verticalScrollBar().setValue(self.columns.y() + card.y())
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_line(self) -> None:
        """The week, and a quiet sign while it is being read."""
        told = self.words.week(self.week)
        if self.reading is not None and self.reading.week == self.week:
            told = wording.week_named(self.reading, self.words)
        if self._is_reading:
            told = self.words("{week} · being read…", week=told)
        self.header.show_words(line=told)

    def _choose_period(self, _place: int) -> None:
        self.host.memory[_PERIOD_KEY] = str(self.weeks)
        self._show_charts()

    def _period_actions(self) -> list[PageAction]:
        choose = self.period.setCurrentIndex
        return [
            PageAction(title, partial(choose, n), f"Alt+{n + 1}", in_header=False)
            for n, title in enumerate(_SHOWN)
        ]

    def _chart_actions(self) -> list[PageAction]:
        """Each chart by its name, also before it was read now: what there was the last time."""
        known = json.loads(self.host.memory.get(_CHARTS_KEY, "[]"))
        return [
            PageAction(title, partial(self.show_chart, name), in_header=False, in_menu=False)
            for name, title in known
        ]

    def _make_periods(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.words("Period"))
        for weeks in PERIODS:
            box.addItem(wording.period_said(weeks, self.words), weeks)
        kept = wording.period_named(self.host.memory.get(_PERIOD_KEY, ""), USUAL_PERIOD)
        box.setCurrentIndex(PERIODS.index(kept))
        box.currentIndexChanged.connect(self._choose_period)
        return box
