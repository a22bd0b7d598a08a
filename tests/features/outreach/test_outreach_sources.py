"""Each source of the queue with a positive, a negative and a boundary; all against brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import set_facts
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    list_members,
    remove_member,
    rename_tag,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.outreach.model import MessageDraft, is_over_cap
from commdesk.features.outreach.ops import (
    agree_cadence,
    log_message,
    plan_minutes,
    snooze,
)
from commdesk.features.outreach.turns import (
    CADENCE_FACT,
    QUIET_FACT,
    RETURNED_FACT,
    Exclusion,
    Rule,
    Source,
    left_out,
    offered,
    queue,
    read_sources,
    set_sources,
)

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]
Log = Callable[..., int]
Did = Callable[..., None]


@op("Note what somebody did")
def _note(db: Database, rows: list[tuple[int, str, str, str, str, str]]) -> None:
    columns = ("member_id", "kind", "happened_on", "place", "source", "key")
    insert_many(db, "activity", columns, rows)


@pytest.fixture
def did(desk: Desk) -> Did:
    """Let a member do something, so many days ago each."""
    made = iter(range(100_000))

    def note(member: int, kind: str, *days_ago: int) -> None:
        days = [(MONDAY - timedelta(days=each)).isoformat() for each in days_ago]
        desk.do(_note, [(member, kind, day, "", "forum", str(next(made))) for day in days])

    return note


@pytest.fixture(autouse=True)
def _without_the_usual_cadence(desk: Desk) -> None:
    desk.do(set_facts, **{CADENCE_FACT: 0})


def rules(desk: Desk, today: date = MONDAY) -> list[Rule]:
    return [turn.rule for turn in queue(desk.db, today).offered]


@pytest.mark.parametrize(
    ("earlier", "days_ago", "is_offered"),
    [(None, 0, True), (None, 13, True), (None, 14, False), (400, 3, False)],
)
def test_a_first_contribution_is_thanked_for(
    desk: Desk, add: Add, did: Did, earlier: int | None, days_ago: int, is_offered: bool
) -> None:
    fatma = add()
    did(fatma, "reply", 200)
    did(fatma, "topic", days_ago, *([earlier] if earlier else []))
    assert (Rule.THANK in rules(desk)) == is_offered


def test_who_was_thanked_is_not_thanked_again(desk: Desk, add: Add, log: Log, did: Did) -> None:
    fatma = add()
    did(fatma, "topic", 5)
    log(fatma, days_ago=4, purpose="notify")
    assert rules(desk) == [Rule.THANK], "something else was written, no thanks"
    assert desk.words(queue(desk.db, MONDAY).offered[0].reason(MONDAY)) == (
        "Eerste bijdrage wo 18 nov, nog niet bedankt"
    )
    log(fatma, days_ago=1, purpose="thank")
    assert rules(desk) == []


@pytest.mark.parametrize(
    ("count", "silent", "is_offered"),
    [(50, 30, True), (49, 30, False), (50, 29, False), (50, 43, True), (50, 44, False)],
)
def test_who_was_busy_and_fell_silent_is_offered(
    desk: Desk, add: Add, did: Did, count: int, silent: int, is_offered: bool
) -> None:
    did(add(), "reply", *(silent + each % 60 for each in range(count)))
    assert (Rule.QUIET in rules(desk)) == is_offered


def test_a_small_community_notices_silence_sooner(desk: Desk, add: Add, did: Did) -> None:
    did(add(), "reply", *range(31, 41))
    assert rules(desk) == []
    desk.do(set_facts, **{QUIET_FACT: 10})
    assert rules(desk) == [Rule.QUIET]


@pytest.mark.parametrize(
    ("count", "gap", "is_offered"),
    [(20, 31, True), (19, 31, False), (20, 30, False)],
)
def test_who_came_back_after_a_month_is_offered(
    desk: Desk, add: Add, did: Did, count: int, gap: int, is_offered: bool
) -> None:
    did(add(), "reply", *([5] * count), 5 + gap)
    assert (Rule.RETURNED in rules(desk)) == is_offered


def test_a_return_says_how_long_it_was_silent(desk: Desk, add: Add, log: Log, did: Did) -> None:
    fatma = add()
    desk.do(set_facts, **{RETURNED_FACT: 2})
    did(fatma, "reply", 3, 3, 38)
    assert [desk.words(turn.reason(MONDAY)) for turn in queue(desk.db, MONDAY).offered] == [
        "Terug na 34 dagen stilte"
    ]
    log(fatma, days_ago=1)
    assert rules(desk) == []


@pytest.mark.parametrize(
    ("replies", "topics", "reason"),
    [
        (9, 0, "Nog 1 gesprek tot deelnemer"),
        (8, 0, None),
        (10, 0, "Nog 1 bijdrage tot bijdrager"),
        (0, 9, "Nog 1 bijdrage tot kerngroep"),
        (30, 8, None),
        (30, 10, None),
    ],
)
def test_one_step_from_the_next_level(
    desk: Desk, add: Add, did: Did, replies: int, topics: int, reason: str | None
) -> None:
    fatma = add()
    did(fatma, "reply", *([2] * replies))
    did(fatma, "topic", *([300] * topics))
    did(fatma, "reaction", *([2] if topics and not replies else []))
    said = [
        desk.words(turn.reason(MONDAY))
        for turn in queue(desk.db, MONDAY).offered
        if turn.rule == Rule.STEP
    ]
    assert said == ([reason] if reason else [])


def test_nobody_hears_twice_in_a_month_that_they_are_nearly_there(
    desk: Desk, add: Add, log: Log, did: Did
) -> None:
    fatma = add()
    did(fatma, "reply", *([2] * 9))
    log(fatma, days_ago=30, purpose="thank")
    assert rules(desk) == [Rule.STEP]
    log(fatma, days_ago=29, purpose="thank")
    assert rules(desk) == []


def test_a_source_that_is_off_finds_nobody(desk: Desk, add: Add, log: Log, did: Did) -> None:
    fatma = add()
    did(fatma, "topic", 1)
    log(fatma, days_ago=10, is_outgoing=False, purpose="ask")
    assert rules(desk) == [Rule.QUESTION]
    desk.do(set_sources, (Source(Rule.QUESTION, is_on=False),))
    assert rules(desk) == [Rule.THANK]
    assert desk.undo() is not None
    assert rules(desk) == [Rule.QUESTION]


def test_the_order_of_the_sources_is_the_order_of_the_queue(
    desk: Desk, add: Add, log: Log, did: Did
) -> None:
    asks, gives = add("Fatma"), add("Henk")
    log(asks, days_ago=3, is_outgoing=False, purpose="ask")
    did(gives, "topic", 1)
    assert rules(desk) == [Rule.QUESTION, Rule.THANK]
    desk.do(set_sources, (Source(Rule.THANK), Source(Rule.QUESTION)))
    found = queue(desk.db, MONDAY)
    assert [turn.rule for turn in found.offered] == [Rule.THANK, Rule.QUESTION]
    first, second = map(found.score, found.offered)
    assert first > second
    assert len(read_sources(desk.db)) == len(Rule), "one that is not named stands at its end"


def test_all_sources_off_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="at least one source"):
        desk.do(set_sources, tuple(Source(rule, is_on=False) for rule in Rule))


def test_a_cadence_follows_whatever_decides_it(desk: Desk, add: Add) -> None:
    """The table that stands ready is what is worked out from the members at this moment."""
    fatma, henk = add(tags=("bomen",)), add("Henk", tags=("bomen", "water"))

    def check() -> None:
        ready = desk.db.query("SELECT * FROM outreach_pace ORDER BY id")
        assert ready == desk.db.query("SELECT * FROM outreach_pace_now ORDER BY id")

    acts: list[Callable[[], object]] = [
        lambda: desk.do(set_tag_cadence, "bomen", 30),
        lambda: desk.do(set_tag_cadence, "water", 20),
        lambda: desk.do(agree_cadence, fatma, 7),
        lambda: desk.do(agree_cadence, fatma, 9),
        lambda: desk.do(change_member, henk, {"tags": ("bomen",)}),
        lambda: desk.do(change_member, henk, {"cadence_days": 3_650}),
        lambda: desk.do(change_member, henk, {"stage": "former"}),
        lambda: desk.do(change_member, henk, {"stage": "member"}),
        lambda: desk.do(rename_tag, "bomen", "groen"),
        lambda: desk.do(agree_cadence, fatma, None),
        lambda: desk.do(stop_contact, fatma, reason="wil niet", today=MONDAY),
        lambda: desk.do(restrict, henk, is_restricted=True),
        lambda: desk.do(remove_member, henk),
    ]
    for act in acts:
        act()
        check()
    for _ in acts:
        desk.undo()
        check()


@pytest.mark.parametrize("seed", range(6))
def test_the_queue_is_what_looking_at_everybody_gives(desk: Desk, seed: int) -> None:
    """Nobody who may not be written to is offered; who is left out is counted once, and why."""
    rng = Random(seed)  # noqa: S311 - invents people, keeps no secret
    desk.do(set_facts, **{CADENCE_FACT: rng.choice((0, 20))})
    desk.do(plan_minutes, 400)
    for number in range(60):
        _somebody(desk, rng, number)
    found = queue(desk.db, MONDAY)
    due = _due_by_hand(desk)
    assert {turn.member_id for turn in found.offered} <= due
    barred = left_out(desk.db, due, MONDAY)
    assert {turn.member_id for turn in found.offered} == due - barred.keys()
    assert found.excluded == Counter(barred.values())
    assert found == queue(desk.db, MONDAY), "the same order each time"
    assert offered(desk.db, MONDAY) == list(found.offered)
    for turn in found.offered:
        sent = _sent_to(desk, turn.member_id)
        assert not is_over_cap(sent, MONDAY)


def _somebody(desk: Desk, rng: Random, number: int) -> None:
    added_on = MONDAY - timedelta(days=rng.randint(4, 60))
    draft = MemberDraft(first_name=f"Lid {number}")
    member = desk.do(add_member, draft, today=added_on)
    if rng.random() < 0.5:
        desk.do(change_member, member, {"cadence_days": rng.randint(1, 40)})
    for _ in range(rng.randint(0, 3)):
        day = MONDAY - timedelta(days=rng.randint(0, 9))
        incoming = rng.random() < 0.4
        message = MessageDraft(
            member,
            text="Hoi",
            purpose=rng.choice(("ask", "thank", "help")),
            is_outgoing=not incoming,
            is_answer=not incoming,
            sent_at=desk.now() - (desk.today() - day),
        )
        desk.do(log_message, message, now=desk.now())
    if rng.random() < 0.2:
        desk.do(snooze, member, MONDAY + timedelta(days=rng.randint(1, 9)), today=MONDAY)
    if rng.random() < 0.1:
        desk.do(restrict, member, is_restricted=True)
    if rng.random() < 0.1:
        desk.do(stop_contact, member, reason="wil niet", today=MONDAY)


def _due_by_hand(desk: Desk) -> set[int]:
    """Who has a reason, worked out member by member without the tables that stand ready."""
    usual = desk.db.value("SELECT value FROM workbook_fact WHERE key = :key", {"key": CADENCE_FACT})
    due = set()
    for row in list_members(desk.db, limit=-1):
        member = desk.db.one("SELECT * FROM member WHERE id = :id", {"id": row.id})
        assert member is not None
        days = member["cadence_days"] or int(usual)
        since = date.fromisoformat(member["last_contact_on"] or member["added_on"])
        messages = desk.db.query(
            "SELECT * FROM outreach_message WHERE member_id = :id ORDER BY sent_at", {"id": row.id}
        )
        asked = [m["sent_at"] for m in messages if not m["is_outgoing"] and m["purpose"] == "ask"]
        sent = [m["sent_at"] for m in messages if m["is_outgoing"]]
        is_open = bool(asked) and (not sent or max(sent) < max(asked))
        follows = any(m["follow_up_on"] and m["follow_up_on"] <= str(MONDAY) for m in messages)
        has_passed = bool(days) and since + timedelta(days=days) <= MONDAY
        if is_open or follows or has_passed:
            due.add(row.id)
    return due


def _sent_to(desk: Desk, member: int) -> list[date]:
    sql = (
        "SELECT substr(sent_at, 1, 10) FROM outreach_message WHERE member_id = :id AND is_outgoing"
    )
    return [date.fromisoformat(each) for each in desk.db.column(sql, {"id": member})]


def test_every_exclusion_is_counted_with_its_reason(desk: Desk, add: Add, log: Log) -> None:
    spoils: list[Callable[[int], object]] = [
        lambda member: desk.do(stop_contact, member, reason="wil niet", today=MONDAY),
        lambda member: desk.do(restrict, member, is_restricted=True),
        lambda member: log(member, at=desk.now()),
        lambda member: [log(member, days_ago=n) for n in (2, 1)],
        lambda member: desk.do(snooze, member, MONDAY + timedelta(days=1), today=MONDAY),
    ]
    for number, spoil in enumerate(spoils):
        member = add(f"Lid {number}")
        spoil(member)
        log(member, is_outgoing=False, purpose="ask", at=desk.now())
        desk.do(change_member, member, {"cadence_days": 1})
    assert queue(desk.db, MONDAY).offered == ()
    tomorrow = MONDAY + timedelta(days=1)
    assert queue(desk.db, MONDAY).excluded == {
        Exclusion.NO_CONTACT: 1, Exclusion.RESTRICTED: 1, Exclusion.CAP: 1, Exclusion.SNOOZED: 1,
    }  # fmt: skip
    assert len(queue(desk.db, tomorrow).offered) == 2, "who was written to, and who was put off"
