"""Files that harm a naive reader, made by code; each with what the refusal must say."""

from __future__ import annotations

import gzip
import io
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from msgspec import Struct

MIB = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class BadFile(Struct, frozen=True, dict=True):
    """A file to be refused, and words of the refusal: what is wrong, and what to do."""

    name: str
    make: Callable[[Path], object]
    says: tuple[str, ...]
    id: str = ""


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes | Iterator[bytes]) -> bytes:
    """The workbook with one part put in place of another, well packed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        with new.open(name, "w", force_zip64=True) as written:
            for block in [part] if isinstance(part, bytes) else part:
                written.write(block)
    return target.getvalue()


def sheet(body: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    ).encode()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("Naam", "E-mail"), ("Fatma", "f@voorbeeld.example"))


def with_sheet(body: str, doctype: str = "") -> bytes:
    return with_part(PLAIN, SHEET, sheet(body, doctype))


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Naam", "x"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def far_cell_renamed() -> bytes:
    """The far cell in a part whose name no scan expects."""
    content, target = far_cell(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            text = old.read(each).replace(b"worksheets/sheet1.xml", b"elsewhere/data.bin")
            new.writestr(each.replace("worksheets/sheet1.xml", "elsewhere/data.bin"), text)
    return target.getvalue()


def long_cell(characters: int) -> bytes:
    def blocks() -> Iterator[bytes]:
        head, tail = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>@</t></is></c></row>').split(
            b"@"
        )
        yield head
        for _ in range(characters // MIB):
            yield b"x" * MIB
        yield tail

    return with_part(PLAIN, SHEET, blocks())


def incompressible_cell(characters: int) -> bytes:
    text = "".join(random.Random(1).choices("abcdefghij", k=characters))  # noqa: S311
    return with_sheet(f'<row r="2"><c r="C2" t="inlineStr"><is><t>{text}</t></is></c></row>')


def lying_bomb(size: int) -> bytes:
    """A part that says it is small and inflates to `size`."""
    content = long_cell(size)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true_size = struct.pack("<I", archive.getinfo(SHEET).file_size)
    return content.replace(true_size, struct.pack("<I", 5_000))


def laughs() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return with_sheet(body, f"<!DOCTYPE x [{entities}]>")


def outside_entity() -> bytes:
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>'
    return with_sheet(body, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')


def ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


def locked_zip() -> bytes:
    """A csv in a zip with a password: the flag that says so is enough."""
    content = bytearray(zipped(leden__csv=b"Naam\nFatma\n"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def ods(body: str, **extra: bytes) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Leden">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = {"META-INF/manifest__xml": b"<manifest/>"}
    return zipped(mimetype=kind, content__xml=content.encode(), **(manifest | extra))


ODS_LOCK = {"META-INF/manifest__xml": b"<manifest:encryption-data/>"}


def ods_repeat_bomb() -> bytes:
    return ods(
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )


def _write(content: bytes | Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content())


def _bad(id_: str, name: str, content: bytes | Callable[[], bytes], *says: str) -> BadFile:
    return BadFile(name, _write(content), says, id_)


FAR = ("XFD1048576", "1,000 columns", "Empty that cell")
HUGE = ("more room or time", "Copy only the rows")
DAMAGED = ("damaged or incomplete", "save it again")

BAD_FILES = (
    BadFile("leden.xlsx", lambda _: None, ("is not there", "Choose the file again"), "missing"),
    BadFile("leden.csv", Path.mkdir, ("is a folder", "Choose the list"), "folder"),
    BadFile("leden.csv", getattr(os, "mkfifo", Path.touch), ("not a list", ".xlsx"), "pipe"),
    _bad("no bytes", "leden.csv", b"", "is empty", "Export the list again"),
    _bad("blank lines", "leden.csv", b"\n;;\n \n", "is empty", "Export the list again"),
    _bad("empty sheet", "leden.xlsx", workbook(), "Sheet Sheet", "is empty", "another sheet"),
    _bad("unclosed quote", "leden.csv", b'Naam;Mail\nA;b\n"C;d\nE;f\n', "row 3", '"C;d', "Close"),
    _bad(
        "unclosed quote among good ones",
        "leden.csv",
        b'Naam,Plaats\n"Jong, A.",x\n"Berg, B,y\n"Vries, C",z\n"Dam, D",q\n',
        "row 3",
        "Berg, B,y",
        "never closed",
    ),
    _bad(
        "password",
        "leden.xlsx",
        ole("EncryptionInfo", "EncryptedPackage", "StrongEncryptionDataSpace"),
        "password",
        "save a copy without a password",
    ),
    _bad(
        "label",
        "leden.xlsx",
        ole("EncryptedPackage", "DRMEncryptedDataSpace"),
        "sensitivity label",
        "save a copy",
    ),
    _bad(
        "password or label",
        "leden.xlsx",
        ole("EncryptionInfo", "EncryptedPackage"),
        "by a password or by a sensitivity label",
        "save a copy without either",
    ),
    _bad("password on ods", "leden.ods", lambda: ods("", **ODS_LOCK), "protected with a password"),
    _bad("password on zip", "leden.zip", locked_zip, "protected with a password", "Unpack it with"),
    _bad("far cell", "leden.xlsx", far_cell, *FAR),
    _bad(
        "far cell, attributes turned",
        "leden.xlsx",
        lambda: with_sheet('<row r="1048576"><c t="str" r="XFD1048576"><v>x</v></c></row>'),
        *FAR,
    ),
    _bad(
        "far cell, single quotes",
        "leden.xlsx",
        lambda: with_sheet(
            "<row r='1'><c r='A1'><v>1</v></c></row>"
            "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
        ),
        *FAR,
    ),
    _bad("far cell, renamed part", "leden.xlsx", far_cell_renamed, *FAR),
    _bad("zip bomb", "leden.xlsx", lambda: long_cell(64 * MIB), *HUGE),
    _bad("zip bomb of 700 MB", "leden.xlsx", lambda: long_cell(700 * MIB), *HUGE),
    _bad("300 MB cell", "leden.xlsx", lambda: long_cell(300 * MIB), *HUGE),
    _bad("lying zip bomb", "leden.xlsx", lambda: lying_bomb(64 * MIB), "leden.xlsx"),
    _bad("lying zip bomb of 300 MB", "leden.xlsx", lambda: lying_bomb(300 * MIB), "leden.xlsx"),
    _bad(
        "cell over the cap",
        "leden.xlsx",
        lambda: incompressible_cell(250_000),
        "250,000 characters",
        "cell C2",
        "Shorten it",
    ),
    _bad("billion laughs", "leden.xlsx", laughs, *DAMAGED),
    _bad("outside entity", "leden.xlsx", outside_entity, *DAMAGED),
    _bad(
        "bad string number",
        "leden.xlsx",
        lambda: with_sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
        *DAMAGED,
    ),
    _bad("truncated workbook", "leden.xlsx", PLAIN[: len(PLAIN) // 2], *DAMAGED),
    _bad("hollow workbook", "leden.xlsx", zipped(**{"xl/workbook__xml": b"<workbook"}), *DAMAGED),
    _bad("repeated cells in ods", "leden.ods", ods_repeat_bomb, *HUGE),
    _bad("text named xlsx", "leden.xlsx", b"Naam;Mail\nA;b\n", "plain text", "ends in .csv"),
    _bad("page named xlsx", "leden.xlsx", b"<html><table>", "web page", "save it as .xlsx"),
    _bad("page named xls", "leden.xls", b"\r\n <!DOCTYPE html>", "web page", "save it as .xlsx"),
    _bad("login page named csv", "leden.csv", b"<!doctype html><p>Log in", "web page"),
    _bad("picture", "leden.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "not a list"),
    _bad("pdf", "leden.pdf", b"%PDF-1.7\n", "not a list", ".csv"),
    _bad("letter", "leden.docx", zipped(word__xml=b"<w/>"), "not a list", ".csv"),
    _bad("old letter", "leden.doc", ole("WordDocument"), "not a list", ".csv"),
    _bad("zip with nothing in it", "leden.zip", zipped(), "There is nothing in leden.zip"),
    _bad("zip without a list", "leden.zip", zipped(a__json=b"{}"), "no .csv file", "Unpack it"),
    _bad(
        "zip with two lists",
        "leden.zip",
        zipped(a__csv=b"x", b__csv=b"y"),
        "more than one list",
        "a.csv and b.csv",
        "choose one",
    ),
    _bad("zip bomb of csv", "leden.zip", lambda: zipped(a__csv=b"a;b\n" * 20 * MIB), *HUGE),
    _bad(
        "gzip bomb of 640 MB", "leden.csv.gz", lambda: gzip.compress(b"a;b\n" * 160 * MIB, 9), *HUGE
    ),
    _bad("truncated gzip", "leden.csv.gz", gzip.compress(b"Naam\nFatma\n" * 99)[:-12], *DAMAGED),
    _bad("one endless line", "leden.csv", b"x" * 5 * MIB, *HUGE),
    _bad("a million columns", "leden.csv", b";".join([b"a"] * 1_000_000), "1,000 columns"),
)

SLOW = frozenset(
    {"zip bomb of 700 MB", "300 MB cell", "lying zip bomb of 300 MB", "gzip bomb of 640 MB"}
)
"""Take seconds to make: their small sisters stand for them in the normal suite."""
