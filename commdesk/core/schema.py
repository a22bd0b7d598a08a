"""Tables of the core: journal, facts of the workbook, days off, who was erased, what happened to
the file."""

import os
import re

from sqlite_utils import Database, Migrations

migrations = Migrations("core")


@migrations()
def journal(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE journal_entry (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
            op TEXT NOT NULL,
            label TEXT NOT NULL,
            subject TEXT NOT NULL,
            actor TEXT NOT NULL,
            device TEXT NOT NULL,
            at TEXT NOT NULL,
            of_id INTEGER REFERENCES journal_entry(id),
            is_undone INTEGER NOT NULL DEFAULT 0,
            closed_because TEXT NOT NULL DEFAULT ''
        )
        """
    )
    db.execute(
        "CREATE INDEX journal_entry_standing ON journal_entry(is_undone, id) WHERE kind = 'do'"
    )
    db.execute("CREATE INDEX journal_entry_of ON journal_entry(of_id)")
    db.execute(
        """
        CREATE TABLE journal_change (
            id INTEGER PRIMARY KEY,
            entry_id INTEGER NOT NULL REFERENCES journal_entry(id) ON DELETE CASCADE,
            table_name TEXT NOT NULL,
            row_id INTEGER NOT NULL,
            action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
            before TEXT,
            after TEXT
        )
        """
    )
    # By entry alone: an entry is written in one go, so that this index only ever grows at its end.
    db.execute("CREATE INDEX journal_change_entry ON journal_change(entry_id)")
    db.execute("CREATE INDEX journal_change_thing ON journal_change(table_name, row_id)")


@migrations()
def workbook(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE workbook_fact (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            value TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE closing_day (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE absence (
            id INTEGER PRIMARY KEY,
            from_on TEXT NOT NULL,
            until_on TEXT NOT NULL CHECK (until_on >= from_on),
            note TEXT NOT NULL DEFAULT ''
        )
        """
    )


@migrations()
def erased(db: Database) -> None:
    """Who was erased, as numbers and keyed hashes, and the key of those.

    `is_due`: something was erased whose bytes may still be in the file.
    """
    for statement in (
        """
        CREATE TABLE erased_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            secret TEXT NOT NULL,
            is_due INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE erased_person (
            id INTEGER PRIMARY KEY,
            table_name TEXT NOT NULL,
            row_id INTEGER NOT NULL,
            erased_on TEXT NOT NULL,
            UNIQUE (table_name, row_id)
        )
        """,
        """
        CREATE TABLE erased_mark (
            id INTEGER PRIMARY KEY,
            person_id INTEGER NOT NULL REFERENCES erased_person(id) ON DELETE CASCADE,
            mark TEXT NOT NULL,
            UNIQUE (mark, person_id)
        )
        """,
        "CREATE INDEX erased_mark_person ON erased_mark(person_id)",
    ):
        db.execute(statement)
    db.execute("INSERT INTO erased_key (id, secret) VALUES (1, ?)", [os.urandom(32).hex()])


@migrations()
def event_log(db: Database) -> None:
    """`action` and `detail` are packed texts, to be worded in the language of who reads them."""
    db.execute(
        """
        CREATE TABLE event_log (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            device TEXT NOT NULL,
            action TEXT NOT NULL,
            object TEXT NOT NULL DEFAULT '',
            result TEXT NOT NULL DEFAULT 'done' CHECK (result IN ('done', 'refused', 'failed')),
            detail TEXT NOT NULL DEFAULT ''
        )
        """
    )


def let_be_empty(db: Database, table: str, column: str) -> None:
    """For a migration: let a column of whole numbers be NULL; the table is made anew.

    Its own triggers, if it has any, must be made again by the migration.
    """
    made = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    ((sql,),) = db.execute(made, [table, "table"]).fetchall()
    indexes = [row[0] for row in db.execute(made, [table, "index"]).fetchall()]
    free = re.sub(rf"(\b{column} INTEGER) NOT NULL", r"\1", sql)
    db.execute(re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", free))
    db.execute(f"INSERT INTO {table}_new SELECT * FROM {table}")
    db.execute(f"DROP TABLE {table}")
    db.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    for index in indexes:
        db.execute(index)
