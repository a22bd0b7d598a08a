"""The export log: whenever people left the workbook in a file, who took them and what for."""

from sqlite_utils import Database, Migrations

migrations = Migrations("exchange")


@migrations()
def export_log(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE export_log (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            device TEXT NOT NULL,
            file_name TEXT NOT NULL,
            sheets TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            people_count INTEGER NOT NULL,
            purpose TEXT NOT NULL
        )
        """
    )
