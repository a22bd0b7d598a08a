"""The table of what a calendar was told last."""

from sqlite_utils import Database, Migrations

migrations = Migrations("calendar")


@migrations()
def calendar_told(db: Database) -> None:
    """By uid; `said` is a digest without anything that somebody typed: it tells only a change."""
    db.execute(
        """
        CREATE TABLE calendar_told (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            starts TEXT NOT NULL,
            ends TEXT NOT NULL,
            said TEXT NOT NULL,
            sequence INTEGER NOT NULL DEFAULT 0,
            changed_at TEXT NOT NULL,
            is_cancelled INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute("CREATE INDEX calendar_told_day ON calendar_told(day)")
