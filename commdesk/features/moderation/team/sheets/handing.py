"""Availability sheets out: one file a person, kept in the log of exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import export_entry, note_export
from commdesk.core.housestyle import house_style
from commdesk.core.sheets.output import own_name, staged
from commdesk.core.sheets.papers import save_papers
from commdesk.features.members import restricted_members
from commdesk.features.moderation.team.model import DaysOff, Moderator
from commdesk.features.moderation.team.queries import list_days_off, list_moderators
from commdesk.features.moderation.team.sheets.form import availability_paper

_LAST_DAY = date(2200, 12, 31)
Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


def write_sheets(
    desk: Desk,
    folder: Path,
    purpose: str,
    *,
    moderator_ids: Collection[int] | None = None,
    tick: Tick = _silent,
) -> list[Path]:
    """A sheet for each of these people (None: all who are active) in `folder`, or none at all.

    Refuses without a purpose, without anybody, where a file of another program would be replaced,
    and on a desk that is open for reading only. It takes a while: run it as a bulk job.
    """
    team = people_for_sheets(desk, moderator_ids)
    if not team:
        raise Refused("Nobody is in the team yet. Add a moderator first.")
    entry = export_entry(
        desk,
        file_name=folder.resolve().name,
        sheets=[desk.words("Availability")],
        rows=len(team),
        people=len(team),
        purpose=purpose,
    )
    placed: list[Path] = []
    with staged(folder) as stage:
        _write_all(desk, team, stage.folder, tick)
        desk.do(note_export, entry, save=lambda: placed.extend(stage.place()))
    return placed


def people_for_sheets(desk: Desk, moderator_ids: Collection[int] | None = None) -> list[Moderator]:
    """Whom sheets would be made for; nobody whose data may not be used."""
    restricted = restricted_members(desk.db)
    return [
        each
        for each in list_moderators(desk.db)
        if each.member_id not in restricted
        and (each.is_active if moderator_ids is None else each.id in moderator_ids)
    ]


def _write_all(desk: Desk, team: list[Moderator], folder: Path, tick: Tick) -> None:
    words, today, workbook = desk.words, desk.today(), desk.workbook.name
    style = house_style(desk.db)
    off: defaultdict[int, list[DaysOff]] = defaultdict(list)
    for run in list_days_off(desk.db, today, _LAST_DAY):
        off[run.moderator_id].append(run)
    taken: list[str] = []
    for done, person in enumerate(team, 1):
        tick(done, len(team) + 1)
        taken.append(own_name(f"{words('Availability')} {person.name}", person.id, taken))
        paper = availability_paper(person, off[person.id], workbook, today, words)
        save_papers(folder / f"{taken[-1]}.xlsx", [paper], words, title=workbook, style=style)
