"""Reads of templates: which there are, which comes first, and how people are addressed."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.workbook import read_fact
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.templates.model import FORMALITIES, Formality, Manner, Template

FORMALITY_FACT = "outreach_formality"
BOUNDARIES_FACT = "outreach_boundaries"
_ORDER = {str(purpose): place for place, (purpose, _) in enumerate(PURPOSES)}
_COLUMNS = "id, name, purpose, language, formality, text, is_default"


def list_templates(
    db: Database, *, purpose: str = "", language: str = "", formality: str = ""
) -> list[Template]:
    """Those of this purpose, language and formality (empty: any), by purpose, defaults first."""
    sql = f"""
        SELECT {_COLUMNS} FROM outreach_template
         WHERE (:purpose = '' OR purpose = :purpose) AND (:language = '' OR language = :language)
           AND (:formality = '' OR formality = :formality)
      ORDER BY is_default DESC, name, id
    """
    wanted = {"purpose": purpose, "language": language, "formality": formality}
    found = [_template(row) for row in db.query(sql, wanted)]
    return sorted(found, key=lambda each: _ORDER.get(each.purpose, len(_ORDER)))


def default_template(db: Database, purpose: str, language: str, formality: str) -> Template | None:
    """What a message of this purpose begins with; of the other formality when this has none."""
    sql = f"""
        SELECT {_COLUMNS} FROM outreach_template
         WHERE purpose = :purpose AND language = :language
      ORDER BY formality = :formality DESC, is_default DESC, id LIMIT 1
    """
    wanted = {"purpose": purpose, "language": language, "formality": formality}
    row = db.one(sql, wanted)
    return _template(row) if row else None


def find_template(db: Database, template_id: int) -> Template:
    """One template; refuses when it is no longer there."""
    row = db.one(f"SELECT {_COLUMNS} FROM outreach_template WHERE id = :id", {"id": template_id})
    if row is None:
        raise Refused("This template is no longer in the workbook.")
    return _template(row)


def name_of_template(db: Database, template_id: int) -> str:
    """How it is called, empty when it is gone."""
    sql = "SELECT name FROM outreach_template WHERE id = :id"
    return db.value(sql, {"id": template_id}) or ""


def manner(db: Database) -> Manner:
    """How people are addressed here, and what the community is about."""
    formality = read_fact(db, FORMALITY_FACT, Formality.INFORMAL)
    known = formality if formality in dict(FORMALITIES) else Formality.INFORMAL
    return Manner(known, str(read_fact(db, BOUNDARIES_FACT, "")))


def _template(row: dict[str, Any]) -> Template:
    return Template(**row | {"is_default": bool(row["is_default"])})
