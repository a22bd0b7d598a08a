"""Where a goal stands: what is known, what is expected on its date, and a verdict in a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from commdesk.core.developing import Chart, Line
from commdesk.core.words import N_
from commdesk.features.development.goals.forecast import Forecast, Point, forecast
from commdesk.features.development.goals.model import Goal, GoalValue

Verdict = Literal["on-course", "at-risk", "behind", "reached", "too-few"]
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("on-course", N_("on course")),
    ("at-risk", N_("at risk")),
    ("behind", N_("behind")),
    ("reached", N_("reached")),
    ("too-few", N_("not enough known yet")),
)
SOON = timedelta(weeks=4)
_LIKELY = 0.8
"""On course: at least four chances in five that the target is met on its date."""
_UNLIKELY = 0.05
"""Behind: at most one in twenty, so that the target lies outside the range."""
_HOLDS = 2
"""Of weeks that come and go two of the last three have to meet a target that is reached."""


class Standing(Struct, frozen=True):
    """A goal on a day."""

    goal: Goal
    today: date
    points: tuple[Point, ...]
    """What is known of it, the oldest first."""
    verdict: Verdict
    expected: Forecast | None = None
    """Of its date; None of too few values, or once that date is past."""
    measure: tuple[str, str] | None = None
    """Titles (English msgid, text of its line in English) of what it is measured by."""

    @property
    def now(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def is_past(self) -> bool:
        return self.goal.due_on < self.today

    @property
    def start(self) -> float | None:
        """What it began with: as typed, else the first value from the start on."""
        if self.goal.start_value is not None:
            return self.goal.start_value
        found = (value for day, value in self.points if day >= self.goal.start_on)
        return next(found, None)

    @property
    def progress(self) -> float:
        """The share of the way from start to target that is done, 0 to 1."""
        if self.now is None:
            return 0.0
        now, target, start = self.now[1], self.goal.target, self.start or 0.0
        if self.goal.is_met_by(now):
            return 1.0
        if self.goal.is_met_by(start) or start == target:
            start = 0.0 if self.goal.at_least else max(now, 2 * target)
        return min(max((now - start) / (target - start), 0.0), 1.0) if target != start else 0.0


def points_of_line(line: Line, chart: Chart, last: date) -> tuple[Point, ...]:
    """The known values of whole weeks up to a day, each on the Sunday of its week."""
    pairs = zip(chart.places, line.values, strict=False)
    return tuple(
        (week.sunday, float(value))  # type: ignore[union-attr]
        for week, value in pairs
        if value is not None and week.sunday <= last  # type: ignore[union-attr]
    )


def points_by_hand(goal: Goal, values: Sequence[GoalValue], last: date) -> tuple[Point, ...]:
    """The start and the values typed, a day's last word each."""
    found = {goal.start_on: goal.start_value} if goal.start_value is not None else {}
    found |= {each.day: each.value for each in values if each.goal_id == goal.id}
    return tuple(sorted((day, v) for day, v in found.items() if v is not None and day <= last))


def judge(goal: Goal, points: Sequence[Point], today: date) -> Standing:
    """What is after the goal's date does not count."""
    known = tuple(takewhile(lambda point: point[0] <= min(today, goal.due_on), points))
    is_met = _is_met(goal, known)
    if goal.due_on < today:
        verdict: Verdict = "reached" if is_met else "behind" if known else "too-few"
        return Standing(goal, today, known, verdict)
    expected = forecast(known, goal.due_on, goal.unit)  # type: ignore[arg-type]
    return Standing(goal, today, known, _verdict(goal, expected, is_met=is_met), expected)


def _is_met(goal: Goal, known: Sequence[Point]) -> bool:
    met = [goal.is_met_by(value) for _, value in known[-3:]]
    if not met or not met[-1]:
        return False
    return goal.is_by_hand or len(met) < _HOLDS or sum(met) >= _HOLDS


def _verdict(goal: Goal, expected: Forecast | None, *, is_met: bool) -> Verdict:
    """What is reached may still be lost before the date: then it is at risk."""
    if expected is None:
        return "reached" if is_met else "too-few"
    chance = expected.chance_of(goal.target, at_least=goal.at_least)
    if is_met:
        return "reached" if chance > _UNLIKELY else "at-risk"
    return "on-course" if chance >= _LIKELY else "at-risk" if chance > _UNLIKELY else "behind"


def is_in_danger(standing: Standing) -> bool:
    """Whether it is off course, and is due within four weeks or was on course four weeks ago."""
    if standing.verdict not in {"at-risk", "behind"} or standing.is_past:
        return False
    goal, before = standing.goal, standing.today - SOON
    if goal.due_on <= standing.today + SOON:
        return True
    was = judge(goal, standing.points, before)
    return was.verdict in {"on-course", "reached"}
