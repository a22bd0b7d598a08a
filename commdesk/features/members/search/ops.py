"""Keeps the search index as the members are; runs at the end of every op, undo and redo.

A place leaves room beside it: somebody new comes between two others without moving anybody. Where
there is no room left the neighbours move apart; after a bulk change everything is made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from commdesk.core.database import Database

_ROOM = 16
"""Between two places; small, since the index holds the distances."""
_FEW = 1_000
_SHARE = 4  # a quarter of everybody changed: making it again is quicker
_NEIGHBOURS = 32

Key = tuple[str, int]
"""Sort name and id: the order of names."""


class _Person(Struct, frozen=True):
    key: Key
    text: str


class _Gap(Struct):
    """Two neighbours in the index, with those who come between them."""

    before: int | None
    after: int | None
    ends: Key | None
    """Who stands behind it."""
    people: list[_Person] = field(default_factory=list)


def settle_search(db: Database) -> None:
    """Index everyone whose words changed; triggers noted who that is."""
    due = db.value("SELECT count(*) FROM member_search_due")
    if not due:
        return
    if due > _FEW and due * _SHARE > db.value("SELECT count(*) FROM member"):
        rebuild_search(db)
        return
    gone = "SELECT place FROM member_search WHERE id IN (SELECT id FROM member_search_due)"
    db.execute(f"DELETE FROM member_gram WHERE rowid IN ({gone})")
    db.execute("DELETE FROM member_search WHERE id IN (SELECT id FROM member_search_due)")
    for gap in _gaps(db, _people_due(db)):
        _fill(db, gap)
    db.execute("DELETE FROM member_search_due")


def rebuild_search(db: Database) -> None:
    """Make the whole index again."""
    db.execute("DELETE FROM member_search_due")
    db.execute("DELETE FROM member_search")
    db.execute("INSERT INTO member_gram(member_gram) VALUES ('delete-all')")
    db.execute(
        """
        INSERT INTO member_search(place, id, text)
        SELECT row_number() OVER (ORDER BY member.sort_name, member.id) * :room, member.id,
               search_text(said.text)
          FROM member JOIN member_search_text AS said ON said.id = member.id
        """,
        {"room": _ROOM},
    )
    db.execute("INSERT INTO member_gram(rowid, text) SELECT place, text FROM member_search")


def _people_due(db: Database) -> list[_Person]:
    """Who must be indexed, in name order; who is gone is not among them."""
    sql = """
        SELECT member.id, member.sort_name, search_text(said.text) AS text
          FROM member_search_due AS due
          JOIN member ON member.id = due.id
          JOIN member_search_text AS said ON said.id = due.id
      ORDER BY member.sort_name, member.id
    """
    return [_Person((row["sort_name"], row["id"]), row["text"]) for row in db.query(sql)]


def _gaps(db: Database, people: Sequence[_Person]) -> Iterator[_Gap]:
    """Where they belong: those between the same two together; each gap is filled in turn."""
    gap: _Gap | None = None
    for person in people:
        if gap and (gap.ends is None or person.key < gap.ends):
            gap.people.append(person)
            continue
        if gap:
            yield gap
        gap = _gap_at(db, person)
    if gap:
        yield gap


def _gap_at(db: Database, person: _Person) -> _Gap:
    name, member_id = person.key
    where = {"name": name, "id": member_id}
    before = db.value(
        """
        SELECT found.place FROM member JOIN member_search AS found ON found.id = member.id
         WHERE (member.sort_name, member.id) < (:name, :id)
      ORDER BY member.sort_name DESC, member.id DESC LIMIT 1
        """,
        where,
    )
    after = db.one(
        """
        SELECT found.place, member.sort_name, member.id
          FROM member JOIN member_search AS found ON found.id = member.id
         WHERE (member.sort_name, member.id) > (:name, :id)
      ORDER BY member.sort_name, member.id LIMIT 1
        """,
        where,
    )
    if after is None:
        return _Gap(before, None, None, [person])
    return _Gap(before, after["place"], (after["sort_name"], after["id"]), [person])


def _fill(db: Database, gap: _Gap) -> None:
    before, after, people = gap.before, gap.after, gap.people
    if before is not None and after is not None and after - before <= len(people):
        _move_apart(db, gap)
        return
    _store(db, people, before, after)


def _move_apart(db: Database, gap: _Gap) -> None:
    """Take the neighbours on both sides out, and place all of them with room between."""
    count = max(_NEIGHBOURS, len(gap.people))
    while True:
        left = _neighbours(db, "place <= :at", "DESC", gap.before, count)[::-1]
        right = _neighbours(db, "place >= :at", "ASC", gap.after, count)
        low = _next_place(db, "max(place)", "place < :at", left[0][0])
        high = _next_place(db, "min(place)", "place > :at", right[-1][0])
        everybody = [*(person for _, person in left), *gap.people, *(p for _, p in right)]
        if low is None or high is None or high - low > _SHARE * len(everybody):
            break
        count *= 2
    moved = {"first": left[0][0], "last": right[-1][0]}
    db.execute("DELETE FROM member_gram WHERE rowid BETWEEN :first AND :last", moved)
    db.execute("DELETE FROM member_search WHERE place BETWEEN :first AND :last", moved)
    _store(db, everybody, low, high)


def _neighbours(
    db: Database, side: str, order: str, at: int | None, count: int
) -> list[tuple[int, _Person]]:
    sql = f"""
        SELECT place, id, text FROM member_search WHERE {side} ORDER BY place {order} LIMIT :count
    """
    rows = db.query(sql, {"at": at, "count": count})
    return [(row["place"], _Person(("", row["id"]), row["text"])) for row in rows]


def _next_place(db: Database, which: str, side: str, at: int) -> int | None:
    found: int | None = db.value(f"SELECT {which} FROM member_search WHERE {side}", {"at": at})
    return found


def _store(db: Database, people: Sequence[_Person], before: int | None, after: int | None) -> None:
    """Give them places between these two, evenly; at an end as far apart as there is room."""
    places = _places(len(people), before, after)
    rows = [
        (place, person.key[1], person.text) for place, person in zip(places, people, strict=True)
    ]
    db.raw.executemany("INSERT INTO member_search(place, id, text) VALUES (?, ?, ?)", rows)
    grams = [(place, text) for place, _, text in rows]
    db.raw.executemany("INSERT INTO member_gram(rowid, text) VALUES (?, ?)", grams)


def _places(count: int, before: int | None, after: int | None) -> list[int]:
    if after is None:
        return [(before or 0) + _ROOM * n for n in range(1, count + 1)]
    if before is None:
        return [after - _ROOM * n for n in range(count, 0, -1)]
    return [before + (after - before) * n // (count + 1) for n in range(1, count + 1)]
