"""A feature that hands in charts of real activity, for the tests of who shows them."""

from __future__ import annotations

from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Levels, Line, Movement, Phase, Reference, Span
from commdesk.core.feature import Feature
from commdesk.core.values import Week
from commdesk.core.words import N_, say, say_n
from commdesk.features.activity import week_counts
from commdesk.features.activity.intake import plan_activity
from commdesk.features.activity.ops import apply_activity


def development(db: Database, span: Span) -> list[Chart]:
    first = db.value("SELECT min(happened_on) FROM activity")
    counts = week_counts(db, span)
    known = [first is not None and week.sunday.isoformat() >= first for week in span.weeks]
    active = [c.all.active if k else None for c, k in zip(counts, known, strict=True)]
    given = [c.all.contributing if k else None for c, k in zip(counts, known, strict=True)]
    share = [g / a if a and g is not None else None for g, a in zip(given, active, strict=True)]
    lines = (Line("grown-active", say("Active"), tuple(active)),
             Line("grown-contributing", say("Contributed"), tuple(given)))  # fmt: skip
    return [
        Chart("grown", N_("Members"), N_("Who takes part?"), _told(active), span.weeks,
              lines if first else (), rank=20),
        Chart("shared", N_("Share"), N_("Who takes part?"), _told(active), span.weeks,
              (Line("shared", say("Share"), tuple(share), of=tuple(active)),) if first else (),
              "columns", "share", (Reference(0.5, say("Half"), say("Half of them.")),), rank=30),
        Chart("where", N_("Where"), N_("Who takes part?"), _told(active),
              (say("Forum"), say("Meeting")), (Line("where", say("Number"), (4, 9)),)
              if first else (), "bars", rank=40),
        Chart("nothing", N_("Hours"), N_("Who takes part?"), say("Nothing."), rank=50),
    ]  # fmt: skip


def _told(active: list[int | None]) -> object:
    return say_n("{n} week", "{n} weeks", sum(1 for each in active if each))


def phase(db: Database, span: Span) -> Phase | None:
    if not db.value("SELECT count(*) FROM activity"):
        return None
    read = say_n("{n} week", "{n} weeks", len(span.weeks))
    return Phase("establishment", say("Establishment"), (read,), months=(6, 18))


def levels(_db: Database, _span: Span) -> Levels:
    moved = Movement("2026-11", "visitor", "core", 2)
    return Levels((("visitor", N_("Visitor")), ("core", N_("Core"))), {"core": 3}, (moved,))


GROWING = Feature(
    name="growing", rank=8, title=N_("Activity"), development=development, phase=phase,
    levels=levels,
)  # fmt: skip
_QUIET = tuple(replace(each, development=None, phase=None, levels=None) for each in FEATURES)
WITH_GROWING = tuple(sorted((*_QUIET, GROWING), key=lambda each: each.rank))


def happen(desk: Desk, *weeks: Week, name: str = "Fatma Yılmaz") -> None:
    """Somebody posts on the Monday of each of these weeks."""
    rows = [
        {"row": n, "name": name, "kind": "post", "happened_on": week.monday}
        for n, week in enumerate(weeks, 2)
    ]
    plan = plan_activity(desk.db, rows, desk.today())
    desk.do(apply_activity, plan, today=desk.today(), source="lijst.xlsx")
