"""What Week says: above its days which week it is, and where nothing is left to be planned."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Features
from commdesk.core.values import decimal_hours
from commdesk.core.words import Words
from commdesk.core.workingblocks import working_blocks
from commdesk.features.week.model import WeekPlan
from commdesk.features.week.queries import kind_titles
from commdesk.kit.parts import EmptyState, Slot


def heading(plan: WeekPlan, words: Words) -> tuple[str, str]:
    """`Week 48` and `23 to 29 November · 31,5 of 36 hours planned`."""
    first, last = plan.week.monday, plan.week.sunday
    title = words.week(plan.week)
    line = words(
        "{first} to {last} · {planned} of {available} hours planned",
        first=_day_and_month(first, words) if first.month != last.month else str(first.day),
        last=_day_and_month(last, words),
        planned=decimal_hours(plan.planned),
        available=decimal_hours(plan.available),
    )
    return title[:1].upper() + title[1:], line


def explain_left(
    empty: EmptyState, plan: WeekPlan, words: Words, add: Slot | None, *, is_proposed: bool
) -> None:
    """Nothing is left over, or would be; or nothing was written down yet, and `add` begins.

    `is_proposed`: the week shows with a proposal in it.
    """
    if plan.has_own_work or add is None:
        said = words("Everything has a day")
        empty.explain(words("Everything has a day in this proposal") if is_proposed else said)
        return
    empty.explain(
        words("No to-dos in this week"),
        words("Write down what is to be done; with a day, or to be planned later."),
        words("New to-do"),
        add,
    )


def block_words(db: Database, features: Features, words: Words) -> dict[int, list[str]]:
    """Weekday -> its working blocks: `9–12 content`."""
    titles = kind_titles(features)
    found: dict[int, list[str]] = {}
    for block in working_blocks(db):
        kind = words(titles.get(block.kind, block.kind)).lower()
        found.setdefault(block.weekday, []).append(f"{block.span} {kind}".strip())
    return found


def _day_and_month(day: date, words: Words) -> str:
    return words.long_date(day).partition(" ")[2]
