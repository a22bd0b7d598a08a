"""The list of everybody whose data is in the workbook: in any order, or who fit what is typed.

Whom it holds is read once as pairs of table and id; their lines are read a block at a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database, Row
from commdesk.core.errors import Refused
from commdesk.core.people import Person
from commdesk.core.words import N_, OneOf
from commdesk.features.privacy.model import Only, PersonRow
from commdesk.features.privacy.queries import TABLES, day_of, listed, shown_name

QUICKLY = 20_000
"""People who are sorted and sifted within a keystroke."""
_STAGES = {"prospect": N_("prospect"), "member": N_("member"), "former": N_("former member")}
_ROLES = {"moderator": N_("moderator"), "interview": N_("interviewed")}
_CANDIDATES = 8
_LARGEST = 2**63 - 1
_WORD = re.compile(r"\S+")
_SORTS = {
    "name": "sort",
    "source": "source",
    "legal_ground": "legal_ground",
    "informed_on": "informed_on",
    "retention_on": "retention_on",
    "due_on": "due_on",
}
Found = list[tuple[str, int]]


class Wish(Struct, frozen=True):
    """Whom the list is to show, in which order."""

    search: str = ""
    only: Only = ""
    sort: str = "name"
    is_descending: bool = False
    today: str = ""


_BEFORE_LAST = "rtrim(folded(name), replace(folded(name), ' ', ''))"
_LAST_FIRST = f"substr(folded(name), length({_BEFORE_LAST}) + 1) || ' ' || {_BEFORE_LAST}"
"""A name in one piece as members are sorted: its last word first."""
_DUE = "(SELECT min(due_on) FROM privacy_request WHERE {}_id = person.id AND done_on IS NULL)"
_MEMBERS = f"""
    SELECT 'member' AS "table", id, sort_name AS sort, sort_name || ' ' || email AS text,
           source, legal_ground, informed_on, retention_on, is_restricted,
           {_DUE.format("member")} AS due_on
      FROM member AS person
"""
_NOBODY = " AND ".join(f"{table}_id IS NULL" for table in TABLES)
_STRANGERS = f"""
    SELECT 'privacy_request', id, folded(asker), folded(asker), '', '', NULL, NULL, 0,
           iif(done_on IS NULL, due_on, NULL)
      FROM privacy_request WHERE {_NOBODY} AND (done_on IS NULL) = :is_open
