"""Whose turn it is: the sources of the queue, who is left out, in which order, on which day.

Everybody's cadence stands ready in `outreach_pace`, kept by triggers; the other sources find few.
So the queue costs the same with a hundred members and with a million.
"""

from commdesk.features.outreach.turns.candidates import QUIET_FACT, RETURNED_FACT
from commdesk.features.outreach.turns.leaving import Exclusion, Person, why_left_out
from commdesk.features.outreach.turns.model import (
    CROWD,
    DATED,
    EXPLAINED,
    OWN_WORDS,
    PURPOSE_OF,
    RULES,
    USUAL_SOURCES,
    Pace,
    Rule,
    Source,
    Sources,
    Turn,
    arranged,
    is_newcomer,
    score,
)
from commdesk.features.outreach.turns.moments import CADENCE_FACT, USUAL_CADENCE_DAYS
from commdesk.features.outreach.turns.ops import set_sources
from commdesk.features.outreach.turns.paces import agreed_cadence, list_paces
from commdesk.features.outreach.turns.queries import (
    SOURCES_FACT,
    due_by_day,
    left_out,
    offered,
    queue,
    read_sources,
)
from commdesk.features.outreach.turns.ranking import Queue, rank, spread

__all__ = [
    "CADENCE_FACT", "CROWD", "DATED", "EXPLAINED", "OWN_WORDS", "PURPOSE_OF", "QUIET_FACT",
    "RETURNED_FACT", "RULES", "SOURCES_FACT", "USUAL_CADENCE_DAYS", "USUAL_SOURCES", "Exclusion",
    "Pace", "Person", "Queue", "Rule", "Source", "Sources", "Turn", "agreed_cadence", "arranged",
    "due_by_day", "is_newcomer", "left_out", "list_paces", "offered", "queue", "rank",
    "read_sources", "score", "set_sources", "spread", "why_left_out",
]  # fmt: skip
