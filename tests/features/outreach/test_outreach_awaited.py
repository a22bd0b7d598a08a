"""Who owes an answer, found out of an index; what several people shared, as one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.members import find_member, stop_contact
from commdesk.features.outreach import awaited
from commdesk.features.outreach.allowing import refusals
from commdesk.features.outreach.awaited import count_waiting, waiting
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_together
from commdesk.features.outreach.queries import messages_of, sent_days, timeline

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]
Log = Callable[..., int]


def found(desk: Desk, search: str = "", **how: object) -> list[str]:
    return [each.name for each in waiting(desk.db, search=search, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize("few", [0, 2_000])
def test_both_ways_to_look_find_the_same(
    desk: Desk, add: Add, log: Log, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A common name is sought along the list, a rare one by its members."""
    monkeypatch.setattr(awaited, "_FEW", few)
    monkeypatch.setattr(awaited, "_BLOCK", 2)
    for days, name in enumerate(("Jan Bos", "Janneke Mol", "Ayşe Jansen", "Bas d'Hondt"), 1):
        first, _, last = name.partition(" ")
        log(add(first, last_name=last, notes="jan"), days_ago=days)
    gone = add("Janus")
    log(gone, days_ago=1)
    desk.do(stop_contact, gone, reason="Nee", today=MONDAY)
    assert found(desk, "jan") == ["Jan Bos", "Janneke Mol", "Ayşe Jansen"]
    assert found(desk, "JAN b") == ["Jan Bos"]
    assert found(desk, "hondt") == found(desk, "d'h") == ["Bas d'Hondt"]
    assert found(desk, "jan", limit=1) == ["Jan Bos"]
    assert found(desk, "jan", until=MONDAY - timedelta(days=2)) == ["Janneke Mol", "Ayşe Jansen"]
    assert found(desk, "zz") == []
    assert found(desk, " - ") == found(desk)
    assert count_waiting(desk.db) == len(found(desk)) == 4


def test_the_count_stops_where_nobody_reads_on(
    desk: Desk, add: Add, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awaited, "MOST_WAITING", 2)
    for name in ("Anna", "Bas", "Cor"):
        log(add(name), days_ago=1)
    assert count_waiting(desk.db) == 2


def test_a_late_message_counts_in_the_cap_of_its_own_days(desk: Desk, add: Add, log: Log) -> None:
    anna = add()
    log(anna, days_ago=20)
    log(anna, days_ago=19)
    log(anna)
    log(anna, days_ago=1)
    with pytest.raises(Refused, match="2 messages in 7 days"):
        log(anna, days_ago=15)
    log(anna, days_ago=10)
    assert len(sent_days(desk.db, anna, MONDAY - timedelta(days=20))) == 2


def test_what_several_people_shared_is_one_act_or_none(desk: Desk, add: Add, log: Log) -> None:
    anna, bas = add("Anna"), add("Bas")
    log(anna, days_ago=1)
    log(anna, days_ago=2)
    ours = MessageDraft(0, text="Hoi")
    with pytest.raises(Refused, match="Anna had 2 messages"):
        desk.do(log_together, ours, [bas, anna], now=desk.now())
    assert messages_of(desk.db, bas) == []
    drafts = [MessageDraft(each, text="Hoi") for each in (bas, anna)]
    (refused,) = refusals(desk.db, drafts, now=desk.now())
    assert (refused.member_id, refused.name) == (anna, "Anna")
    met = MessageDraft(0, channel="meeting", is_outgoing=False)
    desk.do(log_together, met, [bas, anna, bas], now=desk.now())
    assert len(messages_of(desk.db, bas)) == 1
    assert desk.undo_label
    assert desk.words(desk.undo_label) == "Contact met 2 mensen vastleggen"
    assert find_member(desk.db, anna).last_contact_on == MONDAY
    assert len(sent_days(desk.db, anna, MONDAY)) == 2, "a meeting is no message of ours"
    assert desk.words(timeline(desk.db, bas)[0].text) == ""
