"""What every verb of the command line needs: the workbook, output for people and for programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Literal

import click
from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core import files, settings
from commdesk.core.clock import Clock, ExampleClock, SystemClock, today_of
from commdesk.core.connection import language_of
from commdesk.core.desk import Desk
from commdesk.core.erasing import again
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.unlocking import Unlocker, refuse_without_passphrase
from commdesk.core.values import Minutes, Week, to_moment
from commdesk.core.words import Text, Words
from commdesk.core.writers import Writers

_EXACT_IN_JSON = 2**53
_PIPE_WIDTH = 120
YEARS = range(1970, 2201)
"""Around these the calendar still has room for a window of days and a week before and after."""
_BETWEEN = f"between {YEARS[0]} and {YEARS[-1]}"
_COUNT = re.compile(r"[-+]?[0-9]{1,12}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}([.,][0-9]{1,12})?")
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d{4})")


class Program(Writers):
    """What a verb gets as `ctx.obj`: the features, the clock, and the language to speak.

    Before a workbook is open that is the user's own language, then the workbook's.
    """

    def __init__(
        self,
        features: Features,
        clock: Clock | None = None,
        *,
        pdf_writer: str = "",
        chart_writer: str = "",
    ) -> None:
        super().__init__(pdf_writer, chart_writer)
        self.features = features
        self.clock = clock or SystemClock()
        self._words: Words | None = None
        self.unlocker = Unlocker(lambda: self.words)
        """Gives the key of a protected file; what opens a workbook by its path asks it."""

    @property
    def words(self) -> Words:
        if self._words is None:
            self._words = self._speaker(settings.load().language or settings.system_language())
        return self._words

    def speak_as(self, file: Path, key: Key | None = None) -> None:
        """Speak the workbook's language from here on, though it is not open."""
        if found := language_of(file, key):
            self._words = self._speaker(found)

    def _speaker(self, language: str) -> Words:
        return Words(language, partial(today_of, self.clock))

    @contextmanager
    def read(self, file: Path, *, on: date | None = None) -> Iterator[Desk]:
        """The read-only twin: never migrates, works while a window holds the file."""
        with self._open(file, on, read_only=True) as desk, files.database_errors(file):
            yield desk

    @contextmanager
    def write(self, file: Path, *, on: date | None = None) -> Iterator[Desk]:
        """The workbook for writing; refused, with the holder's name, while another holds it."""
        with self._open(file, on, read_only=False) as desk, files.database_errors(file):
            refuse_without_passphrase(desk)
            desk.my_name = settings.load().my_name
            yield desk

    def _open(self, file: Path, on: date | None, *, read_only: bool) -> Desk:
        try:
            key = self.unlocker.key_of(file)
            clock = self._clock(on)
            desk = Desk.open(file, self.features, clock=clock, key=key, read_only=read_only)
        except Refused:
            self.speak_as(file)
            raise
        self._words = desk.words
        if desk.erased_again:
            click.echo(printable(desk.words(again.said(desk))), err=True)
        return desk

    def say(self, text: str | Text, /, **values: Any) -> None:
        """One line for a person on stdout, in the language of the program."""
        click.echo(printable(self.words(text, **values)))

    def moment(self, day: date | None) -> datetime:
        """Now, or this time of the given day; what is done is still recorded as done now."""
        return self._clock(day).now()

    def _clock(self, on: date | None) -> Clock:
        return ExampleClock(on) if on else self.clock


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(_DAY_FIRST.sub(r"\3-\2-\1", value.strip()))
        except ValueError:
            return self.fail(f"{value!r} is no date; write 2026-11-23 or 23-11-2026.", param, ctx)
        if day.year not in YEARS:
            return self.fail(f"{value!r} lies too far; {_BETWEEN}.", param, ctx)
        return day


class _IsoWeek(click.ParamType[Week]):
    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Week:
        if isinstance(value, Week):
            return value
        try:
            week = Week.parse(value)
        except ValueError:
            return self.fail(f"{value!r} is no week; write 2026-W48.", param, ctx)
        if week.year not in YEARS and week.monday.year not in YEARS:
            return self.fail(f"{value!r} lies too far; {_BETWEEN}.", param, ctx)
        return week


