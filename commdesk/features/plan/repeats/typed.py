"""Rules as people type them (RFC 5545), read and refused in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from commdesk.core.errors import Refused
from commdesk.features.plan.repeats.model import LETTERS, Repeat, comes_ever, days_between

MOST_TIMES = 1000
MOST_RULE = 200
_MOST_BETWEEN = 400
_DAY = rf"(?:[+-]?\d{{1,2}})?(?:{'|'.join(LETTERS)})"
_NUMBER = r"[+-]?\d{1,3}"
_PARTS: Mapping[str, str] = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
    "BYMONTHDAY": rf"{_NUMBER}(?:,{_NUMBER})*",
    "BYMONTH": r"\d{1,2}(?:,\d{1,2})*",
    "BYSETPOS": rf"{_NUMBER}(?:,{_NUMBER})*",
    "BYYEARDAY": rf"{_NUMBER}(?:,{_NUMBER})*",
    "BYWEEKNO": rf"{_NUMBER}(?:,{_NUMBER})*",
    "WKST": "|".join(LETTERS),
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "COUNT": r"[1-9]\d{0,3}",
}
_MOST: Mapping[str, int] = {
    "BYMONTHDAY": 31,
    "BYMONTH": 12,
    "BYSETPOS": 366,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
}


def read_rule(typed: str, start: date) -> Repeat:
    """A rule as it was typed (`FREQ=WEEKLY;BYDAY=TU`); refuses one that cannot be, in words.

    `start` is the first day on which it may come.
    """
    parts = _parts(typed)
    until, times = parts.pop("UNTIL", None), parts.pop("COUNT", None)
    if until and times:
        raise Refused("A rule ends on a day or after so many times, not both.", field="rule")
    rule = ";".join(f"{key}={parts[key]}" for key in _PARTS if key in parts)
    if not comes_ever(rule, start):
        raise Refused("This rule gives no day at all.", field="rule")
    found = Repeat(rule, _until(until) if until else None, int(times) if times else None)
    check_repeat(found, start)
    return found


def check_repeat(repeat: Repeat, start: date) -> None:
    """Refuse an end before the start, and a count that cannot be."""
    if repeat.until_on and repeat.until_on < start:
        raise Refused("The end lies before the start.", field="until_on")
    if repeat.times is not None and not 0 < repeat.times <= MOST_TIMES:
        raise Refused("Between 1 and {most} times.", most=MOST_TIMES, field="times")
    if repeat.until_on and repeat.times:
        raise Refused("A rule ends on a day or after so many times, not both.", field="times")
    if repeat.until_on and not days_between(repeat, start, start, repeat.until_on):
        raise Refused("It would never come before it ends.", field="until_on")


def _parts(typed: str) -> dict[str, str]:
    text = typed.strip().upper().removeprefix("RRULE:").rstrip(";")
    if not text:
        raise _unfit("FREQ", "")
    if len(text) > MOST_RULE:
        raise Refused("This rule is too long.", field="rule")
    parts: dict[str, str] = {}
    for part in text.split(";"):
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key not in _PARTS:
            raise Refused(
                "“{part}” is no part of a rule; write for example FREQ=WEEKLY;BYDAY=TU.",
                part=key or part,
                field="rule",
            )
        if key in parts:
            raise Refused("“{part}” stands in the rule twice.", part=key, field="rule")
        value = value.replace(" ", "")
        if not re.fullmatch(_PARTS[key], value, re.ASCII) or not _fits(key, value):
            raise _unfit(key, value)
        parts[key] = value
    _check_together(parts)
    return parts


def _unfit(key: str, value: str) -> Refused:
    if key == "FREQ":
        return Refused("Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.", field="rule")
    return Refused("“{value}” cannot stand behind {part}.", value=value, part=key, field="rule")


def _fits(key: str, value: str) -> bool:
    """Whether the numbers are days, months or weeks that there are."""
    if key not in _MOST:
        return True
    return all(0 < abs(int(number)) <= _MOST[key] for number in value.split(","))


def _check_together(parts: Mapping[str, str]) -> None:
    """What RFC 5545 does not let stand together."""
    often = parts.get("FREQ")
    if often is None:
        raise _unfit("FREQ", "")
    if int(parts.get("INTERVAL", 1)) > _MOST_BETWEEN:
        raise Refused("At most {most} days, weeks, months or years between.", most=_MOST_BETWEEN,
                      field="rule")  # fmt: skip
    counted = any(piece[:-2] for piece in parts.get("BYDAY", "MO").split(","))
    wrong = (
        ("BYDAY", counted and often in {"DAILY", "WEEKLY"}),
        ("BYDAY", counted and "BYWEEKNO" in parts),
        ("BYMONTHDAY", often == "WEEKLY" and "BYMONTHDAY" in parts),
        ("BYYEARDAY", often != "YEARLY" and "BYYEARDAY" in parts),
        ("BYWEEKNO", often != "YEARLY" and "BYWEEKNO" in parts),
        ("BYSETPOS", "BYSETPOS" in parts and sum(key.startswith("BY") for key in parts) == 1),
    )
    for key, is_wrong in wrong:
        if is_wrong:
            raise Refused(
                "“{part}” cannot stand with FREQ={often} like this.",
                part=f"{key}={parts[key]}",
                often=often,
                field="rule",
            )


def _until(value: str) -> date:
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        raise Refused("“{value}” is no date; write 20261231.", value=value, field="rule") from None
