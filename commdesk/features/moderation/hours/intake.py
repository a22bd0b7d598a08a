"""Taking in hours that another program kept: worked hours by task and moderator.

Tasks and moderators are known by name here; one that is unknown is a problem and never made in
silence. The same file twice changes nothing, because every line keeps its key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.intaking import Change, Intake, Plan
from commdesk.core.journal import op
from commdesk.core.sheets.spec import Column, Problem
from commdesk.core.words import N_, Text, say
from commdesk.features.members import folded, plain_email
from commdesk.features.moderation.hours.model import (
    Worked,
    check_worked,
    clock_time,
    start_by_clock,
)
from commdesk.features.moderation.hours.queries import worked_between, worked_by_key
from commdesk.features.moderation.hours.rows import log_row
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import emails_of_moderators, list_moderators

LIST = "list"
_KEY_BYTES = 12

COLUMNS = (
    Column("day", N_("Date"), "date", 14, ("datum", "dag", "day", "worked on", "gewerkt op")),
    Column("task", N_("Moderation task"), width=28,
           aliases=("taak", "task", "activity", "activiteit")),
    Column("name", N_("Moderator"), width=26,
           aliases=("naam", "name", "medewerker", "employee", "vrijwilliger", "volunteer")),
    Column("user", N_("User name"), width=18, aliases=("gebruikersnaam", "user", "login")),
    Column("email", N_("E-mail"), width=30, aliases=("email", "e-mailadres", "mail")),
    Column("minutes", N_("Hours"), "hours", 12,
           ("uren", "duration", "duur", "worked", "gewerkt", "time", "tijd")),
    Column("start", N_("Began at"), width=12, aliases=("from", "van", "start", "begin")),
    Column("end", N_("Ended at"), width=12, aliases=("to", "tot", "until", "end", "einde")),
    Column("note", N_("Note"), width=34,
           aliases=("notitie", "description", "omschrijving", "beschrijving")),
    Column("key", N_("Number of this line"), "id", 22, ("key", "sleutel", "kenmerk")),
)  # fmt: skip
_SHOWN = ("day", "task", "name", "minutes", "start", "note")
Row = Mapping[str, Any]


class Known(Struct, frozen=True):
    """What the rows can name, what is written already, and under which keys."""

    tasks: Mapping[int, str]
    team: Mapping[int, str]
    by_task: Mapping[str, int]
    """Folded name -> id."""
    by_name: Mapping[str, int | None]
    """Folded name -> moderator; None for a name that two of them have."""
    by_email: Mapping[str, int]
    worked: Sequence[Worked] = ()
    by_key: Mapping[tuple[str, str], Worked] = field(default_factory=dict)


class _File(Struct):
    """What the rows before this one wrote, next to what was there."""

    today: date
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    days: defaultdict[tuple[int, date], list[Worked]] = field(
        default_factory=lambda: defaultdict(list)
    )


class _Unfit(Exception):
    """Why a row is not taken in, and the column that is to blame."""

    def __init__(self, column: str, why: Text) -> None:
        super().__init__(column)
        self.column = column
        self.why = why


def plan_hours(db: Database, rows: Sequence[Row], today: date) -> Plan:
    """What taking these hours in would do."""
    made: dict[str, int] = {}
    keyed = [_keyed(row, made) for row in rows]
    return plan_rows(_read_known(db, keyed), keyed, today)


def plan_rows(known: Known, rows: Sequence[Row], today: date) -> Plan:
    """As `plan_hours`, of what is known: pure. Every row has its `source` and `key`."""
    file = _File(today)
    for entry in known.worked:
        if entry.moderator_id is not None:
            file.days[entry.moderator_id, entry.day].append(entry)
    changes = tuple(_plan_row(known, row, file) for row in rows)
    return Plan("hours", changes, tuple(file.problems))


@op("Take in {count} lines of hours from {source}")
def apply_hours(
    db: Database,
    plan: Plan,
    *,
    today: date,  # noqa: ARG001 - the plan looked at it
    source: str,
    people: Mapping[int, int] | None = None,  # noqa: ARG001 - moderators are known by name
) -> dict[int, int]:
    """Write what the plan says; gives row -> the line of hours."""
    due = [change for change in plan.changes if change.kind in {"new", "changed"}]
    db.about(count=len(due), source=source)
    return {change.row: _write(db, change.extra) for change in due}


def _write(db: Database, extra: Mapping[str, Any]) -> int:
    entry: Worked = extra["entry"]
    if entry.id:
        update(db, "moderation_log", entry.id, log_row(entry))
        return entry.id
    return insert(
        db, "moderation_log", {**log_row(entry), "source": extra["source"], "key": extra["key"]}
    )


def _read_known(db: Database, rows: Sequence[Row]) -> Known:
    tasks = {task.id: task.name for task in list_tasks(db)}
    team = {each.id: each.name for each in list_moderators(db)}
    names: dict[str, int | None] = {}
    for moderator_id, name in team.items():
        plain = folded(name)
        names[plain] = None if plain in names else moderator_id
    days = [row["day"] for row in rows if "day" in row]
    return Known(
        tasks,
        team,
        {folded(name): task_id for task_id, name in tasks.items()},
        names,
        {email: moderator_id for moderator_id, email in emails_of_moderators(db).items()},
        worked_between(db, min(days), max(days)) if days else (),
        worked_by_key(db, [(row["source"], row["key"]) for row in rows]),
    )


def _keyed(row: Row, made: dict[str, int]) -> Row:
    """With the key that the file gives a line, else one made of what the line says."""
    source = row.get("source", LIST)
    if row.get("key"):
        return {**row, "source": source, "key": str(row["key"])}
    parts = [row.get(key, "") for key in ("day", "start", "task", "name", "user", "email")]
    said = "\n".join(folded(str(part)) for part in parts)
    made[said] = made.get(said, 0) + 1
    key = blake2b(f"{said}\n{made[said]}".encode(), digest_size=_KEY_BYTES).hexdigest()
    return {**row, "source": source, "key": key}


def _plan_row(known: Known, row: Row, file: _File) -> Change:
    number, title = row["row"], _title(row)
    key = (row["source"], row["key"])
    try:
        _refuse_repeated(file.seen.setdefault(key, number), number)
        entry = _entry(known, row, file)
        _check(known, row, entry, file)
    except _Unfit as unfit:
        found = row.get("found", {}).get(unfit.column, row.get(unfit.column))
        if unfit.column and unfit.column not in row.get("told", ()):
            file.problems.append(Problem(number, unfit.column, found, unfit.why))
        return Change(number, "skipped", title, reason=unfit.why)
    return _change(known, row, entry)


def _refuse_repeated(earlier: int, number: int) -> None:
    if earlier != number:
        raise _Unfit("", say("the same as row {row}", row=str(earlier)))


def _entry(known: Known, row: Row, file: _File) -> Worked:
    day = row.get("day")
    _refuse_total(row)
    if day is None:
        raise _Unfit("day", say("no date in this row"))
    if day > file.today:
        raise _Unfit("day", say("this day lies in the future"))
    if not row.get("minutes"):
        _refuse_running(row)
        raise _Unfit("minutes", say("no hours in this row"))
    task_id, moderator_id = _task(known, row), _moderator(known, row)
    start = start_by_clock(str(row.get("start", "")), str(row.get("end", "")), row["minutes"])
    stored = known.by_key.get((row["source"], row["key"]))
    entry_id = stored.id if stored else 0
    note = str(row.get("note", ""))
    return Worked(task_id, moderator_id, day, row["minutes"], note, start, entry_id)


def _refuse_total(row: Row) -> None:
    """A row of no day, of nobody and of no task adds up the others."""
    if not any(row.get(key) for key in ("day", "task", "name", "user", "email")):
        raise _Unfit("", say("a total, not a line of hours"))


def _refuse_running(row: Row) -> None:
    """The clock still runs: it began, and nobody stopped it."""
    if row.get("start") and not row.get("end"):
        raise _Unfit("", say("still running; it comes along once it is stopped"))


def _task(known: Known, row: Row) -> int:
    name = str(row.get("task", ""))
    found = known.by_task.get(folded(name))
    if found is None:
        why = say("no moderation task is called this; add it in Moderation, or rename it there")
        raise _Unfit("task", why if name else say("no task in this row"))
    return found


def _moderator(known: Known, row: Row) -> int:
    """By the address of a member who moderates, then by name, then by user name."""
    if found := known.by_email.get(plain_email(str(row.get("email", "")))):
        return found
    names = [folded(str(row[key])) for key in ("name", "user") if row.get(key)]
    for name in names:
        if name in known.by_name:
            if found := known.by_name[name]:
                return found
            raise _Unfit("name", say("two moderators have this name"))
    why = say("nobody in the team is called this; add them in Team first")
    raise _Unfit(
        "name" if row.get("name") else "user", why if names else say("no name in this row")
    )


def _check(known: Known, row: Row, entry: Worked, file: _File) -> None:
    """What could not be typed can't be taken in either: 25 hours on a day, two places at once."""
    whose = (entry.moderator_id or 0, entry.day)
    others = file.days[whose]
    try:
        check_worked(entry, others, known.team[whose[0]])
    except Refused as refused:
        raise _Unfit("minutes", refused.text) from None
    # Lines that are new have no number yet, and must not be taken for one another.
    counted = entry if entry.id else replace(entry, id=-row["row"])
    file.days[whose] = [other for other in others if other.id != counted.id] + [counted]


