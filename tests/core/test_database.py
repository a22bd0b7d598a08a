"""Rows go in with the columns they have, one or many at a time."""

from __future__ import annotations

from typing import Any

import pytest

from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op


@op("Add many")
def add_many(db: Database, rows: list[tuple[Any, ...]]) -> list[int]:
    return insert_many(db, "tag", ("name",), rows)


@pytest.mark.parametrize("count", [0, 1, 200, 201, 450])
def test_many_rows_go_in_in_order_and_come_out_again(desk: Desk, count: int) -> None:
    ids = desk.do(add_many, [(f"label {n}",) for n in range(count)])
    found = desk.db.query("SELECT id, name FROM tag ORDER BY id")
    assert [row["id"] for row in found] == ids
    assert [row["name"] for row in found] == [f"label {n}" for n in range(count)]
    if count:
        desk.undo()
    assert desk.db.value("SELECT count(*) FROM tag") == 0


def test_refuses_a_row_of_another_width(desk: Desk) -> None:
    with pytest.raises(ValueError, match="b"):
        desk.do(add_many, [("a",), ("b", 3)])
    assert desk.db.value("SELECT count(*) FROM tag") == 0
