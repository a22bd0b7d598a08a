"""Reads the queue: candidates by every source, in order, left out and spread over the days."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import from_moment
from commdesk.core.workbook import read_fact
from commdesk.features.outreach.model import CAP_DAYS, local_day
from commdesk.features.outreach.queries import count_written, day_starts_at, day_target
from commdesk.features.outreach.turns.candidates import Candidate, candidates
from commdesk.features.outreach.turns.leaving import Exclusion, Person, why_left_out
from commdesk.features.outreach.turns.model import Rule, Sources, arranged
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


def due_by_day(db: Database, days: Sequence[date]) -> dict[date, Due]:
    """How many are due on each of these days of a week, in order, who may be written to then.

    As if nobody is written to before; for all the days at the cost of one queue. Days on which
    nobody is are not in it; newcomers of the first day count, though they do not stay new.
    """
    at, sources = Moments.of(db, days[-1]), read_sources(db)
    first = Moments(days[0], at.days, at.usual_days)
    new = tuple(source for source in sources if source.rule == Rule.WELCOME)
    since = _first_due([*candidates(db, at, sources), *candidates(db, first, new)])
    crowd: Counter[date] = Counter()
    if Rule.CADENCE in places(sources):
        alone = since.keys() | lately(db, at, first)
        for member_id, due_on in due_of(db, at, alone).items():
            since[member_id] = min(since.get(member_id, due_on), due_on)
        crowd = count_due(db, at, alone)
    people = _people(db, since.keys(), days[0])
    for each, person in people.items():
        since[each] = max(since[each], person.waits_until or since[each])
    found = {day: _due_on(day, since, people, crowd) for day in days}
    return {day: due for day, due in found.items() if due}


def _first_due(found: Iterable[Candidate]) -> dict[int, date]:
    since: dict[int, date] = {}
    for each in found:
        member_id, due_on = each.turn.member_id, each.turn.due_on
        since[member_id] = min(since.get(member_id, due_on), due_on)
    return since


def _due_on(
    day: date, since: Mapping[int, date], people: Mapping[int, Person], crowd: Counter[date]
) -> Due | None:
    barred = {each for each, person in people.items() if why_left_out(person, day)}
    dues = sorted(on for each, on in since.items() if on <= day and each not in barred)
    waiting = {on: n for on, n in crowd.items() if on <= day}
    total = len(dues) + sum(waiting.values())
    if not total:
        return None
    fresh = len(dues) - bisect_right(dues, day - timedelta(days=1)) + waiting.get(day, 0)
    return Due(total, fresh, min([*dues[:1], *waiting]))


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
