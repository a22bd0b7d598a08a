"""What a workbook of many people costs to write, beside a bare openpyxl loop over its cells.

    python -m tests.benchmarks.excel FOLDER MEMBERS MESSAGES WEEKS [AGAIN]

Both sides take turns, AGAIN times, in one run. The bare side writes the very same values, the
hidden marks of the rows among them, without any look, with openpyxl's write-only mode; ours also
makes those marks, and has styles, tables, formulas and rules. Prints
a line of JSON: seconds of each side at best, and how large the files are.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from commdesk.core.feature import ExportScope
from commdesk.core.sheets.table_xlsx import storable
from commdesk.core.sheets.worded import worded
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.exchange.exporting import Content, Export, save
from commdesk.features.exchange.returning.marking import Stamp, marked
from commdesk.features.members.sheet import SHEET as MEMBERS
from commdesk.features.moderation.coverage.sheet import SHEET as HOURS
from commdesk.features.outreach.sheet import SHEET as OUTREACH

TODAY = date(2026, 11, 23)
TASKS = 20


def contents(members: int, messages: int, weeks: int) -> tuple[Content, ...]:
    made = (
        (MEMBERS, [_member(n) for n in range(members)]),
        (OUTREACH, [_message(n, members) for n in range(messages)]),
        (HOURS, [_hours(n) for n in range(weeks * TASKS)]),
    )
    return tuple(Content(sheet, sheet.columns, rows) for sheet, rows in made)


def _member(n: int) -> dict[str, Any]:
    return {
        "id": 4_611_686_018_427_387_905 + n,
        "member_id": n,
        "name": f"Voornaam{n} van der Achternaam{n % 4999}",
        "first_name": f"Voornaam{n}",
        "infix": "van der",
        "last_name": f"Achternaam{n % 4999}",
        "email": f"lid{n}@voorbeeld.example",
        "phone": f"06{n:08}",
        "organisation": f"Gemeente {n % 342}",
        "role": "beleidsmedewerker",
        "stage": "member",
        "tags": f"thema {n % 40}; regio {n % 12}",
        "looking_for": f"iemand die iets weet van onderwerp {n % 997}",
        "notes": "Uit de lijst",
        "added_on": (TODAY - timedelta(days=n % 700)).isoformat(),
        "joined_on": (TODAY - timedelta(days=n % 900)).isoformat(),
        "do_not_contact": int(n % 50 == 0),
        "source": "Discourse",
        "legal_ground": "consent",
    }


def _message(n: int, members: int) -> dict[str, Any]:
    return {
        "id": n,
        "sent_on": TODAY - timedelta(days=n % 365),
        "name": f"Voornaam{n % members} van der Achternaam{n % members % 4999}",
        "direction": "in" if n % 5 == 0 else "out",
        "channel": "mail",
        "purpose": "help",
        "result": "answered",
        "result_on": (TODAY - timedelta(days=n % 360)).isoformat(),
        "member_id": 4_611_686_018_427_387_905 + n % members,
    }


def _hours(n: int) -> dict[str, Any]:
    planned = n % 7 * 30
    return {
        "week": str(Week.of(TODAY) - n // TASKS),
        "task": f"Taak {n % TASKS}",
        "expertise": "algemeen",
        "budget": 360,
        "planned": planned,
        "worked": n % 5 * 45,
        "carried": 0,
        "left": 360 - n % 5 * 45,
        "open": max(360 - planned, 0),
        "is_near": False,
        "short": 0,
        "task_id": n % TASKS,
    }


def cells_of(made: Iterable[Content], words: Words) -> list[tuple[str, list[list[Any]]]]:
    """The finished values of every sheet, marks and all: what the bare loop is given."""
    found = []
    for content in made:
        columns, rows = marked(content.sheet, content.columns, content.rows, words)
        cells = [
            [storable(worded(column, row.get(column.key), words)) for column in columns]
            for row in rows
        ]
        found.append((words(content.sheet.title), cells))
    return found


def write_bare(path: Path, sheets: Iterable[tuple[str, list[list[Any]]]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def timed(act: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main(folder: Path, members: int, messages: int, weeks: int, again: int = 3) -> None:
    words = Words("nl")
    made = contents(members, messages, weeks)
    scope = ExportScope((Week.of(TODAY),), TODAY)
    stamp = Stamp("1", "Omgevingsnetwerk", "nl", datetime(2026, 11, 23, tzinfo=UTC), scope.days)
    export = Export(made, scope, stamp, community="Omgevingsnetwerk")
    bare = cells_of(made, words)
    ours_path, bare_path = folder / "ours.xlsx", folder / "bare.xlsx"
    ours, theirs = [], []
    for _ in range(again):
        theirs.append(timed(lambda: write_bare(bare_path, bare)))
        ours.append(timed(lambda: save(export, ours_path, words)))
    line = {
        "members": members,
        "messages": messages,
        "weeks": weeks,
        "cells": sum(len(row) for _, rows in bare for row in rows),
        "ours_s": round(min(ours), 2),
        "bare_s": round(min(theirs), 2),
        "ratio": round(min(ours) / min(theirs), 2),
        "ours_mb": round(ours_path.stat().st_size / 2**20, 1),
        "bare_mb": round(bare_path.stat().st_size / 2**20, 1),
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
