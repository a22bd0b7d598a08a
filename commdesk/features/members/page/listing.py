"""The list of the members page: a filter, the view that is open, the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.features.members.page.columns import COLUMNS, columns_of
from commdesk.features.members.page.showing import Showing, Wish
from commdesk.features.members.views import Condition, View, describe
from commdesk.kit import theme
from commdesk.kit.parts import Card, FilterField, button, label
from commdesk.kit.progress import Progress
from commdesk.kit.signals import after_pause
from commdesk.kit.table import RowsModel, Table

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage


class MemberList(Card):
    """Shows whoever fits the filter and the view; its page says what comes of a selection."""

    view_closed = Signal()
    view_opened = Signal()
    shown = Signal()
    """Other rows are shown than before."""

    def __init__(self, page: MembersPage) -> None:
        super().__init__(padding=12)
        self.words = page.words
        self._page = page
        self._asked: Wish | None = None
        self.showing = Showing(page.desk)
        self.filter = FilterField(
            self.words("Filter by name, organisation, tag…"), self.words("Filter the members")
        )
        self._search_soon = after_pause(self, 0, self.search)
        self.is_typing = False
        """A letter was typed just now: what costs time may wait until the typing pauses."""
        self.filter.textChanged.connect(lambda _text: self._search_soon())
        model = RowsModel(
            COLUMNS,
            self._count,
            self.showing.fetch,
            self.words,
            sort=self._set_sort,
            parent=self,
        )
        self.table = Table(
            model,
            name="members",
            title=self.words("Members"),
            memory=page.host.memory,
            many=True,
        )
        self.table.columns.offer(columns_of(self.showing.known))
        self._columns_changed()
        self.table.columns.changed.connect(self._columns_changed)
        self.filter.went_down.connect(self.table.setFocus)
        self._bar = ViewBar(self)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._bar)
        self.body.addWidget(self.table, 1)

    @property
    def view(self) -> View | None:
        return self.showing.view

    def search(self) -> None:
        """Show who fits what is typed now."""
        self.showing.search = self.filter.text()
        self.is_typing = True
        self.table.reload()
        self.shown.emit()
        self.is_typing = False

    def reload(self) -> None:
        """After a change of the workbook: own fields may have come, the view may be another."""
        self.showing.search = self.filter.text()
        self.showing.refresh()
        self.table.columns.offer(columns_of(self.showing.known))
        self._bar.show_view(self.view)
        self.table.reload()
        self.shown.emit()

    def open_view(self, view: View | None) -> None:
        """Show this view with its own columns and order; None: everybody, as it was."""
        before, self.showing.view = self.showing.view, view
        self.showing.conditions = view.conditions if view else ()
        self.showing.refresh()
        columns = self.table.columns
        if view and view.columns:
            columns.show(view.columns, is_kept=False)
        elif view or before:
            columns.show_usual(is_kept=view is None)
        if view and view.sort:
            columns.set_sort(view.sort, is_descending=view.is_descending)
        self._bar.show_view(view)
        self.table.reload()
        self.table.scrollToTop()
        self.shown.emit()

    def try_conditions(self, conditions: tuple[Condition, ...]) -> None:
        """Show who fits conditions that are not kept yet."""
        self.showing.conditions = conditions
        self.showing.refresh()
        self.table.reload()
        self.shown.emit()

    def said(self) -> str:
        """The conditions of the open view in words."""
        view = self.view
        texts = describe(view.conditions, self.showing.known.subjects) if view else []
        return "; ".join(map(self.words, texts))

    def _count(self) -> int:
        """How many rows there are; what takes long is asked in a thread and shown when it comes."""
        showing = self.showing
        if showing.takes_long and not showing.is_answered and self._asked != showing.wish:
            self._asked, desk, ask = showing.wish, self._page.desk, showing.ask()

            def work(_progress: Progress) -> Sequence[int]:
                twin = desk.twin()
                with twin:
                    return ask(twin.db)

            then = partial(self._answered, showing.wish)
            self._page.host.run_job(self.words("Sorting the members"), work, then)
        return showing.count()

    def _answered(self, wish: Wish, ids: Sequence[int]) -> None:
        self._asked = None
        self.showing.answer(wish, ids)
        self.table.reload()
        self.shown.emit()

    def _set_sort(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - the table's call
        self.showing.sort = (key, is_descending)

    def _columns_changed(self) -> None:
        self.showing.columns = self.table.columns.keys
        self.showing.refresh()


class ViewBar(QWidget):
    """Which view is open, what it asks for, and the way out."""

    def __init__(self, members: MemberList) -> None:
        super().__init__()
        self._members = members
        self.words = members.words
        self._name = label(role="strong")
        self._said = label(role="small", wraps=True)
        self._change = button(self.words("Change view"), members.view_opened.emit, "link")
        self._leave = button(self.words("Show everyone"), members.view_closed.emit, "link")
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self._name, 1)
        line.addWidget(self._change)
        line.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._said)
        self.hide()

    def show_view(self, view: View | None) -> None:
        self.setVisible(view is not None)
        if view is not None:
            self._name.setText(self.words(view.name))
            self._said.setText(self._members.said())
