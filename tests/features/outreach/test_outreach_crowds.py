"""What holds in every community: whom the queue never offers, how many, in which order, why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.core.workbook import workdays
from commdesk.features.outreach.model import is_over_cap
from commdesk.features.outreach.queries import sent_days
from commdesk.features.outreach.turns import (
    EXPLAINED,
    PURPOSE_OF,
    RULES,
    Queue,
    Rule,
    due_by_day,
    left_out,
    queue,
    read_sources,
)
from commdesk.features.outreach.turns.candidates import candidates
from commdesk.features.outreach.turns.moments import Moments
from commdesk.features.outreach.turns.paces import passed
from commdesk.features.outreach.turns.ranking import places
from tests.features.outreach.crowds import MONDAY, Community, communities, lived_in

FEW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WEEK = [MONDAY + timedelta(days=n) for n in range(7)]
WORDS = (Words("nl"), Words("en"))
ONLY = re.compile(r"[{}]|None|\bdate\(")


@FEW
@given(communities)
def test_the_rules_of_the_queue_hold_for_everybody(
    empty_workbook: Path, community: Community
) -> None:
    with lived_in(empty_workbook, community) as desk:
        for day in WEEK:
            found = queue(desk.db, day)
            _check_people(desk, found, day)
            _check_days(desk, found, day)
            assert found == queue(desk.db, day), "the same again"
            for turn in (*found.offered, *(turn for _, turn in found.later)):
                for words in WORDS:
                    reason = words(turn.reason(day))
                    assert reason.strip()
                    assert not ONLY.search(reason), reason


def _check_people(desk: Desk, found: Queue, day: date) -> None:
    turns, calendar = [*found.offered, *(turn for _, turn in found.later)], workdays(desk.db)
    ids = [turn.member_id for turn in turns]
    assert len(ids) == len(set(ids)), "each person once"
    assert left_out(desk.db, ids, day) == {}
    for turn in turns:
        row = desk.db.one("SELECT * FROM member WHERE id = :id", {"id": turn.member_id})
        assert row is not None
        assert not row["do_not_contact"]
        assert not row["is_restricted"]
        assert row["stage"] != "former"
        sent = sent_days(desk.db, turn.member_id, day)
        assert day not in sent
        assert not is_over_cap(sent, day)
        assert turn.due_on <= calendar.next_from(day) or turn.rule is Rule.OUR_PROMISE
    place = places(found.sources)
    order = [(place[turn.rule], turn.due_on, turn.member_id) for turn in turns]
    assert order == sorted(order)


def _check_days(desk: Desk, found: Queue, day: date) -> None:
    calendar = workdays(desk.db)
    room = max(found.target.messages - found.written, 0)
    assert len(found.offered) <= room
    assert found.is_workday == (day in calendar)
    assert found.is_workday or not found.offered
    assert not found.later or len(found.offered) == room, "first today is full"
    for later, turn in found.later:
        assert later in calendar, "nothing falls due in days that are not worked"
        assert later > day
        assert turn.rule is Rule.OUR_PROMISE or turn.due_on in calendar


@FEW
@given(communities)
def test_a_week_counts_whom_the_queue_would_find_on_each_of_its_days(
    empty_workbook: Path, community: Community
) -> None:
    with lived_in(empty_workbook, community) as desk:
        counted = due_by_day(desk.db, WEEK)
        expected = {day: _found_by_hand(desk, day) for day in WEEK}
        totals = {day: due.total for day, due in counted.items()}
        assert totals == {day: len(ids) for day, ids in expected.items() if ids}
        before: set[int] = set()
        for day in WEEK:
            if day in counted and day != MONDAY:
                assert counted[day].fresh == len(expected[day] - before), day
            before |= expected[day]
        some = due_by_day(desk.db, WEEK, enough=2)
        assert some == counted or all(2 <= some[day].total <= counted[day].total for day in WEEK), (
            "who is not looked for only comes on top of enough"
        )


def _found_by_hand(desk: Desk, day: date) -> set[int]:
    """Everybody whom a source finds on a day and who may be written to then."""
    at, sources = Moments.of(desk.db, day), read_sources(desk.db)
    found = {each.turn.member_id for each in candidates(desk.db, at, sources) if not each.why}
    return found | {turn.member_id for turn in passed(desk.db, at, 1_000)}


@pytest.mark.parametrize("words", WORDS, ids=("nl", "en"))
def test_every_source_has_words_of_its_own(words: Words) -> None:
    assert {rule for rule, _ in RULES} == set(Rule) == EXPLAINED.keys() == PURPOSE_OF.keys()
    for told in ([title for _, title in RULES], [EXPLAINED[rule] for rule in Rule]):
        shown = [words(each) for each in told]
        assert len(set(shown)) == len(Rule), shown
        assert all(each.strip() for each in shown)
