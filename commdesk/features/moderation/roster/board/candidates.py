"""Who could take a shift, those for whom it fits best first; of the others why they cannot."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from commdesk.core.values import Minutes
from commdesk.features.moderation.roster.board.model import WeekBoard
from commdesk.features.moderation.roster.demand import Spot
from commdesk.features.moderation.roster.model import Breach, Shift
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import Moderator


class Candidate(Struct, frozen=True):
    """One person for one shift, and what stands in the way."""

    person: Moderator
    shift: Shift
    left: Minutes
    breaches: tuple[Breach, ...]
    is_unwished: bool
    """They can, but rather would not."""

    @property
    def can(self) -> bool:
        return not self.breaches


def candidates(
    board: WeekBoard, task: Task, spots: Sequence[Spot], minutes: Minutes
) -> list[Candidate]:
    """Everybody active, each at the day part of these that suits them best."""
    team = [person for person in board.people.values() if person.is_active]
    found = [
        min((_at(board, task, person, spot, minutes) for spot in spots), key=_how_well)
        for person in team
        if spots
    ]
    return sorted(found, key=_order)


def _at(board: WeekBoard, task: Task, person: Moderator, spot: Spot, minutes: Minutes) -> Candidate:
    shift = Shift(task.id, person.id, spot[0], str(spot[1]), minutes)
    return Candidate(
        person,
        shift,
        board.left(person.id),
        tuple(board.breaches(shift)),
        person.rather_not.holds(*spot),
    )


def _how_well(each: Candidate) -> tuple[bool, int, bool]:
    """Allowed before not, what can be excepted before what cannot, few reasons before many."""
    is_hard = bool(each.breaches) and each.breaches[0].is_hard
    return is_hard, len(each.breaches), each.is_unwished


def _order(each: Candidate) -> tuple[object, ...]:
    return (*_how_well(each), -each.left, each.person.name.casefold())
