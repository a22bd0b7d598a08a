"""Requests: their terms, when Today tells of them, and what is left when they are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.erasing import forget_bytes
from commdesk.core.errors import Refused
from commdesk.core.people import Person, held_of
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.privacy import doing
from commdesk.features.privacy.handed import today_items
from commdesk.features.privacy.listing import Wish, people_found, row_of
from commdesk.features.privacy.model import RequestDraft, due_day
from commdesk.features.privacy.ops import (
    close_request,
    erase_person,
    prolong_request,
    register_request,
)
from commdesk.features.privacy.queries import find_request, open_requests, requests_of


def ask(
    desk: Desk,
    person: Person | None,
    kind: str = "access",
    *,
    on: date | None = None,
    name: str = "",
) -> int:
    draft = RequestDraft(kind, on or desk.today(), person, name)
    return desk.do(register_request, draft, today=desk.today())


@pytest.mark.parametrize(
    ("came", "due", "prolonged"),
    [
        (date(2026, 11, 23), date(2026, 12, 23), date(2027, 2, 23)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2026, 10, 31), date(2026, 11, 30), date(2027, 1, 31)),
        (date(2027, 11, 30), date(2027, 12, 30), date(2028, 2, 29)),
    ],
)
def test_a_request_is_answered_within_a_calendar_month(
    came: date, due: date, prolonged: date
) -> None:
    assert due_day(came) == due
    assert due_day(came, is_prolonged=True) == prolonged


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_term_is_never_longer_than_a_month_has_days(came: date) -> None:
    assert timedelta(days=28) <= due_day(came) - came <= timedelta(days=31)


def test_today_tells_of_a_request_from_ten_days_before_and_is_red_when_late(
    desk: Desk, fatma: Person
) -> None:
    request = ask(desk, fatma)
    due = find_request(desk.db, request).due_on
    assert today_items(desk.db, due - timedelta(days=11)) == []
    (item,) = today_items(desk.db, due - timedelta(days=10))
    assert (item.urgency, item.member_id, item.page) == ("promised", fatma.id, "rights")
    assert desk.words(item.title) == "Fatma Yılmaz antwoorden: inzageverzoek"
    assert "nog 10 dagen" in desk.words(item.reason)
    (late,) = today_items(desk.db, due + timedelta(days=2))
    assert late.urgency == "late"
    assert "2 dagen te laat" in desk.words(late.reason)


def test_a_restricted_person_is_still_answered(desk: Desk, fatma: Person) -> None:
    ask(desk, fatma, "object", on=desk.today() - timedelta(days=25))
    doing.restrict(desk, row_of(desk.db, fatma), is_restricted=True)
    assert len(today_items(desk.db, desk.today())) == 1


def test_prolonging_needs_a_reason_and_happens_once(desk: Desk, fatma: Person) -> None:
    request = ask(desk, fatma)
    with pytest.raises(Refused) as refused:
        desk.do(prolong_request, request, because=" ")
    assert refused.value.field == "because"
    desk.do(prolong_request, request, because="Veel bestanden")
    assert find_request(desk.db, request).due_on == date(2027, 2, 23)
    with pytest.raises(Refused):
        desk.do(prolong_request, request, because="Nog meer")


def test_a_request_of_tomorrow_or_of_nobody_is_refused(desk: Desk, fatma: Person) -> None:
    with pytest.raises(Refused) as refused:
        ask(desk, fatma, on=desk.today() + timedelta(days=1))
    assert refused.value.field == "received_on"
    with pytest.raises(Refused) as refused:
        ask(desk, None)
    assert refused.value.field == "name"


def test_who_is_not_in_the_workbook_has_a_name_only_while_it_is_open(desk: Desk) -> None:
    request = ask(desk, None, name="Willem Onbekend")
    assert find_request(desk.db, request).name == "Willem Onbekend"
    assert people_found(desk.db, Wish(search="onbekend")) == [("privacy_request", request)]
    desk.do(close_request, request, outcome="nothing", today=desk.today())
    assert find_request(desk.db, request).name == ""
    assert people_found(desk.db, Wish()) == []
    assert people_found(desk.db, Wish(only="gone")) == [("privacy_request", request)]


def test_a_closed_request_is_not_closed_or_prolonged_again(desk: Desk, fatma: Person) -> None:
    request = ask(desk, fatma)
    desk.do(close_request, request, outcome="done", today=desk.today())
    with pytest.raises(Refused):
        desk.do(close_request, request, outcome="done", today=desk.today())
    with pytest.raises(Refused):
        desk.do(prolong_request, request, because="x")
    desk.undo()
    assert find_request(desk.db, request).is_open


def test_restricting_answers_the_request_for_it_and_is_undone_with_it(
    desk: Desk, fatma: Person
) -> None:
    ask(desk, fatma, "restrict")
    ask(desk, fatma, "correct")
    doing.restrict(desk, row_of(desk.db, fatma), is_restricted=True)
    assert row_of(desk.db, fatma).is_restricted
    assert [each.kind for each in open_requests(desk.db, fatma)] == ["correct"]
    desk.undo()
    assert not row_of(desk.db, fatma).is_restricted
    assert {each.kind for each in open_requests(desk.db, fatma)} == {"restrict", "correct"}


def test_only_a_member_can_be_restricted_and_only_once(
    desk: Desk, fatma: Person, joris: Person
) -> None:
    with pytest.raises(Refused):
        doing.restrict(desk, row_of(desk.db, joris), is_restricted=True)
    with pytest.raises(Refused):
        doing.restrict(desk, row_of(desk.db, fatma), is_restricted=False)


@pytest.mark.parametrize("who", ["fatma", "joris", "bea"])
def test_of_who_is_erased_only_that_it_was_done_and_when_stays(
    desk: Desk, who: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(who)
    asked = ask(desk, person, "erase")
    desk.do(prolong_request, asked, because="Vanwege Fatma")
    desk.do(erase_person, desk.features, person, today=desk.today())
    forget_bytes(desk.db)
    row = desk.db.one("SELECT * FROM privacy_request WHERE id = :id", {"id": asked})
    assert row
    assert (row["kind"], row["outcome"], row["done_on"]) == ("erase", "done", "2026-11-23")
    held = {key: row[key] for key in ("asker", "note", "prolonged_because")}
    assert set(held.values()) == {""}
    assert [row[f"{table}_id"] for table in ("member", "moderator", "interview")] == [None] * 3
    assert held_of(desk.db, desk.features, person) == []
    assert journal.next_undo(desk.db) is None or desk.next_undo is None


def test_a_request_goes_along_when_members_are_merged(desk: Desk, fatma: Person) -> None:
    other = desk.do(
        add_member, MemberDraft(first_name="F.", last_name="Yilmaz"), today=desk.today()
    )
    ask(desk, Person(other))
    places = [data for feature in desk.features for data in feature.personal_data]
    desk.do(merge_members, fatma.id, other, (), places)
    assert len(requests_of(desk.db, fatma)) == 1
