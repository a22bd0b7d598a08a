"""Who was not told within a month that they are in the workbook comes on Today, as one line."""

from __future__ import annotations

from datetime import date

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.members.informing import today_items
from commdesk.features.members.views import TARGET, find_view
from commdesk.features.members.views.queries import count_in, scope_of
from commdesk.features.members.views.subjects import known_of
from commdesk.features.today.ops import snooze
from commdesk.features.today.queries import lines_of_today

TODAY = date(2026, 11, 23)


def add(desk: Desk, name: str, on: date, **more: object) -> int:
    return desk.do(add_member, MemberDraft(first_name=name, **more), today=on)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("added", "is_late"),
    [
        (date(2026, 10, 22), True),
        (date(2026, 10, 23), False),
        (date(2026, 11, 23), False),
    ],
)
def test_within_a_month_is_in_time(desk: Desk, added: date, is_late: bool) -> None:
    add(desk, "An", added)
    assert bool(today_items(desk.db, TODAY)) == is_late


def test_the_month_ends_on_the_last_day_of_a_shorter_one(desk: Desk) -> None:
    add(desk, "An", date(2027, 1, 31))
    assert not today_items(desk.db, date(2027, 2, 28))
    assert today_items(desk.db, date(2027, 3, 1))


def test_it_counts_whom_the_view_shows_that_it_opens(desk: Desk) -> None:
    add(desk, "An", date(2026, 1, 1))
    add(desk, "Bo", date(2026, 11, 20))
    add(desk, "Cas", date(2026, 1, 1), informed_on=date(2026, 1, 3))
    add(desk, "Dirk", date(2026, 1, 1), stage="former")
    (item,) = today_items(desk.db, TODAY)
    words = Words("nl")
    assert words(item.title) == "2 mensen nog niet geïnformeerd"
    assert words(item.reason).startswith("1 langer dan een maand")
    assert (item.page, item.due_on, item.minutes) == ("members", date(2026, 2, 2), 15)
    view = find_view(desk.db, FEATURES, str(item.target).removeprefix(TARGET))
    subjects = known_of(desk.db, FEATURES).subjects
    assert count_in(desk.db, scope_of(subjects, view.conditions, TODAY)) == 2


def test_put_off_it_does_not_come_back_within_the_day(desk: Desk) -> None:
    add(desk, "An", date(2026, 1, 1))
    (line,) = [each.item for each in lines_of_today(desk.db, FEATURES, TODAY)
               if each.item.feature == "members"]  # fmt: skip
    later = date(2026, 11, 24)
    desk.do(snooze, line.key, title=line.title, until=later, today=TODAY)
    shown = [each.item.key for each in lines_of_today(desk.db, FEATURES, TODAY)]
    assert line.key not in shown
    shown = [each.item.key for each in lines_of_today(desk.db, FEATURES, later)]
    assert line.key in shown
