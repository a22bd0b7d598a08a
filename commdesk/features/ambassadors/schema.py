"""Tables of ambassadors: who they are to us, and what was given and asked."""

from sqlite_utils import Database, Migrations

migrations = Migrations("ambassadors")


@migrations()
def ambassadors(db: Database) -> None:
    for statement in (
        # The agreed cadence is kept by outreach (`outreach_cadence`), where one rule reads it.
        """
        CREATE TABLE ambassador (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE REFERENCES member(id) ON DELETE CASCADE,
            stage TEXT NOT NULL,
            stage_on TEXT NOT NULL,
            looking_for TEXT NOT NULL DEFAULT '',
            looking_for_note TEXT NOT NULL DEFAULT '',
            we_do TEXT NOT NULL DEFAULT '',
            agreement TEXT NOT NULL DEFAULT '',
            weekly_minutes INTEGER CHECK (weekly_minutes >= 0),
            from_on TEXT,
            until_on TEXT,
            contact_person TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX ambassador_stage ON ambassador(stage)",
        """
        CREATE TABLE ambassador_exchange (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('give', 'ask')),
            what TEXT NOT NULL,
            happened_on TEXT NOT NULL,
            idea TEXT NOT NULL CHECK (idea IN ('ours', 'theirs')),
            recurrence TEXT NOT NULL DEFAULT ''
        )
        """,
        """
        CREATE INDEX ambassador_exchange_member ON ambassador_exchange(member_id, happened_on)
        """,
    ):
        db.execute(statement)
