"""Keyed hashes of the addresses and numbers of who was erased: a list that has one is known by it.

HMAC-SHA256 under a secret of this workbook, so that nobody finds an address by trying all of them
without having the workbook too.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from commdesk.core.database import Database, Row, insert
from commdesk.core.erasing.gathering import ROWS_OF, all_data, rows_before
from commdesk.core.feature import Features, PersonalData
from commdesk.core.people import Person

Identity = tuple[str, str]
"""The program, and the key by which it knows somebody."""
_FEWEST_DIGITS = 6
_MANY = 500
_EMAIL = "email"
"""A second address is kept as an identity of this source."""


def erased_on(
    db: Database, *, email: str = "", phone: str = "", identities: Iterable[Identity] = ()
) -> date | None:
    """The day on which somebody with one of these was erased from this workbook, or None."""
    if not db.value("SELECT 1 FROM erased_mark LIMIT 1"):
        return None
    found = find_erased(db, marks_of(db, said([email], [phone], identities)))
    return max(found.values(), default=None)


def find_erased(db: Database, marks: Sequence[str]) -> dict[str, date]:
    """Which of these marks are of somebody who was erased, and when."""
    found: dict[str, date] = {}
    for start in range(0, len(marks), _MANY):
        listed = ", ".join(f"'{mark}'" for mark in marks[start : start + _MANY])
        sql = f"""
            SELECT mark, max(erased_on) AS day FROM erased_mark
              JOIN erased_person ON erased_person.id = erased_mark.person_id
             WHERE mark IN ({listed}) GROUP BY mark
        """
        found |= {row["mark"]: date.fromisoformat(row["day"]) for row in db.query(sql)}
    return found


def said(emails: Iterable[str], phones: Iterable[str], identities: Iterable[Identity]) -> list[str]:
    """What is hashed: each in one plain form, after its kind."""
    addresses = [*emails, *(key for source, key in identities if source == _EMAIL)]
    found = [f"email:{plain}" for each in addresses if (plain := plain_address(each))]
    found += [f"phone:{plain}" for each in phones if (plain := plain_phone(each))]
    numbers = ((source.strip().casefold(), str(key).strip()) for source, key in identities)
    found += [f"id:{source}:{key}" for source, key in numbers if key and source != _EMAIL]
    return list(dict.fromkeys(found))


def marks_of(db: Database, texts: Iterable[str]) -> list[str]:
    secret = bytes.fromhex(db.value("SELECT secret FROM erased_key"))
    return [hmac.new(secret, text.encode(), "sha256").hexdigest() for text in texts]


def plain_address(text: str) -> str:
    found = unicodedata.normalize("NFKC", text).strip(" \t\r\n<>;,").casefold()
    return found.removeprefix("mailto:").strip()


def plain_phone(text: str) -> str:
    """The digits, as they are dialled within the country: 06, +31 6 and 0031 (0)6 are one."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = re.sub(r"^(0031|31(?=\d{9}$))", "0", digits)
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def keep(db: Database, features: Features, people: Mapping[Person, date]) -> None:
    """Keep who they are by number, since when, and the marks of everything noted of them.

    Before the rows are emptied and the journal is blanked: earlier addresses are marked too.
    """
    known = {
        (person.table, person.id): person_id(db, person) or keep_person(db, person, day)
        for person, day in people.items()
    }
    for data in all_data(features):
        if data.emails or data.phones or data.identity:
            for row in (*_rows(db, data.table), *rows_before(db, data.table)):
                owner = _owner(known, data, row)
                if owner is not None:
                    keep_marks(db, owner, marks_of(db, said_in(data, row)))


def keep_person(db: Database, person: Person, day: date) -> int:
    row = {"table_name": person.table, "row_id": person.id, "erased_on": day.isoformat()}
    return insert(db, "erased_person", row)


def person_id(db: Database, person: Person) -> int | None:
    """Under which number it is kept that they were erased; None when they were not."""
    sql = "SELECT id FROM erased_person WHERE table_name = :table AND row_id = :row"
    found = db.value(sql, {"table": person.table, "row": person.id})
    return None if found is None else int(found)


def keep_marks(db: Database, person_id: int, marks: Iterable[str]) -> None:
    for mark in marks:
        sql = "INSERT OR IGNORE INTO erased_mark (id, person_id, mark) VALUES (:id, :person, :mark)"
        db.execute(sql, {"id": db.next_id(), "person": person_id, "mark": mark})


def _owner(known: Mapping[tuple[str, int], int], data: PersonalData, row: Row) -> int | None:
    member = known.get(("member", row.get(data.member_column) or 0))
    return member if member is not None else known.get((data.table, row["id"]))


def said_in(data: PersonalData, row: Row) -> list[str]:
    """What is hashed of one row."""
    identity = [row.get(column) or "" for column in data.identity]
    return said(
        (row.get(column) or "" for column in data.emails),
        (row.get(column) or "" for column in data.phones),
        [(identity[0], identity[1])] if all(identity) and identity else (),
    )


def _rows(db: Database, table: str) -> list[Row]:
    return db.query(f"SELECT * FROM {table} WHERE id IN ({ROWS_OF.format(table)})")
