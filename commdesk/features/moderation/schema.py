"""Tables of moderation: tasks, budgets per week, the team, planned and worked hours."""

from sqlite_utils import Database, Migrations

migrations = Migrations("moderation")


@migrations()
def moderation(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE moderation_task (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE,
            expertise TEXT NOT NULL DEFAULT '',
            weekly_minutes INTEGER NOT NULL CHECK (weekly_minutes >= 0),
            timing TEXT NOT NULL DEFAULT '',
            priority INTEGER NOT NULL DEFAULT 2,
            is_active INTEGER NOT NULL DEFAULT 1
        )
        """,
        """
        CREATE TABLE moderation_budget (
            id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES moderation_task(id) ON DELETE CASCADE,
            week TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            UNIQUE (task_id, week)
        )
        """,
        """
        CREATE TABLE moderator (
            id INTEGER PRIMARY KEY,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            name TEXT NOT NULL,
            weekly_minutes INTEGER NOT NULL CHECK (weekly_minutes >= 0),
            expertise TEXT NOT NULL DEFAULT '',
            is_paid INTEGER NOT NULL DEFAULT 0,
            is_active INTEGER NOT NULL DEFAULT 1
        )
        """,
        "CREATE INDEX moderator_member ON moderator(member_id)",
        """
        CREATE TABLE moderation_shift (
            id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES moderation_task(id) ON DELETE CASCADE,
            moderator_id INTEGER NOT NULL REFERENCES moderator(id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            day_part TEXT NOT NULL CHECK (day_part IN ('morning', 'afternoon', 'evening')),
            minutes INTEGER NOT NULL CHECK (minutes > 0)
        )
        """,
        "CREATE INDEX moderation_shift_task ON moderation_shift(task_id, day)",
        "CREATE INDEX moderation_shift_moderator ON moderation_shift(moderator_id, day)",
        "CREATE INDEX moderation_shift_day ON moderation_shift(day)",
        """
        CREATE TABLE moderation_log (
            id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES moderation_task(id) ON DELETE CASCADE,
            moderator_id INTEGER REFERENCES moderator(id) ON DELETE SET NULL,
            day TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
            note TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX moderation_log_task ON moderation_log(task_id, day)",
        "CREATE INDEX moderation_log_moderator ON moderation_log(moderator_id, day)",
        "CREATE INDEX moderation_log_day ON moderation_log(day)",
    ):
        db.execute(statement)


@migrations()
def hours_from_elsewhere(db: Database) -> None:
    """By what another program's line of hours is known again: taken in twice, written once."""
    db.execute("ALTER TABLE moderation_log ADD COLUMN source TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE moderation_log ADD COLUMN key TEXT")
    db.execute(
        """
        CREATE UNIQUE INDEX moderation_log_key ON moderation_log(source, key)
         WHERE key IS NOT NULL
        """
    )


@migrations()
def rosters(db: Database) -> None:
    """When and by how many a task is done, when people can, what a change of hours left behind.

    Parts of days stand as `1e 2e`: an ISO weekday and the first letter of the part.
    """
    for statement in (
        "ALTER TABLE moderation_task ADD COLUMN slots TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE moderation_task ADD COLUMN people INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE moderation_task ADD COLUMN shift_minutes INTEGER NOT NULL DEFAULT 120",
        "ALTER TABLE moderation_task ADD COLUMN carry TEXT NOT NULL DEFAULT 'none'",
        "ALTER TABLE moderation_task ADD COLUMN carry_weeks INTEGER NOT NULL DEFAULT 4",
        "ALTER TABLE moderation_task ADD COLUMN carry_from TEXT",
        """
        CREATE TABLE moderation_task_earlier (
            id INTEGER PRIMARY KEY,
            task_id INTEGER NOT NULL REFERENCES moderation_task(id) ON DELETE CASCADE,
            before_week TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            UNIQUE (task_id, before_week)
        )
        """,
        "ALTER TABLE moderation_budget ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE moderator ADD COLUMN availability TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE moderator ADD COLUMN rather_not TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE moderator ADD COLUMN from_on TEXT",
        "ALTER TABLE moderator ADD COLUMN until_on TEXT",
        """
        CREATE TABLE moderator_days_off (
            id INTEGER PRIMARY KEY,
            moderator_id INTEGER NOT NULL REFERENCES moderator(id) ON DELETE CASCADE,
            first_on TEXT NOT NULL,
            last_on TEXT NOT NULL CHECK (last_on >= first_on)
        )
        """,
        "CREATE INDEX moderator_days_off_moderator ON moderator_days_off(moderator_id, last_on)",
        "ALTER TABLE moderation_shift ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE moderation_shift ADD COLUMN exception TEXT NOT NULL DEFAULT ''",
        """
        CREATE TABLE moderation_case (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL,
            boundary TEXT NOT NULL,
            cases INTEGER NOT NULL CHECK (cases > 0)
        )
        """,
        "CREATE INDEX moderation_case_day ON moderation_case(day)",
    ):
        db.execute(statement)


@migrations()
def published(db: Database) -> None:
    """What a calendar was told last of a shift, so that the next file can change or cancel it."""
    db.execute(
        """
        CREATE TABLE moderation_published (
            id INTEGER PRIMARY KEY,
            shift_id INTEGER NOT NULL,
            moderator_id INTEGER NOT NULL,
            day TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            title TEXT NOT NULL,
            sequence INTEGER NOT NULL DEFAULT 0,
            changed_at TEXT NOT NULL,
            is_cancelled INTEGER NOT NULL DEFAULT 0,
            UNIQUE (shift_id, moderator_id)
        )
        """
    )
    db.execute("CREATE INDEX moderation_published_day ON moderation_published(day)")
