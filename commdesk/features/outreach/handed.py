"""What outreach hands to Today and the side bar: items, tiles, a badge, the own pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Badge, Tile, TodayItem, Urgency
from commdesk.core.marks import MemberFigure
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import workdays
from commdesk.features.members import count_members
from commdesk.features.outreach.introductions import handed as introductions
from commdesk.features.outreach.model import DayTarget
from commdesk.features.outreach.promises import handed as promises
from commdesk.features.outreach.queries import count_written, day_target
from commdesk.features.outreach.turns import DATED, RULES, Rule, Turn, offered

PAGE = "outreach"
_COUNT = """(SELECT count(*) FROM outreach_message AS message
              WHERE message.member_id = member.id AND {which})"""
FIGURES = (
    MemberFigure("sent", N_("Messages sent"), _COUNT.format(which="message.is_outgoing")),
    MemberFigure(
        "asked",
        N_("Questions asked"),
        _COUNT.format(which="message.is_outgoing AND message.purpose IN ('ask', 'help')"),
    ),
    MemberFigure(
        "promised",
        N_("Contributions promised"),
        _COUNT.format(which="message.result = 'will-contribute'"),
    ),
    MemberFigure(
        "contributed",
        N_("Contributions after a message"),
        _COUNT.format(which="message.result = 'contributed'"),
    ),
)
"""What the members list can ask of outreach."""
AT_MOST = 6
"""More messages than this are one line on Today: its list stays one that can be read."""
_LATE_DAYS = 3


def contact_key(member_id: int) -> str:
    """The key of "be in touch with this member" on Today, whichever drawer says so.

    Two drawers that mean the same contact hand in the same key, and Today shows it once.
    """
    return f"contact:{member_id}"


def contact_title(name: str) -> Text:
    return say("Contact with {name}", name=name)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Our own promises, the first of the queue one by one, the rest as one line."""
    found = offered(db, today)
    minutes = day_target(db, today).minutes_a_message
    own = promises.today_items(db, today)
    told = {item.target for item in own}
    turns = [turn for turn in found if not (turn.promise and turn.promise.id in told)]
    items = own + [_item(turn, today, minutes) for turn in turns[:AT_MOST]]
    if rest := turns[AT_MOST:]:
        items.append(_rest(rest, len(found), today, minutes))
    return items + introductions.today_items(db, today)


def measures(db: Database, today: date) -> list[tuple[Text, Text]]:
    """The own pace that the day's target stands on."""
    minutes = day_target(db, today).minutes_a_message
    return [(say("Own minutes a message"), Text("{minutes}", {"minutes": minutes}))]


def tiles(db: Database, today: date) -> list[Tile]:
    if not count_members(db):
        return []
    goal, written = day_target(db, today), count_written(db, today)
    return [
        Tile(
            title=say("Messages today"),
            figure=say("{done} of {target}", done=written, target=goal.messages),
            note=_note(goal) if today in workdays(db) else say("not a working day"),
            page=PAGE,
            done=written,
            of=goal.messages or None,
        )
    ]


def badge(db: Database, today: date) -> Badge | None:
    """How many people are offered today."""
    count = len(offered(db, today))
    return Badge(Text("{n}", {"n": count})) if count else None


def _note(goal: DayTarget) -> Text:
    minutes = goal.minutes_a_message
    shown = int(minutes) if minutes == int(minutes) else minutes
    return say(
        "{planned} planned, {minutes} min a message", planned=goal.planned_minutes, minutes=shown
    )


def _item(turn: Turn, today: date, minutes: float) -> TodayItem:
    return TodayItem(
        feature="outreach",
        key=contact_key(turn.member_id),
        title=contact_title(turn.name),
        reason=turn.reason(today),
        due_on=turn.due_on,
        minutes=Minutes(max(round(minutes), 1)),
        urgency=_urgency(turn, today),
        member_id=turn.member_id,
        chip=Text(dict(RULES)[turn.rule]),
        page=PAGE,
        target=turn.member_id,
    )


def _urgency(turn: Turn, today: date) -> Urgency:
    """Late is what was said on a day and let slip; a cadence that passed is due, never late."""
    if turn.rule not in DATED:
        return "due" if turn.rule == Rule.WELCOME else "valuable"
    if (today - turn.due_on).days > _LATE_DAYS:
        return "late"
    return "due" if turn.rule == Rule.FOLLOW_UP else "promised"


def _rest(rest: Sequence[Turn], offered: int, today: date, minutes: float) -> TodayItem:
    return TodayItem(
        feature="outreach",
        key="outreach:rest",
        title=say_n("Write {n} more message", "Write {n} more messages", len(rest)),
        reason=say("{n} people's turn in all; the next ones are in Outreach", n=offered),
        due_on=today,
        minutes=Minutes(round(len(rest) * minutes)),
        urgency="valuable",
        chip=Text(N_("Outreach")),
        page=PAGE,
    )
