"""Reads of ambassadors: the list with its warnings, one of them, their gives and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Balance, TimelineItem
from commdesk.core.values import Minutes, Period
from commdesk.core.words import Text, say
from commdesk.core.workbook import workdays
from commdesk.features.ambassadors.agreements.model import (
    Agreement,
    Capacity,
    Ending,
    current_agreement,
    ending_of,
    lasts_of,
)
from commdesk.features.ambassadors.agreements.queries import (
    agreements_of,
    all_agreements,
    wanted_minutes,
)
from commdesk.features.ambassadors.checks.model import ANSWERS, Check, check_due_on
from commdesk.features.ambassadors.checks.queries import all_checks, checks_of
from commdesk.features.ambassadors.model import (
    BALANCE_DAYS,
    IDEAS,
    ORDER,
    Ambassador,
    Card,
    Exchange,
    Kind,
    Need,
    Stage,
    balance_of,
    warnings_of,
)
from commdesk.features.ambassadors.pipeline.model import Move, since_of
from commdesk.features.ambassadors.pipeline.queries import all_moves, moves_of
from commdesk.features.ambassadors.stages import AT_WORK
from commdesk.features.members import name_of_member
from commdesk.features.outreach import Exclusion, Pace, left_out, list_paces

_SILENT = frozenset({Exclusion.NO_CONTACT, Exclusion.RESTRICTED, Exclusion.SNOOZED})
"""Reasons not to press for contact with an ambassador."""

_AMBASSADOR = """
    SELECT ambassador.*, agreed.days AS cadence_days, member.sort_name, member.do_not_contact
      FROM ambassador JOIN member ON member.id = ambassador.member_id
      LEFT JOIN outreach_cadence AS agreed ON agreed.member_id = ambassador.member_id
