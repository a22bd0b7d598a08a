"""Which interviews count and for which version: one a person, that of the day, plans fulfilled."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.core.database import Database, update
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope
from commdesk.core.journal import op
from commdesk.features.concept import InterviewDraft, add_interview, current_version
from commdesk.features.concept.gate import (
    Gate,
    gate_by_circle,
    gate_now,
    gate_of,
    gate_over_time,
)
from commdesk.features.concept.gate.sheet import SHEETS
from commdesk.features.concept.interviews.counting import spoken_again
from commdesk.features.concept.interviews.intake import (
    COLUMNS,
    apply_interviews,
    plan_interviews,
)
from commdesk.features.concept.interviews.ops import (
    change_interview,
    record_interview,
    remove_interview,
    write_down,
)
from commdesk.features.concept.interviews.queries import find_interview, list_interviews
from commdesk.features.concept.needs.ops import adapt_after_gate
from commdesk.features.concept.needs.queries import interviews_for
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement import list_versions
from commdesk.features.concept.statement.ops import (
    begin_version,
    change_concept,
    choose_after_gate,
    write_answer,
)
from commdesk.features.concept.themes import list_themes
from commdesk.features.members import MemberDraft, add_member
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
ALL = ExportScope((), TODAY)
Verb = Callable[..., Result]


def held(desk: Desk, name: str = "Petra Vos", willing: str = "yes", **more: Any) -> int:
    draft = InterviewDraft(**{"name": name, "willing": willing, "held_on": TODAY} | more)
    return desk.do(add_interview, draft, today=TODAY)


def plan(desk: Desk, name: str = "Petra Vos", **more: Any) -> int:
    draft = InterviewDraft(**{"name": name, "planned_on": TODAY} | more)
    return desk.do(add_interview, draft, today=TODAY)


@op("Forget the version")
def _forget_version(db: Database, interview_id: int) -> None:
    """As a workbook of before held it."""
    update(db, "interview", interview_id, {"version_id": None})


def member(desk: Desk) -> int:
    return desk.do(add_member, MemberDraft(first_name="Petra", last_name="Vos"), today=TODAY)


def test_of_one_member_the_newest_interview_counts_everywhere(desk: Desk) -> None:
    petra = member(desk)
    version = desk.do(begin_version, "eerste", today=TODAY - 2 * WEEK)
    before = held(desk, "Petra", "no", member_id=petra, held_on=TODAY - WEEK, circle="Juristen")
    held(desk, "Petra Vos", "yes", member_id=petra, circle="Beleid")
    assert gate_of(desk.db, version) == gate_now(desk.db) == Gate(1, 1)
    assert gate_by_circle(desk.db, version) == [("Beleid", Gate(1, 1))]
    assert gate_over_time(desk.db, version) == [(TODAY, Gate(1, 1))]
    rows = SHEETS[0].rows(desk.db, ALL)
    assert [(row["circle"], row["interviews"]) for row in rows] == [("", 1), ("Beleid", 1)]
    assert spoken_again(desk.db) == {before}
    assert len(interviews_for(desk.db, version)) == 2, "the earlier one stays visible"


@pytest.mark.parametrize(
    ("name", "circle", "counted"),
    [
        ("pétra vos", "JURISTEN", 1),
        ("Petra Vos", "Beleid", 2),
        ("Petra de Vos", "Juristen", 2),
    ],
)
def test_without_a_member_the_same_name_in_the_same_group_is_one_person(
    desk: Desk, name: str, circle: str, counted: int
) -> None:
    held(desk, "Petra Vos", circle="Juristen", held_on=TODAY - WEEK)
    held(desk, name, circle=circle)
    assert gate_now(desk.db).interviews == counted


def test_an_answer_that_is_not_known_does_not_push_out_one_that_is(desk: Desk) -> None:
    held(desk, held_on=TODAY - WEEK)
    held(desk, willing="")
    assert gate_now(desk.db) == Gate(1, 1)


def test_each_version_hears_a_person_again(desk: Desk) -> None:
    first = desk.do(begin_version, "eerste", today=TODAY - 2 * WEEK)
    second = desk.do(begin_version, "tweede", today=TODAY)
    held(desk, held_on=TODAY - WEEK)
    held(desk, willing="no")
    assert (gate_of(desk.db, first), gate_of(desk.db, second)) == (Gate(1, 1), Gate(1, 0))


def test_a_theme_counts_the_interviews_that_count(desk: Desk) -> None:
    for day, themes in ((TODAY - WEEK, ["Netwerk", "Podium"]), (TODAY, ["Netwerk"])):
        desk.do(write_down, held(desk, held_on=day), Question.DRIVES, themes=themes)
    ranked = {theme.name: theme.interviews for theme in list_themes(desk.db, None)}
    assert ranked == {"Netwerk": 1, "Podium": 0}


def test_removing_the_newest_lets_the_one_before_count_again(desk: Desk) -> None:
    held(desk, willing="no", held_on=TODAY - WEEK)
    desk.do(remove_interview, held(desk))
    assert gate_now(desk.db) == Gate(1, 0)


@pytest.mark.parametrize(("days", "number"), [(40, 1), (30, 1), (11, 1), (10, 2), (1, 2), (0, 3)])
def test_an_interview_tests_the_version_of_its_day(desk: Desk, days: int, number: int) -> None:
    versions = [
        desk.do(begin_version, "anders", today=TODAY - timedelta(days=ago)) for ago in (30, 10, 0)
    ]
    interview_id = held(desk, held_on=TODAY - timedelta(days=days))
    assert find_interview(desk.db, interview_id).version_id == versions[number - 1]
    other = held(desk, "Kees", held_on=TODAY - timedelta(days=days), version_id=versions[0])
    assert find_interview(desk.db, other).version_id == versions[0], "as it was given"
    desk.do(change_interview, other, {"held_on": TODAY - WEEK}, today=TODAY)
    assert find_interview(desk.db, other).version_id == versions[1], "held in another version"


def test_a_list_of_old_interviews_tests_the_version_of_then(desk: Desk) -> None:
    first = desk.do(begin_version, "eerste", today=TODAY - 2 * WEEK)
    desk.do(begin_version, "tweede", today=TODAY)
    rows = [{"row": 2, "name": "Kees", "willing": "ja", "held_on": TODAY - WEEK}]
    desk.do(apply_interviews, plan_interviews(desk.db, rows, TODAY), today=TODAY, source="x.csv")
    assert [each.version_id for each in list_interviews(desk.db)] == [first]


@pytest.mark.parametrize(
    "begin",
    [
        lambda desk: desk.do(write_answer, Question.DRIVES, theirs="leren", today=TODAY),
        lambda desk: desk.do(change_concept, {"goal": "samen"}, today=TODAY),
        lambda desk: desk.do(begin_version, "eerste", today=TODAY),
        lambda desk: desk.do(choose_after_gate, None, "new-round", today=TODAY),
    ],
)
def test_interviews_from_before_the_concept_join_its_first_version(
    desk: Desk, begin: Callable[[Desk], object]
) -> None:
    held(desk, held_on=TODAY - WEEK)
    plan(desk, "Kees")
    before = dump(desk.db)
    begin(desk)
    assert gate_now(desk.db) == Gate(1, 1)
    stored = desk.db.column("SELECT DISTINCT version_id FROM interview")
    version = current_version(desk.db)
    assert version
    assert stored == [version.id]
    desk.undo()
    assert dump(desk.db) == before, "one step back"
    assert gate_now(desk.db) == Gate(1, 1)


def test_a_workbook_with_interviews_of_no_version_counts_them_in_the_first(desk: Desk) -> None:
    first = desk.do(begin_version, "eerste", today=TODAY - WEEK)
    second = desk.do(begin_version, "tweede", today=TODAY)
    old = held(desk, held_on=TODAY - 2 * WEEK)
    desk.do(_forget_version, old)
    assert gate_of(desk.db, first) == Gate(1, 1)
    assert gate_of(desk.db, None) == gate_of(desk.db, second) == Gate(0, 0)
    assert [each.id for each in interviews_for(desk.db, first)] == [old]
    assert SHEETS[1].rows(desk.db, ALL)[0]["version"] == 1


def test_adapting_without_a_version_makes_the_first_and_begins_the_second(desk: Desk) -> None:
    held(desk)
    desk.do(adapt_after_gate, None, "voor bewoners", today=TODAY)
    versions = list_versions(desk.db)
    assert [(each.number, each.verdict) for each in versions] == [(2, ""), (1, "adapt")]
    assert gate_of(desk.db, versions[1].id) == Gate(1, 1)
    desk.undo()
    assert list_versions(desk.db) == []


def test_recording_somebody_with_a_plan_holds_that_plan(desk: Desk) -> None:
    petra = member(desk)
    planned = plan(desk, member_id=petra, circle="Juristen")
    before = dump(desk.db)
    values = {"name": "Petra Vos", "member_id": petra, "held_on": TODAY, "willing": "yes"}
    assert desk.do(record_interview, values | {"circle": ""}, today=TODAY) == planned
    found = find_interview(desk.db, planned)
    assert (found.held_on, found.planned_on, found.circle) == (TODAY, TODAY, "Juristen")
    desk.undo()
    assert dump(desk.db) == before


def test_a_plan_is_held_by_name_and_only_once(desk: Desk) -> None:
    planned = plan(desk, "Petra Vos")
    assert held(desk, "pétra vos", circle="Beleid") == planned
    assert find_interview(desk.db, planned).circle == "Beleid"
    assert held(desk, "Petra Vos") != planned
    assert held(desk, "Kees") != plan(desk, "Kees Bos")


def test_an_interview_of_an_earlier_version_is_not_the_one_that_is_planned(desk: Desk) -> None:
    desk.do(begin_version, "eerste", today=TODAY - 2 * WEEK)
    desk.do(begin_version, "tweede", today=TODAY)
    planned = plan(desk)
    assert held(desk, held_on=TODAY - WEEK) != planned
    assert held(desk) == planned


def test_the_verb_holds_the_plan_says_so_and_prints_what_is_stored(
    commdesk: Verb, desk: Desk, workbook_path: Path
) -> None:
    version = desk.do(begin_version, "eerste", today=date(2026, 1, 5))
    planned = plan(desk, circle="Juristen", planned_on=date(2026, 1, 7))
    plan(desk, "Kees Bos")
    desk.close()
    verb = ("interview", workbook_path, "Petra Vos", "--willing", "yes", "--date", "2026-01-06")
    stored = json.loads(commdesk(*verb, "--json").stdout)
    assert (stored["id"], stored["version_id"]) == (str(planned), str(version))
    assert (stored["circle"], stored["planned_on"]) == ("Juristen", "2026-01-07")
    told = commdesk("interview", workbook_path, "Kees Bos", "--willing", "no").stdout
    assert "planned" in told or "gepland" in told


def test_a_list_holds_a_plan_once_and_twice_the_same_list_changes_nothing(desk: Desk) -> None:
    planned = plan(desk, circle="Juristen")
    rows = [{"row": 2, "name": "Petra Vos", "willing": "ja", "held_on": TODAY}]
    desk.do(apply_interviews, plan_interviews(desk.db, rows, TODAY), today=TODAY, source="x.csv")
    assert [(each.id, each.is_held) for each in list_interviews(desk.db)] == [(planned, True)]
    again = plan_interviews(desk.db, rows, TODAY)
    assert [change.kind for change in again.changes] == ["same"]
    desk.undo()
    assert not find_interview(desk.db, planned).is_held


def test_the_group_that_a_form_asks_for_is_known() -> None:
    circle = next(column for column in COLUMNS if column.key == "circle")
    assert "voor welke groep spreek je" in circle.aliases
