"""From a file that came back to what taking it would do: compared, checked, chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.returning import Giver, Returns, workbook_key
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Period, Week
from commdesk.core.words import Words, say, say_n
from commdesk.features.exchange.returning.marking import Layout, Stamp
from commdesk.features.exchange.returning.model import (
    TAKEN,
    Difference,
    Kind,
    Shape,
    compare,
)
from commdesk.features.exchange.returning.plain import Plain, plain_of, typed
from commdesk.features.exchange.returning.reading import (
    Back,
    Book,
    copies_of,
    find_sheet,
    read_book,
    read_sheet,
)

Tick = Callable[[int, int], object]
Mark = tuple[str, str, str]


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
        compared = _Compared(desk.db, book, sheet, layout, columns[sheet.name], words, giver)
        found += compared.differences(scope)
    titles = {layout.name: layout.title for layout in book.layouts}
    return Returned(book.file, stamp, giver, tuple(found), columns, sheets, titles)


class _Checked(Struct, frozen=True):
    """What the feature of a sheet refuses beforehand."""

    db: Database
    returns: Returns
    columns: Mapping[str, Column]
    giver: Giver

    def judged(self, found: Sequence[Difference]) -> list[Difference]:
        """The differences, with what it would refuse among the invalid ones."""
        refused: dict[Mark, Refused] = {}
        rows: dict[str, list[Difference]] = {}
        for each in found:
            if each.kind in {"changed", "conflict"}:
                rows.setdefault(each.id, []).append(each)
            elif each.kind == "new" and (why := self._why(None, each.values)):
                refused[each.mark] = why
        for row_id, cells in rows.items():
            refused |= self._refused_cells(row_id, cells)
        return [_judged(each, refused.get(each.mark)) for each in found]

    def _refused_cells(self, row_id: str, left: list[Difference]) -> dict[Mark, Refused]:
        """Cell by cell as far as the feature tells, else all that was changed in the row."""
        refused: dict[Mark, Refused] = {}
        while left and (why := self._why(row_id, {each.column: each.there for each in left})):
            blamed = [each for each in left if each.column == why.field] or left
            refused |= {each.mark: why for each in blamed}
            left = [each for each in left if each not in blamed]
        return refused

    def _why(self, row_id: str | None, values: Mapping[str, Plain]) -> Refused | None:
        try:
            wanted = {key: typed(self.columns[key], value) for key, value in values.items()}
            self.returns.check(self.db, row_id, wanted, self.giver)
        except Refused as refused:
            return refused
        return None


def _judged(found: Difference, refused: Refused | None) -> Difference:
    if refused is None or found.kind not in TAKEN:
        return found
    if found.kind != "new":
        return replace(found, kind="invalid", why=refused.text)
    there = found.values.get(refused.field)
    column = refused.field if refused.field in found.values else ""
    return replace(found, kind="invalid", column=column, there=there, why=refused.text, values={})


class _Compared(Struct, frozen=True):
    """One sheet of a file, next to the same sheet now."""

    db: Database
    book: Book
    sheet: Sheet
    layout: Layout
    columns: Mapping[str, Column]
    words: Words
    giver: Giver

    def differences(self, scope: ExportScope) -> list[Difference]:
        table = find_sheet(self.book, self.layout)
        if table is None:
            return [self._lost()]
        back = read_sheet(
            table,
            self.layout,
            tuple(self.columns.values()),
            tells_formulas=self.book.tells_formulas,
        )
        if self.layout.rows and back.rows and all(row.id is None for row in back.rows):
            why = say("The hidden column at the end of sheet {sheet} was emptied: nothing of it "
                      "is taken.", sheet=table.sheet)  # fmt: skip
            return [Difference("invalid", self.sheet.name, why=why)]
        ids = self.book.ids.get(self.sheet.name, ())
        found = compare(self._shape(), back.rows, self._here(scope), ids)
        if returns := self.sheet.returns:
            found = _Checked(self.db, returns, self.columns, self.giver).judged(found)
        placed = [replace(each, cell=_cell(back, each)) for each in found]
        return [*placed, *self._notes(back)]

    def _shape(self) -> Shape:
        returns = self.sheet.returns
        texts = [key for key in self.layout.returning if self._kind(key) == "text"]
        texts += [key for key in self.layout.others if self._kind(key) == "text"]
        known = tuple(key for key in self.layout.returning if key in self.columns)
        return Shape(
            self.sheet.name,
            tuple(k for k in known if returns and k in returns.columns),
            next((key for key in texts if key in {"title", "name", "task"}), next(iter(texts), "")),
            adds=returns is not None and returns.add is not None,
            removes=returns is not None and returns.remove is not None,
        )

    def _kind(self, key: str) -> str:
        return self.columns[key].kind if key in self.columns else ""

    def _here(self, scope: ExportScope) -> dict[str, dict[str, Plain]]:
        """Row id -> what its columns say now; rows of what only goes out are not known again."""
        if self.sheet.returns is None:
            return {}
        plain = {key: plain_of(column, self.words) for key, column in self.columns.items()}
        rows = self.sheet.rows(self.db, scope)
        key = self.sheet.returns.key
        return {
            str(row[key]): {each: to(row.get(each)) for each, to in plain.items()} for row in rows
        }

    def _lost(self) -> Difference:
        """The whole sheet is gone, or only its marks."""
        title = self.layout.title
        if any(table.sheet == title for table in self.book.tables):
            why = say("Sheet {sheet} lost its hidden column: nothing of it is taken.", sheet=title)
            return Difference("invalid", self.sheet.name, why=why)
        why = say("Sheet {sheet} is no longer in the file: nothing of it is taken.", sheet=title)
        return Difference("ignored", self.sheet.name, why=why)

    def _notes(self, back: Back) -> Iterator[Difference]:
        for key in back.missing:
            why = say("this column is no longer in the file; what it said stays")
            yield Difference("ignored", self.sheet.name, column=key, why=why)
        for heading in back.added:
            why = say("a column that was added there; nothing of it is taken")
            yield Difference("ignored", self.sheet.name, column=heading, why=why)
        for name in copies_of(self.book, self.layout):
            why = say("Sheet {sheet} is a copy of another: nothing of it is taken.", sheet=name)
            yield Difference("ignored", self.sheet.name, why=why)
        gone = self.layout.rows - len({row.id for row in back.rows if row.id})
        if gone > 0 and self.sheet.returns and self.sheet.returns.remove is None:
            why = say_n("{n} row is no longer in the file; it stays here",
                        "{n} rows are no longer in the file; they stay here", gone)  # fmt: skip
            yield Difference("ignored", self.sheet.name, why=why)


def _cell(back: Back, found: Difference) -> str:
    if found.row is None:
        return ""
    return back.cell(found.row, found.column) if found.column else ""


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
