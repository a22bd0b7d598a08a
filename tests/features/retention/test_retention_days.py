"""The days of a rule: until when something is kept, and from which day on it is past its date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.database import insert, update
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.retaining import last_past, months_after
from commdesk.features.members import MemberDraft, add_member, change_member, change_members
from commdesk.features.retention.model import Rule
from commdesk.features.retention.queries import every_rule, ids_past, list_rules, standing_of
from tests.conftest import MovableClock
from tests.features.retention.everything import LONG_AGO, plant, rule

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 240)

# of, kept for months, the last day on which it is kept
BOUNDARIES = (
    (date(2024, 2, 29), 12, date(2025, 2, 28)),
    (date(2024, 2, 29), 24, date(2026, 2, 28)),
    (date(2024, 2, 29), 48, date(2028, 2, 29)),
    (date(2025, 2, 28), 36, date(2028, 2, 28)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2027, 12, 31), 2, date(2028, 2, 29)),
    (date(2026, 3, 31), 6, date(2026, 9, 30)),
    (date(2026, 8, 31), 6, date(2027, 2, 28)),
    (date(2026, 11, 23), 12, date(2027, 11, 23)),
    (date(2026, 12, 31), 1, date(2027, 1, 31)),
    (date(2026, 11, 23), 0, date(2026, 11, 23)),
)


@pytest.mark.parametrize(("since", "months", "until"), BOUNDARIES)
def test_it_is_kept_up_to_and_with_the_same_day_and_past_the_day_after(
    since: date, months: int, until: date
) -> None:
    assert months_after(since, months) == until
    assert last_past(until, months) < since
    assert last_past(until + timedelta(days=1), months) >= since


@given(DAYS, MONTHS)
def test_months_are_counted_as_dateutil_counts_them(day: date, months: int) -> None:
    assert months_after(day, months) == day + relativedelta(months=months)


@given(DAYS, MONTHS, st.integers(-5, 5))
def test_what_is_past_is_what_was_to_be_kept_until_before_today(
    today: date, months: int, around: int
) -> None:
    since = last_past(today, months) + timedelta(days=around)
    assert (since <= last_past(today, months)) == (months_after(since, months) < today)


# rule, the last day on which what is of 2019-03-04 is kept by the months it begins with
USUAL = {
    "own-day": LONG_AGO + timedelta(days=7),
    "former-members": date(2020, 3, 4),
    "prospects": date(2020, 3, 4),
    "prospects-answered": date(2021, 3, 4),
    "moderators": date(2022, 1, 1),  # ids begin in 2020: that is when they were added
    "interviewees": date(2021, 3, 4),
    "message-texts": date(2021, 3, 4),
    "promise-texts": date(2021, 3, 4),
    "introductions": date(2021, 3, 4),
    "drafts": date(2020, 7, 1),
    "hours-notes": date(2021, 3, 4),
    "interview-texts": date(2021, 3, 4),
    "export-log": date(2024, 3, 4),
    "import-log": date(2024, 3, 4),
}


def test_the_table_of_boundary_days_has_every_rule() -> None:
    assert USUAL.keys() | {"history-values"} == {each.key for each in every_rule(FEATURES)}


@pytest.mark.parametrize("key", USUAL)
def test_every_rule_lets_go_on_its_own_day_and_not_before(desk: Desk, key: str) -> None:
    desk.do(plant, "plant", LONG_AGO)
    (found,) = (each for each in list_rules(desk.db, FEATURES) if each.key == key)
    last = USUAL[key]
    assert not ids_past(desk.db, found, last)
    assert ids_past(desk.db, found, last + timedelta(days=1))
    before = standing_of(desk.db, found, last)
    assert (before.past, before.next_on) == (0, last + timedelta(days=1))


def test_values_in_history_are_past_two_years_after_the_act(desk: Desk) -> None:
    desk.do(add_member, MemberDraft(first_name="Jan"), today=desk.today())
    (found,) = (r for r in list_rules(desk.db, FEATURES) if r.key == "history-values")
    last = date(2028, 11, 23)
    (newest,) = desk.db.column("SELECT max(id) FROM journal_entry")
    assert newest not in ids_past(desk.db, found, last)
    assert newest in ids_past(desk.db, found, last + timedelta(days=1))


@op("Set")
def _set(db: object, table: str, row_id: int, **values: object) -> None:
    update(db, table, row_id, values)  # type: ignore[arg-type]


def test_a_day_of_their_own_goes_before_every_rule(desk: Desk) -> None:
    draft = MemberDraft(first_name="Jan", stage="former", retention_on=date(2030, 1, 1))
    member = desk.do(add_member, draft, today=LONG_AGO)
    by_key = {each.key: each for each in list_rules(desk.db, FEATURES)}
    today = desk.today()
    assert not ids_past(desk.db, by_key["former-members"], today)
    assert not ids_past(desk.db, by_key["own-day"], today)
    desk.do(change_member, member, {"retention_on": date(2026, 11, 22), "stage": "member"})
    assert ids_past(desk.db, by_key["own-day"], today) == [member]


def test_restricted_data_is_kept_whatever_its_date(desk: Desk) -> None:
    draft = MemberDraft(first_name="Jan", stage="former", retention_on=date(2020, 1, 1))
    member = desk.do(add_member, draft, today=LONG_AGO)
    desk.do(_set, "member", member, is_restricted=1)
    for each in list_rules(desk.db, FEATURES):
        if each.retention.table == "member":
            assert member not in ids_past(desk.db, each, desk.today())


def test_a_year_counts_from_the_day_somebody_left_or_was_spoken_last(
    desk: Desk, clock: MovableClock
) -> None:
    members = [desk.do(add_member, MemberDraft(first_name=n), today=LONG_AGO) for n in "ABC"]
    desk.do(change_member, members[0], {"stage": "former"})
    desk.do(change_members, members[1:2], {"stage": "former"}, today=desk.today())
    assert _left_on(desk, members) == ["2026-11-23", "2026-11-23", None]
    clock.move(days=10)
    desk.do(_set, "member", members[1], last_contact_on=desk.today().isoformat())
    (found,) = (r for r in list_rules(desk.db, FEATURES) if r.key == "former-members")
    assert ids_past(desk.db, found, date(2027, 11, 23)) == []
    assert ids_past(desk.db, found, date(2027, 11, 24)) == members[:1]
    assert ids_past(desk.db, found, date(2027, 12, 4)) == members[:2]
    desk.do(change_member, members[0], {"stage": "member"})
    assert _left_on(desk, members)[0] is None
    desk.undo()
    assert _left_on(desk, members)[0] == "2026-11-23"


def _left_on(desk: Desk, members: list[int]) -> list[str | None]:
    rows = desk.db.query("SELECT id, left_on FROM member")
    by_id = {row["id"]: row["left_on"] for row in rows}
    return [by_id[each] for each in members]


def test_the_organisation_sets_an_upper_bound_for_texts() -> None:
    texts = Rule(rule("message-texts"), months=None, most_days=30)
    today = date(2026, 11, 23)
    assert texts.kept_until(date(2026, 10, 24)) == today
    assert texts.last_past(today) == date(2026, 10, 23)
    assert replace(texts, months=1).last_past(today) == date(2026, 10, 23)
    assert replace(texts, months=1, most_days=3).kept_until(today) == date(2026, 11, 26)
    held = replace(texts, months=1, held_until=date(2027, 1, 1))
    assert held.last_past(today) == date(2026, 10, 23), "a bound goes before what is kept longer"


def test_the_policy_of_the_machine_holds_for_texts_alone(desk: Desk) -> None:
    settings.remember(text_days=14)
    bound = {each.key for each in list_rules(desk.db, FEATURES) if each.most_days == 14}
    assert bound == {"message-texts", "drafts"}


def test_a_moment_late_on_the_last_day_is_kept_with_its_day(desk: Desk) -> None:
    desk.do(plant, "plant", LONG_AGO)
    desk.do(_late)
    (found,) = (r for r in list_rules(desk.db, FEATURES) if r.key == "export-log")
    assert len(ids_past(desk.db, found, date(2024, 3, 4))) == 0
    assert len(ids_past(desk.db, found, date(2024, 3, 5))) == 2


@op("Late")
def _late(db: object) -> None:
    row = {"at": f"{LONG_AGO}T22:59:59Z", "actor": "x", "device": "x", "file_name": "x"}
    more = {"sheets": "x", "row_count": 1, "people_count": 1, "purpose": "x"}
    insert(db, "export_log", row | more)  # type: ignore[arg-type]
