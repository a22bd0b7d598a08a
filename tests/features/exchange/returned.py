"""A workbook that goes out to Excel, and what somebody does to the file there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Period, Week
from commdesk.features.exchange import exporting
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import ModeratorDraft, TaskDraft, add_moderator, add_task
from commdesk.features.outreach import MessageDraft, log_message
from commdesk.features.plan import Kind, TodoDraft, add_todo

ODD = (
    "=1+1 klinkt als een formule",
    "+31612345678",
    "007",
    "-5 graden",
    "@iedereen",
    "🌳🌳 bomen 👩🏽‍🔬",
    "_x0041_ blijft zo",
    "regel een\nregel twee",
    "#REF! is geen fout",
    "2026-11-27",
    "nee",
    '"aanhalingstekens" & <haken>',
)
LONG = "a" * 32_767
TOO_LONG = "🌳" * 16_384  # 32,768 as Excel counts
SHEETS = ("todo", "hours", "hours-log", "outreach", "availability")


def fill(desk: Desk, todos: int = 12) -> None:
    """To-dos with odd titles, a team, members with messages."""
    today = desk.today()
    for n in range(todos):
        draft = TodoDraft(
            f"{ODD[n % len(ODD)]} {n}" if n >= len(ODD) else ODD[n],
            due_on=today + timedelta(days=n % 9) if n % 3 else None,
            planned_on=today + timedelta(days=n % 5) if n % 2 else None,
            minutes=Minutes(5 * (n % 17)),
            kind=tuple(Kind)[n % len(tuple(Kind))],
            owner=("Noor", "", "Ewa Wiśniewska")[n % 3],
        )
        desk.do(add_todo, draft, today=today)
    desk.do(add_task, TaskDraft("Avonddienst", "algemeen", Minutes(360)))
    desk.do(add_task, TaskDraft("=Redactie", "", Minutes(60)))
    for name in ("Ine Bakker", "Jan de Vries"):
        desk.do(add_moderator, ModeratorDraft(name, weekly_minutes=Minutes(240)))
    for n in range(4):
        member = desk.do(
            add_member, MemberDraft(f"Lid{n}", email=f"lid{n}@voorbeeld.example"), today=today
        )
        draft = MessageDraft(member, text="Dag", sent_at=datetime(2026, 11, 10 + n, 9, tzinfo=UTC))
        desk.do(log_message, draft, now=desk.now())


def send(
    desk: Desk, path: Path, names: Sequence[str] = SHEETS, *, with_texts: bool = False
) -> Path:
    """The file as it goes out, of four weeks up to and with this one."""
    week = Week.of(desk.today())
    days = Period((week - 3).monday, week.sunday)
    wanted = exporting.wish(desk.features, names, days, with_texts=with_texts)
    exporting.hand_out(desk, exporting.gather(desk, wanted), path, "terug te sturen")
    return path


class Edited:
    """A file in somebody else's hands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def sheet(self, name: str) -> Worksheet:
        """The sheet with these marks."""
        return next(s for s in self.book.worksheets if self._row(s, f"commdesk:{name}"))

    def list_of(self, heading: str) -> tuple[Worksheet, dict[str, int]]:
        """The sheet without marks that has this heading, and its columns."""
        sheet = next(s for s in self.book.worksheets if self._row(s, heading))
        return sheet, {str(c.value): c.column for c in sheet[self._row(sheet, heading)]}

    def first_under(self, heading: str) -> int:
        """The first row under this heading of a sheet without marks."""
        return self._row(self.list_of(heading)[0], heading) + 1

    def columns(self, name: str) -> dict[str, int]:
        sheet = self.sheet(name)
        return {str(c.value): c.column for c in sheet[self._row(sheet, f"commdesk:{name}")]}

    def first(self, name: str) -> int:
        """The first row under the headings."""
        return self._row(self.sheet(name), f"commdesk:{name}") + 1

    def put(self, name: str, row: int, heading: str, value: Any) -> str:
        """Type something in a cell; its place."""
        cell = self.sheet(name).cell(row, self.columns(name)[heading])
        type_in(cell, value)
        return str(cell.coordinate)

    def rows(self, name: str) -> list[list[Any]]:
        """The rows under the headings."""
        return [list(r) for r in self.sheet(name).iter_rows(self.first(name), values_only=True)]

    def write_rows(self, name: str, rows: Sequence[Sequence[Any]]) -> None:
        """Other rows under the headings."""
        sheet, first = self.sheet(name), self.first(name)
        sheet.delete_rows(first, sheet.max_row)
        for n, values in enumerate(rows):
            for column, value in enumerate(values, 1):
                type_in(sheet.cell(first + n, column), value)

    def move_columns(self, name: str, order: Sequence[int]) -> None:
        """Columns in another order, headings too; not of a sheet with formulas."""
        sheet, first = self.sheet(name), self.first(name)
        block = [[c.value for c in row] for row in sheet.iter_rows(first - 1)]
        for n, values in enumerate(block):
            for column, place in enumerate(order, 1):
                type_in(sheet.cell(first - 1 + n, column), values[place])
        sheet.tables.clear()

    def save(self, path: Path | None = None) -> Path:
        self.book.save(path or self.path)
        return path or self.path

    @staticmethod
    def _row(sheet: Worksheet, mark: str) -> int:
        found = [row[0].row for row in sheet.iter_rows(1, 30) if any(c.value == mark for c in row)]
        return int(found[0]) if found else 0


def type_in(cell: Any, value: Any) -> None:
    """As Excel keeps what is typed as text, also when it looks like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def as_excel(text: str) -> str:
    """As Excel itself writes a text that would else be read as an escape."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def through_libreoffice(path: Path, folder: Path) -> Path:
    """Opened and saved by LibreOffice; skips where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice (LibreOffice) is not installed here")
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = [
        soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
        "--outdir", str(folder), str(path),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)
    return folder / path.name
