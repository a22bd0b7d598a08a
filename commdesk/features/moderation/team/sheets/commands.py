"""Command line: availability sheets out and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.exports import purpose_unsaid
from commdesk.core.terminal import (
    FILE,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, say_n
from commdesk.features.moderation.team.queries import find_moderator_by_words
from commdesk.features.moderation.team.sheets.handing import people_for_sheets, write_sheets
from commdesk.features.moderation.team.sheets.model import (
    MOST_SAID,
    AvailabilityPlan,
    more,
    refusal_of,
    sentence,
)
from commdesk.features.moderation.team.sheets.ops import apply_availability
from commdesk.features.moderation.team.sheets.planning import plan_sheet


@click.command(help=N_("Hand out availability sheets (--out), or take them in (--in)."))
@file_argument
@click.argument("more", nargs=-1, type=FILE, metavar="[SHEET]...")
@click.option("--out", "folder", type=FILE, metavar="FOLDER", help=N_("Where to."))
@click.option("--in", "sheets", type=FILE, multiple=True, metavar="SHEET", help=N_("Filled in."))
@click.option("--moderator", default="", help=N_("Only of them; or whose it is."))
@click.option(
    "--purpose", default="", help=N_("What people's data is for; kept in the export log.")
)
@click.option("--dry-run", is_flag=True, help=N_("Only show what would change."))
@json_option
@click.pass_obj
def availability(program: Program, /, file: Path, **given: Any) -> None:
    sheets = (*given["sheets"], *given["more"])
    if given["folder"] and not sheets:
        _hand_out(program, file, given)
    elif given["sheets"] and not given["folder"]:
        _take_in(program, file, sheets, given)
    else:
        raise click.UsageError("give --out FOLDER, or --in SHEET...")


def _hand_out(program: Program, file: Path, given: dict[str, Any]) -> None:
    with program.read(file) as twin:
        people = len(people_for_sheets(twin, _only(twin, given["moderator"])))
        if people and not given["purpose"].strip():
            raise purpose_unsaid(people)
    with program.write(file) as desk:
        only = _only(desk, given["moderator"])
        placed = write_sheets(desk, given["folder"], given["purpose"], moderator_ids=only)
    if given["as_json"]:
        print_json({"files": placed})
        return
    text = say_n(
        "{n} file is made in {folder}.",
        "{n} files are made in {folder}.",
        len(placed),
        folder=str(given["folder"]),
    )
    program.say(text)


def _only(desk: Desk, typed: str) -> set[int] | None:
    return {find_moderator_by_words(desk.db, typed).id} if typed.strip() else None


def _take_in(program: Program, file: Path, sheets: Sequence[Path], given: dict[str, Any]) -> None:
    """All of them, each one act, or none when something on one of them is wrong."""
    opened = program.read(file) if given["dry_run"] else program.write(file)
    with opened as desk:
        only = _only(desk, given["moderator"])
        whose = next(iter(only)) if only else None
        today = desk.today()
        plans = [
            plan_sheet(desk.db, desk.words, each, today=today, moderator_id=whose)
            for each in sheets
        ]
        wrong = refusal_of(plans, desk.words)
        if wrong and not given["dry_run"]:
            raise wrong
        if not given["dry_run"]:
            for plan in plans:
                if plan.has_work:
                    desk.do(apply_availability, plan)
        _show(program, plans, given)


def _show(program: Program, plans: Sequence[AvailabilityPlan], given: dict[str, Any]) -> None:
    if given["as_json"]:
        applied = not given["dry_run"]
        print_json([_document(plan, is_applied=applied) for plan in plans], program.words)
        return
    for plan in plans:
        for problem in plan.problems[:MOST_SAID]:
            program.say(sentence(plan, problem))
        for remark in (more(len(plan.problems)), *plan.remarks):
            if remark:
                program.say("{name}: {remark}", name=plan.name, remark=remark)
        lines = [(plan.name, each.label, each.before, each.after) for each in plan.differences]
        headings = (N_("Who"), N_("What"), N_("Before"), N_("After"))
        if not plan.problems:
            print_table(program.words, headings, lines, empty=_nothing(plan, program))
    if given["dry_run"]:
        program.say("Nothing was changed yet.")


def _nothing(plan: AvailabilityPlan, program: Program) -> str:
    return program.words("{name}: nothing changes.", name=plan.name)


def _document(plan: AvailabilityPlan, *, is_applied: bool) -> dict[str, Any]:
    return {
        "file": plan.file,
        "moderator_id": plan.moderator_id,
        "name": plan.name,
        "changes": [
            {"field": each.field, "before": each.was, "after": each.becomes}
            for each in plan.differences
        ],
        "remarks": list(plan.remarks),
        "problems": [
            {
                "row": each.row,
                "column": each.column,
                "found": each.found,
                "message": each.message,
            }
            for each in plan.problems
        ],
        "applied": is_applied and plan.has_work,
    }


COMMANDS = (availability,)
