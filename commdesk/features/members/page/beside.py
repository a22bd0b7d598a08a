"""What can stand beside the list of members; each is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from commdesk.features.members.page.editor import MemberEditor
from commdesk.features.members.page.fieldspane import FieldsPane
from commdesk.features.members.page.manypane import ManyPane
from commdesk.features.members.page.pane import Pane
from commdesk.features.members.page.vieweditor import ViewEditor
from commdesk.kit.columnpane import ColumnPane

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

W = TypeVar("W", bound=QWidget)


class Beside(QStackedWidget):
    """One at a time; what is left goes back to the member."""

    def __init__(self, page: MembersPage, detail: QWidget) -> None:
        super().__init__()
        self._page = page
        self.addWidget(detail)

    def has_unsaved(self) -> bool:
        """Whether something typed in what shows now is not kept yet."""
        pane = self.currentWidget()
        if isinstance(pane, MemberEditor):
            return pane.form.is_dirty
        return isinstance(pane, Pane) and pane.is_dirty

    @cached_property
    def editor(self) -> MemberEditor:
        made = MemberEditor(self._page)
        made.done.connect(self._page.edited)
        return self._added(made)

    @cached_property
    def many(self) -> ManyPane:
        made = ManyPane(self._page)
        made.done.connect(lambda _count: self._page.left())
        return self._added(made)

    @cached_property
    def views(self) -> ViewEditor:
        made = ViewEditor(self._page)
        made.done.connect(self._page.view_edited)
        return self._added(made)

    @cached_property
    def fields(self) -> FieldsPane:
        made = FieldsPane(self._page)
        made.done.connect(lambda _none: self._page.left())
        return self._added(made)

    @cached_property
    def columns(self) -> ColumnPane:
        made = ColumnPane(self._page.table.columns, self._page.words)
        made.done.connect(lambda _none: self._page.left())
        return self._added(made)

    def _added(self, made: W) -> W:
        self.addWidget(made)
        return made
