"""A page with tabs: the page itself, and what other features hand in to stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QStackedWidget, QWidget

from commdesk.core.desk import Desk
from commdesk.core.feature import Section
from commdesk.kit.flow import Flow
from commdesk.kit.host import Host
from commdesk.kit.page import Page
from commdesk.kit.tabs import tab_button
from commdesk.shell.composite import Composite
from commdesk.shell.pages import page_class


def with_tabs(desk: Desk, host: Host, kind: type[Page]) -> Page:
    """A page of this class, under tabs when a feature hands in a section for it."""
    sections = sorted(
        (each for feature in desk.features for each in feature.sections if each.on == kind.NAME),
        key=lambda section: section.rank,
    )
    page = kind(desk, host)
    is_whole = isinstance(page, Composite) or not sections
    return page if is_whole else TabbedPage(desk, host, page, sections)


class TabbedPage(Composite):
    """One tab a part, under the title of whichever shows; a part is made when first chosen."""

    def __init__(self, desk: Desk, host: Host, first: Page, sections: Sequence[Section]) -> None:
        self._first = first
        self._sections = {section.name: section for section in sections}
        self._pages: dict[str, Page] = {first.NAME: first}
        super().__init__(desk, host)
        self.setAccessibleName(self.words(first.TITLE))

    def build(self) -> None:
        self.header.hide()
        self._stack = QStackedWidget()
        self._tabs: dict[str, QPushButton] = {}
        self._bar = QWidget()
        row = Flow(self._bar)
        group = QButtonGroup(self)
        titles = {self._first.NAME: self._first.TITLE}
        titles |= {name: section.title for name, section in self._sections.items()}
        for name, title in titles.items():
            tab = tab_button(self.words(title), partial(self.show_tab, name))
            group.addButton(tab)
            self._tabs[name] = tab
            row.addWidget(tab)
        self._tabs[self._first.NAME].setChecked(True)
        self._stack.addWidget(self._first)
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.layout().setSpacing(0)  # type: ignore[union-attr]
        self.content.setSpacing(0)
        self.content.addWidget(self._stack, 1)
        self._put_bar(self._first)

    def parts(self) -> Iterable[Page]:
        return self._pages.values()

    def shown_part(self) -> Page:
        shown = self._stack.currentWidget() if hasattr(self, "_stack") else None
        return shown if isinstance(shown, Page) else self

    def show_tab(self, name: str) -> None:
        """Show this part, made now when it was not yet."""
        if name not in self._pages:
            page = page_class(self._sections[name].page)(self.desk, self.host)
            self._pages[name] = page
            self._stack.addWidget(page)
        page = self._pages[name]
        page.freshen()
        tab = self._tabs[name]
        had_focus = self._bar.isAncestorOf(QApplication.focusWidget() or self)
        tab.setChecked(True)
        self._put_bar(page)
        self._stack.setCurrentWidget(page)
        self.updateGeometry()
        if had_focus:  # the row of tabs went from one part to the other, and the keyboard with it
            tab.setFocus(Qt.FocusReason.OtherFocusReason)
        self.host.refresh_actions()

    def _put_bar(self, page: Page) -> None:
        """Under the title of this part, and there in the order of Tab: one stop, then arrows."""
        page.put_under_header(self._bar)
        before: QWidget = [page.header, *page.header.controls][-1]
        for tab in self._tabs.values():
            ways = Qt.FocusPolicy
            tab.setFocusPolicy(ways.StrongFocus if tab.isChecked() else ways.ClickFocus)
            QWidget.setTabOrder(before, tab)
            before = tab

    def show_target(self, target: object) -> None:
        """A thing of the first part by its id, or a tab: `duplicates`, `duplicates/17`."""
        name, _, inner = str(target).partition("/")
        if name not in self._tabs:
            self.show_tab(self._first.NAME)
            self._first.show_target(target)
            return
        self.show_tab(name)
        if inner:
            self._pages[name].show_target(int(inner) if inner.isdecimal() else inner)

    def reload(self) -> None:
        self.shown_part().freshen()

    def freshen(self) -> None:
        self.shown_part().freshen()

    def take_focus(self) -> None:
        self.shown_part().take_focus()

    def minimumSizeHint(self) -> QSize:
        """That of the part that shows: a long one must not make the others scroll."""
        shown = self.shown_part()
        return super().minimumSizeHint() if shown is self else shown.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        shown = self.shown_part()
        return super().heightForWidth(width) if shown is self else shown.heightForWidth(width)
