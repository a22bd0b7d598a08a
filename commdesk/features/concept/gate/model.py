"""The 20 % gate: whether enough of those interviewed want to contribute actively (product.md)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from commdesk.core.shares import ENOUGH, wilson
from commdesk.core.words import N_, Text, say, say_n

NORM = 0.20
_ONE_IN = 5
"""The norm as one in so many: whole numbers, so that exactly 20 % is exactly on it."""
NEXT = 10
Verdict = Literal["too-few", "not-yet", "viable", "sure"]
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("too-few", N_("too few interviews")),
    ("not-yet", N_("below the norm")),
    ("viable", N_("above the norm, not yet sure")),
    ("sure", N_("surely above the norm")),
)


class Gate(Struct, frozen=True):
    """So many interviewed, so many willing: *yes* and *already* count, *maybe* and *no* don't."""

    interviews: int
    willing: int

    @property
    def share(self) -> float:
        return self.willing / self.interviews if self.interviews else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        return wilson(self.willing, self.interviews)

    @property
    def verdict(self) -> Verdict:
        if self.interviews < ENOUGH:
            return "too-few"
        if _ONE_IN * self.willing < self.interviews:
            return "not-yet"
        return "sure" if self.is_sure else "viable"

    @property
    def is_sure(self) -> bool:
        return self.interviews >= ENOUGH and self.interval[0] >= NORM

    @property
    def still_needed(self) -> int:
        """How many further interviews it takes at least, if all of them say yes."""
        short = self.interviews - _ONE_IN * self.willing
        return max(ENOUGH - self.interviews, -(-short // (_ONE_IN - 1)), 0)

    @property
    def sure_if_of_next_10(self) -> int | None:
        """How many of the next ten must say yes to be sure; 0: none need to, None: ten do not do.

        Told also below the fewest interviews, of the number there will be then.
        """
        total = self.interviews + NEXT
        for more in range(NEXT + 1):
            if Gate(total, self.willing + more).is_sure:
                return more
        return None

    @property
    def explanation(self) -> Text:
        """What it takes, in words."""
        if self.verdict == "sure":
            return say("The whole interval lies above 20%.")
        if self.verdict == "viable":
            more = self.sure_if_of_next_10
            if more is None:
                return say("To be sure takes more than 10 further interviews.")
            return say("Sure if at least {n} of the next 10 say yes.", n=str(more))
        return say_n(
            "At least {n} further interview is needed, if all say yes.",
            "At least {n} further interviews are needed, if all say yes.",
            self.still_needed,
        )
