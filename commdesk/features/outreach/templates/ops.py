"""Writes of templates: add, change, copy, remove, which comes first, and how we write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length
from commdesk.core.workbook import set_facts
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.templates.fields import fill, first_fault
from commdesk.features.outreach.templates.model import (
    FORMALITIES,
    LANGUAGE_WORDS,
    Template,
    TemplateDraft,
)
from commdesk.features.outreach.templates.queries import (
    BOUNDARIES_FACT,
    FORMALITY_FACT,
    find_template,
    list_templates,
)

_MOST_OF_A_NAME = 200
_FIELDS = TemplateDraft.__struct_fields__
_USE = ("purpose", "language", "formality")


@op("Add {name}")
def add_template(db: Database, draft: TemplateDraft) -> int:
    """Keep a text for a purpose; the first of its purpose, language and formality is the default.

    Refuses a field that does not exist and a brace that stands alone.
    """
    row = _tidied(asdict(draft))
    db.about(name=row["name"])
    template_id = insert(db, "outreach_template", row | {"is_default": 0})
    _settle_default(db, find_template(db, template_id))
    return template_id


@op("Change {name}")
def change_template(db: Database, template_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; with another use it is no longer the default of the old."""
    before = find_template(db, template_id)
    row = _tidied({key: changes[key] for key in _FIELDS if key in changes})
    db.about(name=row.get("name", before.name))
    if any(row.get(key, getattr(before, key)) != getattr(before, key) for key in _USE):
        row["is_default"] = 0
    update(db, "outreach_template", template_id, row)
    for each in (before, find_template(db, template_id)):
        _settle_default(db, each)


@op("Copy {name}")
def copy_template(db: Database, template_id: int) -> int:
    """The same text once more, to be changed; its name gets a number."""
    known = find_template(db, template_id)
    db.about(name=known.name)
    row = {key: getattr(known, key) for key in _FIELDS}
    row["name"] = _numbered(known.name, {each.name for each in list_templates(db)})
    return insert(db, "outreach_template", row | {"is_default": 0})


@op("Remove {name}")
def remove_template(db: Database, template_id: int) -> None:
    """Take a template away; messages that began with it stay as they are."""
    known = find_template(db, template_id)
    db.about(name=known.name)
    delete(db, "outreach_template", template_id)
    _settle_default(db, known)


@op("Make {name} the default")
def make_default(db: Database, template_id: int) -> None:
    """Let messages of its purpose, language and formality begin with this one."""
    known = find_template(db, template_id)
    db.about(name=known.name)
    for each in _beside(db, known):
        if each.is_default and each.id != template_id:
            update(db, "outreach_template", each.id, {"is_default": 0})
    if not known.is_default:
        update(db, "outreach_template", template_id, {"is_default": 1})


@op("Change how we write")
def set_manner(db: Database, formality: str, boundaries: str) -> None:
    """How people are addressed here, and in plain words what the community is about."""
    _check_choice(formality, dict(FORMALITIES), "formality")
    check_length(boundaries, "boundaries")
    facts = {FORMALITY_FACT: str(formality), BOUNDARIES_FACT: boundaries.strip()}
    set_facts(db, **facts)


def _settle_default(db: Database, use: Template) -> None:
    """Where nothing is the default any more, the first there is becomes it."""
    found = _beside(db, use)
    if found and not any(each.is_default for each in found):
        update(db, "outreach_template", min(each.id for each in found), {"is_default": 1})


def _beside(db: Database, use: Template) -> list[Template]:
    """All that serve the same purpose in the same language and formality."""
    return list_templates(db, purpose=use.purpose, language=use.language, formality=use.formality)


def _numbered(name: str, taken: Collection[str]) -> str:
    base = name[: _MOST_OF_A_NAME - 8]
    number = next(n for n in range(2, len(taken) + 3) if f"{base} ({n})" not in taken)
    return f"{base} ({number})"


def _tidied(values: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are stored; refuses what cannot be."""
    row = {key: str(value).replace("\x00", "").strip() for key, value in values.items()}
    if not row.get("name", "x"):
        raise Refused("A template needs a name.", field="name")
    if len(row.get("name", "")) > _MOST_OF_A_NAME:
        raise Refused("At most {most} characters fit.", most=_MOST_OF_A_NAME, field="name")
    for field, known in (
        ("purpose", dict(PURPOSES)),
        ("language", dict(LANGUAGE_WORDS)),
        ("formality", dict(FORMALITIES)),
    ):
        if field in row:
            _check_choice(row[field], known, field)
    if "text" in row:
        _check_text(row["text"])
    return row


def _check_choice(value: str, known: Mapping[str, str], field: str) -> None:
    if value in known:
        return
    if field == "purpose":
        raise Refused("{purpose} is not a purpose.", purpose=value, field=field)
    if field == "language":
        raise Refused("Choose Dutch or English.", field=field)
    raise Refused("Choose informal or formal.", field=field)


def _check_text(text: str) -> None:
    if not text:
        raise Refused("Type what the message says.", field="text")
    check_length(text, "text")
    if fault := first_fault(fill(text, {}).holes):
        raise Refused(fault.words, field="text")
