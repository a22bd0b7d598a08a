"""Tables of outreach: messages, drafts, pauses, cadences, promises, introductions, templates."""

from sqlite_utils import Database, Migrations

from commdesk.core.schema import let_be_empty
from commdesk.features.outreach.turns.ready import READY

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


@migrations()
def what_it_was_about(db: Database) -> None:
    """A message may follow a template and point to an item; what they are may go, it stays."""
    for table in ("outreach_message", "outreach_draft"):
        for column in ("template_id", "content_id"):
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER")
    db.execute(
        """
        CREATE INDEX outreach_message_content ON outreach_message(content_id, member_id)
         WHERE content_id IS NOT NULL
        """
    )


@migrations()
def promises_and_introductions(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE outreach_promise (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            side TEXT NOT NULL CHECK (side IN ('ours', 'theirs')),
            what TEXT NOT NULL,
            help TEXT NOT NULL DEFAULT '',
            stage TEXT NOT NULL,
            made_on TEXT NOT NULL,
            due_on TEXT,
            follow_up_on TEXT,
            closed_on TEXT,
            message_id INTEGER,
            content_id INTEGER
        )
        """,
        "CREATE INDEX outreach_promise_member ON outreach_promise(member_id)",
        """
        CREATE INDEX outreach_promise_open ON outreach_promise(follow_up_on, member_id)
         WHERE closed_on IS NULL AND side = 'theirs'
        """,
        """
        CREATE INDEX outreach_promise_owed ON outreach_promise(due_on, member_id)
         WHERE closed_on IS NULL AND side = 'ours'
        """,
        """
        CREATE INDEX outreach_promise_closed ON outreach_promise(closed_on)
         WHERE closed_on IS NOT NULL
        """,
        """
        CREATE INDEX outreach_promise_message ON outreach_promise(message_id)
         WHERE message_id IS NOT NULL
        """,
        """
        CREATE TABLE outreach_introduction (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            other_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            why TEXT NOT NULL,
            introduced_on TEXT NOT NULL,
            result TEXT NOT NULL DEFAULT '',
            result_on TEXT,
            follow_up_on TEXT
        )
        """,
        "CREATE INDEX outreach_introduction_member ON outreach_introduction(member_id)",
        "CREATE INDEX outreach_introduction_other ON outreach_introduction(other_id)",
        """
        CREATE INDEX outreach_introduction_open ON outreach_introduction(follow_up_on)
         WHERE follow_up_on IS NOT NULL
        """,
        "CREATE INDEX outreach_introduction_day ON outreach_introduction(introduced_on)",
    ):
        db.execute(statement)


@migrations()
def paces(db: Database) -> None:
    """Since when everybody's cadence counts and when it has passed, ready in order of that day."""
    for statement in READY:
        db.execute(statement)


@migrations()
def templates(db: Database) -> None:
    """Texts to begin with, and the set that every workbook starts from."""
    from commdesk.features.outreach.templates.starters import COLUMNS, rows

    for statement in (
        """
        CREATE TABLE outreach_template (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            purpose TEXT NOT NULL,
            language TEXT NOT NULL,
            formality TEXT NOT NULL,
            text TEXT NOT NULL,
            is_default INTEGER NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX outreach_template_use ON outreach_template(purpose, language, formality)",
        """
        CREATE UNIQUE INDEX outreach_template_default
            ON outreach_template(purpose, language, formality) WHERE is_default
        """,
    ):
        db.execute(statement)
    marks = ", ".join("?" * len(COLUMNS))
    for row in rows():
        db.execute(f"INSERT INTO outreach_template ({', '.join(COLUMNS)}) VALUES ({marks})", row)


@migrations()
def promised_contributions(db: Database) -> None:
    """A message that got a promised contribution had the day to ask after it; a promise has it now.

    What was promised was not asked then: it stays empty, which reads as "a contribution".
    """
    db.execute(
        """
        INSERT INTO outreach_promise
               (id, member_id, side, what, stage, made_on, follow_up_on, message_id)
        SELECT id, member_id, 'theirs', '', 'idea', coalesce(result_on, date(sent_at)),
               follow_up_on, id
          FROM outreach_message
         WHERE follow_up_on IS NOT NULL AND result = 'will-contribute'
        """
    )
    db.execute(
        """
        UPDATE outreach_message SET follow_up_on = NULL
         WHERE follow_up_on IS NOT NULL AND result = 'will-contribute'
        """
    )


@migrations()
def what_it_brings(db: Database) -> None:
    """What is counted is in the index itself: a million rows are counted without reading one."""
    for statement in (
        "DROP INDEX outreach_message_member",
        """
        CREATE INDEX outreach_message_member ON outreach_message(
            member_id, sent_at, is_outgoing, result, result_on, purpose, channel, template_id
        )
        """,
        # Every kind of message lies together, in order of time: a week of it is counted at once.
        """
        CREATE INDEX outreach_message_kind ON outreach_message(
            is_outgoing, purpose, channel, template_id, result, sent_at, result_on, member_id
        )
        """,
        # Whether somebody wrote back: few rows, and they never change.
        """
        CREATE INDEX outreach_message_incoming ON outreach_message(member_id, sent_at)
         WHERE is_outgoing = 0
        """,
    ):
        db.execute(statement)


@migrations()
def messages_of_nobody(db: Database) -> None:
    """Of somebody who was erased a message stays as a number."""
    let_be_empty(db, "outreach_message", "member_id")


@migrations()
def texts_by_day(db: Database) -> None:
    """Which texts are the oldest: those that were emptied are not looked at again."""
    db.execute("CREATE INDEX outreach_message_text ON outreach_message(sent_at) WHERE text <> ''")


@migrations()
def years_of_results(db: Database) -> None:
    """What came of messages lies together in order of time: three years are counted at once."""
    db.execute(
        """
        CREATE INDEX outreach_message_result ON outreach_message(result, sent_at, result_on)
         WHERE is_outgoing = 1
        """
    )
