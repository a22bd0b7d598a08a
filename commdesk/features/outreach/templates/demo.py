"""How the invented network is written to, and a text of its own."""

from __future__ import annotations

import json

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.outreach.templates.model import Formality
from commdesk.features.outreach.templates.queries import BOUNDARIES_FACT, FORMALITY_FACT

_BOUNDARIES = {
    "nl": "Hier gaat het over groen, water en ruimte in de gemeente: hoe je het aanpakt en wie "
    "het al eens heeft gedaan. Het gaat niet over lopende procedures of over personen.",
    "en": "This is about green, water and space in town: how to go about it, and who has done it "
    "before. It is not about running procedures or about persons.",
}
_OWN = {
    "nl": (
        "Koppelen aan wat iemand zoekt",
        (
            "{aanhef}\n\nJe zoekt {zoekt}. Ik weet iemand die daar net mee klaar is en er graag "
            "iets over vertelt. Zal ik jullie aan elkaar voorstellen, of heb je liever eerst "
            "het verslag?\n\nGroet,\n{mijn_naam}"
        ),
    ),
    "en": (
        "Match with what somebody looks for",
        (
            "{greeting}\n\nYou are looking for {looking_for}. I know somebody who has just "
            "finished that and likes to talk about it. Shall I introduce you, or would you "
            "rather have the report first?\n\nBest,\n{my_name}"
        ),
    ),
}


def fill_templates(db: Database, scale: Scale) -> None:
    """What the community is about, and a template that somebody made."""
    language = "nl" if scale.language == "nl" else "en"
    facts = {FORMALITY_FACT: Formality.INFORMAL.value, BOUNDARIES_FACT: _BOUNDARIES[language]}
    for key, value in facts.items():
        text = json.dumps(value, ensure_ascii=False)
        insert(db, "workbook_fact", {"key": key, "value": text})
    name, text = _OWN[language]
    row = {"name": name, "purpose": "help", "language": language, "text": text}
    insert(db, "outreach_template", row | {"formality": "informal", "is_default": 0})
