"""What a column and a problem in a file are: declared once, walked by export, import and tests."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct

from commdesk.core.words import Text

Kind = Literal["text", "id", "date", "moment", "number", "minutes", "hours", "boolean", "choice"]


class Column(Struct, frozen=True):
    """One column of a sheet.

    `heading` is an English msgid. `aliases` are further headings an import knows, in any language.
    Kinds: `minutes` shows whole minutes, `hours` takes whole minutes and shows decimal hours,
    `id` is written as text, `choice` is worded from `choices` (stored value -> msgid).
    `formula` holds an Excel formula with {key} for the cell of another column in the same row, and
    {said[value]} for the word of a choice of its own, or of yes and no; rows hold what comes out.
    A column with `alarm` "past" stands in a sheet with a column `done_on` or `is_done`.
    """

    key: str
    heading: str
    kind: Kind = "text"
    width: int = 16
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    formula: str = ""
    is_input: bool = False
    """Meant to be typed in by a colleague: it has the look of a field, and comes back."""
    alarm: Literal["", "above zero", "past"] = ""
    """Coloured by a rule of Excel: a figure above zero, a day that is past and not done."""
    options: Callable[[Any], Sequence[str]] | None = None
    """From the database: the words that this workbook has for it, as a list to choose from."""


class Problem(Struct, frozen=True):
    """Something wrong at one place of a file; row as Excel shows it, column as its heading says."""

    row: int
    column: str
    found: Any
    message: Text
