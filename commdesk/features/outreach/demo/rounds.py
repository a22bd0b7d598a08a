"""Goes round the invented members day by day: who is written to, as often as the cap allows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from commdesk.core.database import Database
from commdesk.core.feature import Scale
from commdesk.core.workbook import Workdays, read_fact
from commdesk.features.activity import first_contributions, gone_quiet, one_step_from, returned
from commdesk.features.outreach.demo import shares
from commdesk.features.outreach.demo.stories import SILENT_PLACES, STORIES, told_apart
from commdesk.features.outreach.demo.writing import Member, Row, Writer
from commdesk.features.outreach.turns import QUIET_FACT, RETURNED_FACT
from commdesk.features.outreach.turns.candidates import USUAL_QUIET, USUAL_RETURNED

_TODAY_SO_FAR = 23
_MOST_IN_ROUNDS = 50_000  # nobody writes to more, and memory has an end
_RARELY = 0.45  # of those who are in for long: contact with them slipped
_SLIPPED_DAYS, _LONG_AGO_DAYS, _LONG_AGO = (32, 86), (91, 125), 0.10
_RESTRICTED_DAYS = 40
_FIRST_SECOND = 7 * 3600 + 1800  # 08:30 in a Dutch winter
_TRIES = 50
_STEP = 120  # seconds from one message to the next
_ONE_BY_ONE = 200  # a day; a demo of a million has the rest at one moment
_ROUND_DAYS = (2, 7)  # once in 3.5 working days at most: never three in a week
_NEWEST = 3
_NEW_DAYS, _MOST_WELCOMED = 5, 6
_SPOTTED = 3
_STEP_REST_DAYS = 31


class Round:
    """Goes round the members again and again, so that nobody gets three messages in a week."""

    def __init__(
        self, db: Database, rng: random.Random, today: date, days: Workdays, writer: Writer
    ) -> None:
        self._rng = rng
        self._today = today
        self._days = days
        self._writer = writer
        self._members = _members(db, rng, today)
        self._place = 0

    def messages(self, scale: Scale) -> Iterator[Row]:
        """Rows day by day, as many as asked for and as the cap allows."""
        first = self._today - timedelta(weeks=scale.weeks)
        worked = [
            day
            for n in range((self._today - first).days)
            if (day := first + timedelta(days=n)) in self._days
        ]
        free = self._counts(worked)
        left = max(scale.messages - len(STORIES) - _TODAY_SO_FAR, 0)
        weight = sum(free)
        for day, count in zip(worked, free, strict=True):
            wanted = round(left * count / weight) if weight else 0
            made = list(self._day(day, wanted, count * _ROUND_DAYS[0] // _ROUND_DAYS[1]))
            left, weight = left - len(made), weight - count
            yield from made
        most = min(_TODAY_SO_FAR, len(self._members) // _ROUND_DAYS[1], scale.messages)
        yield from self._day(self._today, scale.messages, most, self._newcomers())

    def _counts(self, days: Sequence[date]) -> list[int]:
        """How many members there were to write to, day by day."""
        steps: Counter[date] = Counter()
        for member in self._members:
            if member.added_on < member.until:
                steps[member.added_on + timedelta(days=1)] += 1
                steps[member.until + timedelta(days=1)] -= 1
        changes = sorted(steps.items())
        counts, found, place = [], 0, 0
        for day in days:
            while place < len(changes) and changes[place][0] <= day:
                found += changes[place][1]
                place += 1
            counts.append(found)
        return counts

    def _newcomers(self) -> list[Member]:
        """Who is welcomed first thing today."""
        since = self._today - timedelta(days=_NEW_DAYS)
        return [
            member
            for member in self._members
            if since < member.added_on < self._today <= member.until
            and not self._writer.has_written_to(member)
        ][:_MOST_WELCOMED]

    def _day(
        self, day: date, wanted: int, most: int, first: Sequence[Member] = ()
    ) -> Iterator[Row]:
        """About `wanted` messages, at most `most` of them ours; some are answers to them.

        Those of `first` come first, and once.
        """
        second, ours, made = float(_FIRST_SECOND), 0, 0
        known = {member.id for member in first}
        others = (each for each in iter(lambda: self._next(day), None) if each.id not in known)
        for member in chain(first, others):
            if made >= wanted or ours >= most:
                return
            second += _STEP * self._rng.uniform(0.6, 1.4) if ours < _ONE_BY_ONE else 0
            sent_at = datetime.combine(day, time(), UTC) + timedelta(seconds=second)
            rows = self._writer.sent(member, sent_at)
            if self._rng.random() < shares.UNASKED and (other := self._anyone(day)):
                rows.append(self._writer.unasked(other, sent_at))
            ours, made = ours + 1, made + len(rows)
            yield from rows

    def _anyone(self, day: date) -> Member | None:
        """Somebody who may write to us: they keep no round."""
        for _ in range(_TRIES):
            member = self._rng.choice(self._members)
            if member.added_on < day <= member.until:
                return member
        return None

    def _next(self, day: date) -> Member | None:
        """The next in the round whom we may write to on this day."""
        for _ in range(len(self._members)):
            member = self._members[self._place]
            self._place = (self._place + 1) % len(self._members)
            if member.added_on < day <= member.until:
                return member
        return None


def _members(db: Database, rng: random.Random, today: date) -> list[Member]:
    """Everybody in the round, in an order of chance; who has a story of their own is not in it."""
    apart, kept = set(told_apart()), _kept_for_today(db, today)
    tags = _tags(db)
    sql = """
        SELECT id, first_name, email, added_on, do_not_contact_on, is_restricted FROM member
         WHERE stage <> 'former' ORDER BY id LIMIT :most
    """
    found = []
    for row in db.query(sql, {"most": _MOST_IN_ROUNDS}):
        if row["email"] in apart:
            continue
        until = date.fromisoformat(row["do_not_contact_on"] or today.isoformat())
        if row["is_restricted"]:
            until = min(until, today - timedelta(days=_RESTRICTED_DAYS))
        slipped_on = _slipped(rng, today)
        if rng.random() < _RARELY and row["added_on"] < slipped_on.isoformat():
            until = min(until, slipped_on)
        if silent_days := SILENT_PLACES.get(row["email"].partition("@")[2]):
            until = min(until, today - timedelta(days=silent_days))
        until = min(until, kept.get(row["id"], until))
        found.append(
            Member(
                row["id"],
                row["first_name"],
                tags.get(row["id"], frozenset()),
                date.fromisoformat(row["added_on"]),
                until,
                row["id"] in kept,
            )
        )
    rng.shuffle(found)
    return found


def _slipped(rng: random.Random, today: date) -> date:
    days = _LONG_AGO_DAYS if rng.random() < _LONG_AGO else _SLIPPED_DAYS
    return today - timedelta(days=rng.randrange(*days))


def _kept_for_today(db: Database, today: date) -> dict[int, date]:
    """Who gets no message after that day, so that today there is a reason to write to them."""
    before = timedelta(days=1)
    sql = """
        SELECT id, added_on FROM member WHERE stage = 'member' AND NOT do_not_contact
      ORDER BY id DESC LIMIT :n
    """
    newest = db.query(sql, {"n": _NEWEST})
    kept = {row["id"]: date.fromisoformat(row["added_on"]) for row in newest}
    back = returned(db, today, read_fact(db, RETURNED_FACT, USUAL_RETURNED))
    quiet = gone_quiet(db, today, read_fact(db, QUIET_FACT, USUAL_QUIET))
    for spot in (
        *back[-_SPOTTED:],
        *quiet[-_SPOTTED:],
        *first_contributions(db, today)[-_SPOTTED:],
    ):
        kept.setdefault(spot.member_id, spot.day - before)
    for spot in one_step_from(db, today)[:_SPOTTED]:
        kept.setdefault(spot.member_id, today - timedelta(days=_STEP_REST_DAYS))
    return kept


def _tags(db: Database) -> dict[int, frozenset[str]]:
    sql = """
        SELECT member_tag.member_id, group_concat(tag.name, char(31)) AS tags
          FROM (SELECT id FROM member ORDER BY id LIMIT :most) AS first
          JOIN member_tag ON member_tag.member_id = first.id JOIN tag ON tag.id = member_tag.tag_id
      GROUP BY member_tag.member_id
    """
    rows = db.query(sql, {"most": _MOST_IN_ROUNDS})
    return {row["member_id"]: frozenset(row["tags"].split("\x1f")) for row in rows}
