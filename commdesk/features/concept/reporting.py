"""What the concept tells in the weekly report and hands over: the gate, the concept on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commdesk.core.database import Database
from commdesk.core.printed import Printed
from commdesk.core.reporting import Handout, ReportPart, ReportScope, Withheld
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.concept.gate.model import VERDICTS, Gate
from commdesk.features.concept.gate.queries import gate_of
from commdesk.features.concept.statement import Version, current_version
from commdesk.features.concept.statement.paper import printed
from commdesk.features.concept.statement.whole import read_whole

if TYPE_CHECKING:
    from commdesk.core.desk import Desk


def report(db: Database, _scope: ReportScope) -> list[ReportPart]:
    """How many want to contribute, of how many; nothing before the first interview."""
    version = current_version(db)
    gate = gate_of(db, version.id if version else None)
    if not gate.interviews:
        return []
    return [
        ReportPart(
            title=N_("The 20% gate"),
            name="gate",
            rank=20,
            lines=(_counted(gate, version), _verdict(gate)),
            asks=_asks(gate, version),
        )
    ]


def _counted(gate: Gate, version: Version | None) -> Text:
    counted = say_n(
        "{willing} of {n} interviewed wants to contribute actively: {percent}%",
        "{willing} of {n} interviewed want to contribute actively: {percent}%",
        gate.interviews,
        willing=gate.willing,
        percent=round(100 * gate.share),
    )
    if version is None:
        return Text("{counted}.", {"counted": counted})
    return say("{counted} (version {number} of the concept).", counted=counted,
               number=str(version.number))  # fmt: skip


def _verdict(gate: Gate) -> Text:
    verdict = Text(dict(VERDICTS)[gate.verdict])
    return say("Outcome: {verdict}. {explanation}", verdict=verdict,
               explanation=gate.explanation)  # fmt: skip


def _asks(gate: Gate, version: Version | None) -> tuple[Text, ...]:
    if gate.verdict != "not-yet" or (version and version.verdict):
        return ()
    return (
        say(
            "The concept is below the norm of 20%: stop, adapt it, or a new round of interviews? "
            "Without a decision we build on what too few want."
        ),
    )


def _concept(desk: Desk) -> Sequence[Printed]:
    whole = read_whole(desk.db)
    return [printed(whole, desk.workbook.name, desk.words)] if whole.version else []


HANDOUTS = (Handout(N_("Concept"), _concept),)
WITHHELD = (
    Withheld("interview_answer", ("text", "quote"), N_("What was said in interviews")),
    Withheld("interview", ("would_do", "wants_back"), N_("What was said in interviews")),
)
