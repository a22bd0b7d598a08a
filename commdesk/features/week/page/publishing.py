"""The content calendar of Week: what is published on which day, and what fills it when empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.feature import Feature, Features, WeekItem
from commdesk.core.words import Words
from commdesk.kit.cardlist import CardRow
from commdesk.kit.parts import EmptyState, Slot


def publisher(features: Features) -> Feature | None:
    """The feature whose items stand in the content calendar."""
    return next((each for each in features if each.publishes), None)


def page_of(features: Features, name: str) -> str:
    """On which page the items of this feature are found."""
    return next((each.page or each.name for each in features if each.name == name), name)


def calendar_rows(items: Sequence[WeekItem], words: Words, today: date) -> list[CardRow]:
    """Each with its kind, its day, and whether it is there already."""
    return [_row(item, words, today) for item in items]


def explain_calendar(empty: EmptyState, words: Words, add: Slot) -> None:
    empty.explain(
        words("Nothing is published in this week"),
        words("An item with a day in this week stands here; move it with Alt and the arrows."),
        words("New item"),
        add,
    )


def _row(item: WeekItem, words: Words, today: date) -> CardRow:
    day = item.day or today
    state = words("planned") if day > today else words("published")
    kind = words(item.reason) if item.reason else ""
    return CardRow(
        key=item.key,
        title=words(item.title),
        reason=" · ".join(part for part in (kind, state) if part),
        right=words.date(day),
        data=item,
    )
