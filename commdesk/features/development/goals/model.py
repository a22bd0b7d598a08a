"""A goal: what is wanted by when, how it is measured, and the values typed for it."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite
from typing import Literal

from msgspec import Struct

from commdesk.core.developing import Unit
from commdesk.core.errors import Refused
from commdesk.core.stored import trimmed
from commdesk.core.values import Minutes
from commdesk.core.words import N_

Direction = Literal["least", "most"]

WHOSE: tuple[tuple[str, str], ...] = (
    ("organisation", N_("the organisation")),
    ("members", N_("the members")),
)
DIRECTIONS: tuple[tuple[str, str], ...] = (
    ("least", N_("at least")),
    ("most", N_("at most")),
)
UNITS: tuple[tuple[Unit, str], ...] = (
    ("count", N_("a count")),
    ("share", N_("a percentage")),
    ("minutes", N_("hours")),
    ("days", N_("days")),
    ("ratio", N_("an average")),
)
_LARGEST = 1e12
_NUMBER = re.compile(r"-?[0-9]{1,13}([.,][0-9]{1,12})?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(\1[0-9]{3})*")
_MINUTES = 60
_PERCENT = 100


class GoalDraft(Struct, frozen=True):
    """What can be typed about a goal; figures in the unit in which its measure is kept."""

    title: str = ""
    whose: str = "organisation"
    measure: str = ""
    """`chart.line` of a chart of Development; empty: values are typed by hand."""
    unit: str = "count"
    direction: str = "least"
    target: float = 0
    start_on: date = date.min
    start_value: float | None = None
    due_on: date = date.min
    note: str = ""

    @property
    def is_by_hand(self) -> bool:
        return not self.measure

    @property
    def at_least(self) -> bool:
        return self.direction == "least"

    def is_met_by(self, value: float) -> bool:
        return value >= self.target if self.at_least else value <= self.target


class Goal(GoalDraft, frozen=True):
    """A stored goal."""

    id: int = 0


class GoalValue(Struct, frozen=True):
    """A value typed by hand."""

    id: int
    goal_id: int
    day: date
    value: float


def check_goal(draft: GoalDraft) -> None:
    """Refuse what cannot be: no title, a share above all, a date before its start."""
    if not draft.title.strip():
        raise Refused("Say what is wanted.", field="title")
    if draft.due_on <= draft.start_on:
        raise Refused("The date lies before the start.", field="due_on")
    known = {"whose": WHOSE, "direction": DIRECTIONS, "unit": UNITS}
    for key, choices in known.items():
        if getattr(draft, key) not in dict(choices):
            raise Refused("Choose one of these.", field=key)
    check_value(draft.target, draft.unit, "target")
    if draft.start_value is not None:
        check_value(draft.start_value, draft.unit, "start_value")
    for key in ("title", "note", "measure"):
        trimmed(getattr(draft, key), key)


def check_value(value: float, unit: str, field: str) -> None:
    """Refuse what no measure can be."""
    if not isfinite(value) or not 0 <= value <= _LARGEST:
        raise Refused("This is no value that it can have: zero or more.", field=field)
    if unit == "share" and value > 1:
        raise Refused("A percentage is 100 at most.", field=field)


def is_percentage(typed: str) -> bool:
    return typed.strip().endswith("%")


def typed_value(typed: str, unit: str, field: str) -> float | None:
    """A figure as somebody typed it: a percentage as 27 or 27%, minutes as hours, 26.5 or 26:30.

    Refuses what can be read in two ways: 1.000 is a thousand to one reader and one to another.
    """
    text = "".join(typed.split())
    if is_percentage(text):
        if unit != "share":
            raise Refused("{text} is a percentage, and this is not: leave out the %, or count in "
                          "percentages.", text=typed.strip(), field=field)  # fmt: skip
        text = text.removesuffix("%")
    if not text:
        return None
    if found := _THOUSANDS.fullmatch(text):
        raise Refused("{text} can be read in two ways; write {whole}, or at most two decimals.",
                      text=text, whole=text.replace(found[1], ""), field=field)  # fmt: skip
    value = _minutes(typed, field) if unit == "minutes" else _number(text, typed, field)
    value = value / _PERCENT if unit == "share" else value
    check_value(value, unit, field)
    return value


def _number(text: str, typed: str, field: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise Refused("{text} is not a number.", text=typed.strip(), field=field)
    return float(text.replace(",", "."))


def _minutes(typed: str, field: str) -> float:
    try:
        return float(Minutes.parse(typed))
    except ValueError:
        raise Refused("{typed} is not a length of time; write 1:30, 1,5 or 90m.",
                      typed=typed.strip(), field=field) from None  # fmt: skip


def in_field(value: float | None, unit: str) -> float | None:
    """A figure as it stands in a field or a sheet: a percentage as 27, minutes as hours."""
    if value is None:
        return None
    shown = (
        value * _PERCENT if unit == "share" else value / _MINUTES if unit == "minutes" else value
    )
    return round(shown, 3)
