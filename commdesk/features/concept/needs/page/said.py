"""Words the needs inventory: the gate, its way, an interview in the list and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_, Words
from commdesk.features.ambassadors import STAGES
from commdesk.features.concept.gate import VERDICTS, Gate
from commdesk.features.concept.interviews import WILLING, Answer, Interview, Willing
from commdesk.features.concept.interviews.model import SPOKEN_AGAIN
from commdesk.features.concept.needs.model import Taken
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.statement import Version
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

TONES: dict[str, Tone] = {
    "too-few": "plain",
    "not-yet": "warn",
    "viable": "accent",
    "sure": "good",
}
AFTER: tuple[tuple[str, str], ...] = (
    ("adapt", N_("adapt the concept")),
    ("new-round", N_("a new round of interviews")),
    ("stop", N_("stop")),
)
_WILLING_TONES: dict[str, Tone] = {
    Willing.NO: "plain",
    Willing.MAYBE: "accent",
    Willing.YES: "good",
    Willing.ALREADY: "good",
}
NOTHING = Taken()


def counted(gate: Gate, words: Words) -> str:
    """`4 van 15 · waarschijnlijk tussen 11% en 52% (95%-interval)`."""
    if not gate.interviews:
        return words("No interviews held yet")
    low, high = gate.interval
    return words(
        "{willing} of {interviews} · probably between {low} and {high} (95% interval)",
        willing=str(gate.willing),
        interviews=str(gate.interviews),
        low=words.percent(low),
        high=words.percent(high),
    )


def spoken(gate: Gate, words: Words) -> str:
    """All that the bar draws."""
    if not gate.interviews:
        return words("No interviews held yet")
    share, norm = words.percent(gate.share), words.percent(0.2)
    said = words("{share} want to contribute actively, the norm is {norm}", share=share, norm=norm)
    return f"{said}. {counted(gate, words)}. {verdict(gate, words)}"


def verdict(gate: Gate, words: Words) -> str:
    return words(dict(VERDICTS)[gate.verdict])


def called(version: Version | None, words: Words) -> str:
    if version is None:
        return words("before the first version")
    return words("version {number}", number=str(version.number))


def briefly(version: Version | None, gate: Gate, words: Words) -> str:
    """One version with its gate, on the button that shows it."""
    name = called(version, words)
    return words(
        "{version}: {willing} of {interviews}",
        version=name[:1].upper() + name[1:],
        willing=str(gate.willing),
        interviews=str(gate.interviews),
    )


def chosen(version: Version, words: Words) -> str:
    """What was chosen after the gate, and when."""
    choice = words(dict(AFTER)[version.verdict])
    if version.verdict_on is None:
        return words("Chosen: {choice}", choice=choice)
    return words("Chosen on {day}: {choice}", day=version.verdict_on, choice=choice)


def way_of(steps: Sequence[tuple[date, Gate]], words: Words) -> list[list[str]]:
    """The table behind the line of steps."""
    heading = [words("Date"), words("Interviews"), words("Want to contribute"), words("Share")]
    return [
        heading,
        *(
            [words.date(day), str(gate.interviews), str(gate.willing), words.percent(gate.share)]
            for day, gate in steps
        ),
    ]


def row_of(
    interview: Interview, taken: Taken, today: date, words: Words, *, counts: bool = True
) -> CardRow:
    day = _day(interview, today, words)
    return CardRow(
        key=interview.id,
        title=interview.name,
        reason=" · ".join(part for part in (interview.circle, day) if part),
        chips=[*chips_of(interview, words), *_uncounted(words, counts), *_marks(taken, words)],
        group="" if interview.is_held else words("Still to be held"),
        data=interview,
    )


def chips_of(interview: Interview, words: Words) -> list[tuple[str, Tone]]:
    """Whether they would contribute, and how long a week."""
    if not interview.is_held or not interview.willing:
        return []
    text = words(dict(WILLING)[interview.willing])
    if interview.is_willing and interview.weekly_minutes:
        hours = words.hours(interview.weekly_minutes)
        text = words("{willing}, {hours} a week", willing=text, hours=hours)
    return [(text, _WILLING_TONES[interview.willing])]


def done_with(taken: Taken, words: Words) -> list[str]:
    """What became of them: candidate, to-do, promised."""
    found = []
    if taken.stage:
        found.append(words(dict(STAGES)[taken.stage]))
    if taken.todos:
        found.append(words("to-do") if taken.open_todos else words("to-do done"))
    if taken.promises:
        found.append(words("promised"))
    return found


def _uncounted(words: Words, counts: bool) -> list[tuple[str, Tone]]:  # noqa: FBT001 - a mark
    return [] if counts else [(words(SPOKEN_AGAIN), "plain")]


def _marks(taken: Taken, words: Words) -> list[tuple[str, Tone]]:
    return [(text, "plain") for text in done_with(taken, words)]


def detail_of(
    interview: Interview,
    answers: Sequence[Answer],
    taken: Taken,
    words: Words,
    buttons: Sequence[QPushButton],
    *,
    counts: bool = True,
) -> Detail:
    """What they said, in their own words where those were written down."""
    said = {answer.question: answer for answer in answers}
    paragraphs = [
        (words(title), _told(said[key], words)) for key, title in QUESTIONS if key in said
    ]
    return Detail(
        title=interview.name,
        line=" · ".join(part for part in (interview.circle, _day(interview, None, words)) if part),
        chips=[*chips_of(interview, words), *_uncounted(words, counts), *_marks(taken, words)],
        paragraphs=[
            *paragraphs,
            (words("Would do"), interview.would_do),
            (words("Wants in return"), interview.wants_back),
        ],
        buttons=buttons,
    )


def _told(answer: Answer, words: Words) -> str:
    quote = f"“{answer.quote}”" if answer.quote else ""
    named = words("Named: {themes}", themes=", ".join(answer.themes)) if answer.themes else ""
    return "\n".join(part for part in (quote, answer.text, named) if part)


def _day(interview: Interview, today: date | None, words: Words) -> str:
    if interview.held_on:
        return words.date(interview.held_on, today=today)
    if interview.planned_on:
        return words("planned on {day}", day=words.date(interview.planned_on, today=today))
    return words("not planned yet")
