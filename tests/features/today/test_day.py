"""The sum of the list against the hours of the day, and what the day brought."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.feature import Act, WeekItem
from commdesk.core.values import Minutes
from commdesk.core.words import Words, say
from commdesk.core.workbook import add_absence, add_closing_day, set_facts
from commdesk.features.moderation import (
    DayPart,
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.plan import TodoDraft, add_todo, complete_todo
from commdesk.features.today.model import DayWork, day_work
from commdesk.features.today.queries import first_line_of, lines_of_today, morning_of, work_of_today
from commdesk.features.today.wording import done_words, first_words, morning_parts, over_words

MONDAY = date(2026, 11, 23)
HOURS = Minutes(432)
EN = Words("en")


def block(key: str, minutes: int, **more: Any) -> WeekItem:
    usual: dict[str, Any] = {"day": MONDAY, "title": say(key), "kind": "other"}
    return WeekItem(**{"feature": "plan", "key": key, "minutes": Minutes(minutes)} | usual | more)


def add(desk: Desk, title: str, minutes: int, **more: Any) -> int:
    draft = TodoDraft(title=title, minutes=Minutes(minutes), **{"planned_on": MONDAY} | more)
    return desk.do(add_todo, draft, today=MONDAY)


def header(desk: Desk) -> str:
    lines = lines_of_today(desk.db, desk.features, MONDAY)
    work = work_of_today(desk.db, desk.features, lines, MONDAY)
    over = over_words(lines, work)
    said = morning_parts(lines, work, morning_of(desk.db, desk.features, MONDAY), EN)
    return " · ".join([*said, *([EN(over)] if over else [])])


def test_done_work_and_an_own_shift_take_from_the_hours_and_the_list_itself_does_not() -> None:
    work = day_work(
        HOURS,
        [
            block("done", 60, is_done=True),
            block("own shift", 120),
            block("shift of another", 120, is_own=False),
            block("to-do that can be moved", 30, move=Act),
            block("messages that fall due", 40, due_on=MONDAY),
            block("tomorrow", 40, day=MONDAY + timedelta(days=1)),
        ],
        [],
        MONDAY,
    )
    assert (work.done_minutes, work.fixed, work.room) == (60, 120, 252)
    assert work.over(300) == 48


def test_what_was_planned_for_another_day_and_done_today_is_of_today() -> None:
    friday = MONDAY - timedelta(days=3)
    early = block("early", 45, day=friday, is_done=True, done_on=MONDAY)
    before = block("before", 45, is_done=True, done_on=friday)
    assert day_work(HOURS, [early, before], [], MONDAY).done == (early,)


def test_the_header_says_the_sum_and_the_hours(desk: Desk) -> None:
    add(desk, "Call Sanne", 45)
    add(desk, "Write Henk", 60)
    assert header(desk) == "2 things, 1.75 of 7.2 h"


def test_it_says_in_words_when_it_does_not_fit(desk: Desk) -> None:
    add(desk, "Plan", 300)
    add(desk, "More", 202)
    assert header(desk).endswith(" · 1 h 10 min more than there is")


def test_what_is_done_leaves_fewer_hours_for_the_rest(desk: Desk) -> None:
    done = add(desk, "Early", 132)
    add(desk, "Late", 15)
    desk.do(complete_todo, done, today=MONDAY)
    assert header(desk) == "1 thing, 0.25 of 5 h"


@pytest.mark.parametrize("kind", ["weekend", "closed", "away"])
def test_a_day_without_hours_says_that_it_is_none(desk: Desk, kind: str) -> None:
    if kind == "weekend":
        desk.do(set_facts, workdays=[2, 3, 4])
    elif kind == "closed":
        desk.do(add_closing_day, MONDAY, "Brug")
    else:
        desk.do(add_absence, MONDAY, MONDAY)
    add(desk, "Call Sanne", 15, planned_on=MONDAY, due_on=MONDAY)
    assert "not a working day" in header(desk) or header(desk) == "nothing left for today"


def test_others_are_counted_apart(desk: Desk) -> None:
    add(desk, "Call Sanne", 15)
    add(desk, "Roster", 90, owner="Daan")
    assert header(desk) == "1 thing, 0.25 of 7.2 h · 1 thing of others"


def test_the_morning_line_names_the_shifts_that_nobody_has_tonight(desk: Desk) -> None:
    slots = Slots([(1, DayPart.EVENING), (1, DayPart.MORNING), (2, DayPart.EVENING)])
    draft = TaskDraft("Evening shift", weekly_minutes=Minutes(360), slots=slots)
    task = desk.do(add_task, draft)
    assert "1 shift open today · 1 shift open tonight" in header(desk)
    noor = desk.do(add_moderator, ModeratorDraft("Noor", weekly_minutes=Minutes(600)))
    desk.do(add_shift, Shift(task, noor, MONDAY, DayPart.EVENING, Minutes(120)))
    assert "tonight" not in header(desk)


def test_done_today_is_said_with_the_longest_first() -> None:
    done = [block(key, minutes, is_done=True) for key, minutes in (("a", 5), ("b", 30))]
    assert EN(done_words(DayWork(HOURS))) == "Nothing was ticked off today."
    assert EN(done_words(DayWork(HOURS, done=tuple(done)))) == ("Done today, in 35 min: b and a.")
    more = [*done, block("c", 1), block("d", 2)]
    assert EN(done_words(DayWork(HOURS, done=tuple(more)))) == (
        "Done today, in 38 min; among them b, a, and d."
    )


def test_it_knows_what_tomorrow_begins_with(desk: Desk) -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert EN(first_words(*first_line_of(desk.db, desk.features, MONDAY))) == (
        "Nothing is known yet for Tue 24 Nov."
    )
    add(desk, "Call Sanne", 15, planned_on=tuesday)
    assert EN(first_words(*first_line_of(desk.db, desk.features, MONDAY))) == (
        "First on Tue 24 Nov: Call Sanne."
    )
