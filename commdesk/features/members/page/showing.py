"""What the list shows now: which view, which words, in what order; and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.words import Text, say, say_n
from commdesk.features.members.page.columns import more_of
from commdesk.features.members.queries import (
    INDEXED,
    MemberRow,
    count_members,
    hits_in,
    ids_of_members,
    place_of_member,
    rows_of,
    sort_ids,
)
from commdesk.features.members.search import MOST_COUNTED, MOST_HITS, count_hits
from commdesk.features.members.views import Condition, Known, Scope, View, known_of, scope_of

_QUICKLY = 20_000
"""Members that are sorted and sifted within a keystroke."""
Wish = tuple[Any, ...]


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
        self.is_cut = False
        """More fit than can be shown; those shown are the first in name order."""
        self._scope = Scope()
        self._ids: Sequence[int] | None = None
        """Of a search: everybody it found."""
        self._everybody: int | None = None
        self._counting: Iterator[int] | None = None
        self._answered: tuple[Wish | None, Sequence[int]] = (None, ())
        self._fitting = 0
        self.refresh()

    def refresh(self) -> None:
        """Take in what is known of members now, and what conditions and columns ask for."""
        desk = self._desk
        self._everybody = None
        self._answered = (None, ())
        self.known = known_of(desk.db, desk.features)
        more = more_of(self.columns)
        self._scope = scope_of(self.known.subjects, self.conditions, desk.today(), more)

    @property
    def is_everybody(self) -> bool:
        return not self.search and not self.conditions

    @property
    def everybody(self) -> int:
        """How many members there are; counting a million takes longer than a keystroke may."""
        if self._everybody is None:
            self._everybody = count_members(self._desk.db)
        return self._everybody

    @property
    def wish(self) -> Wish:
        """What is asked for now: two that are equal have the same answer."""
        return (self._scope.where, tuple(self._scope.params.items()), *self.sort)

    @property
    def takes_long(self) -> bool:
        """Whether everybody must be looked at: that is no work for the window's own thread."""
        is_walked = self.sort[0] in INDEXED and not self._scope.where
        return not self.search and self.everybody > _QUICKLY and not is_walked

    def ask(self) -> Callable[[Database], Sequence[int]]:
        """The work whose result is to be given to `answer`."""
        scope, (key, down) = self._scope, self.sort
        return lambda db: ids_of_members(db, scope=scope, sort=key, is_descending=down)

    def answer(self, wish: Wish, ids: Sequence[int]) -> None:
        self._answered = (wish, ids)

    @property
    def is_answered(self) -> bool:
        return self._answered[0] == self.wish

    def count(self) -> int:
        """Look again; how many rows there are to show. A search is done once, here."""
        self._counting = None
        if self.takes_long:  # until it is answered the rows stay as they were
            self.is_cut = False
            self._ids = self._answered[1] if self.is_answered else self._ids or ()
            return len(self._ids)
        key, down = self.sort
        hits = hits_in(self._desk.db, self.search, self._scope)
        self.is_cut = bool(hits and hits.is_cut)
        if hits is None:
            self._ids = None
            everybody = not self._scope.where
            return self.everybody if everybody else count_members(self._desk.db, "", self._scope)
        if not self.is_cut:  # else those shown are the first in name order
            ids = sort_ids(self._desk.db, hits.ids, key, self._scope, is_descending=down)
        self._ids = hits.ids if self.is_cut else ids
        return len(self._ids)

    def count_of(self, conditions: Sequence[Condition]) -> int:
        """How many fit other conditions, whatever is searched for."""
        subjects, today = self.known.subjects, self._desk.today()
        return count_members(self._desk.db, "", scope_of(subjects, conditions, today))

    def fetch(self, offset: int, limit: int) -> list[MemberRow]:
        ids = self._run(offset, limit)
        return rows_of(self._desk.db, ids, self._scope)

    def ids(self, runs: Sequence[tuple[int, int]]) -> list[int]:
        """Who stand in these runs of rows: (first, how many)."""
        return [each for first, count in runs for each in self._run(first, count)]

    def outcome(self) -> Text:
        """How many there are, as far as that is known without counting long."""
        everybody = say_n("{n} member", "{n} members", self.everybody)
        if self.is_everybody:
            return everybody
        if self.is_cut:
            return say("the first {shown} of many, type more", shown=MOST_HITS)
        found = len(self._ids) if self._ids is not None else self.count()
        return say("{found} of {all}", found=found, all=everybody)

    def count_on(self) -> Text | None:
        """Count a part of those who fit; the same with their number when all are counted.

        In parts, since counting them at once would stop the window for longer than may be.
        """
        if self.conditions:
            return self.outcome()
        self._counting = self._counting or count_hits(self._desk.db, self.search)
        if (so_far := next(self._counting, None)) is not None:
            self._fitting = so_far
            return None
        fitting = self._fitting
        if fitting > MOST_COUNTED:
            most = MOST_COUNTED
            return say(
                "the first {shown} of more than {most}, type more", shown=MOST_HITS, most=most
            )
        return say("the first {shown} of {fitting}, type more", shown=MOST_HITS, fitting=fitting)

    def _run(self, offset: int, limit: int) -> Sequence[int]:
        if self._ids is not None:
            return self._ids[offset : offset + limit]
        key, down = self.sort
        return ids_of_members(
            self._desk.db,
            scope=self._scope,
            sort=key,
            is_descending=down,
            offset=offset,
            limit=limit,
        )

    def place_of(self, member_id: int) -> int | None:
        """In which row a member stands while nothing is searched for."""
        key, down = self.sort
        return place_of_member(self._desk.db, member_id, key, scope=self._scope, is_descending=down)
