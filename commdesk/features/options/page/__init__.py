"""The settings section: this workbook, this computer, house style, absence, closing days."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from commdesk.core.words import N_
from commdesk.features.options.page.computer import ComputerCard
from commdesk.features.options.page.days import AbsenceCard, ClosingDaysCard
from commdesk.features.options.page.housestyle import HouseStyleCard
from commdesk.features.options.page.workbook import WorkbookCard
from commdesk.kit import theme
from commdesk.kit.page import NEW, Page, PageAction

_TWO_COLUMNS_FROM = 680


class SettingsSection(Page):
    """Everything is saved as it is changed; what belongs to the workbook can be undone."""

    NAME = "settings"
    TITLE = N_("Settings")
    ICON = "cog-outline"
    HELP = N_(
        "What holds for this workbook (its name, language, hours, working days, house style, "
        "closing days and your absence) and what holds for this computer only. The house style "
        "(logo, font and colour of the organisation) stands in every workbook, PDF and print. "
        "Every change is saved at once; Ctrl+Z undoes a change to the workbook. Ctrl+N plans "
        "absence, Delete removes the chosen day from a list."
    )
    WATCHES = frozenset({"workbook_fact", "closing_day", "absence"})

    def build(self) -> None:
        self.workbook = WorkbookCard(self)
        self.computer = ComputerCard(self)
        self.absence = AbsenceCard(self)
        self.closing = ClosingDaysCard(self)
        self.house = HouseStyleCard(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(theme.REGION_GAP)
        for cards in ((self.workbook, self.computer), (self.house, self.absence, self.closing)):
            column = QVBoxLayout()
            column.setSpacing(theme.REGION_GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
            self._columns.addLayout(column, 1)
        self.content.addLayout(self._columns)
        self.content.addStretch()
        self.header.show_words(line=self.words("Every change is saved at once."))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Plan absence"), self.absence.start, NEW, name="plan_absence")

    def reload(self) -> None:
        for card in (self.workbook, self.computer, self.house, self.absence, self.closing):
            card.reload()

    def has_unsaved(self) -> bool:
        return self.absence.is_dirty or self.closing.is_dirty

    def drop_unsaved(self) -> None:
        self.absence.drop()
        self.closing.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.px(_TWO_COLUMNS_FROM)
        self._columns.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
