"""How a line of Today is shown: as a row of the list, and beside it with what to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.feature import Fact
from commdesk.core.known import paragraphs_of
from commdesk.core.words import Words
from commdesk.features.today.model import GROUP_TITLES, Group, Line
from commdesk.features.today.queries import facts_about, story_of
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone


def row_of(line: Line, words: Words, today: date) -> CardRow:
    item = line.item
    return CardRow(
        key=item.key,
        title=words(item.title),
        reason=words(item.reason),
        chips=_chips(line, words, today),
        right=words.duration(item.minutes),
        tickable=item.tick is not None,
        group=words(GROUP_TITLES[line.group]),
        data=line,
    )


def detail_of(
    desk: Desk, line: Line, words: Words, buttons: Sequence[QPushButton], why: str
) -> Detail:
    """The item and why it stands there, and of its member what every feature knows."""
    item = line.item
    facts: list[Fact] = []
    timeline: list[tuple[str, str]] = []
    if item.member_id is not None:
        facts = facts_about(desk.db, desk.features, item.member_id, desk.today())
        timeline = [
            (words.date(each.at.astimezone().date()), f"{words(each.kind)}: {words(each.text)}")
            for each in story_of(desk.db, desk.features, item.member_id)
        ]
    return Detail(
        title=words(item.title),
        line=f"{words(item.reason)}\n{why}",
        chips=[_chip_of(fact, words) for fact in facts if fact.is_chip],
        paragraphs=[*paragraphs_of(facts, words), (words("Owner"), item.owner)],
        timeline=timeline,
        timeline_title=words("Timeline"),
        buttons=buttons,
    )


def _chips(line: Line, words: Words, today: date) -> list[tuple[str, Tone]]:
    """What is late says by how much; the rest says what kind of thing it is, and whose."""
    item = line.item
    days = (today - item.due_on).days
    whose: list[tuple[str, Tone]] = [] if line.is_own else [(item.owner, "accent")]
    if line.group == Group.LATE and days > 0:
        return [*whose, (words.plural("{n} day", "{n} days", days), "bad")]
    return [*whose, (words(item.chip), "accent")] if item.chip else whose


def _chip_of(fact: Fact, words: Words) -> tuple[str, Tone]:
    return words(fact.text), "warn" if fact.is_warning else "accent"