"""
_ONLY = {
    "": "1",
    "gone": "\"table\" = 'privacy_request'",
    "open": "due_on IS NOT NULL",
    "restricted": "is_restricted",
    "not-informed": "informed_on IS NULL AND \"table\" = 'member'",
    "expired": "retention_on < :today",
}


def people_found(db: Database, wish: Wish) -> Found:
    """Everybody who fits, in order, as (table, id)."""
    others = " ".join(
        f"UNION ALL {each}" for each in (*(_others(db, t) for t in TABLES[1:]), _STRANGERS)
    )
    words = _WORD.findall(wish.search)
    fits = "".join(f" AND text LIKE '%' || :word{n} || '%' ESCAPE '\\'" for n in range(len(words)))
    way = "DESC" if wish.is_descending else "ASC"
    key = _SORTS.get(wish.sort, "sort")
    sql = f"""
        SELECT "table", id FROM ({_MEMBERS} {others})
         WHERE {_ONLY[wish.only]}{fits}
      ORDER BY {key} IS NULL OR {key} = '', {key} {way}, sort {way}, id {way}
    """
    params: dict[str, Any] = {"today": wish.today, "is_open": wish.only != "gone"}
    params |= {f"word{n}": _escaped(db, word) for n, word in enumerate(words)}
    return [(table, row_id) for table, row_id in db.raw.execute(sql, params).fetchall()]


def count_people(db: Database) -> int:
    """Fast, however many there are."""
    others = sum(
        int(db.value(f"SELECT count(*) FROM {table} WHERE member_id IS NULL"))
        for table in TABLES[1:]
    )
    return others + int(db.value("SELECT count(*) FROM member"))


def rows_of(db: Database, people: Sequence[tuple[str, int]]) -> list[PersonRow]:
    """The lines of these people, in this order; who is gone is left out."""
    found: dict[tuple[str, int], PersonRow] = {}
    for table in (*TABLES, "privacy_request"):
        ids = [row_id for each, row_id in people if each == table]
        if ids:
            found |= _rows_in(db, table, ids)
    return [found[each] for each in people if each in found]


def row_of(db: Database, person: Person) -> PersonRow:
    """The line of one person; refuses who is gone."""
    rows = rows_of(db, [(person.table, person.id)])
    if not rows:
        raise Refused("This person is no longer in the workbook.")
    return rows[0]


def person_meant(db: Database, typed: str) -> PersonRow:
    """The one person an id, an address or a name stands for; else refuses with candidates."""
    wanted = typed.strip()
    if not wanted:
        raise Refused("Say who: an id, an e-mail address or a name.")
    if wanted.isdecimal() and int(wanted) <= _LARGEST:
        people = [(table, int(wanted)) for table in TABLES]
    else:
        people = people_found(db, Wish(search=wanted))
    rows = rows_of(db, people[: 50 * _CANDIDATES])
    exact = [
        row for row in rows if wanted.casefold() in {row.name.casefold(), row.email.casefold()}
    ]
    rows = exact or rows
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise Refused("Nobody here is called {typed}.", typed=wanted)
    raise Refused(
        "{typed} can be {candidates}. Use the e-mail address or the id.",
        typed=wanted,
        candidates=OneOf([f"{r.name} <{r.email or '-'}> ({r.id})" for r in rows[:_CANDIDATES]]),
    )


def _others(db: Database, table: str) -> str:
    email = "email" if "email" in _columns(db, table) else "''"
    source = "source" if "source" in _columns(db, table) else "''"
    return f"""
        SELECT '{table}', id, {_LAST_FIRST}, folded(name) || ' ' || {email}, {source}, '', NULL,
               NULL, 0, {_DUE.format(table)} FROM {table} AS person WHERE member_id IS NULL
    """


def _rows_in(db: Database, table: str, ids: Sequence[int]) -> dict[tuple[str, int], PersonRow]:
    among = "WHERE id IN (SELECT value FROM json_each(:ids))"
    where = f"{among} AND member_id IS NULL" if table in _ROLES else among
    rows = db.query(f"SELECT * FROM {table} {where}", listed(ids))
    if table == "privacy_request":
        return {(table, row["id"]): _stranger(row) for row in rows}
    asked, roles = _asked(db, table, ids), _roles(db, table, ids)
    return {(table, row["id"]): _person(table, row, asked, roles) for row in rows}


def _person(table: str, row: Row, asked: dict[int, Row], roles: dict[int, list[str]]) -> PersonRow:
    request = asked.get(row["id"], {})
    own = (_STAGES[row["stage"]],) if table == "member" else ()
    return PersonRow(
        id=row["id"],
        table=table,
        name=shown_name(row),
        email=row.get("email", ""),
        roles=(*own, *roles.get(row["id"], ())),
        source=row.get("source", ""),
        legal_ground=row.get("legal_ground", ""),
        informed_on=day_of(row.get("informed_on")),
        retention_on=day_of(row.get("retention_on")),
        is_restricted=bool(row.get("is_restricted")),
        request=request.get("kind", ""),
        due_on=day_of(request.get("due_on")),
    )


def _stranger(row: Row) -> PersonRow:
    """Who asked without being in the workbook; once it is answered nobody by name."""
    is_open = row["done_on"] is None
    return PersonRow(
        id=row["id"],
        table="privacy_request",
        name=row["asker"],
        email="",
        roles=(N_("unknown") if is_open else N_("answered"),),
        source="",
        legal_ground="",
        informed_on=None,
        retention_on=None,
        is_restricted=False,
        request=row["kind"] if is_open else "",
        due_on=day_of(row["due_on"]) if is_open else None,
    )


def _asked(db: Database, table: str, ids: Sequence[int]) -> dict[int, Row]:
    """Of each the open request that is due first."""
    sql = f"""
        SELECT {table}_id AS id, kind, due_on FROM privacy_request
         WHERE done_on IS NULL AND {table}_id IN (SELECT value FROM json_each(:ids))
      ORDER BY due_on DESC
    """
    return {row["id"]: row for row in db.query(sql, listed(ids))}


def _roles(db: Database, table: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """What else each of them is, by the other tables that hold people."""
    found: dict[int, list[str]] = {}
    for other, title in _ROLES.items():
        if table not in {"member", other}:
            continue
        column = "id" if table == other else "member_id"
        sql = f"""
            SELECT DISTINCT {column} FROM {other}
             WHERE {column} IN (SELECT value FROM json_each(:ids))
        """
        for row_id in db.column(sql, listed(ids)):
            found.setdefault(row_id, []).append(title)
    return found


def _columns(db: Database, table: str) -> frozenset[str]:
    return frozenset(db.column(f"SELECT name FROM pragma_table_info('{table}')"))


def _escaped(db: Database, word: str) -> str:
    """As names are compared: without accents and case; the signs of LIKE are signs."""
    folded = str(db.value("SELECT folded(:word)", {"word": word}))
    return folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
