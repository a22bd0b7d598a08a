"""The week on paper: one landscape page of seven days, what is left over, hours per kind."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.feature import WeekItem
from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.values import decimal_hours
from commdesk.core.words import Words
from commdesk.features.week.model import Day, WeekPlan, shared_off_reason

_LINES = 21
"""Of a day on one page; the last says how many more there are."""
_IN_LINE = 15
"""Letters of a line in a column of a seventh of the page."""
_MOST_LETTERS = 3 * _IN_LINE
_MOST_LEFT = 8
_LEFT_LETTERS = 60


def printed_week(plan: WeekPlan, name: str, words: Words) -> Printed:
    """One page, whatever stands in the week; `name` is that of the community.

    Paper goes round: as in an Excel file, what is about a member says only that, and why one is
    away stays here.
    """
    title = words.week(plan.week)
    line = words(
        "{name} · {planned} of {available} hours planned",
        name=name,
        planned=decimal_hours(plan.planned),
        available=decimal_hours(plan.available),
    )
    return Printed(
        title=title[:1].upper() + title[1:],
        line=f"{line} · {_days(plan, words)}",
        is_landscape=True,
        parts=(
            Grid(
                tuple(_heading(day, words) for day in plan.days),
                (tuple(_column(day, words) for day in plan.days),),
                tuple(1 if day.is_idle else 2 for day in plan.days),
            ),
            *_left(plan.left_over, words),
            Said(_kinds(plan, words), "muted"),
        ),
    )


def _days(plan: WeekPlan, words: Words) -> str:
    return f"{words.date(plan.week.monday)} – {words.date(plan.week.sunday)}"


def _heading(day: Day, words: Words) -> str:
    hours = ""
    if day.planned or day.available:
        planned = words.number(decimal_hours(day.planned))
        available = words.hours(day.available)
        hours = words("{planned} of {available}", planned=planned, available=available)
    return f"{words.weekday(day.day)} {day.day.day}\n{hours}".strip()


def _column(day: Day, words: Words) -> PrintedCell:
    reason = shared_off_reason(day)
    texts = [words(reason)] if reason else []
    texts += [_line(item, words) for item in day.items]
    return PrintedCell("\n".join(_that_fit(texts, words)))


def _line(item: WeekItem, words: Words) -> str:
    tick = "✓ " if item.is_done else "☐ " if item.toggle else "· "
    return f"{tick}{_said(item, _MOST_LETTERS, words)}"


def _said(item: WeekItem, most: int, words: Words) -> str:
    title = words(item.shared_title or item.title)
    return f"{_short(title, most)} ({words.duration(item.minutes)})"


def _that_fit(texts: Sequence[str], words: Words) -> list[str]:
    """As many as fit on the page; what does not is counted."""
    shown: list[str] = []
    room = _LINES
    for place, text in enumerate(texts):
        room -= len(text) // _IN_LINE + 1
        if room < 1 and place + 1 < len(texts):
            return [*shown, _more(len(texts) - place, words)]
        shown.append(text)
    return shown


def _left(items: Sequence[WeekItem], words: Words) -> list[Said]:
    if not items:
        return []
    told = [_said(item, _LEFT_LETTERS, words) for item in items[:_MOST_LEFT]]
    more = [_more(len(items) - _MOST_LEFT, words)] if len(items) > _MOST_LEFT else []
    return [Said(words("Still to plan"), "section"), Said(" · ".join([*told, *more]))]


def _kinds(plan: WeekPlan, words: Words) -> str:
    """`Growth 11,25 of 9 h (0,8 h done) · …`."""
    return " · ".join(
        words(
            "{kind} {planned} of {target} ({done} done)",
            kind=words(each.title),
            planned=words.number(decimal_hours(each.planned)),
            target=words.hours(each.target),
            done=words.hours(each.done),
        )
        for each in plan.kinds
    )


def _more(count: int, words: Words) -> str:
    return words.plural("and {n} more", "and {n} more", count)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
