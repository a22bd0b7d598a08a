"""What a cell of one person is made of: from when, how long, which note, which program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.database import Database
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.features.moderation.hours.model import clock_time
from commdesk.features.moderation.hours.queries import source_of_lines, worked_on
from commdesk.kit.page import Page
from commdesk.kit.parts import button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

_PROGRAMS = {"kimai": "Kimai", "list": N_("a list")}


class CellLine(Struct, frozen=True):
    """One line of hours of one person."""

    id: int
    start_minute: int | None
    minutes: Minutes
    note: str
    source: str
    """The program that it came from; empty: typed here."""


def _start(value: Any, _words: Words) -> str:
    return "–" if value is None else clock_time(value)


def _length(value: Any, words: Words) -> str:
    return words.duration(value)


def _program(value: Any, words: Words) -> str:
    return words(_PROGRAMS.get(value, value)) if value else words("typed here")


_COLUMNS = (
    TableColumn("start_minute", N_("Began at"), 90, format=_start, sorts=False),
    TableColumn("minutes", N_("Hours"), 110, "right", _length, sorts=False),
    TableColumn("note", N_("Note"), 160, stretches=True, sorts=False),
    TableColumn("source", N_("Program"), 110, format=_program, is_muted=True, sorts=False),
)


def lines_of(db: Database, moderator_id: int, task_id: int, day: date) -> list[CellLine]:
    """Every line that a cell of one person adds up, in the order of the day."""
    found = worked_on(db, day, moderator_id=moderator_id, task_id=task_id)
    sources = source_of_lines(db, found)
    return [
        CellLine(line.id, line.start_minute, line.minutes, line.note, sources.get(line.id, ""))
        for line in found
    ]


class LinesPane(QWidget):
    """The lines of one cell; Esc goes back to the week."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        words = page.words
        self._lines: Sequence[CellLine] = ()
        model = RowsModel(_COLUMNS, lambda: len(self._lines), self._fetch, words, parent=self)
        self.table = Table(
            model, name="hours_lines", title=words("Lines of this cell"), memory=page.host.memory
        )
        self.table.left.connect(self.closed.emit)
        self.table.set_empty(words("Nothing is written here yet"))
        self.heading = label(role="muted", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(button(words("Back to the week"), self.closed.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_lines(self, title: str, lines: Sequence[CellLine]) -> None:
        self._lines = lines
        self.heading.setText(title)
        self.table.reload()
        self.table.select_row(0)

    def _fetch(self, offset: int, limit: int) -> Sequence[CellLine]:
        return self._lines[offset : offset + limit]
