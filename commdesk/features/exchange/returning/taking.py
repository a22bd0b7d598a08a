"""From a file that came back to what taking it would do: compared, checked, chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.returning import Giver, Returns, workbook_key
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Period
from commdesk.core.words import Text, Words, say
from commdesk.features.exchange.queries import last_taken, rows_taken
from commdesk.features.exchange.returning.comparing import Compared, rows_here
from commdesk.features.exchange.returning.marking import Stamp
from commdesk.features.exchange.returning.model import TAKEN, Difference, Kind, Mark
from commdesk.features.exchange.returning.plain import Plain, typed
from commdesk.features.exchange.returning.reading import Book, read_book
from commdesk.features.exchange.spans import weeks_in

Tick = Callable[[int, int], object]


class Act(Struct, frozen=True):
    """One row to be changed, added or removed."""

    kind: Kind
    returns: Returns
    id: str
    values: Mapping[str, Any]
    row: int | None = None
    """As Excel shows it, to say where it went wrong."""
    sheet: str = ""
    here: Mapping[str, Plain] = field(default_factory=dict)
    """What it said in the workbook when the file was compared."""
    once: str = ""
    """By what a new row is known when the same file comes again."""


class Returned(Struct, frozen=True):
    """A file that came back, against the workbook as it is now."""

    file: str
    stamp: Stamp
    giver: Giver
    differences: tuple[Difference, ...]
    columns: Mapping[str, Mapping[str, Column]]
    """Sheet -> its columns by key."""
    sheets: Mapping[str, Sheet]
    scope: ExportScope
    """Which rows of the workbook it was compared with."""
    titles: Mapping[str, str]
    """Sheet -> what it was called in the file."""
    taken_on: date | None = None
    """When something of the same export was taken back before."""

    def of(self, kind: Kind) -> list[Difference]:
        return [each for each in self.differences if each.kind == kind]

    def count(self, kind: Kind) -> int:
        return sum(each.kind == kind for each in self.differences)

    def column(self, found: Difference) -> Column | None:
        return self.columns.get(found.sheet, {}).get(found.column)

    def acts(self, choices: Mapping[Mark, bool | None]) -> tuple[Act, ...]:
        """What is to be done: the changes of one row together. See `is_taken`."""
        rows: dict[tuple[str, str], list[Difference]] = {}
        others = []
        for each in self.differences:
            if each.kind not in TAKEN or not is_taken(each, choices):
                continue
            if each.kind in {"changed", "conflict"}:
                rows.setdefault((each.sheet, each.id), []).append(each)
            else:
                gone = each.values if each.kind == "deleted" else {}
                others.append(self._act(each, each.values, gone))
        return (*map(self._change, rows.values()), *others)

    def refuse_if_moved_on(self, db: Database, acts: Iterable[Act]) -> None:
        """What was changed here since the file was compared is not to be overwritten unseen."""
        words = Words(self.stamp.language)
        known = [act for act in acts if act.here]
        now = {
            name: rows_here(db, self.sheets[name], self.columns[name], self.scope, words)
            for name in {act.sheet for act in known}
        }
        if any(act.here.items() - now[act.sheet].get(act.id, {}).items() for act in known):
            raise Refused(
                "The workbook was changed meanwhile, so nothing was taken. Compare the file again."
            )

    def _change(self, cells: Sequence[Difference]) -> Act:
        values, here = ({e.column: e.there for e in cells}, {e.column: e.here for e in cells})
        return replace(self._act(cells[0], values, here), kind="changed")

    def _act(
        self, found: Difference, values: Mapping[str, Plain], here: Mapping[str, Plain]
    ) -> Act:
        columns, returns = self.columns[found.sheet], self.sheets[found.sheet].returns
        assert returns is not None  # noqa: S101 - what only goes out has nothing to take
        wanted = {key: typed(columns[key], value) for key, value in values.items()}
        return Act(found.kind, returns, found.id, wanted, found.row, found.sheet, here, found.once)


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
    scope = _scope(stamp, desk)
    words = Words(stamp.language)
    taken = rows_taken(desk.db, stamp.export)
    found: list[Difference] = []
    columns: dict[str, Mapping[str, Column]] = {}
    for done, layout in enumerate(book.layouts):
        tick(done, len(book.layouts))
        if (sheet := sheets.get(layout.name)) is None:
            continue
        known = sheet.columns_in(desk.db, with_texts=stamp.with_texts)
        columns[sheet.name] = {column.key: column for column in known}
        compared = Compared(desk.db, book, sheet, layout, columns[sheet.name], words, giver, taken)
        found += compared.differences(scope)
    titles = {layout.name: layout.title for layout in book.layouts}
    before = last_taken(desk.db, stamp.export)
    return Returned(book.file, stamp, giver, tuple(found), columns, sheets, scope, titles, before)


def _sheets(features: Features) -> dict[str, Sheet]:
    return {sheet.name: sheet for feature in features for sheet in feature.sheets}


def _scope(stamp: Stamp, desk: Desk) -> ExportScope:
    """The days of the export and all since it was made: what went out may have moved on."""
    today, made_on = desk.today(), stamp.made_at.astimezone().date()
    first, last = min(stamp.period.first, made_on, today), max(stamp.period.last, made_on, today)
    weeks = weeks_in(Period(first, last))
    days = Period(weeks[0].monday, weeks[-1].sunday)
    return ExportScope(weeks, today, desk.features, days, stamp.with_texts)


def with_earlier(told: Text, found: Returned) -> Text:
    """A line about a file, and whether something of the same export was taken back before."""
    if found.taken_on is None:
        return told
    before = say("Something of this export was taken back on {day} already.", day=found.taken_on)
    return Text("{told}. {before}", {"told": told, "before": before})


def known_names(desk: Desk) -> list[str]:
    """Who may have sent a file: of whom features know it, then who wrote in this workbook."""
    asked = [s.returns.givers for s in _sheets(desk.features).values() if s.returns]
    told = [name for names in asked if names for name in names(desk.db)]
    sql = "SELECT actor FROM journal_entry GROUP BY actor ORDER BY max(id) DESC LIMIT 20"
    return list(dict.fromkeys([*told, *filter(None, desk.db.column(sql))]))


def read(path: Path, desk: Desk, name: str, **how: Any) -> Returned:
    """Read a file that came back and compare it with the workbook; `how` as `read_book` takes."""
    return understand(desk, read_book(path, **how), name)