class _Plain(click.ParamType[str]):
    """Text as a person types it: bytes that are no UTF-8 reach Python as halves of signs."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            return self.fail("this text cannot be read; the terminal must speak UTF-8.", param, ctx)
        return text


DAY = _Day()
WEEK = _IsoWeek()
PLAIN = _Plain()
FILE = click.Path(path_type=Path, readable=False)

file_argument = click.argument("file", type=FILE)
"""The workbook; whether it is one is said by `Desk.open`, as a refusal and not as wrong usage."""
date_option = click.option("--date", "day", type=DAY, metavar="D", help="Act as if today is D.")
week_option = click.option("--week", type=WEEK, metavar="2026-W48", help="An ISO week.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document, no more.")


def guard_texts(command: click.Command) -> click.Command:
    """Let every text that a verb takes be one that can be written and shown."""
    for param in command.params:
        if param.type is click.STRING:
            param.type = PLAIN
    return command


def print_json(document: Any, words: Words | None = None) -> None:
    """The one JSON document of a verb: ids as strings, dates as ISO, a Text in words."""
    click.echo(json.dumps(_plain(document, words), ensure_ascii=False, indent=2))


def print_table(
    words: Words,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | Text = "",
    right: Collection[int] = (),
    empty: str | Text = "",
    whole: Collection[int] = (),
) -> None:
    """A table as wide as the terminal; headings are msgids, cells are worded by their type.

    `right`: numbers of the columns with figures, which stand to the right. `empty`: what is said
    instead when there are no rows. `whole`: those that are not cut, as an id that is typed over.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Cell

    table = Table(box=SIMPLE_HEAD, title=Cell(words(title)) if title else None)
    table.title_justify = "left"
    for number, heading in enumerate(headings):
        justify: Literal["left", "right"] = "right" if number in right else "left"
        table.add_column(Cell(words(heading)), justify=justify, no_wrap=number in whole)
    for row in rows:
        table.add_row(*(Cell(_shown(words, cell)) for cell in row))
    if empty and not table.row_count:
        click.echo(words(empty))
        return
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    Console(file=sys.stdout, width=width, highlight=False).print(table)


def _shown(words: Words, value: Any) -> str:
    return "" if value is None else printable(words(Text("{value}", {"value": value})))


def printable(text: str) -> str:
    """A member's name must not steer the terminal: control characters become a space."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _plain(value: Any, words: Words | None, key: str = "") -> Any:
    match value:
        case Mapping():
            return {str(k): _plain(each, words, str(k)) for k, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each, words, key) for each in value]
        case Struct() if not isinstance(value, Text | Week):
            return _plain(asdict(value), words)
        case _:
            return _scalar(value, words, key)


def _scalar(value: Any, words: Words | None, key: str) -> Any:
    match value:
        case None | bool() | float():
            return value
        case Text():
            return words(value) if words else str(value)
        case Enum():
            return _scalar(value.value, words, key)
        case int():
            return str(value) if _is_id(key) or abs(value) > _EXACT_IN_JSON else int(value)
        case datetime():
            return to_moment(value)
        case _:
            return str(value)  # a text, a date (ISO), a week (2026-W48), a path


def _is_id(key: str) -> bool:
    return key in {"id", "ids"} or key.endswith(("_id", "_ids"))


def typed_minutes(typed: str) -> Minutes:
    """A length of time as somebody typed it; refuses what is none."""
    if not typed.strip():
        raise Refused("No length of time was given; write 1:30, 1,5 or 90m.")
    try:
        return Minutes.parse(typed)
    except ValueError:
        raise Refused(
            "{typed} is not a length of time; write 1:30, 1,5 or 90m.", typed=typed
        ) from None


def typed_number(typed: str) -> float:
    """A number as somebody typed it, with a decimal comma or point; refuses what is none."""
    if not _NUMBER.fullmatch(typed.strip()):
        raise Refused("{typed} is not a number; write 8 or 8,5.", typed=typed.strip() or "–")
    return float(typed.strip().replace(",", "."))


def typed_count(typed: str) -> int:
    """A whole number as somebody typed it; refuses what is none."""
    if not _COUNT.fullmatch(typed.strip()):
        raise Refused("{typed} is not a whole number; write 8.", typed=typed.strip() or "–")
    return int(typed)
