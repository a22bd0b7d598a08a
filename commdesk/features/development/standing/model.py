"""What can stand out in a week: the rules, their thresholds, and why those.

`change`: the last 1, 2 and 3 whole weeks are each compared with the 8 weeks before them. Something
is said when such a run

- lies further from the middle of the 8 than `FIRM` times what chance makes of it (a little more
  when the line is young, and its usual spread hardly known);
- is outside of what those 8 weeks were without their highest and lowest, each of its weeks at that
  side of their middle;
- and was not told in the 8 weeks before: one shift is one alarm, and going back is none, unless it
  went on from there as far again.

What chance makes of it is the largest of three: what arithmetic says of counts and shares; what the
line usually differs from one week to the next, over half a year; and four fifths of how far such
runs usually lay from the 8 weeks before them, over a year (a line that grows steadily, or drifts,
does that anyway). A run of 3 weeks finds what is lasting but small, 1 week what is sudden.

`crossed`: the last 2, 3 or 4 whole weeks all stand at the other side of a reference line, surely so
(`SURE`), and the 8 weeks before them stood at this side (`BEFORE_SURE`).

`at-risk`: a target that will not be made in 4 weeks; who keeps the goals hands those in.

The thresholds were set by simulation, with other seeds than those of the tests and of
`tests/benchmarks/standing.py`, which prints what they cost and bring for each kind of line.
"""

from __future__ import annotations

from msgspec import Struct

BEFORE = 8
"""Weeks that a run is compared with."""
KNOWN = 6
"""With fewer known ones among those nothing is said."""
FIRM = {1: 3.6, 2: 2.65, 3: 2.15}
"""How many times what chance makes of it, by the length of a run: one week alone must be extreme,
for a single outlier is common in what people do; three in a row at one side are rare."""
YOUNG = 25.0
"""A spread that comes from n differences between weeks is taken 1 + YOUNG / n ** 2 as large."""
HALF_YEAR = 26
YEAR = 52
SOME_RUNS = 13
"""From so many earlier runs on is known how far those usually lay."""
PART_OF_RUNS = 0.8
"""Earlier runs overlap, so their spread is rough: taken whole it would hide real shifts."""
LARGE = 40
LARGE_LEAST = 0.75
"""A count from so high on may vary less than arithmetic says (hours that are planned, say), when
`SURE_OF_SPREAD` weeks show it; a smaller one never."""
SURE_OF_SPREAD = 16
HARDLY = 0.01
"""The part of its level that a line that never moves must move before that is a change."""
ENOUGH_OF = 15
"""A share of fewer, over the weeks of a run, says nothing; `core.shares` says the same."""
ENOUGH_EACH = 5
"""And so does an average of fewer."""
CROSSING = (2, 3, 4)
SURE = 2.0
BEFORE_SURE = 1.0
"""How many times what chance makes of it the weeks are past a reference, and were before it."""
REMEMBERED = 24
"""So many weeks back is seen what was told already."""
LOOKED_AT = YEAR + REMEMBERED + BEFORE + 3
MOST = 3
"""Sentences in a week."""
MOST_BEHIND = 8


class Change(Struct, frozen=True):
    """A run of weeks that is outside of the usual spread of the weeks before it."""

    at: int
    """The place of its last week."""
    weeks: int
    """How long the run is."""
    way: int
    """1 up, -1 down."""
    value: float
    """What the run was, a week."""
    low: float
    high: float
    """Between what the weeks before were; `is_mostly` leaves the highest and lowest out."""
    is_mostly: bool
    size: float
    """How far, in times the threshold: 1 is just enough."""
    scaled: float
    furthest: float
    middle: float
    threshold: float
    """On its scale: where the run stands, its furthest week, and the weeks before; and how far
    apart is enough."""


class Crossing(Struct, frozen=True):
    """A line that came to the other side of a reference."""

    at: int
    weeks: int
    way: int
    value: float
    before: float
    size: float
    """How far past it, in times what is enough."""
