"""An old copy is opened: who was erased since it was made is erased from it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from commdesk.core import engine
from commdesk.core.database import Database
from commdesk.core.erasing import forgetting, ledger
from commdesk.core.erasing.ledger import Gone
from commdesk.core.erasing.marks import keep_marks, keep_person, person_id
from commdesk.core.erasing.ops import erase_since
from commdesk.core.feature import Features
from commdesk.core.journal import op
from commdesk.core.words import Text, say_n

if TYPE_CHECKING:
    from commdesk.core.desk import Desk


@op("Erase {count} people again", is_final=True)
def erase_again(db: Database, features: Features, gone: Sequence[Gone], *, today: date) -> int:
    """Erase those who are still in this copy, and know all of them from now on; how many."""
    there = {each.person: each.on for each in gone if ledger.is_there(db, each.person)}
    if there:
        erase_since(db, features, there, today=today)
    for each in gone:
        known = person_id(db, each.person)
        keep_marks(db, known or keep_person(db, each.person, each.on), each.marks)
    return len(there)


def settle(desk: Desk) -> int:
    """On opening for writing: erase again, and finish what was due; how many were erased again."""
    count = 0
    if missed := ledger.missed(desk.db, desk.features):
        today = desk.today()
        count = desk.do(erase_again, desk.features, list(missed.values()), today=today)
    if forgetting.is_due(desk.db):
        _finish(desk.db)
    elif missed or desk.db.value("SELECT 1 FROM erased_person LIMIT 1"):
        ledger.keep(desk.db)
    return count


def _finish(db: Database) -> None:
    """A disk without room for it keeps nobody from the workbook: it stays due."""
    try:
        forgetting.forget_bytes(db)
    except engine.OperationalError as error:
        if engine.code_of(error) != engine.FULL:
            raise


def still_there(desk: Desk) -> int:
    """On opening for reading: how many are in this file who were erased from another copy."""
    missed = ledger.missed(desk.db, desk.features)
    return sum(ledger.is_there(desk.db, person) for person in missed)


def said(desk: Desk) -> Text:
    """That this is an older copy, with people in it who were erased since it was made."""
    if desk.is_read_only:
        return say_n(
            "This is an older copy: it holds {n} person who was erased since. Open it for writing "
            "and they are erased from it, too.",
            "This is an older copy: it holds {n} people who were erased since. Open it for writing "
            "and they are erased from it, too.",
            desk.erased_again,
        )
    return say_n(
        "This is an older copy: {n} person who was erased since it was made is erased from it, "
        "too.",
        "This is an older copy: {n} people who were erased since it was made are erased from it, "
        "too.",
        desk.erased_again,
    )
