"""What tells two people of one name apart in a list."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from commdesk.core.database import Database


def told_apart(db: Database, shown: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Of each member whose name another in the list has too: the organisation, else the address.

    `shown`: (member, name). Nothing is read while every name is somebody's own.
    """
    bearers = defaultdict(set)
    for member_id, name in shown:
        bearers[name.casefold()].add(member_id)
    doubled = [each for ids in bearers.values() if len(ids) > 1 for each in ids]
    if not doubled:
        return {}
    sql = """
        SELECT member.id, coalesce(nullif(organisation.name, ''), member.email) AS apart
          FROM json_each(:ids) AS wanted
         CROSS JOIN member ON member.id = wanted.value
          LEFT JOIN organisation ON organisation.id = member.organisation_id
    """
    return {row["id"]: row["apart"] for row in db.query(sql, {"ids": json.dumps(doubled)})}
