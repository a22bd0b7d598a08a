"""Rules in plain words: what one can choose for a day, and what a rule means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import MONDAY_TO_FRIDAY
from commdesk.features.plan.repeats.model import Repeat, letters
from commdesk.features.plan.repeats.typed import read_rule

ONCE, OWN = "", "own"
CHOICES = (
    "workdays", "week", "two_weeks", "month", "month_weekday", "month_last", "quarter", "year",
)  # fmt: skip
"""What can be chosen for a day, in this order."""
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_PLACES: Mapping[int, str] = {
    1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), 5: N_("fifth"),
    -1: N_("last"),
}  # fmt: skip
_SHORTEST_MONTH = 28
_FEBRUARY = 2
_TYPED: Mapping[str, str] = {
    "day": "FREQ=DAILY",
    "dag": "FREQ=DAILY",
    "working day": "workdays",
    "workday": "workdays",
    "werkdag": "workdays",
    "week": "week",
    "two weeks": "two_weeks",
    "twee weken": "two_weeks",
    "month": "month",
    "maand": "month",
    "quarter": "quarter",
    "kwartaal": "quarter",
    "year": "year",
    "jaar": "year",
}


def rule_of(choice: str, day: date, weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> str:
    """The rule of a choice for a day. A month that has no such day takes its last one."""
    letter = letters([day.isoweekday()])
    return {
        "workdays": f"FREQ=WEEKLY;BYDAY={letters(weekdays)}",
        "week": f"FREQ=WEEKLY;BYDAY={letter}",
        "two_weeks": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={letter}",
        "month": f"FREQ=MONTHLY;{_day_of_month(day.day)}",
        "month_weekday": f"FREQ=MONTHLY;BYDAY={(day.day - 1) // 7 + 1}{letter}",
        "month_last": f"FREQ=MONTHLY;BYDAY=-1{letter}",
        "quarter": f"FREQ=MONTHLY;INTERVAL=3;{_day_of_month(day.day)}",
        "year": f"FREQ=YEARLY;{_day_of_month(day.day, in_month=day.month)}",
    }[choice]


def choices_for(day: date) -> tuple[str, ...]:
    """Those that differ on this day: the last Friday of a month is offered in its last week."""
    is_last = (day + timedelta(days=7)).month != day.month
    fifth = (day.day - 1) // 7 + 1 == 5  # noqa: PLR2004 - most months have no fifth one
    left_out = {"month_weekday"} if fifth else set()
    return tuple(
        each for each in CHOICES if each not in left_out and (is_last or each != "month_last")
    )


def choice_of(rule: str, day: date, weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> str:
    """Which choice a rule is for this day; `own` when it is none of them."""
    if not rule:
        return ONCE
    weekdays = tuple(weekdays)
    return next((each for each in CHOICES if rule_of(each, day, weekdays) == rule), OWN)


def typed_rule(typed: str, day: date, weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> Repeat:
    """`every week`, `elke maand`, or a rule by RFC 5545; refuses what is neither."""
    plain = " ".join(typed.casefold().split())
    for each in ("every ", "elke ", "elk ", "om de "):
        plain = plain.removeprefix(each)
    if choice := _TYPED.get(plain):
        return Repeat(choice if "=" in choice else rule_of(choice, day, weekdays))
    if "=" not in typed:
        raise Refused(
            "“{typed}” is no rule; write every week, every month or FREQ=WEEKLY;BYDAY=TU.",
            typed=typed,
            field="rule",
        )
    return read_rule(typed, day)


def worded(rule: str, weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> Text:
    """What a rule means: `every week on Tuesday`; a rarer one as it was typed."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    often, each = parts.pop("FREQ"), int(parts.pop("INTERVAL", 1))
    parts.pop("WKST", None)
    said = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[often](
        parts, each
    )
    if rule == f"FREQ=WEEKLY;BYDAY={letters(weekdays)}" and "," in rule:
        return say("every working day")
    return said or say("by the rule {rule}", rule=rule)


