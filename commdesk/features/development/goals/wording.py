"""What is said of goals: a value in its unit, a range, the verdict in a sentence."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from commdesk.core.developing import NextStep, Unit
from commdesk.core.values import decimal_hours
from commdesk.core.words import Text, say, say_n
from commdesk.features.development.goals.forecast import ENOUGH, Forecast
from commdesk.features.development.goals.judging import (
    VERDICTS,
    Standing,
    is_in_danger,
)
from commdesk.features.development.goals.model import GoalDraft
from commdesk.features.development.model import AtRisk

PAGE = "goals"
_MOST_ASKED = 3


def value_text(value: float, unit: str) -> Text:
    """`27%`, `26,5 u`, `40`."""
    match unit:
        case "share":
            return Text("{n}%", {"n": round(100 * value)})
        case "minutes":
            return Text("{n} {h}", {"n": decimal_hours(round(value)), "h": say("h")})
        case _:
            return Text("{n}", {"n": _plain(value, 0 if unit == "count" else 1)})


def range_of(expected: Forecast, unit: Unit | str) -> tuple[float, float]:
    """Outward to whole steps: a range never looks surer than it is."""
    step = {"share": 0.01, "count": 1.0, "minutes": 60.0}.get(unit, 0.1)
    low = floor(expected.low / step + 1e-9) * step
    high = ceil(expected.high / step - 1e-9) * step
    return low, min(high, 1.0) if unit == "share" else high


def target_text(goal: GoalDraft) -> Text:
    """`at least 40`."""
    value = value_text(goal.target, goal.unit)
    return (
        say("at least {value}", value=value)
        if goal.at_least
        else say("at most {value}", value=value)
    )


def sentence(standing: Standing) -> Text:
    """`On 31 December between 31 and 44, target 40: at risk.`"""
    goal, expected = standing.goal, standing.expected
    if standing.is_past:
        return _past(standing)
    if expected is None:
        return _unknown(standing)
    low, high = (value_text(each, goal.unit) for each in range_of(expected, goal.unit))
    said = {"day": goal.due_on, "low": low, "high": high, "target": target_text(goal)}
    match standing.verdict:
        case "reached":
            return say("Reached. On {day} between {low} and {high}, target {target}.", **said)
        case "on-course":
            return say("On {day} between {low} and {high}, target {target}: on course.", **said)
        case "behind":
            return say("On {day} between {low} and {high}, target {target}: behind.", **said)
        case _:
            return say("On {day} between {low} and {high}, target {target}: at risk.", **said)


def expectation(standing: Standing) -> Text:
    """The same without its verdict, for where that stands beside it in a word."""
    goal, expected, target = standing.goal, standing.expected, target_text(standing.goal)
    if standing.is_past and standing.now:
        value = value_text(standing.now[1], goal.unit)
        return say("On {day} it was {value}, target {target}.", day=goal.due_on, value=value,
                   target=target)  # fmt: skip
    if standing.is_past:
        return sentence(standing)
    if expected:
        low, high = (value_text(each, goal.unit) for each in range_of(expected, goal.unit))
        return say("On {day} between {low} and {high}, target {target}.", day=goal.due_on,
                   low=low, high=high, target=target)  # fmt: skip
    if standing.verdict == "reached":
        return say("Too few values to say whether it stays so.")
    return _known_of_needed(standing)


def verdict_text(standing: Standing) -> Text:
    return Text(dict(VERDICTS)[standing.verdict])


def now_text(standing: Standing) -> Text | None:
    """`now 34, target at least 40`: both numbers."""
    target = target_text(standing.goal)
    if standing.now is None:
        return None
    value = value_text(standing.now[1], standing.goal.unit)
    return say("now {value}, target {target}", value=value, target=target)


def at_risk(standings: Any) -> list[AtRisk]:
    """The goals that are off course and due within four weeks, or went off course in those."""
    return [
        AtRisk(
            say("Goal: {title}", title=each.goal.title.removesuffix(".")),
            sentence(each),
            NextStep(say("Open the goal"), PAGE, each.goal.id),
        )
        for each in standings
        if is_in_danger(each)
    ]


def asked(standings: Any) -> tuple[Text, ...]:
    """A decision about each that is in danger, with what happens without."""
    return tuple(
        say(
            "The goal “{title}” is in danger: spend more time on it, or set another target? "
            "Without a decision it will probably not be made on {day}.",
            title=each.goal.title.removesuffix("."),
            day=each.goal.due_on,
        )
        for each in standings
        if is_in_danger(each)
    )[:_MOST_ASKED]


def _past(standing: Standing) -> Text:
    goal, target = standing.goal, target_text(standing.goal)
    if standing.now is None:
        return say("The date has passed; nothing is known of it. Target {target}.", target=target)
    value = value_text(standing.now[1], goal.unit)
    said = {"day": goal.due_on, "value": value, "target": target}
    if standing.verdict == "reached":
        return say("Reached on {day}: {value}, target {target}.", **said)
    return say("Not reached on {day}: {value}, target {target}.", **said)


def _unknown(standing: Standing) -> Text:
    if standing.verdict == "reached":
        return say("Reached; too few values to say whether it stays so.")
    told = _known_of_needed(standing)
    return told if _has_no_figures(standing) else say("Too few to tell: {told}", told=told)


def _has_no_figures(standing: Standing) -> bool:
    return not standing.points and not standing.goal.is_by_hand


def _known_of_needed(standing: Standing) -> Text:
    n = len(standing.points)
    if _has_no_figures(standing):
        return say(
            "Its chart has no figures yet; from {most} whole weeks on a forecast stands here.",
            most=ENOUGH,
        )
    if standing.goal.is_by_hand:
        return say_n(
            "{n} value of the {most} needed.", "{n} values of the {most} needed.", n, most=ENOUGH
        )
    return say_n(
        "{n} week of the {most} needed.", "{n} weeks of the {most} needed.", n, most=ENOUGH
    )


def _plain(value: float, digits: int) -> int | float:
    rounded = round(value, digits)
    return int(rounded) if float(rounded).is_integer() else rounded
