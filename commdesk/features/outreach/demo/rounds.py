"""Goes round the invented members day by day: who is written to, about what, what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.feature import Scale
from commdesk.core.values import to_moment
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.demo.texts import (
    INCOMING,
    OUTGOING,
    SILENT_PLACES,
    STORIES,
    TOPICS,
    UNTOLD,
    WELCOME,
)
from commdesk.features.outreach.model import Purpose, Result, follow_up_day, promise_day

_TODAY_SO_FAR = 23
_MOST_IN_ROUNDS = 50_000  # nobody writes to more, and memory has an end
_RARELY = 0.45  # of those who are in for long: contact with them slipped
_SLIPPED_DAYS = (91, 125)
_INCOMING = 0.12
_FIRST_SECOND = 7 * 3600 + 1800  # 08:30 in a Dutch winter
_TRIES = 50
_STEP = 120  # seconds from one message to the next
_ONE_BY_ONE = 200  # a day; a demo of a million has the rest at one moment
_ROUND_DAYS = (2, 7)  # once in 3.5 working days at most: never three in a week
_CHANNELS = (("dm", 70), ("mail", 18), ("forum", 6), ("phone", 4), ("meeting", 1), ("event", 1))
_OUTCOMES = (
    (Result.NONE, 38),
    (Result.ANSWERED, 44),
    (Result.WILL_CONTRIBUTE, 6),
    (Result.CONTRIBUTED, 12),
)
# Days since it was sent -> the share that still waits for an answer.
_WAITING = ((0, 0.5), (3, 0.08), (6, 0.04), (13, 0.1))
_WELCOMED_WITHIN = 7


class _Member(Struct, frozen=True):
    """Somebody in the round of messages."""

    id: int
    first: str
    added_on: date
    until: date
    """The last day on which we write to them."""


class Round:
    """Goes round the members again and again, so that nobody gets three messages in a week."""

    def __init__(self, db: Database, rng: random.Random, today: date, days: Workdays) -> None:
        self._db = db
        self._rng = rng
        self._today = today
        self._days = days
        self._members = _members(db, rng, today)
        self._place = 0

    def messages(self, scale: Scale) -> Iterator[tuple[Any, ...]]:
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
        yield from self._day(self._today, most, most, only_out=True)

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

    def _day(
        self, day: date, count: int, most: int, *, only_out: bool = False
    ) -> Iterator[tuple[Any, ...]]:
        """`count` messages, at most `most` of them ours: what they write has no cap."""
        second, ours = float(_FIRST_SECOND), 0
        if not self._members:
            return
        for number in range(count):
            is_ours = ours < most and (only_out or self._rng.random() >= _INCOMING)
            member = self._next(day) if is_ours else self._anyone(day)
            if member is None:
                continue
            ours += is_ours
            second += _STEP * self._rng.uniform(0.6, 1.4) if number < _ONE_BY_ONE else 0
            sent_at = datetime.combine(day, time(), UTC) + timedelta(seconds=second)
            yield self._sent(member, day, sent_at) if is_ours else self._got(member, sent_at)

    def _anyone(self, day: date) -> _Member | None:
        """Somebody who may write to us: they keep no round."""
        for _ in range(_TRIES):
            member = self._rng.choice(self._members)
            if member.added_on < day <= member.until:
                return member
        return None

    def _next(self, day: date) -> _Member | None:
        """The next in the round whom we may write to on this day."""
        for _ in range(len(self._members)):
            member = self._members[self._place]
            self._place = (self._place + 1) % len(self._members)
            if member.added_on < day <= member.until:
                return member
        return None

    def _sent(self, member: _Member, day: date, sent_at: datetime) -> tuple[Any, ...]:
        rng = self._rng
        if (day - member.added_on).days <= _WELCOMED_WITHIN:
            purpose, text = str(Purpose.WELCOME), rng.choice(WELCOME)
        else:
            place = rng.choices(range(len(OUTGOING)), [share for _, share, _ in OUTGOING])[0]
            purpose, text = str(OUTGOING[place][0]), rng.choice(OUTGOING[place][2])
        text = text.format(first=member.first, topic=rng.choice(TOPICS))
        result, result_on = self._outcome(day)
        come_back_on = follow_up(purpose, result, day, result_on, self._days)
        return self._row(member, sent_at, (1, _drawn(rng, _CHANNELS), purpose, text),
                         (result, result_on, come_back_on))  # fmt: skip

    def _got(self, member: _Member, sent_at: datetime) -> tuple[Any, ...]:
        said = (0, _drawn(self._rng, _CHANNELS[:3]), "keep-in-touch", self._rng.choice(INCOMING))
        return self._row(member, sent_at, said, ("", None, None))

    def _row(
        self,
        member: _Member,
        sent_at: datetime,
        said: tuple[Any, ...],
        outcome: tuple[str, date | None, date | None],
    ) -> tuple[Any, ...]:
        result, result_on, follow_up_on = outcome
        return (
            self._db.next_id(),
            member.id,
            to_moment(sent_at),
            *said,
            result,
            result_on.isoformat() if result_on else None,
            follow_up_on.isoformat() if follow_up_on else None,
        )

    def _outcome(self, day: date) -> tuple[str, date | None]:
        age = (self._today - day).days
        waits = next((share for days, share in _WAITING if age <= days), 0.0)
        if self._rng.random() < waits:
            return Result.WAITING, None
        result = _drawn(self._rng, _OUTCOMES)
        return result, min(day + timedelta(days=self._rng.choice((0, 0, 1, 1, 2, 4))), self._today)


def _members(db: Database, rng: random.Random, today: date) -> list[_Member]:
    """Everybody in the round, in an order of chance; who has a story of their own is not in it."""
    apart = {email for email, *_ in STORIES} | set(UNTOLD)
    sql = """
        SELECT id, first_name, email, added_on, do_not_contact_on FROM member
         WHERE stage <> 'former' AND NOT is_restricted ORDER BY id LIMIT :most
    """
    found = []
    for row in db.query(sql, {"most": _MOST_IN_ROUNDS}):
        if row["email"] in apart:
            continue
        until = date.fromisoformat(row["do_not_contact_on"] or today.isoformat())
        slipped_on = today - timedelta(days=rng.randrange(*_SLIPPED_DAYS))
        if rng.random() < _RARELY and row["added_on"] < slipped_on.isoformat():
            until = min(until, slipped_on)
        if silent_days := SILENT_PLACES.get(row["email"].partition("@")[2]):
            until = min(until, today - timedelta(days=silent_days))
        first = row["first_name"] or "allemaal"
        found.append(_Member(row["id"], first, date.fromisoformat(row["added_on"]), until))
    rng.shuffle(found)
    return found


def _drawn(rng: random.Random, shares: Sequence[tuple[str, int]]) -> str:
    return str(rng.choices([each for each, _ in shares], [share for _, share in shares])[0])


def follow_up(
    purpose: str, result: str, day: date, result_on: date | None, days: Workdays
) -> date | None:
    if result == Result.WAITING:
        return follow_up_day(purpose, day, days)
    if result == Result.WILL_CONTRIBUTE and result_on:
        return promise_day(result_on, days)
    return None
