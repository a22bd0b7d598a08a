"""What moderation can see of its own, for the build-up plan: hours, team, coverage."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Evidence, Found
from commdesk.core.words import N_, say, say_n
from commdesk.features.moderation.coverage import shortages
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.features.moderation.team import list_moderators

_NO_TASKS = say("there are no moderation tasks yet")


def hours_needed(db: Database, _today: date) -> Found:
    """Every active task says how many hours a week it asks, and there is at least one."""
    tasks = list_tasks(db, only_active=True)
    known = sum(task.weekly_minutes > 0 for task in tasks)
    if not tasks:
        return Found(is_met=False, text=_NO_TASKS)
    text = say("{known} of {tasks} moderation tasks have hours", known=known, tasks=len(tasks))
    return Found(is_met=known == len(tasks), text=text)


def team_there(db: Database, today: date) -> Found:
    """Of every expertise that an active task asks, somebody is in the team today."""
    tasks = list_tasks(db, only_active=True)
    team = [each for each in list_moderators(db, only_active=True) if each.is_in_team(today)]
    if not tasks:
        return Found(is_met=False, text=_NO_TASKS)
    if not team:
        return Found(is_met=False, text=say("there is nobody in the team yet"))
    asked = {_asked(task): task.expertise for task in tasks}
    missing = [
        name for key, name in asked.items() if not any(person.can_do(key) for person in team)
    ]
    people = say_n("{n} person in the team", "{n} people in the team", len(team))
    if missing:
        return Found(
            is_met=False,
            text=say("{people}, nobody yet with: {missing}", people=people, missing=missing),
        )
    return Found(is_met=True, text=say("{people}, with all that the tasks ask", people=people))


def hours_covered(db: Database, today: date) -> Found:
    """There are hours to cover, and no shortage in this and the coming three weeks."""
    tasks = [task for task in list_tasks(db, only_active=True) if task.weekly_minutes]
    if not tasks:
        return Found(is_met=False, text=say("there are no moderation tasks with hours yet"))
    if count := len(shortages(db, today)):
        text = say_n(
            "{n} shortage in this and the coming 3 weeks",
            "{n} shortages in this and the coming 3 weeks",
            count,
        )
        return Found(is_met=False, text=text)
    return Found(is_met=True, text=say("all hours of this and the coming 3 weeks are covered"))


def _asked(task: Task) -> str:
    return task.expertise.casefold()


EVIDENCE = (
    Evidence("hours-needed", N_("Hours needed are known"), hours_needed),
    Evidence("team-there", N_("The team is there"), team_there),
    Evidence("hours-covered", N_("Hours covered 4 weeks ahead"), hours_covered),
)
