"""The columns of the members table."""

from __future__ import annotations

from typing import Any

from commdesk.core.words import N_, Words
from commdesk.features.members.model import STAGES
from commdesk.features.members.queries import MemberRow
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone

_STAGE_WORDS = dict(STAGES)


def stage_words(stage: Any, words: Words) -> str:
    return words(_STAGE_WORDS.get(stage, str(stage)))


def _contact(row: MemberRow, words: Words) -> str:
    if row.do_not_contact:
        return words("no contact")
    return words.date(row.last_contact_on) if row.last_contact_on else ""


def _contact_tone(row: MemberRow) -> Tone | None:
    return "bad" if row.do_not_contact else None


COLUMNS = (
    TableColumn("name", N_("Name"), 156),
    TableColumn("organisation", N_("Organisation"), 150, is_muted=True, needs=600),
    TableColumn("looking_for", N_("Looking for"), 110, stretches=True, sorts=False),
    TableColumn("tags", N_("Tags"), 140, is_muted=True, sorts=False, needs=880),
    TableColumn("stage", N_("Stage"), 108, format=stage_words, is_muted=True, needs=740),
    TableColumn("last_contact_on", N_("Last contact"), 132, text=_contact, tone=_contact_tone),
)
