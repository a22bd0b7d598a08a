"""The Data page: one page of sections that the features hand in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget

from commdesk.core.feature import Section
from commdesk.core.words import N_
from commdesk.kit import theme
from commdesk.kit.page import Page
from commdesk.kit.signals import soon
from commdesk.shell.composite import Composite
from commdesk.shell.pages import page_class
from commdesk.shell.sectionlist import SectionList

_MEMORY = "data/section"
_BESIDE_FROM = 720  # narrower than this the list stands above the section
_RING = 6  # room for the focus ring around what stands at the edge of a section


class DataPage(Composite):
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
            (
                section
                for feature in self.desk.features
                for section in feature.sections
                if section.on == self.NAME
            ),
            key=lambda section: section.rank,
        )
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, SectionArea] = {}
        self.list = SectionList(
            self.words("Sections"), [self.words(section.title) for section in self.sections]
        )
        self.stack = QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.REGION_GAP)
        self._row.addWidget(self.list)
        self._row.addWidget(self.stack, 1)
        self.content.addLayout(self._row, 1)
        self.header.show_words(line=self.desk.path.name)
        self.list.currentRowChanged.connect(self._show)
        self.list.entered.connect(self.enter)
        self._choose(self.host.memory.get(_MEMORY, "")) or self.list.setCurrentRow(0)

    # --- going about ---------------------------------------------------------------------------

    def show_target(self, target: object) -> None:
        """Open the section of this name; `history/17` shows thing 17 in it."""
        name, _, inner = str(target).partition("/")
        if self._choose(name) and inner and (page := self.shown_part()) is not self:
            page.show_target(int(inner) if inner.isdecimal() else inner)

    def enter(self) -> None:
        """From the list into the section."""
        if (page := self.shown_part()) is not self:
            page.take_focus()
            soon(self, self._bring_into_view)

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that the section does not want goes back to the list of sections."""
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def shown_part(self) -> Page:
        number = self.list.currentRow() if hasattr(self, "list") else -1
        return self._pages.get(self.sections[number].name, self) if number >= 0 else self

    def parts(self) -> Iterable[Page]:
        return self._pages.values()

    # --- inside --------------------------------------------------------------------------------

    def _choose(self, name: str) -> bool:
        names = [section.name for section in self.sections]
        if name in names:
            self.list.setCurrentRow(names.index(name))
        return name in names

    def _show(self, number: int) -> None:
        if number < 0:
            return
        section = self.sections[number]
        if section.name not in self._pages:
            self._make(section)
        self.stack.setCurrentWidget(self._areas[section.name])
        self._show_whole()
        self.host.memory[_MEMORY] = section.name
        self.host.refresh_actions()

    def _make(self, section: Section) -> None:
        page = page_class(section.page)(self.desk, self.host)
        page.embed()
        page.layout().setContentsMargins(_RING, _RING, _RING, _RING)  # type: ignore[union-attr]
        area = SectionArea(page)
        self._pages[section.name] = page
        self._areas[section.name] = area
        area.height_changed.connect(self._show_whole)
        self.stack.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_beside = self.width() >= theme.px(_BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if is_beside else ways.TopToBottom)
        if is_beside:
            self.list.stand_beside()
        else:
            self.list.stand_above(self.width() - 2 * theme.PAGE_MARGIN)
        self._show_whole()

    def _bring_into_view(self) -> None:
        """Under the list the section may be out of sight."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._row.direction() == QBoxLayout.Direction.TopToBottom:
            above.verticalScrollBar().setValue(self.stack.y() - theme.PAGE_MARGIN)

    def _show_whole(self) -> None:
        """Under the list a section is as high as it wants: the page scrolls as one."""
        area = self.stack.currentWidget()
        is_under = self._row.direction() == QBoxLayout.Direction.TopToBottom
        whole = area.whole_height() if is_under and isinstance(area, SectionArea) else 0
        self.stack.setMinimumHeight(whole)


class SectionArea(QScrollArea):
    """A section, scrolled when it is higher than its place."""

    height_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)

    def whole_height(self) -> int:
        """How high it is without a scroll bar, as wide as it is now."""
        layout = self._page.layout()
        wanted = layout.minimumHeightForWidth(self.width()) if layout else 0
        return max(wanted, self._page.minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.height_changed.emit()
