"""A question as far as its growth is counted, and at the end of which weeks it had no answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.developing import Span

WEEKS_BACK = 8
ENOUGH_QUESTIONS = 5
"""An average of fewer questions says nothing yet."""


class Asked(Struct, frozen=True):
    """A question as far as it is counted."""

    id: int
    title: str
    published_on: date
    replies: int
    first_reply_on: date | None
    closed_on: date | None

    @property
    def is_unknown(self) -> bool:
        """It has replies, and nobody knows since when."""
        return bool(self.replies) and self.first_reply_on is None

    @property
    def days(self) -> int:
        """How long it took until the first reply; only of one of which that is known."""
        return ((self.first_reply_on or self.published_on) - self.published_on).days

    def waits_on(self, day: date) -> bool:
        """Whether nobody had answered it at the end of a day; when that is unknown: not."""
        is_closed = self.closed_on is not None and self.closed_on <= day
        if self.published_on > day or is_closed or self.is_unknown:
            return False
        return self.first_reply_on is None or self.first_reply_on > day


def waiting(asked: Sequence[Asked], span: Span) -> tuple[int | None, ...]:
    """How many questions had no answer at the end of each week; None while that is not known."""
    since = known_since(asked, span.last_day)
    changes = [0] * (len(span.weeks) + 1)
    for each in asked:
        begins = max(span.place(each.published_on), 0)
        if (ends := _ends(each, span)) > begins:
            changes[begins] += 1
            changes[ends] -= 1
    found: list[int | None] = []
    count = 0
    for change, end in zip(changes, span.ends, strict=False):
        count += change
        found.append(None if since is None or end < since else count)
    return tuple(found)


def known_since(asked: Sequence[Asked], last_day: date) -> date | None:
    """From which day on it is known which questions had an answer."""
    days = [each.first_reply_on for each in asked if each.first_reply_on]
    if any(each.is_unknown for each in asked):
        return min([*days, last_day])
    return min((each.published_on for each in asked), default=None)


def _ends(each: Asked, span: Span) -> int:
    """The first week at whose end it did not wait any more; past the last one while it waits."""
    if each.is_unknown:
        return 0
    days = [day for day in (each.first_reply_on, each.closed_on) if day and day <= span.last_day]
    return span.place(min(days)) if days else len(span.weeks)
