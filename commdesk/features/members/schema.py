"""Tables of members: people, organisations, tags, identities, and one search text per member."""

from sqlite_utils import Database, Migrations

migrations = Migrations("members")

_SEARCH_COLUMNS = (
    "first_name, infix, last_name, email, phone, organisation_id, role, looking_for, notes"
)


@migrations()
def members(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE organisation (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE
        )
        """,
        """
        CREATE TABLE member (
            id INTEGER PRIMARY KEY,
            first_name TEXT NOT NULL DEFAULT '',
            infix TEXT NOT NULL DEFAULT '',
            last_name TEXT NOT NULL DEFAULT '',
            sort_name TEXT NOT NULL,
            email TEXT NOT NULL DEFAULT '',
            phone TEXT NOT NULL DEFAULT '',
            organisation_id INTEGER REFERENCES organisation(id) ON DELETE SET NULL,
            role TEXT NOT NULL DEFAULT '',
            stage TEXT NOT NULL DEFAULT 'member',
            looking_for TEXT NOT NULL DEFAULT '',
            notes TEXT NOT NULL DEFAULT '',
            added_on TEXT NOT NULL,
            joined_on TEXT,
            last_contact_on TEXT,
            cadence_days INTEGER CHECK (cadence_days > 0),
            do_not_contact INTEGER NOT NULL DEFAULT 0,
            do_not_contact_reason TEXT NOT NULL DEFAULT '',
            do_not_contact_on TEXT,
            is_restricted INTEGER NOT NULL DEFAULT 0,
            source TEXT NOT NULL DEFAULT '',
            legal_ground TEXT NOT NULL DEFAULT '',
            informed_on TEXT,
            retention_on TEXT
        )
        """,
        "CREATE INDEX member_sort ON member(sort_name, id)",
        "CREATE INDEX member_email ON member(email) WHERE email <> ''",
        "CREATE INDEX member_organisation ON member(organisation_id)",
        "CREATE INDEX member_last_contact ON member(last_contact_on, id)",
        "CREATE INDEX member_added ON member(added_on, id)",
        "CREATE INDEX member_stage ON member(stage, sort_name)",
        """
        CREATE TABLE tag (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE,
            cadence_days INTEGER CHECK (cadence_days > 0)
        )
        """,
        """
        CREATE TABLE member_tag (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
            UNIQUE (member_id, tag_id)
        )
        """,
        "CREATE INDEX member_tag_tag ON member_tag(tag_id)",
        """
        CREATE TABLE member_identity (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            UNIQUE (source, key)
        )
        """,
        "CREATE INDEX member_identity_member ON member_identity(member_id)",
    ):
        db.execute(statement)


@migrations()
def search(db: Database) -> None:
    db.execute(
        """
        CREATE VIEW member_search_text AS
        SELECT member.id AS id,
               member.first_name || ' ' || member.infix || ' ' || member.last_name || ' ' ||
               member.email || ' ' || member.phone || ' ' || member.role || ' ' ||
               coalesce(organisation.name, '') || ' ' ||
               coalesce((SELECT group_concat(tag.name, ' ') FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id), '') || ' ' ||
               member.looking_for || ' ' || member.notes AS text
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
        """
    )
    # One line a member at their place in the order of names; `place` is the rowid of the index.
    db.execute(
        """
        CREATE TABLE member_search (
            place INTEGER PRIMARY KEY,
            id INTEGER NOT NULL UNIQUE,
            text TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE VIRTUAL TABLE member_gram USING fts5(
            text, tokenize = 'trigram case_sensitive 1', detail = none,
            content = '', contentless_delete = 1
        )
        """
    )
    db.execute("CREATE TABLE member_search_due (id INTEGER PRIMARY KEY)")
    for name, event, body in _search_triggers():
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {body}; END")


@migrations()
def last_contact_at_organisations(db: Database) -> None:
    """With whom there was contact last, at each organisation, out of the index alone."""
    db.execute("DROP INDEX member_organisation")
    db.execute(
        """
        CREATE INDEX member_organisation
            ON member(organisation_id, last_contact_on, stage, added_on)
        """
    )


def _search_triggers() -> tuple[tuple[str, str, str], ...]:
    """Name, event and body of the triggers that note whose search text must be made again.

    `settle_search` makes it, once per member at the end of an op: a member who gets five tags is
    indexed once, and an import of 50,000 stays linear.
    """
    due = "INSERT OR IGNORE INTO member_search_due(id) "
    tagged = "SELECT member_id FROM member_tag WHERE tag_id = NEW.id"
    working = "SELECT id FROM member WHERE organisation_id = NEW.id"
    return (
        ("member_search_insert", "INSERT ON member", f"{due} VALUES (NEW.id)"),
        (
            "member_search_update",
            f"UPDATE OF {_SEARCH_COLUMNS}, sort_name ON member",
            f"{due} VALUES (NEW.id)",
        ),
        ("member_search_delete", "DELETE ON member", f"{due} VALUES (OLD.id)"),
        ("member_search_tagged", "INSERT ON member_tag", f"{due} VALUES (NEW.member_id)"),
        ("member_search_untagged", "DELETE ON member_tag", f"{due} VALUES (OLD.member_id)"),
        ("member_search_tag", "UPDATE OF name ON tag", f"{due} {tagged}"),
        ("member_search_organisation", "UPDATE OF name ON organisation", f"{due} {working}"),
    )


@migrations()
def owner_and_own_fields(db: Database) -> None:
    for statement in (
        "ALTER TABLE member ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX member_owner ON member(owner) WHERE owner <> ''",
        """
        CREATE TABLE member_field (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL COLLATE NOCASE UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice')),
            choices TEXT NOT NULL DEFAULT '[]'
        )
        """,
        """
        CREATE TABLE member_value (
            id INTEGER PRIMARY KEY,
            member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
            field_id INTEGER NOT NULL REFERENCES member_field(id) ON DELETE CASCADE,
            value TEXT NOT NULL,
            UNIQUE (member_id, field_id)
        )
        """,
        "CREATE INDEX member_value_field ON member_value(field_id, value)",
    ):
        db.execute(statement)


@migrations()
def views(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE member_view (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE,
            conditions TEXT NOT NULL DEFAULT '[]',
            sort TEXT NOT NULL DEFAULT '',
            is_descending INTEGER NOT NULL DEFAULT 0,
            columns TEXT NOT NULL DEFAULT '[]'
        )
        """
    )


@migrations()
def own_fields_in_search(db: Database) -> None:
    """What is filled in of one's own texts and choices is found as well."""
    db.execute("DROP VIEW member_search_text")
    db.execute(
        """
        CREATE VIEW member_search_text AS
        SELECT member.id AS id,
               member.first_name || ' ' || member.infix || ' ' || member.last_name || ' ' ||
               member.email || ' ' || member.phone || ' ' || member.role || ' ' ||
               coalesce(organisation.name, '') || ' ' ||
               coalesce((SELECT group_concat(tag.name, ' ') FROM member_tag
                           JOIN tag ON tag.id = member_tag.tag_id
                          WHERE member_tag.member_id = member.id), '') || ' ' ||
               coalesce((SELECT group_concat(own.value, ' ') FROM member_value AS own
                           JOIN member_field ON member_field.id = own.field_id
                          WHERE own.member_id = member.id
                            AND member_field.kind IN ('text', 'choice')), '') || ' ' ||
               member.looking_for || ' ' || member.notes AS text
          FROM member LEFT JOIN organisation ON organisation.id = member.organisation_id
        """
    )
    is_said = "(SELECT kind FROM member_field WHERE id = {}.field_id) IN ('text', 'choice')"
    due = "INSERT OR IGNORE INTO member_search_due(id)"
    for name, event, row in (
        ("member_search_filled", "INSERT", "NEW"),
        ("member_search_refilled", "UPDATE", "NEW"),
    ):
        db.execute(
            f"""
            CREATE TRIGGER {name} AFTER {event} ON member_value WHEN {is_said.format(row)}
            BEGIN {due} VALUES ({row}.member_id); END
            """
        )
    # The kind is not asked here: with a field goes what is filled in, and then it has none.
    db.execute(
        f"""
        CREATE TRIGGER member_search_emptied AFTER DELETE ON member_value
        BEGIN {due} VALUES (OLD.member_id); END
        """
    )
    db.execute(
        f"""
        {due}
        SELECT DISTINCT own.member_id FROM member_value AS own
          JOIN member_field ON member_field.id = own.field_id
         WHERE member_field.kind IN ('text', 'choice')
        """
    )


@migrations()
def when_they_left(db: Database) -> None:
    """The day on which somebody became a former member: from then on counts how long they stay.

    Who is past their date is found by these indexes without looking at everybody else.
    """
    for statement in (
        "ALTER TABLE member ADD COLUMN left_on TEXT",
        "CREATE INDEX member_retention ON member(retention_on) WHERE retention_on IS NOT NULL",
        """
        CREATE INDEX member_silent
            ON member(stage, max(added_on, coalesce(last_contact_on, '')))
        """,
        """
        CREATE INDEX member_uninformed ON member(added_on, stage) WHERE informed_on IS NULL
        """,
    ):
        db.execute(statement)


@migrations()
def how_they_came(db: Database) -> None:
    """Through whom somebody came in, and how many of whom was erased came and left in a week.

    The days by which growth is counted are in the indexes: no member is looked at.
    """
    for statement in (
        "ALTER TABLE member ADD COLUMN came_through TEXT NOT NULL DEFAULT ''",
        """
        CREATE INDEX member_growth ON member(coalesce(joined_on, added_on), came_through)
         WHERE stage <> 'prospect'
        """,
        "CREATE INDEX member_left ON member(left_on) WHERE left_on IS NOT NULL",
        """
        CREATE TABLE member_growth_gone (
            id INTEGER PRIMARY KEY,
            week TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('new', 'left')),
            came_through TEXT NOT NULL DEFAULT '',
            n INTEGER NOT NULL CHECK (n > 0),
            UNIQUE (week, kind, came_through)
        )
        """,
    ):
        db.execute(statement)
