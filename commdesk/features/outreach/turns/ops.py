"""Writes which sources the queue has, and in which order."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import set_facts
from commdesk.features.outreach.turns.model import Sources, arranged
from commdesk.features.outreach.turns.queries import SOURCES_FACT


@op("Choose the sources of the queue")
def set_sources(db: Database, sources: Sources) -> None:
    """Which rules find people, in order of weight; a rule that is not named stands at the end."""
    kept = {source.rule: source.is_on for source in arranged([(s.rule, s.is_on) for s in sources])}
    if not any(kept.values()):
        raise Refused("Leave at least one source on: without any the list stays empty.")
    set_facts(db, **{SOURCES_FACT: [[str(rule), is_on] for rule, is_on in kept.items()]})
