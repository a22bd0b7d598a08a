"""What a to-do hangs on: any thing that a feature has a name for, found by what `find` gives."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.core.feature import Feature
from commdesk.core.words import Words

NEW = "new"
_OWN = frozenset({"members", "plan"})
"""A member has a field of its own, and a to-do hangs on no other to-do."""


class Thing(Struct, frozen=True):
    """One thing of another feature; `member_id` when it is about somebody too."""

    table: str
    id: int
    member_id: int | None = None


def new_todo_about(table: str = "", thing_id: int = 0, member_id: int | None = None) -> str:
    """The target to open Week with for a new to-do about a thing, or about a member alone."""
    return "/".join((NEW, table, str(thing_id), str(member_id or "")))


def read_target(target: str) -> Thing | None:
    """What `new_todo_about` wrote; None when it is something else."""
    parts = target.split("/")
    if len(parts) != 4 or parts[0] != NEW:  # noqa: PLR2004 - as many as are written
        return None
    return Thing(parts[1], int(parts[2]), int(parts[3]) if parts[3] else None)


def name_of(desk: Desk, table: str, thing_id: int, words: Words) -> str:
    """`Moderation task: Evening shift`; empty when it is gone or nobody names it."""
    named = {key: name for feature in desk.features for key, name in feature.names_for.items()}
    name = named[table](desk.db, thing_id) if table in named else ""
    return f"{words(desk.called(table))}: {name}" if name else ""


def find_things(desk: Desk, typed: str, words: Words) -> Iterator[tuple[str, int, str]]:
    """(table, id, shown) of what every feature finds."""
    for feature in desk.features:
        table = _table_of(feature)
        if feature.find and table and feature.name not in _OWN:
            for thing_id, title, _note in feature.find(desk.db, typed):
                yield table, thing_id, f"{words(desk.called(table))}: {title}"


def _table_of(feature: Feature) -> str:
    """The table whose rows `find` gives: the first that the feature names rows of."""
    return next(iter(feature.names_for), "")
