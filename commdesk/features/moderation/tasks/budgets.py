"""Weeks with hours of their own: what was typed for them, and runs of weeks that are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from commdesk.core.values import Minutes, Week

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_STEP = 5


class Budget(Struct, frozen=True):
    """The hours that one task has in one week, other than its usual ones."""

    week: Week
    minutes: Minutes
    reason: str = ""


class Stretch(Struct, frozen=True):
    """Weeks that follow each other with the same hours for the same reason."""

    first: Week
    last: Week
    minutes: Minutes
    reason: str

    @property
    def weeks(self) -> list[Week]:
        return weeks_between(self.first, self.last)


def stretches(budgets: Iterable[Budget]) -> list[Stretch]:
    """Budgets in order of their weeks, those that belong together as one."""
    found: list[Stretch] = []
    for each in budgets:
        last = found[-1] if found else None
        if last and (last.last + 1, last.minutes, last.reason) == (
            each.week,
            each.minutes,
            each.reason,
        ):
            found[-1] = Stretch(last.first, each.week, each.minutes, each.reason)
        else:
            found.append(Stretch(each.week, each.week, each.minutes, each.reason))
    return found


def weeks_between(first: Week, last: Week) -> list[Week]:
    """Every week from one up to another, both included; none when they are the wrong way round."""
    count = (last.monday - first.monday).days // 7 + 1
    return [first + n for n in range(max(count, 0))]


def read_amount(typed: str, usual: Minutes) -> Minutes:
    """A length of time, or a percentage of the usual hours in whole five minutes.

    Raises ValueError for what is neither.
    """
    if found := _PERCENT.fullmatch(typed.strip()):
        share = float(found[1].replace(",", ".")) / 100
        return Minutes(round(usual * share / _STEP) * _STEP)
    return Minutes.parse(typed)
