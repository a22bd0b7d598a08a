"""The journal forgets who was erased: values go, who did what and when stays.

The rows of a person are those that were ever theirs: also what was taken out before, and what
belonged to somebody who was merged into them. Both can only be read from the journal itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from commdesk.core.database import Database
from commdesk.core.erasing.gathering import all_data, note
from commdesk.core.feature import Features, PersonalData
from commdesk.core.people import Person

_MERGE = "merge_members"
_NUMBER = re.compile(r"\d{3,}")
_FEW = 8
"""People: for so many each is looked for apart, in SQL; for more every text is read once here."""


def merged_into(merges: Sequence[tuple[int, int]], person: Person) -> list[Person]:
    """Who was merged into this member, and into those; `merges` as `merges` finds them."""
    if person.table != "member":
        return []
    wanted, size = {person.id}, 0
    while size != len(wanted):
        size = len(wanted)
        wanted |= {drop for keep, drop in merges if keep in wanted}
    return [Person(each) for each in sorted(wanted - {person.id})]


def merges(db: Database) -> list[tuple[int, int]]:
    """(kept, dropped) of every merge that stands."""
    sql = f"""
        SELECT id, subject FROM journal_entry
         WHERE kind = 'do' AND is_undone = 0 AND op LIKE '%.{_MERGE}'
    """
    pairs = []
    for row in db.query(sql):
        said = json.loads(row["subject"])
        if "kept_id" in said:
            pairs.append((said["kept_id"], said["dropped_id"]))
        else:
            pairs += _merge_by_rows(db, row["id"])
    return pairs


def _merge_by_rows(db: Database, entry_id: int) -> list[tuple[int, int]]:
    """Of a merge that does not say whom it was about: one goes, what pointed there points here."""
    rows = db.query("SELECT * FROM journal_change WHERE entry_id = :id", {"id": entry_id})
    members = [row for row in rows if row["table_name"] == "member"]
    dropped = next((row["row_id"] for row in members if row["action"] == "delete"), None)
    if dropped is None:
        return []
    kept = next((row["row_id"] for row in members if row["action"] == "update"), None)
    for row in rows:
        if kept is None and row["action"] == "update" and row["before"] and row["after"]:
            before, after = json.loads(row["before"]), json.loads(row["after"])
            kept = next((after.get(key) for key, was in before.items() if was == dropped), None)
    return [] if kept is None else [(kept, dropped)]


def gather_earlier(db: Database, features: Features) -> None:
    """Note the rows that the journal has of who is noted, whether they are still there or not."""
    places: dict[str, list[PersonalData]] = {}
    for data in all_data(features):
        if data.member_column != "id" and not data.by_link:
            places.setdefault(data.table, []).append(data)
    roots = {"member"} | {data.through for data in all_data(features) if data.through}
    searched: set[int] = set()
    while fresh := _ids(db, roots) - searched:
        searched |= fresh
        _note_pointing(db, places, fresh)


def _ids(db: Database, tables: Iterable[str]) -> set[int]:
    listed = ", ".join(f"'{table}'" for table in tables)
    return set(db.column(f"SELECT id FROM temp.gone_row WHERE table_name IN ({listed})"))


def _note_pointing(db: Database, places: Mapping[str, list[PersonalData]], ids: set[int]) -> None:
    """One walk over the journal: which rows of these tables pointed at one of these ids once."""
    listed = ", ".join(f"'{table}'" for table in places)
    sql = f"""
        SELECT table_name, row_id, before, after FROM journal_change
         WHERE table_name IN ({listed}) AND ({_mentions(db, ids)})
    """
    for row in db.query(sql):
        values = [json.loads(said) for said in (row["before"], row["after"]) if said]
        for data in places[row["table_name"]]:
            if any(_points(data, each.get(data.member_column), ids) for each in values):
                note(db, [(row["table_name"], row["row_id"])])


def _points(data: PersonalData, value: Any, ids: set[int]) -> bool:
    if data.is_key:
        end = str(value or "").rpartition(":")[2]
        return end.isdecimal() and int(end) in ids
    return value in ids


def _mentions(db: Database, ids: set[int]) -> str:
    """The condition that a change has one of these numbers in it."""
    if len(ids) <= _FEW:
        both = (f"instr({side}, '{each}')" for each in ids for side in ("before", "after"))
        return " OR ".join(both)
    wanted = {str(each) for each in ids}

    def mentions(text: str | None) -> bool:
        return bool(text) and not wanted.isdisjoint(_NUMBER.findall(text or ""))

    db.register("mentions_gone", 1, mentions)
    return "mentions_gone(before) OR mentions_gone(after)"


def blank(db: Database, *, why: str) -> None:
    """Blank the values of every noted row and of the running entry, and close undo there."""
    now = db.value("SELECT max(entry_id) FROM temp.journal_now")
    written = "SELECT table_name, row_id FROM journal_change WHERE entry_id = :now"
    db.execute(f"INSERT OR IGNORE INTO temp.gone_row (table_name, id) {written}", {"now": now})
    theirs = """
        SELECT journal_change.{} FROM temp.gone_row AS gone
          JOIN journal_change ON journal_change.table_name = gone.table_name
                             AND journal_change.row_id = gone.id
    """
    for entry_id in set(db.column(theirs.format("entry_id"))):
        _close(db, entry_id, why)
    sql = f"UPDATE journal_change SET before = NULL, after = NULL WHERE id IN ({theirs})"
    db.execute(sql.format("id"))


def _close(db: Database, entry_id: int, why: str) -> None:
    """Undo ends there; of what the act was about, numbers and days stay."""
    where = {"id": entry_id}
    subject = json.loads(db.value("SELECT subject FROM journal_entry WHERE id = :id", where))
    kept = {key: value for key, value in subject.items() if not isinstance(value, str)}
    sql = "UPDATE journal_entry SET closed_because = :why, subject = :kept WHERE id = :id"
    db.execute(sql, {**where, "why": why, "kept": json.dumps(kept)})
