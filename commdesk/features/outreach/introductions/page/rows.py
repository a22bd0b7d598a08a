"""Words an introduction for the list and for the pane beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import Words
from commdesk.features.members import Member
from commdesk.features.outreach.introductions.model import OUTCOMES, Introduction, Outcome
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

_TONES: dict[str, Tone] = {Outcome.MET: "good", Outcome.HELPED: "good", Outcome.NOTHING: "accent"}


def rows_of(found: Sequence[Introduction], today: date, words: Words) -> list[CardRow]:
    """What is to be asked after now, then what is too fresh for that, then the rest."""
    placed = sorted(found, key=lambda each: _place(each, today))
    return [_row(each, today, words) for each in placed]


def detail_of(
    each: Introduction,
    people: tuple[Member, Member],
    today: date,
    words: Words,
    buttons: Sequence[QPushButton],
) -> Detail:
    """Why these two, and what each of them looks for."""
    one, other = people
    ask_on = each.follow_up_on
    return Detail(
        title=words("{name} and {other}", name=each.name, other=each.other_name),
        line=words("introduced on {day}", day=each.introduced_on),
        chips=_chips(each, today, words),
        paragraphs=(
            (words("Why"), each.why),
            (words("{name} looks for", name=one.name), one.looking_for),
            (words("{name} looks for", name=other.name), other.looking_for),
            (words("Ask after it on"), words.date(ask_on, today=today) if ask_on else ""),
        ),
        buttons=buttons,
    )


def _place(each: Introduction, today: date) -> int:
    """Which group it stands in."""
    if not each.is_open:
        return 2
    return 0 if each.follow_up_on and each.follow_up_on <= today else 1


def _row(each: Introduction, today: date, words: Words) -> CardRow:
    groups = (words("Did they find each other?"), words("Introduced lately"), words("Known"))
    return CardRow(
        key=each.id,
        title=words("{name} and {other}", name=each.name, other=each.other_name),
        reason=" ".join(each.why.split()),
        chips=_chips(each, today, words) if not each.is_open else (),
        right=words.date(each.introduced_on, today=today),
        group=groups[_place(each, today)],
        data=each,
    )


def _chips(each: Introduction, today: date, words: Words) -> list[tuple[str, Tone]]:
    if not each.is_open:
        return [(words(dict(OUTCOMES)[each.result]), _TONES[each.result])]
    if _place(each, today) == 0:
        return [(words("ask after it"), "warn")]
    return []
