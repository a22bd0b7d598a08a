"""The pure rules that put people in order, each once, and spread them over the coming days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from commdesk.core.words import Text
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.model import DayTarget
from commdesk.features.outreach.turns.leaving import Exclusion, worded
from commdesk.features.outreach.turns.model import USUAL_SOURCES, Rule, Sources, Turn, score


class Queue(Struct, frozen=True):
    """Today's list, what comes after it, and who was left out."""

    today: date
    target: DayTarget
    written: int
    offered: tuple[Turn, ...] = ()
    later: tuple[tuple[date, Turn], ...] = ()
    """The coming working days only; whoever comes after them comes in their turn."""
    excluded: Mapping[Exclusion, int] = field(default_factory=dict)
    is_workday: bool = True
    sources: Sources = USUAL_SOURCES

    @property
    def reasons_left_out(self) -> list[Text]:
        return worded(self.excluded)

    def score(self, turn: Turn) -> int:
        """How much this turn weighs; see `model.score`."""
        return score(turn, places(self.sources)[turn.rule], self.today)


def places(sources: Sources) -> dict[Rule, int]:
    """Rule -> its place, of those that are on."""
    return {source.rule: place for place, source in enumerate(sources) if source.is_on}


def rank(turns: Iterable[Turn], sources: Sources = USUAL_SOURCES) -> list[Turn]:
    """Each person once, by the source that stands first; then who waits longest.

    The same input gives the same order: within a day by id.
    """
    place = places(sources)
    once: dict[int, Turn] = {}
    for turn in sorted(
        (turn for turn in turns if turn.rule in place),
        key=lambda turn: (place[turn.rule], turn.due_on, turn.member_id),
    ):
        once.setdefault(turn.member_id, turn)
    return list(once.values())


def spread(
    ranked: Sequence[Turn], today: date, *, room: int, a_day: int, workdays: Workdays
) -> tuple[tuple[Turn, ...], tuple[tuple[date, Turn], ...]]:
    """What fits in today's room, and the rest over the coming working days, as many a day as fit.

    Nothing falls due on a day that is not worked: what waits then comes on the next working day.
    """
    fits = max(room, 0) if today in workdays else 0
    rest = ranked[fits:]
    tomorrow, a_day = today + timedelta(days=1), max(a_day, 1)
    days = workdays.spread(tomorrow, (1 for _ in rest), lambda _: a_day)
    return tuple(ranked[:fits]), tuple(zip(days, rest, strict=True))
