"""The table of pairs that were looked at and are two people."""

from sqlite_utils import Database, Migrations

migrations = Migrations("duplicates")


@migrations()
def dismissed(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE duplicate_dismissed (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            other_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            CHECK (member_id < other_id),
            UNIQUE (member_id, other_id)
        )
        """,
        "CREATE INDEX duplicate_dismissed_other ON duplicate_dismissed(other_id)",
    ):
        db.execute(statement)
