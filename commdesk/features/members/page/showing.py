"""What the list shows now: which view, which words, in what order; and its rows."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.desk import Desk
from commdesk.features.members.page.columns import more_of
from commdesk.features.members.queries import (
    MemberRow,
    count_members,
    ids_of_members,
    list_members,
    place_of_member,
)
from commdesk.features.members.views import Condition, Known, Scope, View, known_of, scope_of


class Showing:
    """Read again by `refresh` after every change of the workbook."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.view: View | None = None
        self.search = ""
        self.sort = ("name", False)
        self.conditions: tuple[Condition, ...] = ()
        """Of the view, or those that are being tried in its editor."""
        self.columns: tuple[str, ...] = ()
        self.known: Known = known_of(desk.db, desk.features)
        self._scope = Scope()
        self.refresh()

    def refresh(self) -> None:
        """Take in what is known of members now, and what conditions and columns ask for."""
        desk = self._desk
        self.known = known_of(desk.db, desk.features)
        more = more_of(self.columns)
        self._scope = scope_of(self.known.subjects, self.conditions, desk.today(), more)

    @property
    def is_everybody(self) -> bool:
        return not self.search and not self.conditions

    def count(self) -> int:
        return count_members(self._desk.db, self.search, self._scope)

    def count_all(self) -> int:
        return count_members(self._desk.db)

    def count_of(self, conditions: Sequence[Condition]) -> int:
        """How many fit other conditions, whatever is searched for."""
        subjects, today = self.known.subjects, self._desk.today()
        return count_members(self._desk.db, "", scope_of(subjects, conditions, today))

    def fetch(self, offset: int, limit: int) -> list[MemberRow]:
        key, down = self.sort
        return list_members(
            self._desk.db,
            search=self.search,
            scope=self._scope,
            sort=key,
            is_descending=down,
            offset=offset,
            limit=limit,
        )

    def ids(self, runs: Sequence[tuple[int, int]]) -> list[int]:
        """Who stand in these runs of rows: (first, how many)."""
        key, down = self.sort
        return [
            member_id
            for first, count in runs
            for member_id in ids_of_members(
                self._desk.db,
                search=self.search,
                scope=self._scope,
                sort=key,
                is_descending=down,
                offset=first,
                limit=count,
            )
        ]

    def place_of(self, member_id: int) -> int | None:
        """In which row a member stands while nothing is searched for."""
        key, down = self.sort
        return place_of_member(self._desk.db, member_id, key, scope=self._scope, is_descending=down)
