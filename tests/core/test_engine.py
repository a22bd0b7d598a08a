"""sqlite-utils over sqlcipher3, with and without a key: every call that the house relies on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commdesk.core import engine  # before sqlite_utils: it decides which SQLite that takes
from commdesk.core.desk import Desk

# isort: split
import sqlite_utils
from sqlite_utils import Migrations
from sqlite_utils.db import TransactionError

KEY = "00112233445566778899aabbccddeeff" * 2


@pytest.fixture(params=["plain", "keyed"])
def raw(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    connection = engine.engine.connect(str(tmp_path / "t.db"), isolation_level=None)
    if request.param == "keyed":
        connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    for pragma in engine._PRAGMAS:
        connection.execute(pragma)
    connection.execute("PRAGMA journal_mode=WAL")
    yield connection
    connection.close()


@pytest.fixture
def tables(raw: Any) -> sqlite_utils.Database:
    db = sqlite_utils.Database(raw)
    db.table("organisation").create({"id": int, "name": str}, pk="id")
    db.table("member").create(
        {"id": int, "name": str, "organisation_id": int},
        pk="id",
        foreign_keys=[("organisation_id", "organisation", "id")],
    )
    db.table("organisation").insert({"id": 1, "name": "Gemeente"})
    db.table("member").insert({"id": 1, "name": "Fatma Yılmaz", "organisation_id": 1})
    return db


def test_sqlite_utils_speaks_to_our_engine() -> None:
    from sqlite_utils.utils import sqlite3 as theirs

    assert theirs.OperationalError is engine.OperationalError
    assert sqlite_utils.Database(memory=True).conn.__class__ is engine.Connection
    assert sqlite3.sqlite_version_info <= tuple(map(int, engine.SQLITE_VERSION.split(".")))


def test_a_keyed_file_shows_nothing_and_opens_with_the_key_only(tmp_path: Path) -> None:
    path = str(tmp_path / "k.db")
    with_key = engine.engine.connect(path, isolation_level=None)
    with_key.execute(f"PRAGMA key = \"x'{KEY}'\"")
    with_key.execute("CREATE TABLE secret (word TEXT)")
    with_key.execute("INSERT INTO secret VALUES ('omgevingswet')")
    with_key.close()
    data = Path(path).read_bytes()
    assert b"omgevingswet" not in data
    assert b"CREATE TABLE" not in data
    without = engine.engine.connect(path)
    without.execute("PRAGMA cipher_log_level=none")
    with pytest.raises(engine.DatabaseError, match="not a database") as caught:
        without.execute("SELECT * FROM secret")
    assert engine.code_of(caught.value) == engine.NOTADB
    without.close()


def test_insert_with_alter_adds_the_column(tables: sqlite_utils.Database) -> None:
    tables.table("member").insert({"id": 2, "name": "Noor", "phone": "06"}, alter=True)
    assert tables.table("member").get(2)["phone"] == "06"


def test_upsert_and_update_with_alter_keep_the_other_fields(tables: sqlite_utils.Database) -> None:
    tables.table("member").upsert({"id": 1, "email": "f@x.example"}, pk="id", alter=True)
    tables.table("member").update(1, {"city": "Zwolle"}, alter=True)
    row = tables.table("member").get(1)
    assert (row["name"], row["email"], row["city"]) == ("Fatma Yılmaz", "f@x.example", "Zwolle")


def test_create_index_finds_a_name_that_is_free(tables: sqlite_utils.Database) -> None:
    tables.table("member").create_index(["name"])
    tables.table("member").create_index(["name"], find_unique_name=True)
    assert {index.name for index in tables.table("member").indexes} == {
        "idx_member_name",
        "idx_member_name_2",
    }


def test_transform_keeps_rows_and_links_and_drops_every_trigger(
    tables: sqlite_utils.Database,
) -> None:
    tables.execute("CREATE TEMP TRIGGER told AFTER INSERT ON main.member BEGIN SELECT 1; END")
    tables.table("member").enable_fts(["name"], create_triggers=True)
    tables.execute("PRAGMA foreign_keys=OFF")
    tables.table("member").transform(rename={"name": "full_name"}, drop_foreign_keys=[])
    assert tables.table("member").get(1)["full_name"] == "Fatma Yılmaz"
    assert [key.other_table for key in tables.table("member").foreign_keys] == ["organisation"]
    kept = "SELECT name FROM sqlite_temp_schema UNION SELECT name FROM sqlite_schema"
    assert tables.execute(f"{kept} WHERE type = 'trigger'").fetchall() == [], (
        "it would keep triggers now: watch() and the FTS schema may rely on that"
    )


def test_transform_in_a_transaction_needs_foreign_keys_off(tables: sqlite_utils.Database) -> None:
    tables.execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY,"
        " member_id INTEGER REFERENCES member(id) ON DELETE CASCADE)"
    )
    tables.execute("INSERT INTO note VALUES (1, 1)")
    with pytest.raises(TransactionError), tables.atomic():
        tables.table("member").transform(rename={"name": "full_name"})
    tables.execute("PRAGMA foreign_keys=OFF")
    with tables.atomic():
        tables.table("member").transform(rename={"name": "full_name"})
    assert tables.execute("SELECT count(*) FROM note").fetchone() == (1,)


def test_a_search_index_follows_insert_update_and_delete(tables: sqlite_utils.Database) -> None:
    member = tables.table("member")
    member.enable_fts(["name"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")
    member.insert({"id": 2, "name": "Zoë de Vries"})
    member.update(1, {"name": "Ayşe"})
    assert [row["id"] for row in member.search("zoe")] == [2]
    assert [row["id"] for row in member.search("ayse")] == [1]
    member.delete(2)
    assert list(member.search("zoe")) == []
    tables.execute("INSERT INTO member_fts(member_fts) VALUES ('integrity-check')")
    tables.execute("INSERT INTO member_fts(member_fts, rank) VALUES ('secure-delete', 1)")


def test_migrations_run_once_each_in_order_and_roll_back_whole(raw: Any) -> None:
    db = sqlite_utils.Database(raw)
    migrations = Migrations("trial")

    @migrations()
    def first(db: sqlite_utils.Database) -> None:
        db.table("thing").create({"id": int}, pk="id")

    @migrations()
    def second(db: sqlite_utils.Database) -> None:
        db.table("thing").add_column("name", str)
        if is_failing:
            raise ZeroDivisionError

    is_failing = True
    with pytest.raises(ZeroDivisionError):
        migrations.apply(db)
    assert [c.name for c in db.table("thing").columns] == ["id"]
    is_failing = False
    migrations.apply(db)
    migrations.apply(db)
    assert [c.name for c in db.table("thing").columns] == ["id", "name"]


def test_atomic_nests_as_savepoints(tables: sqlite_utils.Database) -> None:
    with tables.atomic():
        tables.table("member").insert({"id": 2, "name": "blijft"})
        with pytest.raises(engine.IntegrityError), tables.atomic():
            tables.table("member").insert_all([{"id": 3, "name": "gaat"}, {"id": 1, "name": "er"}])
    assert [row["id"] for row in tables.table("member").rows] == [1, 2]
    assert not tables.conn.in_transaction


def test_our_exceptions_are_caught_by_their_kind_and_code(
    tables: sqlite_utils.Database, raw: Any
) -> None:
    with pytest.raises(engine.IntegrityError):
        tables.table("member").insert({"id": 1, "name": "again"})
    with pytest.raises(engine.OperationalError) as caught:
        raw.execute("SELECT * FROM nowhere")
    assert isinstance(caught.value, engine.DatabaseError)
    assert engine.code_of(caught.value) == 1
    assert engine.code_of(ValueError()) == 0


def test_backup_and_vacuum_into_make_whole_copies(raw: Any, tmp_path: Path) -> None:
    raw.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY)")
    raw.execute("INSERT INTO thing VALUES (7)")
    is_keyed = not (tmp_path / "t.db").read_bytes().startswith(b"SQLite format 3")
    raw.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    copy = engine.engine.connect(str(tmp_path / "copy.db"))
    if is_keyed:
        copy.execute(f"PRAGMA key = \"x'{KEY}'\"")
    assert copy.execute("SELECT id FROM thing").fetchall() == [(7,)]
    copy.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/tmp/a b%#?é.x", "///tmp/a b%#?é.x"),
        ("C:/Users/x", "///C:/Users/x"),
        ("//server/share/x", "////server/share/x"),
    ],
)
def test_a_share_of_windows_is_not_taken_for_a_host(path: str, uri: str) -> None:
    assert engine._rooted(path) == uri


def test_statements_in_turn_are_compiled_once_each(desk: Desk) -> None:
    """The driver's cache drops the newest when it is full: it must hold all that the house uses."""
    for number in range(300):
        for _ in range(2):
            desk.db.query(f"SELECT {number} FROM member")
    compiled = []

    def note(*what: object) -> int:
        compiled.append(what)
        return 0  # allowed; asked when a statement is compiled, not when it runs

    desk.db.raw.set_authorizer(note)
    for _ in range(2):
        compiled.clear()
        for table in ("tag", "organisation", "member"):
            desk.db.query(f"SELECT * FROM {table} WHERE id = :id", {"id": 1})
    assert compiled == []
    desk.db.raw.set_authorizer(None)
