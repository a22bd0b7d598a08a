"""The account in a real workbook: recounted, exported, on the command line, without a name."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    log_hours,
    set_budget,
    shortages,
)
from commdesk.features.moderation.accounting import Account, account_for, first_week, wording
from commdesk.features.moderation.accounting.model import Span, Trend, weeks_of
from commdesk.features.moderation.accounting.page import files
from commdesk.features.moderation.accounting.queries import cut_of
from commdesk.features.moderation.accounting.sheet import SHEET

MONDAY = date(2026, 11, 23)
THIS = Week.of(MONDAY)
NL, EN = Words("nl"), Words("en")
NAMES = ("Xanthippe Quisenberry", "Ozymandias Vrolijkheid")


@op("Fill")
def fill(db: Database, seed: int) -> None:
    """Thirty weeks of hours, shifts and budgets as chance brings them."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    tasks = [
        insert(
            db,
            "moderation_task",
            {
                "name": f"Taak {number}",
                "weekly_minutes": rng.randrange(0, 600, 15),
                "priority": rng.choice((1, 2, 3)),
                "is_active": int(number != 4),
                "carry": rng.choice(("none", "rolls", "ends")),
            },
        )
        for number in range(6)
    ]
    team = [
        insert(db, "moderator", {"name": name, "weekly_minutes": 300, "expertise": ""})
        for name in NAMES
    ]
    for _ in range(400):
        day = (MONDAY + timedelta(days=rng.randrange(-210, 28))).isoformat()
        row = {"task_id": rng.choice(tasks), "day": day, "minutes": rng.randrange(5, 200)}
        who = rng.choice(team)
        if rng.random() < 0.5:
            part = rng.choice(("morning", "evening"))
            insert(db, "moderation_shift", row | {"moderator_id": who, "day_part": part})
        elif day < MONDAY.isoformat():
            insert(db, "moderation_log", row | {"moderator_id": rng.choice((who, None))})
    for number in range(-25, 5, 4):
        row = {"task_id": tasks[number % 6], "week": str(THIS + number), "minutes": 45}
        insert(db, "moderation_budget", row)
    insert(db, "moderation_task_earlier", {
        "task_id": tasks[0], "before_week": str(THIS - 6), "minutes": 77,
    })  # fmt: skip
    for day, boundary, cases in (("2026-11-02", "politiek", 3), ("2026-11-04", "reclame", 1)):
        insert(db, "moderation_case", {"day": day, "boundary": boundary, "cases": cases})


def account(desk: Desk, weeks: tuple[Week, ...] | None = None) -> Account:
    found = weeks_of(Span.WEEKS, MONDAY, first_week(desk.db)) if weeks is None else weeks
    return account_for(desk.db, found, MONDAY)


@pytest.mark.parametrize("seed", range(5))
def test_the_account_is_what_plain_sql_counts(desk: Desk, seed: int) -> None:
    desk.do(fill, seed)
    found = account(desk)
    first, last = str(found.weeks[0]), str(found.weeks[-1])
    assert (first, last) == ("2026-W35", "2026-W47")
    sql = """
        SELECT coalesce(sum(minutes), 0) FROM {table}
         WHERE strftime('%G-W%V', day) BETWEEN :first AND :last
           AND (:task = 0 OR task_id = :task)
    """
    for task in (*found.tasks, found.total):
        values = {"first": first, "last": last, "task": task.task_id}
        worked = desk.db.value(sql.format(table="moderation_log"), values)
        planned = desk.db.value(sql.format(table="moderation_shift"), values)
        assert (task.worked, task.planned) == (worked, planned)
    for key in ("needed", "worked", "planned", "open", "carried", "coming"):
        total = getattr(found.total, key)
        assert total == sum(getattr(task, key) for task in found.tasks)
        if key in ("needed", "worked", "planned"):
            assert total == sum(getattr(week, key) for week in found.by_week)
    assert found.coming == len(shortages(desk.db, MONDAY))
    assert found.total.coming == sum(short.missing for short in shortages(desk.db, MONDAY))
    assert found.total.needed == _needed(desk, first, last)
    most = max(task.weeks_short for task in found.tasks)
    assert most <= found.total.weeks_short <= len(found.weeks)


