"""Contact persons and agreements of the invented network's organisations."""

from __future__ import annotations

import random
from datetime import date

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale

_FIRST = 1_000  # a demo of a million members is not read for it
_ROLES = ("eerste aanspreekpunt", "aanspreekpunt omgevingsplan", "bestuurlijk contact", "")
# Name -> kind (where the name does not tell), website, notes, days.
_AGREED: dict[str, tuple[str, str, str, int | None]] = {
    "Gemeente Oosterveen": ("", "oosterveen.example", "Werkt mee aan de proef met bomen.", 30),
    "Gemeente Lindenoord": ("", "lindenoord.example", "Trekt het juristenoverleg.", 45),
    "Provincie Middelland": ("", "middelland.example", "", 45),
    "Hogeschool De Werven": ("", "hsdewerven.example", "Stagiairs vanaf februari.", 90),
    "Bewonersplatform Lindekwartier": ("association", "lindekwartier.example", "", None),
    "Adviesbureau Grond & Recht": ("", "grondenrecht.example", "", 90),
}
_ENGLISH = {
    "eerste aanspreekpunt": "first contact",
    "aanspreekpunt omgevingsplan": "contact for the environment plan",
    "bestuurlijk contact": "contact with the board",
    "Werkt mee aan de proef met bomen.": "Takes part in the trial with trees.",
    "Trekt het juristenoverleg.": "Leads the meeting of lawyers.",
    "Stagiairs vanaf februari.": "Trainees from February.",
}
_WITHOUT = frozenset({"Bureau Buitenplan", "Woonstichting De Brink", "Dorpsraad Oosterveen"})
"""Nobody is contact person there yet."""


def fill(db: Database, scale: Scale, rng: random.Random, _today: date) -> None:
    """Of each organisation the first one or two members who may be asked; then what was agreed."""
    people: dict[int, list[int]] = {}
    sql = f"""
        SELECT id, organisation_id, stage, do_not_contact FROM member ORDER BY id LIMIT {_FIRST}
    """
    for row in db.query(sql):
        if row["organisation_id"] and row["stage"] == "member" and not row["do_not_contact"]:
            people.setdefault(row["organisation_id"], []).append(row["id"])
    for row in db.query("SELECT id, name FROM organisation ORDER BY id"):
        if row["name"] not in _WITHOUT:
            _contacts(db, scale, row["id"], people.get(row["id"], []), rng)
        if agreed := _AGREED.get(row["name"]):
            kind, website, notes, days = agreed
            profile = {
                "kind": kind,
                "website": website,
                "notes": scale.worded(notes, _ENGLISH),
                "silent_after_days": days,
            }
            insert(db, "organisation_profile", {"organisation_id": row["id"], **profile})


def _contacts(
    db: Database, scale: Scale, organisation_id: int, people: list[int], rng: random.Random
) -> None:
    for member_id in people[: rng.choice((1, 1, 2))]:
        row = {"organisation_id": organisation_id, "member_id": member_id}
        insert(
            db, "organisation_contact", row | {"role": scale.worded(rng.choice(_ROLES), _ENGLISH)}
        )
