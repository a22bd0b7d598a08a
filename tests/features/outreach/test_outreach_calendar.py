"""Outreach when days are odd: an hour less or more, week 53, away, midnight in a morning."""

from __future__ import annotations

import time as clocks
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, set_facts
from commdesk.features.content import ItemDraft, add_item
from commdesk.features.content.handed import today_items as questions
from commdesk.features.members import MemberDraft, add_member, change_member
from commdesk.features.outreach.handed import tiles, today_items
from commdesk.features.outreach.introductions import introduce
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message, plan_minutes, set_result, snooze
from commdesk.features.outreach.outcomes.model import last_weeks
from commdesk.features.outreach.outcomes.queries import outcomes
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.promises import PromiseDraft, due_promises, open_promise
from commdesk.features.outreach.promises.model import Side
from commdesk.features.outreach.queries import count_written, day_target, messages_of
from commdesk.features.outreach.turns import (
    CADENCE_FACT,
    Exclusion,
    Rule,
    due_by_day,
    queue,
)
from commdesk.features.outreach.weekly import week_items
from tests.conftest import AMSTERDAM, MovableClock
from tests.host import QuietHost, on_screen

Add = Callable[..., int]
CLOCK_BACK, CLOCK_FORWARD = date(2026, 10, 25), date(2027, 3, 28)
LONG_AGO = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Amsterdam")
        clocks.tzset()
        yield
    clocks.tzset()


@pytest.fixture(autouse=True)
def _without_the_usual_cadence(desk: Desk) -> None:
    desk.do(set_facts, **{CADENCE_FACT: 0})


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)


def say(desk: Desk, member: int, moment: datetime, **fields: Any) -> int:
    """Log a message as it was logged then."""
    draft = MessageDraft(member, text="Hoi", **fields)
    return desk.do(log_message, draft, now=moment)


@pytest.mark.parametrize("changed_on", [CLOCK_BACK, CLOCK_FORWARD], ids=("25 hours", "23 hours"))
def test_a_day_of_another_length_counts_from_midnight_to_midnight(
    desk: Desk, add: Add, changed_on: date
) -> None:
    """Of each of three days the first and the last minute are its own, in counts and caps."""
    days = [changed_on + timedelta(days=n) for n in (-1, 0, 1)]
    for day in days:
        for number, moment in enumerate((at(day, 0), at(day, 23, 59))):
            say(desk, add(f"{day} {number}", added_on=LONG_AGO), moment)
    assert [count_written(desk.db, day) for day in days] == [2, 2, 2]
    found = outcomes(desk.db, last_weeks(changed_on, 1), changed_on)
    assert found.total.sent == 4, "Saturday and Sunday; Monday is of the week after"


@pytest.mark.parametrize("changed_on", [CLOCK_BACK, CLOCK_FORWARD], ids=("25 hours", "23 hours"))
def test_the_cap_counts_days_and_no_hours_over_the_change(
    desk: Desk, add: Add, changed_on: date
) -> None:
    """Two messages on Tuesday hold until Monday evening, and pass at Tuesday's midnight."""
    fatma = add(added_on=LONG_AGO)
    tuesday = changed_on - timedelta(days=5)
    say(desk, fatma, at(tuesday, 0))
    say(desk, fatma, at(tuesday, 0, 1))
    desk.do(change_member, fatma, {"cadence_days": 1})
    monday = changed_on + timedelta(days=1)
    with pytest.raises(Refused, match="2 messages in 7 days"):
        say(desk, fatma, at(monday, 23, 59))
    assert queue(desk.db, monday).excluded == {Exclusion.CAP: 1}
    after = monday + timedelta(days=1)
    assert [turn.rule for turn in queue(desk.db, after).offered] == [Rule.FOLLOW_UP]
    say(desk, fatma, at(after, 0))


@pytest.mark.parametrize("changed_on", [CLOCK_BACK, CLOCK_FORWARD], ids=("25 hours", "23 hours"))
def test_follow_ups_promises_and_snoozing_keep_to_the_calendar_over_the_change(
    desk: Desk, add: Add, changed_on: date
) -> None:
    friday = changed_on - timedelta(days=2)
    fatma, henk, joke = (add(name, added_on=LONG_AGO) for name in ("Fatma", "Henk", "Joke"))
    say(desk, fatma, at(friday, 23, 30), purpose="ask")
    message = say(desk, henk, at(friday, 0, 30))
    desk.do(set_result, message, "will-contribute", today=friday, reason="")
    desk.do(change_member, joke, {"cadence_days": 1})
    desk.do(snooze, joke, friday + timedelta(days=7), today=friday)
    (sent,) = messages_of(desk.db, fatma)
    assert (sent.sent_on, sent.follow_up_on) == (friday, friday + timedelta(days=7))
    assert queue(desk.db, friday + timedelta(days=6)).offered == ()
    found = queue(desk.db, friday + timedelta(days=7)).offered
    assert [(turn.rule, turn.due_on) for turn in found if turn.member_id != joke] == [
        (Rule.FOLLOW_UP, friday + timedelta(days=7)),
        (Rule.PROMISE, friday + timedelta(days=7)),
    ]
    assert {turn.member_id for turn in found} == {fatma, henk, joke}


