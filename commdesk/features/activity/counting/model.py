"""The counts of one week, and which part of them is the team's own."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from commdesk.core.values import Week


class Part(Struct, frozen=True):
    """What was done; `active` and `contributing` are people, each counted once."""

    contributions: int = 0
    conversations: int = 0
    active: int = 0
    contributing: int = 0


class WeekCounts(Struct, frozen=True):
    """One week: everybody's, and the team's own part of it."""

    week: Week = Week.of(date(2026, 1, 1))
    all: Part = Part()
    team: Part = Part()

    @property
    def members(self) -> Part:
        """What is not the team's own."""
        return Part(
            self.all.contributions - self.team.contributions,
            self.all.conversations - self.team.conversations,
            self.all.active - self.team.active,
            self.all.contributing - self.team.contributing,
        )
