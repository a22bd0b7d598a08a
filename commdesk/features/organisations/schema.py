"""Tables of organisations: what was corrected or agreed of one, and who the contact persons are.

The table `organisation` itself belongs to members: somebody works there before anything is known.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("organisations")


@migrations()
def organisations(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE organisation_profile (
            id INTEGER PRIMARY KEY,
            organisation_id INTEGER NOT NULL UNIQUE REFERENCES organisation(id) ON DELETE CASCADE,
            kind TEXT NOT NULL DEFAULT '',
            website TEXT NOT NULL DEFAULT '',
            notes TEXT NOT NULL DEFAULT '',
            silent_after_days INTEGER CHECK (silent_after_days > 0)
        )
        """,
        """
        CREATE TABLE organisation_contact (
            id INTEGER PRIMARY KEY,
            organisation_id INTEGER NOT NULL REFERENCES organisation(id) ON DELETE CASCADE,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            role TEXT NOT NULL DEFAULT '',
            UNIQUE (organisation_id, member_id)
        )
        """,
        "CREATE INDEX organisation_contact_member ON organisation_contact(member_id)",
    ):
        db.execute(statement)
