"""Writes of organisations: add, change, merge, remove; and who the contact persons are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.core.workbook import set_facts
from commdesk.features.members import (
    drop_organisation,
    find_member,
    join_organisations,
    name_of_organisation,
    new_organisation,
    rename_organisation,
)
from commdesk.features.organisations.model import (
    KINDS,
    MOST_CHARACTERS,
    MOST_DAYS,
    OrganisationDraft,
    guess_kind,
)
from commdesk.features.organisations.queries import SILENT_FACT

_PROFILE = ("kind", "website", "notes", "silent_after_days")


@op("Add {name}")
def add_organisation(db: Database, draft: OrganisationDraft) -> int:
    """Know an organisation, with or without anybody who works there; refuses a taken name."""
    values = asdict(draft)
    _check(values)
    organisation_id = new_organisation(db, draft.name)
    _store_profile(db, organisation_id, values)
    db.about(name=_named(db, organisation_id))
    return organisation_id


@op("Change {name}")
def change_organisation(db: Database, organisation_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; a kind that the name tells by itself is not stored."""
    _named(db, organisation_id)
    _check(changes)
    if "name" in changes:
        rename_organisation(db, organisation_id, changes["name"])
    _store_profile(db, organisation_id, changes)
    db.about(name=_named(db, organisation_id))


@op("Merge {gone} into {kept}")
def merge_organisations(db: Database, kept_id: int, gone_id: int) -> None:
    """Everybody and every contact person of the one goes to the other, which keeps what it says.

    What the kept one says nothing of (website, notes, days) it takes over.
    """
    kept, gone = _named(db, kept_id), _named(db, gone_id)
    if kept_id == gone_id:
        raise Refused("An organisation cannot be merged with itself.")
    db.about(kept=kept, gone=gone)
    known = {key: value for key, value in _profile(db, kept_id).items() if value}
    _store_profile(db, kept_id, _profile(db, gone_id) | known)
    ids = {"kept": kept_id, "gone": gone_id}
    db.execute(
        """
        UPDATE organisation_contact SET organisation_id = :kept
         WHERE organisation_id = :gone AND member_id NOT IN (
               SELECT member_id FROM organisation_contact WHERE organisation_id = :kept)
        """,
        ids,
    )
    join_organisations(db, kept_id, gone_id)


@op("Remove {name}")
def remove_organisation(db: Database, organisation_id: int) -> None:
    """Take an organisation out; who works there stays, without an organisation."""
    db.about(name=_named(db, organisation_id))
    drop_organisation(db, organisation_id)


@op("Make {name} contact person of {organisation}")
def set_contact_person(db: Database, organisation_id: int, member_id: int, role: str = "") -> None:
    """Whom we turn to, and for what; refuses somebody who does not work there."""
    organisation = _named(db, organisation_id)
    member = find_member(db, member_id)
    if member.organisation.casefold() != organisation.casefold() or member.stage == "former":
        raise Refused(
            "{name} does not work at {organisation}.", name=member.name, organisation=organisation
        )
    check_length(role, "role", MOST_CHARACTERS)
    db.about(name=member.name, organisation=organisation)
    row = {"organisation_id": organisation_id, "member_id": member_id, "role": role.strip()}
    if known := _contact(db, organisation_id, member_id):
        update(db, "organisation_contact", known, {"role": row["role"]})
    else:
        insert(db, "organisation_contact", row)


@op("{name} is no longer contact person of {organisation}")
def remove_contact_person(db: Database, organisation_id: int, member_id: int) -> None:
    organisation, name = _named(db, organisation_id), find_member(db, member_id).name
    known = _contact(db, organisation_id, member_id)
    if known is None:
        raise Refused("{name} is no contact person of {organisation}.", name=name,
                      organisation=organisation)  # fmt: skip
    db.about(name=name, organisation=organisation)
    delete(db, "organisation_contact", known)


@op("Call organisations silent after {days} days")
def set_silent_after(db: Database, days: int | None) -> None:
    """What holds for every organisation without days of its own."""
    _check_days(days)
    if days is None:
        raise Refused("After how many days?", field="silent_after_days")
    db.about(days=days)
    set_facts(db, **{SILENT_FACT: days})


def _named(db: Database, organisation_id: int) -> str:
    """How it is called; refuses when it is gone."""
    name = name_of_organisation(db, organisation_id)
    if not name:
        raise Refused("This organisation is no longer in the workbook.")
    return name


def _contact(db: Database, organisation_id: int, member_id: int) -> int | None:
    sql = """
        SELECT id FROM organisation_contact
         WHERE organisation_id = :organisation AND member_id = :member
    """
    found = db.value(sql, {"organisation": organisation_id, "member": member_id})
    return None if found is None else int(found)


def _profile(db: Database, organisation_id: int) -> dict[str, Any]:
    sql = f"SELECT {', '.join(_PROFILE)} FROM organisation_profile WHERE organisation_id = :id"
    return db.one(sql, {"id": organisation_id}) or {}


def _store_profile(db: Database, organisation_id: int, values: Mapping[str, Any]) -> None:
    """Keep what was said; an organisation of which nothing was said has no profile."""
    row = {key: _tidy(values[key]) for key in _PROFILE if key in values}
    if row.get("kind") == guess_kind(_named(db, organisation_id)):
        row["kind"] = ""
    sql = "SELECT id FROM organisation_profile WHERE organisation_id = :id"
    if known := db.value(sql, {"id": organisation_id}):
        update(db, "organisation_profile", known, row)
    elif any(row.values()):
        insert(db, "organisation_profile", {"organisation_id": organisation_id, **row})


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _check(values: Mapping[str, Any]) -> None:
    kind = values.get("kind", "")
    if kind and kind not in dict(KINDS):
        raise Refused("{kind} is not a kind of organisation.", kind=kind, field="kind")
    _check_days(values.get("silent_after_days"))
    for field in ("website", "notes"):
        check_length(values.get(field, ""), field, MOST_CHARACTERS)


def _check_days(days: int | None) -> None:
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused(
            "Type a number of days from 1 to {most}.", most=MOST_DAYS, field="silent_after_days"
        )
