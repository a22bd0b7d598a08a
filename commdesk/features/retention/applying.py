"""Applying the rules: one act, then the file's bytes; and what is said before it is done."""

from __future__ import annotations

from collections.abc import Callable

from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.erasing import forget_bytes
from commdesk.core.erasing.copies import kept_copies
from commdesk.core.errors import Broken
from commdesk.core.words import Text, say, say_n
from commdesk.features.retention.model import Run
from commdesk.features.retention.ops import apply_rules
from commdesk.features.retention.queries import find_run

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
    copies = kept_copies(desk)
    days = [each.until for each in copies if each.until]
    stays = len(copies) - len(days)
    said = [
        say_n(
            "{n} backup made before still holds them, until about {day}.",
            "{n} backups made before still hold them, until about {day}.",
            len(days),
            day=max(days, default=desk.today()),
        )
        if days
        else None,
        say_n(
            "{n} other copy holds them until you remove it.",
            "{n} other copies hold them until you remove them.",
            stays,
        )
        if stays
        else None,
    ]
    told = [each for each in said if each]
    both = Text("{first} {second}", dict(zip(("first", "second"), told, strict=False)))
    return both if len(told) > 1 else next(iter(told), say("There is no backup that holds them."))
