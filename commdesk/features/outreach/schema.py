"""Tables of outreach: messages, drafts, who waits until when, and agreed cadences."""

from sqlite_utils import Database, Migrations

migrations = Migrations("outreach")


@migrations()
def messages(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE outreach_message (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            sent_at TEXT NOT NULL,
            is_outgoing INTEGER NOT NULL,
            channel TEXT NOT NULL,
            purpose TEXT NOT NULL,
            text TEXT NOT NULL DEFAULT '',
            result TEXT NOT NULL DEFAULT '',
            result_on TEXT,
            follow_up_on TEXT,
            is_answer INTEGER NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX outreach_message_member ON outreach_message(member_id, sent_at)",
        "CREATE INDEX outreach_message_sent ON outreach_message(sent_at, is_outgoing, member_id)",
        """
        CREATE INDEX outreach_message_follow_up ON outreach_message(follow_up_on)
         WHERE follow_up_on IS NOT NULL
        """,
        """
        CREATE INDEX outreach_message_waiting ON outreach_message(sent_at)
         WHERE is_outgoing AND result = ''
        """,
        """
        CREATE INDEX outreach_message_question ON outreach_message(sent_at)
         WHERE NOT is_outgoing AND purpose = 'ask'
        """,
        """
        CREATE TABLE outreach_draft (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE REFERENCES member(id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            purpose TEXT NOT NULL,
            text TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE outreach_pause (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE REFERENCES member(id) ON DELETE CASCADE,
            until_on TEXT NOT NULL,
            set_on TEXT NOT NULL,
            is_skip INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT ''
        )
        """,
        # What a higher drawer agreed with somebody (an ambassador): narrower than their own
        # cadence and their tags'. It lives here so that one rule decides who is due.
        """
        CREATE TABLE outreach_cadence (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE REFERENCES member(id) ON DELETE CASCADE,
            days INTEGER NOT NULL CHECK (days > 0)
        )
        """,
    ):
        db.execute(statement)


@migrations()
def drafts_that_come_back(db: Database) -> None:
    """Drafts have no history: they outlive a message or a member that undo may bring back."""
    for statement in (
        """
        CREATE TABLE outreach_draft_new (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE,
            channel TEXT NOT NULL,
            purpose TEXT NOT NULL,
            text TEXT NOT NULL,
            message_id INTEGER
        )
        """,
        """
        INSERT INTO outreach_draft_new (id, member_id, channel, purpose, text)
        SELECT id, member_id, channel, purpose, text FROM outreach_draft
        """,
        "DROP TABLE outreach_draft",
        "ALTER TABLE outreach_draft_new RENAME TO outreach_draft",
    ):
        db.execute(statement)
