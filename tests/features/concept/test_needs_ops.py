"""Who said yes becomes a candidate, a to-do, a promise; a failed gate leads to a choice."""

from __future__ import annotations

from datetime import date

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.ambassadors import Stage, ambassador_of, move_stage
from commdesk.features.concept import InterviewDraft, add_interview
from commdesk.features.concept.gate import gate_now
from commdesk.features.concept.interviews import find_interview, interviews_of
from commdesk.features.concept.needs import Taken, interviews_for, namesakes, taken_up
from commdesk.features.concept.needs.ops import (
    adapt_after_gate,
    make_candidate,
    note_contribution,
    note_todo,
)
from commdesk.features.concept.statement import current_version, list_versions
from commdesk.features.concept.statement.ops import begin_version, choose_after_gate
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member, find_member, remove_member
from commdesk.features.outreach import promises_of
from commdesk.features.plan import complete_todo, todos_for
from tests.core.dump import dump

MONDAY = date(2026, 11, 23)


def interview(desk: Desk, name: str = "Marieke Kok", willing: str = "yes", **more: object) -> int:
    fields = {"held_on": MONDAY, "weekly_minutes": Minutes(120), "would_do": "stukken schrijven"}
    draft = InterviewDraft(name=name, willing=willing, **(fields | more))  # type: ignore[arg-type]
    return desk.do(add_interview, draft, today=MONDAY)


def test_a_willing_interviewee_becomes_a_candidate_in_one_step(desk: Desk) -> None:
    said = interview(desk, wants_back="een groter netwerk")
    before = dump(desk.db)
    desk.do(make_candidate, said, today=MONDAY)
    member_id = find_interview(desk.db, said).member_id
    assert member_id
    assert find_member(desk.db, member_id).stage == "prospect"
    made = ambassador_of(desk.db, member_id)
    assert made
    assert (made.stage, made.weekly_minutes) == (Stage.CANDIDATE, 120)
    assert made.looking_for_note == "een groter netwerk"
    assert taken_up(desk.db)[said] == Taken("candidate")
    desk.undo()
    assert dump(desk.db) == before


def test_what_an_interviewee_said_of_themselves_goes_along_to_the_prospect(desk: Desk) -> None:
    told = {"email": "m.kok@voorbeeld.example", "wants_back": "een groter netwerk"}
    for act in (make_candidate, note_contribution):
        said = interview(desk, **told)
        more = {"what": "een stuk"} if act is note_contribution else {}
        desk.do(act, said, today=MONDAY, **more)
        member_id = find_interview(desk.db, said).member_id
        assert member_id
        member = find_member(desk.db, member_id)
        assert (member.email, member.looking_for) == tuple(told.values())
        again = interview(desk, name="M. Kok", **told)
        desk.do(note_contribution, again, "nog een stuk", today=MONDAY)
        assert find_interview(desk.db, again).member_id == member_id, "the address says who it is"
        desk.do(remove_member, member_id)


def test_it_shows_how_far_they_are(desk: Desk) -> None:
    said = interview(desk)
    desk.do(move_stage, desk.do(make_candidate, said, today=MONDAY), "asked", today=MONDAY)
    assert taken_up(desk.db)[said].stage == "asked"
    with pytest.raises(Refused):
        desk.do(make_candidate, said, today=MONDAY)


def test_a_to_do_hangs_on_the_interview(desk: Desk) -> None:
    said = interview(desk)
    before = dump(desk.db)
    todo = desk.do(note_todo, said, "Verder praten", today=MONDAY)
    assert [each.id for each in todos_for(desk.db, "interview", said)] == [todo]
    assert taken_up(desk.db)[said] == Taken(todos=1, open_todos=1)
    desk.do(complete_todo, todo, today=MONDAY)
    assert taken_up(desk.db)[said] == Taken(todos=1)
    desk.undo()
    desk.undo()
    assert dump(desk.db) == before


