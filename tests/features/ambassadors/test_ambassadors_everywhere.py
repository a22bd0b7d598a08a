"""One person in every drawer: deleted, merged and undone, pipeline and agreements stay whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database as SqliteUtils

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.ambassadors.agreements.model import AgreementDraft
from commdesk.features.ambassadors.agreements.ops import add_agreement
from commdesk.features.ambassadors.agreements.queries import agreements_of
from commdesk.features.ambassadors.checks.model import CheckDraft
from commdesk.features.ambassadors.checks.ops import note_check
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft, Need
from commdesk.features.ambassadors.ops import (
    add_ambassador,
    log_exchange,
    move_stage,
    remove_ambassador,
)
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.features.ambassadors.queries import ambassador_of, list_ambassadors
from commdesk.features.ambassadors.schema import migrations
from commdesk.features.ambassadors.stages import ORDER
from commdesk.features.concept import InterviewDraft, add_interview
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member, list_members, remove_member
from commdesk.features.moderation import ModeratorDraft, add_moderator
from tests.core.random_ops import FEATURES as ALL

MONDAY = date(2026, 11, 23)
PLACES = [place for feature in FEATURES for place in feature.personal_data]
OWN = ("ambassador_move", "ambassador_agreement", "ambassador_check")


def dump(desk: Desk) -> dict[str, Any]:
    unwatched = {name for feature in ALL for name in feature.unwatched}
    names = {table for feature in ALL for table in feature.tables} - unwatched
    return {name: desk.db.query(f"SELECT * FROM {name} ORDER BY id") for name in sorted(names)}


def check_whole(desk: Desk) -> None:
    """What must hold whatever was moved, merged, deleted or undone."""
    assert desk.db.query("PRAGMA foreign_key_check") == []
    ambassadors = set(desk.db.column("SELECT member_id FROM ambassador"))
    for table in OWN:
        members = set(desk.db.column(f"SELECT member_id FROM {table}"))
        assert members <= ambassadors, f"{table} of somebody who is no ambassador"
    for card in list_ambassadors(desk.db, MONDAY):
        person = card.ambassador
        assert moves_of(desk.db, person.member_id), "how they came here is known"
        assert not card.ending or card.ending.follower != person.name
        followers = {each.follower_id for each in agreements_of(desk.db, person.member_id)}
        assert person.id not in followers, "nobody follows themselves"


@pytest.fixture
def busy(desk: Desk) -> Callable[[str], int]:
    """Interviewee, ambassador and moderator at once."""

    def make(name: str) -> int:
        member = desk.do(add_member, MemberDraft(name), today=MONDAY)
        draft = AmbassadorDraft(stage="active", looking_for=Need.CHANGE, agreement=name)
        ambassador = desk.do(add_ambassador, member, draft, today=MONDAY)
        desk.do(move_stage, ambassador, "pausing", today=MONDAY, note=name)
        desk.do(note_check, CheckDraft(member, "yes", note=name), today=MONDAY)
        desk.do(log_exchange, ExchangeDraft(member, "give", name), today=MONDAY)
        person = ModeratorDraft(name, member_id=member, weekly_minutes=Minutes(60))
        desk.do(add_moderator, person)
        interview = InterviewDraft(name, member_id=member, held_on=MONDAY, willing="yes")
        desk.do(add_interview, interview, today=MONDAY)
        return member

    return make


def test_whoever_is_everything_at_once_is_merged_and_undone_in_one_step(
    desk: Desk, busy: Callable[[str], int]
) -> None:
    keep, drop = busy("Henk"), busy("Henk M.")
    before = dump(desk)
    desk.do(merge_members, keep, drop, (), PLACES)
    after = dump(desk)
    assert [row["member_id"] for row in after["ambassador"]] == [keep]
    assert [row["member_id"] for row in after["moderator"]] == [keep]
    assert [row["member_id"] for row in after["interview"]] == [keep, keep]
    for table in (*OWN, "ambassador_exchange"):
        assert {row["member_id"] for row in after[table]} == {keep}
        assert len(after[table]) == len(before[table]), "nothing of either is lost"
    check_whole(desk)
    desk.undo()
    assert dump(desk) == before
    desk.redo()
    assert dump(desk) == after


def test_whoever_is_everything_at_once_is_deleted_and_undone_in_one_step(
    desk: Desk, busy: Callable[[str], int]
) -> None:
    henk, other = busy("Henk"), busy("Petra")
    followed = ambassador_of(desk.db, henk)
    assert followed
    draft = AgreementDraft("Meelezen", until_on=MONDAY, follower_id=followed.id)
    agreement = desk.do(add_agreement, other, draft)
    before = dump(desk)
    desk.do(remove_member, henk)
    after = dump(desk)
    for table in ("ambassador", "ambassador_exchange", *OWN):
        assert {row["member_id"] for row in after[table]} == {other}
    assert [row["member_id"] for row in after["interview"]] == [None, other]
    assert [row["member_id"] for row in after["moderator"]] == [None, other]
    (kept,) = (row for row in after["ambassador_agreement"] if row["id"] == agreement)
    assert kept["follower_id"] is None, "whoever is gone follows nobody"
    check_whole(desk)
    desk.undo()
    assert dump(desk) == before


_NUMBERS = count()
Acts = st.lists(
    st.tuples(
        st.sampled_from(["move", "agree", "check", "off", "on", "merge", "delete", "undo", "redo"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=Acts)
def test_whatever_happens_pipeline_and_agreements_stay_whole(desk: Desk, acts: Any) -> None:
    for number in range(3):
        name = f"Lid {number} {next(_NUMBERS)}"  # the workbook is one for all examples
        member = desk.do(add_member, MemberDraft(name), today=MONDAY)
        desk.do(add_ambassador, member, AmbassadorDraft(agreement="x"), today=MONDAY)
    for act in acts:
        try:
            _act(desk, *act)
        except Refused:
            continue
        check_whole(desk)


def _act(desk: Desk, kind: str, one: int, other: int) -> None:
    members = [member.id for member in list_members(desk.db)]
    people = [card.ambassador for card in list_ambassadors(desk.db, MONDAY)]
    if kind in {"undo", "redo"}:
        getattr(desk, kind)()
    elif kind == "merge" and len(members) > 1:
        pair = members[one % len(members)], members[other % len(members)]
        desk.do(merge_members, *pair, (), PLACES)
    elif kind == "delete" and members:
        desk.do(remove_member, members[one % len(members)])
    elif kind == "on" and members:
        desk.do(add_ambassador, members[one % len(members)], today=MONDAY)
    elif people:
        person, follower = people[one % len(people)], people[other % len(people)]
        if kind == "move":
            desk.do(move_stage, person.id, ORDER[other], today=MONDAY)
        elif kind == "agree":
            until = MONDAY + timedelta(days=other)
            draft = AgreementDraft("x", until_on=until, follower_id=follower.id)
            desk.do(add_agreement, person.member_id, draft)
        elif kind == "check":
            desk.do(note_check, CheckDraft(person.member_id, "yes"), today=MONDAY)
        elif kind == "off":
            desk.do(remove_ambassador, person.id)


def test_an_older_file_keeps_its_agreements_and_stages(tmp_path: Path) -> None:
    db = SqliteUtils(tmp_path / "old.db")
    db.execute("CREATE TABLE member (id INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO member VALUES (1), (2)")
    migrations.apply(db, stop_before="pipeline")
    db.execute(
        """
        INSERT INTO ambassador
               (id, member_id, stage, stage_on, agreement, weekly_minutes, from_on, until_on,
                contact_person)
        VALUES (7, 1, 'active', '2026-06-01', 'Meelezen', 60, '2026-06-01', '2026-12-31', 'Mirjam'),
               (8, 2, 'asked', '2026-09-01', '', NULL, NULL, NULL, '')
        """
    )
    migrations.apply(db)
    (agreement,) = db.query("SELECT * FROM ambassador_agreement")
    assert agreement == {
        "id": 7, "member_id": 1, "what": "Meelezen", "weekly_minutes": 60,
        "from_on": "2026-06-01", "until_on": "2026-12-31", "contact_person": "Mirjam",
        "follower_id": None,
    }  # fmt: skip
    moves = [(m["member_id"], m["stage"], m["moved_on"]) for m in db["ambassador_move"].rows]
    assert moves == [(1, "active", "2026-06-01"), (2, "asked", "2026-09-01")]
    assert [row["agreement"] for row in db["ambassador"].rows] == ["", ""]
    db.close()
