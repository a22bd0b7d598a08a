"""Reads who is worth writing to: candidates by every rule, then ranked, left out and spread."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.values import from_moment
from commdesk.core.workbook import Workdays, read_fact, workdays
from commdesk.features.outreach.model import CAP_DAYS, local_day
from commdesk.features.outreach.promises.queries import due_promises
from commdesk.features.outreach.queries import NAME, count_written, day_starts_at, day_target
from commdesk.features.outreach.turns import (
    WELCOME_DAYS,
    Exclusion,
    Pace,
    Person,
    Queue,
    Rule,
    Turn,
    is_newcomer,
    leave_out,
    rank,
    spread,
    why_left_out,
)

CADENCE_FACT = "outreach_cadence_days"
USUAL_CADENCE_DAYS = 90
_QUESTION_DAYS = 60
_MOST_PROMISES = 5_000


def queue(db: Database, today: date) -> Queue:
    """Everyone worth writing to now, ranked; at most what is left of the day's target."""
    days = workdays(db)
    goal = day_target(db, today)
    written = count_written(db, today)
    ranked = rank(_candidates(db, today, days), today)
    people = _people(db, {turn.member_id for turn in ranked}, today)
    allowed, excluded = leave_out(ranked, people, today)
    a_day = goal.messages or day_target(db, days.next_from(today)).messages
    offered, later = spread(
        allowed, today, room=goal.messages - written, a_day=a_day, workdays=days
    )
    return Queue(today, goal, written, offered, later, excluded, today in days)


def left_out(db: Database, member_ids: Iterable[int], today: date) -> dict[int, Exclusion]:
    """Who of these may not be written to now, and why."""
    people = _people(db, set(member_ids), today)
    found = {each: why_left_out(person, today) for each, person in people.items()}
    return {member_id: why for member_id, why in found.items() if why}


def due_by_day(db: Database, days: Sequence[date]) -> dict[date, list[date]]:
    """On each of these days of a week, in order: since when everyone is due who may be written to.

    As if nobody is written to before; for all the days at the cost of one queue.
    """
    turns = [*_candidates(db, days[-1], workdays(db)), *_newcomers(db, days[0])]
    since: dict[int, date] = {}
    for turn in sorted(turns, key=lambda turn: turn.due_on):
        since.setdefault(turn.member_id, turn.due_on)
    people = _people(db, since.keys(), days[0])
    for each, person in people.items():
        since[each] = max(since[each], person.waits_until or since[each])
    due: dict[date, list[date]] = {}
    for day in days:
        barred = {each for each, person in people.items() if why_left_out(person, day)}
        due[day] = sorted(on for each, on in since.items() if on <= day and each not in barred)
    return due


def list_paces(
    db: Database, *, member_ids: Collection[int] | None = None, due_by: date | None = None
) -> list[Pace]:
    """How often everybody (or these) is to be contacted, and since when that counts.

    `due_by` keeps those whose cadence has passed on that day.
    The narrowest cadence wins: agreed with an ambassador, then the member's own, then the
    tightest of the tags, then the usual one of the workbook. Former members have none.
    """
    who = "member.stage <> 'former'"
    if member_ids is not None:
        who = "member.id IN (SELECT value FROM json_each(:ids))"
    sql = f"""
        SELECT * FROM (
            SELECT member.id AS member_id, {NAME} AS name,
                   coalesce(agreed.days, member.cadence_days, tags.days, :usual) AS days,
                   coalesce(agreed.days, member.cadence_days, tags.days) IS NOT NULL AS is_agreed,
                   coalesce(member.last_contact_on, member.added_on) AS since,
                   member.last_contact_on IS NOT NULL AS is_contact
              FROM member
              LEFT JOIN outreach_cadence AS agreed ON agreed.member_id = member.id
              LEFT JOIN (SELECT member_tag.member_id, min(tag.cadence_days) AS days
                           FROM tag JOIN member_tag ON member_tag.tag_id = tag.id
                          WHERE tag.cadence_days IS NOT NULL
                       GROUP BY member_tag.member_id) AS tags ON tags.member_id = member.id
             WHERE {who})
         WHERE days IS NOT NULL
           AND (:day IS NULL OR julianday(since) + days <= julianday(:day))
    """
    usual: int | None = read_fact(db, CADENCE_FACT, USUAL_CADENCE_DAYS) or None
    day = due_by.isoformat() if due_by else None
    ids = None if member_ids is None else json.dumps(list(member_ids))
    rows = db.query(sql, {"ids": ids, "usual": usual, "day": day})
    return [
        Pace(
            member_id=row["member_id"],
            name=row["name"],
            days=row["days"],
            since=date.fromisoformat(row["since"]),
            is_contact=bool(row["is_contact"]),
            is_agreed=bool(row["is_agreed"]),
        )
        for row in rows
    ]


def agreed_cadence(db: Database, member_id: int) -> int | None:
    """Days agreed with this member by a higher drawer, without their own and their tags'."""
    sql = "SELECT days FROM outreach_cadence WHERE member_id = :member"
    found: int | None = db.value(sql, {"member": member_id})
    return found


