"""Which interviews count: of each person the newest one for a version of the concept.

Everything that counts interviews asks it here, so that all of it agrees.
"""

from __future__ import annotations

from commdesk.core.database import Database

FIRST_VERSION = "(SELECT id FROM concept_version ORDER BY number LIMIT 1)"
OF_VERSION = f"coalesce(version_id, {FIRST_VERSION})"
"""What an interview tests; one from before there was a concept tests the first version of it."""
KNOWN = "held_on IS NOT NULL AND willing <> ''"
"""It was held, and it is known whether they would contribute."""
_WHO = """
    CASE WHEN member_id IS NOT NULL THEN member_id
         WHEN folded(name) = '' THEN 'nobody ' || id
         ELSE folded(name) || char(10) || folded(circle) END
"""
"""A member, else whoever has this name in this group; after erasure nobody is the same as ever."""


def told(known: str = KNOWN) -> str:
    """Every interview of which the outcome is known, and whether it is the one that `counts`."""
    return f"""
    (SELECT id, circle, held_on, willing, {OF_VERSION} AS version,
            row_number() OVER (
                PARTITION BY {OF_VERSION}, {_WHO} ORDER BY held_on DESC, id DESC
            ) = 1 AS counts
       FROM interview WHERE {known})
"""


TOLD = told()
TOLD_BY = told(f"{KNOWN} AND held_on <= :until")
"""The same as it stood on a day."""


def spoken_again(db: Database) -> frozenset[int]:
    """Interviews that do not count: the same person was spoken with later, about that version."""
    return frozenset(db.column(f"SELECT id FROM {TOLD} WHERE NOT counts"))
