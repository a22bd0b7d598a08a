"""What Excel watches by itself: words to choose from, days and figures only, and alarms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from commdesk.core.sheets import look
from commdesk.core.sheets.cells import without_controls
from commdesk.core.sheets.naming import unlike
from commdesk.core.sheets.rows_xml import RowsXml, as_xml
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words

ROWS_MORE = 200
"""Below the table, for rows that are still to come."""
_MOST_INLINE = 250
"""Of the 255 characters that a list within the rule itself may have."""
_MOST_WORD = 255
_DONE = ("done_on", "is_done")


class Lists(Struct):
    """The lists of words on the hidden sheet, a column each, by their names in the workbook."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)

    def name_of(self, key: str, words: tuple[str, ...]) -> str:
        if words not in self.names:
            plain = f"list_{key}"
            self.names[words] = unlike(self.names.values(), plain, partial("{}_{}".format, plain))
        return self.names[words]

    def write(self, book: Any, title: str) -> RowsXml:
        """The rows of the sheet, made hidden, and its names in the workbook."""
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden"
        rows = RowsXml()
        columns = [(name, *words) for words, name in self.names.items()]
        for number in range(max(map(len, columns))):
            rows.append(
                _plain_cell(place, number + 1, column[number])
                for place, column in enumerate(columns, 1)
                if number < len(column)
            )
        for place, column in enumerate(columns, 1):
            letter = _letter(place)
            ref = f"{quote_sheetname(title)}!${letter}$2:${letter}${len(column)}"
            book.defined_names[column[0]] = DefinedName(column[0], attr_text=ref)
        return rows


class Watched(Struct, frozen=True):
    """A column of a table on its sheet, and where its cells are."""

    column: Column
    letter: str
    first: int
    last: int

    @property
    def cells(self) -> str:
        """With room for rows to come."""
        return f"{self.letter}{self.first}:{self.letter}{self.last + ROWS_MORE}"


def add_choices(
    sheet: Any, watched: Watched, options: Sequence[str], lists: Lists, words: Words
) -> None:
    """A list to choose from, where the column has one; else what can be typed in an input."""
    column = watched.column
    if column.formula:
        return
    rule: Any = None
    if options:
        rule = _listed(_clean(options), column, lists)
        rule.errorStyle = "warning"
        rule.error = words(N_("This is not in the list yet. Keep it anyway?"))
    elif said := _choices(column, words):
        rule = _listed(said, column, lists)
        rule.error = words(N_("Choose one of the words in the list."))
    elif column.is_input:
        rule = _typed(column, words)
    if rule:
        rule.showErrorMessage = True
        rule.add(watched.cells)
        sheet.add_data_validation(rule)


def add_alarm(sheet: Any, watched: Watched, letters: dict[str, str], words: Words) -> None:
    """Red on light red; the word or the figure stays readable without the colour."""
    if not watched.column.alarm:
        return
    first = f"${watched.letter}{watched.first}"
    if watched.column.alarm == "above zero":
        formula = f"AND(ISNUMBER({first}),{first}>0)"
    else:
        formula = f"AND(ISNUMBER({first}),{first}<TODAY(){_not_done(watched, letters, words)})"
    style = DifferentialStyle(  # not bold: a day would no longer fit its column
        font=Font(color=look.BAD), fill=PatternFill("solid", bgColor=look.BAD_SOFT)
    )
    rule: Any = Rule(type="expression", formula=[formula], dxf=style)
    sheet.conditional_formatting.add(watched.cells, rule)


def _not_done(watched: Watched, letters: dict[str, str], words: Words) -> str:
    for key in _DONE:
        if key in letters:
            cell = f"${letters[key]}{watched.first}"
            return f',{cell}=""' if key == "done_on" else f',{cell}<>"{words("yes")}"'
    return ""


def _choices(column: Column, words: Words) -> tuple[str, ...]:
    if column.kind == "boolean":
        return words("yes"), words("no")
    return _clean([words(message) for _, message in column.choices])


def _clean(texts: Sequence[str]) -> tuple[str, ...]:
    plain = (without_controls(text).strip()[:_MOST_WORD] for text in texts)
    return tuple(dict.fromkeys(text for text in plain if text))


def _listed(said: tuple[str, ...], column: Column, lists: Lists) -> Any:
    listed = ",".join(said)
    is_short = len(listed) <= _MOST_INLINE and not any(set(',"') & set(each) for each in said)
    source = f'"{listed}"' if is_short and not column.options else lists.name_of(column.key, said)
    return DataValidation(type="list", formula1=source, allow_blank=True)


def _typed(column: Column, words: Words) -> Any:
    made: Any = None
    if column.kind == "date":
        made = DataValidation(type="date", operator="greaterThan", formula1="DATE(1900,3,1)")
        made.error = words(N_("Type a day, as 23-11-2026."))
    elif column.kind in ("hours", "minutes", "number"):
        made = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        made.error = words(N_("Type a figure of zero or more."))
    if made:
        made.allow_blank = True
    return made


def _plain_cell(place: int, row: int, text: str) -> str:
    text = f'<is><t xml:space="preserve">{as_xml(text)}</t></is>'
    return f'<c r="{_letter(place)}{row}" t="inlineStr">{text}</c>'


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)
