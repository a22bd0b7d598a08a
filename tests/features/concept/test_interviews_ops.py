"""Interviews: planned and held, what was said, prospects, the guide; merged, removed, undone."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Scale
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.core.words import LANGUAGES, Words
from commdesk.features.concept import gate_now
from commdesk.features.concept.interviews import Answer, InterviewDraft
from commdesk.features.concept.interviews.demo import fill_interviews
from commdesk.features.concept.interviews.guide import guide_of, usual_text
from commdesk.features.concept.interviews.handed import timeline, today_items, week_items
from commdesk.features.concept.interviews.ops import (
    add_interview,
    make_prospect,
    plan_interview,
    record_interview,
    write_guide,
)
from commdesk.features.concept.interviews.queries import (
    answers_of,
    find_interview,
    interviews_of,
    known_circles,
    known_themes,
    list_interviews,
)
from commdesk.features.concept.questions import QUESTIONS, Question
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, Stage, add_member, find_member, remove_member
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
Verb = Callable[..., Result]
PLACES = tuple(place for feature in FEATURES for place in feature.personal_data)


def member(desk: Desk, first: str = "Petra", last: str = "Vos", email: str = "") -> int:
    draft = MemberDraft(first_name=first, last_name=last, email=email)
    return desk.do(add_member, draft, today=TODAY)


def record(desk: Desk, name: str = "Petra Vos", *answers: Answer, **values: Any) -> int:
    given = {"name": name, "held_on": TODAY, "willing": "yes"} | values
    return desk.do(record_interview, given, answers, today=TODAY)


def test_a_whole_conversation_is_one_step_back(desk: Desk) -> None:
    before = dump(desk.db)
    said = Answer(Question.DRIVES, "Kennis delen", "Ik deel graag.", ("kennis", "netwerk"))
    interview = record(desk, "Bram Hendriks", said, circle="Beleid")
    assert answers_of(desk.db, [interview]) == {interview: [said]}
    assert known_circles(desk.db) == ["Beleid"]
    assert known_themes(desk.db)[Question.DRIVES] == ["kennis", "netwerk"]
    desk.undo()
    assert dump(desk.db) == before


def test_a_theme_is_one_whatever_its_capitals(desk: Desk) -> None:
    record(desk, "Bram", Answer(Question.DRIVES, themes=("Groter netwerk",)))
    record(desk, "Kees", Answer(Question.DRIVES, themes=("groter  NETWERK", "podium")))
    assert known_themes(desk.db)[Question.DRIVES] == ["Groter netwerk", "podium"]


@pytest.mark.parametrize(
    ("values", "answers", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, (), "held_on"),
        ({"name": "  "}, (), "name"),
        ({"name": "x" * 50_000}, (), "name"),
        ({"circle": "x" * 50_000}, (), "circle"),
        ({"would_do": "x" * 50_000}, (), "would_do"),
        ({}, (Answer(Question.GAIN, "x" * 50_000),), "gain/text"),
        ({}, (Answer(Question.GAIN, quote="x" * 50_000),), "gain/quote"),
        ({}, (Answer(Question.GAIN, themes=("x" * 500,)),), "gain/themes"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    desk: Desk, values: dict[str, Any], answers: tuple[Answer, ...], field: str
) -> None:
    before = dump(desk.db)
    given = {"name": "Petra Vos", "held_on": TODAY, "willing": "yes"} | values
    with pytest.raises(Refused) as refused:
        desk.do(record_interview, given, answers, today=TODAY)
    assert refused.value.field == field
    assert dump(desk.db) == before


def test_a_planned_one_is_on_today_on_its_day_and_late_after_it(desk: Desk) -> None:
    draft = InterviewDraft(name="Bram", circle="Beleid", planned_on=TODAY)
    interview = desk.do(add_interview, draft, today=TODAY)
    assert today_items(desk.db, TODAY - timedelta(days=1)) == []
    (item,) = today_items(desk.db, TODAY)
    assert (item.urgency, item.page, item.target) == ("due", "interviews", interview)
    (item,) = today_items(desk.db, TODAY + timedelta(days=3))
    assert item.urgency == "late"
    assert str(item.reason).startswith("planned 3 days ago")
    (block,) = week_items(desk.db, Week.of(TODAY))
    assert (block.day, block.is_done) == (TODAY, False)
    assert block.move is not None
    act = block.move(TODAY + timedelta(days=7))
    desk.do(act.op, *act.args, **act.kwargs)
    assert week_items(desk.db, Week.of(TODAY)) == []
    desk.do(
        record_interview, {"held_on": TODAY, "willing": "no"}, today=TODAY, interview_id=interview
    )
    assert today_items(desk.db, TODAY + timedelta(days=30)) == []
    assert gate_now(desk.db).interviews == 1


def test_an_interviewee_becomes_a_prospect_once(desk: Desk) -> None:
    interview = record(desk, "Bram van den Hoek", wants_back="Kennis")
    member_id = desk.do(make_prospect, interview, today=TODAY)
    found = find_member(desk.db, member_id)
    assert (found.name, found.stage, found.looking_for) == (
        "Bram van den Hoek", Stage.PROSPECT, "Kennis",
    )  # fmt: skip
    assert desk.do(make_prospect, interview, today=TODAY) == member_id
    assert [each.id for each in interviews_of(desk.db, member_id)] == [interview]
    assert [item.feature for item in timeline(desk.db, member_id)] == ["concept"]


def test_a_member_of_that_name_or_address_is_tied_and_not_made_again(desk: Desk) -> None:
    petra = member(desk, email="p.vos@x.example")
    assert desk.do(make_prospect, record(desk, "petra vos"), today=TODAY) == petra
    other = record(desk, "P. Vos", email="P.Vos@x.example")
    assert desk.do(make_prospect, other, today=TODAY) == petra


def test_two_of_one_name_are_not_guessed(desk: Desk) -> None:
    member(desk)
    member(desk)
    interview = record(desk)
    with pytest.raises(Refused):
        desk.do(make_prospect, interview, today=TODAY)
    assert find_interview(desk.db, interview).member_id is None


def test_the_interview_of_a_removed_member_keeps_counting_under_the_name_as_typed(
    desk: Desk,
) -> None:
    petra = member(desk)
    said = Answer(Question.GAIN, "Antwoorden", "Sneller.", ("snel",))
    interview = record(desk, "Petra Vos", said, member_id=petra)
    before = dump(desk.db)
    desk.do(remove_member, petra)
    kept = find_interview(desk.db, interview)
    assert (kept.name, kept.member_id, gate_now(desk.db).willing) == ("Petra Vos", None, 1)
    assert answers_of(desk.db, [interview])[interview] == [said]
    assert desk.db.query("PRAGMA foreign_key_check") == []
    desk.undo()
    assert dump(desk.db) == before


def test_merging_takes_the_interviews_along(desk: Desk) -> None:
    keep, drop = member(desk), member(desk, "P.")
    interview = record(desk, "P. Vos", Answer(Question.GAIN, "Antwoorden"), member_id=drop)
    before = dump(desk.db)
    desk.do(merge_members, keep, drop, (), PLACES)
    assert [each.id for each in interviews_of(desk.db, keep)] == [interview]
    assert answers_of(desk.db, [interview])[interview][0].text == "Antwoorden"
    desk.undo()
    assert dump(desk.db) == before


def test_the_guide_is_in_own_words_and_order_else_in_ours(desk: Desk) -> None:
    nl, en = (Words(language) for language in LANGUAGES)
    assert [each.text for each in guide_of(desk.db, nl)] == [
        usual_text(q, nl) for q, _ in QUESTIONS
    ]
    assert not {p.text for p in guide_of(desk.db, nl)} & {p.text for p in guide_of(desk.db, en)}
    desk.do(write_guide, [(Question.GAIN, "Wat {levert} het op?"), (Question.DRIVES, "")])
    first, second, *_ = guide_of(desk.db, nl)
    assert (first.question, first.text) == (Question.GAIN, "Wat {levert} het op?")
    assert (second.question, second.text) == (Question.DRIVES, usual_text("drives", nl))
    with pytest.raises(Refused):
        desk.do(write_guide, [(Question.GAIN, "x" * 50_000)])


@op("Fill")
def _fill(db: Database) -> None:
    fill_interviews(db, Scale(language="en"), random.Random(1), TODAY)  # noqa: S311 - a demo


def test_the_demo_has_four_of_fifteen_willing_in_the_version_of_now(desk: Desk) -> None:
    desk.do(_fill)
    gate = gate_now(desk.db)
    assert (gate.interviews, gate.willing) == (15, 4)
    assert len({each.circle for each in list_interviews(desk.db)}) == 3


def test_the_verb_refuses_the_future_and_two_of_one_name(
    commdesk: Verb, desk: Desk, workbook_path: Path
) -> None:
    member(desk)
    member(desk)
    desk.close()
    future = commdesk(
        "interview", workbook_path, "Bram", "--willing", "yes", "--date", "2026-12-01"
    )
    assert future.exit_code != 0
    two = commdesk("interview", workbook_path, "Petra Vos", "--willing", "yes")
    assert two.exit_code != 0
    nobody = commdesk("interview", workbook_path, "Bram Hendriks", "--willing", "maybe")
    assert nobody.exit_code == 0, nobody.output
    address = commdesk("interview", workbook_path, "b@x.example", "--willing", "no")
    assert address.exit_code == 0


def test_the_verb_lists_all_with_what_was_said(
    commdesk: Verb, desk: Desk, workbook_path: Path
) -> None:
    desk.do(add_interview, InterviewDraft(name="Kees", planned_on=TODAY), today=TODAY)
    record(desk, "Bram", Answer(Question.GAIN, "Antwoorden", "Snel", ("snel",)))
    desk.close()
    found = json.loads(commdesk("interviews", workbook_path, "--json").stdout)
    assert [each["name"] for each in found] == ["Kees", "Bram"]
    assert found[1]["answers"] == [
        {"question": "gain", "text": "Antwoorden", "quote": "Snel", "themes": ["snel"]}
    ]
    assert "Bram" in commdesk("interviews", workbook_path).stdout


def test_planning_another_day_is_an_op_of_its_own(desk: Desk) -> None:
    interview = desk.do(add_interview, InterviewDraft(name="Kees"), today=TODAY)
    desk.do(plan_interview, interview, TODAY)
    assert find_interview(desk.db, interview).planned_on == TODAY
    desk.do(plan_interview, interview, None)
    assert find_interview(desk.db, interview).planned_on is None