def test_what_they_would_do_becomes_a_promise(desk: Desk) -> None:
    said = interview(desk)
    before = dump(desk.db)
    desk.do(note_contribution, said, "stukken schrijven", today=MONDAY)
    member_id = find_interview(desk.db, said).member_id
    assert member_id
    assert [each.what for each in promises_of(desk.db, member_id)] == ["stukken schrijven"]
    assert taken_up(desk.db)[said].promises == 1
    desk.undo()
    assert dump(desk.db) == before


@pytest.mark.parametrize("willing", ["no", "maybe", ""])
def test_who_did_not_say_yes_becomes_nothing(desk: Desk, willing: str) -> None:
    said = interview(desk, willing=willing)
    for op, args in ((make_candidate, ()), (note_todo, ("x",)), (note_contribution, ("x",))):
        with pytest.raises(Refused, match="yes"):
            desk.do(op, said, *args, today=MONDAY)


def test_a_member_of_that_name_is_found_and_tied(desk: Desk) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma", "", "Yılmaz"), today=MONDAY)
    said = interview(desk, "fatma yilmaz")
    assert namesakes(desk.db, "fatma  yilmaz") == [(fatma, "Fatma Yılmaz")]
    desk.do(make_candidate, said, fatma, today=MONDAY)
    assert find_interview(desk.db, said).member_id == fatma


def test_interviewee_and_ambassador_are_merged_and_removed_right(desk: Desk) -> None:
    said = interview(desk)
    desk.do(make_candidate, said, today=MONDAY)
    desk.do(note_todo, said, "Verder praten", today=MONDAY)
    desk.do(note_contribution, said, "schrijven", today=MONDAY)
    member_id = find_interview(desk.db, said).member_id
    assert member_id
    kept = desk.do(add_member, MemberDraft("M.", "", "Kok"), today=MONDAY)
    before = dump(desk.db)
    places = [each for feature in FEATURES for each in feature.personal_data]
    desk.do(merge_members, kept, member_id, (), places)
    assert [each.id for each in interviews_of(desk.db, kept)] == [said]
    assert taken_up(desk.db)[said] == Taken("candidate", 1, 1, 1)
    desk.undo()
    assert dump(desk.db) == before
    desk.do(remove_member, member_id)
    assert find_interview(desk.db, said).member_id is None
    assert gate_now(desk.db).willing == 1
    assert desk.db.query("PRAGMA foreign_key_check") == []
    desk.undo()
    assert dump(desk.db) == before


def test_adapting_after_a_failed_gate_is_one_step(desk: Desk) -> None:
    desk.do(begin_version, "eerste", today=MONDAY)
    for number in range(15):
        interview(desk, f"Iemand {number}", "no")
    first = current_version(desk.db)
    assert first
    before = dump(desk.db)
    desk.do(adapt_after_gate, first.id, "nu voor bewoners", today=MONDAY)
    now, then = list_versions(desk.db)
    assert (now.number, now.change, now.verdict) == (2, "nu voor bewoners", "")
    assert (then.verdict, then.verdict_on) == ("adapt", MONDAY)
    assert gate_now(desk.db).interviews == 0
    assert len(interviews_for(desk.db, first.id)) == 15
    desk.undo()
    assert dump(desk.db) == before


def test_adapting_says_what_is_different(desk: Desk) -> None:
    version = desk.do(begin_version, "eerste", today=MONDAY)
    with pytest.raises(Refused):
        desk.do(adapt_after_gate, version, "  ", today=MONDAY)
    assert [each.verdict for each in list_versions(desk.db)] == [""]


def test_a_failed_gate_locks_nothing(desk: Desk) -> None:
    version = desk.do(begin_version, "eerste", today=MONDAY)
    for number in range(15):
        interview(desk, f"Iemand {number}", "no")
    desk.do(choose_after_gate, version, "stop", today=MONDAY)
    desk.do(make_candidate, interview(desk), today=MONDAY)
    assert gate_now(desk.db).interviews == 16