def in_short(rule: str) -> Text:
    """How often, without the day: for where it stands under its day already."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    each = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] == "WEEKLY" and "," not in parts.get("BYDAY", ","):
        return say("every week") if each == 1 else say("every {n} weeks", n=each)
    if parts["FREQ"] == "MONTHLY" and _in_month(parts):
        if each == 3:  # noqa: PLR2004 - months in a quarter
            return say("every quarter")
        return say("every month") if each == 1 else say("every {n} months", n=each)
    return worded(rule)


def _daily(parts: Mapping[str, str], each: int) -> Text | None:
    if parts:
        return None
    return say("every day") if each == 1 else say("every {n} days", n=each)


def _weekly(parts: Mapping[str, str], each: int) -> Text | None:
    if set(parts) != {"BYDAY"}:
        return None
    days = _named(parts["BYDAY"])
    if each == 1:
        return say("every week on {days}", days=days)
    return say("every {n} weeks on {days}", n=each, days=days)


def _monthly(parts: Mapping[str, str], each: int) -> Text | None:
    which = _in_month(parts)
    if which is None:
        return None
    if each == 1:
        return say("every month on {which}", which=which)
    if each == 3:  # noqa: PLR2004 - months in a quarter
        return say("every quarter on {which}", which=which)
    return say("every {n} months on {which}", n=each, which=which)


def _yearly(parts: Mapping[str, str], each: int) -> Text | None:
    if set(parts) - {"BYSETPOS"} != {"BYMONTH", "BYMONTHDAY"} or each != 1:
        return None
    days, month = parts["BYMONTHDAY"].split(","), parts["BYMONTH"]
    is_plain = rule_tail(days) == parts.get("BYSETPOS", "")
    if not (is_plain and month.isdecimal() and days[-1].isdecimal()):
        return None
    name = Text(_MONTHS[int(month) - 1])
    if len(days) > 1:
        return say("every year on the last day of {month}", month=name)
    return say("every year on {day} {month}", day=str(int(days[0])), month=name)


def rule_tail(days: list[str]) -> str:
    """The place that goes with days of which the last there is counts."""
    return "-1" if len(days) > 1 else ""


def _in_month(parts: Mapping[str, str]) -> Text | None:
    """`day 3`, `the last Friday`; None when it is more than that."""
    if set(parts) == {"BYDAY"} and "," not in parts["BYDAY"] and parts["BYDAY"][:-2]:
        place = int(parts["BYDAY"][:-2])
        if place in _PLACES:
            (name,) = _named(parts["BYDAY"])
            return say("the {place} {weekday}", place=Text(_PLACES[place]), weekday=name)
    days = parts.get("BYMONTHDAY", "").split(",")
    if set(parts) == {"BYMONTHDAY"} and len(days) == 1 and days[0].isdecimal():
        return say("day {day}", day=days[0])
    most = (
        [str(day) for day in range(_SHORTEST_MONTH, int(days[-1]) + 1)]
        if days[-1].isdecimal()
        else []
    )
    if set(parts) == {"BYMONTHDAY", "BYSETPOS"} and days == most and parts["BYSETPOS"] == "-1":
        return say("day {day}, or the last day of a shorter month", day=days[-1])
    return say("the last day") if parts == {"BYMONTHDAY": "-1"} else None


def _named(byday: str) -> list[Text]:
    order = letters(range(1, 8)).split(",")
    return [Text(_WEEKDAYS[order.index(piece[-2:])]) for piece in byday.split(",")]


def _day_of_month(day: int, *, in_month: int | None = None) -> str:
    """A day that every month has, or the last of those it has up to that day."""
    month = f"BYMONTH={in_month};" if in_month else ""
    is_sure = day <= _SHORTEST_MONTH or (in_month is not None and in_month != _FEBRUARY)
    if is_sure:
        return _in_order(f"BYMONTHDAY={day}", month)
    days = ",".join(str(each) for each in range(_SHORTEST_MONTH, day + 1))
    return _in_order(f"BYMONTHDAY={days}", month) + ";BYSETPOS=-1"


def _in_order(day: str, month: str) -> str:
    """As `read_rule` writes it: the day before the month."""
    return f"{day};{month}".rstrip(";")
