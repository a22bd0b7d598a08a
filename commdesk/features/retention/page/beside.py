"""A table, and beside it what is selected or a form about it: the shape of every part here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import Card
from commdesk.kit.regions import Regions, turn_to
from commdesk.kit.table import RowsModel, Table, TableColumn


def with_year(day: Any, words: Words) -> str:
    return words.date(day, today=date.min) if day else ""


class TableBeside(QWidget):
    """Says of its rows how many there are, which, and what stands beside the one selected."""

    def __init__(
        self,
        page: Page,
        *,
        name: str,
        title: str,
        columns: Sequence[TableColumn],
        nothing: str,
        form: FormCard | None = None,
    ) -> None:
        super().__init__()
        self.page = page
        model = RowsModel(columns, self.count, self.fetch, page.words, parent=self)
        self.table = Table(model, name=name, title=title, memory=page.host.memory)
        self.pane = DetailPane(nothing)
        self.right = QStackedWidget()
        self.right.addWidget(self.pane)
        if form is not None:
            self.right.addWidget(form)
            form.done.connect(lambda _result: self._end_form())
        self.form = form
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.regions = Regions(name, [card, self.right], words=page.words, memory=page.host.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.regions)
        self.setFocusProxy(self.table)
        self.table.selected.connect(self._show)

    @property
    def is_typed(self) -> bool:
        return self.form is not None and self.right.currentIndex() > 0 and self.form.is_typed

    def count(self) -> int:
        raise NotImplementedError

    def fetch(self, offset: int, limit: int) -> Sequence[Any]:
        raise NotImplementedError

    def detail(self, row: Any) -> Detail:
        raise NotImplementedError

    def reveal(self) -> None:
        """Make sure that what is beside the table is seen."""
        self.regions.reveal(1)

    def show_form(self) -> None:
        self.right.setCurrentIndex(1)
        self.reveal()

    def drop(self) -> None:
        """Throw away what is typed."""
        if self.form is not None:
            self.form.empty()
            self.right.setCurrentIndex(0)

    def _show(self, row: Any) -> None:
        """What is typed stays until it is saved or left."""
        if not self.is_typed:
            self.right.setCurrentIndex(0)
        if row is None:
            self.pane.show_nothing()
        else:
            self.pane.show_detail(self.detail(row))

    def _end_form(self) -> None:
        turn_to(self.right, 0)
        self.regions.go_back()
        self.table.setFocus()
