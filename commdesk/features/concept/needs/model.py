"""What became of a willing interviewee: an ambassador, a to-do, a promised contribution."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.concept.interviews import Interview
from commdesk.features.members import MemberDraft, Stage, parse_name


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


def member_of(interview: Interview) -> MemberDraft:
    """The interviewee as a prospect: talked with, and not in the community yet."""
    named = parse_name(interview.name)
    return MemberDraft(
        first_name=named.first, infix=named.infix, last_name=named.last, stage=Stage.PROSPECT
    )
