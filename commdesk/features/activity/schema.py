"""The tables of activity: who did what on which day, and how much was counted in a week."""

from sqlite_utils import Database, Migrations

from commdesk.core.schema import let_be_empty

migrations = Migrations("activity")


@migrations()
def activity(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE activity (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            happened_on TEXT NOT NULL,
            place TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            UNIQUE (source, key)
        )
        """,
        # Both hold all that counting asks for: a million rows are counted without touching one.
        "CREATE INDEX activity_member ON activity(member_id, happened_on, kind)",
        "CREATE INDEX activity_day ON activity(happened_on, member_id, kind)",
    ):
        db.execute(statement)


@migrations()
def activity_of_nobody(db: Database) -> None:
    """Of somebody who was erased what they did stays as a number."""
    let_be_empty(db, "activity", "member_id")


@migrations()
def week_by_week(db: Database) -> None:
    """What was done in each week as one line, and counts by hand of what nobody's name is known of.

    `nobody` is what is left of somebody who was erased: the number of one of their rows in that
    week, below zero. It says that these rows of one week are of one person, so that people are
    counted once; it leads to nobody, and to no row of any other week. The trigger gives it as the
    member goes, whoever takes them out: erasing, retention, a copy that is handed over. Rows that
    lost their member before have none: how many people they are of nobody can know.

    A week is the number of weeks since the first Monday of the Julian day count.
    """
    for statement in (
        "ALTER TABLE activity ADD COLUMN nobody INTEGER",
        "DROP INDEX activity_day",
        "CREATE INDEX activity_day ON activity(happened_on, member_id, kind, nobody)",
        """
        CREATE TRIGGER activity_of_who_is_gone AFTER UPDATE OF member_id ON activity
          WHEN NEW.member_id IS NULL AND OLD.member_id IS NOT NULL AND NEW.nobody IS NULL
        BEGIN
            UPDATE activity SET nobody = -NEW.id WHERE id = NEW.id;
            UPDATE activity SET nobody = -NEW.id
             WHERE member_id = OLD.member_id AND happened_on
                   BETWEEN date(OLD.happened_on, 'weekday 0', '-6 days')
                       AND date(OLD.happened_on, 'weekday 0');
        END
        """,
        """
        CREATE TABLE activity_week (
            id INTEGER PRIMARY KEY,
            contributions INTEGER NOT NULL,
            conversations INTEGER NOT NULL,
            questions INTEGER NOT NULL,
            attendance INTEGER NOT NULL,
            active INTEGER NOT NULL,
            contributing INTEGER NOT NULL
        )
        """,
        "CREATE TABLE activity_week_due (id INTEGER PRIMARY KEY)",
        *(_notes_the_week(*each) for each in _CHANGES_OF_A_WEEK),
        """
        CREATE TABLE activity_count (
            id INTEGER PRIMARY KEY,
            week TEXT NOT NULL,
            kind TEXT NOT NULL,
            whose TEXT NOT NULL CHECK (whose IN ('all', 'team')),
            n INTEGER NOT NULL CHECK (n >= 0),
            UNIQUE (week, kind, whose)
        )
        """,
        f"""
        INSERT INTO activity_week_due (id)
        SELECT DISTINCT {_week_of("happened_on")} FROM (SELECT DISTINCT happened_on FROM activity)
        """,
    ):
        db.execute(statement)


def _week_of(day: str) -> str:
    return f"CAST(julianday({day}) + 0.5 AS INTEGER) / 7"


_CHANGES_OF_A_WEEK = (
    ("activity_week_insert", "INSERT", "TRUE", ("NEW",)),
    ("activity_week_delete", "DELETE", "TRUE", ("OLD",)),
    ("activity_week_update", "UPDATE OF happened_on, kind", "TRUE", ("OLD", "NEW")),
    # Of who goes the week stays what it was: one person less by number, one more by nobody.
    ("activity_week_moved", "UPDATE OF member_id", "NEW.member_id IS NOT NULL", ("NEW",)),
)


def _notes_the_week(name: str, event: str, when: str, rows: tuple[str, ...]) -> str:
    """A trigger that notes which week must be counted again: once, at the end of an op."""
    notes = " ".join(
        f"INSERT OR IGNORE INTO activity_week_due (id) VALUES ({_week_of(row + '.happened_on')});"
        for row in rows
    )
    return f"CREATE TRIGGER {name} AFTER {event} ON activity WHEN {when} BEGIN {notes} END"
