"""One sheet of a file next to the same sheet now: what differs, and what its feature refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.returning import Giver, Returns
from commdesk.core.sheets.spec import Column
from commdesk.core.words import Words, say, say_n
from commdesk.features.exchange.returning.differing import (
    compare,
    has_strayed,
    whole_row,
    without_taken,
)
from commdesk.features.exchange.returning.marking import Layout
from commdesk.features.exchange.returning.model import TAKEN, Difference, Mark, Shape
from commdesk.features.exchange.returning.plain import Plain, plain_of, typed
from commdesk.features.exchange.returning.reading import (
    Back,
    Book,
    copies_of,
    find_sheet,
    read_sheet,
    total_there,
)


def rows_here(
    db: Database, sheet: Sheet, columns: Mapping[str, Column], scope: ExportScope, words: Words
) -> dict[str, dict[str, Plain]]:
    """Row id -> what its columns say now; rows of what only goes out are not known again."""
    if sheet.returns is None:
        return {}
    plain = {key: plain_of(column, words) for key, column in columns.items()}
    key = sheet.returns.key
    return {
        str(row[key]): {each: to(row.get(each)) for each, to in plain.items()}
        for row in sheet.rows(db, scope)
    }


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
    why = whole_row(refused.text)
    return replace(found, kind="invalid", column=column, there=there, why=why, values={})


class Compared(Struct, frozen=True):
    """One sheet of a file, next to the same sheet now."""

    db: Database
    book: Book
    sheet: Sheet
    layout: Layout
    columns: Mapping[str, Column]
    words: Words
    giver: Giver
    taken: Mapping[tuple[str, str], date]
    """What was added out of a file of this export before."""

    def differences(self, scope: ExportScope) -> list[Difference]:
        if self.layout.total is not None:
            return self._without_marks(self.layout.total)
        table = find_sheet(self.book, self.layout)
        if table is None:
            return [self._lost()]
        back = read_sheet(
            table,
            self.layout,
            tuple(self.columns.values()),
            self.words,
            tells_formulas=self.book.tells_formulas,
        )
        if self.layout.rows and back.rows and all(row.id is None for row in back.rows):
            why = say("The hidden column at the end of sheet {sheet} was emptied: nothing of it "
                      "is taken.", sheet=table.sheet)  # fmt: skip
            return [Difference("invalid", self.sheet.name, why=why)]
        if has_strayed(back.rows):
            return [self._strayed(table.sheet)]
        ids = self.book.ids.get(self.sheet.name, ())
        here = rows_here(self.db, self.sheet, self.columns, scope, self.words)
        found = compare(self._shape(), back.rows, here, ids)
        if returns := self.sheet.returns:
            whose = self.giver.name if returns.givers else ""
            found = without_taken(found, self.taken, whose)
            found = _Checked(self.db, returns, self.columns, self.giver).judged(found)
        placed = [replace(each, cell=_cell(back, each)) for each in found]
        return [*placed, *self._notes(back)]

    def _without_marks(self, total: int) -> list[Difference]:
        """Of a list of people only whether anything in it was changed."""
        columns = tuple(self.columns.values())
        there = total_there(self.book.tables, self.layout, columns, self.words)
        if there == total:
            return []
        if there is None:
            return [self._lost()]
        why = say("something was changed on this sheet; it only goes out, so nothing is taken")
        return [Difference("ignored", self.sheet.name, why=why)]

    def _strayed(self, sheet: str) -> Difference:
        why = say("The hidden columns of sheet {sheet} no longer belong to its rows: nothing of "
                  "it is taken. Sort the whole table, not a part of its columns.",
                  sheet=sheet)  # fmt: skip
        return Difference("invalid" if self.sheet.returns else "ignored", self.sheet.name, why=why)

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
        removes = self.sheet.returns is not None and self.sheet.returns.remove is not None
        if gone > 0 and not removes:
            why = say_n("{n} row is no longer in the file; it stays here",
                        "{n} rows are no longer in the file; they stay here", gone)  # fmt: skip
            yield Difference("ignored", self.sheet.name, why=why)


def _cell(back: Back, found: Difference) -> str:
    if found.row is None:
        return ""
    return back.cell(found.row, found.column) if found.column else ""
