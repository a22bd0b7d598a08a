"""From a file to a plan: read in the child process, understood by a source, then planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.erasing.coming_back import without_erased
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.intaking import Change, Intake, Plan
from commdesk.core.lock import computer_name, user_name
from commdesk.core.sheets.reader import Progress, Table, read_table, read_tables
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import say
from commdesk.features.exchange import sources
from commdesk.features.exchange.model import Import, ImportEntry, Labels, Part, Taken
from commdesk.features.exchange.sources.fitting import asks, holds
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.features.exchange.sources.unpack import UNPACKER
from commdesk.features.exchange.wording import KINDS

_MOST_SHEETS = 12


def intakes(features: Features) -> dict[str, Intake]:
    """Everything that can be taken in, by name; the first is what a list is taken for."""
    return {intake.name: intake for feature in features for intake in feature.intakes}


def labels_of(features: Features, db: Database) -> Labels:
    """Of everything that can be taken in to this workbook; a field without a column of its own
    is called as history calls it.
    """
    columns = [each for intake in intakes(features).values() for each in intake.columns_in(db)]
    called = {
        key.partition(".")[2]: text
        for feature in features
        if feature.intakes
        for key, text in feature.words_for.items()
    }
    return Labels(
        called | {each.key: each.heading for each in columns},
        {each.key: dict(each.choices) for each in columns if each.choices},
        frozenset(each.key for each in columns if each.kind == "hours"),
    )


def find_intake(features: Features, name: str) -> Intake:
    known = intakes(features)
    if name not in known:
        raise Refused(
            "{name} cannot be imported; these can: {names}.", name=name, names=list(known)
        )
    return known[name]


def take_in(
    path: Path,
    wanted: Wanted,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Taken:
    """Read a file and say what it holds. Of a workbook the first sheet with such a list is read.

    Raises Refused for a file that cannot be read or holds no such list, Cancelled on request.
    """
    tables = read_list(path, progress=progress, is_cancelled=is_cancelled)
    return understood(path, tables, wanted, is_cancelled=is_cancelled)


def read_list(
    path: Path,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> tuple[Table, ...]:
    """The tables of a file: of a workbook one sheet, of an archive whatever it was made."""
    return read_tables(
        path, sheet=sheet, unpacker=UNPACKER, progress=progress, is_cancelled=is_cancelled
    )


def intake_for(features: Features, tables: Sequence[Table], name: str | None = None) -> Intake:
    """Who takes these tables in: the one named, else what lists as this are for."""
    return find_intake(features, name or fitting(features, tables)[0])


def fitting(features: Features, tables: Sequence[Table]) -> tuple[str, ...]:
    """As what these tables can be taken in, the likeliest first.

    Of a list that no program wrote: what its columns say, and people, as any list may be of them.
    Of a form first what its questions ask for.
    """
    known = intakes(features)
    if of_program := sources.intakes_of(tables[0]):
        if sources.is_either(tables[0]):
            return tuple(sorted(of_program, key=lambda name: not asks(tables[0], known[name])))
        return of_program if len(tables) == 1 else of_program[:1]
    found = [name for name, intake in known.items() if holds(tables[0], intake)]
    people = next(iter(known))
    return (*found, people)


def understood(
    path: Path,
    tables: Sequence[Table],
    wanted: Wanted,
    *,
    is_cancelled: Callable[[], bool] | None = None,
) -> Taken:
    """What tables hold for an intake; of a workbook the first sheet with such a list."""
    return sources.take(find_list(path, tables, wanted, is_cancelled=is_cancelled), wanted)


def find_list(
    path: Path,
    tables: Sequence[Table],
    wanted: Wanted,
    *,
    is_cancelled: Callable[[], bool] | None = None,
) -> tuple[Table, ...]:
    """The tables, or another sheet of the same workbook when that holds such a list."""
    table, *others = tables
    if not others and table.rows and not sources.is_list(table, wanted):
        table = _other_sheet(path, table, wanted, is_cancelled) or table
    return (table, *others)


def _other_sheet(
    path: Path, first: Table, wanted: Wanted, is_cancelled: Callable[[], bool] | None
) -> Table | None:
    for name in first.sheets[:_MOST_SHEETS]:
        if name == first.sheet:
            continue
        try:
            table = read_table(path, sheet=name, is_cancelled=is_cancelled)
        except Refused:
            continue  # an empty sheet among others
        if sources.is_list(table, wanted):
            return table
    return None


def plan(db: Database, features: Features, intake: Intake, taken: Taken, today: date) -> Import:
    """What taking this in would do: shown to the user, and applied unchanged."""
    made = without_erased(db, features, intake.plan(db, taken.rows, today), taken.rows)
    problems = [*taken.problems, *_with_headings(made, taken)]
    changes = sorted((*made.changes, *taken.skipped), key=lambda change: change.row)
    first = replace(
        made,
        format=taken.format,
        changes=tuple(changes),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        dropped=taken.dropped,
        unused=taken.unused,
    )
    people = {change.row: change for change in changes}
    others = [
        Part(other, _plan_also(db, features, other, rows, people, today))
        for name, rows in taken.also.items()
        if rows and (other := intakes(features).get(name))
    ]
    return Import(taken.source, (Part(intake, first), *others))


def entry_of(desk: Desk, file_name: str, taken: Taken, made: Import) -> ImportEntry:
    """The line that is kept of an import: who, when, how much, what was left at the door."""
    return ImportEntry(
        at=desk.now(),
        actor=desk.workbook.owner or user_name(),
        device=computer_name(),
        file_name=file_name,
        format=taken.format,
        **{f"{kind}_count": made.plan.count(kind) for kind in KINDS},
        dropped=taken.dropped,
        by_hand=taken.by_hand,
    )


def _plan_also(
    db: Database,
    features: Features,
    intake: Intake,
    rows: Sequence[Mapping[str, Any]],
    people: Mapping[int, Change],
    today: date,
) -> Plan:
    """The plan of what the people of the file did: each row with whom it is about.

    `member_id` is None for somebody who is new, and then `person` is their row; about whom nothing
    comes in, `no_person` says why.
    """
    found = {row: _person(people, row) for row in {each["person"] for each in rows}}
    theirs = [{**row, **found[row["person"]]} for row in rows]
    return without_erased(db, features, intake.plan(db, theirs, today), theirs)


def _person(people: Mapping[int, Change], row: int | None) -> dict[str, Any]:
    """Whom a row of the file is about; a repeated row leads to the first."""
    change = people.get(row) if row is not None else None
    if change and "same_as" in change.extra:
        change = people.get(change.extra["same_as"])
    if change is None:
        why = say("this account is not among the people of the file")
        return {"person": None, "member_id": None, "no_person": why}
    if change.kind == "skipped":
        why = say("{name} is not taken in", name=change.title)
        return {"person": None, "member_id": None, "no_person": why}
    return {"person": change.row, "member_id": change.target}


def _with_headings(made: Plan, taken: Taken) -> list[Problem]:
    """Problems found by the intake, under the heading that the file itself has."""
    return [
        replace(problem, column=taken.headings.get(problem.column, problem.column))
        for problem in made.problems
    ]
