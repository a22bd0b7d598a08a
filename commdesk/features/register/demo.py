"""Who answers for the invented workbook, and what its privacy officer said."""

from __future__ import annotations

import json
import random
from datetime import date

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.features.register.criteria import fact_of, note_of

_FACTS = {
    "register_controller": "College van burgemeester en wethouders van Lindenoord",
    "register_contact": "Stadhuis Lindenoord, Markt 1; omgevingsnetwerk@lindenoord.example",
    "register_officer": "Functionaris voor gegevensbescherming van Lindenoord",
    "register_officer_contact": "fg@lindenoord.example",
    "register_access": "De communitymanager, en een collega die vervangt",
    fact_of("sensitive"): "no",
    note_of("sensitive"): "Meedoen gaat over de omgeving en zegt niets gevoeligs.",
    fact_of("vulnerable"): "no",
    note_of("vulnerable"): "Het gaat om ambtenaren en professionals.",
}
_ENGLISH = {
    "College van burgemeester en wethouders van Lindenoord":
        "Mayor and aldermen of Lindenoord",
    "Stadhuis Lindenoord, Markt 1; omgevingsnetwerk@lindenoord.example":
        "Lindenoord town hall, Markt 1; omgevingsnetwerk@lindenoord.example",
    "Functionaris voor gegevensbescherming van Lindenoord":
        "Data protection officer of Lindenoord",
    "fg@lindenoord.example": "dpo@lindenoord.example",
    "De communitymanager, en een collega die vervangt":
        "The community manager, and a colleague who stands in",
    "Meedoen gaat over de omgeving en zegt niets gevoeligs.":
        "Taking part is about the surroundings and says nothing sensitive.",
    "Het gaat om ambtenaren en professionals.": "They are civil servants and professionals.",
}  # fmt: skip


def fill(db: Database, scale: Scale, _rng: random.Random, _today: date) -> None:
    for key, text in _FACTS.items():
        said = text if text == "no" else scale.worded(text, _ENGLISH)
        insert(db, "workbook_fact", {"key": key, "value": json.dumps(said, ensure_ascii=False)})
