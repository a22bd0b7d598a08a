"""What became of a willing interviewee: an ambassador, a to-do, a promised contribution."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.concept.interviews import Interview


class Taken(Struct, frozen=True):
    """What was done with one interviewee so far."""

    stage: str = ""
    """How far they are as ambassador; empty: they are none."""
    todos: int = 0
    open_todos: int = 0
    promises: int = 0
    """Contributions they promised."""

    @property
    def is_any(self) -> bool:
        return bool(self.stage or self.todos or self.promises)


def check_may_act(interview: Interview) -> None:
    """Refuse what nobody said yes to."""
    if not interview.is_willing:
        raise Refused("{name} did not say yes to contributing.", name=interview.name)
