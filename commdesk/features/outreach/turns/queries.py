"""Reads the queue: candidates by every source, in order, left out and spread over the days."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.values import day_starts_at, from_moment
from commdesk.core.workbook import read_fact
from commdesk.features.outreach.model import CAP_DAYS, local_day
from commdesk.features.outreach.queries import count_written, day_target
from commdesk.features.outreach.turns.candidates import Candidate, candidates
from commdesk.features.outreach.turns.leaving import Exclusion, Person, why_left_out
from commdesk.features.outreach.turns.model import Rule, Source, Sources, Turn, arranged
from commdesk.features.outreach.turns.moments import Moments
from commdesk.features.outreach.turns.paces import (
    count_due,
    count_left_out,
    due_of,
    lately,
    passed,
)
from commdesk.features.outreach.turns.ranking import Queue, places, rank, spread

SOURCES_FACT = "outreach_sources"
_AHEAD = 10
"""Working days for which it is said who comes; after those the list goes on by itself."""
_MOST_AHEAD = 300


def read_sources(db: Database) -> Sources:
    """The sources of the queue as this workbook has them, in order."""
    return arranged([(name, is_on) for name, is_on in read_fact(db, SOURCES_FACT, [])])


def queue(db: Database, today: date) -> Queue:
    """Everyone worth writing to now, ranked; at most what is left of the day's target."""
    at, sources = Moments.of(db, today), read_sources(db)
    goal, written = day_target(db, today), count_written(db, today)
    a_day = goal.messages or day_target(db, at.days.next_from(today)).messages
    room = goal.messages - written
    found = candidates(db, at, sources)
    most = max(room, 0) + min(_AHEAD * a_day, _MOST_AHEAD)
    seen = {each.turn.member_id: each.why for each in found}
    turns = [each.turn for each in found if not each.why]
    excluded = Counter(why for why in seen.values() if why)
    if Rule.CADENCE in places(sources):
        turns += passed(db, at, most + len(seen))
        excluded += count_left_out(db, at, seen)
    ranked = rank(turns, sources)[:most]
    offered, later = spread(ranked, today, room=room, a_day=a_day, workdays=at.days)
    counted = {why: excluded[why] for why in Exclusion if excluded[why]}
    return Queue(today, goal, written, offered, later, counted, today in at.days, sources)


def offered(db: Database, today: date) -> list[Turn]:
    """The people whom `queue` offers, in its order, without the rest of it.

    Sources are asked one after another until the day is full: mostly the first few fill it.
    """
    at = Moments.of(db, today)
    room = day_target(db, today).messages - count_written(db, today)
    found: dict[int, Turn] = {}
    for source in read_sources(db) if today in at.days else ():
        if source.is_on and len(found) < room:
            for turn in _allowed(db, at, source, room + len(found)):
                found.setdefault(turn.member_id, turn)
    return list(found.values())[: max(room, 0)]


def _allowed(db: Database, at: Moments, source: Source, most: int) -> list[Turn]:
    """Whom one source finds who may be written to now, in order."""
    if source.rule == Rule.CADENCE:
        return passed(db, at, most)
    return rank(each.turn for each in candidates(db, at, (source,)) if not each.why)


def left_out(db: Database, member_ids: Iterable[int], today: date) -> dict[int, Exclusion]:
    """Who of these may not be written to now, and why."""
    people = _people(db, set(member_ids), today)
    found = {each: why_left_out(person, today) for each, person in people.items()}
    return {member_id: why for member_id, why in found.items() if why}


class Due(Struct, frozen=True):
    """How many people are due on a day."""

    total: int
    fresh: int
    """Of them, since that day itself."""
    since: date
    """Since when the one is due who waits longest."""


def due_by_day(db: Database, days: Sequence[date], enough: int | None = None) -> dict[date, Due]:
    """How many are due on each of these days of a week, in order, who may be written to then.

    As if nobody is written to before. Days on which nobody is are not in it. Among many members
    those whom an item or their activity points out are looked for once, on the last day. Where
    cadences alone make `enough` due on every day, nobody else is looked for.
    """
    at, sources = Moments.of(db, days[-1]), read_sources(db)
    ats = [replace(at, today=day) for day in days]
    if enough is not None:
        counted = _counted(db, ats, sources, [()] * len(days))
        if len(counted) == len(days) and all(due.total >= enough for due in counted.values()):
            return counted
    return _counted(db, ats, sources, _found_on(db, ats, sources))


_MANY = 1_000
_COSTLY = frozenset({Rule.ANSWER, Rule.MATCH, Rule.RETURNED, Rule.STEP, Rule.QUIET})


