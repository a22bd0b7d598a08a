"""Writes of members: add, change, tag, opt out, note a real contact, remove."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import day_of_act, op
from commdesk.features.members.fields.ops import keep_values
from commdesk.features.members.model import MemberDraft, Name, Stage, is_email, plain_email
from commdesk.features.members.queries import find_member
from commdesk.features.members.views.ops import follow_tag

MOST_CADENCE_DAYS = 3650
_NAME_FIELDS = ("first_name", "infix", "last_name")
_BESIDE = frozenset({"tags", "organisation", "own"})
"""Fields of a draft that are kept in tables of their own."""


@op("Add {name}")
def add_member(db: Database, draft: MemberDraft, *, today: date) -> int:
    """Add one member; refuses without any name or address, and an address that is taken."""
    values = asdict(draft)
    _check(db, values, None)
    db.about(name=_name(values))
    row = _row(db, values) | {"added_on": today.isoformat()}
    if draft.stage == Stage.FORMER:
        row["left_on"] = today.isoformat()
    member_id = insert(db, "member", row)
    _set_tags(db, member_id, draft.tags)
    keep_values(db, member_id, draft.own)
    return member_id


@op("Change {name}")
def change_member(db: Database, member_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; fields not named stay as they are, own fields too."""
    known = find_member(db, member_id)
    values = asdict(known) | dict(changes)
    _check(db, values, member_id)
    db.about(name=_name(values))
    plain = {key: values[key] for key in changes}
    row = _row(db, plain)
    if values["stage"] != known.stage:
        row |= left_on(db, values["stage"])
        row |= joined_on(db, known.stage, values["stage"], values["joined_on"])
    if any(field in changes for field in _NAME_FIELDS) or "email" in changes:
        row["sort_name"] = _sort_name(values)
    update(db, "member", member_id, row)
    if "tags" in changes:
        _set_tags(db, member_id, changes["tags"])
    keep_values(db, member_id, changes.get("own", {}))


@op("Remove {name}")
def remove_member(db: Database, member_id: int) -> None:
    """Take a member out, with everything that hangs on them; undo brings all of it back."""
    db.about(name=find_member(db, member_id).name)
    delete(db, "member", member_id)


@op("{name} asked not to be contacted")
def stop_contact(db: Database, member_id: int, *, reason: str, today: date) -> None:
    """Set do-not-contact; it is absolute for what we send, so it carries a reason and a date."""
    if not reason.strip():
        raise Refused("Say why {name} must not be contacted.", name=_known(db, member_id))
    changes = {
        "do_not_contact": 1,
        "do_not_contact_reason": reason.strip(),
        "do_not_contact_on": today.isoformat(),
    }
    db.about(name=_known(db, member_id))
    update(db, "member", member_id, changes)


@op("{name} may be contacted again")
def allow_contact(db: Database, member_id: int) -> None:
    db.about(name=_known(db, member_id))
    cleared = {"do_not_contact": 0, "do_not_contact_reason": "", "do_not_contact_on": None}
    update(db, "member", member_id, cleared)


@op("Restrict the use of {name}'s data: {is_restricted}")
def restrict(db: Database, member_id: int, *, is_restricted: bool) -> None:
    """Keep but do not use: a restricted member enters no queue and no export."""
    db.about(name=_known(db, member_id), is_restricted=is_restricted)
    update(db, "member", member_id, {"is_restricted": int(is_restricted)})


@op("Set the cadence of tag {tag}")
def set_tag_cadence(db: Database, tag: str, days: int | None) -> None:
    """Everyone with this tag is due after so many days, unless their own cadence says otherwise."""
    check_cadence(days)
    db.about(tag=tag)
    update(db, "tag", _tag_id(db, _some(tag)), {"cadence_days": days})


@op("Rename tag {old} to {new}")
def rename_tag(db: Database, old: str, new: str) -> None:
    """Call a tag otherwise, for everybody who has it; refuses a name that is another tag's."""
    new = _some(new)
    db.about(old=old, new=new)
    tag_id = db.value("SELECT id FROM tag WHERE name = :name", {"name": old})
    if tag_id is None:
        raise Refused("There is no tag {tag}.", tag=old)
    if db.value("SELECT 1 FROM tag WHERE name = :name AND id <> :id", {"name": new, "id": tag_id}):
        raise Refused("There is a tag {tag} already.", tag=new, field="new")
    update(db, "tag", tag_id, {"name": new})
    follow_tag(db, old, new)


def tag_ids(db: Database, tags: Iterable[str]) -> list[int]:
    """The ids of these tags, made where there was none of that name; part of an op."""
    named = (" ".join(tag.split()) for tag in tags)
    return list(dict.fromkeys(_tag_id(db, name) for name in named if name))


def note_contact(db: Database, member_id: int, day: date) -> None:
    """A real contact on `day`, in either direction: part of the op that logs it, never an op."""
    db.execute(
        """
        UPDATE member SET last_contact_on = :day
         WHERE id = :id AND (last_contact_on IS NULL OR last_contact_on < :day)
        """,
        {"id": member_id, "day": day.isoformat()},
    )


def left_on(db: Database, stage: str) -> dict[str, str | None]:
    """The column that goes along with another stage; part of an op."""
    return {"left_on": day_of_act(db).isoformat() if stage == Stage.FORMER else None}


def joined_on(db: Database, was: str, stage: str, known: Any) -> dict[str, str]:
    """The column that goes along when a prospect becomes a member; part of an op.

    Without it they would be counted as a newcomer of the week in which they were added.
    """
    is_new = was == Stage.PROSPECT and stage == Stage.MEMBER and not known
    return {"joined_on": day_of_act(db).isoformat()} if is_new else {}


