"""After acts of every kind nothing is left of who is erased, and nothing of others is touched."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core import erasing
from commdesk.core.check import faults
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.erasing import history
from commdesk.core.erasing.naming import FILLED
from commdesk.core.errors import Refused
from commdesk.core.journal import op, watched_tables
from commdesk.core.people import Person, held_of
from tests.conftest import MovableClock
from tests.core.erasing.conftest import grams_with
from tests.core.erasing.planting import CODES
from tests.core.random_ops import STRATEGIES
from tests.core.test_undo_of_everything import act

BEFORE, AFTER = 250, 120
MARK = re.compile(r"xqzwvk\d+q")
DATA = [data for feature in FEATURES for data in feature.personal_data]
_PARTS_OF_DAYS = {"availability", "rather_not"}
PEOPLE = ("member", "moderator", "interview")


@op("Plant words")
def plant(db: Database, people: list[Person], first: int) -> int:
    """A word of its own in every text that is a person's, with the text that stood there."""
    number = first
    for person in people:
        for held in held_of(db, FEATURES, person):
            table = held.data.table
            for column in held.data.columns:
                is_text = db.value(
                    f"SELECT type = 'TEXT' FROM pragma_table_info('{table}') WHERE name = :name",
                    {"name": column},
                )
                is_code = f"{table}.{column}" in CODES or column in _PARTS_OF_DAYS
                is_code = is_code or column.endswith("_on")
                if is_text and not is_code and column not in held.data.keeps:
                    for row in held.rows:
                        number += 1
                        sql = f"UPDATE {table} SET {column} = :word WHERE id = :id"
                        word = f"{str(row[column])[:40]} xqzwvk{number}q"
                        db.execute(sql, {"word": word, "id": row["id"]})
    return number


def acts(desk: Desk, rng: Random, count: int) -> None:
    """At random, and now and then one of them is undone or done again."""
    ops = sorted(STRATEGIES, key=lambda each: f"{each.__module__}.{each.__qualname__}")
    for _ in range(count):
        act(desk, rng.choice(ops), rng)
        if rng.random() < 1 / 20 and desk.next_undo:
            desk.undo()


def everywhere(db: Database) -> dict[tuple[str, int], dict[str, Any]]:
    """Every row of every table that has one of the words."""
    tables = [*watched_tables(db, ()), "journal_entry", "journal_change"]
    return {
        (table, row.get("id", 0)): row
        for table in tables
        for row in db.query(f"SELECT * FROM {table}")
        if MARK.search(str(row))
    }


def others_words(db: Database, erased: set[int]) -> set[str]:
    """Words in rows that have come to be about somebody else: what is said of them stays."""
    found: set[str] = set()
    for (table, _), row in everywhere(db).items():
        if table in {"journal_entry", "journal_change"}:
            continue
        about = {row[data.member_column] for data in DATA if data.table == table}
        if about - erased - {None} or table not in {data.table for data in DATA}:
            found.update(MARK.findall(str(row)))
    return found


TOTALS = {"member_growth_gone", "activity_level_gone"}
"""Numbers to which erasing adds, and that name nobody."""


def rows_of_others(db: Database) -> dict[tuple[str, Any], dict[str, Any]]:
    """What the tables say that hold no person."""
    derived = FILLED.union(*(feature.derived for feature in FEATURES))
    tables = set(watched_tables(db, derived)) - {data.table for data in DATA} - TOTALS
    return {(t, row["id"]): row for t in tables for row in db.query(f"SELECT * FROM {t}")}


def assert_same_but_names(now: dict[Any, dict[str, Any]], then: dict[Any, dict[str, Any]]) -> None:
    assert now.keys() == then.keys()
    for place, row in now.items():
        changed = {key: value for key, value in row.items() if value != then[place][key]}
        assert all(re.search("gewist|erased", each) for each in changed.values()), (place, changed)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_left_of_them_in_tables_history_index_and_bytes(
    empty_workbook: Path, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_workbook, Path(folder) / "w.commdesk"))
        with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
            people = lived(desk, Random(seed))  # noqa: S311
            untouched = rows_of_others(desk.db)
            desk.do(erasing.erase, FEATURES, people, today=desk.today())
            assert erasing.forget_bytes(desk.db)
            assert_same_but_names(rows_of_others(desk.db), untouched)
            merged = {drop for _, drop in history.merges(desk.db)}
            kept = others_words(desk.db, {person.id for person in people} | merged)
            for place, row in everywhere(desk.db).items():
                assert set(MARK.findall(str(row))) <= kept, (place, row)
            assert kept or not grams_with(desk.db, "xqzwvk")
            assert faults(desk.db.raw) == []
            with pytest.raises(Refused):
                desk.undo()
        left = re.findall(rb"xqzwvk\d+q", path.read_bytes().lower())
        assert {each.decode() for each in left} <= kept


def lived(desk: Desk, rng: Random) -> list[Person]:
    """Who is to be erased, after a while in which anything was done with them."""
    acts(desk, rng, BEFORE)
    people = []
    for table in PEOPLE:
        ids = desk.db.column(f"SELECT id FROM {table} ORDER BY id")
        people += [Person(each, table) for each in rng.sample(ids, min(len(ids), 2))]
    words = desk.do(plant, people, 0)
    acts(desk, rng, AFTER)
    assert desk.do(plant, people, words)
    for keep, drop in sorted(history.merges(desk.db)) * 2:  # who they became
        if Person(drop) in people and Person(keep) not in people:
            people.append(Person(keep))
    return people
