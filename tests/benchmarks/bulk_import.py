"""What an import of a large Excel file costs, each step beside the least it could cost.

    python -m tests.benchmarks.bulk_import FOLDER ROWS

Reading and planning stand beside a bare read by calamine; applying beside a bare `executemany` of
the same rows into a table without indexes, and beside the same statements without a journal.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

if __name__ != "__mp_main__":  # the reader's child begins with this module; our own is empty
    import openpyxl
    import psutil

    from commdesk.catalog import FEATURES
    from commdesk.core import engine
    from commdesk.core.database import Database
    from commdesk.core.desk import Desk
    from commdesk.core.workbook import Workbook
    from commdesk.features.exchange import importing
    from commdesk.features.exchange.model import Import
    from commdesk.features.exchange.ops import take_in
    from commdesk.features.exchange.sources.listing import Wanted

TODAY = date(2026, 11, 23)
MIB = 2**20
HEADINGS = (
    "Naam", "E-mailadres", "Telefoon", "Organisatie", "Functie", "Fase", "Labels", "Zoekt",
    "Notities", "Lid sinds", "Laatste contact", "Lidnummer",
)  # fmt: skip


def rows(count: int) -> list[tuple[Any, ...]]:
    """A list as a platform exports it, twelve columns."""
    return [
        (
            f"Voornaam{n} van der Achternaam{n % 4999}",
            f"lid{n}@voorbeeld.example",
            f"06{n:08}",
            f"Gemeente {n % 342}",
            "beleidsmedewerker",
            "lid",
            f"thema {n % 40}, regio {n % 12}",
            f"iemand die iets weet van onderwerp {n % 997}",
            "Uit de lijst",
            date(2025, n % 12 + 1, n % 28 + 1),
            date(2026, n % 11 + 1, n % 28 + 1),
            f"L{n:07}",
        )
        for n in range(count)
    ]


def write_xlsx(path: Path, count: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Leden")
    sheet.append(HEADINGS)
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def read_bare(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def insert_bare(path: Path, count: int) -> float:
    """The cells as text into twelve columns: the least that storing them can cost."""
    raw = engine.create(str(path))
    columns = ", ".join(f"c{n}" for n in range(len(HEADINGS)))
    raw.execute(f"CREATE TABLE bare (id INTEGER PRIMARY KEY, {columns})")
    values = [[str(cell) for cell in row] for row in rows(count)]
    marks = ", ".join("?" for _ in HEADINGS)

    def store() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(f"INSERT INTO bare ({columns}) VALUES ({marks})", values)
        raw.execute("COMMIT")

    took, _ = timed(store)
    raw.close()
    return took


def apply_without_journal(path: Path, made: Import) -> float:
    """The same op and the same index, on a connection that has no triggers of the journal."""
    Desk.create(path, FEATURES, Workbook("W", start_on=TODAY)).close()
    db = Database.connect(path)
    for feature in FEATURES:
        if feature.prepare:
            feature.prepare(db)

    def store() -> None:
        db.execute("BEGIN IMMEDIATE")
        take_in(db, made, today=TODAY)
        for feature in FEATURES:
            if feature.settle:
                feature.settle(db)
        db.execute("COMMIT")

    took, _ = timed(store)
    db.close()
    return took


def main(folder: Path, count: int) -> None:
    gc.disable()  # as the program does while it reads, plans and writes
    source = folder / "leden.xlsx"
    write_xlsx(source, count)
    read_s, _ = timed(lambda: read_bare(source))
    intake = importing.find_intake(FEATURES, "members")
    with Desk.create(folder / "w.commdesk", FEATURES, Workbook("W", start_on=TODAY)) as desk:

        def plan() -> Import:
            taken = importing.take_in(source, Wanted(intake.columns, desk.words, TODAY))
            return importing.plan(desk.db, FEATURES, intake, taken, TODAY)

        plan_s, made = timed(plan)
        assert made.plan.count("new") == count, made.plan.count("new")
        bare_s = insert_bare(folder / "bare.commdesk", count)
        plain_s = apply_without_journal(folder / "plain.commdesk", made)
        apply_s, _ = timed(lambda: desk.do(take_in, made, today=TODAY))
        undo_s, _ = timed(desk.undo)
    figures = {
        "rows": count,
        "bare_read_s": read_s,
        "plan_s": plan_s,
        "plan_times": plan_s / read_s,
        "bare_insert_s": bare_s,
        "without_journal_s": plain_s,
        "apply_s": apply_s,
        "apply_times_bare": apply_s / bare_s,
        "apply_times_without_journal": apply_s / plain_s,
        "undo_s": undo_s,
        "memory_mib": psutil.Process().memory_info().rss / MIB,
    }
    sys.stdout.write(json.dumps({k: round(v, 2) for k, v in figures.items()}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
