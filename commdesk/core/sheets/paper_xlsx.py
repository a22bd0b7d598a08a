"""Pages of a workbook through openpyxl: looks, choices, protection, and how they print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.sheets import look
from commdesk.core.sheets.cells import without_controls
from commdesk.core.sheets.logo import logo_in, put
from commdesk.core.sheets.paper import Choice, Paper, Spot
from commdesk.core.sheets.seal import save_sealed
from commdesk.core.words import N_, Words

_A4 = 9
_SIZES = {"title": 18, "section": 13}
_BOLD = frozenset({"title", "section", "heading", "total", "alarm"})
_FILLS = {"formula": look.SHADE, "alarm": look.BAD_SOFT}
_QUIET = frozenset({"line", "note", "muted", "code"})
_UNDERLINED = frozenset({"label", "text", "muted", "chip", "formula", "alarm"})
_SHADES = {
    "good": (look.GOOD, look.GOOD_SOFT),
    "warn": (look.WARN, look.WARN_SOFT),
    "muted": (look.MUTED, look.GROUND),
}
_MOST_PROMPT = 255
_GUARDED = ("=", "+", "-", "@")
_LOGO_HEIGHT, _LOGO_TOP = 34, 3
_CHARACTER, _EDGE, _TITLE_CHARACTER = 7, 5, 12
"""Pixels: a character of a column's width, what a column has around it, a letter of a title."""


