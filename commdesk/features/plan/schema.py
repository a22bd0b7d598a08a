"""The tables of to-dos: one by one, those that repeat, and what was left out of those."""

from sqlite_utils import Database, Migrations

migrations = Migrations("plan")


@migrations()
def todo(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE todo (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            due_on TEXT,
            planned_on TEXT,
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            kind TEXT NOT NULL,
            owner TEXT NOT NULL DEFAULT '',
            is_promise INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT '',
            added_on TEXT NOT NULL,
            done_on TEXT,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            link_table TEXT NOT NULL DEFAULT '',
            link_id INTEGER
        )
        """,
        "CREATE INDEX todo_member ON todo(member_id)",
        "CREATE INDEX todo_open ON todo(planned_on, due_on) WHERE done_on IS NULL",
        "CREATE INDEX todo_planned ON todo(planned_on)",
        "CREATE INDEX todo_done ON todo(done_on)",
        "CREATE INDEX todo_link ON todo(link_table, link_id)",
    ):
        db.execute(statement)


@migrations()
def repeating_todos(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE todo_series (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            kind TEXT NOT NULL,
            owner TEXT NOT NULL DEFAULT '',
            is_promise INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT '',
            rule TEXT NOT NULL,
            from_on TEXT NOT NULL,
            until_on TEXT,
            times INTEGER CHECK (times > 0),
            skips_closed INTEGER NOT NULL DEFAULT 0,
            is_planned INTEGER NOT NULL DEFAULT 1,
            due_after INTEGER,
            added_on TEXT NOT NULL,
            member_id INTEGER REFERENCES member(id) ON DELETE SET NULL,
            link_table TEXT NOT NULL DEFAULT '',
            link_id INTEGER
        )
        """,
        "CREATE INDEX todo_series_member ON todo_series(member_id)",
        "CREATE INDEX todo_series_link ON todo_series(link_table, link_id)",
        "CREATE UNIQUE INDEX todo_series_low ON todo_series(id & 2199023255551)",
        """
        CREATE TABLE todo_skipped (
            id INTEGER PRIMARY KEY,
            series_id INTEGER NOT NULL REFERENCES todo_series(id) ON DELETE CASCADE,
            occurs_on TEXT NOT NULL
        )
        """,
        "CREATE INDEX todo_skipped_series ON todo_skipped(series_id, occurs_on)",
        """
        ALTER TABLE todo
          ADD COLUMN series_id INTEGER REFERENCES todo_series(id) ON DELETE SET NULL
        """,
        "ALTER TABLE todo ADD COLUMN occurs_on TEXT",
        "CREATE INDEX todo_series_day ON todo(series_id, occurs_on)",
    ):
        db.execute(statement)
