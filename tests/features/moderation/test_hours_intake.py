"""Hours that Kimai or a list kept: tasks and moderators by name, once, in one undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import (
    ModeratorDraft,
    TaskDraft,
    Worked,
    add_moderator,
    add_task,
    log_hours,
    set_hours,
)
from tests.core.dump import dump
from tests.features.exchange import exports
from tests.features.exchange.lists import excel

Verb = Callable[..., Result]
TODAY = date(2026, 11, 23)
HEAD, LINE = exports.KIMAI.splitlines()


@pytest.fixture
def team(desk: Desk, workbook_path: Path) -> Path:
    """A task, and Ine who does it; she is a member too."""
    desk.do(add_task, TaskDraft("Modereren", weekly_minutes=Minutes(300)))
    ine = MemberDraft(first_name="Ine", last_name="Bakker", email="ine@x.example")
    member_id = desk.do(add_member, ine, today=TODAY)
    draft = ModeratorDraft("Ine Bakker", member_id, Minutes(600))
    desk.do(add_moderator, draft)
    desk.close()
    return workbook_path


def planned(commdesk: Verb, *arguments: str | Path) -> dict[str, Any]:
    result = commdesk("import", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def counts(plan: dict[str, Any]) -> tuple[int, ...]:
    return tuple(plan[kind] for kind in ("new", "changed", "same", "skipped"))


def content(path: Path) -> Any:
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return dump(desk.db)


def hours(path: Path) -> list[tuple[Any, ...]]:
    sql = "SELECT day, minutes, start_minute, note FROM moderation_log ORDER BY day, id"
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return [tuple(row.values()) for row in desk.db.query(sql)]


def timesheet(folder: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    return exports.file(folder / "export.csv", "\n".join((head, *(lines or (LINE,)))), encoding)


def test_a_timesheet_comes_in_once_and_goes_in_one_undo(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path, before = timesheet(tmp_path), content(team)
    plan = planned(commdesk, team, path, "--as", "hours", "--apply")
    assert (plan["format"], counts(plan), plan["problems"]) == ("kimai", (1, 0, 0, 0), [])
    assert hours(team) == [("2026-03-02", 90, 540, "avondronde")]
    after = content(team)
    assert counts(planned(commdesk, team, path, "--apply")) == (0, 0, 1, 0)
    assert content(team) == after
    commdesk("undo", team)
    assert content(team) == before


def _dutch(line: str) -> tuple[str, str]:
    return exports.KIMAI_DUTCH, line


def _semicolons(line: str) -> tuple[str, str]:
    return HEAD.replace(",", ";"), line.replace('"forum, avond"', "x").replace(",", ";")


def _own_columns(_: str) -> tuple[str, str]:
    return "Project,Activity,User,Duration,Date", "Community,Modereren,Ine Bakker,1:30,2026-03-02"


def _extra(line: str) -> tuple[str, str]:
    return f"{HEAD},Locatie", f"{line},thuis"


@pytest.mark.parametrize("variant", [_dutch, _semicolons, _own_columns, _extra])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_template_of_kimai_is_read(
    variant: Callable[[str], tuple[str, str]],
    encoding: str,
    commdesk: Verb,
    team: Path,
    tmp_path: Path,
) -> None:
    head, line = variant(LINE)
    path = timesheet(tmp_path, line, head=head, encoding=encoding)
    assert counts(planned(commdesk, team, path, "--apply")) == (1, 0, 0, 0)
    assert [(row[0], row[1]) for row in hours(team)] == [("2026-03-02", 90)]


@pytest.mark.parametrize("written", ["1:30", "1.50", "1:30:00", '"1,50"', "1.5"])
def test_a_duration_is_read_as_any_template_writes_it(
    written: str, commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = timesheet(tmp_path, LINE.replace("1:30", written))
    planned(commdesk, team, path, "--apply")
    assert hours(team)[0][1] == 90


def test_a_corrected_duration_changes_the_line(commdesk: Verb, team: Path, tmp_path: Path) -> None:
    planned(commdesk, team, timesheet(tmp_path), "--apply")
    longer = timesheet(tmp_path, LINE.replace("10:30,1:30", "11:00,2:00"))
    assert counts(planned(commdesk, team, longer, "--apply")) == (0, 1, 0, 0)
    assert [row[1] for row in hours(team)] == [120]


@pytest.mark.parametrize(("total", "again"), [(150, (0, 0, 1, 0)), (60, (0, 1, 0, 0))])
def test_a_total_typed_over_imported_hours_does_not_double_them(
    total: int, again: tuple[int, ...], commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    planned(commdesk, team, timesheet(tmp_path), "--apply")
    with Desk.open(team, FEATURES) as desk:
        task, who = (desk.db.value(f"SELECT id FROM {t}") for t in ("moderation_task", "moderator"))
        day = date(2026, 3, 2)
        desk.do(set_hours, task, day, Minutes(total), today=day, moderator_id=who)
    assert sum(row[1] for row in hours(team)) == total
    assert counts(planned(commdesk, team, timesheet(tmp_path))) == again


WRONG = {
    "task": (LINE.replace("Modereren", "Koffie"), "Activity", "Koffie"),
    "moderator": (LINE.replace("Ine Bakker,ibakker", "Jan Pels,jpels"), "Name", "Jan Pels"),
    "future": (LINE.replace("2026-03-02", "2027-03-02"), "Date", "2027-03-02"),
    "nothing": (LINE.replace("1:30", "0:00"), "Duration", "0:00"),
    "too long": (LINE.replace("1:30", "25:00"), "Duration", "25:00"),
    "no day": (LINE.replace("2026-03-02", "0-0-00"), "Date", "0-0-00"),
    "no length": (LINE.replace("1:30", "abc"), "Duration", "abc"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_a_problem_and_nothing_is_made_in_silence(
    name: str, commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    line, column, found = WRONG[name]
    before = content(team)
    plan = planned(commdesk, team, timesheet(tmp_path, line), "--apply")
    assert counts(plan) == (0, 0, 0, 1)
    (problem,) = plan["problems"]
    assert (problem["row"], problem["column"], str(problem["found"])) == (2, column, found)
    assert content(team) == before


def test_what_was_found_is_shown_as_the_file_has_it(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    (tmp_path / "u.csv").write_text(
        "Datum;Taak;Naam;Uren\n2-3-2026;Modereren;Ine Bakker;30:00\n", "utf-8"
    )
    told = commdesk("import", team, tmp_path / "u.csv", "--as", "hours").stdout
    assert " 30:00 " in told
    assert "1800" not in told
    (tmp_path / "leeg.csv").write_text("Datum;Taak;Naam;Uren\n;Modereren;Ine Bakker;1,5\n", "utf-8")
    told = commdesk("import", team, tmp_path / "leeg.csv", "--as", "hours").stdout
    assert "geen datum in deze rij" in told
    assert "None" not in told


def test_hours_at_one_time_are_written_once(commdesk: Verb, team: Path, tmp_path: Path) -> None:
    with Desk.open(team, FEATURES) as desk:
        task, who = (desk.db.value(f"SELECT id FROM {t}") for t in ("moderation_task", "moderator"))
        day = date(2026, 3, 2)
        desk.do(log_hours, Worked(task, who, day, Minutes(60), "", 570), today=day)
    plan = planned(commdesk, team, timesheet(tmp_path))
    assert counts(plan) == (0, 0, 0, 1)
    assert "09:30" in plan["problems"][0]["message"]


def test_a_moderator_is_found_by_the_address_of_the_member(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    line = LINE.replace("Ine Bakker,ibakker,", "I. B.,ib,INE@x.example")
    assert counts(planned(commdesk, team, timesheet(tmp_path, line))) == (1, 0, 0, 0)


def test_two_lines_that_say_the_same_are_two(commdesk: Verb, team: Path, tmp_path: Path) -> None:
    line = LINE.replace("09:00,10:30,1:30", ",,1:00")
    path = timesheet(tmp_path, line, line)
    assert counts(planned(commdesk, team, path, "--apply")) == (2, 0, 0, 0)
    assert counts(planned(commdesk, team, path)) == (0, 0, 2, 0)


def test_any_list_with_tasks_and_hours_is_read_as_hours(
    commdesk: Verb, team: Path, tmp_path: Path
) -> None:
    path = excel(
        tmp_path / "uren.xlsx",
        ("Datum", "Taak", "Naam", "Uren"),
        (date(2026, 3, 2), "modereren", "Ine Bakker", 1.5),
        (date(2026, 3, 3), "Modereren", "Ine Bakker", "2:15"),
    )
    assert counts(planned(commdesk, team, path, "--as", "hours", "--apply")) == (2, 0, 0, 0)
    assert [row[1] for row in hours(team)] == [90, 135]
    assert counts(planned(commdesk, team, path, "--as", "hours")) == (0, 0, 2, 0)
