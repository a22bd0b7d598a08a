"""The settings section: this workbook and computer, house style, days off and working blocks."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from commdesk.core.words import N_
from commdesk.features.options.page.blocks import BlocksCard
from commdesk.features.options.page.computer import ComputerCard
from commdesk.features.options.page.days import AbsenceCard, ClosingDaysCard, DaysCard
from commdesk.features.options.page.housestyle import HouseStyleCard
from commdesk.features.options.page.policy import PolicyCard
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
        "What holds for this workbook (its name, language, hours, working days, working blocks, "
        "house style, closing days and your absence) and what holds for this computer only. The "
        "house style (logo, font and colour of the organisation) stands in every workbook, PDF "
        "and print. "
        "Every change is saved at once; Ctrl+Z undoes a change to the workbook. Ctrl+N plans "
        "absence, Delete removes the chosen row of a list, Enter takes it into the form under it."
    )
    WATCHES = frozenset({"workbook_fact", "closing_day", "absence"})

    def build(self) -> None:
        self.workbook = WorkbookCard(self)
        self.house = HouseStyleCard(self)
        self.computer = ComputerCard(self)
        self.policy = PolicyCard(self)
        self.absence = AbsenceCard(self)
        self.blocks = BlocksCard(self)
        self.closing = ClosingDaysCard(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(theme.REGION_GAP)
        fields = (self.workbook, self.house, self.computer, self.policy)
        for cards in (fields, self._lists):
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
        self.workbook.reload()
        self.computer.reload()
        self.policy.reload()
        self.house.reload()
        for card in self._lists:
            card.reload()

    def show_target(self, target: object) -> None:
        """`blocks`: to the form of the working blocks."""
        if target == "blocks":
            self.blocks.start()

    def has_unsaved(self) -> bool:
        return any(card.is_dirty for card in self._lists)

    def drop_unsaved(self) -> None:
        for card in self._lists:
            card.drop()

    @property
    def _lists(self) -> tuple[DaysCard, ...]:
        return self.absence, self.blocks, self.closing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.px(_TWO_COLUMNS_FROM)
        self._columns.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
