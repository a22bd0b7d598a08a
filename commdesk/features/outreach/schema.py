"""Tables of outreach: messages, drafts, pauses, cadences, promises, introductions, templates."""

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
         WHERE closed_on IS NULL
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
    ):
        db.execute(statement)


@migrations()
def paces(db: Database) -> None:
    """Since when everybody's cadence counts and when it has passed, ready in order of that day.

    With many members this cannot be worked out each time somebody looks at the queue. `due_on` is
    empty where only the usual cadence of the workbook holds: that may change for all at once.
    """
    for statement in (
        """
        CREATE VIEW outreach_pace_now AS
        SELECT member.id AS id,
               coalesce(member.last_contact_on, member.added_on) AS since,
               date(coalesce(member.last_contact_on, member.added_on), '+' || min(365000,
                    coalesce(agreed.days, member.cadence_days,
                             (SELECT min(tag.cadence_days) FROM member_tag
                                JOIN tag ON tag.id = member_tag.tag_id
                               WHERE member_tag.member_id = member.id))) || ' days') AS due_on,
               CASE WHEN member.do_not_contact THEN 'do-not-contact'
                    WHEN member.is_restricted THEN 'restricted' ELSE '' END AS barred
          FROM member LEFT JOIN outreach_cadence AS agreed ON agreed.member_id = member.id
         WHERE member.stage <> 'former'
        """,
        """
        CREATE TABLE outreach_pace (
            id INTEGER PRIMARY KEY,
            since TEXT NOT NULL,
            due_on TEXT,
            barred TEXT NOT NULL
        )
        """,
        f"INSERT INTO outreach_pace {_PACE}",
        """
        CREATE INDEX outreach_pace_agreed ON outreach_pace(barred, due_on, id)
         WHERE due_on IS NOT NULL
        """,
        """
        CREATE INDEX outreach_pace_usual ON outreach_pace(barred, since, id)
         WHERE due_on IS NULL
        """,
    ):
        db.execute(statement)
    for name, event, body in _pace_triggers():
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {body}; END")


_ANEW = """
    ON CONFLICT (id) DO UPDATE
   SET since = excluded.since, due_on = excluded.due_on, barred = excluded.barred
"""
_PACE = "SELECT id, since, due_on, barred FROM outreach_pace_now"


def _pace_triggers() -> tuple[tuple[str, str, str], ...]:
    """Name, event and body: whatever the cadence of a member follows from makes it anew."""
    again = f"INSERT INTO outreach_pace {_PACE} WHERE id"
    tagged = "IN (SELECT member_id FROM member_tag WHERE tag_id = NEW.id)"
    paced = "EXISTS (SELECT 1 FROM tag WHERE id = NEW.tag_id AND cadence_days IS NOT NULL)"
    was_paced = "EXISTS (SELECT 1 FROM outreach_pace WHERE id = OLD.member_id AND due_on > '')"
    columns = (
        "last_contact_on, added_on, cadence_days, stage, do_not_contact, is_restricted ON member"
    )
    gone = "DELETE FROM outreach_pace WHERE id = NEW.id"
    return (
        ("outreach_pace_member", "INSERT ON member", f"{again} = NEW.id {_ANEW}"),
        (
            "outreach_pace_change",
            f"UPDATE OF {columns} WHEN NEW.stage <> 'former'",
            f"{again} = NEW.id {_ANEW}",
        ),
        ("outreach_pace_former", f"UPDATE OF {columns} WHEN NEW.stage = 'former'", gone),
        ("outreach_pace_gone", "DELETE ON member", "DELETE FROM outreach_pace WHERE id = OLD.id"),
        (
            "outreach_pace_tagged",
            f"INSERT ON member_tag WHEN {paced}",
            f"{again} = NEW.member_id {_ANEW}",
        ),
        (
            "outreach_pace_untagged",
            f"DELETE ON member_tag WHEN {was_paced}",
            f"{again} = OLD.member_id {_ANEW}",
        ),
        ("outreach_pace_tag", "UPDATE OF cadence_days ON tag", f"{again} {tagged} {_ANEW}"),
        (
            "outreach_pace_agreed_with",
            "INSERT ON outreach_cadence",
            f"{again} = NEW.member_id {_ANEW}",
        ),
        (
            "outreach_pace_agreed_anew",
            "UPDATE ON outreach_cadence",
            f"{again} IN (OLD.member_id, NEW.member_id) {_ANEW}",
        ),
        (
            "outreach_pace_not_agreed",
            "DELETE ON outreach_cadence",
            f"{again} = OLD.member_id {_ANEW}",
        ),
    )


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
