"""Whatever the file: rows that are right, or one sentence that says where and what to do.

Each row of the table of bad input that was measured, and ten million characters in one cell, go
the whole way that the page and the command line go: a child process, a source, canonical rows.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.exchange import importing
from tests.core.sheets import bad_files
from tests.core.sheets.bad_files import MAIN, MIB, PLAIN, SHEET, with_part, with_sheet, workbook
from tests.features.exchange.lists import SAMPLES, wanted

TEN_MIB = 10 * MIB
LONGEST = 60
Make = Callable[[Path], object]


class Case(Struct, frozen=True):
    """A file, and the rows it gives or the words of its refusal."""

    name: str
    make: Make
    rows: list[dict[str, Any]] | None = None
    says: tuple[str, ...] = ()


def content(data: bytes | Callable[[], bytes]) -> Make:
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data())


def book(fill: Callable[[Any], object], **settings: Any) -> Make:
    """A workbook of openpyxl, filled by `fill(sheet)`."""

    def make(path: Path) -> None:
        made = openpyxl.Workbook()
        for key, value in settings.items():
            setattr(made, key, value)
        fill(made.active)
        made.save(path)

    return make


def refused(bad: str) -> Case:
    """One of the files that the reader refuses, known by its id."""
    found = next(each for each in bad_files.BAD_FILES if each.id == bad)
    return Case(found.name, found.make, says=(found.name, *found.says))


def many_rows() -> bytes:
    def blocks() -> Iterator[bytes]:
        yield f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
        for start in range(1, 900_001, 10_000):
            rows = (
                f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>'
                for n in range(start, start + 10_000)
            )
            yield "".join(rows).encode()
        yield b"</sheetData></worksheet>"

    return with_part(PLAIN, SHEET, blocks())


def _merged(sheet: Any) -> None:
    sheet.append(("Leden", None))
    sheet.append(("Naam", "E-mail"))
    sheet.append(("Bea", "b@x.example"))
    sheet.merge_cells("A1:B1")


def _append(*rows: tuple[Any, ...]) -> Callable[[Any], None]:
    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)

    return fill


def _hidden(sheet: Any) -> None:
    sheet.append(("Naam", "Notities"))
    sheet.append(("Geheim", "x"))
    sheet.sheet_state = "veryHidden"
    sheet.parent.create_sheet("Leden").append(("Naam",))
    sheet.parent["Leden"].append(("Bea",))


def _serial(value: str) -> bytes:
    cells = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in (("A1", "Naam"), ("B1", "Lid sinds"))
    )
    row = f'<c r="A2" t="inlineStr"><is><t>Bea</t></is></c><c r="B2"><v>{value}</v></c>'
    return with_sheet(f'<row r="1">{cells}</row><row r="2">{row}</row>')


BEA = {"row": 2, "name": "Bea"}
WITH_MAIL = BEA | {"email": "b@x.example"}
DAMAGED = ("damaged or incomplete", "Nothing was changed.")
LONG = ("10,485,760 characters", "Shorten it", "Nothing was changed.")
CASES = {
    "one cell at XFD1048576": refused("far cell"),
    "one cell at XFD1048576, renamed": refused("far cell, renamed part"),
    "900,000 rows": Case(
        "leden.xlsx", content(many_rows), says=("more than 500,000 rows", "Split")
    ),
    "one cell of 300 MB": refused("zip bomb"),
    "ten million characters in a cell": Case(
        "leden.xlsx",
        content(lambda: bad_files.incompressible_cell(TEN_MIB)),
        says=("leden.xlsx (sheet Sheet)", "cell C2", *LONG),
    ),
    "ten million characters in a cell of a csv": Case(
        "leden.csv",
        content(lambda: b"Naam;Notities\nBea;" + b"ab cd " * (TEN_MIB // 6)),
        says=("leden.csv", "Nothing was changed."),
    ),
    "billion laughs": refused("billion laughs"),
    "external entity": refused("outside entity"),
    "password": refused("password"),
    "sensitivity label": refused("label"),
    "password or label": refused("password or label"),
    "ods with a password": refused("password on ods"),
    "old workbook": Case("leden.xls", content((SAMPLES / "leden.xls").read_bytes()), rows=[]),
    "old workbook named xlsx": Case(
        "leden.xlsx", content((SAMPLES / "leden.xls").read_bytes()), rows=[]
    ),
    "ods": Case(
        "leden.ods",
        content(
            lambda: bad_files.ods(
                "".join(
                    "<table:table-row>"
                    + "".join(
                        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
                        "</table:table-cell>"
                        for text in row
                    )
                    + "</table:table-row>"
                    for row in (("Naam", "E-mail"), ("Bea", "b@x.example"))
                )
            )
        ),
        rows=[WITH_MAIL],
    ),
    "repeat bomb in ods": refused("repeated cells in ods"),
    "macros": Case("leden.xlsm", content(workbook(("Naam",), ("Bea",))), rows=[BEA]),
    "formula without an outcome": Case(
        "leden.xlsx", book(_append(("Naam", "Rol"), ("Bea", '="jurist"'))), rows=[BEA]
    ),
    "a whole number": Case(
        "leden.xlsx",
        book(_append(("Naam", "Lidnummer"), ("Bea", 2))),
        rows=[BEA | {"identity": "2"}],
    ),
    "serial 60": Case("leden.xlsx", content(_serial("60")), rows=[BEA]),
    "serial 99999999": Case("leden.xlsx", content(_serial("99999999")), rows=[BEA]),
    "days from 1904": Case(
        "leden.xlsx",
        book(
            _append(("Naam", "Lid sinds"), ("Bea", date(2026, 3, 1))),
            epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904,
        ),
        rows=[BEA | {"joined_on": date(2026, 3, 1)}],
    ),
    "merged heading": Case(
        "leden.xlsx", book(_merged), rows=[{"row": 3, "name": "Bea", "email": "b@x.example"}]
    ),
    "bad string number": refused("bad string number"),
    "a text where a figure belongs": Case(
        "leden.xlsx",
        content(lambda: with_sheet('<row r="1"><c r="A1" t="s"><v>een</v></c></row>')),
        says=DAMAGED,
    ),
    "an escaped NUL": Case(
        "leden.xlsx",
        book(_append(("Naam", "Rol"), ("Bea", "jur_x0000_ist"))),
        rows=[BEA | {"role": "jurist"}],
    ),
    "no bytes": refused("no bytes"),
    "html": refused("page named xlsx"),
    "truncated": refused("truncated workbook"),
    "a very hidden sheet": Case("leden.xlsx", book(_hidden), rows=[BEA]),
    "windows characters": Case(
        "leden.csv",
        content("Naam;E-mail\nBëa;b@x.example".encode("cp1252")),
        rows=[WITH_MAIL | {"name": "Bëa"}],
    ),
    "a byte order mark": Case(
        "leden.csv", content("\ufeffNaam;E-mail\nBea;b@x.example".encode()), rows=[WITH_MAIL]
    ),
    "a line sep=": Case(
        "leden.csv", content(b"sep=;\r\nNaam;E-mail\r\nBea;b@x.example"), rows=[WITH_MAIL]
    ),
    "NUL in a csv": Case(
        "leden.csv", content(b"Naam;Rol\nBea;jur\x00ist"), rows=[BEA | {"role": "jurist"}]
    ),
    "a field over 131,072": Case(
        "leden.csv",
        content(b"Naam;Notities\nBea;" + b"x" * 150_000),
        rows=[BEA | {"notes": "x" * 150_000}],
    ),
    "an unclosed quote": refused("unclosed quote"),
    "a million columns": refused("a million columns"),
    "double headings": Case(
        "leden.csv",
        content(b"Naam;Mail;Mail\nBea;a@x.example;b@x.example"),
        says=("columns B and C", "Nothing was changed."),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_gives_its_rows_or_one_clear_sentence(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    path = tmp_path / case.name
    case.make(path)
    began = time.monotonic()
    if case.rows is None:
        with pytest.raises(Refused) as refusal:
            importing.take_in(path, wanted("en"))
        for words in case.says:
            assert words in str(refusal.value)
    else:
        taken = importing.take_in(path, wanted("en"))
        assert case.rows in ([], [dict(row) for row in taken.rows])
        assert taken.rows
    assert time.monotonic() - began < LONGEST
    assert not multiprocessing.active_children()
