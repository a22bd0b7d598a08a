"""The stages of an ambassador, in their order."""

from __future__ import annotations

from enum import StrEnum

from commdesk.core.words import N_


class Stage(StrEnum):
    """How far we are with somebody; in this order, but every step is allowed."""

    CANDIDATE = "candidate"
    ASKED = "asked"
    AGREED = "agreed"
    ACTIVE = "active"
    PAUSING = "pausing"
    THANKED = "thanked"


STAGES: tuple[tuple[str, str], ...] = (
    (Stage.CANDIDATE, N_("candidate")),
    (Stage.ASKED, N_("asked")),
    (Stage.AGREED, N_("agreed")),
    (Stage.ACTIVE, N_("active")),
    (Stage.PAUSING, N_("pausing")),
    (Stage.THANKED, N_("thanked")),
)
ORDER = tuple(stage for stage, _ in STAGES)
WITH_AGREEMENT = frozenset({Stage.AGREED, Stage.ACTIVE, Stage.PAUSING})
AT_WORK = frozenset({Stage.AGREED, Stage.ACTIVE})
"""Whose hours count, and who carries the community now."""
