"""The queue after a list came in, two members became one, one went, or a tag got a cadence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.feature import PersonalData
from commdesk.core.journal import op
from commdesk.core.workbook import workdays
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import (
    change_member,
    find_member,
    remove_member,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.outreach.introductions import introduce
from commdesk.features.outreach.model import Draft
from commdesk.features.outreach.model import Result as Outcome
from commdesk.features.outreach.ops import agree_cadence, keep_draft, snooze
from commdesk.features.outreach.promises import PromiseDraft, open_promise, promises_of
from commdesk.features.outreach.queries import find_draft, messages_of
from commdesk.features.outreach.turns import Exclusion, Queue, Rule, list_paces, queue
from tests.conftest import MovableClock
from tests.features.exchange.lists import excel

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]
Log = Callable[..., int]
Run = Callable[..., Result]
HEADINGS = ("Voornaam", "Achternaam", "E-mail", "Laatst gesproken")


def people(count: int = 240) -> list[tuple[str, ...]]:
    return [("Lid", f"Nummer {n}", f"lid{n}@voorbeeld.example", "") for n in range(count)]


def taken_in(commdesk: Run, book: Path, path: Path, *more: str) -> dict[str, Any]:
    done = commdesk("import", book, path, "--apply", "--json", *more)
    assert done.exit_code == 0, done.stderr
    return dict(json.loads(done.stdout))


def queue_on(book: Path, day: date) -> Queue:
    with Desk.open(book, FEATURES, read_only=True, clock=MovableClock()) as desk:
        return queue(desk.db, day)


def test_day_one_with_a_list_of_240_is_calm_until_the_cadence_has_passed(
    commdesk: Run, workbook_path: Path, tmp_path: Path
) -> None:
    path = excel(tmp_path / "leden.xlsx", HEADINGS, *people())
    assert taken_in(commdesk, workbook_path, path)["new"] == 240
    for after in (0, 1, 3, 30, 89):
        found = queue_on(workbook_path, MONDAY + timedelta(days=after))
        assert (found.offered, found.later, found.excluded) == ((), (), {}), after
    shown = json.loads(commdesk("queue", workbook_path, "--json").stdout)
    assert shown["queue"] == []
    late = [
        item for item in json.loads(commdesk("today", workbook_path, "--json").stdout)
        if item["urgency"] == "late"
    ]  # fmt: skip
    assert late == []
    day = MONDAY + timedelta(days=91)
    found = queue_on(workbook_path, day)
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        calendar = workdays(desk.db)
    assert 0 < len(found.offered) == found.target.messages < 240
    assert {turn.rule for turn in found.offered} == {Rule.CADENCE}
    assert all(later in calendar for later, _ in found.later)


def test_day_one_with_a_year_of_activity_is_calm_too(
    commdesk: Run, workbook_path: Path, tmp_path: Path
) -> None:
    """What people did before they were known makes nobody overdue; what is fresh is offered."""
    taken_in(commdesk, workbook_path, excel(tmp_path / "leden.xlsx", HEADINGS, *people()))
    day = lambda ago: (MONDAY - timedelta(days=ago)).isoformat()  # noqa: E731
    rows = [
        (f"lid{n}@voorbeeld.example", "Reactie", day(ago), "forum")
        for n in range(240)
        for ago in (45, 120, 200, 290, 364)
    ]  # fmt: skip
    rows.append(("lid7@voorbeeld.example", "Onderwerp", "2026-11-20", "forum"))
    head = ("E-mail", "Soort", "Datum", "Waar")
    done = taken_in(commdesk, workbook_path, excel(tmp_path / "deden.xlsx", head, *rows),
                    "--as", "activity")  # fmt: skip
    assert done["new"] == len(rows), done
    found = queue_on(workbook_path, MONDAY)
    assert [(turn.name, turn.rule) for turn in found.offered] == [("Lid Nummer 7", Rule.THANK)]
    assert found.later == ()
    assert not queue_on(workbook_path, MONDAY + timedelta(days=89)).offered


def test_a_last_contact_that_a_list_brings_moves_the_cadence_and_undo_moves_it_back(
    commdesk: Run, workbook_path: Path, tmp_path: Path
) -> None:
    one = ("Lid", "Een", "een@voorbeeld.example")
    taken_in(commdesk, workbook_path, excel(tmp_path / "a.xlsx", HEADINGS, (*one, "2026-07-01")))
    assert [turn.rule for turn in queue_on(workbook_path, MONDAY).offered] == [Rule.CADENCE]
    assert taken_in(
        commdesk, workbook_path, excel(tmp_path / "b.xlsx", HEADINGS, (*one, "2026-11-02"))
    )["changed"] == 1  # fmt: skip
    assert queue_on(workbook_path, MONDAY).offered == ()
    with Desk.open(workbook_path, FEATURES) as desk:
        assert [pace.since for pace in list_paces(desk.db)] == [date(2026, 11, 2)]
        desk.undo()
        _ready(desk)
        assert [pace.since for pace in list_paces(desk.db)] == [date(2026, 7, 1)]
        assert len(queue(desk.db, MONDAY).offered) == 1


@pytest.fixture
def places(desk: Desk) -> list[PersonalData]:
    return [each for feature in desk.features for each in feature.personal_data]


def _ready(desk: Desk) -> None:
    """The table of paces is what follows from the members."""
    kept = desk.db.query("SELECT * FROM outreach_pace ORDER BY id")
    assert kept == desk.db.query("SELECT * FROM outreach_pace_now ORDER BY id")


@pytest.mark.parametrize("keeps_first", [True, False])
def test_two_who_become_one_have_one_turn_one_cap_and_one_pace(
    desk: Desk, add: Add, log: Log, places: list[PersonalData], keeps_first: bool
) -> None:
    one, two, third = add("Fatma"), add("F."), add("Henk")
    for member, days_ago in ((one, 3), (two, 2)):
        log(member, days_ago=days_ago)
        desk.do(change_member, member, {"cadence_days": 1})
        promised = PromiseDraft(member, what=f"Stuk {member}", follow_up_on=MONDAY)
        desk.do(open_promise, promised, today=MONDAY - timedelta(days=3))
    desk.do(agree_cadence, one, 20)
    desk.do(introduce, two, third, "Bomen", now=desk.now() - timedelta(days=20))
    desk.do(snooze, two, MONDAY + timedelta(days=2), today=MONDAY)
    before = queue(desk.db, MONDAY)
    assert before.excluded == {Exclusion.SNOOZED: 1}
    keep, drop = (one, two) if keeps_first else (two, one)
    desk.do(merge_members, keep, drop, (), places)
    _ready(desk)
    found = queue(desk.db, MONDAY)
    assert found.excluded == {Exclusion.CAP: 1}, "each had one message; together they have two"
    later = queue(desk.db, MONDAY + timedelta(days=9))
    assert [turn.rule for turn in later.offered if turn.member_id == keep] == [Rule.FOLLOW_UP]
    assert len(promises_of(desk.db, keep)) == 2
    assert [pace.days for pace in list_paces(desk.db, member_ids=[keep])] == [20]
    desk.undo()
    _ready(desk)
    assert queue(desk.db, MONDAY) == before
    desk.redo()
    _ready(desk)
    assert queue(desk.db, MONDAY) == found


@pytest.mark.parametrize("keeps_first", [True, False])
def test_one_who_wants_no_contact_makes_the_other_want_none(
    desk: Desk, add: Add, log: Log, places: list[PersonalData], keeps_first: bool
) -> None:
    one, two = add("Fatma"), add("F.")
    log(one, days_ago=8, purpose="ask")
    desk.do(stop_contact, two, reason="Nee", today=MONDAY)
    assert len(queue(desk.db, MONDAY).offered) == 1
    desk.do(merge_members, *((one, two) if keeps_first else (two, one)), (), places)
    found = queue(desk.db, MONDAY)
    assert (found.offered, found.excluded) == ((), {Exclusion.NO_CONTACT: 1})
    desk.undo()
    assert [turn.member_id for turn in queue(desk.db, MONDAY).offered] == [one]


@pytest.mark.parametrize("keeps_first", [True, False])
def test_a_draft_that_was_not_sent_survives_a_merge_with_one_that_was(
    desk: Desk, add: Add, log: Log, places: list[PersonalData], keeps_first: bool
) -> None:
    sent, typed = add("Fatma"), add("F.")
    desk.do(keep_draft, Draft(sent, "dm", "thank", "Dank je wel"))
    log(sent, days_ago=1, text="Dank je wel", purpose="thank")
    desk.do(keep_draft, Draft(typed, "mail", "invite", "Kom je ook?"))
    keep, drop = (sent, typed) if keeps_first else (typed, sent)
    desk.do(merge_members, keep, drop, (), places)
    assert find_draft(desk.db, keep) == Draft(keep, "mail", "invite", "Kom je ook?")


def test_a_member_who_goes_leaves_the_queue_and_undo_brings_every_turn_back(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma, henk = add(), add("Henk")
    log(fatma, days_ago=8, purpose="ask")
    log(fatma, days_ago=9, is_outgoing=False, purpose="ask")
    promised = PromiseDraft(fatma, side="ours", what="Bellen", due_on=MONDAY)
    desk.do(open_promise, promised, today=MONDAY)
    desk.do(change_member, henk, {"cadence_days": 5})
    desk.do(agree_cadence, fatma, 3)
    before = queue(desk.db, MONDAY)
    assert {turn.member_id for turn in before.offered} == {fatma, henk}
    desk.do(remove_member, fatma)
    _ready(desk)
    assert {turn.member_id for turn in queue(desk.db, MONDAY).offered} == {henk}
    desk.undo()
    _ready(desk)
    assert queue(desk.db, MONDAY) == before
    assert [message.result for message in messages_of(desk.db, fatma)] == [Outcome.WAITING] * 2
    assert find_member(desk.db, fatma).name == "Fatma"


@op("Add many with a tag")
def _many(db: Database, count: int, tag_id: int) -> None:
    ids = [db.next_id() for _ in range(count)]
    member = ("id", "first_name", "sort_name", "stage", "added_on")
    insert_many(db, "member", member,
                [(each, f"Lid {n}", f"lid {n}", "member", "2026-10-01")
                 for n, each in enumerate(ids)])  # fmt: skip
    insert_many(db, "member_tag", ("member_id", "tag_id"), [(each, tag_id) for each in ids])


def test_a_cadence_of_a_tag_reaches_its_five_thousand_members_and_undo_takes_it_back(
    desk: Desk, add: Add
) -> None:
    add("Eerste", tags=("kerngroep",), added_on=date(2026, 10, 1))
    tag_id = desk.db.value("SELECT id FROM tag WHERE name = 'kerngroep'")
    desk.do(_many, 5_000, tag_id)
    assert queue(desk.db, MONDAY).offered == ()
    for days, is_due in ((30, True), (60, False), (10, True), (None, False)):
        desk.do(set_tag_cadence, "kerngroep", days)
        _ready(desk)
        found = queue(desk.db, MONDAY)
        assert bool(found.offered) == is_due
        assert len(found.offered) == (found.target.messages if is_due else 0)
    for is_due in (True, False, True, False):
        desk.undo()
        _ready(desk)
        assert bool(queue(desk.db, MONDAY).offered) == is_due