def write_papers(
    path: Path,
    papers: Sequence[tuple[str, Paper]],
    words: Words,
    *,
    title: str,
    style: HouseStyle = PLAIN,
) -> None:
    """Write all sheets, each under its name, to `path`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    looks = Looks(words.language, style)
    foot = " · ".join(part for part in (style.organisation, title) if part)
    for name, paper in papers:
        sheet = book.create_sheet(name)
        PaperWriter(sheet, paper, words, looks, foot).write()
        _put_logo(sheet, paper, style)
    save_sealed(book, path)


class _Look(NamedTuple):
    role: str
    kind: str
    is_centred: bool
    is_right: bool
    is_guarded: bool
    is_shrunk: bool
    """A title in a room of its own, which a long name must not leave."""


class Looks:
    """The style of each look, made once on a cell and shared by all cells that have it."""

    def __init__(self, language: str, style: HouseStyle = PLAIN) -> None:
        self._language, self._style = language, style
        heading = style.accent if style.has_colour else style.tint
        self._fills = _FILLS | {"heading": heading, "chip": style.tint}
        self._made: dict[_Look, Any] = {}

    def give(self, cell: Any, spot: Spot) -> None:
        is_guarded = isinstance(spot.value, str) and spot.value.startswith(_GUARDED)
        wanted = _Look(
            spot.role,
            spot.kind,
            spot.is_centred,
            spot.is_right,
            is_guarded and not spot.is_formula,
            spot.role == "title" and spot.span > 1,
        )
        if wanted not in self._made:
            self._make(cell, wanted)
            self._made[wanted] = copy(cell._style)  # noqa: SLF001 - the one way to share a style
        cell._style = copy(self._made[wanted])  # noqa: SLF001

    def _make(self, cell: Any, wanted: _Look) -> None:
        role = wanted.role
        cell.font = Font(
            name=self._style.font or look.FONT,
            size=_SIZES.get(role, 11),
            bold=role in _BOLD,
            color=self._ink(role),
        )
        if role in self._fills:
            cell.fill = PatternFill("solid", fgColor=self._fills[role])
        cell.border = _border(role)
        cell.alignment = Alignment(
            horizontal="center" if wanted.is_centred else "right" if wanted.is_right else "left",
            vertical="center",
            shrink_to_fit=wanted.is_shrunk,
            wrap_text=role not in {"title", "line", "code"},
            indent=0 if wanted.is_centred or role in {"title", "line", "note", "section"} else 1,
        )
        cell.number_format = self._format(wanted.kind)
        cell.protection = Protection(locked=role != "input")
        cell._style.quotePrefix = int(wanted.is_guarded)  # noqa: SLF001

    def _ink(self, role: str) -> str:
        if role == "heading" and self._style.has_colour:
            return self._style.ink
        return look.BAD if role == "alarm" else look.MUTED if role in _QUIET else look.TEXT

    def _format(self, kind: str) -> str:
        tag = look.locale_tag(self._language)
        own = {"weekday": f"{tag}dddd", "date": f"{tag}d mmm yyyy", "share": "0%"}
        return own.get(kind) or look.number_format(kind, self._language)


def _border(role: str) -> Border:
    line, edge = Side(style="thin", color=look.LINE), Side(style="thin", color=look.EDGE)
    if role == "input":
        return Border(left=edge, right=edge, top=edge, bottom=edge)
    if role == "heading":
        return Border(bottom=edge)
    if role == "total":
        return Border(top=edge)
    return Border(bottom=line) if role in _UNDERLINED else Border()


def _put_logo(sheet: Any, paper: Paper, style: HouseStyle) -> None:
    """Right of the title, where it leaves room: no row moves, for formulas count them."""
    logo = logo_in(style, _LOGO_HEIGHT)
    first = paper.rows[0] if paper.rows else ()
    if logo is None or any(spot.value is not None for spot in first[1:]):
        return
    room, column = -logo.width, len(paper.widths)
    for column in reversed(range(len(paper.widths))):
        if column + 1 not in paper.hidden:
            room += _pixels(paper.widths[column])
        if room >= 0:
            break
    title = str(first[0].value or "") if first else ""
    if room >= 0 and sum(map(_pixels, paper.widths[:column])) > len(title) * _TITLE_CHARACTER:
        put(sheet, logo, column, room, _LOGO_TOP)


def _pixels(width: float) -> int:
    return int(width * _CHARACTER + _EDGE)


class PaperWriter:
    """One sheet: its cells, what can be typed in them, how it looks on screen and on paper."""

    def __init__(self, sheet: Any, paper: Paper, words: Words, looks: Looks, title: str) -> None:
        self._sheet, self._paper, self._words, self._looks = sheet, paper, words, looks
        self._title = title
        self._chosen: defaultdict[tuple[tuple[Choice, ...], str], list[str]] = defaultdict(list)
        self._bounded: defaultdict[tuple[str, Any, str], list[str]] = defaultdict(list)

    def write(self) -> None:
        for number, spots in enumerate(self._paper.rows, 1):
            self._sheet.row_dimensions[number].height = self._paper.heights[number]
            column = 1
            for spot in spots:
                self._put(number, column, spot)
                column += spot.span
        self._add_choices()
        self._add_bounds()
        self._set_up_view()
        self._set_up_page()
        if self._paper.is_form:
            self._protect()

    def _put(self, row: int, column: int, spot: Spot) -> None:
        cell = self._sheet.cell(row, column)
        self._looks.give(cell, spot)
        if isinstance(spot.value, str):
            cell._value = without_controls(spot.value)  # noqa: SLF001 - else `=` makes a formula
            cell.data_type = "f" if spot.is_formula else "s"
        elif spot.value is not None:
            style = copy(cell._style)  # noqa: SLF001 - a date would get a format of its own
            cell.value = spot.value
            cell._style = style  # noqa: SLF001
        if spot.span > 1:
            for further in range(column + 1, column + spot.span):
                self._looks.give(self._sheet.cell(row, further), spot)
            self._sheet.merge_cells(None, row, column, row, column + spot.span - 1)
        if spot.choices:
            self._chosen[spot.choices, spot.prompt].append(cell.coordinate)
        if spot.between:
            self._bounded[spot.kind, spot.between, spot.prompt].append(cell.coordinate)

    def _add_choices(self) -> None:
        for (choices, prompt), places in self._chosen.items():
            listed = ",".join(choice.word for choice in choices)
            rule: Any = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
            self._add_rule(rule, prompt, places)
            for choice in choices:
                ink, ground = _SHADES[choice.shade]
                shade: Any = Rule(
                    type="cellIs",
                    operator="equal",
                    formula=[f'"{choice.word}"'],
                    dxf=DifferentialStyle(
                        font=Font(color=ink), fill=PatternFill("solid", bgColor=ground)
                    ),
                )
                self._sheet.conditional_formatting.add(" ".join(places), shade)

    def _add_bounds(self) -> None:
        for (kind, (least, most), prompt), places in self._bounded.items():
            is_day = kind == "date"
            low, high = (
                (f"DATE({each.year},{each.month},{each.day})" for each in (least, most))
                if is_day
                else (str(least), str(most))
            )
            rule: Any = DataValidation(
                "date" if is_day else "decimal",
                operator="between",
                formula1=low,
                formula2=high,
                allow_blank=True,
            )
            self._add_rule(rule, prompt, places)

    def _add_rule(self, rule: Any, prompt: str, places: list[str]) -> None:
        rule.showErrorMessage = True
        rule.showInputMessage = rule.type != "list"  # a list shows its words by itself
        rule.prompt = rule.error = prompt[:_MOST_PROMPT]
        for place in places:
            rule.add(place)
        self._sheet.add_data_validation(rule)

    def _set_up_view(self) -> None:
        sheet = self._sheet
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(self._paper.widths, 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width = width
            dimension.hidden = number in self._paper.hidden
        if self._paper.repeated:
            sheet.freeze_panes = f"A{self._paper.repeated + 1}"
            sheet.print_title_rows = f"1:{self._paper.repeated}"

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape" if self._paper.is_landscape else "portrait"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = 0.6
        margins.top, margins.bottom = 0.6, 0.75
        margins.header = margins.footer = 0.3
        sheet.print_options.horizontalCentered = True
        last = get_column_letter(len(self._paper.widths))
        sheet.print_area = f"A1:{last}{len(self._paper.rows)}"
        sheet.HeaderFooter.oddFooter.left.text = self._title.replace("&", "&&")[:150]
        sheet.HeaderFooter.oddFooter.right.text = self._words(
            N_("page {page} of {pages}"), page="&P", pages="&N"
        )

    def _protect(self) -> None:
        """Without a password: it keeps a form whole, it is no lock."""
        protection = self._sheet.protection
        protection.sheet = True
        protection.selectLockedCells = False
        protection.formatColumns = protection.formatRows = False
