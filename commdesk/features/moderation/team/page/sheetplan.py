"""What a sheet of availability would change, or what is wrong on it, before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commdesk.core.words import N_
from commdesk.features.moderation.team.sheets import AvailabilityPlan
from commdesk.kit import theme
from commdesk.kit.dialogs import Question
from commdesk.kit.page import Page
from commdesk.kit.table import RowsModel, Table, TableColumn

_CHANGES = (
    TableColumn("label", N_("What"), 110, sorts=False),
    TableColumn("before", N_("Before"), 210, is_muted=True, wraps=True, sorts=False),
    TableColumn("after", N_("After"), 230, stretches=True, wraps=True, sorts=False),
)
_PROBLEMS = (
    TableColumn("row", N_("Row"), 56, "right", format=lambda v, _words: str(v), sorts=False),
    TableColumn("column", N_("Column"), 76, sorts=False),
    TableColumn("found", N_("Found"), 170, sorts=False),
    TableColumn("message", N_("What to do"), 220, stretches=True, wraps=True, sorts=False),
)
_SIZE = (600, 210)


class PlanQuestion(Question):
    """The changes of one person, to be taken in; with problems only these, to be corrected."""

    def __init__(self, page: Page, plan: AvailabilityPlan) -> None:
        words = page.words
        self._plan = plan
        is_wrong = bool(plan.problems)
        title = (
            words("The sheet of {name} must be corrected first", name=plan.name)
            if is_wrong
            else words("Take in the availability of {name}?", name=plan.name)
        )
        where = words("{file}, sheet {sheet}", file=plan.file, sheet=plan.sheet)
        text = "\n".join([where, *(words(remark) for remark in plan.remarks)])
        super().__init__(
            page.window(), words, title, text, words("OK") if is_wrong else words("Take in")
        )
        self._leave.setVisible(not is_wrong)
        self.table = self._table(page, plan.problems if is_wrong else plan.differences)
        self.add(self.table)
        self._do.setFocus()

    def _table(self, page: Page, rows: Sequence[Any]) -> Table:
        columns = _PROBLEMS if self._plan.problems else _CHANGES
        model = RowsModel(
            columns,
            lambda: len(rows),
            lambda offset, limit: rows[offset : offset + limit],
            page.words,
            parent=self,
        )
        title = page.words("What is on the sheet")
        table = Table(model, name="availability_plan", title=title, memory={})
        table.setMinimumSize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        table.reload()
        return table
