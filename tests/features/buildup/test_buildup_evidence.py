"""What the workbook sees of a step: every rule goes on and off with data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import asdict

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.feature import Evidence, Feature, Found
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words, say
from commdesk.features.activity import Fact
from commdesk.features.buildup.steps import Step, list_steps, read_playbook
from commdesk.features.buildup.steps.ops import begin_plan
from commdesk.features.buildup.steps.seeing import look, missing, seen_of
from commdesk.features.buildup.team import owned, share_weeks, totals_of
from commdesk.features.buildup.team.model import percent_of
from commdesk.features.content import ItemDraft, add_item, change_item
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    change_task,
    log_hours,
)
from commdesk.features.plan import TodoDraft, add_todo

MONDAY = date(2026, 11, 23)
EN = Words("en")
Look = Callable[[str], Found]


@pytest.fixture
def see(desk: Desk) -> Look:
    """Look at one kind of evidence on this Monday."""
    rules = {each.key: each for feature in FEATURES for each in feature.evidence}
    return lambda key: rules[key].look(desk.db, MONDAY)


def task(desk: Desk, **fields: Any) -> int:
    draft = TaskDraft(**{"name": "Reacties", "weekly_minutes": Minutes(60)} | fields)
    return int(desk.do(add_task, draft))


def moderator(desk: Desk, name: str = "Lotte", **fields: Any) -> int:
    known = {"weekly_minutes": Minutes(300), "expertise": ("algemeen",)}
    return int(desk.do(add_moderator, ModeratorDraft(name, **known | fields)))


def ask(desk: Desk, ago: int = 0, replies: int = 0, **fields: Any) -> int:
    draft = ItemDraft("Een vraag", published_on=MONDAY - timedelta(days=ago), replies=replies,
                      **fields)  # fmt: skip
    return int(desk.do(add_item, draft, today=MONDAY))


@op("Note what somebody did")
def note_activity(db: Database, row: dict[str, Any]) -> None:
    insert(db, "activity", row)


def contribute(desk: Desk, member: int, number: int, *, ago: int = 0, kind: str = "post") -> None:
    day = (MONDAY - timedelta(days=ago)).isoformat()
    fact = Fact(kind, day, "", "test", f"{member}/{number}/{ago}/{kind}")
    desk.do(note_activity, asdict(fact) | {"member_id": member})


def test_every_key_of_evidence_is_of_one_feature() -> None:
    keys = [each.key for feature in FEATURES for each in feature.evidence]
    assert len(keys) == len(set(keys))


def test_hours_are_needed_once_every_active_task_has_them(desk: Desk, see: Look) -> None:
    assert EN(see("hours-needed").text) == "there are no moderation tasks yet"
    first = task(desk)
    assert see("hours-needed").is_met
    second = task(desk, name="Conflicten", weekly_minutes=Minutes(0))
    found = see("hours-needed")
    assert (found.is_met, EN(found.text)) == (False, "1 of 2 moderation tasks have hours")
    desk.do(change_task, second, {"is_active": False}, today=MONDAY)
    assert see("hours-needed").is_met
    desk.do(change_task, first, {"is_active": False}, today=MONDAY)
    assert not see("hours-needed").is_met


def test_the_team_is_there_once_it_has_all_expertise(desk: Desk, see: Look) -> None:
    assert not see("team-there").is_met
    task(desk, expertise="Juridisch")
    assert EN(see("team-there").text) == "there is nobody in the team yet"
    moderator(desk)
    found = see("team-there")
    assert (found.is_met, EN(found.text)) == (
        False, "1 person in the team, nobody yet with: Juridisch"
    )  # fmt: skip
    able = moderator(desk, "Noor Jansen", expertise=("juridisch",))
    assert see("team-there").is_met
    gone = {"until_on": MONDAY - timedelta(days=1)}
    desk.do(change_moderator, able, gone)
    assert not see("team-there").is_met


def test_hours_are_covered_without_a_shortage_in_four_weeks(desk: Desk, see: Look) -> None:
    assert not see("hours-covered").is_met
    work, person = task(desk), moderator(desk)
    this = Week.of(MONDAY)
    assert EN(see("hours-covered").text) == "4 shortages in this and the coming 3 weeks"
    for number in range(4):
        assert not see("hours-covered").is_met
        day = (this + number).monday
        desk.do(add_shift, Shift(work, person, day, "morning", Minutes(60)))
    assert see("hours-covered").is_met
    desk.undo()
    assert not see("hours-covered").is_met


def test_ten_items_are_ready(desk: Desk, see: Look) -> None:
    for _ in range(9):
        ask(desk)
    assert (see("items-ready").is_met, EN(see("items-ready").text)) == (
        False, "9 of 10 items are ready"
    )  # fmt: skip
    ask(desk)
    assert see("items-ready").is_met


def test_replies_count_of_questions_of_ninety_days(desk: Desk, see: Look) -> None:
    key = "replies-per-question"
    assert not see(key).is_met
    ask(desk, ago=90, replies=90)
    ask(desk, replies=90, kind="article")
    assert EN(see(key).text) == "no questions in the last 90 days"
    first = ask(desk, ago=89, replies=10)
    assert see(key).is_met
    ask(desk, replies=9)
    text = "9.5 of 10 replies per question, over 2 questions of the last 90 days"
    assert (see(key).is_met, EN(see(key).text)) == (False, text)
    desk.do(change_item, first, {"replies": 11})
    assert see(key).is_met
    desk.do(change_item, first, {"replies": 10})
    for _ in range(20):
        ask(desk, replies=10)
    assert not see(key).is_met
    assert EN(see(key).text).startswith("9.9 of 10"), "not rounded up to what is asked"


def test_half_of_the_hours_is_not_the_managers(desk: Desk, see: Look) -> None:
    key = "not-the-manager"
    assert EN(see(key).text) == "no contributions or hours in the last 13 weeks"
    work, lotte = task(desk), moderator(desk)
    desk.do(log_hours, Worked(work, lotte, MONDAY, Minutes(60)), today=MONDAY)
    assert EN(see(key).text) == "it is not known which part is the manager's own"
    noor = moderator(desk, "noor", is_active=False)  # the owner of the workbook is Noor
    assert EN(see(key).text) == "100% of the hours not from the manager, at least 50% asked"
    assert see(key).is_met
    desk.do(log_hours, Worked(work, noor, MONDAY, Minutes(60)), today=MONDAY)
    assert see(key).is_met
    desk.do(log_hours, Worked(work, noor, MONDAY - timedelta(days=7), Minutes(1)), today=MONDAY)
    assert not see(key).is_met
    assert EN(see(key).text) == "49.5% of the hours not from the manager, at least 50% asked"


@pytest.mark.parametrize(
    ("share", "percent"), [(0.4999999, 49.9), (0.496, 49.6), (0.5, 50), (0.504, 50), (0.494, 49)]
)
def test_a_share_under_the_half_is_never_said_to_be_the_half(share: float, percent: float) -> None:
    assert percent_of(share) == percent


def test_contributions_have_to_be_half_too_when_they_are_known(desk: Desk, see: Look) -> None:
    other = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    noor = desk.do(add_member, MemberDraft("Noor"), today=MONDAY)
    contribute(desk, other, 1)
    assert see("not-the-manager").is_met
    contribute(desk, noor, 1)
    assert see("not-the-manager").is_met
    contribute(desk, noor, 2, ago=7)
    assert not see("not-the-manager").is_met
    contribute(desk, other, 3, kind="reply")
    assert not see("not-the-manager").is_met, "a reply is no contribution"


def test_shares_are_week_by_week_for_thirteen_weeks(desk: Desk) -> None:
    noor = desk.do(add_member, MemberDraft("Noor"), today=MONDAY)
    for ago in (0, 7, 84, 91):  # the last is of the week before the thirteen
        contribute(desk, noor, ago, ago=ago)
    weeks = share_weeks(desk.db, MONDAY)
    assert [week.week for week in weeks] == [Week.of(MONDAY) - n for n in range(12, -1, -1)]
    assert [week.own_contributions for week in weeks] == [1, *[0] * 10, 1, 1]
    assert totals_of(weeks).contributions_share == 0.0


def test_a_step_looks_only_at_what_it_names(desk: Desk) -> None:
    desk.do(begin_plan, read_playbook("en").steps, MONDAY)
    steps = {step.key: step for step in list_steps(desk.db)}
    asked: list[str] = []

    def note(key: str) -> Evidence:
        def seen(_db: Any, _today: date) -> Found:
            asked.append(key)
            return Found(is_met=False, text=say("nothing"))

        return Evidence(key, key, seen)

    feature = Feature("fake", 9, "fake", evidence=(note("items-ready"), note("x")))
    step: Step = steps["first-content"]
    sight = look(desk.db, (feature,), [step], MONDAY)
    assert asked == ["items-ready"]
    assert [each.key for each in seen_of(step, sight)] == ["items-ready"]
    assert missing(step, sight) == seen_of(step, sight)


def test_who_owns_what_stands_by_name_and_nobody_last(desk: Desk) -> None:
    desk.do(begin_plan, read_playbook("en").steps[:1], MONDAY)
    desk.do(add_todo, TodoDraft("Bellen", owner="Lotte"), today=MONDAY)
    desk.do(add_todo, TodoDraft("Zaal boeken"), today=MONDAY)
    found = [(each.owner, each.title) for each in owned(desk.db, MONDAY)]
    assert found == [("Lotte", "Bellen"), ("Noor", "Zaal boeken"), ("", "Concept")]