def keep_until(db: Database, member_id: int, day: date) -> None:
    """Keep them until this day, whatever the rules say: part of an op."""
    update(db, "member", member_id, {"retention_on": day.isoformat()})


def note_informed(db: Database, member_id: int, day: date) -> None:
    """They were told that they are in the workbook: part of an op; the first day stays."""
    if find_member(db, member_id).informed_on is None:
        update(db, "member", member_id, {"informed_on": day.isoformat()})


def add_identity(db: Database, member_id: int, source: str, key: str) -> None:
    """Know this member by a key of another program; part of an op. Refuses somebody else's key."""
    where = {"source": source, "key": key}
    sql = "SELECT member_id FROM member_identity WHERE source = :source AND key = :key"
    owner = db.value(sql, where)
    if owner is None:
        insert(db, "member_identity", {"member_id": member_id, **where})
    elif owner != member_id:
        raise Refused(
            "{source} {key} belongs to {name} already.",
            source=source,
            key=key,
            name=_known(db, owner),
        )


def new_organisation(db: Database, name: str) -> int:
    """A place of work without anybody yet; part of an op. Refuses a name that is taken."""
    return insert(db, "organisation", {"name": _free_name(db, name, None)})


def rename_organisation(db: Database, organisation_id: int, name: str) -> None:
    """Call it otherwise, for everybody there; part of an op. Refuses another one's name."""
    update(db, "organisation", organisation_id, {"name": _free_name(db, name, organisation_id)})


def join_organisations(db: Database, kept_id: int, gone_id: int) -> None:
    """Everybody of the one works at the other from now on, and it is gone; part of an op."""
    db.execute(
        "UPDATE member SET organisation_id = :kept WHERE organisation_id = :gone",
        {"kept": kept_id, "gone": gone_id},
    )
    delete(db, "organisation", gone_id)


def drop_organisation(db: Database, organisation_id: int) -> None:
    """Who works there stays, without an organisation; part of an op."""
    delete(db, "organisation", organisation_id)


def _check(db: Database, values: Mapping[str, Any], own_id: int | None) -> None:
    if not any(str(values[field]).strip() for field in (*_NAME_FIELDS, "email")):
        raise Refused("Type a name or an e-mail address.", field="first_name")
    email = plain_email(values["email"])
    if email and not is_email(email):
        raise Refused("{email} is not an e-mail address.", email=values["email"], field="email")
    check_cadence(values["cadence_days"])
    sql = "SELECT id FROM member WHERE email = :email AND id IS NOT :own LIMIT 1"
    if email and (other := db.value(sql, {"email": email, "own": own_id})):
        raise Refused(
            "{email} belongs to {name} already.",
            email=email,
            name=_known(db, other),
            field="email",
        )


def check_cadence(days: int | None) -> None:
    """Refuse a cadence that no calendar holds; every drawer that keeps one asks here."""
    if days is not None and not 1 <= days <= MOST_CADENCE_DAYS:
        raise Refused(
            "A cadence lies between 1 and {most} days.",
            most=MOST_CADENCE_DAYS,
            field="cadence_days",
        )


def _some(tag: str) -> str:
    if not (tag := " ".join(tag.split())):
        raise Refused("A tag needs a name.", field="new")
    return tag


def _row(db: Database, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row out of draft fields: trimmed, dates as text, organisation by id."""
    row = {key: _stored(value) for key, value in values.items() if key not in _BESIDE}
    if "organisation" in values:
        row["organisation_id"] = _organisation_id(db, values["organisation"])
    if "email" in row:
        row["email"] = plain_email(row["email"])
    if "first_name" in row and "last_name" in row:
        row["sort_name"] = _sort_name(values)
    return row


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return value.isoformat() if isinstance(value, date) else value


def _name(values: Mapping[str, Any]) -> str:
    return str(Name(*(values[field].strip() for field in _NAME_FIELDS))) or values["email"]


def _sort_name(values: Mapping[str, Any]) -> str:
    name = Name(*(values.get(field, "").strip() for field in _NAME_FIELDS))
    return name.sort_key or plain_email(values.get("email", ""))


def _known(db: Database, member_id: int) -> str:
    return find_member(db, member_id).name


def _organisation_id(db: Database, name: str) -> int | None:
    name = " ".join(name.split())
    if not name:
        return None
    found = db.value("SELECT id FROM organisation WHERE name = :name", {"name": name})
    return found or insert(db, "organisation", {"name": name})


def _free_name(db: Database, name: str, own_id: int | None) -> str:
    if not (name := " ".join(name.split())):
        raise Refused("An organisation needs a name.", field="name")
    sql = "SELECT 1 FROM organisation WHERE name = :name AND id IS NOT :own"
    if db.value(sql, {"name": name, "own": own_id}):
        raise Refused("There is an organisation {name} already.", name=name, field="name")
    return name


def _tag_id(db: Database, name: str) -> int:
    found = db.value("SELECT id FROM tag WHERE name = :name", {"name": name})
    return found or insert(db, "tag", {"name": name})


def _set_tags(db: Database, member_id: int, tags: Iterable[str]) -> None:
    wanted = set(tag_ids(db, tags))
    sql = "SELECT id, tag_id FROM member_tag WHERE member_id = :id"
    known = {row["tag_id"]: row["id"] for row in db.query(sql, {"id": member_id})}
    for tag_id in wanted - known.keys():
        insert(db, "member_tag", {"member_id": member_id, "tag_id": tag_id})
    for tag_id in known.keys() - wanted:
        delete(db, "member_tag", known[tag_id])
