"""What the page says in a line of everybody together, and in a row of each."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.words import Words
from commdesk.features.ambassadors.agreements.model import Capacity
from commdesk.features.ambassadors.checks.model import gained
from commdesk.features.ambassadors.model import STAGES, Card
from commdesk.features.ambassadors.page.detail import chips_of, need_of
from commdesk.kit.cardlist import CardRow


def line_of(cards: Sequence[Card], found: Capacity, words: Words) -> str:
    """Who is due and where to give first, then hours agreed; the board says more of those."""
    due = sum(card.is_due for card in cards)
    owing = sum(card.balance.is_negative for card in cards)
    said = [
        words.plural("{n} is due for contact", "{n} are due for contact", due) if due else "",
        words.plural("{n} was asked more than given", "{n} were asked more than given", owing)
        if owing
        else "",
        *hours(found, words),
    ]
    return " · ".join(part for part in said if part)


def hours(found: Capacity, words: Words) -> list[str]:
    """`4,5 u van 6 u per week afgesproken`; nothing when no hours are wanted."""
    if not found.wanted:
        return []
    agreed, wanted = words.hours(found.agreed), words.hours(found.wanted)
    return [words("{agreed} of {wanted} a week agreed", agreed=agreed, wanted=wanted)]


def sums(cards: Sequence[Card], found: Capacity, words: Words) -> list[str]:
    """Hours agreed of those wanted and what that lacks; how many got what they looked for."""
    said = hours(found, words)
    if found.shortage:
        said.append(words("{time} still to be found", time=words.hours(found.shortage)))
    answers = gained(card.checks for card in cards)
    if answers.asked:
        said.append(words(answers.text))
    return said


def row_of(card: Card, words: Words) -> CardRow:
    """What asks for attention first; else what they look for keeps the second line."""
    person = card.ambassador
    stage = words(dict(STAGES)[person.stage])
    reason = words(card.warnings[0].text) if card.warnings else need_of(person, words)
    return CardRow(
        key=person.id,
        title=person.name,
        reason=reason,
        chips=chips_of(card, words),
        group=stage[:1].upper() + stage[1:],
        data=card,
    )
