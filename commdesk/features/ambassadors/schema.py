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


@migrations()
def pipeline(db: Database) -> None:
    """Moves, agreements and looks back as rows of their own.

    The columns of an agreement in `ambassador` are copied and emptied, so that nothing personal
    stands twice; they are out of use.
    """
    for statement in (
        """
        CREATE TABLE ambassador_move (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            stage_before TEXT NOT NULL DEFAULT '',
            stage TEXT NOT NULL,
            moved_on TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX ambassador_move_member ON ambassador_move(member_id, moved_on)",
        """
        CREATE TABLE ambassador_agreement (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            what TEXT NOT NULL DEFAULT '',
            weekly_minutes INTEGER CHECK (weekly_minutes >= 0),
            from_on TEXT,
            until_on TEXT,
            contact_person TEXT NOT NULL DEFAULT '',
            follower_id INTEGER REFERENCES ambassador(id) ON DELETE SET NULL
        )
        """,
        "CREATE INDEX ambassador_agreement_member ON ambassador_agreement(member_id)",
        "CREATE INDEX ambassador_agreement_follower ON ambassador_agreement(follower_id)",
        """
        CREATE TABLE ambassador_check (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            looking_for TEXT NOT NULL DEFAULT '',
            answer TEXT NOT NULL CHECK (answer IN ('yes', 'partly', 'no')),
            checked_on TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX ambassador_check_member ON ambassador_check(member_id, checked_on)",
        "ALTER TABLE ambassador_exchange ADD COLUMN is_thanks INTEGER NOT NULL DEFAULT 0",
        """
        INSERT INTO ambassador_move (id, member_id, stage, moved_on)
        SELECT id, member_id, stage, stage_on FROM ambassador
        """,
        f"""
        INSERT INTO ambassador_agreement
               (id, member_id, what, weekly_minutes, from_on, until_on, contact_person)
        SELECT id, member_id, agreement, weekly_minutes, from_on, until_on, contact_person
          FROM ambassador WHERE {_HAS_AGREEMENT}
        """,
        f"""
        UPDATE ambassador SET agreement = '', weekly_minutes = NULL, from_on = NULL,
               until_on = NULL, contact_person = '' WHERE {_HAS_AGREEMENT}
        """,
    ):
        db.execute(statement)


_HAS_AGREEMENT = """
    agreement <> '' OR weekly_minutes IS NOT NULL OR from_on IS NOT NULL
    OR until_on IS NOT NULL OR contact_person <> ''
"""
