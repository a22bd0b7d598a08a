"""What the demo workbook has of its own: fields, who looks after whom, a tag, a few views."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from commdesk.core.database import Database, insert, insert_many
from commdesk.core.words import Words
from commdesk.features.members.demo.network import CORE_GROUP
from commdesk.features.members.views import Condition
from commdesk.features.members.views.builtin import WILLING

COLLEAGUE = "Sanne Mulder"
_AMONG = 240
"""Of so many members this is known, however large the demo is."""
_ROLES = ("initiatiefnemer", "adviseur", "bevoegd gezag")
_INHABITANTS = (18_400, 46_250, 71_900, 112_300, 236_500)
_LARGE = 100_000


def add_own(db: Database, today: date, language: str) -> None:
    """Fixed by the order in which people came in; nothing is drawn."""
    ids = db.column(f"SELECT id FROM member ORDER BY id LIMIT {_AMONG}")
    inhabitants = _field(db, "Inwoners werkgebied", "number")
    role = _field(db, "Rol in de Omgevingswet", "choice", _ROLES)
    since = _field(db, "Kerngroep sinds", "date")
    for number, member_id in enumerate(ids):
        if number % 3:
            _value(db, member_id, inhabitants, str(_INHABITANTS[number % len(_INHABITANTS)]))
        if number % 4:
            _value(db, member_id, role, _ROLES[number % len(_ROLES)])
        if number % 5 == 1:
            changes = {"owner": COLLEAGUE, "id": member_id}
            db.execute("UPDATE member SET owner = :owner WHERE id = :id", changes)
    for number, member_id in enumerate(_core(db)):
        day = today - timedelta(days=20 + 31 * number)
        _value(db, member_id, since, day.isoformat())
    _tag(db, ids[4::19], Words(language)(WILLING))
    _view(
        db,
        "Van Sanne, een maand stil",
        (Condition("owner", "is", COLLEAGUE), Condition("last_contact_on", "older", 30)),
        ("name", "organisation", "owner", "last_contact_on"),
    )
    _view(
        db,
        "Grote gemeenten",
        (Condition(f"own:{inhabitants}", "at-least", _LARGE), Condition("stage", "is", "member")),
        ("name", "organisation", f"own:{inhabitants}", f"own:{role}", "last_contact_on"),
    )


def _field(db: Database, title: str, kind: str, choices: tuple[str, ...] = ()) -> int:
    row = {"title": title, "kind": kind, "choices": msgspec.json.encode(choices).decode()}
    return insert(db, "member_field", row)


def _value(db: Database, member_id: int, field_id: int, value: str) -> None:
    insert(db, "member_value", {"member_id": member_id, "field_id": field_id, "value": value})


def _core(db: Database) -> list[int]:
    sql = """
        SELECT member_tag.member_id FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
         WHERE tag.name = :name ORDER BY member_tag.member_id
    """
    return db.column(sql, {"name": CORE_GROUP})


def _tag(db: Database, ids: list[int], name: str) -> None:
    tag_id = insert(db, "tag", {"name": name})
    insert_many(db, "member_tag", ("member_id", "tag_id"), [(each, tag_id) for each in ids])


def _view(
    db: Database, name: str, conditions: tuple[Condition, ...], columns: tuple[str, ...]
) -> None:
    row = {
        "name": name,
        "conditions": msgspec.json.encode(conditions).decode(),
        "columns": msgspec.json.encode(columns).decode(),
    }
    insert(db, "member_view", row)
