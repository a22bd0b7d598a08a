"""The table of what was put off."""

from sqlite_utils import Database, Migrations

migrations = Migrations("today")


@migrations()
def today_snooze(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE today_snooze (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            until_on TEXT NOT NULL
        )
        """
    )
