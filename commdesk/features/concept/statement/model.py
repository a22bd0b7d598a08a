"""The concept in its versions: five answers of theirs beside what the organisation wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from commdesk.core.words import N_
from commdesk.features.concept.questions import QUESTIONS


class CommunityKind(StrEnum):
    """What holds the members together."""

    UNKNOWN = ""
    PRACTICE = "practice"
    INTEREST = "interest"
    ACTION = "action"
    CIRCUMSTANCE = "circumstance"
    PLACE = "place"
    PURPOSE = "purpose"


COMMUNITY_KINDS: tuple[tuple[str, str], ...] = (
    (CommunityKind.UNKNOWN, N_("not chosen yet")),
    (CommunityKind.PRACTICE, N_("practice: the same work")),
    (CommunityKind.INTEREST, N_("interest: the same subject")),
    (CommunityKind.ACTION, N_("action: the same change")),
    (CommunityKind.CIRCUMSTANCE, N_("circumstance: the same situation")),
    (CommunityKind.PLACE, N_("place: the same neighbourhood")),
    (CommunityKind.PURPOSE, N_("purpose: the same goal")),
)


class Side(Struct, frozen=True):
    """One question answered twice: what they come for, and what the organisation wants."""

    theirs: str = ""
    ours: str = ""


class Version(Struct, frozen=True):
    """One version of the concept."""

    id: int
    number: int
    started_on: date
    change: str = ""
    """What is different from the version before."""
    kind: str = CommunityKind.UNKNOWN
    shared_values: str = ""
    goal: str = ""
    verdict: str = ""
    """What was chosen after a failed gate: stop, adapt, new-round."""
    verdict_on: date | None = None
    answers: Mapping[str, Side] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many of the five questions say what they come for."""
        return sum(bool(self.answers.get(key, Side()).theirs) for key, _ in QUESTIONS)
