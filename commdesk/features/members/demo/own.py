"""What the demo workbook has of its own: fields, who looks after whom, a tag, a few views."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from commdesk.core.database import Database, insert, insert_many
from commdesk.core.feature import Scale
from commdesk.core.words import Words
from commdesk.features.members.demo.english import ENGLISH
from commdesk.features.members.demo.network import CORE_GROUP
from commdesk.features.members.demo.twins import TWINS
from commdesk.features.members.views import Condition
from commdesk.features.members.views.builtin import WILLING

COLLEAGUE = "Sanne Mulder"
_AMONG = 240
"""Of so many members this is known, however large the demo is."""
_ROLES = ("initiatiefnemer", "adviseur", "bevoegd gezag")
_INHABITANTS = (18_400, 46_250, 71_900, 112_300, 236_500)
_LARGE = 100_000
_SUBJECTS = (
    ("hemelwater", "water", 2), ("zonnedaken", "erfgoed", 2), ("burenrecht", "bomen", 3),
    ("buurtbatterij", "energie", 1),
)  # fmt: skip
"""A narrow subject, the tag of those who may know it, how many of them do."""
_RESTRICTED = (52, 117)
_CADENCE_DAYS = 30


def add_own(db: Database, today: date, scale: Scale) -> None:
    """Fixed by the order in which people came in; nothing is drawn."""

    def told(text: str) -> str:
        return scale.worded(text, ENGLISH)

    ids = db.column(f"SELECT id FROM member ORDER BY id LIMIT {_AMONG}")
    roles = tuple(told(role) for role in _ROLES)
    inhabitants = _field(db, told("Inwoners werkgebied"), "number")
    role = _field(db, told("Rol in de Omgevingswet"), "choice", roles)
    since = _field(db, told("Kerngroep sinds"), "date")
    for number, member_id in enumerate(ids):
        if number % 3:
            _value(db, member_id, inhabitants, str(_INHABITANTS[number % len(_INHABITANTS)]))
        if number % 4:
            _value(db, member_id, role, roles[number % len(roles)])
        if number % 5 == 1:
            changes = {"owner": COLLEAGUE, "id": member_id}
            db.execute("UPDATE member SET owner = :owner WHERE id = :id", changes)
    for number, member_id in enumerate(_core(db)):
        day = today - timedelta(days=20 + 31 * number)
        _value(db, member_id, since, day.isoformat())
    _tag(db, ids[4::19], Words(scale.language)(WILLING))
    _know_a_subject(db)
    _restrict_some(db, ids)
    _view(
        db,
        told("Van Sanne, een maand stil"),
        (Condition("owner", "is", COLLEAGUE), Condition("last_contact_on", "older", 30)),
        ("name", "organisation", "owner", "last_contact_on"),
    )
    _view(
        db,
        told("Grote gemeenten"),
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


def _know_a_subject(db: Database) -> None:
    """A few know more than their field; every third of it, so that they are of many places."""
    sql = f"""
        SELECT member_tag.member_id FROM member_tag JOIN tag ON tag.id = member_tag.tag_id
          JOIN member ON member.id = member_tag.member_id
         WHERE tag.name = :name AND member.stage = 'member' AND NOT member.do_not_contact
           AND member.email NOT IN (SELECT value FROM json_each(:twins))
           AND member.id IN (SELECT id FROM member ORDER BY id LIMIT {_AMONG})
      ORDER BY member_tag.member_id
    """
    twins = msgspec.json.encode([twin.email for twin in TWINS.values()]).decode()
    for subject, field, count in _SUBJECTS:
        _tag(db, db.column(sql, {"name": field, "twins": twins})[1::3][:count], subject)


def _restrict_some(db: Database, ids: list[int]) -> None:
    """Of a few it is disputed whether what the workbook says of them is right.

    With them, and with those who want no contact, there was a rhythm before that.
    """
    for place in _RESTRICTED:
        if place < len(ids):
            db.execute("UPDATE member SET is_restricted = 1 WHERE id = :id", {"id": ids[place]})
    sql = f"""
        UPDATE member SET cadence_days = :days
         WHERE (is_restricted OR do_not_contact)
           AND id IN (SELECT id FROM member ORDER BY id LIMIT {_AMONG})
    """
    db.execute(sql, {"days": _CADENCE_DAYS})


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
