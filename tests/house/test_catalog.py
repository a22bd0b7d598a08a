"""What every feature hands in must hold together: ranks, versions, tables, people, ops."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import click
import pytest

from commdesk.catalog import FEATURES
from commdesk.core import journal, migrate
from commdesk.core.desk import Desk
from commdesk.core.feature import Feature

IDS = [feature.name for feature in FEATURES]
CORE_TABLES = journal.OWN_TABLES | {"workbook_fact", "closing_day", "absence"}
WITH_SCHEMA = [feature for feature in FEATURES if feature.schema]


def _plain_tables(desk: Desk) -> set[str]:
    return set(journal.watched_tables(desk.db, ())) | journal.OWN_TABLES


def test_features_stand_in_order_of_rank() -> None:
    ranks = [feature.rank for feature in FEATURES]
    assert ranks == sorted(ranks), "The order of FEATURES is the migration order."


def test_names_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("feature", FEATURES, ids=IDS)
def test_schema_version_is_the_number_of_migrations(feature: Feature) -> None:
    migrations = import_module(feature.schema).migrations._migrations if feature.schema else ()
    assert feature.schema_version == len(migrations)


def test_core_version_is_the_number_of_migrations() -> None:
    assert len(import_module("commdesk.core.schema").migrations._migrations) == (
        migrate.CORE_VERSION
    )


def test_every_table_belongs_to_one_feature(desk: Desk) -> None:
    claimed = [name for f in FEATURES for name in f.tables | f.unwatched]
    assert len(claimed) == len(set(claimed)), "A table has one owner."
    assert set(claimed) == _plain_tables(desk) - CORE_TABLES


def test_every_table_has_one_lasting_key(desk: Desk) -> None:
    derived = {table for feature in FEATURES for table in feature.unwatched}
    for table in set(_plain_tables(desk)) - derived:  # what is not undone may be keyed otherwise
        sql = "SELECT sql FROM sqlite_schema WHERE name = :table"
        made = desk.db.value(sql, {"table": table})
        assert re.search(r"\bid INTEGER PRIMARY KEY\b", made), f"{table}: id INTEGER PRIMARY KEY"
        assert "AUTOINCREMENT" not in made.upper(), f"{table}: ids mean nothing in one copy only"


def test_every_foreign_key_is_indexed(desk: Desk) -> None:
    for table in _plain_tables(desk):
        first = desk.db.column(
            f"""
            SELECT info.name FROM pragma_index_list('{table}') AS list
              JOIN pragma_index_info(list.name) AS info ON info.seqno = 0
            """
        )
        for column in desk.db.column(f"""SELECT "from" FROM pragma_foreign_key_list('{table}')"""):
            assert column in first, f"{table}.{column} needs an index: deletes would scan"


def test_a_table_with_a_member_says_what_it_holds_of_people(desk: Desk) -> None:
    told = {(each.table, each.member_column) for f in FEATURES for each in f.personal_data}
    for table in _plain_tables(desk):
        keys = desk.db.query(f"SELECT * FROM pragma_foreign_key_list('{table}')")
        for key in keys:
            if key["table"] == "member":
                assert (table, key["from"]) in told, f"{table}.{key['from']} needs PersonalData"


def test_personal_data_names_real_columns(desk: Desk) -> None:
    for feature in FEATURES:
        for each in feature.personal_data:
            columns = desk.db.column(f"SELECT name FROM pragma_table_info('{each.table}')")
            assert {each.member_column, *each.columns} <= set(columns), each


def test_columns_carry_the_kind_of_their_value(desk: Desk) -> None:
    for table in _plain_tables(desk):
        for column in desk.db.query(f"SELECT name, type FROM pragma_table_info('{table}')"):
            if column["name"].endswith(("_at", "_on")):
                assert column["type"] == "TEXT", f"{table}.{column['name']}: ISO text"
            if column["name"].endswith(("_minutes", "_id")) or column["name"].startswith("is_"):
                assert column["type"] == "INTEGER", f"{table}.{column['name']}: whole number"


def _ops_modules() -> list[ModuleType]:
    names = (f"commdesk.features.{feature.name}.ops" for feature in FEATURES)
    return [import_module(name) for name in names if find_spec(name)]


@pytest.mark.parametrize("module", _ops_modules(), ids=lambda module: module.__name__)
def test_every_public_function_of_ops_is_an_op_or_says_it_is_part_of_one(
    module: ModuleType,
) -> None:
    """What takes the desk is no op but a run of them, each with an entry of its own."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        first = next(iter(inspect.signature(function).parameters), "")
        is_op = bool(getattr(function, "label", ""))
        is_part = bool(re.search(r"\bops?\b", function.__doc__ or ""))
        assert first == "db" or not is_op, f"{name} takes db first"
        assert first != "db" or is_op or is_part, f"{name} carries @op"


def test_a_verb_has_one_owner() -> None:
    names = [command.name for command in _commands()]
    assert len(names) == len(set(names))


def test_every_verb_says_what_it_does() -> None:
    assert not [c.name for c in _commands() if not (c.help or "").strip().endswith(".")]


def _commands() -> list[click.Command]:
    return [c for f in FEATURES if f.commands for c in import_module(f.commands).COMMANDS]
