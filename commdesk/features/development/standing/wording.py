"""How what stands out is said: in plain words with its numbers, why it is told, what to do."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from commdesk.core.developing import Behind, Chart, Line, NextStep, Reference, Unit
from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.development.standing import model
from commdesk.features.development.standing.model import Change, Crossing
from commdesk.features.development.standing.scale import unscaled, wholes_of

PAGE = "development"
_OUTREACH = "outreach"
_SMALL = 10
_IN_A_WEEK = {
    1: N_("{title} rose to {value} in {week}"),
    -1: N_("{title} fell to {value} in {week}"),
}
_TOGETHER = {
    1: N_("{title} rose to {value} over the last {n} weeks"),
    -1: N_("{title} fell to {value} over the last {n} weeks"),
}
_A_WEEK = {
    1: N_("{title} rose to {value} a week over the last {n} weeks"),
    -1: N_("{title} fell to {value} a week over the last {n} weeks"),
}
_CROSSED = {
    1: N_("{title} went over {line}: {value} over the last {n} weeks, {before} before that."),
    -1: N_("{title} went under {line}: {value} over the last {n} weeks, {before} before that."),
}

Amount = Text | str | float


def amount(value: float, unit: Unit) -> Amount:
    """A value of a line, as its unit is read; small ones with a decimal."""
    if unit == "share":
        return f"{round(100 * value)}%"
    if unit == "minutes":
        return say("{number} hours", number=decimal_hours(round(value)))
    if unit == "days":
        return say("{number} days", number=_rounded(value))
    return _rounded(value)


def _rounded(value: float) -> float:
    near = round(value, 1)
    return round(value) if abs(value) >= _SMALL or near == round(near) else near


def change_told(line: Line, unit: Unit, change: Change, week: Week) -> Text:
    """`Replies per question fell to 6.1 over the last 2 weeks; the eight weeks before ...`."""
    forms = _IN_A_WEEK if change.weeks == 1 else _TOGETHER
    if change.weeks > 1 and unit in {"count", "minutes"}:
        forms = _A_WEEK
    value = amount(change.value, unit)
    what = Text(
        forms[change.way],
        {"title": line.title, "value": value, "n": change.weeks, "week": week},
    )
    return say("{what}; {before}.", what=what, before=_before(change, unit))


def _before(change: Change, unit: Unit) -> Text:
    low, high = amount(change.low, unit), amount(change.high, unit)
    if str(low) == str(high):
        return say("the eight weeks before it was {value}", value=low)
    if change.is_mostly:
        return say(
            "the eight weeks before were mostly between {low} and {high}", low=low, high=high
        )
    return say("the eight weeks before were between {low} and {high}", low=low, high=high)


def change_evidence(line: Line, unit: Unit, change: Change) -> tuple[Text, ...]:
    """The weeks themselves, from where on it is told, and the rule."""
    first = change.at - change.weeks + 1
    bound = unscaled(change.middle + change.way * change.threshold, line, unit)
    from_there = (
        say("From {bound} up, chance does not explain it.", bound=amount(bound, unit))
        if change.way > 0
        else say("From {bound} down, chance does not explain it.", bound=amount(bound, unit))
    )
    return (
        *_values(line, unit, first, change.at),
        from_there,
        say("Rule: the last weeks lie outside of the usual spread of the eight weeks before; one "
            "shift is told once."),
    )  # fmt: skip


def _values(line: Line, unit: Unit, first: int, last: int) -> tuple[Text, ...]:
    before = max(first - model.BEFORE, 0)
    values = (
        say("Last weeks: {values}.", values=_listed(line, unit, first, last + 1)),
        say("The weeks before: {values}.", values=_listed(line, unit, before, first)),
    )
    wholes = wholes_of(line, unit)
    if not wholes:
        return values
    now, then = (sum(filter(None, wholes[a:b])) for a, b in ((first, last + 1), (before, first)))
    return (
        *values,
        say("That is of {n} in the last weeks, and of {m} in the weeks before.", n=now, m=then),
    )


def _listed(line: Line, unit: Unit, first: int, end: int) -> list[Any]:
    return [
        say("unknown") if value is None else amount(value, unit) for value in line.values[first:end]
    ]


class Passed(Struct, frozen=True):
    """A line that crossed a reference of its chart."""

    line: Line
    unit: Unit
    reference: Reference
    crossing: Crossing


def crossing_told(passed: Passed) -> Text:
    """`Share of members went over 50%: 54% over the last 2 weeks, 44% before that.`"""
    crossing, unit = passed.crossing, passed.unit
    return Text(
        _CROSSED[crossing.way],
        {
            "title": passed.line.title,
            "line": amount(passed.reference.value, unit),
            "value": amount(crossing.value, unit),
            "before": amount(crossing.before, unit),
            "n": crossing.weeks,
        },
    )


def crossing_evidence(passed: Passed) -> tuple[Text, ...]:
    """The weeks themselves, where the reference comes from, and the rule."""
    crossing, reference = passed.crossing, passed.reference
    return (
        *_values(passed.line, passed.unit, crossing.at - crossing.weeks + 1, crossing.at),
        say("{name}. {reason}", name=reference.name, reason=reference.reason),
        say("Rule: a line crossed its reference, for 2 weeks or more and by more than chance."),
    )


def at_risk_evidence() -> tuple[Text, ...]:
    return (say("Rule: a target that is not made in 4 weeks when it goes on like this."),)


def step_after(chart: Chart, behind: tuple[Behind, ...], *, is_good: bool) -> NextStep:
    """Good news asks for thanks, other news for what the chart advises."""
    if is_good and behind:
        return NextStep(say("Thank who did it"), behind[0].page, behind[0].target)
    if is_good:
        return NextStep(say("Thank who did it"), _OUTREACH)
    return chart.next_step or NextStep(say("Look what is behind it"), PAGE, chart.name)


def named(chart: Chart, line: Line) -> Text:
    """As it is understood outside of its chart: `Needed (Moderation hours)`."""
    if len(chart.lines) == 1:
        return line.title
    return say("{line} ({chart})", line=line.title, chart=Text(chart.title))


def nothing_told(judged: int, known: int, *, are_small: bool) -> Text:
    """Why there is no sentence: `known` weeks are too few, or chance explains all there is."""
    if not judged:
        return say_n(
            "Too little is known yet to say what stands out: {n} week, of the {needed} it takes.",
            "Too little is known yet to say what stands out: {n} weeks, of the {needed} it takes.",
            known,
            needed=model.KNOWN + 1,
        )
    if are_small:
        return say("Nothing stands out; with numbers this small, chance explains most changes.")
    return say("The last week was like the eight before it; nothing stands out.")
