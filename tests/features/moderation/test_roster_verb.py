"""`commdesk roster`, and a proposal that is taken over: in real workbooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    set_budget,
    shortages,
)
from commdesk.features.moderation.roster import shifts_between
from commdesk.features.moderation.roster.ops import pin_shift, take_over
from commdesk.features.moderation.roster.solving import (
    ChangeKind,
    explain,
    propose,
    read_instance,
    solve,
)
from tests.features.moderation.roster_cases import broken_rules

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
Verb = Callable[..., Result]


@pytest.fixture
def team(desk: Desk) -> tuple[int, int]:
    """Two people of four hours; a task of two evenings and one that nobody has learnt."""
    evening = TaskDraft("Evening", weekly_minutes=Minutes(240), slots=Slots.parse("1e 3e"))
    desk.do(add_task, evening)
    legal = TaskDraft("Legal", expertise="legal", weekly_minutes=Minutes(60), priority=1)
    desk.do(add_task, legal)
    people = (ModeratorDraft(name, weekly_minutes=Minutes(240)) for name in ("Noor", "Henk"))
    noor, henk = (desk.do(add_moderator, person) for person in people)
    return noor, henk


def test_shows_the_roster_as_it_stands(
    desk: Desk, team: tuple[int, int], workbook_path: Path, commdesk: Verb
) -> None:
    evening, legal = desk.db.column("SELECT id FROM moderation_task ORDER BY name")
    desk.do(add_shift, Shift(evening, team[0], MONDAY, "evening", Minutes(120)))
    found = json.loads(commdesk("roster", workbook_path, "--week", WEEK, "--json").stdout)
    assert found == {
        "shifts": [
            {
                "moderator_id": str(team[0]), "task_id": str(evening), "date": "2026-11-23",
                "day_part": "evening", "minutes": 120,
            }
        ],
        "uncovered": [
            {
                "task_id": str(legal), "date": "2026-11-23", "day_part": None, "missing": 60,
                "why": "Niemand heeft de expertise legal.",
            },
            {
                "task_id": str(evening), "date": "2026-11-25", "day_part": "evening",
                "missing": 120, "why": "Er staat nog niemand op.",
            },
        ],
        "gap": None,
    }  # fmt: skip


def test_proposes_without_a_change_and_applies_as_one_step(
    desk: Desk, team: tuple[int, int], workbook_path: Path, commdesk: Verb
) -> None:
    desk.close()
    week = ("--week", WEEK, "--json", "--seconds", "5")
    proposed = json.loads(commdesk("roster", workbook_path, *week, "--propose").stdout)
    assert [shift["date"] for shift in proposed["shifts"]] == ["2026-11-23", "2026-11-25"]
    assert {shift["moderator_id"] for shift in proposed["shifts"]} == set(map(str, team))
    assert proposed["gap"] == 0
    standing = json.loads(commdesk("roster", workbook_path, "--week", WEEK, "--json").stdout)
    assert standing["shifts"] == []
    applied = json.loads(commdesk("roster", workbook_path, *week, "--apply").stdout)
    assert applied == proposed
    standing = json.loads(commdesk("roster", workbook_path, "--week", WEEK, "--json").stdout)
    assert standing["shifts"] == proposed["shifts"]
    assert standing["uncovered"] == proposed["uncovered"]


def test_says_it_to_people_in_a_table(
    desk: Desk, team: tuple[int, int], workbook_path: Path, commdesk: Verb
) -> None:
    said = commdesk("roster", workbook_path, "--week", WEEK, "--propose", "--seconds", "5").stdout
    for words in ("Noor", "Henk", "avond", "Niemand heeft de expertise legal"):
        assert words in " ".join(said.split())


def test_a_day_that_is_past_is_not_filled(
    desk: Desk, team: tuple[int, int], workbook_path: Path, commdesk: Verb
) -> None:
    day = ("--date", "2026-11-24", "--week", WEEK, "--json", "--propose", "--seconds", "5")
    found = json.loads(commdesk("roster", workbook_path, *day).stdout)
    assert [(s["date"], s["minutes"]) for s in found["shifts"]] == [("2026-11-25", 240)]
    assert [gap["date"] for gap in found["uncovered"]] == ["2026-11-24"]


def test_a_proposal_is_undone_in_one_step_and_leaves_what_is_pinned(
    desk: Desk, team: tuple[int, int]
) -> None:
    evening = desk.db.value("SELECT id FROM moderation_task WHERE name = 'Evening'")
    pinned = desk.do(add_shift, Shift(evening, team[1], MONDAY, "evening", Minutes(120)))
    desk.do(pin_shift, pinned, is_pinned=True)
    loose = desk.do(add_shift, Shift(evening, team[1], WEEK.days[2], "evening", Minutes(60)))
    before = shifts_between(desk.db, MONDAY, WEEK.sunday)
    instance = read_instance(desk.db, [WEEK], MONDAY)
    assert [shift.id for shift in instance.replaced] == [loose]
    proposal = solve(instance)
    assert broken_rules(instance, proposal.shifts) == []
    desk.do(take_over, [WEEK], proposal.shifts, instance.replaced)
    after = shifts_between(desk.db, MONDAY, WEEK.sunday)
    assert [(s.moderator_id, s.minutes) for s in after] == [(team[1], 120), (team[0], 120)]
    assert after[0].id == pinned
    desk.undo()
    assert shifts_between(desk.db, MONDAY, WEEK.sunday) == before


def test_refuses_all_of_a_proposal_when_one_shift_no_longer_holds(
    desk: Desk, team: tuple[int, int]
) -> None:
    instance = read_instance(desk.db, [WEEK], MONDAY)
    proposal = propose(instance, seconds=5)
    assert len(proposal.shifts) == 2
    desk.do(change_moderator, proposal.shifts[1].moderator_id, {"weekly_minutes": Minutes(30)})
    with pytest.raises(Refused, match="has 30 min a week"):
        desk.do(take_over, [WEEK], proposal.shifts, instance.replaced)
    assert shifts_between(desk.db, MONDAY, WEEK.sunday) == []


def test_refuses_a_proposal_for_somebody_who_is_gone(desk: Desk, team: tuple[int, int]) -> None:
    evening = desk.db.value("SELECT id FROM moderation_task WHERE name = 'Evening'")
    shift = Shift(evening, 12345, MONDAY, "evening", Minutes(120))
    with pytest.raises(Refused, match="Propose the roster again"):
        desk.do(take_over, [WEEK], [shift], [])


def test_asking_less_of_a_task_ends_its_shortage(desk: Desk, team: tuple[int, int]) -> None:
    """The last resort, carried out in the workbook."""
    instance = read_instance(desk.db, [WEEK], MONDAY)
    proposal = solve(instance)
    desk.do(take_over, [WEEK], proposal.shifts, instance.replaced)
    (each,) = explain(instance, proposal.shifts)
    assert each.change.kind == ChangeKind.EXPERTISE
    desk.do(change_moderator, each.change.moderator_id, {"expertise": (each.change.expertise,)})
    again = read_instance(desk.db, [WEEK], MONDAY)
    better = solve(again)
    desk.do(take_over, [WEEK], better.shifts, again.replaced)
    assert [cell for cell in shortages(desk.db, MONDAY) if cell.week == WEEK] == []
    desk.undo()
    desk.undo()
    desk.do(set_budget, each.gap.task_id, WEEK, Minutes(60 - each.gap.minutes))
    assert [cell for cell in shortages(desk.db, MONDAY) if cell.week == WEEK] == []


def test_without_tasks_nothing_is_called_covered(
    desk: Desk, workbook_path: Path, commdesk: Verb
) -> None:
    said = commdesk("roster", workbook_path, "--week", WEEK).stdout
    assert "Er zijn nog geen moderatietaken." in said
    assert "gedekt" not in said
    desk.do(add_task, TaskDraft("Evening"))
    assert "Alles is gedekt." in commdesk("roster", workbook_path, "--week", WEEK).stdout
