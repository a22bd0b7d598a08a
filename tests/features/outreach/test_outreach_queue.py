"""Who is offered today out of a real workbook, and what Today, Week and the sheet get of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, set_facts
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    note_contact,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.outreach import FEATURE
from commdesk.features.outreach.handed import AT_MOST, badge, tiles, today_items
from commdesk.features.outreach.ops import agree_cadence, plan_minutes, set_result, snooze
from commdesk.features.outreach.page.standing import how_far
from commdesk.features.outreach.queries import timeline
from commdesk.features.outreach.turns import CADENCE_FACT, Exclusion, Rule, list_paces, queue
from commdesk.features.week.queries import week_plan

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]
Log = Callable[..., int]
Cadence = Callable[[int, int], None]


def offered(desk: Desk, today: date = MONDAY) -> list[tuple[str, Rule]]:
    return [(turn.name, turn.rule) for turn in queue(desk.db, today).offered]


def test_day_one_with_a_list_of_people_is_calm(desk: Desk, add: Add) -> None:
    for number in range(240):
        add(f"Lid {number}", added_on=MONDAY)
    assert offered(desk) == []
    assert not offered(desk, MONDAY + timedelta(days=89))
    later = queue(desk.db, date(2027, 2, 22))
    assert len(later.offered) == 54, "the usual 90 days have passed: spread, not a wall"
    assert len(later.later) == 240 - 54


def test_a_cadence_is_due_on_its_last_day_and_not_the_day_before(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    fatma = add()
    cadence(fatma, 30)
    log(fatma, days_ago=31, purpose="thank")
    assert offered(desk, MONDAY - timedelta(days=4)) == []
    assert offered(desk) == [("Fatma", Rule.CADENCE)], "day 30 was a Sunday"
    assert desk.words(queue(desk.db, MONDAY).offered[0].reason(MONDAY)) == (
        "31 dagen geen contact (afgesproken: elke 30)"
    )


def test_the_narrowest_cadence_wins(desk: Desk, add: Add) -> None:
    fatma = add(tags=("kerngroep", "bomen"))
    days = lambda: list_paces(desk.db, member_ids=[fatma])[0].days  # noqa: E731
    assert days() == 90
    desk.do(set_tag_cadence, "kerngroep", 45)
    desk.do(set_tag_cadence, "bomen", 60)
    assert days() == 45
    desk.do(change_member, fatma, {"cadence_days": 50})
    assert days() == 50
    desk.do(agree_cadence, fatma, 70)
    assert days() == 70
    desk.do(agree_cadence, fatma, None)
    assert days() == 50


def test_without_a_usual_cadence_only_agreed_ones_count(desk: Desk, add: Add) -> None:
    add()
    desk.do(set_facts, **{CADENCE_FACT: 0})
    assert list_paces(desk.db) == []


def test_contact_in_either_direction_resets_the_cadence(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    fatma = add()
    cadence(fatma, 10)
    assert offered(desk) == [("Fatma", Rule.CADENCE)]
    log(fatma, days_ago=2, is_outgoing=False)
    assert offered(desk) == []


def test_a_follow_up_comes_on_its_day_with_its_reason(desk: Desk, add: Add, log: Log) -> None:
    log(add(), days_ago=7, purpose="invite")
    assert offered(desk, MONDAY - timedelta(days=3)) == []
    found = queue(desk.db, MONDAY).offered
    assert [turn.rule for turn in found] == [Rule.FOLLOW_UP]
    assert desk.words(found[0].reason(MONDAY)) == "Geen antwoord sinds ma 16 nov (uitnodigen)"


def test_a_promise_is_asked_after(desk: Desk, add: Add, log: Log) -> None:
    message = log(add(), days_ago=9)
    desk.do(set_result, message, "will-contribute", today=date(2026, 11, 16), reason="")
    assert offered(desk) == [("Fatma", Rule.PROMISE)]


def test_a_question_stays_until_something_went_back(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=7, is_outgoing=False, purpose="ask")
    assert offered(desk) == [("Fatma", Rule.QUESTION)]
    log(fatma, days_ago=1, is_answer=True)
    assert offered(desk) == []


def test_a_newcomer_is_offered_until_somebody_writes(desk: Desk, add: Add, log: Log) -> None:
    lotte = add("Lotte", added_on=date(2026, 11, 21))
    add("Vorige week", added_on=date(2026, 11, 19))
    add("Gezocht", added_on=date(2026, 11, 21), stage="prospect")
    assert offered(desk) == [("Lotte", Rule.WELCOME)]
    log(lotte, days_ago=1)
    assert offered(desk) == []


def test_who_is_left_out_is_counted_with_the_reason(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    no, restricted, snoozed, capped, free = (add(f"Lid {n}") for n in range(5))
    for member in (no, restricted, snoozed, capped, free):
        cadence(member, 1)
    log(capped, days_ago=6)
    log(capped, days_ago=3)
    desk.do(stop_contact, no, reason="Nee", today=MONDAY)
    desk.do(restrict, restricted, is_restricted=True)
    desk.do(snooze, snoozed, date(2026, 11, 25), today=MONDAY)
    found = queue(desk.db, MONDAY)
    assert [turn.member_id for turn in found.offered] == [free]
    assert found.excluded == {
        Exclusion.NO_CONTACT: 1,
        Exclusion.RESTRICTED: 1,
        Exclusion.CAP: 1,
        Exclusion.SNOOZED: 1,
    }
    log(free)
    assert queue(desk.db, MONDAY).excluded.get(Exclusion.WRITTEN_TODAY) is None, "not due any more"


def test_a_former_member_is_never_offered(desk: Desk, add: Add, log: Log) -> None:
    old = add("Oud", stage="former")
    log(old, days_ago=9)
    log(old, days_ago=8, is_outgoing=False, purpose="ask")
    assert offered(desk) == []


def test_never_more_than_what_is_left_of_the_target(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    desk.do(plan_minutes, 6)
    people = [add(f"Lid {number}") for number in range(6)]
    for member in people:
        cadence(member, 5)
    log(people[0])
    found = queue(desk.db, MONDAY)
    assert (found.target.messages, found.written, len(found.offered)) == (3, 1, 2)
    assert [day for day, _ in found.later] == [date(2026, 11, 24)] * 3


def test_own_absence_counts_like_a_weekend(desk: Desk, add: Add, cadence: Cadence) -> None:
    cadence(add(), 5)
    desk.do(add_absence, MONDAY, date(2026, 11, 27))
    found = queue(desk.db, MONDAY)
    assert not found.is_workday
    assert found.offered == ()
    assert offered(desk, date(2026, 11, 30)) == [("Fatma", Rule.CADENCE)]


def test_today_has_one_line_a_person_and_the_rest_as_one(
    desk: Desk, add: Add, cadence: Cadence
) -> None:
    for number in range(AT_MOST + 3):
        cadence(add(f"Lid {number}"), 5)
    items = today_items(desk.db, MONDAY)
    assert len(items) == AT_MOST + 1
    assert items[0].key == f"contact:{items[0].member_id}"
    assert desk.words(items[0].title).startswith("Contact met Lid")
    assert desk.words(items[-1].title) == "Nog 3 berichten schrijven"
    assert items[-1].minutes == 6


def test_the_tile_names_both_numbers_and_the_badge_who_is_left(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    assert badge(desk.db, MONDAY) is None
    desk.do(plan_minutes, 120)
    log(add())
    cadence(add("Henk"), 5)
    (tile,) = tiles(desk.db, MONDAY)
    assert desk.words(tile.figure) == "1 van 60"
    assert desk.words(tile.note) == "2 u gepland, 2 min per bericht"
    shown = badge(desk.db, MONDAY)
    assert shown
    assert desk.words(shown.text) == "1"


def of_week(desk: Desk, today: date, week: Week) -> list[tuple[int, str, int, bool]]:
    """What Week shows of outreach: weekday, words, minutes, whether it is done."""
    plan = week_plan(desk.db, (FEATURE,), week, today)
    return [
        (day.day.isoweekday(), Words("en")(item.title), item.minutes, item.is_done)
        for day in plan.days
        for item in day.items
    ]


def test_a_week_plans_no_more_messages_than_people_are_due(
    desk: Desk, add: Add, cadence: Cadence
) -> None:
    desk.do(plan_minutes, 120)
    assert of_week(desk, MONDAY, Week.of(MONDAY)) == []
    for name, days in (("Fatma", 7), ("Henk", 7), ("Joke", 55)):  # added on 1 October
        cadence(add(name), days)
    assert of_week(desk, MONDAY, Week.of(MONDAY)) == [
        (1, "Write 2 messages", 4, False),
        (3, "Write 1 message", 2, False),
    ]
    assert of_week(desk, MONDAY, Week.of(MONDAY) + 1) == []


def test_who_was_not_written_to_is_planned_today_and_not_twice(
    desk: Desk, add: Add, cadence: Cadence
) -> None:
    for name in ("Fatma", "Henk"):
        cadence(add(name), 7)
    wednesday = MONDAY + timedelta(2)
    assert of_week(desk, wednesday, Week.of(MONDAY)) == [(3, "Write 2 messages", 4, False)]
    desk.do(plan_minutes, 2)  # one a day: the other one waits for a later day
    assert of_week(desk, wednesday, Week.of(MONDAY))[:2] == [
        (3, "Write 1 message", 2, False),
        (4, "Write 1 message", 2, False),
    ]


def test_today_in_the_week_asks_for_as_many_messages_as_the_queue_offers(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    cadence(add("Fatma"), 7)
    snoozed, asked = add("Henk"), add("Joke")
    cadence(snoozed, 7)
    desk.do(snooze, snoozed, MONDAY + timedelta(2), today=MONDAY)
    log(asked, is_outgoing=False, purpose="ask", days_ago=1)
    desk.do(add_member, MemberDraft(first_name="Nieuw"), today=MONDAY - timedelta(2))
    items = [item for item in of_week(desk, MONDAY, Week.of(MONDAY)) if item[0] == 1]
    assert sum(minutes for _, _, minutes, _ in items) // 2 == len(queue(desk.db, MONDAY).offered)


def test_messages_written_are_done_minutes_of_growth(
    desk: Desk, add: Add, log: Log, cadence: Cadence
) -> None:
    desk.do(plan_minutes, 6)
    for name in ("Fatma", "Henk"):
        log(add(name))
    for name in ("Joke", "Kees"):
        cadence(add(name), 7)
    assert of_week(desk, MONDAY, Week.of(MONDAY)) == [
        (1, "2 messages written", 4, True),
        (1, "Write 1 message", 2, False),
    ]
    (growth,) = week_plan(desk.db, (FEATURE,), Week.of(MONDAY), MONDAY).kinds
    assert (growth.kind, growth.planned, growth.done) == ("growth", 6, 4)


def test_a_week_plans_messages_on_working_days_only(desk: Desk, add: Add, cadence: Cadence) -> None:
    desk.do(plan_minutes, 2)
    for name in ("Fatma", "Henk", "Joke", "Kees", "Lies", "Mo", "Noor", "Oma"):
        cadence(add(name), 7)
    assert [item[0] for item in of_week(desk, MONDAY, Week.of(MONDAY))] == [1, 2, 3, 4, 5]


def test_the_sheet_carries_no_texts_and_no_restricted_members(
    desk: Desk, clock: Any, add: Add, log: Log
) -> None:
    (sheet,) = FEATURE.sheets
    fatma, henk = add(), add("Henk")
    log(fatma, text="Vertrouwelijk")
    log(henk)
    desk.do(restrict, henk, is_restricted=True)
    rows = sheet.rows(desk.db, ExportScope((Week.of(MONDAY),), clock.today()))
    assert [row["name"] for row in rows] == ["Fatma"]
    assert rows[0]["sent_on"] == MONDAY
    assert "text" not in {column.key for column in sheet.columns}
    assert {column.key for column in sheet.columns} <= rows[0].keys()
    assert sheet.has_people
    assert not sheet.by_default


def test_a_follow_up_in_an_absence_comes_after_it_and_is_not_late(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    log(fatma, follow_up_on=MONDAY + timedelta(days=2))
    desk.do(add_absence, MONDAY + timedelta(days=2), MONDAY + timedelta(days=13))
    assert queue(desk.db, MONDAY + timedelta(days=3)).later == ()
    back = MONDAY + timedelta(days=14)
    (turn,) = queue(desk.db, back).offered
    assert (turn.due_on, turn.rule) == (back, Rule.FOLLOW_UP)
    (item,) = today_items(desk.db, back)
    assert item.urgency == "due"


def test_today_outreach_and_week_name_the_same_number_of_people(
    desk: Desk, add: Add, cadence: Cadence
) -> None:
    for number in range(12):
        cadence(add(f"Lid {number}", added_on=MONDAY - timedelta(days=5 + number % 2)), 5)
    found = queue(desk.db, MONDAY)
    assert len(found.offered) == 12
    rest = [item for item in today_items(desk.db, MONDAY) if item.key == "outreach:rest"]
    assert Words("en")(rest[0].title) == "Write 6 more messages"
    assert Words("en")(rest[0].reason).startswith("12 people's turn in all")
    assert how_far(found, Words("en"), has_people=True) == "0 of 54 today · 12 people's turn"
    (monday, *_) = week_plan(desk.db, desk.features, Week.of(MONDAY), MONDAY).days
    told = [Words("en")(item.title) for item in monday.items if item.feature == "outreach"]
    assert told == ["Write 12 messages"]


def test_nobody_is_asked_for_messages_while_there_are_no_people(desk: Desk, add: Add) -> None:
    assert tiles(desk.db, MONDAY) == []
    assert how_far(queue(desk.db, MONDAY), Words("en"), has_people=False) == ""
    add()
    assert tiles(desk.db, MONDAY)


def test_contact_that_a_list_brought_in_is_in_the_story(desk: Desk, add: Add, log: Log) -> None:
    fatma = add(source="leden.xlsx")
    desk.do(_known_since, fatma, MONDAY - timedelta(days=40))
    log(fatma, days_ago=60, purpose="thank")
    told = {words(item.kind): words(item.text) for item in timeline(desk.db, fatma)}
    assert told["Last contact"] == "from the list leden.xlsx"
    log(fatma, days_ago=3)
    kinds = [words(item.kind) for item in timeline(desk.db, fatma)]
    assert "Last contact" not in kinds


words = Words("en")


@op("Know of contact")
def _known_since(db: Database, member_id: int, day: date) -> None:
    note_contact(db, member_id, day)
