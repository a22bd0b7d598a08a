"""Tables of content: items worth pointing people to, and their tags."""

from sqlite_utils import Database, Migrations

migrations = Migrations("content")


@migrations()
def items(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE content_item (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('question', 'post', 'article', 'event')),
            title TEXT NOT NULL,
            link TEXT NOT NULL DEFAULT '',
            published_on TEXT NOT NULL,
            replies INTEGER NOT NULL DEFAULT 0 CHECK (replies >= 0),
            closed_on TEXT,
            asked_by INTEGER REFERENCES member(id) ON DELETE SET NULL,
            notes TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX content_item_published ON content_item(published_on, id)",
        "CREATE INDEX content_item_asked_by ON content_item(asked_by, published_on)",
        """
        CREATE INDEX content_item_unanswered ON content_item(published_on, id)
         WHERE kind = 'question' AND replies = 0 AND closed_on IS NULL
        """,
        # The members' own tags, so that an item and whoever cares about it meet.
        """
        CREATE TABLE content_tag (
            id INTEGER PRIMARY KEY,
            item_id INTEGER NOT NULL REFERENCES content_item(id) ON DELETE CASCADE,
            tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
            UNIQUE (item_id, tag_id)
        )
        """,
        "CREATE INDEX content_tag_tag ON content_tag(tag_id)",
    ):
        db.execute(statement)


@migrations()
def first_replies(db: Database) -> None:
    """The day of the first reply; of items that had replies already nobody knows it."""
    db.execute("ALTER TABLE content_item ADD COLUMN first_reply_on TEXT")
