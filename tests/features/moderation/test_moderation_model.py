"""Rules of moderation that need no workbook: who may do a shift, which hours cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.coverage import TaskWeek, shortage_weeks
from commdesk.features.moderation.hours import Worked
from commdesk.features.moderation.hours.model import check_worked, overlapping
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.model import Around, check_shift
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import Moderator

MONDAY = date(2026, 11, 23)
TASK = Task(name="Juridische vragen", expertise="juridisch", id=1)
NOOR = Moderator(name="Noor", weekly_minutes=Minutes(240), expertise=("Juridisch",), id=1)
SHIFT = Shift(1, 1, MONDAY, "evening", Minutes(120))


def test_a_shift_that_fits_is_accepted() -> None:
    check_shift(SHIFT, TASK, NOOR, Around([replace(SHIFT, day_part="morning", id=2)]))


@pytest.mark.parametrize(
    ("shift", "task", "person", "others", "says"),
    [
        (SHIFT, TASK, NOOR, [replace(SHIFT, id=2)], "Noor has Avonddienst on Mon 23 Nov in the ev"),
        (SHIFT, TASK, replace(NOOR, expertise=()), [], "does not have it"),
        (SHIFT, TASK, replace(NOOR, weekly_minutes=Minutes(90)), [], "1 h 30 min of it free"),
        (SHIFT, TASK, replace(NOOR, is_active=False), [], "Noor is no longer active"),
        (SHIFT, replace(TASK, is_active=False), NOOR, [], "Juridische vragen is no longer active"),
        (replace(SHIFT, minutes=Minutes(0)), TASK, NOOR, [], "between 1 minute and 12 hours"),
        (replace(SHIFT, minutes=Minutes(-30)), TASK, NOOR, [], "between 1 minute and 12 hours"),
        (replace(SHIFT, day_part="night"), TASK, NOOR, [], "morning, afternoon or evening"),
    ],
)
def test_refuses_a_shift_with_the_reason(
    shift: Shift, task: Task, person: Moderator, others: list[Shift], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        check_shift(shift, task, person, Around(others, task_names={1: "Avonddienst"}))


def test_a_task_that_asks_no_expertise_can_be_done_by_anybody() -> None:
    check_shift(SHIFT, replace(TASK, expertise=""), replace(NOOR, expertise=()), Around())


@pytest.mark.parametrize(
    ("missing", "weeks", "is_shortage"),
    [(60, 0, True), (60, 3, True), (60, 4, False), (60, -1, False), (0, 0, False), (-60, 0, False)],
)
def test_a_shortage_is_in_this_or_the_coming_three_weeks(
    missing: int, weeks: int, is_shortage: bool
) -> None:
    cell = TaskWeek(
        week=Week.of(MONDAY) + weeks,
        task_id=1,
        task="",
        expertise="",
        needed=Minutes(240),
        planned=Minutes(240 - missing),
        worked=Minutes(0),
        available=Minutes(0),
    )
    assert cell.is_shortage(MONDAY) is is_shortage
    assert len(shortage_weeks(MONDAY)) == 4


LOG = Worked(1, 1, MONDAY, Minutes(60), start_minute=9 * 60)


@pytest.mark.parametrize(
    ("entry", "others", "says"),
    [
        (replace(LOG, minutes=Minutes(0)), [], "more than zero"),
        (replace(LOG, minutes=Minutes(-60)), [], "more than zero"),
        (replace(LOG, minutes=Minutes(30 * 60), start_minute=None), [], "a day has 24 hours"),
        (LOG, [replace(LOG, id=2, minutes=Minutes(23 * 60 + 1))], "a day has 24 hours"),
        (LOG, [replace(LOG, id=2, start_minute=9 * 60 + 30)], "from 09:30 on Mon 23 Nov already"),
        (replace(LOG, start_minute=23 * 60 + 30), [], "past midnight"),
    ],
)
def test_refuses_hours_that_cannot_have_been_worked(
    entry: Worked, others: list[Worked], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        check_worked(entry, others, "Noor")


spans = st.tuples(st.integers(0, 1380), st.integers(1, 60))


@given(spans, spans)
def test_overlap_is_sharing_a_minute(one: tuple[int, int], other: tuple[int, int]) -> None:
    first = replace(LOG, start_minute=one[0], minutes=Minutes(one[1]), id=1)
    second = replace(LOG, start_minute=other[0], minutes=Minutes(other[1]), id=2)
    shared = set(range(one[0], sum(one))) & set(range(other[0], sum(other)))
    assert bool(overlapping(first, [second])) == bool(shared)


def test_hours_without_a_beginning_or_on_another_day_do_not_overlap() -> None:
    other = replace(LOG, id=2)
    assert overlapping(replace(LOG, start_minute=None), [other]) is None
    assert overlapping(LOG, [replace(other, day=MONDAY + timedelta(1))]) is None
