"""A table with the form of its rows beside it: what Tasks and Team have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.kit.form import Field, Form
from commdesk.kit.page import Page, Regions
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn


class Kept(Struct, frozen=True):
    """What a register keeps: how it reads, adds, changes and removes. All texts are worded."""

    name: str
    title: str
    new: str
    columns: Sequence[TableColumn]
    fields: Sequence[Field]
    rows: Callable[[], Sequence[Any]]
    find: Callable[[int], Any]
    empty: Any
    add: Callable[[Mapping[str, Any]], tuple[Callable[..., int], Any]]
    """Values of the form -> the op that adds, and its draft."""
    change: Callable[..., None]
    remove: Callable[..., None]
    why_empty: str = ""


class Register(QWidget):
    """Enter goes to the form, Ctrl+Enter saves, Esc goes back to the table."""

    def __init__(self, page: Page, kept: Kept) -> None:
        super().__init__()
        self._page, self._kept = page, kept
        words = page.words
        self._rows: Sequence[Any] = ()
        model = RowsModel(kept.columns, lambda: len(self._rows), self._fetch, words, parent=self)
        self.table = Table(model, name=kept.name, title=kept.title, memory=page.host.memory)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda _row: self._to_form())
        self.table.set_empty(kept.title, kept.why_empty, kept.new, self.begin)
        self.form = Form(kept.fields, words, today=page.desk.today)
        self._card = Card(" ")
        self._remove = button(words("Remove"), self.remove)
        self._lay_out()
        self._row_id: int | None = None
        on_key(self._card, "Ctrl+Return", self.save)
        on_key(self._card, "Esc", self.leave)

    @property
    def current_id(self) -> int | None:
        """The id of the row that the form shows; None for a new one."""
        return self._row_id

    def reload(self) -> None:
        self._rows = self._kept.rows()
        self.table.reload()
        if self.form.is_dirty:
            return
        if self.table.current_row() is None and self._rows:
            self.table.select_row(0)
        self._selected(self.table.current_row())

    def begin(self) -> None:
        """An empty form for a new one."""
        self._show(None)
        self._to_form()

    def save(self) -> None:
        page, row_id = self._page, self._row_id
        with page.refusals(self.form):
            values = self.form.values()
            if row_id is None:
                op, draft = self._kept.add(values)
                page.do(op, draft, form=self.form, then=self._stored)
            else:
                page.do(
                    self._kept.change,
                    row_id,
                    values,
                    form=self.form,
                    then=lambda _none: self._stored(row_id),
                )

    def remove(self) -> None:
        if self._row_id is not None:
            self._page.do(self._kept.remove, self._row_id, then=lambda _none: self.leave())

    def leave(self) -> None:
        self._selected(self.table.current_row())
        self._regions.reveal(0)
        self.table.setFocus()

    def _stored(self, row_id: int) -> None:
        self._show(self._kept.find(row_id))
        self.reload()
        self.table.select_id(row_id)
        self._page.tell(self._page.words("Saved"))
        self.table.setFocus()

    def _selected(self, row: Any) -> None:
        if row is None:
            self._show(None)
            return
        with self._page.refusals():
            self._show(self._kept.find(row.id))

    def _show(self, thing: Any) -> None:
        self._row_id = thing.id if thing else None
        self._card.heading.setText(thing.name if thing else self._kept.new)
        self._remove.setVisible(thing is not None)
        self.form.load(thing or self._kept.empty)

    def _to_form(self) -> None:
        self._regions.reveal(1)
        self.form.focus_first()

    def _fetch(self, offset: int, limit: int) -> Sequence[Any]:
        return self._rows[offset : offset + limit]

    def _lay_out(self) -> None:
        page, words = self._page, self._page.words
        buttons = QHBoxLayout()
        buttons.addWidget(button(words("Save"), self.save, "primary"))
        buttons.addWidget(button(words("Cancel"), self.leave))
        buttons.addWidget(self._remove)
        buttons.addStretch()
        self._card.body.addWidget(self.form)
        self._card.body.addLayout(buttons)
        self._card.body.addStretch()
        left = Card(padding=12)
        left.body.addWidget(self.table, 1)
        self._regions = Regions(
            self._kept.name, (left, self._card), words=words, memory=page.host.memory
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions, 1)