def _change(known: Known, row: Row, entry: Worked) -> Change:
    extra = {"entry": entry, "source": row["source"], "key": row["key"]}
    stored = known.by_key.get((row["source"], row["key"]))
    new = _fields(known, entry)
    if stored is None:
        fields = {key: (None, value) for key, value in new.items() if value not in (None, "")}
        return Change(row["row"], "new", _title(row), fields, extra=extra)
    old = _fields(known, stored)
    fields = {key: (old[key], new[key]) for key in _SHOWN if old[key] != new[key]}
    kind = "changed" if fields else "same"
    return Change(row["row"], kind, _title(row), fields, extra=extra)  # type: ignore[arg-type]


def _fields(known: Known, entry: Worked) -> dict[str, Any]:
    start = None if entry.start_minute is None else clock_time(entry.start_minute)
    return {
        "day": entry.day,
        "task": known.tasks.get(entry.task_id, ""),
        "name": known.team.get(entry.moderator_id or 0, ""),
        "minutes": entry.minutes,
        "start": start,
        "note": entry.note,
    }


def _title(row: Row) -> str:
    return str(row.get("name") or row.get("user") or row.get("email") or "")


INTAKE = Intake(
    name="hours",
    title=N_("Hours worked"),
    columns=COLUMNS,
    plan=plan_hours,
    apply=apply_hours,
    needs=("day", "task", "minutes"),
)
