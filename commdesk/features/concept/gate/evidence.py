"""What the build-up plan can see of the gate: enough interviews held, enough of them willing."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Evidence, Found
from commdesk.core.shares import ENOUGH
from commdesk.core.words import N_, Text, say
from commdesk.features.concept.gate.model import VERDICTS
from commdesk.features.concept.gate.queries import gate_now

_PASSED = frozenset({"viable", "sure"})


def interviews_held(db: Database, _today: date) -> Found:
    """Fifteen interviews for the version of now, of which it is known whether they would."""
    held = gate_now(db).interviews
    text = say("{n} of {most} interviews held", n=str(held), most=str(ENOUGH))
    return Found(held >= ENOUGH, text)


def gate_passed(db: Database, _today: date) -> Found:
    """At or above the norm, whether or not that is sure yet."""
    now = gate_now(db)
    text = say(
        "{willing} of {interviews} want to contribute: {verdict}",
        willing=str(now.willing),
        interviews=str(now.interviews),
        verdict=Text(dict(VERDICTS)[now.verdict]),
    )
    return Found(now.verdict in _PASSED, text)


EVIDENCE = (
    Evidence("interviews-held", N_("15 interviews held"), interviews_held),
    Evidence("gate-passed", N_("20% want to contribute actively"), gate_passed),
)