def _found_on(db: Database, ats: Sequence[Moments], sources: Sources) -> list[Sequence[Candidate]]:
    """Per day whom a source but the cadence finds."""
    has_many = db.value("SELECT 1 FROM member LIMIT 1 OFFSET :many", {"many": _MANY})
    once = _COSTLY if has_many else frozenset()
    costly = tuple(source for source in sources if source.rule in once)
    daily = tuple(source for source in sources if source.rule not in once)
    shared = candidates(db, ats[-1], costly)
    return [
        [*candidates(db, at, daily), *(c for c in shared if c.turn.due_on <= at.today)]
        for at in ats
    ]


def _counted(
    db: Database, ats: Sequence[Moments], sources: Sources, found: Sequence[Sequence[Candidate]]
) -> dict[date, Due]:
    """With everybody of `found`, per day, those whose cadence has passed by then."""
    at, firsts = ats[-1], [_first_due(each, at.today) for at, each in zip(ats, found, strict=True)]
    alone = {member_id for due in firsts for member_id in due}
    passed_on: dict[int, date] = {}
    crowd: Counter[date] = Counter()
    if Rule.CADENCE in places(sources):
        alone |= lately(db, at, ats[0])
        passed_on = due_of(db, at, alone)
        crowd = count_due(db, at, alone)
    people = _people(db, alone, ats[0].today)
    before: set[int] | None = None
    counted: dict[date, Due] = {}
    for day, due in zip((at.today for at in ats), firsts, strict=True):
        since = _since(day, due, passed_on, people)
        if due_now := _due_on(day, since, before, crowd):
            counted[day] = due_now
        before = since.keys() | (before or set())
    return counted


def _first_due(found: Iterable[Candidate], today: date) -> dict[int, date]:
    """What is announced ahead of its day is due on the day that it is announced."""
    since: dict[int, date] = {}
    for each in found:
        member_id, due_on = each.turn.member_id, min(each.turn.due_on, today)
        since[member_id] = min(since.get(member_id, due_on), due_on)
    return since


def _since(
    day: date, due: Mapping[int, date], passed_on: Mapping[int, date], people: Mapping[int, Person]
) -> dict[int, date]:
    """Who is due on this day and may be written to then, and since when."""
    since = dict(due)
    for member_id, due_on in passed_on.items():
        if due_on <= day:
            since[member_id] = min(since.get(member_id, due_on), due_on)
    barred = {each for each, person in people.items() if why_left_out(person, day)}
    waits = {each: person.waits_until for each, person in people.items() if person.waits_until}
    return {each: max(on, waits.get(each, on)) for each, on in since.items() if each not in barred}


def _due_on(
    day: date, since: Mapping[int, date], before: set[int] | None, crowd: Counter[date]
) -> Due | None:
    """`before`: who was due on an earlier day of the week; None on the first."""
    waiting = {on: n for on, n in crowd.items() if on <= day}
    total = len(since) + sum(waiting.values())
    if not total:
        return None
    if before is None:
        fresh = sum(1 for on in since.values() if on == day)
    else:
        fresh = len(since.keys() - before)
    return Due(total, fresh + waiting.get(day, 0), min([*since.values(), *waiting]))


def _people(db: Database, member_ids: Collection[int], today: date) -> dict[int, Person]:
    """What may leave these people out; who has nothing of the kind is not in it."""
    sent = _sent_lately(db, member_ids, today)
    sql = """
        SELECT member.id, member.do_not_contact, member.is_restricted, pause.until_on
          FROM json_each(:ids) AS wanted JOIN member ON member.id = wanted.value
          LEFT JOIN outreach_pause AS pause
            ON pause.member_id = member.id AND pause.until_on > :today
         WHERE member.do_not_contact OR member.is_restricted OR pause.until_on IS NOT NULL
    """
    rows = db.query(sql, {"ids": json.dumps(list(member_ids)), "today": today.isoformat()})
    held = {row["id"]: row for row in rows}
    return {
        each: Person(
            do_not_contact=bool(held.get(each, {}).get("do_not_contact")),
            is_restricted=bool(held.get(each, {}).get("is_restricted")),
            sent_on=tuple(sent.get(each, ())),
            waits_until=_day(held.get(each, {}).get("until_on")),
        )
        for each in sent.keys() | held.keys()
    }


def _sent_lately(db: Database, member_ids: Collection[int], today: date) -> dict[int, list[date]]:
    """Days of our messages that share a window of the cap with today."""
    sql = """
        SELECT member_id, sent_at FROM outreach_message
         WHERE member_id IN (SELECT value FROM json_each(:ids))
           AND sent_at >= :first AND sent_at < :last AND is_outgoing
    """
    bounds = {
        "ids": json.dumps(list(member_ids)),
        "first": day_starts_at(today - timedelta(days=CAP_DAYS - 1)),
        "last": day_starts_at(today + timedelta(days=CAP_DAYS)),
    }
    sent: dict[int, list[date]] = defaultdict(list)
    for row in db.query(sql, bounds):
        sent[row["member_id"]].append(local_day(from_moment(row["sent_at"])))
    return sent


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
