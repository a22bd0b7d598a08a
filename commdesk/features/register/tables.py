"""The register as an Excel file: kinds and fields, lists taken in, who answers for it, and the
DPIA aid. It names nobody that the workbook is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commdesk.core.housestyle import HouseStyle
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.words import N_, Words, say
from commdesk.features.register.criteria import judge
from commdesk.features.register.measures import (
    kept_said,
    measures,
    people_said,
    recipients_said,
)
from commdesk.features.register.model import FACTS, Kind, Register, said_of, sources_said
from commdesk.features.register.paper import DPIA, RECORD, ground_said

KINDS = (
    Column("kind", N_("Kind of data"), width=24),
    Column("field", N_("Field"), width=26),
    Column("filled", N_("Filled"), "number", 10),
    Column("people", N_("People"), "number", 10),
    Column("purpose", N_("Purpose"), width=52),
    Column("ground", N_("Legal ground"), width=32),
    Column("source", N_("Source"), width=32),
    Column("recipients", N_("Recipients"), width=32),
    Column("kept", N_("Kept"), width=36),
)
IMPORTS = (
    Column("at", N_("When"), "moment", 18),
    Column("file", N_("File"), width=30),
    Column("format", N_("Program"), width=20),
    Column("rows", N_("Rows"), "number", 10),
    Column("dropped", N_("Left out at the door"), width=36),
    Column("actor", N_("Who"), width=18),
    Column("purpose", N_("Purpose"), width=46),
    Column("ground", N_("Legal ground"), width=32),
)
PAIRS = (Column("name", N_("Subject"), width=34), Column("said", N_("What"), width=90))
CRITERIA = (
    Column("title", N_("Criterion"), width=36),
    Column("seen", N_("What the workbook shows"), width=70),
    Column("answer", N_("Holds"), width=34),
    Column("note", N_("Note"), width=50),
)


def save(path: Path, register: Register, words: Words, style: HouseStyle) -> None:
    """Write an .xlsx; raises Refused, leaving no file, where it cannot be written."""
    book = Workbook(words, title=f"{register.community}, {words(RECORD)}", style=style)
    book.add(say(RECORD), PAIRS, list(_pairs(register, words)))
    book.add(say("Fields and purposes"), KINDS, list(_kinds(register, words)))
    book.add(say("Lists taken in"), IMPORTS, list(_imports(register, words)))
    book.add(say(DPIA), CRITERIA, list(_criteria(register, words)))
    book.save(path)


def _pairs(register: Register, words: Words) -> Iterator[dict[str, Any]]:
    for key, title in FACTS:
        yield {"name": words(title), "said": register.fact(key)}
    yield {"name": words("People it is about"),
           "said": words.listed(map(words, people_said(register)))}  # fmt: skip
    for measure in measures(register):
        yield {"name": words("Security measure"), "said": words(measure)}
    for rule in register.retention:
        said = words(said_of(say(rule.title), rule.kept))
        yield {"name": words("Kept"), "said": said}


def _kinds(register: Register, words: Words) -> Iterator[dict[str, Any]]:
    for kind in register.kinds:
        yield _kind_row(register, kind, words)
        for each in kind.fields:
            yield {
                "kind": words(kind.title),
                "field": words(each.title),
                "filled": each.filled,
                "purpose": each.purpose,
                "ground": words(ground_said(each.legal_ground)),
            }


def _kind_row(register: Register, kind: Kind, words: Words) -> dict[str, Any]:
    return {
        "kind": words(kind.title),
        "field": words("all of it"),
        "filled": kind.rows,
        "people": kind.people,
        "purpose": kind.line.purpose,
        "ground": words(ground_said(kind.line.legal_ground)),
        "source": words.listed(map(words, sources_said(kind.sources))),
        "recipients": words(recipients_said(register, kind)),
        "kept": words.listed(map(words, kept_said(register, kind))),
    }


def _imports(register: Register, words: Words) -> Iterator[dict[str, Any]]:
    for each in register.imports:
        yield {
            "at": each.at,
            "file": each.file_name,
            "format": each.format,
            "rows": each.rows,
            "dropped": ", ".join(each.dropped),
            "actor": each.actor,
            "purpose": each.line.purpose,
            "ground": words(ground_said(each.line.legal_ground)),
        }


def _criteria(register: Register, words: Words) -> Iterator[dict[str, Any]]:
    for each in judge(register):
        yield {
            "title": words(each.criterion.title),
            "seen": words(each.seen),
            "answer": words(each.said),
            "note": each.note,
        }
