"""Introductions: logged on both, refused where either may not be written to, merged, suggested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result as Ran

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member, restrict, stop_contact
from commdesk.features.outreach import FEATURE
from commdesk.features.outreach.introductions.model import Introduction, Seeker, suggest
from commdesk.features.outreach.introductions.ops import (
    change_introduction,
    introduce,
    set_outcome,
)
from commdesk.features.outreach.introductions.queries import (
    due_introductions,
    find_introduction,
    introductions_of,
    list_introductions,
    suggestions_for,
)
from commdesk.features.outreach.ops import set_result
from commdesk.features.outreach.queries import messages_of

MONDAY = date(2026, 11, 23)
LATER = date(2026, 12, 7)
WHY = "Beiden zijn bezig met bomen"
PLACES = [each for feature in FEATURES for each in feature.personal_data]
Add = Callable[..., int]
Log = Callable[..., int]


def bring(desk: Desk, one: int, other: int, why: str = WHY, **fields: Any) -> Introduction:
    made = desk.do(introduce, one, other, why, now=desk.now(), **fields)
    return find_introduction(desk.db, made)


def dump(desk: Desk) -> list[dict[str, Any]]:
    tables = ("member", "outreach_message", "outreach_introduction")
    return [row for t in tables for row in desk.db.query(f"SELECT * FROM {t} ORDER BY id")]


def test_an_introduction_is_a_message_to_both_and_asked_after_in_two_weeks(
    desk: Desk, add: Add
) -> None:
    fatma, henk = add(), add("Henk")
    before = dump(desk)
    made = bring(desk, fatma, henk)
    assert (made.name, made.other_name, made.follow_up_on) == ("Fatma", "Henk", LATER)
    for each in (fatma, henk):
        (message,) = messages_of(desk.db, each)
        assert (message.purpose, message.channel, message.text) == ("introduce", "mail", WHY)
        assert message.follow_up_on is None, "the introduction is what is asked after"
        assert [i.id for i in introductions_of(desk.db, each)] == [made.id]
    desk.undo()
    assert dump(desk) == before


def test_what_was_written_is_logged_where_it_was_told(desk: Desk, add: Add) -> None:
    fatma = add()
    bring(desk, fatma, add("Henk"), channel="dm", text="Fatma, dit is Henk.")
    (message,) = messages_of(desk.db, fatma)
    assert (message.channel, message.text) == ("dm", "Fatma, dit is Henk.")


def test_refuses_somebody_with_themselves_and_two_who_met(desk: Desk, add: Add) -> None:
    fatma, henk = add(), add("Henk")
    with pytest.raises(Refused) as refused:
        bring(desk, fatma, fatma)
    assert refused.value.field == "other"
    made = bring(desk, fatma, henk)
    with pytest.raises(Refused, match="already"):
        bring(desk, henk, fatma)
    desk.do(set_outcome, made.id, "nothing", now=desk.now())
    assert bring(desk, henk, fatma), "what came to nothing may be tried again"


@pytest.mark.parametrize("why", ["", "  ", "x" * 2_001])
def test_the_why_is_asked_at_its_field(desk: Desk, add: Add, why: str) -> None:
    with pytest.raises(Refused) as refused:
        bring(desk, add(), add("Henk"), why)
    assert refused.value.field == "why"


@pytest.mark.parametrize("is_first", [True, False])
def test_either_of_the_two_may_refuse_and_then_nothing_is_logged(
    desk: Desk, add: Add, log: Log, is_first: bool
) -> None:
    fatma, silent, hidden, busy = add(), add("Stil"), add("Dicht"), add("Druk")
    desk.do(stop_contact, silent, reason="Liever niet", today=MONDAY)
    desk.do(restrict, hidden, is_restricted=True)
    log(busy, days_ago=1)
    log(busy, days_ago=2)
    before = dump(desk)
    for other, why in ((silent, "asked not"), (hidden, "restricted"), (busy, "2 messages")):
        with pytest.raises(Refused, match=why):
            bring(desk, *((other, fatma) if is_first else (fatma, other)))
        assert dump(desk) == before


def test_what_came_of_it_ends_the_asking_and_empty_begins_it_again(desk: Desk, add: Add) -> None:
    made = bring(desk, add(), add("Henk"))
    desk.do(change_introduction, made.id, {"why": "Anders", "follow_up_on": MONDAY})
    assert [each.id for each in due_introductions(desk.db, MONDAY, 9)] == [made.id]
    desk.do(set_outcome, made.id, "met", now=desk.now())
    found = find_introduction(desk.db, made.id)
    assert (found.why, found.result, found.result_on) == ("Anders", "met", MONDAY)
    assert due_introductions(desk.db, LATER, 9) == []
    desk.do(set_outcome, made.id, "", now=desk.now())
    assert find_introduction(desk.db, made.id).follow_up_on == LATER
    with pytest.raises(Refused):
        desk.do(set_outcome, made.id, "married", now=desk.now())


def test_today_asks_whether_they_found_each_other(desk: Desk, add: Add) -> None:
    fatma, henk = add(), add("Henk")
    made = bring(desk, fatma, henk)
    assert FEATURE.today
    keys = lambda day: {item.key for item in FEATURE.today(desk.db, day)}  # type: ignore[misc]  # noqa: E731
    assert f"introduction:{made.id}" not in keys(LATER - timedelta(days=1))
    assert f"introduction:{made.id}" in keys(LATER)
    desk.do(stop_contact, henk, reason="Liever niet", today=MONDAY)
    assert f"introduction:{made.id}" not in keys(LATER)


def test_no_contact_closes_the_asking_and_undo_brings_it_back(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    made = bring(desk, add("Henk"), fatma)
    message = log(fatma)
    desk.do(set_result, message, "no-contact", today=MONDAY, reason="Liever niet")
    assert find_introduction(desk.db, made.id).follow_up_on is None
    desk.undo()
    assert find_introduction(desk.db, made.id).follow_up_on == LATER


def test_the_story_of_both_tells_it(desk: Desk, add: Add) -> None:
    fatma, henk = add(), add("Henk")
    made = bring(desk, fatma, henk)
    desk.do(set_outcome, made.id, "helped", now=desk.now())
    words = Words("nl")
    assert FEATURE.timeline
    for each, other in ((fatma, "Henk"), (henk, "Fatma")):
        told = [f"{words(i.kind)}: {words(i.text)}" for i in FEATURE.timeline(desk.db, each)]
        assert f"Voorgesteld: aan {other}: {WHY}" in told
        assert f"Introductie: met {other}: elkaar geholpen" in told


@pytest.mark.parametrize("keeps_first", [True, False])
def test_a_merge_moves_introductions_and_nobody_meets_themselves(
    desk: Desk, add: Add, clock: Any, keeps_first: bool
) -> None:
    fatma, twin, henk = add(), add("Fatma"), add("Henk")
    bring(desk, fatma, twin)
    bring(desk, henk, twin, "Iets anders")
    before = dump(desk)
    keep, drop = (fatma, twin) if keeps_first else (twin, fatma)
    desk.do(merge_members, keep, drop, (), PLACES)
    (left,) = list_introductions(desk.db)
    assert {left.member_id, left.other_id} == {keep, henk}
    desk.undo()
    assert dump(desk) == before


def test_a_member_who_goes_takes_their_introductions_along(desk: Desk, add: Add) -> None:
    from commdesk.features.members import remove_member

    henk = add("Henk")
    bring(desk, add(), henk)
    desk.do(remove_member, henk)
    assert list_introductions(desk.db) == []
    desk.undo()
    assert list_introductions(desk.db)


# --- who could support whom -----------------------------------------------------------------------


def test_what_one_looks_for_is_what_the_other_is(desk: Desk, add: Add) -> None:
    kees = add("Kees", looking_for="Welke bomen mogen weg?")
    add("Aïcha", tags=("bomen",))
    add("Boris", role="boombeheerder, bomenwacht")
    add("Cor", looking_for="Bomen op de erfgrens")
    add("Daan", tags=("geluid",))
    stopped = add("Els", tags=("bomen",))
    desk.do(stop_contact, stopped, reason="Liever niet", today=MONDAY)
    found = suggestions_for(desk.db, kees)
    assert [each.name for each in found] == ["Aïcha", "Boris", "Cor"]
    words = Words("nl")
    assert words(found[0].why) == "Kees zoekt dit; Aïcha heeft het label bomen"
    others = suggestions_for(desk.db, found[0].member_id)
    assert {each.name for each in others} == {"Kees", "Cor"}, "the other way round too"


def test_who_met_already_is_not_suggested(desk: Desk, add: Add) -> None:
    kees, anna = add("Kees", looking_for="Iets met bomen"), add("Anna", tags=("bomen",))
    assert suggestions_for(desk.db, kees)
    bring(desk, kees, anna)
    assert suggestions_for(desk.db, kees) == []
    assert suggestions_for(desk.db, 17) == []


def test_common_words_bring_nobody_together() -> None:
    one = Seeker(1, "Een", "Voorbeelden van andere gemeenten die zoeken")
    other = Seeker(2, "Twee", "Vragen van andere gemeenten", "zoekt voorbeelden", ("gemeenten",))
    assert suggest(one, [other], 5) == []


def test_the_command_line_introduces(commdesk: Callable[..., Ran], workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        for name in ("Fatma", "Henk"):
            desk.do(add_member, MemberDraft(name), today=MONDAY)
    done = commdesk("introduce", workbook_path, "Fatma", "Henk", "--why", WHY)
    said = "Aan elkaar voorgesteld: Fatma en Henk. Navragen op ma 7 dec.\n"
    assert (done.exit_code, done.stdout) == (0, said)
    assert commdesk("introduce", workbook_path, "Fatma", "Fatma", "--why", WHY).exit_code == 1
