"""Words a promise for the list and for the pane beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_, Words
from commdesk.features.members import Member
from commdesk.features.outreach.promises.model import STAGES, Promise, Stage
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import Detail
from commdesk.kit.theme import Tone

_GROUPS = (
    (Stage.OPEN, N_("Promised by us")),
    (Stage.IDEA, N_("Promised by them: idea")),
    (Stage.DRAFT, N_("Promised by them: draft")),
    (Stage.PLACED, N_("Placed in the last four weeks")),
    (Stage.KEPT, N_("Kept by us in the last four weeks")),
    (Stage.DROPPED, N_("Let go in the last four weeks")),
)
_ORDER = [stage for stage, _ in _GROUPS]


def rows_of(promises: Sequence[Promise], today: date, words: Words) -> list[CardRow]:
    """The board, group by group; within a group as it was read."""
    placed = sorted(promises, key=lambda each: _ORDER.index(Stage(each.stage)))
    return [_row(each, today, words) for each in placed]


def detail_of(
    promise: Promise, member: Member, today: date, words: Words, buttons: Sequence[QPushButton]
) -> Detail:
    """Everything of one promise, and what the member looks for."""
    stage = words(dict(STAGES)[promise.stage])
    if promise.closed_on:
        stage = words("{stage} on {day}", stage=stage, day=promise.closed_on)
    return Detail(
        title=words(promise.title),
        line=" · ".join(part for part in (promise.name, member.organisation) if part),
        chips=[(stage, "good" if promise.stage in {Stage.PLACED, Stage.KEPT} else "accent"),
               *chips_of(promise, today, words)],
        paragraphs=(
            (words("Help it needs"), promise.help),
            (words("By"), _day(promise.due_on, words)),
            (words("Ask after it on"), _day(_asked(promise), words)),
            (words("Promised on"), _day(promise.made_on, words)),
            (words("Looking for"), member.looking_for),
        ),
        buttons=buttons,
    )  # fmt: skip


def chips_of(promise: Promise, today: date, words: Words) -> list[tuple[str, Tone]]:
    """What asks for attention now."""
    if not promise.is_open:
        return []
    if promise.due_on and promise.due_on < today:
        return [(words.plural("{n} day late", "{n} days late", (today - promise.due_on).days),
                 "bad")]  # fmt: skip
    if (asked := _asked(promise)) and asked <= today:
        return [(words("ask after it"), "warn")]
    return []


def _row(promise: Promise, today: date, words: Words) -> CardRow:
    told = [words(promise.title)]
    if promise.help and promise.is_open:
        told.append(words("help: {help}", help=" ".join(promise.help.split())))
    return CardRow(
        key=promise.id,
        title=promise.name,
        reason=" · ".join(told),
        chips=chips_of(promise, today, words),
        right=_right(promise, today, words),
        group=words(dict(_GROUPS)[Stage(promise.stage)]),
        data=promise,
    )


def _right(promise: Promise, today: date, words: Words) -> str:
    """Its day: when it was closed, when it is to be there, else when to ask after it."""
    if promise.closed_on:
        return words.date(promise.closed_on, today=today)
    if promise.due_on:
        return words("by {day}", day=words.date(promise.due_on, today=today))
    asked = _asked(promise)
    return words("ask on {day}", day=words.date(asked, today=today)) if asked else ""


def _asked(promise: Promise) -> date | None:
    return promise.follow_up_on if promise.is_open and not promise.is_ours else None


def _day(day: date | None, words: Words) -> str:
    return words.date(day) if day else ""
