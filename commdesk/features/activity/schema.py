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


@migrations()
def levels(db: Database) -> None:
    """Every change of a member's level, made from what they did; of who is gone as numbers.

    A closing (`is_closing`) is a change from the end of one month to the end of another, the other
    lines are rises on the day itself. Levels are numbers, 0 is none and 1 the lowest; days are
    numbers too, from 1 January of the year 1. `who` is a member. Triggers note whose must be made
    again; 0 is everybody.
    """
    due = "INSERT OR IGNORE INTO activity_level_due (id)"
    for statement in (
        """
        CREATE TABLE activity_level (
            who INTEGER NOT NULL,
            day INTEGER NOT NULL,
            is_closing INTEGER NOT NULL,
            was INTEGER NOT NULL,
            level INTEGER NOT NULL,
            PRIMARY KEY (who, day, is_closing, level)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX activity_level_day ON activity_level(is_closing, day, was, level)",
        # How many moved at each closing: three years of them are read at once.
        """
        CREATE TABLE activity_level_moved (
            day INTEGER NOT NULL,
            was INTEGER NOT NULL,
            level INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (day, was, level)
        ) WITHOUT ROWID
        """,
        """
        CREATE TRIGGER activity_level_made AFTER INSERT ON activity_level WHEN NEW.is_closing BEGIN
            INSERT INTO activity_level_moved (day, was, level, n)
            VALUES (NEW.day, NEW.was, NEW.level, 1)
            ON CONFLICT (day, was, level) DO UPDATE SET n = n + 1;
        END
        """,
        """
        CREATE TRIGGER activity_level_unmade AFTER DELETE ON activity_level
          WHEN OLD.is_closing BEGIN
            UPDATE activity_level_moved SET n = n - 1
             WHERE day = OLD.day AND was = OLD.was AND level = OLD.level;
            DELETE FROM activity_level_moved
             WHERE day = OLD.day AND was = OLD.was AND level = OLD.level AND n = 0;
        END
        """,
        """
        CREATE TABLE activity_level_gone (
            id INTEGER PRIMARY KEY,
            closed_on TEXT NOT NULL,
            was INTEGER NOT NULL,
            level INTEGER NOT NULL,
            n INTEGER NOT NULL,
            UNIQUE (closed_on, was, level)
        )
        """,
        "CREATE TABLE activity_level_due (id INTEGER PRIMARY KEY)",
        "INSERT INTO activity_level_due (id) SELECT 0 WHERE EXISTS (SELECT 1 FROM activity)",
        f"""
        CREATE TRIGGER activity_level_insert AFTER INSERT ON activity
          WHEN NEW.member_id IS NOT NULL BEGIN {due} VALUES (NEW.member_id); END
        """,
        f"""
        CREATE TRIGGER activity_level_delete AFTER DELETE ON activity
          WHEN OLD.member_id IS NOT NULL BEGIN {due} VALUES (OLD.member_id); END
        """,
        f"""
        CREATE TRIGGER activity_level_update AFTER UPDATE OF member_id, kind, happened_on
            ON activity BEGIN
            {due} SELECT OLD.member_id WHERE OLD.member_id IS NOT NULL;
            {due} SELECT NEW.member_id WHERE NEW.member_id IS NOT NULL;
        END
        """,
        f"""
        CREATE TRIGGER activity_level_left AFTER UPDATE OF stage, left_on ON member
            BEGIN {due} VALUES (NEW.id); END
        """,
        *(
            f"""
            CREATE TRIGGER activity_level_rule_{event.lower()} AFTER {event} ON workbook_fact
              WHEN {row}.key = 'level_least' BEGIN {due} VALUES (0); END
            """
            for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
        ),
    ):
        db.execute(statement)


@migrations()
def what_the_team_did(db: Database) -> None:
    """Of somebody of the team who was erased `nobody` is above zero: it stays the team's own."""
    columns = "happened_on, member_id, kind, nobody"
    db.execute(f"CREATE INDEX activity_team_gone ON activity({columns}) WHERE nobody > 0")