def _needed(desk: Desk, first: str, last: str) -> int:
    """Week by week and task by task, as slowly as one would by hand."""
    total = 0
    for task in desk.db.query("SELECT * FROM moderation_task"):
        week = Week.parse(first)
        while week <= Week.parse(last):
            values = {"task": task["id"], "week": str(week)}
            own = desk.db.value(
                "SELECT minutes FROM moderation_budget WHERE task_id = :task AND week = :week",
                values,
            )
            earlier = desk.db.value(
                """
                SELECT minutes FROM moderation_task_earlier
                 WHERE task_id = :task AND before_week > :week ORDER BY before_week
                """,
                values,
            )
            usual = task["weekly_minutes"] * task["is_active"]
            total += next(each for each in (own, earlier, usual) if each is not None)
            week += 1
    return total


def test_hours_carried_into_the_next_week_are_named(desk: Desk) -> None:
    draft = TaskDraft("Eerste reacties", "", Minutes(120), carry="rolls")
    task_id = desk.do(add_task, draft)
    desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(60)))
    day = (THIS - 2).monday
    desk.do(log_hours, Worked(task_id, None, day, Minutes(90)), today=MONDAY)
    found = account(desk)
    assert len(found.weeks) == 2
    assert [task.carried for task in found.tasks] == [150, 0]
    assert [task.open for task in found.tasks] == [150, 120]
    rest = wording.rest(found)
    assert rest
    assert NL(rest) == "Open: 4,5 uur; meegenomen naar de volgende week: 2,5 uur."
    assert found.total.trend == Trend.TOO_FEW


def test_an_empty_workbook_has_nothing_to_account_for(desk: Desk) -> None:
    found = account(desk)
    assert (found.weeks, found.tasks, found.total.needed) == ((), (), 0)
    assert wording.headline(found, NL).startswith("Er is nog niets te verantwoorden")
    assert wording.decisions(found, cut_of(desk.db, found, 25), NL) == []


def test_what_was_only_planned_is_said_to_be_so(desk: Desk) -> None:
    task_id = desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(120)))
    who = desk.do(add_moderator, ModeratorDraft(NAMES[0], None, Minutes(300)))
    desk.do(add_shift, Shift(task_id, who, (THIS - 1).monday, "morning", Minutes(90)))
    found = account(desk)
    assert wording.headline(found, NL) == (
        "In 1 week was 2 uur nodig en 1,5 uur gepland; er zijn nog geen uren geschreven."
    )
    assert found.tasks[0].trend == Trend.NO_HOURS
    assert found.tasks[0].weeks_short == 1


def test_hours_on_what_nobody_asked_are_no_share_of_nothing(desk: Desk) -> None:
    task_id = desk.do(add_task, TaskDraft("Los", "", Minutes(0)))
    day = (THIS - 1).monday
    desk.do(log_hours, Worked(task_id, None, day, Minutes(90)), today=MONDAY)
    found = account(desk)
    assert found.total.share is None
    assert wording.headline(found, EN) == "In 1 week nothing was needed and 1.5 hours were worked."


def test_off_topic_cases_are_counted_by_boundary(desk: Desk) -> None:
    desk.do(fill, 1)
    told = wording.cases(account(desk))
    assert told
    assert NL(told) == ("4 gevallen vielen buiten de afbakening: politiek (3) en reclame (1).")
    assert wording.cases(account(desk, (THIS - 1,))) is None


def test_decisions_ask_about_shortages_and_tasks_that_lag(desk: Desk) -> None:
    task_id = desk.do(add_task, TaskDraft("Juridische vragen", "", Minutes(240), priority=1))
    desk.do(add_task, TaskDraft("Redactie", "", Minutes(60), priority=3))
    desk.do(add_moderator, ModeratorDraft(NAMES[0], None, Minutes(240)))
    day = (THIS - 1).monday
    desk.do(log_hours, Worked(task_id, None, day, Minutes(60)), today=MONDAY)
    for number in range(1, 4):
        desk.do(set_budget, task_id, THIS + number, Minutes(0))
    found = account(desk)
    asked = wording.decisions(found, cut_of(desk.db, found, 25), NL)
    assert asked == [
        "5 tekorten (8 uur) in de komende vier weken: wie neemt ze over, of wat mag wachten?",
        "Het team heeft 4 van de 5 uur per week die nodig is: meer uren, of minder taken?",
        (
            "Juridische vragen: van de uren die nodig waren, is 25% gewerkt. Meer uren, of een "
            "kleinere taak?"
        ),
        "Redactie: van de uren die nodig waren, is 0% gewerkt. Meer uren, of een kleinere taak?",
    ]


