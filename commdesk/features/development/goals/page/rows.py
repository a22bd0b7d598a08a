"""Words a goal for the list and for the pane beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QPushButton

from commdesk.core.developing import Whose
from commdesk.core.words import N_, Text, Words
from commdesk.features.development.goals.judging import Standing, Verdict
from commdesk.features.development.goals.model import WHOSE
from commdesk.features.development.goals.wording import (
    expectation,
    target_text,
    value_text,
    verdict_text,
)
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

_GROUPS: tuple[tuple[Whose, str], ...] = (
    ("organisation", N_("Goals of the organisation")),
    ("members", N_("Goals of the members")),
)
TONES: dict[Verdict, Tone] = {
    "on-course": "good",
    "reached": "good",
    "at-risk": "warn",
    "behind": "bad",
    "too-few": "plain",
}


def rows_of(found: Sequence[Standing], words: Words) -> list[CardRow]:
    """Those of the organisation first; within each by date."""
    order = [whose for whose, _ in _GROUPS]
    placed = sorted(found, key=lambda each: order.index(each.goal.whose))  # type: ignore[arg-type]
    return [_row(each, words) for each in placed]


def detail_of(
    standing: Standing,
    measures: Mapping[str, Text],
    words: Words,
    buttons: Sequence[QPushButton],
) -> Detail:
    """Everything of one goal, with what was known of it, the newest first."""
    goal = standing.goal
    start = "" if standing.start is None else words(value_text(standing.start, goal.unit))
    told = [(words.date(day, today=standing.today), words(value_text(value, goal.unit)))
            for day, value in reversed(standing.points)]  # fmt: skip
    return Detail(
        title=goal.title,
        line=words("{whose}, from {first} until {last}", whose=Text(dict(WHOSE)[goal.whose]),
                   first=goal.start_on, last=goal.due_on),
        chips=((words(verdict_text(standing)), TONES[standing.verdict]),),
        paragraphs=(
            (words("What is expected"), words(expectation(standing))),
            (words("Target value"), words(target_text(goal))),
            (words("Value at the start"), start),
            (words("Measured by"), measure_words(goal.measure, measures, words)),
            (words("Note"), goal.note),
        ),
        timeline=told,
        timeline_title=words("Known values"),
        timeline_more=words("Show all"),
        buttons=buttons,
    )  # fmt: skip


def measure_words(measure: str, measures: Mapping[str, Text], words: Words) -> str:
    if not measure:
        return words("values typed by hand")
    known = measures.get(measure)
    return words(known) if known else words("{name}, which has no figures now", name=measure)


def _row(each: Standing, words: Words) -> CardRow:
    goal, value = each.goal, each.now and value_text(each.now[1], each.goal.unit)
    said = [words("now {value}", value=value)] if value else []
    return CardRow(
        key=goal.id,
        title=goal.title,
        reason=" · ".join((*said, words(expectation(each)))),
        chips=((words(verdict_text(each)), TONES[each.verdict]),),
        group=words(dict(_GROUPS)[goal.whose]),  # type: ignore[index]
        data=each,
    )