def test_the_hour_that_comes_twice_is_in_order_and_on_its_day(desk: Desk, add: Add) -> None:
    """02:30 in summer time and an hour later 02:30 in winter time: two moments of one day."""
    fatma = add(added_on=LONG_AGO)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for number, moment in enumerate((first, first + timedelta(hours=1))):
        say(desk, fatma, moment, is_outgoing=bool(number))
    newest, oldest = messages_of(desk.db, fatma)
    assert newest.is_outgoing
    assert newest.sent_at - oldest.sent_at == timedelta(hours=1)
    assert {newest.sent_on, oldest.sent_on} == {CLOCK_BACK}


def test_week_53_has_its_days_its_people_and_its_figures(desk: Desk, add: Add) -> None:
    """2026-W53 runs from 28 December to 3 January; New Year's Day is a closing day."""
    week = Week.parse("2026-W53")
    assert (week.monday, week.sunday) == (date(2026, 12, 28), date(2027, 1, 3))
    assert Week.of(date(2027, 1, 1)) == week
    desk.do(plan_minutes, 120)
    for name, days in (("Fatma", 7), ("Henk", 12)):  # counted from 21 December
        member = add(name, added_on=date(2026, 12, 21))
        desk.do(change_member, member, {"cadence_days": days})
    asked = add("Joke", added_on=LONG_AGO)
    say(desk, asked, at(date(2026, 12, 25), 12), purpose="ask")  # follow up on Friday 1 January
    planned = {
        item.day: Words("en")(item.title) for item in week_items(desk.db, week) if not item.is_done
    }
    assert planned[date(2026, 12, 28)] == "Write 1 message"
    assert date(2027, 1, 1) not in planned, "a closing day"
    nobody_more = due_by_day(desk.db, [week.monday + timedelta(days=n) for n in range(7)])
    assert {day: due.total for day, due in nobody_more.items()} == dict.fromkeys(
        (week.monday + timedelta(days=n) for n in range(7)), 1
    )
    monday = date(2027, 1, 4)
    assert [(turn.name, turn.due_on) for turn in queue(desk.db, monday).offered] == [
        ("Joke", monday), ("Fatma", week.monday), ("Henk", monday),
    ]  # fmt: skip
    say(desk, add("Lies", added_on=LONG_AGO), at(date(2027, 1, 3), 23, 59))
    say(desk, add("Mo", added_on=LONG_AGO), at(monday, 0))
    figures = outcomes(desk.db, last_weeks(monday, 3), monday).lines("week")
    assert [(line.id, line.count.sent) for line in figures if line.count.sent] == [
        ("2026-W52", 1), ("2026-W53", 1), ("2027-W01", 1),
    ]  # fmt: skip


def test_nothing_falls_due_while_you_are_away_and_it_is_spread_afterwards(
    desk: Desk, add: Add
) -> None:
    """A week away with Christmas after it: back on the first day that is worked."""
    away, until = date(2026, 12, 14), date(2026, 12, 24)
    back = date(2026, 12, 28)
    desk.do(plan_minutes, 4)
    for number in range(5):
        member = add(f"Lid {number}", added_on=date(2026, 12, 1))
        desk.do(change_member, member, {"cadence_days": 14 + number})
    before = [turn.name for turn in queue(desk.db, date(2026, 12, 11)).offered]
    assert before == []
    desk.do(add_absence, away, until)
    for number in range((back - away).days):
        day = away + timedelta(days=number)
        found = queue(desk.db, day)
        assert (found.is_workday, found.offered) == (False, ()), day
        assert today_items(desk.db, day) == []
    found = queue(desk.db, back)
    assert {turn.due_on for turn in found.offered} == {back}, "nothing is late"
    assert (len(found.offered), [day.day for day, _ in found.later]) == (2, [29, 29, 30])
    assert list(due_by_day(desk.db, [back - timedelta(days=n) for n in (5, 4)])) == []
    (tile,) = tiles(desk.db, away)
    assert Words("en")(tile.note) == "not a working day"


