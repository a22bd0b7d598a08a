"""The table of activity: who did what on which day, and where; never what was said."""

from sqlite_utils import Database, Migrations

from commdesk.core.schema import let_be_empty

migrations = Migrations("activity")


@migrations()
def activity(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE activity (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            happened_on TEXT NOT NULL,
            place TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            UNIQUE (source, key)
        )
        """,
        # Both hold all that counting asks for: a million rows are counted without touching one.
        "CREATE INDEX activity_member ON activity(member_id, happened_on, kind)",
        "CREATE INDEX activity_day ON activity(happened_on, member_id, kind)",
    ):
        db.execute(statement)


@migrations()
def activity_of_nobody(db: Database) -> None:
    """Of somebody who was erased what they did stays as a number."""
    let_be_empty(db, "activity", "member_id")
