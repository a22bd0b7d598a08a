"""Members by level at the end of every month."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Levels, Line, NextStep, Span
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.levels.model import month_end
from commdesk.features.activity.levels.queries import Moves, read_moves
from commdesk.features.activity.levels.said import TITLES

_MONTHS = 12
_ORDER = ("", *(name for name, _ in TITLES))
_MONTH_NAMES = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WHOLE_NAMES = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def levels(db: Database, span: Span) -> Levels | None:
    """How many have each level on the last day, and how that moved; None while nobody has any."""
    moves = _moves(db, span)
    found = moves.movements(span.first_day, span.last_day)
    counts = moves.counts(month_end(span.last_day))
    return Levels(TITLES, counts, found) if found or any(counts.values()) else None


def development(db: Database, span: Span) -> list[Chart]:
    """Levels at the ends of the months of a year, and now."""
    moves = _moves(db, span)
    ends = _ends(span.last_day)
    by_end = [moves.counts(end) for end in ends]
    if not any(any(each.values()) for each in by_end):
        return [_nothing()]
    lines = tuple(
        Line(f"level_{name}", Text(title), tuple(each[name] for each in by_end), is_watched=False)
        for name, title in TITLES
    )
    return [
        Chart(
            "levels",
            N_("Levels"),
            N_("How active are members?"),
            _answer(moves, by_end[-1], span.last_day),
            (*map(_place, ends[:-1]), say("now")),
            lines,
            shape="stacked",
            next_step=NextStep(say("See who moved"), "development", "levels"),
            rank=26,
        )
    ]


def _moves(db: Database, span: Span) -> Moves:
    return span.once("moves", lambda: read_moves(db, span.last_day, span.agreed))


def _answer(moves: Moves, now: dict[str, int], day: date) -> Text:
    up, down = up_and_down(moves, day)
    return say(
        "{people} have a level, of whom {core} core or ambassador; this month {up} went up and "
        "{down} down.",
        people=say_n("{n} member", "{n} members", sum(now.values())),
        core=now["core"] + now["ambassador"], up=up, down=down,
    )  # fmt: skip


def up_and_down(moves: Moves, day: date) -> tuple[int, int]:
    """How many went up and how many down in the month of a day."""
    found = moves.movements(day, day)
    rising = [is_up(each.was, each.level) for each in found]
    up = sum(each.members for each, rises in zip(found, rising, strict=True) if rises)
    return up, sum(each.members for each in found) - up


def is_up(was: str, level: str) -> bool:
    return _ORDER.index(level) > _ORDER.index(was)


def _nothing() -> Chart:
    return Chart(
        "levels",
        N_("Levels"),
        N_("How active are members?"),
        say("Nobody has a level yet: import what members did, and each gets one by it."),
        shape="stacked",
        next_step=NextStep(say("Import a list"), "import"),
        rank=26,
    )


def _ends(day: date) -> list[date]:
    """The ends of the last twelve months, and that of the running one."""
    ends = [month_end(day)]
    for _ in range(_MONTHS):
        ends.insert(0, ends[0].replace(day=1) - timedelta(days=1))
    return ends


def _place(end: date) -> Text:
    return say(
        "{month} {year}", month=Text(_MONTH_NAMES[end.month - 1]), year=f"{end.year % 100:02}"
    )


def month_of(end: date) -> Text:
    """`November 2026`."""
    return say("{month} {year}", month=Text(_WHOLE_NAMES[end.month - 1]), year=str(end.year))
