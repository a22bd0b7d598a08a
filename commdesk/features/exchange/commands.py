"""Command line: take a list in; the verb that hands an Excel file out stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.cycles import without_looking
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.intaking import Change
from commdesk.core.sheets.spec import Problem
from commdesk.core.terminal import (
    FILE,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.exchange import importing
from commdesk.features.exchange.export_command import export
from commdesk.features.exchange.model import Import, Origin, Taken
from commdesk.features.exchange.ops import take_in
from commdesk.features.exchange.queries import last_entry, origins_of, remembered_mappings
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.features.exchange.wording import KINDS, changed_fields, left_at_the_door, some

_SHOWN = 20


@click.command("import", help="Show what a list would bring in; --apply does it.")
@file_argument
@click.argument("source", type=FILE)
@click.option(
    "--as",
    "name",
    metavar="members|hours|activity|interviews",
    help="What the list holds; when left out, what files of its kind hold.",
)
@click.option("--apply", "is_applied", is_flag=True, help="Do what the plan says.")
@click.option("--rows", "with_rows", is_flag=True, help="Show every row.")
@json_option
@click.pass_obj
def import_list(
    program: Program,
    file: Path,
    source: Path,
    name: str | None,
    is_applied: bool,
    with_rows: bool,
    as_json: bool,
) -> None:
    if name is not None:
        program.speak_as(file)
        _check_intake(program, name)
    opened: AbstractContextManager[Desk] = program.write(file) if is_applied else program.read(file)
    with without_looking(), opened as desk:
        today = desk.today()
        tables = importing.read_list(source)
        intake = importing.intake_for(desk.features, tables, name)
        remembered = remembered_mappings(desk.db)
        wanted = Wanted.of(intake, desk.words, today, db=desk.db, remembered=remembered)
        taken = importing.understood(source, tables, wanted)
        made = importing.plan(desk.db, desk.features, intake, taken, today)
        shown = _Shown(program, desk, made, source, taken, is_applied=is_applied)
        if is_applied:
            entry = importing.entry_of(desk, source.name, taken, made)
            desk.do(take_in, made, today=today, entry=entry)
        if as_json:
            print_json(shown.document(with_rows=with_rows), desk.words)
        else:
            shown.print(with_rows=with_rows)


def _check_intake(program: Program, name: str) -> None:
    """What cannot be taken in is wrong usage, said before the list is read."""
    try:
        importing.find_intake(program.features, name)
    except Refused as refused:
        raise click.UsageError(program.words(refused.text)) from refused


class _Shown:
    """A plan, for people and for programs."""

    def __init__(
        self,
        program: Program,
        desk: Desk,
        made: Import,
        source: Path,
        taken: Taken,
        *,
        is_applied: bool,
    ) -> None:
        self._program = program
        self.words = desk.words
        self._db, self._before = desk.db, last_entry(desk.db)
        self._made = made
        self._plan = made.plan
        self._source = source
        self._taken = taken
        self._is_applied = is_applied
        self._labels = importing.labels_of(desk.features, desk.db)

    def document(self, *, with_rows: bool) -> dict[str, Any]:
        plan = self._plan
        document: dict[str, Any] = {
            "format": plan.format,
            **{kind: plan.count(kind) for kind in KINDS},
            "identities": plan.identities,
            "problems": [_problem(problem) for problem in plan.problems],
            "dropped": list(plan.dropped),
            "applied": self._is_applied,
        }
        if also := self._also():
            document["also"] = also
        if plan.unused:
            document["unused"] = list(plan.unused)
        if chosen_on := self._chosen_on:
            document["chosen_on"] = chosen_on
        rows = [_row(change, self._origins(change)) for change in plan.changes if with_rows]
        return document | ({"rows": rows} if with_rows else {})

    def print(self, *, with_rows: bool) -> None:
        plan = self._plan
        counts = {kind: plan.count(kind) for kind in KINDS}
        say_it = self._program.say
        say_it(
            say(
                "{file}: {new} new, {changed} changed, {same} the same, {skipped} skipped",
                file=self._source.name,
                **counts,
            )
        )
        changes = [c for c in plan.changes if with_rows or c.kind in {"changed", "skipped"}]
        self._table(changes, with_rows=with_rows)
        self._problems(plan.problems, with_rows=with_rows)
        if at_the_door := left_at_the_door(self._taken):
            say_it(at_the_door)
        if chosen_on := self._chosen_on:
            day = self.words.full_date(chosen_on)
            say_it(say("Columns as chosen on {day}", day=day))
        if plan.unused:
            say_it(say("Not recognised, so not used: {columns}", columns=some(plan.unused)))
        for part in self._made.parts[1:]:
            counts = {kind: part.plan.count(kind) for kind in KINDS}
            title = Text(part.intake.title)
            say_it(
                say(
                    "{file}: {new} new, {changed} changed, {same} the same, {skipped} skipped",
                    file=title,
                    **counts,
                )
            )
        if self._is_applied and not self._made.has_work:
            say_it(say("There was nothing to change."))
        elif self._is_applied:
            say_it(say("Done. commdesk undo takes all of it back."))
        else:
            say_it(say("Nothing was changed yet: --apply does it."))

    @property
    def _chosen_on(self) -> date | None:
        """The day on which somebody chose the columns of lists as this one."""
        return self._taken.layout.chosen_on if self._taken.layout else None

    def _also(self) -> dict[str, dict[str, int]]:
        """Counts of what else the file brings in, by intake."""
        return {
            part.intake.name: {kind: part.plan.count(kind) for kind in KINDS}
            for part in self._made.parts[1:]
        }

    def _table(self, changes: list[Change], *, with_rows: bool) -> None:
        shown = changes if with_rows else changes[:_SHOWN]
        if not shown:
            return
        headings = (N_("Row"), N_("What"), N_("Who"), N_("Changes"))
        lines = [(str(c.row), Text(KINDS[c.kind]), c.title, self._why(c)) for c in shown]
        print_table(self.words, headings, lines, right={0})
        self._rest(len(changes) - len(shown))

    def _why(self, change: Change) -> str:
        if change.reason:
            return self.words(change.reason)
        if change.kind != "changed":
            return ""
        return changed_fields(change, self._labels, self.words, self._origins(change))

    def _origins(self, change: Change) -> dict[str, Origin]:
        table = self._made.parts[0].intake.table
        return origins_of(self._db, table, change, until=self._before)

    def _problems(self, problems: tuple[Problem, ...], *, with_rows: bool) -> None:
        shown = problems if with_rows else problems[:_SHOWN]
        if not shown:
            return
        headings = (N_("Row"), N_("Column"), N_("Found"), N_("Problem"))
        lines = [(str(p.row), p.column, _found(p), p.message) for p in shown]
        print_table(self.words, headings, lines, right={0})
        self._rest(len(problems) - len(shown))

    def _rest(self, count: int) -> None:
        if count > 0:
            self._program.say(say_n("and {n} more row: --rows", "and {n} more rows: --rows", count))


def _found(problem: Problem) -> str:
    return "–" if problem.found in (None, "") else str(problem.found)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "found": problem.found,
        "message": problem.message,
    }


def _row(change: Change, origins: Mapping[str, Origin]) -> dict[str, Any]:
    """`from` and `since` of a field: where its old value came from, empty when typed here."""
    fields: dict[str, dict[str, Any]] = {
        key: {"old": old, "new": new} for key, (old, new) in change.fields.items()
    }
    for key, origin in origins.items():
        fields[key] |= {"from": origin.source, "since": origin.on}
    return {
        "row": change.row,
        "kind": change.kind,
        "name": change.title,
        "member_id": change.target,
        "fields": fields,
        "reason": change.reason,
    }


COMMANDS = (import_list, export)
