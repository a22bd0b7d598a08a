"""Excel files out of the workbook: which sheets, whose data is in them, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import ExportEntry, export_entry, note_export
from commdesk.core.feature import ExportScope, Features, Sheet
from commdesk.core.housestyle import PLAIN, HouseStyle, house_style
from commdesk.core.sheets import look
from commdesk.core.sheets.charting import SheetChart
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Period, Week
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.exchange import spans
from commdesk.features.exchange.about import Made, Part, about
from commdesk.features.exchange.returning.marking import (
    Stamp,
    add_meta,
    marked,
    note_of,
    stamp_of,
)

ALL, CHARTS, ABOUT = "all", "charts", "about"
TEXTS = "texts"
"""In the log beside the sheets, when what was said went along word for word."""
_FIRST = (
    "week", "todo", "roster", "hours", "members", "ambassadors", "interviews", "outreach", "shifts",
)  # fmt: skip
"""The order of the sheets in a file; others follow as their features stand."""
SUFFIX = ".xlsx"

Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


class Wish(Struct, frozen=True):
    """What somebody wants in a file; the sheet that says what it is always goes along."""

    sheets: tuple[Sheet, ...]
    period: Period
    with_texts: bool = False
    with_charts: bool = False

    @property
    def has_people(self) -> bool:
        return any(sheet.has_people for sheet in self.sheets)


class Content(Struct, frozen=True):
    """One sheet with the rows that go on it; `options`: column key -> words to choose from."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Export(Struct, frozen=True):
    """Everything that goes into one file."""

    contents: tuple[Content, ...]
    scope: ExportScope
    stamp: Stamp
    charts: tuple[SheetChart, ...] = ()
    style: HouseStyle = PLAIN
    community: str = ""
    made_by: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(content.sheet.name for content in self.contents)

    @property
    def has_texts(self) -> bool:
        has_columns = any(content.sheet.text_columns for content in self.contents)
        return self.scope.with_texts and has_columns

    @property
    def row_count(self) -> int:
        return sum(len(content.rows) for content in self.contents)

    @property
    def people_count(self) -> int:
        """How many different people are in it."""
        return len(
            {
                str(row.get("member_id") or (content.sheet.name, number))
                for content in self.contents
                if content.sheet.has_people
                for number, row in enumerate(content.rows)
            }
        )


def sheets_of(features: Features) -> dict[str, Sheet]:
    """Every sheet there is, by its stable name, in the order of the file."""
    found = {sheet.name: sheet for feature in features for sheet in feature.sheets}
    order = [name for name in _FIRST if name in found]
    return {name: found[name] for name in (*order, *found)}


def wish(
    features: Features, names: Sequence[str], period: Period, *, with_texts: bool = False
) -> Wish:
    """The sheets named; without names those that go by default, which hold no people."""
    sheets = choose(features, names)
    if with_texts and not any(sheet.text_columns for sheet in sheets):
        having = [sheet.name for sheet in sheets_of(features).values() if sheet.text_columns]
        raise Refused("None of these sheets has texts; these have: {names}.", names=having)
    with_charts = not names or bool({ALL, CHARTS} & set(names))
    return Wish(sheets, period, with_texts, with_charts)


