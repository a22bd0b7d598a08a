"""One move from a stage to another, and since when somebody is with us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from commdesk.core.values import Period
from commdesk.core.words import Text, say
from commdesk.features.ambassadors.stages import STAGES, WITH_AGREEMENT


class Move(Struct, frozen=True):
    """A stored move; an empty `stage_before` is the first."""

    id: int
    member_id: int
    stage_before: str
    stage: str
    moved_on: date
    note: str = ""

    @property
    def text(self) -> Text:
        """`Stage: agreed`, with the note when there is one."""
        stage = Text(dict(STAGES)[self.stage])
        if self.note:
            return say("Stage: {stage} ({note})", stage=stage, note=self.note)
        return say("Stage: {stage}", stage=stage)


def since_of(moves: Iterable[Move]) -> date | None:
    """Since when an agreement holds without a break: the last time somebody came in from before."""
    since = None
    for move in sorted(moves, key=lambda each: (each.moved_on, each.id)):
        if move.stage not in WITH_AGREEMENT:
            since = None
        elif since is None:
            since = move.moved_on
    return since


def agreed_periods(moves: Iterable[Move]) -> tuple[Period, ...]:
    """The days on which an agreement held; one that still does has no end."""
    found: list[Period] = []
    since: date | None = None
    for move in sorted(moves, key=lambda each: (each.moved_on, each.id)):
        if move.stage in WITH_AGREEMENT:
            since = since or move.moved_on
        elif since is not None:
            found.append(Period(since, move.moved_on))
            since = None
    return (*found, Period(since, date.max)) if since else tuple(found)
