"""From a sheet to what it changes: whose it is, and what stands in the workbook now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.sheets.parent import IsCancelled
from commdesk.core.sheets.refusal import refusal
from commdesk.core.values import Minutes
from commdesk.core.words import Text, Words, say, say_n
from commdesk.features.members import folded
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.team.model import Moderator
from commdesk.features.moderation.team.queries import list_days_off, list_moderators
from commdesk.features.moderation.team.sheets.model import (
    HOURS,
    Answers,
    AvailabilityPlan,
    Difference,
    Run,
    changes_in,
    runs_in,
)
from commdesk.features.moderation.team.sheets.reading import read_sheet

_MOST_CELLS = 10
_SOME_DAY, _LAST_DAY = date(1970, 1, 1), date(2200, 12, 31)


def plan_sheet(
    db: Database,
    words: Words,
    path: Path,
    *,
    today: date,
    moderator_id: int | None = None,
    is_cancelled: IsCancelled | None = None,
) -> AvailabilityPlan:
    """What a filled-in sheet would change, and what is wrong on it.

    Whose it is says its hidden id, else its name, else `moderator_id`. Refuses, with the field
    `moderator_id` where that can be asked, what is nobody's in this workbook. It reads the file in
    a child process: run it as a job.
    """
    answers = read_sheet(path, today, is_cancelled)
    return plan_answers(db, words, answers, moderator_id=moderator_id)


def plan_answers(
    db: Database, words: Words, answers: Answers, *, moderator_id: int | None = None
) -> AvailabilityPlan:
    """As `plan_sheet`, of a sheet that was read before."""
    person = _person(db, answers, moderator_id)
    remarks = tuple(_remarks(person, answers))
    plan = AvailabilityPlan(answers.file, answers.sheet, person.id, person.name, remarks=remarks)
    if answers.problems:
        return replace(plan, problems=answers.problems)
    known = list_days_off(db, _SOME_DAY, _LAST_DAY, person.id)
    added, moved, removed = runs_in(known, answers)
    changes = changes_in(person, answers)
    was = {run.id: Run(run.first_on, run.last_on, run.id) for run in known}
    return replace(
        plan,
        differences=(
            *(_field(person, key, value, words) for key, value in changes.items()),
            *(_days(None, run, words) for run in added),
            *(_days(was[run.id], run, words) for run in moved),
            *(_days(run, None, words) for run in removed),
        ),
        changes=changes,
        added=added,
        moved=moved,
        removed=removed,
    )


def _person(db: Database, answers: Answers, asked: int | None) -> Moderator:
    team = {each.id: each for each in list_moderators(db)}
    named = [each for each in team.values() if folded(each.name) == folded(answers.name)]
    marked = team.get(answers.moderator_id or 0)
    if not asked and marked and named and marked not in named:
        raise _of_two(answers, marked, named[0])
    wanted = asked or answers.moderator_id
    if wanted in team:
        return team[wanted]
    if wanted:
        raise _nobody(db, answers, wanted)
    if answers.name and len(named) == 1:
        return named[0]
    sentence = say(
        "{file} does not say whose it is: its number is gone, and {name} is not one of the team. "
        "Choose whose it is.",
        file=answers.file,
        name=answers.name or "–",
    )
    raise Refused(refusal(sentence).text, field="moderator_id")


def _of_two(answers: Answers, marked: Moderator, named: Moderator) -> Refused:
    """A sheet that somebody passed on: it must not become the answers of the wrong one."""
    sentence = say(
        "{file} was made for {marked}, and says it is of {named}. Choose whose it is.",
        file=answers.file,
        marked=marked.name,
        named=named.name,
    )
    return Refused(refusal(sentence).text, field="moderator_id")


def _remarks(person: Moderator, answers: Answers) -> Iterator[Text]:
    """What is no problem, and still changes what somebody would make of the sheet."""
    if answers.name and folded(answers.name) != folded(person.name):
        yield say("The name on the sheet is {name}.", name=answers.name)
    if answers.empty:
        rest = len(answers.empty) - _MOST_CELLS
        cells: list[str | Text] = [*answers.empty[:_MOST_CELLS]]
        if rest > 0:
            cells.append(say("{n} more", n=rest))
        yield say_n(
            "{n} cell is empty and counts as no: {cells}.",
            "{n} cells are empty and count as no: {cells}.",
            len(answers.empty),
            cells=cells,
        )


def _nobody(db: Database, answers: Answers, wanted: int) -> Refused:
    """Whether they were here once is in the journal."""
    sql = "SELECT 1 FROM journal_change WHERE table_name = 'moderator' AND row_id = :id LIMIT 1"
    if db.value(sql, {"id": wanted}):
        return refusal(
            say(
                "{file} is of {name}, who is no longer in the team. Add them again first, and "
                "make a new sheet.",
                file=answers.file,
                name=answers.name,
            )
        )
    return refusal(
        say(
            "{file} was made from another workbook: nobody in this team has its number. Open that "
            "workbook, or make a new sheet here.",
            file=answers.file,
        )
    )


def _field(person: Moderator, key: str, value: Any, words: Words) -> Difference:
    labels = {
        "weekly_minutes": words(HOURS),
        "availability": words("Available"),
        "rather_not": words("Rather not"),
    }
    before = getattr(person, key)
    return Difference(
        key,
        labels[key],
        _shown(key, before, words),
        _shown(key, value, words),
        _plain(before),
        _plain(value),
    )


def _plain(value: Any) -> Any:
    """Minutes as they are, day parts as they are stored."""
    return str(value) if isinstance(value, Slots) else value


def _shown(key: str, value: Any, words: Words) -> str:
    if isinstance(value, Minutes):
        return words.hours(value)
    nothing = words("always") if key == "availability" else "–"
    return Slots(value).said(words) or nothing


def _days(before: Run | None, after: Run | None, words: Words) -> Difference:
    said = (_run_said(run, words) for run in (before, after))
    plain = (run and {"first_on": run.first_on, "last_on": run.last_on} for run in (before, after))
    return Difference("days_off", words("Days off"), *said, *plain)


def _run_said(run: Run | None, words: Words) -> str:
    if run is None:
        return "–"
    first, last = (f"{words.date(day)} {day.year}" for day in (run.first_on, run.last_on))
    return first if first == last else f"{first} – {last}"
