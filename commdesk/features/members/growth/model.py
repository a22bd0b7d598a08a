"""What one week brought and took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from commdesk.core.values import Week

BY_MEMBERS = frozenset({"member", "self"})
"""Ways in that nobody of us had to go: another member brought them, or they came by themselves."""
Counted = Mapping[tuple[Week, str], int]
"""(Week, how they came) -> how many."""


class Growth(Struct, frozen=True):
    """Who came in and who left in one week; prospects are nobody yet."""

    week: Week
    new: int = 0
    by_members: int = 0
    """Brought in by another member, or come by themselves."""
    by_team: int = 0
    left: int = 0

    @property
    def unknown(self) -> int:
        """Newcomers of whom it is not known how they came."""
        return self.new - self.by_members - self.by_team

    @property
    def known(self) -> int:
        return self.by_members + self.by_team


def growth_of(weeks: Sequence[Week], came: Counted, left: Mapping[Week, int]) -> list[Growth]:
    """One for each of the weeks, in their order."""
    new = dict.fromkeys(weeks, 0)
    members, team = dict(new), dict(new)
    for (week, origin), n in came.items():
        if week in new:
            new[week] += n
            members[week] += n if origin in BY_MEMBERS else 0
            team[week] += n if origin == "team" else 0
    return [Growth(w, new[w], members[w], team[w], left.get(w, 0)) for w in weeks]
