"""Reads of the team: moderators, their days off, the hours they have in a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.core.workbook import list_closing_days
from commdesk.features.members import restricted_members
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.named import named, the_one
from commdesk.features.moderation.rows import day_in
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team.model import DaysOff, Moderator, hours_in, share_of


def list_moderators(db: Database, *, only_active: bool = False) -> list[Moderator]:
    """The team by name, active people first."""
    sql = """
        SELECT * FROM moderator
         WHERE is_active OR NOT :only_active
      ORDER BY is_active DESC, name COLLATE NOCASE, id
    """
    return [_moderator(row) for row in db.query(sql, {"only_active": int(only_active)})]


def list_plannable(db: Database) -> list[Moderator]:
    """Whom something may be given to do: active, and nobody whose data may not be used."""
    restricted = restricted_members(db)
    team = list_moderators(db, only_active=True)
    return [person for person in team if person.member_id not in restricted]


def find_moderator(db: Database, moderator_id: int) -> Moderator:
    """One moderator; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderator WHERE id = :id", {"id": moderator_id})
    if row is None:
        raise Refused("This moderator is no longer in the workbook.")
    return _moderator(row)


def find_moderator_by_words(db: Database, typed: str) -> Moderator:
    """The one moderator an id, a member's address or a name stands for; else refuses."""
    team = list_moderators(db)
    sql = """
        SELECT moderator.id FROM moderator JOIN member ON member.id = moderator.member_id
         WHERE lower(member.email) = :email
    """
    meant = set(db.column(sql, {"email": typed.strip().lower()}))
    found = [m for m in team if m.id in meant] or named(team, typed)
    return the_one(found, typed, N_("No moderator is called {typed}."))


def name_of_moderator(db: Database, moderator_id: int) -> str:
    """Their name, empty when they are gone."""
    return str(db.value("SELECT name FROM moderator WHERE id = :id", {"id": moderator_id}) or "")


def known_expertise(db: Database) -> list[str]:
    """Every expertise that a task asks or somebody in the team has, each once, by name."""
    asked = [task.expertise for task in list_tasks(db) if task.expertise]
    had = [tag for person in list_moderators(db) for tag in person.expertise]
    known = {tag.casefold(): tag for tag in [*had, *asked]}
    return [known[key] for key in sorted(known)]


def emails_of_moderators(db: Database) -> dict[int, str]:
    """Moderator -> address of the member that they are."""
    sql = """
        SELECT moderator.id, member.email FROM moderator
          JOIN member ON member.id = moderator.member_id
         WHERE member.email <> ''
    """
    return {row["id"]: row["email"] for row in db.query(sql)}


def is_published_ahead(db: Database, moderator_id: int, today: date) -> bool:
    """Whether their calendar was told of a shift to come, and not yet that it is cancelled."""
    sql = """
        SELECT 1 FROM moderation_published
         WHERE moderator_id = :id AND day >= :today AND NOT is_cancelled LIMIT 1
    """
    return bool(db.value(sql, {"id": moderator_id, "today": today.isoformat()}))


def list_days_off(
    db: Database, first: date, last: date, moderator_id: int | None = None
) -> list[DaysOff]:
    """Days off that touch this run of days; of one moderator, or of all."""
    sql = """
        SELECT * FROM moderator_days_off
         WHERE last_on >= :first AND first_on <= :last
           AND (:moderator_id IS NULL OR moderator_id = :moderator_id)
      ORDER BY first_on, id
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [_days_off(row) for row in db.query(sql, {**days, "moderator_id": moderator_id})]


def find_days_off(db: Database, days_off_id: int) -> DaysOff:
    """One run of days off; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderator_days_off WHERE id = :id", {"id": days_off_id})
    if row is None:
        raise Refused("These days off are no longer in the workbook.")
    return _days_off(row)


def hours_by_week(
    db: Database, team: Sequence[Moderator], weeks: Sequence[Week]
) -> Mapping[tuple[int, Week], Minutes]:
    """(moderator, week) -> the minutes they have, for every one of the team in every week.

    A week without days off and closing days is everybody's usual one: not counted day by day.
    """
    if not weeks:
        return {}
    off: defaultdict[Week, defaultdict[int, list[DaysOff]]] = defaultdict(lambda: defaultdict(list))
    first, last = min(weeks), max(weeks)
    for run in list_days_off(db, first.monday, last.sunday):
        week = max(Week.of(run.first_on), first)
        while week <= last and week.monday <= run.last_on:
            off[week][run.moderator_id].append(run)
            week += 1
    closed = {each.day for each in list_closing_days(db)}
    usual = {each.id: Minutes(each.weekly_minutes * each.is_active) for each in team}
    weekdays = {each.id: each.weekdays for each in team}
    found: dict[tuple[int, Week], Minutes] = {}
    for week in weeks:
        shut, away = closed.intersection(week.days), off[week]
        open_ = {day.isoweekday() for day in week.days if day not in shut}
        for person in team:
            own = weekdays[person.id]
            if person.id in away or person.from_on or person.until_on:
                hours = hours_in(person, week, away.get(person.id, ()), shut)
            elif shut:
                hours = share_of(usual[person.id], len(own & open_), len(own))
            else:
                hours = usual[person.id]
            found[person.id, week] = hours
    return found


def _moderator(row: dict[str, Any]) -> Moderator:
    read = {
        "expertise": tuple(tag for tag in row["expertise"].split(", ") if tag),
        "weekly_minutes": Minutes(row["weekly_minutes"]),
        **{key: bool(row[key]) for key in ("is_paid", "is_active")},
        **{key: Slots.parse(row[key]) for key in ("availability", "rather_not")},
        **{key: day_in(row[key]) for key in ("from_on", "until_on")},
    }
    return Moderator(**row | read)


def _days_off(row: dict[str, Any]) -> DaysOff:
    days = {key: date.fromisoformat(row[key]) for key in ("first_on", "last_on")}
    return DaysOff(**row | days)
