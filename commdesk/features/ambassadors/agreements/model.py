"""Which agreement holds, on which day nobody follows, and how many hours were agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.stored import check_length
from commdesk.core.values import Minutes

_WEEK = 7 * 24 * 60
_DAY = timedelta(days=1)
_OVERLAP = timedelta(weeks=8)
"""A renewal begins no longer than this before the one that it renews ends."""


class AgreementDraft(Struct, frozen=True):
    """What can be typed about one agreement."""

    what: str = ""
    weekly_minutes: Minutes | None = None
    from_on: date | None = None
    """None: it holds already."""
    until_on: date | None = None
    """The last day; None: until further notice."""
    contact_person: str = ""
    follower_id: int | None = None
    """The ambassador who takes over when it ends."""

    @property
    def is_empty(self) -> bool:
        return self == AgreementDraft()


class Agreement(AgreementDraft, frozen=True):
    """A stored agreement."""

    id: int = 0
    member_id: int = 0

    def holds(self, day: date) -> bool:
        return self.starts <= day <= self.ends

    @property
    def starts(self) -> date:
        return self.from_on or date.min

    @property
    def ends(self) -> date:
        return self.until_on or date.max


class Ending(Struct, frozen=True):
    """The last day of what was agreed with somebody, renewals included, and who follows."""

    on_day: date
    follower: str = ""
    """Who was named to follow, empty when nobody was."""
    is_followed: bool = False
    """Their own agreement begins by then and goes on after it."""


class Capacity(Struct, frozen=True):
    """Hours a week that were agreed, against what is wanted of ambassadors together."""

    agreed: Minutes
    wanted: Minutes

    @property
    def shortage(self) -> Minutes:
        return Minutes(max(self.wanted - self.agreed, 0))


def current_agreement(agreements: Iterable[Agreement], today: date | None) -> Agreement | None:
    """The one that holds (the latest to begin), else the next, else the last; no day: the last."""
    known = sorted(agreements, key=lambda each: (each.starts, each.id))
    if today is None:
        return known[-1] if known else None
    holding = [each for each in known if each.holds(today)]
    coming = [each for each in known if each.starts > today]
    ended = sorted(known, key=lambda each: (each.ends, each.id))
    return next(iter([*holding[::-1], *coming, *ended[::-1]]), None)


def agreed_minutes(agreements: Iterable[Agreement], day: date) -> Minutes:
    """Hours a week of what holds on this day, taken together."""
    return Minutes(sum(each.weekly_minutes or 0 for each in agreements if each.holds(day)))


def capacity_of(agreements: Iterable[Iterable[Agreement]], wanted: Minutes, day: date) -> Capacity:
    """What was agreed with each, added up."""
    return Capacity(Minutes(sum(agreed_minutes(each, day) for each in agreements)), wanted)


def has_agreement(agreements: Iterable[Agreement], after: date) -> bool:
    """Whether one begins by the day after and goes on past it, renewals included."""
    return any(each.starts <= after + _DAY and each.ends > after for each in agreements)


def ending_of(
    last: Agreement | None, follower: str = "", followers: Sequence[Agreement] = ()
) -> Ending | None:
    """When it ends, and whether it is followed; None without an end or an agreement.

    `followers` are the agreements of the one who was named to follow.
    """
    if last is None or last.until_on is None:
        return None
    is_followed = bool(follower) and has_agreement(followers, last.until_on)
    return Ending(last.until_on, follower, is_followed)


def lasts_of(agreements: Sequence[Agreement], today: date) -> list[Agreement]:
    """The last of each that holds, for after a merge more than one can; the first to end first."""
    now = current_agreement(agreements, today)
    holding = [each for each in agreements if each.holds(today)] or ([now] if now else [])
    lasts = {last.id: last for each in holding if (last := _renewed(each, agreements))}
    return sorted(lasts.values(), key=lambda each: (each.ends, each.id))


def _renewed(found: Agreement, agreements: Sequence[Agreement]) -> Agreement:
    """What took over from it in the end; what stands beside it for long is no renewal."""
    while found.until_on:
        end, begins = found.until_on, found.until_on - _OVERLAP
        later = [
            each for each in agreements if begins <= each.starts <= end + _DAY and each.ends > end
        ]
        if not later:
            break
        found = max(later, key=lambda each: (each.ends, each.id))
    return found


def check_agreement(draft: AgreementDraft) -> None:
    """Refuse what cannot be agreed, at its field."""
    if draft.from_on and draft.until_on and draft.until_on < draft.from_on:
        raise Refused("The end lies before the start.", field="until_on")
    if draft.weekly_minutes is not None and not 0 <= draft.weekly_minutes <= _WEEK:
        raise Refused("A week does not hold so many hours.", field="weekly_minutes")
    check_length(draft.what, "what")
    check_length(draft.contact_person, "contact_person")
