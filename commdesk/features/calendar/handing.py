"""Make a calendar file: gather, remember, write; people are named only for a purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from commdesk.core.calendars import calendar_text
from commdesk.core.desk import Desk
from commdesk.core.exports import export_entry
from commdesk.core.sheets import output
from commdesk.core.values import Period
from commdesk.features.calendar.model import WEEKS_AHEAD, Telling, check_period, telling
from commdesk.features.calendar.ops import tell_calendar
from commdesk.features.calendar.queries import events_in, revisions_of, told_before

SUFFIX = ".ics"
Tick = Callable[[int, int], object]


def _silent(_done: int, _of: int) -> None:
    return None


def usual_period(today: date) -> Period:
    """From today on, eight weeks."""
    return Period(today, today + timedelta(weeks=WEEKS_AHEAD) - timedelta(days=1))


def gathered(desk: Desk, period: Period, kinds: Sequence[str], *, is_named: bool) -> Telling:
    """What a calendar would be told now; changes nothing."""
    check_period(period)
    events = events_in(desk.db, desk.features, period, kinds)
    return telling(
        events,
        told_before(desk.db, events, period, kinds),
        revisions_of(desk.db, events),
        words=desk.words,
        now=desk.now(),
        is_named=is_named,
    )


def check_place(path: Path) -> None:
    """Refuse what is no place for a calendar file, and a file that commdesk did not make."""
    output.check_place(path, SUFFIX)
    output.refuse_to_replace(path)


def hand_out(
    desk: Desk,
    period: Period,
    kinds: Sequence[str],
    path: Path,
    purpose: str = "",
    tick: Tick = _silent,
) -> Telling:
    """Write the file, whole or not at all; without a purpose nobody is named in it.

    It can take a second: in a window run it as a bulk job.
    """
    check_place(path)
    tick(0, 3)
    made = gathered(desk, period, kinds, is_named=bool(purpose.strip()))
    tick(1, 3)
    content = calendar_text(
        desk.workbook.name, made.events, now=desk.now(), language=desk.words.language
    )
    tick(2, 3)
    entry = (
        export_entry(
            desk,
            file_name=path.name,
            sheets=[desk.words("Calendar")],
            rows=made.count,
            people=made.people,
            purpose=purpose,
        )
        if made.people
        else None
    )
    desk.do(tell_calendar, made.told, entry, save=lambda: _write(path, content))
    tick(3, 3)
    return made


def _write(path: Path, content: bytes) -> None:
    with output.replaced(path) as place:
        place.write_bytes(content)