"""


def list_ambassadors(db: Database, today: date) -> list[Card]:
    """Everybody by stage; within one who asks for attention first, then by name."""
    agreements = all_agreements(db)
    rows = db.query(f"{_AMBASSADOR} ORDER BY member.sort_name, ambassador.id")
    people = [
        _ambassador(row, name_of_member(db, row["member_id"]), agreements[row["member_id"]], today)
        for row in rows
    ]
    cards = _cards(db, people, agreements, today)
    return sorted(cards, key=lambda card: (ORDER.index(card.ambassador.stage), not card.warnings))


def find_ambassador(db: Database, ambassador_id: int, today: date | None = None) -> Ambassador:
    """One ambassador; refuses when they are none any more.

    With the agreement that holds today; without a day the last one.
    """
    row = db.one(f"{_AMBASSADOR} WHERE ambassador.id = :id", {"id": ambassador_id})
    if row is None:
        raise Refused("This ambassador is no longer in the workbook.")
    member_id = row["member_id"]
    return _ambassador(row, name_of_member(db, member_id), agreements_of(db, member_id), today)


def capacity(db: Database, cards: Sequence[Card], today: date) -> Capacity:
    """Hours a week agreed with all of them, against what is wanted."""
    agreed = sum(card.agreed_on(today) for card in cards)
    return Capacity(Minutes(agreed), wanted_minutes(db))


def name_of_ambassador(db: Database, ambassador_id: int) -> str:
    """How they are called, empty when they are none any more."""
    member_id = db.value("SELECT member_id FROM ambassador WHERE id = :id", {"id": ambassador_id})
    return name_of_member(db, member_id) if member_id else ""


def ambassador_of(db: Database, member_id: int, today: date | None = None) -> Ambassador | None:
    """What this member is to us, or None; see `find_ambassador`."""
    found = db.value("SELECT id FROM ambassador WHERE member_id = :id", {"id": member_id})
    return find_ambassador(db, found, today) if found else None


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
    """Gives and asks, every move, and what looking back said."""
    items = [_told(each) for each in exchanges_of(db, member_id)]
    items += [_moved(each) for each in moves_of(db, member_id)]
    return items + [_looked_back(each) for each in checks_of(db, member_id)]


def _is_ambassador(db: Database, member_id: int) -> bool:
    return bool(db.value("SELECT 1 FROM ambassador WHERE member_id = :id", {"id": member_id}))


def _cards(
    db: Database,
    people: Sequence[Ambassador],
    agreements: Mapping[int, Sequence[Agreement]],
    today: date,
) -> list[Card]:
    exchanges, moves, checks = _exchanges(db), all_moves(db), all_checks(db)
    paces = _paces(db, people, [each.member_id for each in people], today)
    by_id = {each.id: each for each in people}
    days = workdays(db)
    cards = []
    for each in people:
        own, passed = agreements.get(each.member_id, ()), exchanges[each.member_id]
        looked = checks[each.member_id]
        ending = _ending(own, by_id, agreements, today)
        check_on = check_due_on(_since(each, moves[each.member_id]), looked)
        warnings = warnings_of(
            each,
            passed,
            pace := paces.get(each.member_id),
            today,
            days,
            ending=ending,
            check_on=check_on,
        )
        balance = balance_of(passed, today)
        cards.append(
            Card(each, balance, pace, warnings, tuple(own), tuple(looked), ending, check_on)
        )
    return cards


def _ending(
    own: Sequence[Agreement],
    people: Mapping[int, Ambassador],
    agreements: Mapping[int, Sequence[Agreement]],
    today: date,
) -> Ending | None:
    """The first that nobody follows, else the first to end."""
    endings = [_ending_of(each, people, agreements) for each in lasts_of(own, today)]
    known = [each for each in endings if each]
    return next((each for each in known if not each.is_followed), next(iter(known), None))


def _ending_of(
    last: Agreement,
    people: Mapping[int, Ambassador],
    agreements: Mapping[int, Sequence[Agreement]],
) -> Ending | None:
    """With the one named to follow, unless they left."""
    follower = people.get(last.follower_id or 0)
    if follower is None or follower.stage == Stage.THANKED:
        return ending_of(last)
    return ending_of(last, follower.name, agreements.get(follower.member_id, ()))


def _since(person: Ambassador, moves: Sequence[Move]) -> date | None:
    """Since when there is something to look back on: what they look for is known, they are here."""
    is_known = person.looking_for != Need.UNKNOWN or person.looking_for_note
    return since_of(moves) if person.stage in AT_WORK and is_known else None


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
    kind = say("Thanked") if exchange.is_thanks else kind
    idea = Text(dict(IDEAS)[exchange.idea])
    text = Text("{what} ({idea})", {"what": exchange.what, "idea": idea})
    return TimelineItem(_noon(exchange.happened_on), kind, text, "ambassadors")


def _moved(move: Move) -> TimelineItem:
    return TimelineItem(_noon(move.moved_on), say("Ambassador"), move.text, "ambassadors")


def _looked_back(check: Check) -> TimelineItem:
    answer = Text(dict(ANSWERS)[check.answer])
    text = (
        Text("{answer}: {note}", {"answer": answer, "note": check.note}) if check.note else answer
    )
    kind = say("Got what they looked for")
    return TimelineItem(_noon(check.checked_on), kind, text, "ambassadors")


def _noon(day: date) -> datetime:
    """A day without an hour, in a story of moments: noon here."""
    return datetime.combine(day, time(12)).astimezone()


def _ambassador(
    row: dict[str, Any], name: str, agreements: Sequence[Agreement], today: date | None
) -> Ambassador:
    """What stands in the row itself, and the agreement that holds."""
    known = {key: row[key] for key in _OWN}
    known["stage_on"] = date.fromisoformat(row["stage_on"])
    known["do_not_contact"] = bool(row["do_not_contact"])
    if agreed := current_agreement(agreements, today):
        known["agreement"] = agreed.what
        known |= {key: getattr(agreed, key) for key in _AGREED}
    return Ambassador(**known, name=name)


_OWN = (
    "id", "member_id", "stage", "looking_for", "looking_for_note", "we_do", "cadence_days",
)  # fmt: skip
_AGREED = ("weekly_minutes", "from_on", "until_on", "contact_person", "follower_id")


def _exchange(row: dict[str, Any]) -> Exchange:
    days = {"happened_on": date.fromisoformat(row["happened_on"])}
    return Exchange(**row | days | {"is_thanks": bool(row["is_thanks"])})
