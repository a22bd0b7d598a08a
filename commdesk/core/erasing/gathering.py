"""Notes in `temp.gone_row` which rows are of the people who go: (table, id)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from commdesk.core.database import Database, Row
from commdesk.core.feature import Features, PersonalData
from commdesk.core.people import Person

ROWS_OF = "SELECT id FROM temp.gone_row WHERE table_name = '{}'"


def all_data(features: Features) -> Iterator[PersonalData]:
    return (data for feature in features for data in feature.personal_data)


def begin(db: Database, people: Iterable[Person]) -> None:
    """Note the people themselves."""
    db.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS gone_row (
            table_name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (table_name, id)
        ) WITHOUT ROWID
        """
    )
    db.execute("DELETE FROM temp.gone_row")
    note(db, ((person.table, person.id) for person in people))


def end(db: Database) -> None:
    db.execute("DELETE FROM temp.gone_row")


def note(db: Database, rows: Iterable[tuple[str, int]]) -> None:
    for table, row_id in rows:
        sql = "INSERT OR IGNORE INTO temp.gone_row (table_name, id) VALUES (:table, :id)"
        db.execute(sql, {"table": table, "id": row_id})


def gather(db: Database, features: Features) -> None:
    """Note every row that hangs on what is noted, over as many links as there are."""
    every = list(all_data(features))
    before, found = -1, _count(db)
    while found != before:
        for data in every:
            rows = f"SELECT '{data.table}', id FROM {data.table} WHERE {hangs_on(data)}"
            db.execute(f"INSERT OR IGNORE INTO temp.gone_row (table_name, id) {rows}")
        before, found = found, _count(db)


def hangs_on(data: PersonalData) -> str:
    """The condition on a row of this table that it is of somebody noted."""
    column = data.member_column
    if data.by_link:
        return f"(link_table, {column}) IN (SELECT table_name, id FROM temp.gone_row)"
    if data.is_key:
        members = "SELECT 1 FROM temp.gone_row AS gone WHERE gone.table_name = 'member'"
        return f"EXISTS ({members} AND {column} LIKE '%:' || gone.id)"
    return f"{column} IN ({ROWS_OF.format(data.through or 'member')})"


def _count(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM temp.gone_row"))


def rows_before(db: Database, table: str) -> list[Row]:
    """Noted rows of a table as the journal has them; of a change only what changed."""
    sql = """
        SELECT journal_change.row_id AS id, before, after
          FROM temp.gone_row AS gone
          JOIN journal_change ON journal_change.table_name = gone.table_name
                             AND journal_change.row_id = gone.id
         WHERE gone.table_name = :table
    """
    return [
        {**json.loads(values), "id": row["id"]}
        for row in db.query(sql, {"table": table})
        for values in (row["before"], row["after"])
        if values
    ]