def test_our_dated_promises_are_announced_before_you_leave(desk: Desk, add: Add) -> None:
    away, until = date(2026, 12, 14), date(2026, 12, 25)
    desk.do(add_absence, away, until)
    promised = PromiseDraft(add(), side=Side.OURS, what="Bellen", due_on=date(2026, 12, 23))
    desk.do(open_promise, promised, today=date(2026, 12, 1))
    due = lambda day: [p.what for p in due_promises(desk.db, day, 9)]  # noqa: E731
    assert due(date(2026, 12, 9)) == []
    assert due(date(2026, 12, 10)) == ["Bellen"], "two days of work before its day"
    assert [turn.rule for turn in queue(desk.db, date(2026, 12, 11)).offered] == [Rule.OUR_PROMISE]
    week = [date(2026, 12, 7) + timedelta(days=n) for n in range(5)]
    assert {day.day: due.fresh for day, due in due_by_day(desk.db, week).items()} == {10: 1, 11: 0}


def test_who_joined_while_you_were_away_is_welcomed_when_you_are_back(desk: Desk, add: Add) -> None:
    desk.do(add_absence, date(2026, 12, 7), date(2026, 12, 18))
    lotte = add("Lotte", added_on=date(2026, 12, 8))
    back = date(2026, 12, 21)
    (turn,) = queue(desk.db, back).offered
    assert (turn.member_id, turn.rule, turn.due_on) == (lotte, Rule.WELCOME, back)
    assert queue(desk.db, back + timedelta(days=1)).offered == ()


def test_whoever_works_two_days_a_week_welcomes_everybody(desk: Desk, add: Add) -> None:
    desk.do(set_facts, workdays=[1, 2])
    add("Lotte", added_on=date(2026, 11, 25))
    assert [turn.rule for turn in queue(desk.db, date(2026, 11, 30)).offered] == [Rule.WELCOME]
    assert queue(desk.db, date(2026, 12, 1)).offered == ()


def test_introductions_and_questions_ask_nothing_on_a_day_off(desk: Desk, add: Add) -> None:
    monday = date(2026, 11, 23)
    fatma, henk = add(), add("Henk")
    desk.do(introduce, fatma, henk, "Bomen", now=at(monday, 12))  # asked after on 7 December
    desk.do(add_item, ItemDraft("Wie kent een snoeier?", published_on=date(2026, 12, 5)),
            today=date(2026, 12, 5))  # fmt: skip
    desk.do(add_absence, date(2026, 12, 5), date(2026, 12, 9))
    day = date(2026, 12, 9)
    assert [item.key for item in today_items(desk.db, day)] == []
    assert questions(desk.db, day) == []
    back = date(2026, 12, 10)
    (met,) = today_items(desk.db, back)
    (asked,) = questions(desk.db, back)
    assert met.due_on == asked.due_on == back


class _Evening(MovableClock):
    def __init__(self) -> None:
        super().__init__(datetime(2026, 11, 23, 23, 50, tzinfo=AMSTERDAM))


@pytest.fixture
def clock() -> MovableClock:
    return _Evening()


def test_midnight_in_the_middle_begins_a_new_day_of_everything(
    desk: Desk, clock: MovableClock, add: Add, qtbot: QtBot, qapp: QApplication
) -> None:
    """Ten to twelve: two are written; after midnight the count, the cap and the queue are anew."""
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    desk.do(plan_minutes, 8)
    people = [add(f"Lid {number}") for number in range(6)]
    for member in people:
        desk.do(change_member, member, {"cadence_days": 5})
    host = QuietHost(desk, Words("en"))
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        assert len(queue(desk.db, desk.today()).offered) == 4
        for _ in range(2):
            page.composer.text.setPlainText("Hoi, hoe gaat het?")
            page.send()
        assert count_written(desk.db, monday) == 2
        clock.move(minutes=11)
        page.begin_day()
        assert desk.today() == tuesday
        assert page.header._line.text().startswith("0 of 4 today")
        page.composer.text.setPlainText("Goedemorgen")
        page.send()
    assert [count_written(desk.db, day) for day in (monday, tuesday)] == [2, 1]
    found = queue(desk.db, tuesday)
    assert (found.written, found.target.messages, len(found.offered)) == (1, 4, 3)
    written = {member for member in people if messages_of(desk.db, member)}
    assert not written & {turn.member_id for turn in found.offered}
    assert day_target(desk.db, tuesday).messages == 4


def test_a_message_after_midnight_follows_up_from_its_own_day(
    desk: Desk, clock: MovableClock, add: Add
) -> None:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=LONG_AGO)
    clock.move(minutes=11)
    desk.do(log_message, MessageDraft(fatma, text="Hoi", purpose="ask"), now=desk.now())
    (sent,) = messages_of(desk.db, fatma)
    assert (sent.sent_on, sent.follow_up_on) == (date(2026, 11, 24), date(2026, 12, 1))
    late = MessageDraft(fatma, text="Van gisteren", sent_at=desk.now() - timedelta(minutes=5))
    desk.do(log_message, late, now=desk.now())
    assert [m.sent_on.day for m in messages_of(desk.db, fatma)] == [24, 23]
    assert add
