"""What somebody wrote of a kind of data, a field or an import: purpose, ground, recipients."""

from sqlite_utils import Database, Migrations

migrations = Migrations("register")


@migrations()
def lines(db: Database) -> None:
    """`subject` is `members`, `members/member.email` or `import/17`."""
    db.execute(
        """
        CREATE TABLE register_line (
            id INTEGER PRIMARY KEY,
            subject TEXT NOT NULL UNIQUE,
            purpose TEXT NOT NULL DEFAULT '',
            legal_ground TEXT NOT NULL DEFAULT '',
            recipients TEXT NOT NULL DEFAULT '',
            keeping TEXT NOT NULL DEFAULT ''
        )
        """
    )
