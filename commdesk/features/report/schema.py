"""The table of what is added to the report of a week, and when it was made."""

from sqlite_utils import Database, Migrations

migrations = Migrations("report")


@migrations()
def report_note(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE report_note (
            id INTEGER PRIMARY KEY,
            week TEXT NOT NULL UNIQUE,
            opening TEXT NOT NULL DEFAULT '',
            asks TEXT NOT NULL DEFAULT '',
            made_on TEXT
        )
        """
    )
