"""Two members become one without losing anything, and one undo brings both back exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import PersonalData
from commdesk.core.values import Minutes
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange
from commdesk.features.duplicates.ops import allow_pair, dismiss_pair, merge_members
from commdesk.features.duplicates.queries import dismissed_pairs
from commdesk.features.members import (
    change_member,
    find_by_words,
    find_member,
    list_members,
    remove_member,
    restrict,
    stop_contact,
    tags_of,
    timeline,
)
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.hours import Worked
from commdesk.features.moderation.hours.ops import log_hours
from commdesk.features.moderation.roster import Shift
from commdesk.features.moderation.roster.ops import add_shift
from commdesk.features.moderation.tasks import TaskDraft
from commdesk.features.moderation.tasks.ops import add_task
from commdesk.features.moderation.team import ModeratorDraft
from commdesk.features.moderation.team.ops import add_moderator
from commdesk.features.outreach.model import Channel, Draft, MessageDraft, Purpose
from commdesk.features.outreach.ops import agree_cadence, keep_draft, log_message, snooze
from commdesk.features.plan import TodoDraft
from commdesk.features.plan.ops import add_todo
from commdesk.features.today.ops import snooze as put_off_today
from tests.core.dump import dump
from tests.features.duplicates.conftest import MONDAY, Add

Places = list[PersonalData]
OCTOBER = date(2026, 10, 1)


def busy(desk: Desk, member_id: int, what: str) -> None:
    """One of everything that can hang on a member."""
    sent = datetime(2026, 11, 2, 9, tzinfo=UTC)
    draft = MessageDraft(member_id, Channel.MAIL, Purpose.ASK, what, sent_at=sent)
    desk.do(log_message, draft, now=desk.now())
    desk.do(keep_draft, Draft(member_id, Channel.MAIL, Purpose.ASK, f"concept {what}"))
    desk.do(snooze, member_id, date(2026, 12, 1), today=MONDAY)
    desk.do(agree_cadence, member_id, 10 * len(what))
    desk.do(add_ambassador, member_id, AmbassadorDraft(agreement=what), today=MONDAY)
    desk.do(log_exchange, ExchangeDraft(member_id, "give", what, MONDAY, "ours"), today=MONDAY)
    desk.do(add_todo, TodoDraft(what, minutes=Minutes(5), member_id=member_id), today=MONDAY)
    person = ModeratorDraft(what, member_id=member_id, weekly_minutes=Minutes(600))
    moderator = desk.do(add_moderator, person)
    task = desk.do(add_task, TaskDraft(f"taak {what}", weekly_minutes=Minutes(60)))
    desk.do(add_shift, Shift(task, moderator, MONDAY, DayPart.MORNING, Minutes(60)))
    desk.do(log_hours, Worked(task, moderator, MONDAY, Minutes(30), what), today=MONDAY)


def undoable(desk: Desk) -> dict[str, Any]:
    """All that undo answers for: drafts have no history."""
    unwatched = {name for feature in desk.features for name in feature.unwatched}
    return {name: rows for name, rows in dump(desk.db).items() if name not in unwatched}


def rows(desk: Desk, table: str, column: str = "member_id") -> list[Any]:
    return desk.db.column(f"SELECT {column} FROM {table} ORDER BY id")


@pytest.fixture
def two(add: Add) -> tuple[int, int]:
    keep = add("Fatma", "", "Yılmaz", email="f.yilmaz@lindenoord.example", tags=("wonen",),
               notes="belt liever", on=MONDAY)  # fmt: skip
    drop = add("F.", "", "Yilmaz", email="fatma@gmail.com", tags=("wonen", "wet"),
               notes="sprak in mei", phone="06-1", on=OCTOBER)  # fmt: skip
    return keep, drop


def test_everything_that_hangs_on_either_goes_to_the_one(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    busy(desk, keep, "een")
    busy(desk, drop, "andere")
    before = undoable(desk)
    desk.do(merge_members, keep, drop, ("phone",), places)
    assert [row.id for row in list_members(desk.db)] == [keep]
    for table in ("outreach_message", "ambassador_exchange", "todo"):
        assert rows(desk, table) == [keep, keep]
    for table in ("ambassador", "outreach_draft", "outreach_pause", "outreach_cadence",
                  "moderator"):  # fmt: skip
        assert rows(desk, table) == [keep]
    assert rows(desk, "ambassador_agreement", "what") == ["een", "andere"]
    assert rows(desk, "ambassador_agreement") == [keep, keep]
    assert rows(desk, "outreach_draft", "text") == ["concept een\n\nconcept andere"]
    assert rows(desk, "outreach_cadence", "days") == [30], "the narrowest"
    moderator = rows(desk, "moderator", "id") * 2
    assert rows(desk, "moderation_shift", "moderator_id") == moderator
    assert rows(desk, "moderation_log", "moderator_id") == moderator
    assert desk.db.query("PRAGMA foreign_key_check") == []
    merged = undoable(desk)
    desk.undo()
    assert undoable(desk) == before
    desk.redo()
    assert undoable(desk) == merged


def test_fields_are_chosen_joined_or_ruled(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    desk.do(change_member, keep, {"cadence_days": 60, "role": "jurist"})
    desk.do(change_member, drop, {"cadence_days": 30, "organisation": "Gemeente Lindenoord"})
    desk.do(stop_contact, drop, reason="vroeg erom", today=OCTOBER)
    desk.do(restrict, drop, is_restricted=True)
    desk.do(merge_members, keep, drop, ("email",), places)
    one = find_member(desk.db, keep)
    assert (one.name, one.email, one.phone) == ("Fatma Yılmaz", "fatma@gmail.com", "06-1")
    assert (one.role, one.organisation) == ("jurist", "Gemeente Lindenoord")
    assert one.notes == "belt liever\n\nsprak in mei"
    assert (one.do_not_contact, one.do_not_contact_reason) == (True, "vroeg erom")
    assert one.do_not_contact_on == OCTOBER
    assert one.is_restricted
    assert (one.added_on, one.cadence_days) == (OCTOBER, 30)
    assert tags_of(desk.db, keep) == ["wet", "wonen"]
    known = desk.db.query("SELECT member_id, source, key FROM member_identity")
    assert known == [
        {"member_id": keep, "source": "email", "key": "f.yilmaz@lindenoord.example"}
    ], "the address that is not chosen stays known"
    assert timeline(desk.db, keep)


def test_a_chosen_name_sorts_anew(desk: Desk, two: tuple[int, int], places: Places) -> None:
    keep, drop = two
    desk.do(merge_members, keep, drop, ("name",), places)
    assert find_member(desk.db, keep).name == "F. Yilmaz"
    assert rows(desk, "member", "sort_name") == ["yilmaz f."]


def test_the_later_contact_counts_and_no_contact_of_both_keeps_both_reasons(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    for member, day in ((keep, 3), (drop, 5)):
        sent = datetime(2026, 11, day, 9, tzinfo=UTC)
        draft = MessageDraft(member, Channel.MAIL, Purpose.ASK, "hoi", sent_at=sent)
        desk.do(log_message, draft, now=desk.now())
        desk.do(stop_contact, member, reason=f"reden {day}", today=date(2026, 11, 10 + day))
    desk.do(merge_members, keep, drop, (), places)
    one = find_member(desk.db, keep)
    assert one.last_contact_on == date(2026, 11, 5)
    assert one.do_not_contact_reason == "reden 3\n\nreden 5"
    assert one.do_not_contact_on == date(2026, 11, 13)


def test_search_finds_the_one_by_what_came_along_and_forgets_it_after_undo(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    desk.do(merge_members, keep, drop, (), places)
    assert [row.id for row in list_members(desk.db, search="wet")] == [keep]
    desk.undo()
    assert [row.id for row in list_members(desk.db, search="wet")] == [drop]
    assert [row.id for row in list_members(desk.db, search="mei")] == [drop]


def test_who_was_told_apart_from_one_is_told_apart_from_the_merged(
    desk: Desk, two: tuple[int, int], add: Add, places: Places
) -> None:
    keep, drop = two
    third, fourth = add("Derde"), add("Vierde")
    for pair in ((keep, drop), (drop, third), (third, keep), (fourth, drop)):
        desk.do(dismiss_pair, *pair)
    before = dump(desk.db)
    desk.do(merge_members, keep, drop, (), places)
    assert dismissed_pairs(desk.db) == {tuple(sorted((keep, o))) for o in (third, fourth)}
    desk.undo()
    assert dump(desk.db) == before


def test_one_with_itself_and_one_who_is_gone_are_refused(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    with pytest.raises(Refused, match="one and the same"):
        desk.do(merge_members, keep, keep, (), places)
    desk.do(remove_member, drop)
    for pair in ((keep, drop), (drop, keep)):
        with pytest.raises(Refused, match="no longer"):
            desk.do(merge_members, *pair, (), places)
        with pytest.raises(Refused, match="no longer"):
            desk.do(dismiss_pair, *pair)


def test_an_address_that_is_known_of_a_third_is_refused_and_nothing_changes(
    desk: Desk, two: tuple[int, int], add: Add, places: Places
) -> None:
    keep, drop = two
    desk.do(merge_members, add("Derde", email="derde@x.example"), drop, (), places)
    desk.do(change_member, keep, {"email": "fatma@gmail.com"})
    other = add("Vierde", email="vierde@x.example")
    before = dump(desk.db)
    with pytest.raises(Refused, match="belongs to Derde"):
        desk.do(merge_members, other, keep, (), places)
    assert dump(desk.db) == before


def test_not_the_same_is_remembered_until_it_is_taken_back(
    desk: Desk, two: tuple[int, int]
) -> None:
    keep, drop = two
    desk.do(dismiss_pair, drop, keep)
    desk.do(dismiss_pair, keep, drop)
    assert dismissed_pairs(desk.db) == {tuple(sorted(two))}
    desk.undo()
    assert dismissed_pairs(desk.db) == set()
    desk.do(dismiss_pair, keep, drop)
    desk.do(allow_pair, drop, keep)
    assert dismissed_pairs(desk.db) == set()
    with pytest.raises(Refused, match="not told apart"):
        desk.do(allow_pair, keep, drop)


def test_it_is_forgotten_with_a_member(desk: Desk, two: tuple[int, int]) -> None:
    desk.do(dismiss_pair, *two)
    desk.do(remove_member, two[0])
    assert dismissed_pairs(desk.db) == set()
    desk.undo()
    assert dismissed_pairs(desk.db) == {tuple(sorted(two))}


def test_history_names_both(desk: Desk, two: tuple[int, int], places: Places) -> None:
    desk.do(merge_members, *two, (), places)
    assert str(desk.undo_label) == "Merge Fatma Yılmaz and F. Yilmaz"
    assert find_by_words(desk.db, "Fatma").id == two[0]


def put_off(desk: Desk) -> dict[str, str]:
    return {row["key"]: row["until_on"] for row in desk.db.query("SELECT * FROM today_snooze")}


def test_what_was_put_off_on_today_goes_to_the_one(
    desk: Desk, two: tuple[int, int], places: Places
) -> None:
    keep, drop = two
    for key, until in (
        (f"contact:{drop}", date(2026, 12, 1)),
        (f"ambassador-give:{keep}", date(2026, 12, 4)),
        (f"ambassador-give:{drop}", date(2026, 12, 2)),
        (f"todo/{drop}", date(2026, 12, 3)),
    ):
        desk.do(put_off_today, key, title="x", until=until, today=MONDAY)
    before = put_off(desk)
    desk.do(merge_members, keep, drop, (), places)
    assert put_off(desk) == {
        f"contact:{keep}": "2026-12-01",
        f"ambassador-give:{keep}": "2026-12-02",  # nothing that is due waits any longer
        f"todo/{drop}": "2026-12-03",
    }
    desk.undo()
    assert put_off(desk) == before
