"""Words an interview for the list and for the pane beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import Words
from commdesk.features.concept.interviews.model import (
    SPOKEN_AGAIN,
    WILLING,
    Answer,
    Interview,
    Willing,
)
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.members import Member
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

_TONES: dict[str, Tone] = {
    Willing.YES: "good",
    Willing.ALREADY: "good",
    Willing.MAYBE: "accent",
    Willing.NO: "plain",
}
Numbers = Mapping[int | None, int]
"""Version of the concept -> its number."""


def rows_of(
    interviews: Sequence[Interview], numbers: Numbers, today: date, words: Words
) -> list[CardRow]:
    """To be held first, then those of the newest version of the concept."""
    placed = sorted(
        interviews, key=lambda each: (each.is_held, each.is_held and -_number(each, numbers))
    )
    return [_row(each, numbers, today, words) for each in placed]


def detail_of(
    interview: Interview,
    said: Sequence[Answer],
    member: Member | None,
    why_not: str,
    words: Words,
    buttons: Sequence[QPushButton],
    *,
    counts: bool = True,
) -> Detail:
    """Everything of one conversation; `why_not` says why they cannot be invited."""
    uncounted: list[tuple[str, Tone]] = [] if counts else [(words(SPOKEN_AGAIN), "plain")]
    answers = {each.question: each for each in said}
    told = [(words(title), _told(answers[key], words)) for key, title in QUESTIONS
            if key in answers]  # fmt: skip
    return Detail(
        title=interview.name,
        line=" · ".join(part for part in (interview.circle, _when(interview, words)) if part),
        chips=[*_willing(interview, words), *uncounted, *_standing(member, words)],
        paragraphs=(
            (words("Cannot be invited"), why_not),
            *told,
            (words("What they would do"), interview.would_do),
            (words("What they want in return"), interview.wants_back),
            (words("E-mail"), interview.email),
        ),
        buttons=buttons,
    )


def _row(interview: Interview, numbers: Numbers, today: date, words: Words) -> CardRow:
    return CardRow(
        key=interview.id,
        title=interview.name,
        reason=" · ".join(filter(None, (interview.circle, " ".join(interview.would_do.split())))),
        chips=_willing(interview, words)
        if interview.is_held
        else _lateness(interview, today, words),
        right=_right(interview, today, words),
        group=_group(interview, numbers, words),
        data=interview,
    )


def _group(interview: Interview, numbers: Numbers, words: Words) -> str:
    if not interview.is_held:
        return words("To be held")
    number = _number(interview, numbers)
    return (
        words("Held, version {number} of the concept", number=number) if number else words("Held")
    )


def _number(interview: Interview, numbers: Numbers) -> int:
    return numbers.get(interview.version_id, 0)


def _right(interview: Interview, today: date, words: Words) -> str:
    day = interview.held_on or interview.planned_on
    return words.date(day, today=today) if day else words("no day yet")


def _when(interview: Interview, words: Words) -> str:
    if interview.held_on:
        return words("held on {day}", day=interview.held_on)
    if interview.planned_on:
        return words("planned for {day}", day=interview.planned_on)
    return words("no day yet")


def _willing(interview: Interview, words: Words) -> list[tuple[str, Tone]]:
    """`yes, 2 u a week`; nothing of one that is still to be held."""
    if not interview.willing:
        return [(words("not known yet"), "warn")] if interview.is_held else []
    text = words(dict(WILLING)[interview.willing])
    if interview.weekly_minutes:
        text = words("{willing}, {hours} a week", willing=text, hours=interview.weekly_minutes)
    return [(text, _TONES[interview.willing])]


def _lateness(interview: Interview, today: date, words: Words) -> list[tuple[str, Tone]]:
    if late := interview.days_late(today):
        return [(words.plural("{n} day late", "{n} days late", late), "bad")]
    return [(words("today"), "accent")] if interview.planned_on == today else []


def _standing(member: Member | None, words: Words) -> list[tuple[str, Tone]]:
    if member is None:
        return [(words("not a member yet"), "plain")]
    return [(words(text), tone) for text, tone in member.chips[:2]]


def _told(answer: Answer, words: Words) -> str:
    quote = f"“{answer.quote}”" if answer.quote else ""
    themes = words("Themes: {themes}", themes=", ".join(answer.themes)) if answer.themes else ""
    return "\n".join(filter(None, (answer.text, quote, themes)))
