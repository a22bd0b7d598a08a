"""When day parts begin on the clock, and what a calendar must be told of shifts that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import to_moment
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.model import Shift

USUAL_TIMES: Mapping[DayPart, time] = {
    DayPart.MORNING: time(9),
    DayPart.AFTERNOON: time(13),
    DayPart.EVENING: time(19),
}
_ZONE = "Europe/Amsterdam"
PartTimes = Mapping[DayPart, time]


class Span(Struct, frozen=True):
    """A shift on the clock of Amsterdam."""

    starts_at: datetime
    ends_at: datetime


class Sent(Struct, frozen=True):
    """What a calendar was told last of one shift of one person; moments as they are stored."""

    shift_id: int
    moderator_id: int
    day: str
    starts_at: str
    ends_at: str
    title: str
    changed_at: str
    sequence: int = 0
    is_cancelled: bool = False
    id: int = 0

    @property
    def uid(self) -> str:
        """The same for as long as the shift is theirs: by it a calendar knows the event again."""
        return f"shift-{self.shift_id}-{self.moderator_id}@commdesk"

    @property
    def key(self) -> tuple[int, int]:
        return self.shift_id, self.moderator_id

    def says_as(self, other: Sent) -> bool:
        """Whether a calendar would show the same."""
        return (self.starts_at, self.ends_at, self.title, self.is_cancelled) == (
            other.starts_at,
            other.ends_at,
            other.title,
            other.is_cancelled,
        )


def span_of(shift: Shift, times: PartTimes) -> Span:
    """From when its day part begins, for as long as it takes, also when clocks turn meanwhile."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(_ZONE)
    start = datetime.combine(shift.day, times[DayPart(shift.day_part)], zone)
    end = start.astimezone(UTC) + timedelta(minutes=shift.minutes)
    return Span(start, end.astimezone(zone))


def sent_of(shift: Shift, title: str, times: PartTimes, now: datetime) -> Sent:
    span = span_of(shift, times)
    return Sent(
        shift_id=shift.id,
        moderator_id=shift.moderator_id,
        day=shift.day.isoformat(),
        starts_at=to_moment(span.starts_at),
        ends_at=to_moment(span.ends_at),
        title=title,
        changed_at=to_moment(now),
    )


def to_send(before: Sequence[Sent], planned: Iterable[Sent], now: datetime) -> list[Sent]:
    """What calendars are told now, by person and time: new, changed, as it was, or cancelled.

    `before` is what they were told, of the days that are published and of the planned shifts.
    """
    known = {sent.key: sent for sent in before}
    made = {sent.key: _after(known.get(sent.key), sent) for sent in planned}
    gone = [_cancelled(sent, now) for key, sent in known.items() if key not in made]
    return sorted([*made.values(), *gone], key=lambda sent: (sent.moderator_id, sent.starts_at))


def _after(before: Sent | None, sent: Sent) -> Sent:
    if before is None:
        return sent
    if before.says_as(sent):
        return before
    return replace(sent, id=before.id, sequence=before.sequence + 1)


def _cancelled(sent: Sent, now: datetime) -> Sent:
    if sent.is_cancelled:
        return sent
    return replace(sent, is_cancelled=True, sequence=sent.sequence + 1, changed_at=to_moment(now))


def days_of(first: date, last: date) -> dict[str, str]:
    """The days of a query, as they are stored."""
    return {"first": first.isoformat(), "last": last.isoformat()}
