"""Words an experiment for the list and for the pane beside it; and what was learnt of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_, Words
from commdesk.features.buildup.experiments.model import VERDICTS, Experiment, State
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

_GROUPS: tuple[tuple[State, str], ...] = (
    ("to-judge", N_("To be judged")),
    ("running", N_("Running")),
    ("planned", N_("Planned")),
    ("judged", N_("Judged")),
)
_ORDER = [state for state, _ in _GROUPS]
_TONES: dict[str, Tone] = {"keep": "good", "change": "warn", "stop": "plain"}


def rows_of(experiments: Sequence[Experiment], today: date, words: Words) -> list[CardRow]:
    """Group by group; within a group as it was read."""
    placed = sorted(experiments, key=lambda each: _ORDER.index(each.state(today)))
    return [_row(each, today, words) for each in placed]


def detail_of(
    experiment: Experiment, today: date, words: Words, buttons: Sequence[QPushButton]
) -> Detail:
    """Everything of one experiment."""
    e = experiment
    return Detail(
        title=e.belief,
        line=_when(e, today, words),
        chips=_chips(e, today, words),
        paragraphs=(
            (words("We try"), e.trial),
            (words("With whom"), e.with_whom),
            (words("Measure"), e.measure),
            (words("It holds from"), e.threshold or words("not decided beforehand")),
            (words("What came out"), e.outcome),
            (words("What was learnt"), e.learnt),
            (words("Decided on"), words.date(e.verdict_on, today=today) if e.verdict_on else ""),
        ),
        buttons=buttons,
    )


def learnt_of(experiments: Sequence[Experiment], words: Words) -> Detail:
    """What each judged experiment taught, the newest first."""
    judged = [each for each in experiments if each.verdict]
    told = [
        (f"{each.belief} ({words(dict(VERDICTS)[each.verdict])})", each.learnt or each.outcome)
        for each in judged
    ]
    none = words("Nothing yet: it appears here once an experiment is judged.")
    return Detail(
        title=words("What was learnt"),
        line=words.plural("from {n} experiment", "from {n} experiments", len(judged)),
        paragraphs=[(title, text or words("nothing noted")) for title, text in told]
        or [(words("What was learnt"), none)],
    )


def _row(experiment: Experiment, today: date, words: Words) -> CardRow:
    e = experiment
    told = [words("holds from {threshold}", threshold=" ".join(e.threshold.split()))] * bool(
        e.threshold and not e.verdict
    )
    told += [" ".join((e.learnt or e.outcome).split())] * bool(e.verdict)
    return CardRow(
        key=e.id,
        title=e.belief,
        reason=" · ".join(filter(None, told)),
        chips=_chips(e, today, words),
        right=_right(e, today, words),
        group=words(dict(_GROUPS)[e.state(today)]),
        data=e,
    )


def _chips(experiment: Experiment, today: date, words: Words) -> list[tuple[str, Tone]]:
    if experiment.verdict:
        text = words(dict(VERDICTS)[experiment.verdict])
        return [(text, _TONES[experiment.verdict])]
    if experiment.state(today) == "to-judge":
        ended = experiment.until_on < today
        return [(words("has ended") if ended else words("ends today"), "warn")]
    return []


def _right(experiment: Experiment, today: date, words: Words) -> str:
    if experiment.verdict_on:
        return words.date(experiment.verdict_on, today=today)
    day = experiment.from_on if experiment.state(today) == "planned" else experiment.until_on
    shown = words.date(day, today=today)
    return words("from {day}", day=shown) if day > today and day == experiment.from_on else (
        words("until {day}", day=shown)
    )  # fmt: skip


def _when(experiment: Experiment, today: date, words: Words) -> str:
    first = words.date(experiment.from_on, today=today)
    last = words.date(experiment.until_on, today=today)
    return words("{first} until {last}", first=first, last=last)
