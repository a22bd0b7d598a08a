"""Tables of the core: journal, facts of the workbook, days off, what happened to the file."""

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
