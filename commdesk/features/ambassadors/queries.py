"""Reads of ambassadors: the list with its warnings, one of them, their gives and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Balance, TimelineItem
from commdesk.core.values import Minutes, Period
from commdesk.core.words import Text, say
from commdesk.core.workbook import workdays
from commdesk.features.ambassadors.model import (
    BALANCE_DAYS,
    IDEAS,
    STAGES,
    Ambassador,
    Card,
    Exchange,
    Kind,
    Stage,
    balance_of,
    warnings_of,
)
from commdesk.features.members import find_member, name_of_member
from commdesk.features.outreach import Exclusion, Pace, left_out, list_paces

_SILENT = frozenset({Exclusion.NO_CONTACT, Exclusion.RESTRICTED, Exclusion.SNOOZED})
"""Reasons not to press for contact with an ambassador."""
_ORDER = [stage for stage, _ in STAGES]

_AMBASSADOR = """
    SELECT ambassador.*, agreed.days AS cadence_days, member.sort_name, member.do_not_contact
      FROM ambassador JOIN member ON member.id = ambassador.member_id
      LEFT JOIN outreach_cadence AS agreed ON agreed.member_id = ambassador.member_id
"""


def list_ambassadors(db: Database, today: date) -> list[Card]:
    """Everybody by stage; within one who asks for attention first, then by name."""
    rows = db.query(f"{_AMBASSADOR} ORDER BY member.sort_name, ambassador.id")
    people = [_ambassador(row, find_member(db, row["member_id"]).name) for row in rows]
    cards = _cards(db, people, today)
    return sorted(cards, key=lambda card: (_ORDER.index(card.ambassador.stage), not card.warnings))


def find_ambassador(db: Database, ambassador_id: int) -> Ambassador:
    """One ambassador; refuses when they are none any more."""
    row = db.one(f"{_AMBASSADOR} WHERE ambassador.id = :id", {"id": ambassador_id})
    if row is None:
        raise Refused("This ambassador is no longer in the workbook.")
    return _ambassador(row, find_member(db, row["member_id"]).name)


def name_of_ambassador(db: Database, ambassador_id: int) -> str:
    """How they are called, empty when they are none any more."""
    member_id = db.value("SELECT member_id FROM ambassador WHERE id = :id", {"id": ambassador_id})
    return name_of_member(db, member_id) if member_id else ""


def find_card(db: Database, ambassador_id: int, today: date) -> Card:
    return _cards(db, [find_ambassador(db, ambassador_id)], today)[0]


def ambassador_of(db: Database, member_id: int) -> Ambassador | None:
    """What this member is to us, or None."""
    found = db.value("SELECT id FROM ambassador WHERE member_id = :id", {"id": member_id})
    return find_ambassador(db, found) if found else None


def exchanges_of(db: Database, member_id: int) -> list[Exchange]:
    """Everything given and asked, newest first."""
    sql = """
        SELECT * FROM ambassador_exchange WHERE member_id = :member
      ORDER BY happened_on DESC, id DESC
    """
    return [_exchange(row) for row in db.query(sql, {"member": member_id})]


def balance_with(db: Database, member_id: int, today: date) -> Balance | None:
    """Gives and asks of an ambassador; None for who is none and has neither in these days."""
    sql = """
        SELECT kind, count(*) AS times FROM ambassador_exchange
         WHERE member_id = :member AND happened_on BETWEEN :first AND :last GROUP BY kind
    """
    window = Period.window(today, BALANCE_DAYS)
    days = {"first": window.first.isoformat(), "last": window.last.isoformat()}
    rows = db.query(sql, {"member": member_id, **days})
    times = {row["kind"]: row["times"] for row in rows}
    if not times and not _is_ambassador(db, member_id):
        return None
    return Balance(times.get(Kind.GIVE, 0), times.get(Kind.ASK, 0), BALANCE_DAYS)


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """Gives and asks, and since when they are in their stage."""
    items = [_told(each) for each in exchanges_of(db, member_id)]
    if known := ambassador_of(db, member_id):
        stage = Text(dict(STAGES)[known.stage])
        text = say("Stage: {stage}", stage=stage)
        items.append(TimelineItem(_noon(known.stage_on), say("Ambassador"), text, "ambassadors"))
    return items


def _is_ambassador(db: Database, member_id: int) -> bool:
    return bool(db.value("SELECT 1 FROM ambassador WHERE member_id = :id", {"id": member_id}))


def _cards(db: Database, people: Sequence[Ambassador], today: date) -> list[Card]:
    ids = [each.member_id for each in people]
    exchanges = _exchanges(db)
    paces = _paces(db, people, ids, today)
    days = workdays(db)
    return [
        Card(
            each,
            balance_of(exchanges[each.member_id], today),
            pace := paces.get(each.member_id),
            warnings_of(each, exchanges[each.member_id], pace, today, days),
        )
        for each in people
    ]


def _paces(
    db: Database, people: Sequence[Ambassador], ids: Sequence[int], today: date
) -> dict[int, Pace]:
    """Cadences of those whom we may press for contact."""
    silent = {each for each, why in left_out(db, ids, today).items() if why in _SILENT}
    kept = {p.member_id for p in people if p.stage != Stage.THANKED} - silent
    return {pace.member_id: pace for pace in list_paces(db, member_ids=kept)}


def _exchanges(db: Database) -> defaultdict[int, list[Exchange]]:
    found: defaultdict[int, list[Exchange]] = defaultdict(list)
    for row in db.query("SELECT * FROM ambassador_exchange ORDER BY happened_on DESC, id DESC"):
        found[row["member_id"]].append(_exchange(row))
    return found


def _told(exchange: Exchange) -> TimelineItem:
    kind = say("Given") if exchange.kind == Kind.GIVE else say("Asked for")
    idea = Text(dict(IDEAS)[exchange.idea])
    text = Text("{what} ({idea})", {"what": exchange.what, "idea": idea})
    return TimelineItem(_noon(exchange.happened_on), kind, text, "ambassadors")


def _noon(day: date) -> datetime:
    """A day without an hour, in a story of moments: noon here."""
    return datetime.combine(day, time(12)).astimezone()


def _ambassador(row: dict[str, Any], name: str) -> Ambassador:
    known = {key: value for key, value in row.items() if key not in {"sort_name", "name"}}
    known |= {key: _day(row[key]) for key in ("stage_on", "from_on", "until_on")}
    known |= {
        "weekly_minutes": None if row["weekly_minutes"] is None else Minutes(row["weekly_minutes"]),
        "do_not_contact": bool(row["do_not_contact"]),
    }
    return Ambassador(**known, name=name)


def _exchange(row: dict[str, Any]) -> Exchange:
    return Exchange(**row | {"happened_on": date.fromisoformat(row["happened_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
