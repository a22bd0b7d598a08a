"""The table of what people asked about their own data."""

from sqlite_utils import Database, Migrations

migrations = Migrations("privacy")


@migrations()
def requests(db: Database) -> None:
    """Who asked is a member, or somebody who is here without being one; else `asker` is a name."""
    db.execute(
        """
        CREATE TABLE privacy_request (
            id INTEGER PRIMARY KEY,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            moderator_id INTEGER REFERENCES moderator(id) ON DELETE SET NULL,
            interview_id INTEGER REFERENCES interview(id) ON DELETE SET NULL,
            asker TEXT NOT NULL DEFAULT '',
            kind TEXT NOT NULL CHECK
                (kind IN ('access', 'correct', 'restrict', 'hand_out', 'erase', 'object')),
            received_on TEXT NOT NULL,
            due_on TEXT NOT NULL,
            prolonged_because TEXT NOT NULL DEFAULT '',
            done_on TEXT,
            outcome TEXT NOT NULL DEFAULT ''
                CHECK (outcome IN ('', 'done', 'nothing', 'refused', 'withdrawn')),
            note TEXT NOT NULL DEFAULT ''
        )
        """
    )
    for column in ("member_id", "moderator_id", "interview_id"):
        db.execute(f"CREATE INDEX privacy_request_{column} ON privacy_request({column})")
    db.execute("CREATE INDEX privacy_request_due ON privacy_request(due_on) WHERE done_on IS NULL")
