"""Comparing what came back, purely: every edit is found once, and none is made up."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.words import say
from commdesk.features.exchange.returning.differing import compare
from commdesk.features.exchange.returning.model import (
    Difference,
    Shape,
    There,
    Wrong,
    digest,
    is_same,
    sum_of,
)

KEYS = ("title", "minutes", "done")
SHAPE = Shape("todo", KEYS, "title", adds=True, removes=True)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from(["", "a", "b", "=1+1", "007", "+316", "1898-05-01", "🌳", "x" * 1200]),
).map(lambda value: None if value == "" else value)
VALUES = st.fixed_dictionaries(dict.fromkeys(KEYS, PLAIN))
Values = dict[str, Any]


def back(row: int, row_id: str | None, was: Values, there: Values) -> There:
    said = {key: digest(value) for key, value in was.items()} if row_id else {}
    return There(row, there, row_id, said)


def kinds(found: list[Difference]) -> dict[str, int]:
    return {each.kind: sum(e.kind == each.kind for e in found) for each in found}


@given(st.lists(st.tuples(VALUES, VALUES, VALUES, st.booleans()), max_size=8))
def test_every_edit_is_found_once_and_none_is_made_up(
    rows: list[tuple[Values, Values, Values, bool]],
) -> None:
    there = [
        back(n, str(n), was, new) for n, (was, _, new, is_gone) in enumerate(rows) if not is_gone
    ]
    here = {str(n): now for n, (_, now, _, _) in enumerate(rows)}
    found = compare(SHAPE, there, here, list(here))
    cells = {(each.id, each.column): each for each in found if each.column}
    gone = {each.id for each in found if each.kind == "deleted"}
    assert gone == {str(n) for n, row in enumerate(rows) if row[3]}
    for n, (was, now, new, is_gone) in enumerate(rows):
        for key in KEYS:
            each = cells.pop((str(n), key), None)
            if is_gone:
                assert each is None
                continue
            was_same, now_same = is_same(was[key], new[key]), is_same(was[key], now[key])
            both = is_same(now[key], new[key])
            expected = (
                None if both else "here" if was_same else "changed" if now_same else "conflict"
            )
            assert (each.kind if each else None) == expected
            if each and each.kind in {"changed", "conflict"}:
                assert (each.here, each.there) == (now[key], new[key])
    assert not cells


@given(st.lists(VALUES, max_size=6))
def test_what_was_not_touched_gives_no_difference(rows: list[Values]) -> None:
    there = [back(n, str(n), values, values) for n, values in enumerate(rows)]
    here = {str(n): values for n, values in enumerate(rows)}
    assert compare(SHAPE, there, here, list(here)) == []


@given(st.lists(VALUES, max_size=6))
def test_a_new_row_is_found_when_anything_is_in_it(rows: list[Values]) -> None:
    found = compare(SHAPE, [back(n, None, {}, values) for n, values in enumerate(rows)], {})
    assert [dict(each.values) for each in found] == [row for row in rows if any(row.values())]
    assert {each.kind for each in found} <= {"new"}


def test_a_sheet_that_takes_no_rows_says_so() -> None:
    shape = Shape("outreach", KEYS)
    (found,) = compare(shape, [There(9, {"title": "x"})], {})
    assert (found.kind, found.row) == ("ignored", 9)


def test_a_copy_that_says_the_same_does_not_cost_the_row_its_edit() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    new = was | {"title": "b"}
    found = compare(SHAPE, [back(2, "7", was, new), back(5, "7", was, new)], {"7": was}, ["7"])
    assert [(each.kind, each.row) for each in found] == [("changed", 2), ("invalid", 5)]


def test_two_rows_with_one_id_that_say_other_things_are_not_taken() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    new = was | {"title": "b"}
    found = compare(SHAPE, [back(2, "7", was, was), back(5, "7", was, new)], {"7": was}, ["7"])
    assert kinds(found) == {"invalid": 2}
    assert "row 5" in str(found[0].why)


def test_a_cell_that_cannot_be_read_is_invalid_with_what_was_found() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    there = {**was, "minutes": Wrong("lang", say("no length"))}
    (found,) = compare(SHAPE, [back(2, "7", was, there)], {"7": was})
    assert (found.kind, found.column, found.there) == ("invalid", "minutes", "lang")


def test_a_change_of_a_row_that_is_gone_here_is_said_and_not_lost() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    found = compare(SHAPE, [back(2, "7", was, {**was, "title": "b"})], {}, ["7"])
    assert [(each.kind, each.column) for each in found] == [("invalid", "title")]


def test_a_column_that_is_gone_from_the_file_empties_nothing() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    assert compare(SHAPE, [back(2, "7", was, {"title": "a"})], {"7": was}) == []


def test_what_does_not_come_back_is_shown_and_left() -> None:
    was = {"title": "a", "minutes": 1, "done": False}
    row = There(2, {**was, "state": "done"}, "7", dict(was), {"state": sum_of("left")}, ("left",))
    found = compare(SHAPE, [row], {"7": {**was, "state": "left"}})
    assert [(e.kind, e.column, e.was) for e in found] == [
        ("ignored", "state", "left"),
        ("ignored", "left", None),
    ]


def test_no_and_nothing_and_zero_are_three_things() -> None:
    assert not is_same(False, 0)
    assert not is_same(None, 0)
    assert not is_same(True, 1)
