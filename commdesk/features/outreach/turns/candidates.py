"""Reads who is worth writing to by every rule but the cadence: of those there are never many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Protocol

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import day_starts_at, from_moment
from commdesk.core.workbook import read_fact
from commdesk.features.activity import (
    SILENT_DAYS,
    Spotted,
    first_contributions,
    gone_quiet,
    one_step_from,
    returned,
)
from commdesk.features.content import Match, who_looks_for, who_might_answer
from commdesk.features.outreach.model import Purpose, local_day
from commdesk.features.outreach.promises.model import Side
from commdesk.features.outreach.promises.queries import due_promises
from commdesk.features.outreach.queries import NAME
from commdesk.features.outreach.turns.leaving import Exclusion
from commdesk.features.outreach.turns.model import (
    CROWD,
    WELCOME_DAYS,
    Rule,
    Sources,
    Turn,
    is_newcomer,
)
from commdesk.features.outreach.turns.moments import WHY, Moments

QUIET_FACT, RETURNED_FACT = "outreach_quiet_at", "outreach_returned_at"
"""What somebody did in ninety days before a silence, or since a return, to be worth a message."""
USUAL_QUIET, USUAL_RETURNED = 50, 20
_QUESTION_DAYS = 60
_REST_DAYS = 30
_MATCHES = 200
_AT_MOST = 5_000
"""Of one rule. More than this nobody writes in a quarter; the longest waiting stay."""


_WHO = f"pace.id AS member_id, {NAME} AS name, {WHY} AS why"


def _with(member: str) -> str:
    return f"JOIN outreach_pace AS pace ON pace.id = {member} JOIN member ON member.id = pace.id"


class Candidate(Struct, frozen=True):
    """A turn, and why it may not be taken now."""

    turn: Turn
    why: Exclusion | None


class Read(Protocol):
    """Reads the candidates of one rule, the longest waiting first."""

    def __call__(self, db: Database, at: Moments, /) -> Iterable[Candidate]: ...


def candidates(db: Database, at: Moments, sources: Sources) -> list[Candidate]:
    """Whoever a source that is on finds, but for cadences."""
    on = [source.rule for source in sources if source.is_on]
    return [each for rule in on if rule in READS for each in READS[rule](db, at)]


def _questions(db: Database, at: Moments) -> Iterator[Candidate]:
    """They asked us something, and nothing went back since."""
    sql = f"""
        SELECT {_WHO}, max(message.sent_at) AS sent_at
          FROM outreach_message AS message INDEXED BY outreach_message_question
          {_with("message.member_id")}
         WHERE NOT message.is_outgoing AND message.purpose = 'ask'
           AND message.sent_at >= :asked_at AND message.sent_at < :tomorrow_at
           AND NOT EXISTS (SELECT 1 FROM outreach_message AS later
                            WHERE later.member_id = message.member_id AND later.is_outgoing
                              AND later.sent_at >= message.sent_at)
      GROUP BY message.member_id ORDER BY sent_at LIMIT {_AT_MOST}
    """
    asked_at = day_starts_at(at.today - timedelta(days=_QUESTION_DAYS))
    for row in db.query(sql, at.bind(asked_at=asked_at)):
        asked_on = local_day(from_moment(row["sent_at"]))
        due_on = at.days.next_from(asked_on)
        yield _found(row, Rule.QUESTION, due_on, asked_on)


def _follow_ups(db: Database, at: Moments) -> Iterator[Candidate]:
    """Come back to what was said: on a working day, also when that became a day off later."""
    sql = f"""
        SELECT {_WHO}, message.id, message.follow_up_on, message.sent_at, message.purpose
          FROM outreach_message AS message {_with("message.member_id")}
         WHERE message.follow_up_on <= :last
      ORDER BY message.follow_up_on, message.member_id LIMIT {_AT_MOST}
    """
    for row in db.query(sql, at.bind()):
        due_on = at.days.next_from(date.fromisoformat(row["follow_up_on"]))
        sent_on = local_day(from_moment(row["sent_at"]))
        more = {"purpose": row["purpose"], "message_id": row["id"]}
        yield _found(row, Rule.FOLLOW_UP, due_on, sent_on, **more)


def _our_promises(db: Database, at: Moments) -> Iterator[Candidate]:
    """What we promised is near."""
    due = due_promises(db, at.today, _AT_MOST, Side.OURS)
    people = _people(db, at, [each.member_id for each in due])
    for promise in due:
        if row := people.get(promise.member_id):
            day = promise.day or at.today
            yield _found(row, Rule.OUR_PROMISE, day, promise.made_on, promise=promise)


def _their_promises(db: Database, at: Moments) -> Iterator[Candidate]:
    """What they promised is to be asked after, on a working day."""
    due = due_promises(db, at.today, _AT_MOST, Side.THEIRS)
    people = _people(db, at, [each.member_id for each in due])
    for promise in due:
        row = people.get(promise.member_id)
        due_on = at.days.next_from(promise.day or at.today)
        if row and due_on <= at.today:
            yield _found(row, Rule.PROMISE, due_on, promise.made_on, promise=promise)


def _newcomers(db: Database, at: Moments) -> Iterator[Candidate]:
    """Who joined these days; nobody who was there before a list brought them in."""
    sql = f"""
        SELECT {_WHO}, member.added_on, few.together
          FROM (SELECT added_on, count(*) AS together FROM member
                 WHERE added_on BETWEEN :first AND :today
              GROUP BY added_on HAVING count(*) <= {CROWD}) AS few
    CROSS JOIN member ON member.added_on = few.added_on
          JOIN outreach_pace AS pace ON pace.id = member.id
         WHERE member.stage = 'member'
           AND (member.joined_on IS NULL OR member.joined_on >= :first)
           AND (member.last_contact_on IS NULL OR member.last_contact_on >= member.added_on)
           AND NOT EXISTS (SELECT 1 FROM outreach_message
                            WHERE member_id = member.id AND is_outgoing)
      ORDER BY member.added_on, member.id LIMIT {_AT_MOST}
    """
    first = min(at.today - timedelta(days=WELCOME_DAYS), at.workday_before)
    for row in db.query(sql, at.bind(first=first.isoformat())):
        added_on = date.fromisoformat(row["added_on"])
        if is_newcomer(added_on, at.today, row["together"], at.days):
            due_on = at.days.next_from(added_on)
            yield _found(row, Rule.WELCOME, due_on, added_on)


def _first_contributions(db: Database, at: Moments) -> Iterator[Candidate]:
    return _spotted(db, at, Rule.THANK, first_contributions(db, at.today))


def _returned(db: Database, at: Moments) -> Iterator[Candidate]:
    least = read_fact(db, RETURNED_FACT, USUAL_RETURNED)
    return _spotted(db, at, Rule.RETURNED, returned(db, at.today, least))


def _gone_quiet(db: Database, at: Moments) -> Iterator[Candidate]:
    least = read_fact(db, QUIET_FACT, USUAL_QUIET)
    return _spotted(db, at, Rule.QUIET, gone_quiet(db, at.today, least))


def _one_step(db: Database, at: Moments) -> Iterator[Candidate]:
    """Nobody hears twice in a month that they are nearly there."""
    rested = day_starts_at(at.today - timedelta(days=_REST_DAYS - 1))
    return _spotted(db, at, Rule.STEP, one_step_from(db, at.today), written_since=rested)


def _spotted(
    db: Database, at: Moments, rule: Rule, spotted: Sequence[Spotted], written_since: str = ""
) -> Iterator[Candidate]:
    """Of those whose activity stands out: who was not written to about it since."""
    people = _people(db, at, [spot.member_id for spot in spotted])
    for spot in spotted:
        row = people.get(spot.member_id)
        if row is None:
            continue
        last = row["thanked_at" if rule == Rule.THANK else "written_at"] or ""
        if last < (written_since or day_starts_at(spot.day)):
            since = spot.day + timedelta(days=SILENT_DAYS if rule == Rule.QUIET else 0)
            due_on = at.days.next_from(since)
            more = {"count": spot.days, "purpose": spot.missing, "word": spot.level}
            yield _found(row, rule, due_on, spot.day, **more)


def _experts(db: Database, at: Moments) -> Iterator[Candidate]:
    found = who_might_answer(db, at.today, _MATCHES, partial(_told, db))
    return _matching(db, at, Rule.ANSWER, found)


def _seekers(db: Database, at: Moments) -> Iterator[Candidate]:
    found = who_looks_for(db, at.today, _MATCHES, partial(_told, db))
    return _matching(db, at, Rule.MATCH, found)


def _matching(
    db: Database, at: Moments, rule: Rule, matches: Sequence[Match]
) -> Iterator[Candidate]:
    """Those whom an item may concern."""
    people = _people(db, at, [match.member_id for match in matches])
    for match in matches:
        row = people.get(match.member_id)
        if row:
            due_on = at.days.next_from(match.since)
            more = {"title": match.title, "content_id": match.item_id, "word": match.word}
            yield _found(row, rule, due_on, match.since, **more)


def _told(db: Database, member_ids: Iterable[int], item_ids: Iterable[int]) -> set[tuple[int, int]]:
    """(member, item) of whatever of these items these members were pointed to."""
    sql = """
        SELECT member_id, content_id FROM outreach_message INDEXED BY outreach_message_content
         WHERE content_id IN (SELECT value FROM json_each(:items))
           AND member_id IN (SELECT value FROM json_each(:members)) AND is_outgoing
    """
    wanted = {"members": json.dumps(list(member_ids)), "items": json.dumps(list(item_ids))}
    rows = db.query(sql, wanted)
    return {(row["member_id"], row["content_id"]) for row in rows}


def _people(db: Database, at: Moments, member_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Name, why not, and when we last wrote and thanked."""
    sql = f"""
        SELECT {_WHO},
               (SELECT max(sent_at) FROM outreach_message
                 WHERE member_id = pace.id AND is_outgoing) AS written_at,
               (SELECT max(sent_at) FROM outreach_message
                 WHERE member_id = pace.id AND is_outgoing AND purpose = '{Purpose.THANK}'
               ) AS thanked_at
          FROM json_each(:ids) AS wanted {_with("wanted.value")}
    """
    rows = db.query(sql, at.bind(ids=json.dumps(member_ids[:_AT_MOST])))
    return {row["member_id"]: row for row in rows}


def _found(row: Mapping[str, Any], rule: Rule, due_on: date, since: date, **more: Any) -> Candidate:
    turn = Turn(row["member_id"], row["name"], rule, due_on, since, **more)
    return Candidate(turn, Exclusion(row["why"]) if row["why"] else None)


READS: Mapping[Rule, Read] = {
    Rule.QUESTION: _questions,
    Rule.FOLLOW_UP: _follow_ups,
    Rule.OUR_PROMISE: _our_promises,
    Rule.PROMISE: _their_promises,
    Rule.WELCOME: _newcomers,
    Rule.THANK: _first_contributions,
    Rule.RETURNED: _returned,
    Rule.ANSWER: _experts,
    Rule.STEP: _one_step,
    Rule.MATCH: _seekers,
    Rule.QUIET: _gone_quiet,
}
