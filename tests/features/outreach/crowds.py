"""Communities that Hypothesis invents: people with everything by which the queue may find them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from msgspec import Struct

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.workbook import add_absence, set_facts
from commdesk.features.content import ItemDraft, add_item
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from commdesk.features.outreach.model import MessageDraft, Purpose
from commdesk.features.outreach.ops import log_message, plan_minutes, snooze
from commdesk.features.outreach.promises import PromiseDraft, open_promise
from commdesk.features.outreach.turns import CADENCE_FACT, QUIET_FACT, RETURNED_FACT
from tests.conftest import MovableClock

MONDAY = date(2026, 11, 23)


class Said(Struct, frozen=True):
    """One message, so many days ago."""

    ago: int
    purpose: str
    is_outgoing: bool
    item: int | None = None


class Somebody(Struct, frozen=True):
    """One member and all that happened with them."""

    added_ago: int
    cadence: int | None
    tagged: bool
    state: str
    said: tuple[Said, ...]
    promises: tuple[tuple[str, int], ...]
    """Whose, and how many days from now."""
    did: tuple[tuple[str, int, int], ...]
    """Kind, how many days ago, how often."""
    waits: int | None
    seeks: str


class Community(Struct, frozen=True):
    """A workbook to be filled."""

    people: tuple[Somebody, ...]
    items: tuple[tuple[str, str, int], ...]
    """Kind, title, days ago."""
    usual: int
    tag_cadence: int
    minutes: int
    away: tuple[int, int] | None
    """From so many days from now, so many days."""


_days = st.integers
_saids = st.builds(
    Said,
    ago=_days(0, 50),
    purpose=st.sampled_from([str(each) for each in Purpose]),
    is_outgoing=st.booleans(),
    item=st.sampled_from((None, 0, 1)),
)
_people = st.builds(
    Somebody,
    added_ago=_days(0, 130),
    cadence=st.one_of(st.none(), _days(1, 60)),
    tagged=st.booleans(),
    state=st.sampled_from(("", "", "", "", "restricted", "no-contact", "former", "prospect")),
    said=st.lists(_saids, max_size=4).map(lambda some: tuple(sorted(some, key=lambda s: -s.ago))),
    promises=st.lists(
        st.tuples(st.sampled_from(("ours", "theirs")), _days(-3, 12)), max_size=2
    ).map(tuple),
    did=st.lists(
        st.tuples(
            st.sampled_from(("topic", "reply", "reaction")), _days(0, 60), st.integers(1, 10)
        ),
        max_size=3,
    ).map(tuple),
    waits=st.one_of(st.none(), st.none(), _days(1, 9)),
    seeks=st.sampled_from(("", "", "bomen", "vergunning")),
)
communities = st.builds(
    Community,
    people=st.lists(_people, min_size=1, max_size=12).map(tuple),
    items=st.lists(
        st.tuples(
            st.sampled_from(("question", "article")),
            st.sampled_from(("Bomen op de erfgrens", "Vergunning aan huis")),
            _days(0, 20),
        ),
        max_size=2,
    ).map(tuple),
    usual=st.sampled_from((0, 20, 90)),
    tag_cadence=_days(1, 40),
    minutes=st.sampled_from((0, 6, 20, 120)),
    away=st.one_of(st.none(), st.tuples(_days(0, 6), _days(0, 9))),
)


@contextmanager
def lived_in(empty: Path, community: Community) -> Iterator[Desk]:
    """A workbook with these people, open; it is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty, Path(folder) / "omgeving.commdesk"))
        with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
            desk.do(_live, community, now=desk.now())
            yield desk


@op("Fill the workbook")
def _live(db: Database, community: Community, *, now: datetime) -> None:
    set_facts(db, **{CADENCE_FACT: community.usual, QUIET_FACT: 5, RETURNED_FACT: 3})
    plan_minutes(db, community.minutes)
    if community.away:
        start = MONDAY + timedelta(days=community.away[0])
        add_absence(db, start, start + timedelta(days=community.away[1]))
    items = [
        add_item(
            db,
            ItemDraft(title, kind=kind, published_on=MONDAY - timedelta(days=ago)),
            today=MONDAY,
        )
        for kind, title, ago in community.items
    ]
    for number, each in enumerate(community.people):
        _one(db, each, number, items, now)
    if any(each.tagged for each in community.people):
        set_tag_cadence(db, "kerngroep", community.tag_cadence)


def _one(db: Database, each: Somebody, number: int, items: list[int], now: datetime) -> None:
    member = add_member(
        db,
        MemberDraft(
            f"Lid {number}",
            tags=("kerngroep",) if each.tagged else (),
            looking_for=each.seeks,
            stage=each.state if each.state in {"former", "prospect"} else "member",
        ),
        today=MONDAY - timedelta(days=each.added_ago),
    )
    if each.cadence:
        change_member(db, member, {"cadence_days": each.cadence})
    for said in each.said:
        noon = datetime.combine(MONDAY - timedelta(days=said.ago), time(8)).astimezone()
        item = items[said.item] if said.item is not None and said.item < len(items) else None
        draft = MessageDraft(
            member,
            purpose=said.purpose,
            text="Hoi",
            is_outgoing=said.is_outgoing,
            is_answer=said.is_outgoing,
            sent_at=noon,
            content_id=item,
        )
        log_message(db, draft, now=now)
    for side, days in each.promises:
        day = MONDAY + timedelta(days=days)
        promised = PromiseDraft(member, side=side, what="Iets", due_on=day, follow_up_on=day)
        open_promise(db, promised, today=MONDAY - timedelta(days=5))
    for kind, ago, often in each.did:
        _did(db, member, kind, ago, often)
    if each.waits:
        snooze(db, member, MONDAY + timedelta(days=each.waits), today=MONDAY)
    spoil = _SPOILS.get(each.state)
    if spoil:
        spoil(db, member)


def _did(db: Database, member: int, kind: str, ago: int, often: int) -> None:
    for _ in range(often):
        row = {
            "member_id": member,
            "kind": kind,
            "happened_on": (MONDAY - timedelta(days=ago)).isoformat(),
            "place": "",
            "source": "forum",
            "key": str(db.next_id()),
        }
        insert(db, "activity", row)


_SPOILS: dict[str, Callable[[Database, int], None]] = {
    "restricted": lambda db, member: restrict(db, member, is_restricted=True),
    "no-contact": lambda db, member: stop_contact(db, member, reason="Nee", today=MONDAY),
}
