"""Levels in words: why somebody has one, since when, and what is missing for the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Fact
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.activity.levels.model import AMBASSADOR, LEVELS, LevelRule, Rung
from commdesk.features.activity.levels.queries import Standing, standing_of
from commdesk.features.activity.model import WINDOW_DAYS, Counts
from commdesk.features.activity.queries import facts as activity_facts

TITLES: tuple[tuple[str, str], ...] = (*LEVELS, (AMBASSADOR, N_("Ambassador")))
NONE = N_("No level")
_TITLES: Mapping[str, str] = {**dict(TITLES), "": NONE}


def title_of(level: str) -> Text:
    return Text(_TITLES[level])


def explained(standing: Standing) -> Text:
    """`Contributor: 4 contributions in 365 days; since 3 November`."""
    level, since = title_of(standing.held.level), standing.held.since
    why = _why(standing)
    if since is None:
        return say("{level}: {why}", level=level, why=why)
    return say("{level}: {why}; since {day}", level=level, why=why, day=since)


def explained_shortly(standing: Standing) -> Text:
    """`Contributor since 3 November: 4 contributions`, where the days they are of stand above."""
    level, since = title_of(standing.held.level), standing.held.since
    is_agreed = standing.held.level == AMBASSADOR
    why = _why(standing) if is_agreed else _counted(standing.counts)
    if since is None:
        return say("{level}: {why}", level=level, why=why)
    return say("{level} since {day}: {why}", level=level, day=since, why=why)


def next_step(standing: Standing) -> Text | None:
    """`Core from 10 contributions in 365 days: 6 more`; None above the highest."""
    rung = standing.rule.after(standing.held.level)
    if rung is None:
        return None
    more = rung.missing(standing.counts)
    return say(
        "{level} from {least} in {days} days: {n} more",
        level=title_of(rung.name), least=_so_many(rung), days=WINDOW_DAYS, n=more,
    )  # fmt: skip


def facts(db: Database, member_id: int, today: date) -> list[Fact]:
    """What somebody did in a year, and which level that makes."""
    return [*activity_facts(db, member_id, today), *level_facts(db, member_id, today)]


def level_facts(db: Database, member_id: int, today: date) -> list[Fact]:
    """What to know of a member: the level that was counted, why, and what is next."""
    standing = standing_of(db, member_id, today, {})
    if not standing.held.level:
        return []
    step = next_step(standing)
    said = explained(standing)
    return [Fact(say("Level"), say("{one}. {two}", one=said, two=step) if step else said)]


def _why(standing: Standing) -> Text:
    if standing.held.level == AMBASSADOR:
        return say("by agreement")
    counts = _counted(standing.counts)
    if _is_lower(standing.rule, standing.counts, standing.held.level):
        return say("{counts} in {days} days, kept until the end of the month",
                   counts=counts, days=WINDOW_DAYS)  # fmt: skip
    return say("{counts} in {days} days", counts=counts, days=WINDOW_DAYS)


def _is_lower(rule: LevelRule, counts: Counts, level: str) -> bool:
    return rule.highest(counts) != level


def _counted(counts: Counts) -> Text:
    return counts.text if counts else say("nothing")


def _so_many(rung: Rung) -> Text:
    if rung.of == "contributions":
        return say_n("{n} contribution", "{n} contributions", rung.least)
    return say_n("{n} conversation", "{n} conversations", rung.least)