def _candidates(db: Database, today: date, days: Workdays) -> list[Turn]:
    return [
        *_questions(db, today, days),
        *_follow_ups(db, today, days),
        *_promises(db, today, days),
        *_newcomers(db, today),
        *_passed_cadences(db, today, days),
    ]


def _passed_cadences(db: Database, today: date, days: Workdays) -> list[Turn]:
    paces = list_paces(db, due_by=today)
    worked = {day: days.next_from(day) for day in {pace.due_on for pace in paces}}
    return [
        Turn(pace.member_id, pace.name, Rule.CADENCE, due_on, pace.since, pace=pace)
        for pace in paces
        if (due_on := worked[pace.due_on]) <= today
    ]


def _follow_ups(db: Database, today: date, days: Workdays) -> list[Turn]:
    """Come back to what was said: on a working day, also when that became a day off later."""
    sql = f"""
        SELECT message.id, message.member_id, {NAME} AS name, message.follow_up_on,
               message.sent_at, message.purpose, message.result, message.result_on
          FROM outreach_message AS message JOIN member ON member.id = message.member_id
         WHERE message.follow_up_on <= :today AND member.stage <> 'former'
    """
    turns = [
        Turn(
            member_id=row["member_id"],
            name=row["name"],
            rule=Rule.FOLLOW_UP,
            due_on=days.next_from(date.fromisoformat(row["follow_up_on"])),
            since=date.fromisoformat(row["result_on"])
            if row["result_on"]
            else local_day(from_moment(row["sent_at"])),
            purpose=row["purpose"],
            message_id=row["id"],
        )
        for row in db.query(sql, {"today": today.isoformat()})
    ]
    return [turn for turn in turns if turn.due_on <= today]


def _promises(db: Database, today: date, days: Workdays) -> list[Turn]:
    """What they promised is to be asked after on a working day; what we promised is due."""
    turns = []
    for each in due_promises(db, today, _MOST_PROMISES):
        day = each.day or today
        due_on = day if each.is_ours else days.next_from(day)
        if each.is_ours or due_on <= today:
            turns.append(
                Turn(each.member_id, each.name, Rule.PROMISE, due_on, each.made_on, promise=each)
            )
    return turns


def _questions(db: Database, today: date, days: Workdays) -> list[Turn]:
    """They asked us something, and nothing went back since."""
    sql = f"""
        SELECT message.member_id, {NAME} AS name, max(message.sent_at) AS sent_at
          FROM outreach_message AS message JOIN member ON member.id = message.member_id
         WHERE NOT message.is_outgoing AND message.purpose = 'ask'
           AND message.sent_at >= :first AND message.sent_at < :last
           AND member.stage <> 'former'
           AND NOT EXISTS (SELECT 1 FROM outreach_message AS later
                            WHERE later.member_id = message.member_id AND later.is_outgoing
                              AND later.sent_at >= message.sent_at)
      GROUP BY message.member_id
    """
    bounds = {
        "first": day_starts_at(today - timedelta(days=_QUESTION_DAYS)),
        "last": day_starts_at(today + timedelta(days=1)),
    }
    found = []
    for row in db.query(sql, bounds):
        asked_on = local_day(from_moment(row["sent_at"]))
        due_on = min(days.next_from(asked_on), today)
        found.append(Turn(row["member_id"], row["name"], Rule.QUESTION, due_on, asked_on))
    return found


def _newcomers(db: Database, today: date) -> list[Turn]:
    sql = f"""
        SELECT member.id, {NAME} AS name, member.added_on,
               count(*) OVER (PARTITION BY member.added_on) AS together,
               EXISTS (SELECT 1 FROM outreach_message
                        WHERE member_id = member.id AND is_outgoing) AS is_known
          FROM member
         WHERE member.added_on >= :first AND member.added_on <= :today
           AND member.stage = 'member'
    """
    bounds = {
        "first": (today - timedelta(days=WELCOME_DAYS)).isoformat(),
        "today": today.isoformat(),
    }
    found = []
    for row in db.query(sql, bounds):
        added_on = date.fromisoformat(row["added_on"])
        if not row["is_known"] and is_newcomer(added_on, today, row["together"]):
            found.append(Turn(row["id"], row["name"], Rule.WELCOME, added_on, added_on))
    return found


def _people(db: Database, member_ids: Collection[int], today: date) -> dict[int, Person]:
    """What may leave these people out; who has nothing of the kind is not in it."""
    sent = _sent_lately(db, member_ids, today)
    waits = db.query(
        "SELECT member_id, until_on FROM outreach_pause WHERE until_on > :today",
        {"today": today.isoformat()},
    )
    until = {row["member_id"]: date.fromisoformat(row["until_on"]) for row in waits}
    no_contact = set(db.column("SELECT id FROM member WHERE do_not_contact"))
    restricted = set(db.column("SELECT id FROM member WHERE is_restricted"))
    return {
        each: Person(
            do_not_contact=each in no_contact,
            is_restricted=each in restricted,
            sent_on=tuple(sent.get(each, ())),
            waits_until=until.get(each),
        )
        for each in (sent.keys() | until.keys() | no_contact | restricted) & set(member_ids)
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
