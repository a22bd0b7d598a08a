"""The whole content of a workbook as one value, to compare before and after."""

from typing import Any

from commdesk.core.database import Database


def dump(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but those of history and a secret; indexes as what they find."""
    names = db.column(
        """
        SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
           AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'journal%'
           AND name NOT IN ('erased_key', 'event_log') AND substr(name, 1, 1) <> '_'
      ORDER BY name
        """
    )
    content = {name: db.query(f'SELECT * FROM "{name}" ORDER BY 1') for name in names}
    content["member_search"] = db.query("SELECT id, text FROM member_search ORDER BY place")
    return content