def choose(features: Features, names: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets of features among the names; without names those that go by default."""
    known = sheets_of(features)
    if ALL in names:
        return tuple(known.values())
    if not names:
        return tuple(sheet for sheet in known.values() if sheet.by_default)
    every = (*known, CHARTS, ABOUT)
    if unknown := [name for name in names if name not in every]:
        raise Refused(
            "There is no sheet {name}; there are {names}.", name=unknown[0], names=[*every]
        )
    return tuple(sheet for name, sheet in known.items() if name in names)


def gather(desk: Desk, wanted: Wish, tick: Tick = _silent) -> Export:
    """Read the rows of every sheet; `tick` is told (sheets done, sheets in all)."""
    weeks, steps = spans.weeks_in(wanted.period), len(wanted.sheets) + 2
    scope = ExportScope(weeks, desk.today(), desk.features, wanted.period, wanted.with_texts)
    contents = []
    for done, sheet in enumerate(wanted.sheets):
        tick(done, steps)
        contents.append(_content(desk, sheet, scope))
    tick(steps - 2, steps)
    charts = _charts(desk, scope) if wanted.with_charts else ()
    return Export(
        tuple(contents),
        scope,
        stamp_of(desk, scope),
        charts,
        house_style(desk.db),
        desk.workbook.name,
        desk.actor,
    )


def _content(desk: Desk, sheet: Sheet, scope: ExportScope) -> Content:
    """What comes back has the look of a field, also where its column does not say so itself."""
    back = sheet.returns.columns if sheet.returns else ()
    columns = tuple(
        replace(column, is_input=True) if column.key in back else column
        for column in sheet.columns_in(desk.db, with_texts=scope.with_texts)
    )
    options = {each.key: tuple(each.options(desk.db)) for each in columns if each.options}
    return Content(sheet, columns, sheet.rows(desk.db, scope), options)


def _charts(desk: Desk, scope: ExportScope) -> tuple[SheetChart, ...]:
    return tuple(
        chart for each in desk.features if each.charts for chart in each.charts(desk.db, scope)
    )


def save(export: Export, path: Path, words: Words, purpose: str = "", tick: Tick = _silent) -> None:
    """Write the file, whole or not at all; `tick` is told (rows written, rows in all)."""
    done, in_all = 0, export.row_count

    def count(rows: int) -> None:
        nonlocal done
        done = min(done + rows, in_all)  # hidden rows are told of too
        tick(done, in_all)

    book_of(export, words, purpose).save(path, count)


def book_of(export: Export, words: Words, purpose: str = "") -> Workbook:
    """The file to be: a sheet for each content, the charts, and what it is."""
    period = spans.named(export.scope.days, words)
    book = Workbook(
        words,
        title=f"{export.community}, {period}",
        subject=N_("Export of commdesk"),
        style=export.style,
    )
    for content in export.contents:
        add_content(book, content, export.scope, words)
    if export.charts:
        book.add_charts(say("Charts"), export.charts, tab=look.MUTED)
    made = Made(
        export.community,
        period,
        export.made_by,
        words.full_date(export.scope.today),
        purpose,
        has_logo=export.style.picture is not None,
    )
    parts = [_part(content, words) for content in export.contents]
    book.add_page(about(parts, made, words), tab=look.MUTED, has_logo=True)
    add_meta(book, export.stamp, ((c.sheet, c.columns, c.rows) for c in export.contents), words)
    return book


def add_content(book: Workbook, content: Content, scope: ExportScope, words: Words) -> None:
    """One sheet of the file; what has people in it shows that by the colour of its tab."""
    sheet = content.sheet
    columns, rows = marked(sheet, content.columns, content.rows, words)
    book.add(
        say(sheet.title),
        columns,
        rows,
        sheet.totals,
        "" if content.rows else note_of(sheet) or _why_empty(sheet, scope.days),
        totals_by=sheet.totals_by,
        tab=look.WARN if sheet.has_people else "",
        options=content.options,
    )


def _part(content: Content, words: Words) -> Part:
    columns = content.columns
    return Part(
        words(content.sheet.title),
        len(content.rows),
        inputs=tuple(words(each.heading) for each in columns if each.is_input),
        has_people=content.sheet.has_people,
        formulas=tuple(words(each.heading) for each in columns if each.formula),
        has_alarm=any(each.alarm for each in columns),
    )


def _why_empty(sheet: Sheet, days: Period) -> Text:
    """Above the headings, where an import of the same file does not take it for a row."""
    if sheet.has_people:
        return say("Nobody is in this list yet.")
    week = Week.of(days.first)
    if days == spans.days_of(week):
        return say("Nothing in {week}.", week=week)
    return say("Nothing from {first} to {last}.", first=days.first, last=days.last)


def told(export: Export, file: str) -> Text:
    """What was made, when it is done."""
    return say_n(
        "{file} is made: {n} sheet, {rows} rows.",
        "{file} is made: {n} sheets, {rows} rows.",
        len(export.contents) + bool(export.charts) + 1,
        file=file,
        rows=export.row_count,
    )


def hand_out(
    desk: Desk, export: Export, path: Path, purpose: str = "", tick: Tick = _silent
) -> ExportEntry | None:
    """Save the export; with people in it only for a purpose, and kept in the log (returned).

    Raises Refused without a purpose, and on a desk that is open for reading only.
    """
    people = export.people_count
    if not people:
        save(export, path, desk.words, tick=tick)
        return None
    entry = export_entry(
        desk,
        file_name=path.name,
        sheets=(*export.names, TEXTS) if export.has_texts else export.names,
        rows=export.row_count,
        people=people,
        purpose=purpose,
    )
    said = purpose.strip()
    desk.do(note_export, entry, save=lambda: save(export, path, desk.words, said, tick))
    return entry
