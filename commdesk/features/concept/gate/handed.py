"""What the gate hands to Today: how many interviews there are, of the fifteen that it takes."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Tile
from commdesk.core.shares import ENOUGH
from commdesk.core.words import Text, say
from commdesk.features.concept.gate.model import VERDICTS
from commdesk.features.concept.gate.queries import gate_now

PAGE = "needs"


def tiles(db: Database, _today: date) -> list[Tile]:
    """While interviews are held: how many of fifteen, and what they say so far.

    Gone once the gate is surely passed: what needs no more work needs no tile.
    """
    now = gate_now(db)
    if not now.interviews or now.verdict == "sure":
        return []
    return [
        Tile(
            title=say("Interviews"),
            figure=say("{n} of {most}", n=str(now.interviews), most=str(ENOUGH)),
            note=say(
                "{willing} want to contribute · {verdict}",
                willing=str(now.willing),
                verdict=Text(dict(VERDICTS)[now.verdict]),
            ),
            page=PAGE,
            done=min(now.interviews, ENOUGH),
            of=ENOUGH,
        )
    ]
