"""The concept on paper: one page for who has to agree to it."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.printed import Grid, Printed, Said
from commdesk.core.words import Words
from commdesk.features.concept.boundaries import SIDES, texts_of
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.readiness import STATES, SUBJECTS, standing
from commdesk.features.concept.statement.comparing import FIELDS, OURS, THEIRS
from commdesk.features.concept.statement.model import COMMUNITY_KINDS, Side, Version
from commdesk.features.concept.statement.whole import Whole

_NONE = "–"
_SIDES_BESIDE = (SIDES[:2], SIDES[2:])
"""What it is about and what not beside each other, then rules and the ladder."""


def printed(whole: Whole, name: str, words: Words) -> Printed:
    """The five questions, what holds it together, the boundaries, the state of readiness."""
    version = whole.version
    line = name
    if version:
        line = words("{name}, version {number} of {day}", name=name, number=str(version.number),
                     day=words.full_date(version.started_on))  # fmt: skip
    parts: list[Said | Grid] = []
    if version:
        parts += [_questions(version, words), _held(version, words)]
    parts += [*_boundaries(whole, words), *_readiness(whole, words)]
    return Printed(title=words("Concept"), line=line, parts=tuple(parts))


def _questions(version: Version, words: Words) -> Grid:
    rows = []
    for key, title in QUESTIONS:
        side = version.answers.get(key, Side())
        rows.append((words(title), side.theirs or _NONE, side.ours or _NONE))
    return Grid(("", words(THEIRS), words(OURS)), tuple(rows), (20, 40, 40))


def _held(version: Version, words: Words) -> Said:
    kind = words(dict(COMMUNITY_KINDS)[version.kind]) if version.kind else _NONE
    texts = (kind, version.shared_values or _NONE, version.goal or _NONE)
    lines = (f"{words(title)}: {text}" for (_, title), text in zip(FIELDS, texts, strict=True))
    return Said("\n".join(lines))


def _boundaries(whole: Whole, words: Words) -> list[Said | Grid]:
    if not (whole.boundaries or whole.plain):
        return []
    parts: list[Said | Grid] = [Said(words("Boundaries"), "section")]
    if whole.plain:
        parts.append(Said(whole.plain))
    for sides in _SIDES_BESIDE:
        cells = [texts_of(whole.boundaries, side) for side, _ in sides]
        if any(cells):
            heads = tuple(words(title) for _, title in sides)
            numbered = [side == "ladder" for side, _ in sides]
            shown = tuple(map(_listed, cells, numbered))
            parts.append(Grid(heads, (shown,), (1,) * len(sides)))
    return parts


def _listed(texts: Sequence[str], numbered: bool) -> str:  # noqa: FBT001 - mapped over
    marks = [f"{n}." if numbered else "·" for n in range(1, len(texts) + 1)]
    return "\n".join(f"{mark} {text}" for mark, text in zip(marks, texts, strict=True)) or _NONE


def _readiness(whole: Whole, words: Words) -> list[Said | Grid]:
    states = {each.key: each.state for each in whole.subjects}
    if not (any(states.values()) or whole.decisions):
        return []
    told = [f"{words(kind.title)}: {words(dict(STATES)[states[kind.key]])}" for kind in SUBJECTS]
    lines = [words(standing(whole.subjects, whole.decisions)), " · ".join(told)]
    own = [each.what for each in whole.decisions if each.is_own]
    if own:
        lines.append(words("The manager decides alone: {what}.", what=words.listed(own)))
    lines += [
        f"{each.what}: {decided_by(each.who, each.within_days, words)}"
        for each in whole.decisions
        if not each.is_own
    ]
    return [Said(words("Readiness of the organisation"), "section"), Said("\n".join(lines))]


def decided_by(who: str, within_days: int | None, words: Words) -> str:
    """`the head of communication, within 5 days`."""
    if within_days is None:
        return who
    days = words.plural("within {n} day", "within {n} days", within_days)
    return f"{who}, {days}"
