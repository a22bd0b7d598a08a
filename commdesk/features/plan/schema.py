"""The table of to-dos."""

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
