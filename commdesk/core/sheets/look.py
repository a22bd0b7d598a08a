"""How the house's workbooks look: fonts, lines, formats; the colours are those of the light theme.

Colours are written out here because a file is not painted with the theme of a screen.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, NamedTuple

from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.sheets.spec import Column

TEXT, MUTED, LINE, EDGE = "18212C", "55606E", "D8DDE4", "7A8694"
GOOD, GOOD_SOFT, WARN, WARN_SOFT = "1B7444", "E6F3EB", "8F5200", "FBEFDD"
BAD, BAD_SOFT = "B3261E", "FBE9E7"
GROUND, SHADE = "F6F7F9", "ECEFF3"
FONT, SIZE = "Calibri", 11

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
    """cell, input, formula, heading, total or note."""
    format: str = "General"
    is_right: bool = False
    is_wrapped: bool = False
    is_clipped: bool = False
    """Too long to show: cut at the edge of the cell, not printed across its neighbours."""
    is_guarded: bool = False
    """A text that begins like a formula: Excel keeps it text, also after it is edited."""


def look_of(column: Column, value: object, language: str) -> Look:
    """The look of a value, or of a formula (None), under a column."""
    role = "formula" if column.formula else "input" if column.is_input else "cell"
    if isinstance(value, str):
        is_long = len(value) > _WRAPPED_UP_TO
        return _text_look(role, column.kind, is_long, value[:1] in _GUARDED)
    return _value_look(role, column.kind, language)


def lines_of(column: Column, value: object) -> int:
    """How many lines a wrapped text takes in its column, guessed from its width."""
    if not isinstance(value, str) or column.kind != "text" or len(value) > _WRAPPED_UP_TO:
        return 1
    width = max(column.width, 1)
    return sum(-(-max(len(line), 1) // width) for line in value.split("\n"))


def is_figure(column: Column) -> bool:
    return column.kind in ("number", "minutes", "hours")


@cache
def _text_look(role: str, kind: str, is_long: bool, is_guarded: bool) -> Look:  # noqa: FBT001
    return Look(
        role,
        format="@" if kind == "id" else "General",
        is_wrapped=kind == "text" and not is_long,
        is_clipped=is_long,
        is_guarded=is_guarded,
    )


@cache
def _value_look(role: str, kind: str, language: str) -> Look:
    return Look(role, number_format(kind, language), kind in ("number", "minutes", "hours"))


def _indent(look: Look) -> int:
    """Figures leave room for the arrow of the filter that lies over their heading."""
    if look.role == "note" or look.is_clipped:
        return 0
    return 2 if look.role == "heading" and look.is_right else 1


class Styles:
    """The style of each look in one workbook, made once: openpyxl is slow at making them."""

    def __init__(self, cell: Any, style: HouseStyle = PLAIN) -> None:
        self._cell, self._style = cell, style
        """A cell of the workbook to try styles on."""
        self._made: dict[Look, int] = {}

    def of(self, look: Look) -> int:
        """Its number, as cells name it."""
        if look not in self._made:
            self._made[look] = self._make(look)
        return self._made[look]

    def _make(self, look: Look) -> int:
        from openpyxl.styles import Alignment
        from openpyxl.styles.cell_style import StyleArray

        cell = self._cell
        cell._style = StyleArray()  # noqa: SLF001 - the one way to share a style among cells
        cell.font, cell.fill, cell.border = self._role(look.role)
        cell.alignment = Alignment(
            horizontal="fill" if look.is_clipped else "right" if look.is_right else "left",
            indent=_indent(look),
            vertical="center" if look.role == "heading" else "top",
            wrap_text=look.is_wrapped or look.role == "heading",
        )
        cell.number_format = look.format
        cell._style.quotePrefix = int(look.is_guarded)  # noqa: SLF001
        return int(cell.style_id)

    def _role(self, role: str) -> tuple[Any, Any, Any]:
        """Font, fill and border."""
        from openpyxl.styles import Border, Font, PatternFill

        font = Font(
            name=self._style.font or FONT,
            size=SIZE,
            bold=role in ("heading", "total"),
            italic=role == "note",
            color=MUTED if role == "note" else TEXT,
        )
        fills = {"heading": self._style.tint, "formula": SHADE}
        fill = PatternFill("solid", fgColor=fills[role]) if role in fills else PatternFill()
        edge, line = self._edge, self._line
        borders = {
            "heading": Border(bottom=edge),
            "total": Border(top=edge),
            "note": Border(),
            "input": Border(left=edge, right=edge, top=edge, bottom=edge),
        }
        return font, fill, borders.get(role, Border(bottom=line))

    @cached_property
    def _edge(self) -> Any:
        from openpyxl.styles import Side

        return Side(style="thin", color=EDGE)

    @cached_property
    def _line(self) -> Any:
        from openpyxl.styles import Side

        return Side(style="thin", color=LINE)
