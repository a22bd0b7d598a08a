"""The Data page: one page of sections that the features hand in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from commdesk.core.feature import Section
from commdesk.core.words import N_
from commdesk.kit import theme
from commdesk.kit.page import Page, PageAction
from commdesk.shell.pages import page_class

_LIST_WIDTH = 180


class DataPage(Page):
    """Import, export, history, backup, settings: a list of sections, each a small page."""

    NAME = "data"
    TITLE = N_("Data")
    ICON = "database-outline"
    HELP = N_(
        "Everything about the workbook itself: take lists in, hand Excel files out, look back in "
        "history, make backups, change settings. Arrow keys choose a section, Tab goes into it."
    )

    def build(self) -> None:
        self.sections = sorted(
            (section for feature in self.desk.features for section in feature.sections),
            key=lambda section: section.rank,
        )
        self._pages: dict[str, Page] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.words("Sections"))
        self.list.setProperty("role", "sections")
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        for section in self.sections:
            item = QListWidgetItem(self.words(section.title))
            item.setData(Qt.ItemDataRole.UserRole, section.name)
            self.list.addItem(item)
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(theme.REGION_GAP)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.content.addLayout(row, 1)
        self.header.hide()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def show_target(self, target: object) -> None:
        """Open the section of this name."""
        names = [section.name for section in self.sections]
        if target in names:
            self.list.setCurrentRow(names.index(str(target)))

    def current(self) -> Page | None:
        """The section that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def primary_action(self) -> PageAction | None:
        page = self.current() if hasattr(self, "stack") else None
        return page.primary_action() if page else None

    def page_actions(self) -> list[PageAction]:
        page = self.current() if hasattr(self, "stack") else None
        return page.page_actions() if page else []

    def tables_changed(self, tables: frozenset[str]) -> None:
        for page in self._pages.values():
            page.tables_changed(tables)

    def _show(self, number: int) -> None:
        section = self.sections[number]
        if section.name not in self._pages:
            self._pages[section.name] = self._make(section)
        self.stack.setCurrentWidget(self._pages[section.name])
        self.host.refresh_actions()

    def _make(self, section: Section) -> Page:
        page = page_class(section.page)(self.desk, self.host)
        page.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.stack.addWidget(page)
        return page
