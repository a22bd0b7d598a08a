"""Working blocks: on which hours of a weekday planned work is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.core.workingblocks import (
    WEEKDAYS,
    WorkingBlock,
    add_working_blocks,
    change_working_block,
    clock_time,
    read_time,
    remove_working_block,
    working_blocks,
)
from commdesk.features.options.page.days import DaysCard
from commdesk.kit.form import Field
from commdesk.kit.inputs import TextInput
from commdesk.kit.page import Page
from commdesk.kit.table import TableColumn

_MONDAY = date(2026, 11, 23)
_EVERY = 0
"""Instead of a weekday: each working day."""


class TimeInput(TextInput):
    """A time of the day as minutes after midnight, shown as `9:00`; or None."""

    def load(self, value: Any) -> None:
        super().load(None if value is None else clock_time(int(value)))

    def value(self) -> int | None:
        text = self.line.text().strip()
        try:
            return read_time(text) if text else None
        except ValueError:
            raise Refused("{text} is not a time. Write 9:00 or 13.30.", text=text) from None


class BlocksCard(DaysCard):
    """Enter on a row takes it into the form to change it; one form adds to every working day."""

    def __init__(self, page: Page) -> None:
        self._changed: WorkingBlock | None = None
        self._titles = kind_titles(page.desk)
        kinds = (("", N_("Any kind")), *self._titles.items())
        fields = (
            Field("weekday", N_("Day"), "choice", _days(page.words)),
            Field("kind", N_("Kind of work"), "choice", kinds, beside=True),
            Field("start", N_("From"), make=lambda _words: TimeInput("9:00")),
            Field(
                "end", N_("Until what time"), make=lambda _words: TimeInput("12:00"), beside=True
            ),
        )
        columns = (
            TableColumn("weekday", N_("Day"), 110, format=_day_words, sorts=False),
            TableColumn("start", N_("From"), 70, format=_time_words, sorts=False),
            TableColumn("end", N_("Until what time"), 70, format=_time_words, sorts=False),
            TableColumn("kind", N_("Kind of work"), 100, stretches=True, format=self._kind_words,
                        is_muted=True, sorts=False),
        )  # fmt: skip
        super().__init__(page, page.words("Working blocks"), columns, fields)
        self.table.set_empty(
            page.words("Every hour of a working day is for planned work"),
            page.words("With blocks, Fill in on Week keeps to them."),
        )
        self.table.opened.connect(self._take)
        self.drop()

    def rows(self) -> tuple[WorkingBlock, ...]:
        return working_blocks(self.page.desk.db)

    def drop(self) -> None:
        self.form.load({"weekday": _EVERY, "kind": ""})
        self._changed = None
        self.add_button.setText(self.page.words("Add"))

    def add(self) -> None:
        page, was = self.page, self._changed
        with page.refusals(self.form):
            typed = self.form.values()
            if was is not None:
                block = self._block(typed, typed["weekday"])
                page.do(change_working_block, was, block, form=self.form, then=self._added)
            else:
                blocks = [self._block(typed, day) for day in self._days(typed["weekday"])]
                page.do(add_working_blocks, blocks, form=self.form, then=self._added)

    def remove(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.page.do(remove_working_block, row)
            if row == self._changed:  # what is typed of another stays
                self.drop()

    def _added(self, _result: object) -> None:
        self.drop()
        self.page.tell(N_("Saved"))

    def _take(self, row: WorkingBlock) -> None:
        self.form.load(row)
        self._changed = row
        self.add_button.setText(self.page.words("Change"))
        self.start()

    def _days(self, weekday: int) -> Iterable[int]:
        return self.page.desk.workbook.workdays if weekday == _EVERY else (weekday,)

    def _block(self, typed: dict[str, Any], weekday: int) -> WorkingBlock:
        for key in ("start", "end"):
            if typed[key] is None:
                raise Refused("From which time until which time?", field=key)
        return WorkingBlock(weekday, typed["start"], typed["end"], typed["kind"])

    def _kind_words(self, kind: Any, words: Words) -> str:
        return words(self._titles.get(kind, kind) or N_("Any kind"))


def kind_titles(desk: Desk) -> dict[str, str]:
    """The kinds of work that features name, each with its msgid."""
    targets = (f.work_targets(Minutes(0)) for f in desk.features if f.work_targets)
    return {target.kind: target.title for found in targets for target in found}


def _days(words: Words) -> tuple[tuple[int, str], ...]:
    """Every working day at once, or one day."""
    return ((_EVERY, N_("Every working day")), *((n, _day_words(n, words)) for n in WEEKDAYS))


def _day_words(weekday: int, words: Words) -> str:
    return words.long_date(_MONDAY + timedelta(days=weekday - 1)).split()[0]


def _time_words(minutes: int, _words: Words) -> str:
    return clock_time(minutes)
