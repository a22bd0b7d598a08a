"""The sheet of the concept: all that was written, a line each; no people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.concept.boundaries import SIDES
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.readiness import STATES, SUBJECTS
from commdesk.features.concept.statement import COMMUNITY_KINDS, Side
from commdesk.features.concept.statement.whole import Whole, read_whole

PARTS = (
    ("questions", N_("The five questions")),
    ("held", N_("What holds it together")),
    ("boundaries", N_("Boundaries")),
    ("readiness", N_("Readiness of the organisation")),
    ("decisions", N_("Who decides")),
    ("versions", N_("Versions")),
)
_HELD = (
    ("kind", N_("Kind of community")),
    ("shared_values", N_("Shared values")),
    ("goal", N_("Goal")),
    ("plain", N_("In plain words")),
)
_DECIDE = (("alone", N_("The manager alone")), ("other", N_("Somebody else")))
_WHAT = (
    *QUESTIONS,
    *_HELD,
    *SIDES,
    *((kind.key, kind.title) for kind in SUBJECTS),
    *_DECIDE,
    ("version", N_("What is different")),
)
_STATES = (*COMMUNITY_KINDS[1:], *STATES)
COLUMNS = (
    Column("part", N_("Part"), "choice", 24, choices=PARTS),
    Column("what", N_("What"), "choice", 26, choices=_WHAT),
    Column("text", N_("They come for, or what it says"), width=46),
    Column("ours", N_("The organisation wants"), width=36),
    Column("note", N_("Example, or who decides"), width=30),
    Column("state", N_("Kind, or state"), "choice", 18, choices=_STATES),
    Column("within_days", N_("Within days"), "number", 12),
    Column("version", N_("Version"), "number", 9),
    Column("started_on", N_("Date"), "date", 13),
)
_EMPTY: dict[str, Any] = {column.key: None for column in COLUMNS}


def export_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """The concept as it stands, then its versions with what changed."""
    return [_EMPTY | row for row in _rows(read_whole(db))]


def _rows(whole: Whole) -> Iterator[dict[str, Any]]:
    version = whole.version
    if version:
        for key, _ in QUESTIONS:
            side = version.answers.get(key, Side())
            yield {"part": "questions", "what": key, "text": side.theirs, "ours": side.ours}
        if version.kind:
            yield {"part": "held", "what": "kind", "state": version.kind}
        for key in ("shared_values", "goal"):
            yield {"part": "held", "what": key, "text": getattr(version, key)}
    yield {"part": "held", "what": "plain", "text": whole.plain}
    for each in whole.boundaries:
        said = {"text": each.text, "note": each.example}
        yield {"part": "boundaries", "what": each.side, **said}
    for subject in whole.subjects:
        said = {"text": subject.answer, "state": subject.state}
        yield {"part": "readiness", "what": subject.key, **said}
    for decision in whole.decisions:
        said = {"text": decision.what, "note": decision.who}
        what = "alone" if decision.is_own else "other"
        yield {"part": "decisions", "what": what, **said, "within_days": decision.within_days}
    for each_version in whole.versions:
        day, number = each_version.started_on, each_version.number
        row = {"part": "versions", "what": "version", "text": each_version.change}
        yield {**row, "version": number, "started_on": day}


SHEET = Sheet(name="concept", title=N_("Concept"), columns=COLUMNS, rows=export_rows)
