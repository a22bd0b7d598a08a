"""Rows go in with the columns they have, one or many at a time."""

from __future__ import annotations

from typing import Any

import pytest

from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op


@op("Add many")
def add_many(db: Database, rows: list[dict[str, Any]]) -> list[int]:
    return insert_many(db, "tag", rows)


@pytest.mark.parametrize("count", [0, 1, 200, 201, 450])
def test_many_rows_go_in_in_order_and_come_out_again(desk: Desk, count: int) -> None:
    ids = desk.do(add_many, [{"name": f"label {n}"} for n in range(count)])
    found = desk.db.query("SELECT id, name FROM tag ORDER BY id")
    assert [row["id"] for row in found] == ids
    assert [row["name"] for row in found] == [f"label {n}" for n in range(count)]
    if count:
        desk.undo()
    assert desk.db.value("SELECT count(*) FROM tag") == 0


def test_an_own_id_is_kept(desk: Desk) -> None:
    assert desk.do(add_many, [{"name": "a", "id": 7}, {"name": "b", "id": 9}]) == [7, 9]
    assert desk.db.column("SELECT name FROM tag ORDER BY id") == ["a", "b"]


def test_refuses_a_row_with_other_columns(desk: Desk) -> None:
    with pytest.raises(ValueError, match="cadence_days"):
        desk.do(add_many, [{"name": "a"}, {"name": "b", "cadence_days": 3}])
    assert desk.db.value("SELECT count(*) FROM tag") == 0
