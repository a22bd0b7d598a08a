"""Reads of views: which there are, which one is meant, and what of the members one shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.marks import Bookmark
from commdesk.core.words import LANGUAGES, Words
from commdesk.core.workbook import read_fact
from commdesk.features.members.views.builtin import built_in
from commdesk.features.members.views.model import Condition, Subjects, View, where_of
from commdesk.features.members.views.subjects import known_of

TARGET = "view:"
COUNTED_TO = 5_000
"""Above so many members the side bar does not count what is in each view."""


class Scope(Struct, frozen=True):
    """Which members a list shows, sorted by what, and what more it shows of them."""

    where: str = ""
    """SQL over `member`; empty: everybody."""
    params: Mapping[str, Any] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)
    """Key -> what to sort by."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Key -> SQL of what is shown besides the usual."""


def scope_of(
    subjects: Subjects, conditions: Iterable[Condition], today: date, more: Iterable[str] = ()
) -> Scope:
    """The scope of these conditions, with further columns by their keys."""
    where = where_of(conditions, subjects, today)
    shown = {key: subjects[key].sql for key in more if key in subjects}
    sorts = {key: each.sort or _sort(each.kind, each.sql) for key, each in subjects.items()}
    params = {name: value for each in subjects.values() for name, value in each.params.items()}
    return Scope(where.sql, {**params, **where.params}, sorts, shown)


def list_views(db: Database, features: Features) -> list[View]:
    """Built-in views, then own ones by name; an own one of the same name replaces a built-in."""
    words = Words(read_fact(db, "language", LANGUAGES[0]))
    rows = db.query("SELECT * FROM member_view ORDER BY name")
    own = [_view(row) for row in rows]
    taken = {view.name.casefold() for view in own}
    offered = built_in(known_of(db, features).subjects, words)
    free = (view for view in offered if not taken & _names(view))
    return [*free, *own]


def find_view(db: Database, features: Features, key: str) -> View:
    """The view with this key; refuses one that is gone."""
    found = next((view for view in list_views(db, features) if view.key == key), None)
    if found is None:
        raise Refused("This view is no longer in the workbook.")
    return found


def view_named(db: Database, features: Features, name: str, words: Words) -> View:
    """The view that is called so, a built-in one in either language; else refuses with names."""
    wanted = " ".join(name.split()).casefold()
    views = list_views(db, features)
    found = [view for view in views if wanted in _names(view)]
    if len(found) == 1:
        return found[0]
    raise Refused(
        "There is no view {name}; there are {names}.",
        name=name,
        names=[f"“{words(view.name)}”" for view in views],
    )


def count_in(db: Database, scope: Scope) -> int:
    where = f" WHERE {scope.where}" if scope.where else ""
    return int(db.value(f"SELECT count(*) FROM member{where}", scope.params))


def bookmarks(desk: Desk, *, is_counted: bool) -> list[Bookmark]:
    """Every view for the side bar; how many are in it when asked, and where counting is quick."""
    db, subjects = desk.db, known_of(desk.db, desk.features).subjects
    is_counted = is_counted and count_in(db, Scope()) <= COUNTED_TO
    return [
        Bookmark(
            TARGET + view.key,
            view.name,
            count_in(db, scope_of(subjects, view.conditions, desk.today())) if is_counted else None,
        )
        for view in list_views(db, desk.features)
    ]


def list_owners(db: Database) -> list[str]:
    """Who look after members, besides the owner of the workbook."""
    return db.column("SELECT DISTINCT owner FROM member WHERE owner <> '' ORDER BY owner")


def name_of_view(db: Database, view_id: int) -> str:
    return db.value("SELECT name FROM member_view WHERE id = :id", {"id": view_id}) or ""


def _names(view: View) -> set[str]:
    """What a view is called, for comparing: a built-in one in every language."""
    if view.id:
        return {view.name.casefold()}
    return {Words(language)(view.name).casefold() for language in LANGUAGES}


def _sort(kind: str, sql: str) -> str:
    return f"{sql} COLLATE NOCASE" if kind in {"text", "tags"} else sql


def _view(row: Mapping[str, Any]) -> View:
    return View(
        row["name"],
        msgspec.json.decode(row["conditions"], type=tuple[Condition, ...]),
        row["sort"],
        bool(row["is_descending"]),
        msgspec.json.decode(row["columns"], type=tuple[str, ...]),
        key=str(row["id"]),
    )
