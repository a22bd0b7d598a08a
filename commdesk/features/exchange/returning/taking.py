"""From a file that came back to what taking it would do: compared, checked, chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.returning import Giver, Returns, workbook_key
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Period, Week
from commdesk.core.words import Words, say
from commdesk.features.exchange.returning.comparing import Compared
from commdesk.features.exchange.returning.marking import Stamp
from commdesk.features.exchange.returning.model import (
    TAKEN,
    Difference,
    Kind,
    Mark,
)
from commdesk.features.exchange.returning.plain import typed
from commdesk.features.exchange.returning.reading import (
    Book,
    read_book,
)

Tick = Callable[[int, int], object]


class Act(Struct, frozen=True):
    """One row to be changed, added or removed."""

    kind: Kind
    returns: Returns
    id: str
    values: Mapping[str, Any]
    row: int | None = None
    """As Excel shows it, to say where it went wrong."""


class Returned(Struct, frozen=True):
    """A file that came back, against the workbook as it is now."""

    file: str
    stamp: Stamp
    giver: Giver
    differences: tuple[Difference, ...]
    columns: Mapping[str, Mapping[str, Column]]
    """Sheet -> its columns by key."""
    sheets: Mapping[str, Sheet]
    titles: Mapping[str, str]
    """Sheet -> what it was called in the file."""

    def of(self, kind: Kind) -> list[Difference]:
        return [each for each in self.differences if each.kind == kind]

    def count(self, kind: Kind) -> int:
        return sum(each.kind == kind for each in self.differences)

    def column(self, found: Difference) -> Column | None:
        return self.columns.get(found.sheet, {}).get(found.column)

    def acts(self, choices: Mapping[Mark, bool | None]) -> tuple[Act, ...]:
        """What is to be done: the changes of one row together. See `is_taken`."""
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        places: dict[tuple[str, str], Difference] = {}
        others = []
        for each in self.differences:
            if each.kind not in TAKEN or not is_taken(each, choices):
                continue
            if each.kind in {"changed", "conflict"}:
                place = (each.sheet, each.id)
                places[place] = each
                rows.setdefault(place, {})[each.column] = self._typed(each.sheet, each)
            else:
                others.append(self._act(each, self._values(each)))
        changed = [
            replace(self._act(places[place], values), kind="changed")
            for place, values in rows.items()
        ]
        return (*changed, *others)

    def _act(self, found: Difference, values: Mapping[str, Any]) -> Act:
        returns = self.sheets[found.sheet].returns
        assert returns is not None  # noqa: S101 - what only goes out has nothing to take
        return Act(found.kind, returns, found.id, values, found.row)

    def _typed(self, sheet: str, found: Difference) -> Any:
        return typed(self.columns[sheet][found.column], found.there)

    def _values(self, found: Difference) -> dict[str, Any]:
        columns = self.columns[found.sheet]
        return {key: typed(columns[key], value) for key, value in found.values.items()}


def is_taken(found: Difference, choices: Mapping[Mark, bool | None]) -> bool | None:
    """Whether it will be taken; None for what was changed on both sides and is not chosen yet.

    What was changed there or is new goes along unless it is left out; removing is asked.
    """
    by_default = {"changed": True, "new": True, "deleted": False}.get(found.kind)
    return choices.get(found.mark, by_default)


def understand(desk: Desk, book: Book, name: str, tick: Tick = lambda _n, _of: None) -> Returned:
    """Compare a file with the workbook; refuses one of another community."""
    stamp = book.stamp
    if stamp.workbook != workbook_key(desk.db):
        raise refusal(
            say(
                "{file} is of another workbook: {name}. Open that one to take it back.",
                file=book.file,
                name=stamp.name or "–",
            )
        )
    giver = Giver(name.strip(), desk.today())
    sheets = _sheets(desk.features)
    scope = _scope(stamp.period, desk.today(), desk.features, with_texts=stamp.with_texts)
    words = Words(stamp.language)
    found: list[Difference] = []
    columns: dict[str, Mapping[str, Column]] = {}
    for done, layout in enumerate(book.layouts):
        tick(done, len(book.layouts))
        if (sheet := sheets.get(layout.name)) is None:
            continue
        columns[sheet.name] = {c.key: c for c in sheet.columns_in(desk.db)}
        compared = Compared(desk.db, book, sheet, layout, columns[sheet.name], words, giver)
        found += compared.differences(scope)
    titles = {layout.name: layout.title for layout in book.layouts}
    return Returned(book.file, stamp, giver, tuple(found), columns, sheets, titles)


def _sheets(features: Features) -> dict[str, Sheet]:
    return {sheet.name: sheet for feature in features for sheet in feature.sheets}


def _scope(period: Period, today: date, features: Features, *, with_texts: bool) -> ExportScope:
    """The days of the export and those since: what went out may have moved on."""
    first, last = min(period.first, today), max(period.last, today)
    weeks, week = [], Week.of(first)
    while week.monday <= last:
        weeks.append(week)
        week += 1
    return ExportScope(tuple(weeks), today, features, Period(weeks[0].monday, weeks[-1].sunday),
                       with_texts=with_texts)  # fmt: skip


def known_names(desk: Desk) -> list[str]:
    """Who may have sent a file: of whom features know it, then who wrote in this workbook."""
    asked = [s.returns.givers for s in _sheets(desk.features).values() if s.returns]
    told = [name for names in asked if names for name in names(desk.db)]
    sql = "SELECT actor FROM journal_entry GROUP BY actor ORDER BY max(id) DESC LIMIT 20"
    return list(dict.fromkeys([*told, *filter(None, desk.db.column(sql))]))


def read(path: Path, desk: Desk, name: str, **how: Any) -> Returned:
    """Read a file that came back and compare it with the workbook; `how` as `read_book` takes."""
    return understand(desk, read_book(path, **how), name)
