"""Files of an older version: copied first, then brought up to date whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import Result
from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from commdesk.catalog import FEATURES
from commdesk.core import engine, journal
from commdesk.core.desk import Desk
from commdesk.core.errors import Broken, Refused
from commdesk.core.feature import Feature, Features
from commdesk.core.workbook import Workbook, set_facts

READING = ("members", "history", "check")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A workbook from before there were any features, with something in it."""
    path = tmp_path / "old" / "Oud werk.commdesk"
    path.parent.mkdir()
    with Desk.create(path, (), Workbook("Oud")) as desk:
        desk.do(set_facts, marker="kept")
    return path


def _schema(path: Path) -> list[tuple[str, ...]]:
    raw = engine.connect(str(path), read_only=True)
    try:
        sql = (
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name <> '_sqlite_migrations'"
        )
        return sorted(tuple(map(str, row)) for row in raw.execute(sql).fetchall())
    finally:
        raw.close()


def _copies(home: Path) -> list[Path]:
    return sorted((home / "data" / "before-update").glob("*"))


def test_an_older_file_is_copied_and_then_brought_up_to_date(
    old_file: Path, home: Path, empty_workbook: Path
) -> None:
    with Desk.open(old_file, FEATURES) as desk:
        assert desk.db.value("SELECT value FROM workbook_fact WHERE key = 'marker'") == '"kept"'
        assert str(desk.undo()) == "Change the workbook's settings"
    assert _schema(old_file) == _schema(empty_workbook), "An old file ends as a new one begins."
    (copy,) = _copies(home)
    with Desk.open(copy, (), read_only=True) as before:
        assert before.workbook.name == "Oud"
        assert before.db.value("SELECT value FROM workbook_fact WHERE key = 'marker'") == '"kept"'


def test_a_copy_opens_and_migrates_like_the_file_itself(old_file: Path, home: Path) -> None:
    Desk.open(old_file, FEATURES).close()
    with Desk.open(_copies(home)[0], FEATURES) as desk:
        assert desk.workbook.name == "Oud"


def test_a_current_file_is_not_copied(workbook_path: Path, home: Path) -> None:
    Desk.open(workbook_path, FEATURES).close()
    assert not _copies(home)


def test_copies_of_files_with_one_name_lie_side_by_side(tmp_path: Path, home: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "werk.commdesk"
        Desk.create(path, (), Workbook(folder)).close()
        Desk.open(path, FEATURES).close()
        (home / "data" / "before-update" / "werk-v2-mine.commdesk").touch()
    assert len(_copies(home)) == 3


@pytest.mark.parametrize("verb", READING)
def test_a_reading_verb_refuses_an_older_file_and_never_migrates(
    old_file: Path, commdesk: Callable[..., Result], verb: str, home: Path
) -> None:
    before = old_file.read_bytes()
    result = commdesk(verb, old_file)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert old_file.read_bytes() == before
    assert [path.name for path in old_file.parent.glob("[!.]*")] == [old_file.name]
    assert not _copies(home)


def test_without_a_copy_nothing_is_brought_up_to_date(old_file: Path, home: Path) -> None:
    before = old_file.read_bytes()
    home.mkdir(exist_ok=True)
    (home / "data").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="no copy could be made"):
        Desk.open(old_file, FEATURES)
    assert old_file.read_bytes() == before


def _feature(name: str, migrations: Migrations, count: int) -> Feature:
    module = ModuleType(f"commdesk_test_{name}")
    module.migrations = migrations  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    return Feature(name, 99, name, schema=module.__name__, schema_version=count)


def _failing(fault: str) -> Features:
    first, second = Migrations("first"), Migrations("second")

    @first()
    def make(db: Tables) -> None:
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY, other REFERENCES closing_day(id))")

    @second()
    def fail(db: Tables) -> None:
        db.execute(fault)

    return (_feature("first", first, 1), _feature("second", second, 1))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("INSERT INTO nowhere VALUES (1)", engine.OperationalError),
        ("INSERT INTO half VALUES (1, 1)", Broken),
    ],
    ids=["it fails", "it leaves rows that point nowhere"],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old_file: Path, fault: str, error: type[Exception]
) -> None:
    before = _schema(old_file)
    with pytest.raises(error):
        Desk.open(old_file, _failing(fault))
    assert _schema(old_file) == before
    with Desk.open(old_file, ()) as desk:
        desk.undo()


def test_a_transformed_table_is_watched_again(old_file: Path) -> None:
    """`transform` makes a new table, and its journal triggers go with the old one."""
    migrations = Migrations("changed")

    @migrations()
    def add_a_column(db: Tables) -> None:
        db.table("closing_day").transform(rename={"name": "title"})

    @migrations()
    def keep_links(db: Tables) -> None:
        db.table("journal_entry").transform(defaults={"device": "?"})

    with Desk.open(old_file, (_feature("changed", migrations, 2),)) as desk:
        assert "closing_day" in journal.watched_tables(desk.db, ())
        sql = "INSERT INTO closing_day (id, day, title) VALUES (1, '2030-01-01', 'Nieuwjaar')"

        @journal.op("Add by hand")
        def add(db: object) -> None:
            desk.db.execute(sql)

        count = desk.db.value("SELECT count(*) FROM closing_day")
        desk.do(add)
        with pytest.raises(engine.IntegrityError, match=r"outside desk\.do"):
            desk.db.execute(sql.replace("(1, '2030", "(2, '2031"))
        assert desk.db.value("SELECT title FROM closing_day WHERE id = 1") == "Nieuwjaar"
        desk.undo()
        assert desk.db.value("SELECT count(*) FROM closing_day") == count
        assert desk.db.query("PRAGMA foreign_key_check") == []
        assert journal.history(desk.db), "the changes still hang on their entries"


def test_a_file_of_one_feature_more_is_newer(old_file: Path) -> None:
    Desk.open(old_file, FEATURES).close()
    with pytest.raises(Refused, match="newer commdesk"):
        Desk.open(old_file, ())
