"""How a published roster looks: a sheet a week for the team, one for each person, in print."""

from __future__ import annotations

from datetime import date

from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import DayPart, part_name
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.publishing.model import span_of
from commdesk.features.moderation.roster.publishing.queries import Roster, grid_of

_NOBODY = "–"
_TEAM_WIDTHS = (13, 23, *(15,) * 7)
_OWN_WIDTHS = (10, 13, 14, 12, 9, 9, 30, 9)
_NAME_FITS, _BOLD_FITS, _TASK_FITS, _OWN_TASK_FITS = 14, 12, 21, 28
_OWN_HEADINGS = (
    N_("Week"),
    N_("Weekday"),
    N_("Day"),
    N_("Day part"),
    N_("Begins"),
    N_("Ends"),
    N_("Moderation task"),
)
_TEAM_SHARES = (10, 17, *(10,) * 7)


def period_said(weeks: tuple[Week, ...], words: Words) -> str:
    """`week 49: ma 30 nov – zo 6 dec 2026`, or `week 49 – week 52: …`."""
    first, last = weeks[0], weeks[-1]
    named = words.week(first) if first == last else f"{words.week(first)} – {words.week(last)}"
    return f"{named}: {words.date(first.monday)} – {words.date(last.sunday)} {last.sunday.year}"


def team_paper(roster: Roster, week: Week, workbook: str, words: Words) -> Paper:
    """Who does what on which part of which day of a week."""
    paper = Paper(words.week(week), _TEAM_WIDTHS, is_landscape=True)
    paper.add(Spot(words("Roster {week}", week=week), "title"), height=30)
    paper.add(Spot(f"{workbook} · {period_said((week,), words)}", "line"))
    paper.add(Spot(role="none"), height=8)
    rows = grid_of(roster, week)
    if not rows:
        paper.add(Spot(words("Nobody is on the roster in this week."), "line"))
        return paper
    days = [_day_heading(day, roster, words) for day in week.days]
    headings = [Spot(day, "heading", is_centred=True) for day in days]
    lines = max(_lines(day, _BOLD_FITS) for day in days)
    task, part = words("Moderation task"), words("Day part")
    row = paper.add(Spot(part, "heading"), Spot(task, "heading"), *headings, lines=lines)
    paper.repeat_until(row)
    for place, (day_part, name, people) in enumerate(rows):
        is_first = not place or rows[place - 1][0] != day_part
        goes_on = place + 1 < len(rows) and rows[place + 1][0] == day_part
        said = _part_said(day_part, roster, words) if is_first else ""
        spots = [_people(names) for names in people]
        lines = max(
            said.count("\n") + 1, _lines(name, _TASK_FITS), *(map(_lines_of_people, people))
        )
        part_spot = Spot(said, "open" if goes_on else "label")
        paper.add(part_spot, Spot(name, "text"), *spots, lines=lines)
    return paper


def person_paper(roster: Roster, moderator_id: int, workbook: str, words: Words) -> Paper:
    """Somebody's own shifts and no word about anybody else."""
    paper = Paper(words("Roster"), _OWN_WIDTHS)
    title = words("Roster of {name}", name=roster.names[moderator_id])
    paper.add(Spot(title, "title"), height=30)
    paper.add(Spot(f"{workbook} · {period_said(roster.weeks, words)}", "line"))
    paper.add(Spot(role="none"), height=8)
    shifts = roster.of(moderator_id)
    if not shifts:
        paper.add(Spot(words("You have no shifts in this time."), "line"))
        return paper
    heading = [Spot(words(each), "heading") for each in _OWN_HEADINGS]
    row = paper.add(*heading, Spot(words("Hours"), "heading", is_right=True))
    paper.repeat_until(row)
    for place, shift in enumerate(shifts):
        weeks = [Week.of(each.day) for each in shifts[max(place - 1, 0) : place + 2]]
        is_first = not place or weeks[0] != Week.of(shift.day)
        goes_on = place + 1 < len(shifts) and weeks[-1] == Week.of(shift.day)
        named = words.week(Week.of(shift.day)) if is_first else ""
        _add_own_shift(paper, shift, Spot(named, "open" if goes_on else "label"), roster, words)
    total = Spot(f"=SUM(H{row + 1}:H{row + len(shifts)})", "total", "hours", is_formula=True,
                 is_right=True)  # fmt: skip
    paper.add(Spot(words("Total"), "total"), *(Spot(role="total") for _ in range(6)), total)
    return paper


def printed_week(roster: Roster, week: Week, workbook: str, words: Words) -> Printed:
    """The week as on the team's sheet, for the printer."""
    rows = grid_of(roster, week)
    title, line = words("Roster {week}", week=week), f"{workbook} · {period_said((week,), words)}"
    if not rows:
        nobody = Said(words("Nobody is on the roster in this week."), "muted")
        return Printed(title, (nobody,), line, is_landscape=True)
    days = tuple(_day_heading(day, roster, words) for day in week.days)
    lines = []
    last = None
    for day_part, name, people in rows:
        said = _part_said(day_part, roster, words) if day_part != last else ""
        cells = tuple(_printed_people(names) for names in people)
        lines.append((PrintedCell(said), PrintedCell(name), *cells))
        last = day_part
    grid = Grid(
        headings=(words("Day part"), words("Moderation task"), *days),
        rows=tuple(lines),
        widths=_TEAM_SHARES,
        centred=frozenset(range(2, 9)),
    )
    return Printed(title, (grid,), line, is_landscape=True)


def _add_own_shift(paper: Paper, shift: Shift, week: Spot, roster: Roster, words: Words) -> None:
    span = span_of(shift, roster.times)
    task = roster.tasks[shift.task_id]
    paper.add(
        week,
        Spot(shift.day, "text", "weekday"),
        Spot(shift.day, "text", "date"),
        Spot(words(part_name(shift.day_part)), "text"),
        Spot(f"{span.starts_at:%H:%M}", "text"),
        Spot(f"{span.ends_at:%H:%M}", "text"),
        Spot(task, "text"),
        Spot(round(shift.minutes / 60, 4), "text", "hours", is_right=True),
        lines=_lines(task, _OWN_TASK_FITS),
    )


def _people(names: tuple[str, ...]) -> Spot:
    if not names:
        return Spot(_NOBODY, "muted", is_centred=True)
    return Spot("\n".join(names), "chip", is_centred=True)


def _lines(text: str, fits: int) -> int:
    return sum(max(-(-len(line) // fits), 1) for line in text.split("\n"))


def _lines_of_people(names: tuple[str, ...]) -> int:
    return _lines("\n".join(names), _NAME_FITS)


def _printed_people(names: tuple[str, ...]) -> PrintedCell:
    return PrintedCell("\n".join(names), "accent") if names else PrintedCell(_NOBODY, "muted")


def _day_heading(day: date, roster: Roster, words: Words) -> str:
    closed = roster.closed.get(day)
    return f"{words.date(day)}\n{closed}" if closed else words.date(day)


def _part_said(part: DayPart, roster: Roster, words: Words) -> str:
    since = words("from {time}", time=f"{roster.times[part]:%H:%M}")
    return f"{words(part_name(part))}\n{since}"