def test_the_sheet_is_of_the_weeks_before_its_own_and_holds_nobody(desk: Desk) -> None:
    desk.do(fill, 2)
    rows = SHEET.rows(desk.db, ExportScope((THIS,), MONDAY))
    found = account(desk)
    assert [row["needed"] for row in rows] == [task.needed for task in found.tasks]
    assert not SHEET.has_people
    assert not SHEET.by_default
    earlier = SHEET.rows(desk.db, ExportScope((THIS - 3,), MONDAY))
    assert sum(row["worked"] for row in earlier) != found.total.worked
    assert SHEET.rows(desk.db, ExportScope((Week(2020, 1),), MONDAY)) == []


def test_the_excel_file_has_live_formulas_and_no_name(desk: Desk, tmp_path: Path) -> None:
    desk.do(fill, 3)
    found = account(desk)
    path = tmp_path / (files.name_of("Omgeving", found, NL) + files.EXCEL)
    files.write(path, found, cut_of(desk.db, found, 25), "Omgeving", NL)
    book = openpyxl.load_workbook(path)
    tasks, weeks, texts = book.worksheets
    headings = [cell.value for cell in tasks[3]]
    assert headings[:6] == [
        "Moderatietaak", "Prioriteit", "Nodig", "Gewerkt", "Gewerkt, %", "Nog open"
    ]  # fmt: skip
    table = next(iter(tasks.tables))
    assert tasks["F4"].value == f"={table}[[#This Row],[Nodig]]-{table}[[#This Row],[Gewerkt]]"
    assert tasks.cell(4 + len(found.tasks), 6).value == f"=SUM({table}[Nog open])"
    assert weeks.max_row == 1 + len(found.weeks) + 1
    assert texts["A2"].value == wording.headline(found, NL)
    assert_no_name(path, *([cell.value for row in sheet for cell in row] for sheet in book))


def test_the_command_line_tells_it_all_without_a_name(
    desk: Desk, commdesk: Callable[..., Any]
) -> None:
    desk.do(fill, 4)
    found, path = account(desk), desk.path
    desk.close()
    told = commdesk("accounting", path)
    assert wording.headline(found, NL) in told.output
    document = commdesk("accounting", path, "--json", "--cut", "50").output
    read = json.loads(document)
    assert read["total"]["needed"] == found.total.needed
    assert read["total"]["open"] == found.total.open
    assert len(read["tasks"]) == len(found.tasks)
    assert read["cut"]["left"] == read["cut"]["base"] // 2
    assert sum(task["left"] for task in read["cut"]["tasks"]) == read["cut"]["left"]
    assert_no_name(told.output, document)


def test_the_command_line_takes_other_weeks(desk: Desk, commdesk: Callable[..., Any]) -> None:
    desk.do(fill, 4)
    path = desk.path
    desk.close()
    read = json.loads(commdesk("accounting", path, "--from", "2026-W46", "--json").output)
    assert read["weeks"] == ["2026-W46", "2026-W47"]
    read = json.loads(commdesk("accounting", path, "--weeks", "4", "--json").output)
    assert read["weeks"] == ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]
    refused = commdesk("accounting", path, "--from", "2026-W48")
    assert refused.exit_code
    assert "week 48 is nog niet voorbij" in refused.output


def test_an_empty_workbook_on_the_command_line(
    workbook_path: Path, commdesk: Callable[..., Any]
) -> None:
    told = commdesk("accounting", workbook_path)
    assert told.exit_code == 0
    assert told.output.startswith("Er is nog niets te verantwoorden")


def test_it_reads_coverage_once_however_many_tasks_and_weeks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(fill, 1)
    asked: list[str] = []
    query = Database.query

    def counted(db: Database, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return query(db, sql, *more)

    monkeypatch.setattr(Database, "query", counted)
    account(desk, (THIS - 1,))
    few = len(asked)
    account(desk, tuple(THIS - number for number in range(30, 0, -1)))
    assert len(asked) == 2 * few


def assert_no_name(*holders: Any) -> None:
    told = " ".join(map(str, holders))
    for name in NAMES:
        assert not any(word in told for word in name.split())
