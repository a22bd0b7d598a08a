"""How the house's workbooks look: fonts, lines, formats; the colours are those of the light theme.

Colours are written out here because a file is not painted with the theme of a screen.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, NamedTuple

from commdesk.core.sheets.spec import Column

TEXT, MUTED, LINE, EDGE, ACCENT_SOFT = "18212C", "55606E", "D8DDE4", "7A8694", "E4EEFB"
GOOD, GOOD_SOFT, WARN, WARN_SOFT = "1B7444", "E6F3EB", "8F5200", "FBEFDD"
GROUND = "F6F7F9"

_LOCALE_TAGS = {"nl": "[$-413]", "en": "[$-809]"}
_GUARDED = frozenset("=+-@")
_WRAPPED_UP_TO = 300
"""Longer texts stay on one line: a page-high row helps nobody."""


def locale_tag(language: str) -> str:
    """In which language Excel writes the days and months of a format."""
    return _LOCALE_TAGS.get(language, "[$-809]")


def number_format(kind: str, language: str) -> str:
    """The Excel format of a column kind; names of days and months follow the language."""
    tag = locale_tag(language)
    return {
        "date": f"{tag}ddd d mmm yyyy",
        "moment": f"{tag}ddd d mmm yyyy hh:mm",
        "hours": "0.0?;[Red]-0.0?",
        "minutes": "0",
        "id": "@",
    }.get(kind, "General")


class Look(NamedTuple):
    """What makes two cells look the same."""

    role: str = "cell"
    """cell, heading, total or note."""
    format: str = "General"
    is_right: bool = False
    is_wrapped: bool = False
    is_clipped: bool = False
    """Too long to show: cut at the edge of the cell, not printed across its neighbours."""
    is_guarded: bool = False
    """A text that begins like a formula: Excel keeps it text, also after it is edited."""


def look_of(column: Column, value: object, language: str) -> Look:
    """The look of a value, or of a formula (None), under a column."""
    if isinstance(value, str):
        is_long = len(value) > _WRAPPED_UP_TO
        return _text_look(column.kind, is_long, value[:1] in _GUARDED)
    return _value_look(column.kind, language)


def lines_of(column: Column, value: object) -> int:
    """How many lines a wrapped text takes in its column, guessed from its width."""
    if not isinstance(value, str) or column.kind != "text" or len(value) > _WRAPPED_UP_TO:
        return 1
    width = max(column.width, 1)
    return sum(-(-max(len(line), 1) // width) for line in value.split("\n"))


def is_figure(column: Column) -> bool:
    return column.kind in ("number", "minutes", "hours")


@cache
def _text_look(kind: str, is_long: bool, is_guarded: bool) -> Look:  # noqa: FBT001 - cached
    return Look(
        format="@" if kind == "id" else "General",
        is_wrapped=kind == "text" and not is_long,
        is_clipped=is_long,
        is_guarded=is_guarded,
    )


@cache
def _value_look(kind: str, language: str) -> Look:
    return Look("cell", number_format(kind, language), kind in ("number", "minutes", "hours"))


class Styles:
    """The style of each look in one workbook, made once: openpyxl is slow at making them."""

    def __init__(self, cell: Any) -> None:
        self._cell = cell
        """A cell of the workbook to try styles on."""
        self._made: dict[Look, Any] = {}

    def of(self, look: Look) -> Any:
        if look not in self._made:
            self._made[look] = self._make(look)
        return self._made[look]

    def _make(self, look: Look) -> Any:
        from openpyxl.styles import Alignment
        from openpyxl.styles.cell_style import StyleArray

        cell = self._cell
        cell._style = StyleArray()  # noqa: SLF001 - the one way to share a style among cells
        cell.font, cell.fill, cell.border = self._role(look.role)
        cell.alignment = Alignment(
            horizontal="fill" if look.is_clipped else "right" if look.is_right else "left",
            indent=int(look.role != "note" and not look.is_clipped),
            vertical="center" if look.role == "heading" else "top",
            wrap_text=look.is_wrapped or look.role == "heading",
        )
        cell.number_format = look.format
        cell._style.quotePrefix = int(look.is_guarded)  # noqa: SLF001
        return cell._style  # noqa: SLF001

    def _role(self, role: str) -> tuple[Any, Any, Any]:
        """Font, fill and border."""
        from openpyxl.styles import Border, Font, PatternFill

        font = Font(
            name="Calibri",
            size=11,
            bold=role in ("heading", "total"),
            italic=role == "note",
            color=MUTED if role == "note" else TEXT,
        )
        if role == "heading":
            return font, PatternFill("solid", fgColor=ACCENT_SOFT), Border(bottom=self._edge)
        if role == "total":
            return font, PatternFill(), Border(top=self._edge)
        return font, PatternFill(), Border() if role == "note" else Border(bottom=self._line)

    @cached_property
    def _edge(self) -> Any:
        from openpyxl.styles import Side

        return Side(style="thin", color=EDGE)

    @cached_property
    def _line(self) -> Any:
        from openpyxl.styles import Side

        return Side(style="thin", color=LINE)
