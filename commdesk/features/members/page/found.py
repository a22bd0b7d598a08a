"""Which members the table shows, and in what order: everybody, or the first that a search found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commdesk.core.database import Database
from commdesk.core.words import Text, say, say_n
from commdesk.features.members.queries import (
    MemberRow,
    count_members,
    list_members,
    rows_of,
    sort_ids,
)
from commdesk.features.members.search import MOST_COUNTED, MOST_HITS, count_hits, find_hits


class Found:
    """The rows behind the table; a search is done once, its rows are read block by block."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.typed = ""
        self.sort = ("name", False)
        self._everybody: int | None = None
        self._counting: Iterator[int] | None = None
        self._fitting = 0
        self._ids: Sequence[int] | None = None
        self.is_cut = False
        """More fit than can be shown; those shown are the first in name order."""

    @property
    def everybody(self) -> int:
        """How many members there are; counting a million takes longer than a keystroke may."""
        if self._everybody is None:
            self._everybody = count_members(self._db)
        return self._everybody

    def forget(self) -> None:
        """The members changed: count them again when that is asked."""
        self._everybody = None

    def count(self) -> int:
        """Look again; how many rows there are to show."""
        self._counting = None
        key, down = self.sort
        hits = find_hits(self._db, self.typed)
        self.is_cut = bool(hits and hits.is_cut)
        if hits is None:
            self._ids = None
            return self.everybody
        is_plain = self.is_cut or key == "name"
        down = down and not self.is_cut
        self._ids = sort_ids(self._db, hits.ids, "name" if is_plain else key, is_descending=down)
        return len(self._ids)

    def fetch(self, offset: int, limit: int) -> list[MemberRow]:
        if self._ids is not None:
            return rows_of(self._db, self._ids[offset : offset + limit])
        key, down = self.sort
        return list_members(self._db, sort=key, is_descending=down, offset=offset, limit=limit)

    def outcome(self) -> Text:
        """How many there are, as far as that is known without counting long."""
        everybody = say_n("{n} member", "{n} members", self.everybody)
        if self._ids is None:
            return everybody
        if self.is_cut:
            return say("the first {shown} of many, type more", shown=MOST_HITS)
        return say("{found} of {all}", found=len(self._ids), all=everybody)

    def count_on(self) -> Text | None:
        """Count a part of those who fit; the same with their number when all are counted.

        In parts, since counting them at once would stop the window for longer than may be.
        """
        self._counting = self._counting or count_hits(self._db, self.typed)
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
