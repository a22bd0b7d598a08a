"""Tables of Development: goals, values typed for them, and where they stood when last seen."""

from sqlite_utils import Database, Migrations

migrations = Migrations("development")


@migrations()
def goals(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE development_goal (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            whose TEXT NOT NULL CHECK (whose IN ('organisation', 'members')),
            measure TEXT NOT NULL DEFAULT '',
            unit TEXT NOT NULL CHECK (unit IN ('count', 'share', 'minutes', 'days', 'ratio')),
            direction TEXT NOT NULL CHECK (direction IN ('least', 'most')),
            target REAL NOT NULL,
            start_on TEXT NOT NULL,
            start_value REAL,
            due_on TEXT NOT NULL CHECK (due_on > start_on),
            note TEXT NOT NULL DEFAULT ''
        )
        """,
        """
        CREATE TABLE development_goal_value (
            id INTEGER PRIMARY KEY,
            goal_id INTEGER NOT NULL REFERENCES development_goal(id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            value REAL NOT NULL,
            UNIQUE (goal_id, day)
        )
        """,
        """
        CREATE TABLE development_goal_seen (
            id INTEGER PRIMARY KEY,
            seen_on TEXT NOT NULL,
            verdict TEXT NOT NULL,
            low REAL,
            high REAL
        )
        """,
    ):
        db.execute(statement)
