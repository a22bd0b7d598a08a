"""Words who owns what and the weeks; draws the part that is not the manager's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.developing import Chart, Line, Reference
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.buildup.team.model import HALF, Owned, ShareWeek, Totals, percent_of
from commdesk.kit.rows import TableColumn
from commdesk.kit.theme import Tone


class OwnedRow(Struct, frozen=True):
    """One thing that somebody owns, worded."""

    id: int
    owner: str
    kind: str
    title: str
    due_on: date | None
    thing: Owned


class WeekRow(Struct, frozen=True):
    """One week in figures."""

    id: str
    title: str
    contributions: int
    given: str
    minutes: str
    worked: str


def _late(row: Any) -> Tone | None:
    return "bad" if row.thing.is_late else None


OWNED_COLUMNS = (
    TableColumn("owner", N_("Owner"), 108, sorts=False),
    TableColumn("kind", N_("Kind"), 92, is_muted=True, sorts=False, needs=560),
    TableColumn("title", N_("What"), 130, stretches=True, wraps=True, sorts=False),
    TableColumn("due_on", N_("By"), 104, sorts=False, tone=_late),
)
WEEK_COLUMNS = (
    TableColumn("title", N_("Week"), 90, stretches=True, sorts=False),
    TableColumn("contributions", N_("Contributions"), 104, "right", sorts=False, needs=440),
    TableColumn("given", N_("not the manager's"), 128, "right", sorts=False),
    TableColumn("minutes", N_("Hours"), 84, "right", sorts=False, needs=440),
    TableColumn("worked", N_("not the manager's"), 128, "right", sorts=False),
)


def owned_rows(things: Sequence[Owned], words: Words) -> list[OwnedRow]:
    return [
        OwnedRow(
            place,
            each.owner or words("nobody yet"),
            words(each.kind),
            each.title,
            each.due_on,
            each,
        )
        for place, each in enumerate(things, 1)
    ]


def week_rows(weeks: Sequence[ShareWeek], words: Words) -> list[WeekRow]:
    return [
        WeekRow(
            str(week.week),
            words.week(week.week),
            week.contributions,
            _percent(week.contributions_share, words),
            words.hours(week.minutes),
            _percent(week.minutes_share, words),
        )
        for week in weeks
    ]


def chart_of(weeks: Sequence[ShareWeek]) -> Chart:
    """The shares of what is known; the line to hold to is the half."""
    shares = (
        Line("buildup-hours", say("Hours"), tuple(week.minutes_share for week in weeks)),
        Line(
            "buildup-contributions",
            say("Contributions"),
            tuple(week.contributions_share for week in weeks),
        ),
    )
    return Chart(
        "buildup-share",
        N_("Not from the manager, week by week"),
        N_("Which part of the work does not depend on the manager?"),
        Text(""),
        tuple(week.week for week in weeks),
        tuple(line for line in shares if any(value is not None for value in line.values)),
        unit="share",
        references=(Reference(HALF, say("half"), say("From there others carry it.")),),
        open_places=1,
    )


def share_words(totals: Totals, words: Words) -> str:
    """What thirteen weeks come to."""
    said = []
    if totals.contributions_share is not None:
        said.append(
            words("{part} of {n} contributions", n=totals.contributions,
                  part=_percent(totals.contributions_share, words))
        )  # fmt: skip
    if totals.minutes_share is not None:
        said.append(
            words("{part} of {hours}", hours=words.hours(totals.minutes),
                  part=_percent(totals.minutes_share, words))
        )  # fmt: skip
    if said:
        return words("{parts} in 13 weeks was not the manager's.", parts=words.listed(said))
    if not totals.contributions and not totals.minutes:
        return words("No contributions or hours are known of the last 13 weeks.")
    return words("Which part is the manager's own is not known yet.")


def who_is_missing(totals: Totals, owner: str, words: Words) -> str:
    """What to do about a part that is not known."""
    if not owner:
        return words("Say in Settings who owns this workbook, by name.")
    if totals.own_contributions is None and totals.own_minutes is None:
        return words(
            "{owner} is known by that name neither in Members nor in the moderation team.",
            owner=owner,
        )
    if totals.own_contributions is None:
        return words("{owner} is no member by that name, so of contributions the manager's part "
                     "is not known.", owner=owner)  # fmt: skip
    if totals.own_minutes is None:
        return words("{owner} is not in the moderation team by that name, so of hours the "
                     "manager's part is not known.", owner=owner)  # fmt: skip
    return ""


def spoken(weeks: Sequence[ShareWeek], words: Words) -> str:
    """What a screen reader says of the chart."""
    return ". ".join(
        words(
            "{week}: contributions {given}, hours {worked}",
            week=week.week,
            given=_percent(week.contributions_share, words),
            worked=_percent(week.minutes_share, words),
        )
        for week in weeks
    )


def _percent(share: float | None, words: Words) -> str:
    return "–" if share is None else f"{words.number(percent_of(share))}%"
