"""Writes of the register: what something is kept for, who answers for it, what the officer says."""

from __future__ import annotations

from collections.abc import Mapping

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import trimmed
from commdesk.core.workbook import set_facts
from commdesk.features.register.criteria import ANSWERS, CRITERIA, fact_of, note_of
from commdesk.features.register.model import FACTS, GROUNDS, Line

LONGEST = 500


@op("Record what {what} is kept for")
def explain(db: Database, subject: str, what: str, line: Line) -> None:
    """Keep this of a kind of data, a field or an import; an empty line is none: as it was."""
    if line.legal_ground not in dict(GROUNDS):
        raise Refused("Choose a legal ground.", field="legal_ground")
    db.about(what=what)
    row = {
        "purpose": trimmed(line.purpose, "purpose", LONGEST),
        "legal_ground": line.legal_ground,
        "recipients": trimmed(line.recipients, "recipients", LONGEST),
        "keeping": trimmed(line.keeping, "keeping", LONGEST),
    }
    sql = "SELECT id FROM register_line WHERE subject = :subject"
    known = db.value(sql, {"subject": subject})
    if known and any(row.values()):
        update(db, "register_line", known, row)
    elif known:
        delete(db, "register_line", known)
    elif any(row.values()):
        insert(db, "register_line", {"subject": subject, **row})


@op("Change the record of processing")
def set_responsible(db: Database, facts: Mapping[str, str]) -> None:
    """Who answers for the workbook, and who can open it: keys of `FACTS`."""
    known = dict(FACTS)
    set_facts(db, **{key: trimmed(text, key, LONGEST) for key, text in facts.items()
                     if key in known})  # fmt: skip


@op("Answer the questions of the DPIA aid")
def answer(db: Database, answers: Mapping[str, tuple[str, str]]) -> None:
    """By criterion: whether it holds, and why; empty: the officer has not said so yet."""
    known = {each.key for each in CRITERIA}
    facts: dict[str, str] = {}
    for key, (said, note) in answers.items():
        if key not in known or said not in dict(ANSWERS):
            raise Refused("There is no such question.", field=key)
        facts[fact_of(key)] = said
        facts[note_of(key)] = trimmed(note, f"{key}_note", LONGEST)
    set_facts(db, **facts)
