"""Tables of retention: months chosen here, what is kept longer, and what went, without a name."""

from sqlite_utils import Database, Migrations

migrations = Migrations("retention")


@migrations()
def retention(db: Database) -> None:
    """`retention_kept.key` is a rule and the id of a row, or a rule and `all`."""
    for statement in (
        """
        CREATE TABLE retention_rule (
            id INTEGER PRIMARY KEY,
            rule TEXT NOT NULL UNIQUE,
            months INTEGER CHECK (months > 0)
        )
        """,
        """
        CREATE TABLE retention_kept (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            until_on TEXT NOT NULL,
            reason TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE retention_run (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            people INTEGER NOT NULL,
            texts INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE retention_run_part (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES retention_run(id) ON DELETE CASCADE,
            rule TEXT NOT NULL,
            count INTEGER NOT NULL,
            oldest_on TEXT NOT NULL,
            UNIQUE (run_id, rule)
        )
        """,
    ):
        db.execute(statement)
