"""Publish a roster: the team's file, a file and a calendar for each person, kept in the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from commdesk.core.calendars import CalendarEvent, calendar_text
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import export_entry, note_export
from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.sheets.output import own_name, safe_name, staged
from commdesk.core.sheets.papers import save_papers
from commdesk.core.values import Week, from_moment
from commdesk.core.words import Words
from commdesk.features.moderation.roster.publishing.ops import publish
from commdesk.features.moderation.roster.publishing.papers import (
    person_paper,
    printed_week,
    team_paper,
)
from commdesk.features.moderation.roster.publishing.queries import Roster, read_roster

MOST_WEEKS = 53
Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


def people_in(desk: Desk, weeks: Sequence[Week]) -> int:
    """How many people a publication of these weeks is about, for the question of its purpose."""
    return len(read_roster(desk.db, weeks, desk.now()).people)


def publish_roster(
    desk: Desk, weeks: Sequence[Week], folder: Path, purpose: str, tick: Tick = _silent
) -> list[Path]:
    """Write all files of these weeks into `folder`, whole or not at all; their places.

    The team's file comes first. Refuses without a purpose, without anybody on the roster, where a
    file of another program would be replaced, and on a desk that is open for reading only. It
    takes a while: run it as a bulk job.
    """
    roster = read_roster(desk.db, weeks, desk.now())
    if not roster.people:
        raise Refused("Nobody is on the roster in {weeks}. Nothing was published.",
                      weeks=[*roster.weeks])  # fmt: skip
    entry = export_entry(
        desk,
        file_name=folder.resolve().name,
        sheets=[desk.words("Roster")],
        rows=len(roster.shifts),
        people=len(roster.people),
        purpose=purpose,
    )
    placed: list[Path] = []
    with staged(folder) as stage:
        team = _write_all(roster, stage.folder, desk, tick)
        desk.do(publish, entry, roster.sent, save=lambda: placed.extend(stage.place()))
    return sorted(placed, key=lambda path: (path.name != team, path.name.casefold()))


def printed_roster(desk: Desk, week: Week) -> Printed:
    """A week's roster for the printer or a PDF."""
    roster = read_roster(desk.db, [week], desk.now())
    return printed_week(roster, week, desk.workbook.name, desk.words)


def hand_out_print(
    desk: Desk, week: Week, file_name: str, purpose: str, save: Callable[[], object]
) -> None:
    """Note in the export log that a week's roster leaves as print or PDF, which `save` makes.

    Refuses without a purpose; what fails to be saved is not noted.
    """
    roster = read_roster(desk.db, [week], desk.now())
    entry = export_entry(
        desk,
        file_name=file_name,
        sheets=[desk.words("Roster")],
        rows=len(roster.shifts),
        people=len({shift.moderator_id for shift in roster.shifts}),
        purpose=purpose,
    )
    desk.do(note_export, entry, save=save)


def _write_all(roster: Roster, folder: Path, desk: Desk, tick: Tick) -> str:
    """Write every file; the name of the team's one."""
    words, workbook, style = desk.words, desk.workbook.name, house_style(desk.db)
    people = roster.people
    stem = _stem(roster, words)
    papers = [team_paper(roster, week, workbook, words) for week in roster.weeks]
    team = f"{safe_name(stem)}.xlsx"
    save_papers(folder / team, papers, words, title=f"{workbook}, {stem}", style=style)
    taken = [safe_name(stem)]
    for done, person in enumerate(people, 1):
        tick(done, len(people) + 1)
        name = own_name(f"{stem} {roster.names[person]}", person, taken)
        taken.append(name)
        own = person_paper(roster, person, workbook, words)
        save_papers(folder / f"{name}.xlsx", [own], words, title=f"{workbook}, {stem}", style=style)
        _write_calendar(folder / f"{name}.ics", roster, person, desk)
    return team


def _write_calendar(path: Path, roster: Roster, person: int, desk: Desk) -> None:
    events = [
        CalendarEvent(
            uid=sent.uid,
            title=sent.title,
            starts_at=from_moment(sent.starts_at),
            ends_at=from_moment(sent.ends_at),
            sequence=sent.sequence,
            changed_at=from_moment(sent.changed_at),
            is_cancelled=sent.is_cancelled,
        )
        for sent in roster.sent
        if sent.moderator_id == person
    ]
    name = desk.words("Roster of {name}", name=roster.names[person])
    language = desk.words.language
    path.write_bytes(calendar_text(name, events, now=desk.now(), language=language))


def _stem(roster: Roster, words: Words) -> str:
    """`Rooster 2026-W49`, or `Rooster 2026-W49 - 2026-W52`."""
    first, last = roster.weeks[0], roster.weeks[-1]
    return f"{words('Roster')} {first if first == last else f'{first} - {last}'}"
