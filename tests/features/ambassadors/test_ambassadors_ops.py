"""Following an ambassador from candidate to thanked, and what Today and the sheet get of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope
from commdesk.core.values import Minutes, Week
from commdesk.features.ambassadors import FEATURE
from commdesk.features.ambassadors.handed import badge, tiles, today_items
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft, Need
from commdesk.features.ambassadors.ops import (
    add_ambassador,
    change_ambassador,
    log_exchange,
    move_stage,
    remove_ambassador,
    remove_exchange,
)
from commdesk.features.ambassadors.queries import (
    ambassador_of,
    exchanges_of,
    find_ambassador,
    list_ambassadors,
    timeline,
)
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.outreach import FEATURE as OUTREACH
from commdesk.features.outreach import MessageDraft, agree_cadence, log_message, queue
from tests.features.ambassadors.cards import find_card

MONDAY = date(2026, 11, 23)
Add = Callable[..., tuple[int, int]]


@pytest.fixture
def add(desk: Desk) -> Add:
    """A member who is an ambassador: (member id, ambassador id)."""

    def make(first_name: str = "Henk", **fields: Any) -> tuple[int, int]:
        member = desk.do(add_member, MemberDraft(first_name), today=date(2026, 10, 1))
        draft = AmbassadorDraft(**fields)
        return member, desk.do(add_ambassador, member, draft, today=MONDAY)

    return make


def dump(desk: Desk) -> list[dict[str, Any]]:
    tables = ("member", "ambassador", "ambassador_exchange", "outreach_cadence")
    return [row for t in tables for row in desk.db.query(f"SELECT * FROM {t} ORDER BY id")]


def contact(desk: Desk, member: int, days_ago: int) -> None:
    at = datetime.combine(MONDAY - timedelta(days=days_ago), time(12)).astimezone()
    draft = MessageDraft(member, text="Hoi", sent_at=at, is_outgoing=False)
    desk.do(log_message, draft, now=desk.now())


def test_somebody_is_an_ambassador_once(desk: Desk, add: Add) -> None:
    member, _ = add()
    with pytest.raises(Refused, match="already"):
        desk.do(add_ambassador, member, today=MONDAY)


def test_what_was_agreed_is_kept_and_changed_field_by_field(desk: Desk, add: Add) -> None:
    _, ambassador = add(
        stage="active",
        looking_for=Need.PLATFORM,
        weekly_minutes=Minutes(90),
        until_on=date(2027, 3, 1),
        cadence_days=30,
    )
    desk.do(change_ambassador, ambassador, {"we_do": " Podium "}, today=MONDAY + timedelta(1))
    known = find_ambassador(desk.db, ambassador)
    assert (known.we_do, known.weekly_minutes, known.cadence_days) == ("Podium", 90, 30)
    assert known.stage_on == MONDAY, "nothing but a stage is dated"
    desk.do(change_ambassador, ambassador, {"cadence_days": None, "stage": "pausing"}, today=MONDAY)
    known = find_ambassador(desk.db, ambassador)
    assert (known.cadence_days, known.stage) == (None, "pausing")


def test_a_move_is_dated_and_thanking_ends_the_cadence(desk: Desk, add: Add) -> None:
    _, ambassador = add(cadence_days=30)
    later = MONDAY + timedelta(days=4)
    desk.do(move_stage, ambassador, "asked", today=later)
    assert find_ambassador(desk.db, ambassador).stage_on == later
    desk.do(move_stage, ambassador, "thanked", today=later)
    assert find_ambassador(desk.db, ambassador).cadence_days is None
    with pytest.raises(Refused):
        desk.do(move_stage, ambassador, "king", today=later)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"from_on": MONDAY, "until_on": date(2026, 11, 22)}, "until_on"),
        ({"cadence_days": 0}, "cadence_days"),
        ({"weekly_minutes": Minutes(10_081)}, "weekly_minutes"),
        ({"looking_for": "money"}, "looking_for"),
        ({"stage": "king"}, "stage"),
        ({"agreement": "x" * 50_000}, "agreement"),
    ],
)
def test_a_bad_agreement_is_refused_at_its_field(
    desk: Desk, add: Add, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(**fields)
    assert refused.value.field == field
    assert list_ambassadors(desk.db, MONDAY) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "take"}, "kind"),
        ({"what": " "}, "what"),
        ({"what": "x" * 50_000}, "what"),
        ({"on_day": date(2026, 11, 24)}, "on_day"),
        ({"idea": "nobody"}, "idea"),
        ({"recurrence": "daily"}, "recurrence"),
    ],
)
def test_a_bad_give_or_ask_is_refused_at_its_field(
    desk: Desk, add: Add, fields: dict[str, Any], field: str
) -> None:
    member, _ = add()
    draft = ExchangeDraft(member, **({"kind": "give", "what": "Podium"} | fields))
    with pytest.raises(Refused) as refused:
        desk.do(log_exchange, draft, today=MONDAY)
    assert refused.value.field == field


def test_the_agreed_cadence_is_the_one_that_outreach_reads(desk: Desk, add: Add) -> None:
    member, ambassador = add(stage="active", cadence_days=30)
    contact(desk, member, 31)
    assert find_card(desk.db, ambassador, MONDAY).is_due
    own = {item.key for item in today_items(desk.db, MONDAY)}
    assert OUTREACH.today
    assert {item.key for item in OUTREACH.today(desk.db, MONDAY)} == own == {f"contact:{member}"}
    contact(desk, member, 0)
    assert not find_card(desk.db, ambassador, MONDAY).is_due


def test_nobody_is_pressed_to_contact_who_may_not_be(desk: Desk, add: Add) -> None:
    member, _ = add(stage="active", cadence_days=5)
    other, _ = add("Piet", stage="active", cadence_days=5)
    assert len(today_items(desk.db, MONDAY)) == 2
    desk.do(stop_contact, member, reason="Nee", today=MONDAY)
    desk.do(restrict, other, is_restricted=True)
    assert today_items(desk.db, MONDAY) == []


def test_today_tells_of_contact_balance_and_an_agreement_that_ends(desk: Desk, add: Add) -> None:
    member, _ = add(stage="active", cadence_days=5, until_on=date(2026, 12, 14))
    desk.do(log_exchange, ExchangeDraft(member, "ask", "Stuk schrijven"), today=MONDAY)
    told = {item.key.partition(":")[0]: desk.words(item.reason) for item in
            today_items(desk.db, MONDAY)}  # fmt: skip
    assert told == {
        "contact": "53 dagen geleden toegevoegd, nog geen contact",
        "ambassador-ends": "De afspraak loopt af op ma 14 dec, over 3 weken: verlengen of "
        "opvolging zoeken",
        "ambassador-give": "0× gegeven, 1× gevraagd in 90 dagen: geef eerst iets",
    }


def test_the_tile_counts_whose_turn_it_is(desk: Desk, add: Add) -> None:
    assert tiles(desk.db, MONDAY) == []
    assert badge(desk.db, MONDAY) is None
    member, _ = add(stage="active", cadence_days=5)
    add("Piet", stage="active", cadence_days=500)
    (tile,) = tiles(desk.db, MONDAY)
    assert desk.words(tile.figure) == "1"
    assert desk.words(tile.note) == "geven en vragen zijn in balans"
    desk.do(log_exchange, ExchangeDraft(member, "ask", "Stuk"), today=MONDAY)
    assert desk.words(tiles(desk.db, MONDAY)[0].note) == "bij 1 vroegen we meer dan we gaven"
    shown = badge(desk.db, MONDAY)
    assert shown
    assert desk.words(shown.text) == "1"


def test_the_list_goes_by_stage_and_who_asks_for_attention_comes_first(
    desk: Desk, add: Add
) -> None:
    add("Anna", stage="active", cadence_days=500)
    add("Zoë", stage="active", cadence_days=5)
    add("Mo", stage="candidate", cadence_days=500)
    names = [card.ambassador.name for card in list_ambassadors(desk.db, MONDAY)]
    assert names == ["Mo", "Zoë", "Anna"]


def test_the_story_tells_gives_asks_and_the_stage(desk: Desk, add: Add) -> None:
    member, ambassador = add(stage="active")
    desk.do(log_exchange, ExchangeDraft(member, "give", "Podium", idea="theirs"), today=MONDAY)
    assert [desk.words(item.text) for item in timeline(desk.db, member)] == [
        "Podium (hun idee)",
        "Fase: actief",
    ]
    desk.do(remove_ambassador, ambassador)
    assert len(timeline(desk.db, member)) == 1, "what was given stays in the story"
    assert ambassador_of(desk.db, member) is None


def test_every_op_is_undone_to_the_row(desk: Desk, add: Add) -> None:
    member, ambassador = add(stage="active", cadence_days=30)
    give = desk.do(log_exchange, ExchangeDraft(member, "give", "Podium"), today=MONDAY)
    other = desk.do(add_member, MemberDraft("Petra"), today=MONDAY)
    changes = {"stage": "pausing", "cadence_days": 60, "agreement": "Rust"}
    acts: list[Callable[[], object]] = [
        lambda: desk.do(add_ambassador, other, AmbassadorDraft(cadence_days=9), today=MONDAY),
        lambda: desk.do(change_ambassador, ambassador, changes, today=MONDAY),
        lambda: desk.do(move_stage, ambassador, "thanked", today=MONDAY),
        lambda: desk.do(remove_ambassador, ambassador),
        lambda: desk.do(log_exchange, ExchangeDraft(member, "ask", "Stuk"), today=MONDAY),
        lambda: desk.do(remove_exchange, give),
    ]
    for act in acts:
        before = dump(desk)
        act()
        after = dump(desk)
        assert after != before
        desk.undo()
        assert dump(desk) == before
        desk.redo()
        assert dump(desk) == after
        desk.undo()
    assert len(exchanges_of(desk.db, member)) == 1


def test_the_sheet_leaves_restricted_members_out(desk: Desk, add: Add) -> None:
    (sheet,) = FEATURE.sheets
    add(stage="active", weekly_minutes=Minutes(90))
    hidden, _ = add("Piet")
    desk.do(restrict, hidden, is_restricted=True)
    rows = sheet.rows(desk.db, ExportScope((Week.of(MONDAY),), MONDAY))
    assert [row["name"] for row in rows] == ["Henk"]
    assert {column.key for column in sheet.columns} <= rows[0].keys()
    assert sheet.has_people
    assert not sheet.by_default


def test_the_command_line_lists_stage_balance_and_warnings(
    desk: Desk, add: Add, commdesk: Callable[..., Any]
) -> None:
    import json

    member, _ = add(stage="active", cadence_days=30, weekly_minutes=Minutes(90))
    contact(desk, member, 46)
    desk.do(log_exchange, ExchangeDraft(member, "give", "Podium"), today=MONDAY)
    (found,) = json.loads(commdesk("ambassadors", desk.path, "--json").stdout)
    assert (found["name"], found["stage"], found["balance"]) == ("Henk", "active", 1)
    assert (found["member_id"], found["agreed_minutes"]) == (str(member), 90)
    assert found["last_contact_on"] == "2026-10-08"
    assert found["warnings"] == [
        {"kind": "cadence", "text": "46 dagen geen contact (afgesproken: elke 30)"}
    ]
    assert "actief" in commdesk("ambassadors", desk.path).stdout


@pytest.mark.parametrize("days", [0, 3651, 10**7, 2**70])
def test_a_cadence_that_no_calendar_holds_is_refused_at_its_field(
    desk: Desk, add: Add, days: int
) -> None:
    member, ambassador = add()
    for act in (
        lambda: desk.do(change_ambassador, ambassador, {"cadence_days": days}, today=MONDAY),
        lambda: desk.do(agree_cadence, member, days),
        lambda: desk.do(change_member, member, {"cadence_days": days}),
        lambda: desk.do(set_tag_cadence, "bomen", days),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.field == "cadence_days"


def test_a_huge_cadence_in_an_older_file_breaks_no_list(desk: Desk, add: Add) -> None:
    member, _ = add(stage="active", cadence_days=30)
    with closing(Database.connect(desk.path)) as db:
        db.execute("UPDATE outreach_cadence SET days = 10000000")
    (card,) = list_ambassadors(desk.db, MONDAY)
    assert not card.is_due
    assert member not in {turn.member_id for turn in queue(desk.db, MONDAY).offered}
