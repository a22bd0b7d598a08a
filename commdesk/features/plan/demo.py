"""To-dos of an invented network: half a year of weeks done, and a week that is running."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.core.values import Week
from commdesk.core.workbook import read_workbook
from commdesk.features.members import find_member
from commdesk.features.plan.model import Kind
from commdesk.features.plan.repeats import rule_of

# Title, kind, minutes, weekday (1 = Monday), in which weeks: every week, or every so many.
_RHYTHM: tuple[tuple[str, str, int, int, int], ...] = (
    ("Nieuwe leden welkom heten", Kind.GROWTH, 30, 1, 1),
    ("Weekstart met het moderatieteam", Kind.MODERATION, 60, 2, 1),
    ("Vraag van de week plaatsen", Kind.CONTENT, 45, 2, 1),
    ("Redactie weekbericht", Kind.CONTENT, 90, 3, 1),
    ("Belronde langs ambassadeurs", Kind.RELATIONS, 120, 3, 1),
    ("Bijdrager helpen met een eerste artikel", Kind.CONTENT, 60, 2, 1),
    ("Escalaties doornemen met de jurist", Kind.MODERATION, 90, 4, 1),
    ("Meldingen van de week nabespreken", Kind.MODERATION, 60, 4, 1),
    ("Bijeenkomst voorbereiden", Kind.EVENTS, 120, 4, 2),
    ("Weekoverzicht voor de opdrachtgever", Kind.ACCOUNTABILITY, 30, 5, 1),
    ("Leden aan elkaar voorstellen", Kind.RELATIONS, 60, 5, 1),
    ("Platformstoringen nalopen", Kind.TECHNOLOGY, 30, 5, 2),
    ("Koers van de komende maand bepalen", Kind.STRATEGY, 90, 1, 4),
)
# Title, kind, minutes, days from the demo's Monday: planned, due; promised; about a member.
_NOW: tuple[tuple[str, str, int, int | None, int | None, bool, bool], ...] = (
    ("{name} terugbellen over de bijeenkomst", Kind.RELATIONS, 15, 0, -4, True, True),
    ("Huisregels afstemmen met de juridische afdeling", Kind.STRATEGY, 60, -3, None, False, False),
    ("Interview voorbereiden over vergunningvrij bouwen", Kind.STRATEGY, 45, 0, 0, False, False),
    ("Vragenlijst sturen aan {name}", Kind.RELATIONS, 20, 0, 1, True, True),
    ("Themabijeenkomst participatie: zaal vastleggen", Kind.EVENTS, 30, 1, 2, False, False),
    ("Artikel over de omgevingstafel nalezen met {name}", Kind.CONTENT, 45, 2, 3, True, True),
    ("Experiment “vraag van de week” afronden", Kind.CONTENT, 45, 4, 4, False, False),
    ("Week afsluiten", Kind.ACCOUNTABILITY, 30, 4, 4, False, False),
    ("{name} voorstellen aan een provinciecollega", Kind.RELATIONS, 15, None, 3, True, True),
    ("Huisregels, tweede versie", Kind.STRATEGY, 60, None, 9, False, False),
    ("Drie vragen voor januari", Kind.CONTENT, 45, None, None, False, False),
    ("Koppeling met het zaaksysteem uitzoeken", Kind.TECHNOLOGY, 60, None, None, False, False),
    ("Uitnodiging nieuwjaarsbijeenkomst schrijven", Kind.EVENTS, 60, 8, 11, False, False),
    ("Jaarcijfers voor het managementteam", Kind.ACCOUNTABILITY, 120, 10, 16, False, False),
)  # fmt: skip
_ENGLISH = {
    "Nieuwe leden welkom heten": "Welcome new members",
    "Weekstart met het moderatieteam": "Start of the week with the moderators",
    "Vraag van de week plaatsen": "Place the question of the week",
    "Redactie weekbericht": "Edit the weekly news",
    "Belronde langs ambassadeurs": "Round of calls to ambassadors",
    "Bijdrager helpen met een eerste artikel": "Help somebody with a first article",
    "Escalaties doornemen met de jurist": "Go through escalations with the lawyer",
    "Meldingen van de week nabespreken": "Talk over the reports of the week",
    "Bijeenkomst voorbereiden": "Prepare the meeting",
    "Weekoverzicht voor de opdrachtgever": "Weekly report for the client",
    "Leden aan elkaar voorstellen": "Introduce members to each other",
    "Platformstoringen nalopen": "Check the faults of the platform",
    "Koers van de komende maand bepalen": "Set the course of the coming month",
    "{name} terugbellen over de bijeenkomst": "Call {name} back about the meeting",
    "Huisregels afstemmen met de juridische afdeling": "Agree the house rules with legal",
    "Interview voorbereiden over vergunningvrij bouwen":
        "Prepare the interview on building without a permit",
    "Vragenlijst sturen aan {name}": "Send {name} the questions",
    "Themabijeenkomst participatie: zaal vastleggen": "Meeting on participation: book the room",
    "Artikel over de omgevingstafel nalezen met {name}":
        "Read the article on the environment table with {name}",
    "Experiment “vraag van de week” afronden": "Round off the trial “question of the week”",
    "Week afsluiten": "Close the week",
    "{name} voorstellen aan een provinciecollega":
        "Introduce {name} to a colleague at the province",
    "Huisregels, tweede versie": "House rules, second version",
    "Drie vragen voor januari": "Three questions for January",
    "Koppeling met het zaaksysteem uitzoeken": "Look into the link with the case system",
    "Uitnodiging nieuwjaarsbijeenkomst schrijven": "Write the invitation for the New Year meeting",
    "Jaarcijfers voor het managementteam": "Figures of the year for the management team",
}  # fmt: skip
_SERIES = frozenset(
    {
        "Weekstart met het moderatieteam",
        "Vraag van de week plaatsen",
        "Redactie weekbericht",
        "Weekoverzicht voor de opdrachtgever",
    }
)
"""Of the rhythm, what comes back by itself; the rest was written down for these weeks."""
_KEPT_WEEKS = 0.93
_COMING = 2


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """The rhythm of past weeks mostly done, this week and the next two planned, loose ends."""
    owner = read_workbook(db).owner
    series = _begin_series(db, scale, owner, today)
    for row in (*_rhythm(scale, rng, today), *_now(db, scale, rng, today)):
        series_id = series.get(row["title"])
        if series_id is None:
            insert(db, "todo", {"owner": owner, **row})
        else:
            _one_of_series(db, series_id, {"owner": owner, **row}, today)


def _begin_series(db: Database, scale: Scale, owner: str, today: date) -> dict[str, int]:
    """Title -> its series, which began as many weeks ago as the demo goes back."""
    first = Week.of(today) + -scale.weeks
    found: dict[str, int] = {}
    for title, kind, minutes, weekday, _every in _RHYTHM:
        if title in _SERIES:
            day = first.days[weekday - 1]
            shown = scale.worded(title, _ENGLISH)
            row = {
                "title": shown,
                "kind": str(kind),
                "minutes": minutes,
                "owner": owner,
                "rule": rule_of("week", day),
                "from_on": day.isoformat(),
                "added_on": (day - timedelta(days=7)).isoformat(),
            }
            found[shown] = insert(db, "todo_series", row)
    return found


def _one_of_series(db: Database, series_id: int, row: Mapping[str, Any], today: date) -> None:
    """What was done is written down, what was not is left out; what comes the rule says itself."""
    on = {"series_id": series_id, "occurs_on": row["planned_on"]}
    if row["done_on"]:
        insert(db, "todo", {**row, **on})
    elif row["planned_on"] < today.isoformat():
        insert(db, "todo_skipped", on)


def _rhythm(scale: Scale, rng: random.Random, today: date) -> Iterator[dict[str, Any]]:
    this = Week.of(today)
    for number in range(-scale.weeks, _COMING + 1):
        for title, kind, minutes, weekday, every in _RHYTHM:
            if number % every:
                continue
            day = (this + number).monday + timedelta(days=weekday - 1)
            is_done = day < today and (number == 0 or rng.random() < _KEPT_WEEKS)
            if day >= today or is_done or title in _SERIES:
                shown = scale.worded(title, _ENGLISH)
                yield _row(shown, kind, minutes, day, added=day - timedelta(days=7), done=is_done)


def _now(db: Database, scale: Scale, rng: random.Random, today: date) -> Iterator[dict[str, Any]]:
    monday = Week.of(today).monday
    ids = db.column("SELECT id FROM member ORDER BY id LIMIT 1000")
    people = rng.sample(ids, min(len(ids), len(_NOW)))
    for dutch, kind, minutes, planned, due, is_promise, is_about in _NOW:
        member_id = people.pop() if is_about and people else None
        name = find_member(db, member_id).name if member_id else "Sanne"
        title = scale.worded(dutch, _ENGLISH).format(name=name)
        row = _row(title, kind, minutes, _day(monday, planned), added=today)
        due_on = _day(monday, due)
        row |= {"due_on": due_on.isoformat() if due_on else None, "is_promise": int(is_promise)}
        added = today - timedelta(days=rng.randrange(5, 12))
        yield row | {"member_id": member_id, "added_on": added.isoformat()}


def _day(monday: date, days: int | None) -> date | None:
    return None if days is None else monday + timedelta(days=days)


def _row(
    title: str, kind: str, minutes: int, day: date | None, *, added: date, done: bool = False
) -> dict[str, Any]:
    planned = day.isoformat() if day else None
    return {
        "title": title,
        "kind": str(kind),
        "minutes": minutes,
        "planned_on": planned,
        "added_on": added.isoformat(),
        "done_on": planned if done else None,
    }
