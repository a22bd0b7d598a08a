"""Of a damaged workbook everything that can be read comes back, and the file stays as it is."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, engine
from commdesk.core.check import faults
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused, WrongPassphrase
from commdesk.core.feature import Scale
from commdesk.core.keys import Key
from commdesk.core.paths import user_data
from commdesk.core.salvage import salvage, survey
from commdesk.core.workbook import Workbook
from commdesk.features.demo import build
from commdesk.features.members import MemberDraft, add_member, find_by_words, remove_member
from tests.conftest import MONDAY
from tests.core.damage import PAGE, destroy_pages, rows_of, share_back, some_pages

TODAY = date(2026, 11, 23)
KEY = Key.new("zeven blauwe fietsen")
MANY = 100_000


def untold(_done: int, _of: int) -> None:
    pass


def marks(*paths: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build.build(path, FEATURES, build.Recipe(Scale(members=150, messages=1200)))
    return path


def large(folder: Path, key: Key | None) -> Path:
    """A workbook of more than 100,000 rows, made up as a demo is."""
    plain = folder / "large.commdesk"
    if not plain.exists():
        scale = Scale(members=15_000, messages=36_000)
        build.build(plain, FEATURES, build.Recipe(scale))
    return plain if key is None else protected(plain, folder / "keyed.commdesk", key)


def protected(plain: Path, path: Path, key: Key) -> Path:
    """The same content under a key."""
    engine.create(str(path), key).close()
    with closing(engine.connect(str(plain))) as raw:
        engine.attach(raw, str(path), "keyed", key)
        raw.execute("SELECT sqlcipher_export('keyed')").fetchall()
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        raw.execute(f"PRAGMA keyed.user_version={version}")
        raw.execute("PRAGMA keyed.wal_checkpoint(TRUNCATE)").fetchall()
    return path


@pytest.fixture(scope="session")
def large_ones(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Key | None], Path]:
    folder, made = tmp_path_factory.mktemp("large"), dict[bool, Path]()

    def give(key: Key | None) -> Path:
        if bool(key) not in made:
            made[bool(key)] = large(folder, key)
        return made[bool(key)]

    return give


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "keyed"])
@pytest.mark.parametrize("seed", [5, 6])
def test_what_stood_on_sound_pages_comes_back_and_a_backup_gives_the_rest(
    demo: Path, tmp_path: Path, seed: int, key: Key | None
) -> None:
    file = tmp_path / "w.commdesk"
    if key:
        protected(demo, file, key)
    else:
        shutil.copy(demo, file)
    before = rows_of(file, key)
    kept = backup.make(file, MONDAY, folder=tmp_path / "copies", key=key)
    destroy_pages(file, some_pages(file, 5, seed))
    marked = marks(file)
    made = salvage(file, tmp_path / "new.commdesk", FEATURES, key, untold)
    assert share_back(before, rows_of(tmp_path / "new.commdesk", key)) >= 0.95
    assert made.broken_pages == (5 if key else None)
    salvage(file, tmp_path / "full.commdesk", FEATURES, key, untold, kept.path)
    assert share_back(before, rows_of(tmp_path / "full.commdesk", key)) >= 0.999
    assert marks(file) == marked


@pytest.mark.benchmark
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "keyed"])
def test_five_destroyed_pages_of_a_large_workbook_cost_less_than_one_row_in_a_thousand(
    large_ones: Callable[[Key | None], Path], tmp_path: Path, key: Key | None
) -> None:
    file = Path(shutil.copy(large_ones(key), tmp_path / "w.commdesk"))
    before = rows_of(file, key)
    assert sum(map(len, before.values())) >= MANY
    destroy_pages(file, some_pages(file, 5, seed=5))
    marked = marks(file)
    made = salvage(file, tmp_path / "new.commdesk", FEATURES, key, untold)
    assert marks(file) == marked
    after = rows_of(tmp_path / "new.commdesk", key)
    assert share_back(before, after) >= 0.999
    gone = sum(len(rows.keys() - after[table].keys()) for table, rows in before.items())
    assert made.lost + sum(each.stand_ins for each in made.counts) >= gone
    assert made.broken_pages == (5 if key else None)


@pytest.mark.benchmark
@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "keyed"])
def test_five_destroyed_pages_by_lot_over_five_seeds(
    large_ones: Callable[[Key | None], Path], tmp_path: Path, key: Key | None
) -> None:
    before = rows_of(large_ones(key), key)
    shares = []
    for seed in range(5):
        file = Path(shutil.copy(large_ones(key), tmp_path / f"{seed}.commdesk"))
        destroy_pages(file, some_pages(file, 5, seed))
        salvage(file, tmp_path / f"new-{seed}.commdesk", FEATURES, key, untold)
        shares.append(share_back(before, rows_of(tmp_path / f"new-{seed}.commdesk", key)))
        file.unlink()
    print(f"{min(shares):.4%} at worst, {sum(shares) / len(shares):.4%} on average")  # noqa: T201
    assert min(shares) >= 0.999


def inner_page(raw: object, path: Path) -> int:
    """A page that leads to the pages with the members: above them in the tree."""
    root = raw.execute(  # type: ignore[attr-defined]
        "SELECT rootpage FROM sqlite_schema WHERE name = 'member'"
    ).fetchone()[0]
    head = path.read_bytes()[(root - 1) * PAGE :][:PAGE]
    assert head[0] == 5, "the root of a large table is an inner page"
    return int.from_bytes(head[8:12], "big")


@pytest.mark.benchmark
def test_what_hangs_on_a_destroyed_inner_page_comes_back(
    large_ones: Callable[[Key | None], Path], tmp_path: Path
) -> None:
    """A walk by key alone would lose every row below it."""
    file = Path(shutil.copy(large_ones(None), tmp_path / "w.commdesk"))
    before = rows_of(file)
    with closing(engine.connect(str(file), read_only=True)) as raw:
        inner = inner_page(raw, file)
        root = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name='member'").fetchone()[0]
    destroy_pages(file, [inner, root])
    salvage(file, tmp_path / "new.commdesk", FEATURES, None, untold)
    assert share_back(before, rows_of(tmp_path / "new.commdesk")) >= 0.999


@pytest.mark.parametrize("pages", [[1], [1, 2, 3, 4, 5]], ids=["first", "the list of tables"])
def test_without_its_first_pages_most_of_a_file_comes_back(
    demo: Path, tmp_path: Path, pages: list[int]
) -> None:
    file = Path(shutil.copy(demo, tmp_path / "w.commdesk"))
    before = rows_of(file)
    destroy_pages(file, pages)
    made = salvage(file, tmp_path / "new.commdesk", FEATURES, None, untold)
    assert made.lost_first_page
    assert share_back(before, rows_of(tmp_path / "new.commdesk")) >= 0.95
    assert all(found == row for table, rows in rows_of(tmp_path / "new.commdesk").items()
               for key, row in rows.items() if table in {"outreach_message", "todo"}
               and (found := before[table].get(key)))  # fmt: skip


def test_a_protected_file_without_its_first_page_opens_with_the_key_of_a_copy(
    workbook_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "w.commdesk"
    Desk.create(file, FEATURES, Workbook("Net"), key=KEY).close()
    before = rows_of(file, KEY)
    destroy_pages(file, [1])
    salvage(file, tmp_path / "new.commdesk", FEATURES, KEY, untold)
    assert share_back(before, rows_of(tmp_path / "new.commdesk", KEY)) >= 0.99
    for each in (user_data() / "recovery").iterdir():
        raise AssertionError(f"{each} is left")


def test_what_only_the_wal_holds_is_saved_and_the_wal_stays(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_member, MemberDraft(first_name="Fatma"), today=TODAY)
    file, wal = tmp_path / "cut.commdesk", tmp_path / "cut.commdesk-wal"
    shutil.copy(desk.path, file)
    shutil.copy(desk.path.with_name(desk.path.name + "-wal"), wal)
    marked = marks(file, wal)
    salvage(file, tmp_path / "new.commdesk", FEATURES, None, untold)
    assert marks(file, wal) == marked
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as new:
        assert new.db.column("SELECT first_name FROM member") == ["Fatma"]
        assert find_by_words(new.db, "fatm")


@pytest.fixture
def written(desk: Desk) -> Path:
    """A workbook with members in history too, closed."""
    for number in range(120):
        draft = MemberDraft(first_name=f"Lid {number}", notes="x" * 400, tags=("bomen",))
        desk.do(add_member, draft, today=TODAY)
    desk.close()
    return desk.path


def destroy_members(file: Path) -> None:
    """The page that leads to all members, and half of those with members on them."""
    with closing(engine.connect(str(file), read_only=True)) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name='member'").fetchone()[0]
    content = file.read_bytes()
    leaves = [page for page in range(1, len(content) // PAGE + 1)
              if b"Lid " in content[(page - 1) * PAGE :][:PAGE]
              and content[(page - 1) * PAGE] == 13 and b"xxxxxxxx" in
              content[(page - 1) * PAGE :][:PAGE]
              and b'"first_name"' not in content[(page - 1) * PAGE :][:PAGE]]  # fmt: skip
    assert len(leaves) > 4
    destroy_pages(file, [root, *leaves[::2]])


def test_rows_that_cannot_be_read_come_back_out_of_history(written: Path, tmp_path: Path) -> None:
    before = rows_of(written)
    destroy_members(written)
    made = salvage(written, tmp_path / "new.commdesk", FEATURES, None, untold)
    members = next(each for each in made.counts if each.table == "member")
    assert members.from_history > 10
    assert rows_of(tmp_path / "new.commdesk")["member"] == before["member"]
    assert members.lost == 0


def test_what_history_lost_too_comes_from_a_backup_as_it_stood_then(
    written: Path, tmp_path: Path
) -> None:
    with Desk.open(written, FEATURES) as desk:
        gone = desk.db.column("SELECT id FROM member ORDER BY id LIMIT 3")
        kept = backup.make(written, MONDAY, folder=tmp_path / "copies")
        for member_id in gone:
            desk.do(remove_member, member_id)
        desk.db.execute("PRAGMA query_only=OFF")
        desk.db.raw.execute("UPDATE journal_change SET before = NULL, after = NULL")
    before = rows_of(written)
    destroy_members(written)
    made = salvage(written, tmp_path / "new.commdesk", FEATURES, None, untold, kept.path)
    assert next(each for each in made.counts if each.table == "member").from_backup > 10
    after = rows_of(tmp_path / "new.commdesk")["member"]
    assert after.keys() == before["member"].keys(), "who was removed since stays away"


def test_what_hung_on_a_lost_member_keeps_something_to_hang_on(
    written: Path, tmp_path: Path
) -> None:
    with closing(engine.connect(str(written))) as raw:
        raw.execute("UPDATE journal_change SET before = NULL, after = NULL")
    before = rows_of(written)
    destroy_members(written)
    made = salvage(written, tmp_path / "new.commdesk", FEATURES, None, untold)
    after = rows_of(tmp_path / "new.commdesk")
    assert after["member_tag"] == before["member_tag"]
    assert after["member"].keys() == before["member"].keys()
    assert next(each for each in made.counts if each.table == "member").stand_ins > 10
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as desk:
        assert desk.undo_label is None, "undo would play back into what is no longer there"
        desk.do(add_member, MemberDraft(first_name="Na"), today=TODAY)
        desk.undo()


def test_a_sound_file_comes_back_whole_and_undo_goes_on(written: Path, tmp_path: Path) -> None:
    before = rows_of(written)
    found = survey(written, FEATURES, None, untold)
    assert (found.lost, found.damaged) == (0, ())
    made = salvage(written, tmp_path / "new.commdesk", FEATURES, None, untold)
    assert (made.lost, made.damaged) == (0, ())
    assert rows_of(tmp_path / "new.commdesk") == before
    with Desk.open(tmp_path / "new.commdesk", FEATURES) as desk:
        desk.undo()
        assert desk.db.value("SELECT count(*) FROM member") == 119
        assert faults(desk.db.raw) == []


@pytest.mark.parametrize("wrong", ["nothing in it", "cancelled", "taken", "passphrase"])
def test_what_fails_leaves_nothing_behind(written: Path, tmp_path: Path, wrong: str) -> None:
    new, file, key = tmp_path / "out" / "new.commdesk", written, None
    new.parent.mkdir()

    def tick(_done: int, _of: int) -> None:
        if wrong == "cancelled":
            raise Cancelled

    if wrong == "nothing in it":
        file = tmp_path / "noise.commdesk"
        file.write_bytes(bytes(range(256)) * 400)
    elif wrong == "taken":
        new.write_text("mine")
    elif wrong == "passphrase":
        file = tmp_path / "keyed.commdesk"
        Desk.create(file, FEATURES, Workbook("Net"), key=KEY).close()
        key = Key.of("acht blauwe fietsen", KEY.salt)
    marked = marks(file)
    kinds = {"cancelled": Cancelled, "passphrase": WrongPassphrase}
    with pytest.raises(kinds.get(wrong, Refused)):
        salvage(file, new, FEATURES, key, tick)
    assert marks(file) == marked
    assert [each.name for each in new.parent.iterdir()] == ["new.commdesk"] * (wrong == "taken")
    assert not list((user_data() / "recovery").iterdir())
