"""Tables of the concept: its versions, boundaries, readiness, and the interviews that test it."""

from sqlite_utils import Database, Migrations

migrations = Migrations("concept")


@migrations()
def concept(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE concept_version (
            id INTEGER PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            started_on TEXT NOT NULL,
            change TEXT NOT NULL DEFAULT '',
            kind TEXT NOT NULL DEFAULT '',
            shared_values TEXT NOT NULL DEFAULT '',
            goal TEXT NOT NULL DEFAULT '',
            verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'stop', 'adapt', 'new-round')),
            verdict_on TEXT
        )
        """,
        """
        CREATE TABLE concept_answer (
            id INTEGER PRIMARY KEY,
            version_id INTEGER NOT NULL REFERENCES concept_version(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            theirs TEXT NOT NULL DEFAULT '',
            ours TEXT NOT NULL DEFAULT '',
            UNIQUE (version_id, question)
        )
        """,
        """
        CREATE TABLE concept_boundary (
            id INTEGER PRIMARY KEY,
            side TEXT NOT NULL
                CHECK (side IN ('about', 'not-about', 'organisation', 'house-rule', 'ladder')),
            text TEXT NOT NULL,
            example TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE concept_explained (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL UNIQUE REFERENCES member(id) ON DELETE CASCADE,
            explained_on TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE concept_readiness (
            id INTEGER PRIMARY KEY,
            subject TEXT NOT NULL UNIQUE,
            answer TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'no', 'partly', 'yes'))
        )
        """,
        """
        CREATE TABLE concept_decision (
            id INTEGER PRIMARY KEY,
            what TEXT NOT NULL,
            who TEXT NOT NULL DEFAULT '',
            within_days INTEGER CHECK (within_days >= 0)
        )
        """,
        """
        CREATE TABLE interview (
            id INTEGER PRIMARY KEY,
            version_id INTEGER REFERENCES concept_version(id) ON DELETE SET NULL,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            name TEXT NOT NULL,
            circle TEXT NOT NULL DEFAULT '',
            planned_on TEXT,
            held_on TEXT,
            willing TEXT NOT NULL DEFAULT ''
                CHECK (willing IN ('', 'no', 'maybe', 'yes', 'already')),
            weekly_minutes INTEGER CHECK (weekly_minutes >= 0),
            would_do TEXT NOT NULL DEFAULT '',
            wants_back TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL DEFAULT '',
            key TEXT
        )
        """,
        "CREATE INDEX interview_member ON interview(member_id)",
        "CREATE INDEX interview_version ON interview(version_id, held_on)",
        "CREATE UNIQUE INDEX interview_key ON interview(source, key) WHERE key IS NOT NULL",
        """
        CREATE TABLE interview_answer (
            id INTEGER PRIMARY KEY,
            interview_id INTEGER NOT NULL REFERENCES interview(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            text TEXT NOT NULL DEFAULT '',
            quote TEXT NOT NULL DEFAULT '',
            UNIQUE (interview_id, question)
        )
        """,
        """
        CREATE TABLE interview_question (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            position INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE theme (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL,
            name TEXT NOT NULL COLLATE NOCASE,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            UNIQUE (question, name)
        )
        """,
        "CREATE INDEX theme_member ON theme(member_id)",
        """
        CREATE TABLE interview_theme (
            id INTEGER PRIMARY KEY,
            interview_id INTEGER NOT NULL REFERENCES interview(id) ON DELETE CASCADE,
            theme_id INTEGER NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
            UNIQUE (interview_id, theme_id)
        )
        """,
        "CREATE INDEX interview_theme_theme ON interview_theme(theme_id)",
    ):
        db.execute(statement)


@migrations()
def interview_email(db: Database) -> None:
    """Where to reach somebody who is no member yet: a list of answers has it."""
    db.execute("ALTER TABLE interview ADD COLUMN email TEXT NOT NULL DEFAULT ''")


@migrations()
def themes_without_a_name(db: Database) -> None:
    """Of somebody who was erased the name is gone; two such themes are not the same one."""
    for statement in (
        """
        CREATE TABLE theme_new (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL,
            name TEXT NOT NULL COLLATE NOCASE,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL
        )
        """,
        """
        INSERT INTO theme_new (id, question, name, member_id)
        SELECT id, question, name, member_id FROM theme
        """,
        "DROP TABLE theme",
        "ALTER TABLE theme_new RENAME TO theme",
        "CREATE UNIQUE INDEX theme_name ON theme(question, name) WHERE name <> ''",
        "CREATE INDEX theme_member ON theme(member_id)",
    ):
        db.execute(statement)
