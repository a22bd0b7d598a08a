"""The journal forgets who was erased: values go, who did what and when stays.

The rows of a person are those that were ever theirs: also what was taken out before, and what
belonged to somebody who was merged into them. Both can only be read from the journal itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from commdesk.core.database import Database
from commdesk.core.erasing.gathering import ROWS_OF, all_data
from commdesk.core.feature import Features, PersonalData
from commdesk.core.people import Person

_MERGE = "merge_members"
_FEW = 8
"""People whose numbers are looked for before a change is taken apart, which takes longer."""


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
    """Note the rows that were of who is noted once, and are nobody else's now.

    Also what was taken out since, and what lost its person when that one was taken out.
    """
    roots = db.column(f"{ROWS_OF.format('member')}")
    few = roots if len(roots) <= _FEW else []
    for data in sorted(all_data(features), key=lambda each: (each.by_link, bool(each.through))):
        if data.member_column != "id":
            told = few if data.points_at_member else []
            db.execute(
                f"INSERT OR IGNORE INTO temp.gone_row (table_name, id) {_earlier(data, told)}"
            )


def _earlier(data: PersonalData, few: Sequence[int]) -> str:
    """`few`: numbers of which one stands in every change that counts; none: any may count."""
    table, column = data.table, data.member_column
    looks = " OR ".join(f"instr({side}, '{each}')" for each in few for side in ("before", "after"))
    pointed = " OR ".join(_is_noted(data, f"{side} ->> '{column}'") for side in ("before", "after"))
    elsewhere = f"now.{column} IS NOT NULL AND NOT {_is_noted(data, f'now.{column}')}"
    return f"""
        SELECT table_name, row_id FROM journal_change
         WHERE table_name = '{table}' AND ({looks or "TRUE"}) AND ({pointed})
           AND NOT EXISTS (SELECT 1 FROM {table} AS now WHERE now.id = row_id AND {elsewhere})
    """


def _is_noted(data: PersonalData, value: str) -> str:
    if data.by_link:
        return f"{value} IN (SELECT id FROM temp.gone_row)"
    if data.is_key:
        members = "SELECT 1 FROM temp.gone_row AS gone WHERE gone.table_name = 'member'"
        return f"EXISTS ({members} AND {value} LIKE '%:' || gone.id)"
    return f"{value} IN ({ROWS_OF.format(data.through or 'member')})"


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
