"""What is pasted: a block of cells out of a spreadsheet, or an address line out of Outlook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import Row, clean_row, without_controls
from commdesk.core.sheets.delimited import find_delimiter
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import say
from commdesk.features.exchange.model import Taken

NAME = "pasted"
_TAB = "\t"
_ADDRESS = re.compile(r"[^@\s<>;:,\"'()]+@[^@\s<>;:,\"'()]+\.[^@\s<>;:,\"'()]+")
_IN_BRACKETS = re.compile(rf"<\s*(?:mailto:)?{_ADDRESS.pattern}\s*>")
_MOSTLY = 0.8
"""Share of the parts of several lines that must hold an address, where none has brackets."""
_QUOTES = "\"'“”‘’ "
_SHOWN = 60


class Person(Struct, frozen=True):
    """One part of an address line; without an address nobody can be told from it."""

    name: str
    email: str
    text: str


def is_address_line(text: str) -> bool:
    """Whether this is `Naam <adres>; adres`, and no block of cells.

    On one line any address says so: what else stands there is a problem of its own, and no reason
    to read the line as one row. Several lines are cells when the first one may be their headings.
    """
    first, *others = text.strip().splitlines() or [""]
    if _TAB in text or not _ADDRESS.search(text):
        return False
    if not others or (_ADDRESS.search(first) and _IN_BRACKETS.search(text)):
        return True
    found = list(people(text)) if re.search("[<;]", text) else []
    return bool(found) and sum(bool(p.email) for p in found) >= _MOSTLY * len(found)


def people(text: str) -> Iterator[Person]:
    """The people of an address line, in their order."""
    for part in _parts(without_controls(text)):
        found = list(_ADDRESS.finditer(part))
        if len(found) > 1 and all(map(_ADDRESS.fullmatch, part.split())):
            yield from (Person("", each, each) for each in dict.fromkeys(part.split()))
        elif not found:
            yield Person(part.strip(_QUOTES), "", part)
        else:
            yield _person(part, found[-1])


def _person(part: str, address: re.Match[str]) -> Person:
    before = part[: address.start()].removesuffix("mailto:").strip().rstrip("<([")
    name = before.strip(f"{_QUOTES},") or part[address.end() :].strip(f"{_QUOTES}<>()[].,")
    return Person("" if _ADDRESS.fullmatch(name) else name, address[0].rstrip("."), part)


def _parts(text: str) -> Iterator[str]:
    """Cut at `;` and new lines, and at a comma only behind a whole address: `Jong, A. de <a@b>`."""
    part, is_quoted, is_bracketed = "", False, False
    for place, sign in enumerate(f"{text};"):
        if sign == '"':
            is_quoted = not is_quoted and '"' in text[place + 1 :].partition("\n")[0]
        is_bracketed = sign == "<" or (is_bracketed and sign != ">")
        is_end = sign == "\n" or (sign == ";" and not is_quoted)
        is_end = is_end or (sign == "," and _ends_in_address(part) and not is_bracketed)
        if not is_end:
            part += sign
            continue
        if part.strip():
            yield part.strip()
        part, is_quoted, is_bracketed = "", False, False


def _ends_in_address(part: str) -> bool:
    text = part.strip().rstrip(">\"' ")
    found = list(_ADDRESS.finditer(text))
    return bool(found) and found[-1].end() == len(text)


def take_addresses(text: str, source: str) -> Taken:
    """The people of an address line as rows: the first one is row 1."""
    rows, problems = [], []
    for number, person in enumerate(people(text), 1):
        if person.email:
            row = {"row": number, "email": person.email}
            rows.append(row | ({"name": person.name} if person.name else {}))
        else:
            why = say("no e-mail address stands here; this part is left out")
            problems.append(Problem(number, "", person.text[:_SHOWN], why))
    return Taken(format=NAME, source=source, rows=tuple(rows), problems=tuple(problems))


def table_of(text: str, name: str) -> Table:
    """A pasted block as a table, its rows numbered from 1; refuses one without anything in it."""
    text = without_controls(text)
    limits, rows = Limits(), list[Row]()
    for number, values in enumerate(_lines(text), 1):
        if cells := clean_row(number, values, limits, name):
            rows.append((number, cells))
    if not rows:
        raise Refused(
            "There is no text on the clipboard. Copy the cells or the addresses first, then paste "
            "them here."
        )
    return Table(name, "", rows)


def _lines(text: str) -> Iterator[list[str]]:
    """As a spreadsheet puts cells on the clipboard; where its quotes do not fit, as they stand."""
    delimiter = _TAB if _TAB in text else find_delimiter(text.splitlines(keepends=True))
    try:
        yield from list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        yield from (line.split(delimiter) for line in text.split("\n"))
