"""A calendar file updates what a calendar has, names nobody without a purpose, and is sound."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from commdesk.core.calendars import CalendarEvent, calendar_text, whole_day
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Period
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day, change_workbook
from commdesk.features.ambassadors import add_ambassador
from commdesk.features.ambassadors.agreements import AgreementDraft
from commdesk.features.ambassadors.agreements.ops import add_agreement
from commdesk.features.calendar.handing import hand_out, usual_period
from commdesk.features.calendar.model import KINDS, USUAL, Told, telling
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.members.ops import restrict
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    change_shift,
    change_task,
    list_moderators,
)
from commdesk.features.outreach import MessageDraft, PromiseDraft, log_message, open_promise
from commdesk.features.plan import (
    TodoDraft,
    add_todo,
    change_todo,
    complete_todo,
    plan_todo,
    remove_todo,
    reopen_todo,
)
from tests.conftest import MovableClock

TODAY = date(2026, 11, 23)
ALL = [name for name, _title in KINDS]
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def parsed(path: Path) -> dict[str, Any]:
    """By uid, read by another than who wrote it."""
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def made(desk: Desk, path: Path, purpose: str = "", **more: Any) -> dict[str, Any]:
    period = more.get("period") or usual_period(TODAY)
    hand_out(desk, period, more.get("kinds", ALL), path, purpose)
    return parsed(path)


def new_todo(desk: Desk, title: str = "Nieuwsbrief", **more: Any) -> str:
    draft = TodoDraft(title, **{"planned_on": date(2026, 11, 25), **more})
    return f"todo-{desk.do(add_todo, draft, today=TODAY)}@commdesk"


def id_of(uid: str) -> int:
    return int(uid.split("@", maxsplit=1)[0].split("-")[1])


def jan(desk: Desk, name: str = "Jan") -> int:
    return desk.do(add_member, MemberDraft(first_name=name, last_name="de Vries"), today=TODAY)


def a_shift(desk: Desk, name: str = "Mirjam", day: date = date(2026, 11, 26)) -> int:
    task = desk.do(add_task, TaskDraft(f"Reacties {name}", weekly_minutes=Minutes(600)))
    person = desk.do(add_moderator, ModeratorDraft(name, weekly_minutes=Minutes(600)))
    return desk.do(add_shift, Shift(task, person, day, "morning", Minutes(120)), is_allowed=True)


# --- what is in it --------------------------------------------------------------------------------


def test_a_todo_is_an_event_of_a_whole_day_that_takes_no_time(desk: Desk, tmp_path: Path) -> None:
    uid = new_todo(desk, due_on=date(2026, 11, 27))
    event = made(desk, tmp_path / "a.ics")[uid]
    assert event.decoded("DTSTART") == date(2026, 11, 25)
    assert event.decoded("DTEND") == date(2026, 11, 26)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["SUMMARY"] == "Nieuwsbrief"
    assert "27 nov" in event["DESCRIPTION"]
    assert b"BEGIN:VTODO" not in (tmp_path / "a.ics").read_bytes()


def test_only_what_is_to_be_done_by_the_owner_in_the_period_is_in_it(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do(change_workbook, {"owner": "Mirjam"})
    own = {new_todo(desk, owner="Mirjam"), new_todo(desk)}
    new_todo(desk, owner="Ahmed")
    new_todo(desk, planned_on=TODAY - timedelta(days=1))
    new_todo(desk, planned_on=None)
    desk.do(complete_todo, id_of(new_todo(desk)), today=TODAY)
    assert set(made(desk, tmp_path / "a.ics")) == own


def test_own_shifts_stand_at_their_hours_and_those_of_others_only_when_chosen(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do(change_workbook, {"owner": "mirjam"})
    own, other = a_shift(desk), a_shift(desk, "Ahmed")
    found = made(desk, tmp_path / "a.ics", kinds=USUAL)
    assert set(found) == {f"shift-{own}@commdesk"}
    event = found[f"shift-{own}@commdesk"]
    assert event.decoded("DTSTART") == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 11, 26, 10, tzinfo=UTC)
    assert event["TRANSP"] == "OPAQUE"
    team = made(desk, tmp_path / "a.ics")[f"team-shift-{other}@commdesk"]
    assert team["SUMMARY"] == "Reacties Ahmed (dienst)"
    named = made(desk, tmp_path / "a.ics", "Rooster")[f"team-shift-{other}@commdesk"]
    assert named["SUMMARY"] == "Reacties Ahmed: Ahmed"


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2027, 3, 27), 8), (date(2027, 3, 28), 7), (date(2027, 10, 30), 7),
     (date(2027, 10, 31), 8), (date(2026, 12, 31), 8), (date(2027, 1, 1), 8)],
)  # fmt: skip
def test_hours_are_those_of_the_clock_on_days_that_clocks_turn_and_in_week_53(
    desk: Desk, tmp_path: Path, day: date, hour: int
) -> None:
    desk.do(change_workbook, {"owner": "Mirjam", "workdays": list(range(1, 8))})
    uid = f"shift-{a_shift(desk, day=day)}@commdesk"
    todo = new_todo(desk, planned_on=day)
    found = made(desk, tmp_path / "a.ics", period=Period(day, day))
    assert found[uid].decoded("DTSTART") == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert found[todo].decoded("DTEND") - found[todo].decoded("DTSTART") == timedelta(days=1)


def test_a_follow_up_stands_on_a_working_day_without_what_was_said(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do(add_closing_day, date(2026, 11, 26), "Dicht")
    draft = MessageDraft(jan(desk), text="Geheim", follow_up_on=date(2026, 11, 26))
    message = desk.do(log_message, draft, now=desk.now())
    event = made(desk, tmp_path / "a.ics", "Agenda")[f"follow-up-{message}@commdesk"]
    assert event.decoded("DTSTART") == date(2026, 11, 27)
    assert event["SUMMARY"] == "Contact met Jan de Vries"
    assert b"Geheim" not in (tmp_path / "a.ics").read_bytes()


def test_promises_and_agreements_stand_on_their_days(desk: Desk, tmp_path: Path) -> None:
    member = jan(desk)
    ours = PromiseDraft(member, "ours", "Cijfers", due_on=date(2026, 11, 28))
    promise = desk.do(open_promise, ours, today=TODAY)
    desk.do(add_ambassador, member, today=TODAY)
    draft = AgreementDraft("Avond", from_on=date(2026, 12, 1), until_on=date(2026, 12, 31))
    agreement = desk.do(add_agreement, member, draft)
    found = made(desk, tmp_path / "a.ics", "Agenda")
    days = {uid: event.decoded("DTSTART") for uid, event in found.items()}
    assert days == {
        f"promise-{promise}@commdesk": date(2026, 11, 28),
        f"agreement-{agreement}-from@commdesk": date(2026, 12, 1),
        f"agreement-{agreement}-until@commdesk": date(2026, 12, 31),
    }


# --- names ----------------------------------------------------------------------------------------


def test_without_a_purpose_nobody_is_named_and_nothing_is_logged(
    desk: Desk, tmp_path: Path
) -> None:
    member = jan(desk)
    uid = new_todo(desk, "Jan de Vries bellen", member_id=member)
    message = MessageDraft(member, text="Hoi", follow_up_on=date(2026, 11, 26))
    desk.do(log_message, message, now=desk.now())
    found = made(desk, tmp_path / "a.ics")
    assert found[uid]["SUMMARY"] == "Taak over een lid"
    assert "de Vries" not in (tmp_path / "a.ics").read_text("utf-8")
    assert desk.db.query("SELECT * FROM export_log") == []


def test_with_a_purpose_the_log_says_how_many_people_left(desk: Desk, tmp_path: Path) -> None:
    member = jan(desk)
    uids = [new_todo(desk, "Jan bellen", member_id=member) for _ in range(2)]
    found = made(desk, tmp_path / "mijn.ics", " Eigen agenda ")
    assert found[uids[0]]["SUMMARY"] == "Jan bellen"
    (entry,) = desk.db.query("SELECT * FROM export_log")
    assert (entry["people_count"], entry["purpose"]) == (1, "Eigen agenda")
    assert (entry["file_name"], entry["row_count"]) == ("mijn.ics", 2)


def test_whose_data_may_not_be_used_is_never_named(desk: Desk, tmp_path: Path) -> None:
    member = jan(desk)
    uid = new_todo(desk, "Jan bellen", member_id=member)
    message = MessageDraft(member, text="Hoi", follow_up_on=date(2026, 11, 26))
    desk.do(log_message, message, now=desk.now())
    desk.do(restrict, member, is_restricted=True)
    found = made(desk, tmp_path / "a.ics", "Agenda")
    assert [event["SUMMARY"] for event in found.values()] == ["Taak over een lid"]
    assert set(found) == {uid}


def test_a_shift_of_whose_data_may_not_be_used_names_nobody(desk: Desk, tmp_path: Path) -> None:
    member = jan(desk)
    a_shift(desk)
    desk.do(change_moderator, list_moderators(desk.db)[0].id, {"member_id": member})
    desk.do(restrict, member, is_restricted=True)
    told = made(desk, tmp_path / "team.ics", "een rooster", kinds=("team",))
    assert [str(event["summary"]) for event in told.values()] == ["Reacties Mirjam (dienst)"]


def test_what_is_remembered_of_a_file_holds_nothing_that_was_typed(
    desk: Desk, tmp_path: Path
) -> None:
    new_todo(desk, "Jan de Vries bellen", member_id=jan(desk))
    made(desk, tmp_path / "a.ics", "Agenda")
    (told,) = desk.db.query("SELECT * FROM calendar_told")
    assert "Vries" not in str(told)


# --- a second file updates the first --------------------------------------------------------------


def test_a_second_file_has_the_same_uid_and_a_higher_sequence_for_what_changed(
    desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    changed, kept = new_todo(desk), new_todo(desk, "Blijft")
    first = made(desk, tmp_path / "a.ics")
    clock.move(days=1)
    desk.do(plan_todo, id_of(changed), date(2026, 11, 30))
    second = made(desk, tmp_path / "a.ics")
    assert set(first) == set(second) == {changed, kept}
    assert (first[changed]["SEQUENCE"], second[changed]["SEQUENCE"]) == (0, 1)
    assert second[changed].decoded("LAST-MODIFIED") > first[changed].decoded("LAST-MODIFIED")
    for event in (first[kept], second[kept]):
        del event["DTSTAMP"]
    assert first[kept].to_ical() == second[kept].to_ical()


def test_another_title_or_a_name_counts_as_a_change(desk: Desk, tmp_path: Path) -> None:
    uid = new_todo(desk, "Jan bellen", member_id=jan(desk))
    sequences = []
    for act in (
        lambda: None,
        lambda: desk.do(change_todo, id_of(uid), {"title": "Jan mailen"}),
        lambda: None,
        desk.undo,
    ):
        act()
        sequences.append(made(desk, tmp_path / "a.ics")[uid]["SEQUENCE"])
    assert sequences == [0, 1, 1, 2]
    assert made(desk, tmp_path / "a.ics", "Agenda")[uid]["SEQUENCE"] == 3


def test_a_task_that_is_called_otherwise_changes_its_shifts(desk: Desk, tmp_path: Path) -> None:
    desk.do(change_workbook, {"owner": "Mirjam"})
    shift = a_shift(desk)
    uid = f"shift-{shift}@commdesk"
    made(desk, tmp_path / "a.ics")
    task = desk.db.value("SELECT task_id FROM moderation_shift")
    desk.do(change_task, task, {"name": "Meldingen"}, today=TODAY)
    event = made(desk, tmp_path / "a.ics")[uid]
    assert (event["SEQUENCE"], event["SUMMARY"]) == (1, "Meldingen (dienst)")
    desk.do(change_shift, shift, {"minutes": Minutes(60)}, is_allowed=True)
    assert made(desk, tmp_path / "a.ics")[uid]["SEQUENCE"] == 2


def test_what_is_done_or_removed_goes_along_as_cancelled_and_can_come_back(
    desk: Desk, tmp_path: Path
) -> None:
    done, removed = new_todo(desk, "Geheim"), new_todo(desk, "Weg")
    made(desk, tmp_path / "a.ics")
    desk.do(complete_todo, id_of(done), today=TODAY)
    desk.do(remove_todo, id_of(removed))
    found = made(desk, tmp_path / "a.ics")
    for uid in (done, removed):
        assert found[uid]["STATUS"] == "CANCELLED"
        assert found[uid]["SEQUENCE"] == 1
        assert found[uid]["SUMMARY"] == "Taak (vervallen)"
        assert found[uid].decoded("DTSTART") == date(2026, 11, 25)
    assert made(desk, tmp_path / "a.ics")[done]["SEQUENCE"] == 1
    desk.do(reopen_todo, id_of(done))
    again = made(desk, tmp_path / "a.ics")[done]
    assert (again["STATUS"], again["SEQUENCE"], again["SUMMARY"]) == ("CONFIRMED", 2, "Geheim")


def test_a_file_of_other_kinds_or_days_cancels_nothing(desk: Desk, tmp_path: Path) -> None:
    new_todo(desk)
    made(desk, tmp_path / "a.ics")
    desk.do(complete_todo, desk.db.value("SELECT id FROM todo"), today=TODAY)
    assert made(desk, tmp_path / "a.ics", kinds=["shift"]) == {}
    later = Period(date(2027, 2, 1), date(2027, 2, 28))
    assert made(desk, tmp_path / "a.ics", period=later) == {}


def test_what_moved_out_of_the_period_leaves_the_calendar(desk: Desk, tmp_path: Path) -> None:
    uid = new_todo(desk)
    made(desk, tmp_path / "a.ics")
    desk.do(plan_todo, id_of(uid), date(2027, 6, 1))
    assert made(desk, tmp_path / "a.ics")[uid]["STATUS"] == "CANCELLED"
    june = Period(date(2027, 6, 1), date(2027, 6, 30))
    assert made(desk, tmp_path / "a.ics", period=june)[uid]["SEQUENCE"] == 2


def test_making_a_file_is_no_act_to_undo(desk: Desk, tmp_path: Path) -> None:
    new_todo(desk)
    before = desk.undo_label
    made(desk, tmp_path / "a.ics")
    assert desk.undo_label == before


@given(
    st.lists(st.sampled_from(["add", "move", "done", "back", "send"]), max_size=14),
    st.randoms(use_true_random=False),
)
def test_sequences_only_rise_and_a_calendar_that_takes_the_highest_is_right(
    acts: list[str], rng: Any
) -> None:
    """A calendar as RFC 5546 wants it, fed with every file, ends as the workbook is."""
    things: dict[str, tuple[date, int]] = {}
    gone: dict[str, tuple[date, int]] = {}
    remembered: dict[str, Told] = {}
    calendar: dict[str, CalendarEvent] = {}
    for n, what in enumerate([*acts, "send"]):
        if what == "add":
            things[f"todo-{n}"] = (TODAY + timedelta(days=n), 1)
        elif what == "move" and things:
            uid = rng.choice(sorted(things))
            things[uid] = (TODAY + timedelta(days=rng.randrange(9)), things[uid][1] + 1)
        elif what == "done" and things:
            uid = rng.choice(sorted(things))
            day, revision = things.pop(uid)
            gone[uid] = (day, revision + 1)
        elif what == "back" and gone:
            uid = rng.choice(sorted(gone))
            day, revision = gone.pop(uid)
            things[uid] = (day, revision + 1)
        elif what == "send":
            events = [whole_day(u, "x", day, kind="todo") for u, (day, _) in things.items()]
            out = telling(
                events,
                list(remembered.values()),
                {uid: revision for uid, (_, revision) in things.items()},
                words=Words("nl"),
                now=NOW + timedelta(hours=n),
                is_named=False,
            )
            remembered = {told.uid: replace(told, id=1) for told in out.told}
            for event in out.events:
                known = calendar.get(event.uid)
                if known is None or event.sequence > known.sequence:
                    calendar[event.uid] = event
                else:
                    assert event == known
    standing = {uid.split("@")[0]: event for uid, event in calendar.items()}
    assert {u for u, event in standing.items() if not event.is_cancelled} == set(things)
    assert all(standing[uid].starts_at == day for uid, (day, _) in things.items())


# --- the file itself ------------------------------------------------------------------------------


@given(
    st.text(max_size=200),
    st.dates(date(1980, 1, 1), date(2100, 1, 1)),
)
def test_the_file_keeps_the_rules_of_rfc_5545_whatever_is_typed(title: str, day: date) -> None:
    title = "".join(each for each in title if each.isprintable())
    content = calendar_text(title, [whole_day("a", title, day)], now=NOW, language="nl")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode("utf-8")
    unfolded = content.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in unfolded
    assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in unfolded
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == title


def test_a_file_of_another_program_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Outlook//\r\nEND:VCALENDAR\r\n")
    with pytest.raises(Refused, match="was not made by commdesk"):
        made(desk, path)
    assert b"Outlook" in path.read_bytes()
    assert desk.db.query("SELECT * FROM calendar_told") == []


def test_a_place_that_cannot_be_written_leaves_nothing_told(desk: Desk, tmp_path: Path) -> None:
    new_todo(desk, member_id=jan(desk))
    for path in (tmp_path / "weg" / "a.ics", tmp_path / "a.xlsx"):
        with pytest.raises(Refused):
            made(desk, path, "Agenda")
    assert desk.db.query("SELECT * FROM calendar_told") == []
    assert desk.db.query("SELECT * FROM export_log") == []


def test_a_period_that_cannot_be_is_refused(desk: Desk, tmp_path: Path) -> None:
    for period in (Period(TODAY, TODAY - timedelta(days=1)), Period(TODAY, date(2040, 1, 1))):
        with pytest.raises(Refused) as refused:
            made(desk, tmp_path / "a.ics", period=period)
        assert refused.value.field == "until"


# --- command line ---------------------------------------------------------------------------------


def test_the_command_line_makes_the_file(
    desk: Desk, commdesk: Callable[..., Result], tmp_path: Path
) -> None:
    uid = new_todo(desk, "Jan bellen", member_id=jan(desk))
    new_todo(desk, "Later", planned_on=date(2026, 12, 9))
    path, file = desk.path, tmp_path / "a.ics"
    desk.close()
    days = ("--from", "2026-11-23", "--until", "2026-11-30")
    result = commdesk("calendar", path, "--to", file, *days, "--json")
    assert json.loads(result.stdout) == {
        "file": str(file), "events": 1, "cancelled": 0, "people": 0,
    }  # fmt: skip
    assert set(parsed(file)) == {uid}
    result = commdesk("calendar", path, "--to", file, "--purpose", "Agenda", "--kinds", "todo")
    assert "2 gebeurtenissen" in result.stdout
    assert parsed(file)[uid]["SUMMARY"] == "Jan bellen"


def test_the_command_line_refuses_what_it_does_not_know(
    desk: Desk, commdesk: Callable[..., Result], tmp_path: Path
) -> None:
    path = desk.path
    desk.close()
    result = commdesk("calendar", path, "--to", tmp_path / "a.ics", "--kinds", "todo,verjaardag")
    assert result.exit_code == 1
    assert "verjaardag" in result.stderr
    assert not (tmp_path / "a.ics").exists()
