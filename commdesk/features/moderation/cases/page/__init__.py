"""Off-topic on the tab of capacity: one more case with one key, and the weeks per boundary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from commdesk.core.words import N_, Words
from commdesk.features.moderation.cases import (
    TRENDS,
    BoundaryWeeks,
    cases_by_boundary,
    known_boundaries,
)
from commdesk.features.moderation.cases.ops import count_case
from commdesk.features.moderation.page.known import Known
from commdesk.kit import theme
from commdesk.kit.parts import Card, button, label
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

if TYPE_CHECKING:
    from commdesk.kit.page import Page

_TREND = dict(TRENDS)
_LEAST_HEIGHT = 196
"""As much as a table asks for: a page that has less takes it from the card above."""
_TONES: dict[str, Tone] = {"more": "warn", "new": "accent", "fewer": "good", "same": "plain"}


def _in_week(number: int) -> Any:
    return lambda row, words: _count(row.by_week[number], words)


def _count(n: int, words: Words) -> str:
    return words.number(n) if n else "–"


CASE_COLUMNS = (
    TableColumn("boundary", N_("Boundary"), 120, stretches=True, wraps=True, sorts=False),
    TableColumn("3", N_("3 weeks ago"), 122, "right", text=_in_week(0), sorts=False, needs=684),
    TableColumn("2", N_("2 weeks ago"), 122, "right", text=_in_week(1), sorts=False, needs=562),
    TableColumn("1", N_("1 week ago"), 116, "right", text=_in_week(2), sorts=False, needs=440),
    TableColumn("0", N_("This week"), 100, "right", text=_in_week(3), sorts=False),
    TableColumn("trend", N_("Four weeks"), 100, text=lambda row, words: words(_TREND[row.trend]),
                tone=lambda row: _TONES[row.trend], sorts=False, needs=320),
)  # fmt: skip


class CasesCard(Card):
    """Enter in the line counts one; + and - on a boundary count one more or take one back."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Off-topic, per boundary"))
        self._page, words = page, page.words
        self._rows: Sequence[BoundaryWeeks] = ()
        model = RowsModel(CASE_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        title = words("Off-topic cases")
        self.table = Table(model, name="moderation_case", title=title, memory=page.host.memory)
        self.table.set_empty(
            words("No off-topic cases counted yet"),
            words("Type the boundary that was crossed, such as complaints about one file."),
        )
        self.table.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.line = QLineEdit()
        self.line.setPlaceholderText(words("Boundary, Enter counts one"))
        self.line.setAccessibleName(words("Boundary"))
        self._known = Known(self.line)
        self.line.returnPressed.connect(self.count_typed)
        for keys, by in (("+", 1), ("=", 1), ("-", -1)):
            on_key(self.table, keys, partial(self.count_selected, by))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.line, 1)
        row.addWidget(button(words("Count"), self.count_typed))
        help_text = words("In the table + counts one more today, - takes one back.")
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(help_text, "small", wraps=True))

    def reload(self) -> None:
        db = self._page.desk.db
        self._rows = cases_by_boundary(db, self._page.desk.today())
        self.table.reload()
        self._known.show(known_boundaries(db))

    def begin(self) -> None:
        """To the line in which a boundary is typed."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def count_typed(self) -> None:
        self._count(self.line.text(), 1, then=self.line.clear)

    def count_selected(self, by: int) -> None:
        if row := self.table.current_row():
            self._count(row.boundary, by)

    def _count(self, boundary: str, by: int, then: Any = None) -> None:
        page, today = self._page, self._page.desk.today()

        def counted(now: int) -> None:
            if then:
                then()
            page.tell(page.words("{boundary}: {n} today", boundary=boundary.strip(), n=now))

        page.do(count_case, boundary, today, by, today=today, then=counted)

    def _fetch(self, offset: int, limit: int) -> Sequence[BoundaryWeeks]:
        return self._rows[offset : offset + limit]
