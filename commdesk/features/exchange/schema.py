"""What was exported and imported by whom, and what was chosen for the columns of lists."""

from sqlite_utils import Database, Migrations

migrations = Migrations("exchange")


@migrations()
def export_log(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE export_log (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            device TEXT NOT NULL,
            file_name TEXT NOT NULL,
            sheets TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            people_count INTEGER NOT NULL,
            purpose TEXT NOT NULL
        )
        """
    )


@migrations()
def imports(db: Database) -> None:
    """`import_mapping` holds digests of headings and column keys, never a word out of a list."""
    db.execute(
        """
        CREATE TABLE import_mapping (
            id INTEGER PRIMARY KEY,
            signature TEXT NOT NULL UNIQUE,
            keys TEXT NOT NULL,
            chosen_on TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE import_log (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            device TEXT NOT NULL,
            file_name TEXT NOT NULL,
            format TEXT NOT NULL,
            new_count INTEGER NOT NULL,
            changed_count INTEGER NOT NULL,
            same_count INTEGER NOT NULL,
            skipped_count INTEGER NOT NULL,
            dropped TEXT NOT NULL,
            by_hand TEXT NOT NULL
        )
        """
    )


@migrations()
def returned_rows(db: Database) -> None:
    """Digests of the rows that were added out of a file that came back, never what they say.

    A line without a row says that something of that export was taken back.
    """
    db.execute(
        """
        CREATE TABLE returned_row (
            id INTEGER PRIMARY KEY,
            export TEXT NOT NULL,
            sheet TEXT NOT NULL,
            row_key TEXT NOT NULL,
            taken_on TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX returned_row_export ON returned_row (export)")
