"""Applying the rules: one act, then the file's bytes; and what is said before it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from commdesk.core import backup, settings
from commdesk.core.desk import Desk
from commdesk.core.erasing import forget_bytes
from commdesk.core.erasing.copies import kept_until
from commdesk.core.errors import Broken
from commdesk.core.words import Text, say, say_n
from commdesk.core.workbook import workdays
from commdesk.features.retention.model import Run
from commdesk.features.retention.ops import apply_rules
from commdesk.features.retention.queries import find_run

_YEARS = 2
Tick = Callable[[int, int], object]


def apply(desk: Desk) -> Run:
    """Let go of everything that is past its date, for good; what went, in numbers."""
    return forget(desk, let_go(desk))


def let_go(desk: Desk, tick: Tick = lambda _done, _of: None) -> int:
    """The act itself, which may be stopped; the run."""
    return desk.do(
        apply_rules,
        desk.features,
        today=desk.today(),
        now=desk.now(),
        actor=desk.actor,
        text_days=settings.load().text_days,
        tick=tick,
    )


def forget(desk: Desk, run_id: int) -> Run:
    """What the act left in the file's bytes goes too; not to be stopped: the act stands."""
    forget_bytes(desk.db)
    if (run := find_run(desk.db, run_id)) is None:
        raise Broken("a run of retention was not kept")
    return run


def copies_text(desk: Desk) -> Text:
    """What the backups still hold, and for how long."""
    copies = backup.list_backups(desk.path)
    if not copies:
        return say("There is no backup that holds them.")
    until = kept_until([each.at for each in copies], desk.today(), _coming_workdays(desk))
    return say_n(
        "{n} backup made before still holds them, until about {day}.",
        "{n} backups made before still hold them, until about {day}.",
        len(copies),
        day=max(until.values()),
    )


def _coming_workdays(desk: Desk) -> list[date]:
    """On each of which a backup is made, as far ahead as the oldest of them are kept."""
    coming = (desk.today() + timedelta(days=n) for n in range(1, _YEARS * 366))
    days = workdays(desk.db)
    return [day for day in coming if day in days]
