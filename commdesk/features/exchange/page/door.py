"""Before a list is chosen: where to drop one, and the lists that came in before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.words import N_, Words
from commdesk.features.exchange.model import ImportEntry
from commdesk.features.exchange.queries import count_imports, list_imports
from commdesk.features.exchange.wording import some
from commdesk.kit import theme
from commdesk.kit.host import Host
from commdesk.kit.parts import Card, EmptyState
from commdesk.kit.table import RowsModel, Table, TableColumn


class Door(QWidget):
    """Where a list is dropped, and under it what came in before."""

    def __init__(self, desk: Desk, host: Host, choose: Callable[[], object]) -> None:
        super().__init__()
        words = host.words
        card = Card(padding=0)
        empty = EmptyState(card)
        empty.explain(
            words("Drop a list here"),
            words(
                "Excel, OpenDocument, .csv, or an export of Discourse, Outlook, Google, Teams, "
                "Slack and more as it was downloaded. Or paste cells or addresses with Ctrl+V. "
                "You see what would happen before anything changes."
            ),
            words("Choose a list"),
            choose,
        )
        empty.show()
        card.body.addWidget(empty, 1)
        self.earlier = EarlierImports(desk, host)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(card, 3)
        column.addWidget(self.earlier, 2)

    def reload(self) -> None:
        self.earlier.reload()


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, or nothing."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class EarlierImports(Card):
    """Newest first; hidden while there is none. An import that is undone is not in it."""

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__(host.words("Earlier imports"), padding=0)
        self._desk = desk
        self.heading.setContentsMargins(16, 12, 16, 0)
        columns = (
            TableColumn("at", N_("When"), 140, sorts=False, format=_day),
            TableColumn("file_name", N_("File"), 150, sorts=False),
            TableColumn("new_count", N_("New"), 64, align="right", sorts=False),
            TableColumn("changed_count", N_("Changed"), 90, align="right", sorts=False, needs=640),
            TableColumn(
                "dropped", N_("Columns"), 160, stretches=True, is_muted=True, sorts=False,
                text=_columns,
            ),
            TableColumn("actor", N_("Who"), 110, is_muted=True, sorts=False, needs=760),
        )  # fmt: skip
        model = RowsModel(
            columns,
            lambda: count_imports(desk.db),
            lambda offset, limit: list_imports(desk.db, offset=offset, limit=limit),
            host.words,
            parent=self,
        )
        self.table = Table(
            model, name="import_log", title=host.words("Earlier imports"), memory=host.memory
        )
        self.body.addWidget(self.table, 1)

    def reload(self) -> None:
        self.table.reload()
        self.setVisible(self.table.model().rowCount() > 0)


def _day(at: Any, words: Words) -> str:
    day = at.astimezone().date()
    return f"{words.date(day)} {day.year}"


def _columns(entry: ImportEntry, words: Words) -> str:
    parts = []
    for heading, reason in entry.by_hand.items():
        parts.append(words("by hand: {column} ({reason})", column=heading, reason=reason))
    if entry.dropped:
        parts.append(words("left out: {columns}", columns=some(entry.dropped)))
    return "; ".join(parts)
