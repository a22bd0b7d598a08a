"""A workbook gets another key as a whole or not at all, and nothing that it holds is another."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, engine, sealing
from commdesk.core.check import faults
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import MARK, Key, is_protected, key_for
from commdesk.core.paths import user_data
from commdesk.core.resealing import reseal, reseal_copies, stray_copies
from commdesk.core.workbook import Workbook, set_facts
from commdesk.features.members import MemberDraft, add_member, find_for_palette
from tests.conftest import MovableClock
from tests.core import elsewhere
from tests.core.random_ops import STRATEGIES
from tests.core.test_undo_of_everything import act

FIRST, SECOND = "zeven blauwe fietsen", "acht groene tandems"
KILLS = 12
ACTS = 120
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


@pytest.fixture(scope="session")
def filled(empty_workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a little of everything, somebody to search for, and acts to undo."""
    path = Path(shutil.copy(empty_workbook, tmp_path_factory.mktemp("filled") / "w.commdesk"))
    die, done = Random(11), 0  # noqa: S311
    clock = MovableClock()
    with Desk.open(path, FEATURES, clock=clock) as desk:
        while done < ACTS:
            done += act(desk, die.choice([*STRATEGIES]), die)
        desk.do(
            add_member, MemberDraft(first_name="Fatma", last_name="Yildiz"), today=clock.today()
        )
    return path


@pytest.fixture
def workbook(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "w.commdesk"))


def held(path: Path, key: Key | None) -> Any:
    """All of a file: its schema, marks, and every row of every table, those of indexes too."""
    raw = engine.connect(str(path), key=key)
    try:
        assert faults(raw) == []
        if key:
            assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []
        schema = [
            tuple(row)
            for row in raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 2")
        ]
        rows = {
            name: sorted(map(repr, map(tuple, raw.execute(f'SELECT * FROM "{name}"').fetchall())))
            for kind, name, _table, sql in schema
            if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL")
        }
        marks = [
            raw.execute(f"PRAGMA {mark}").fetchone()[0]
            for mark in ("application_id", "user_version", "encoding", "auto_vacuum")
        ]
        return schema, rows, marks
    finally:
        raw.close()


def beside(path: Path) -> list[str]:
    """What lies in the folder besides the workbook and its lock."""
    own = {path.name, f".{path.name}.lock"}
    return sorted(each.name for each in path.parent.iterdir() if each.name not in own | {"home"})


def test_set_changed_and_removed_it_holds_what_it_held(workbook: Path) -> None:
    before, first, second = held(workbook, None), Key.new(FIRST), Key.new(SECOND)
    for old, new in ((None, first), (first, second), (second, None)):
        sealing.seal(workbook, old, new)
        assert is_protected(workbook) == bool(new)
        assert held(workbook, new) == before
        assert beside(workbook) == []


def test_undo_and_search_go_on_behind_a_new_passphrase(workbook: Path) -> None:
    key = Key.new(FIRST)
    with Desk.open(workbook, FEATURES, clock=MovableClock()) as desk:
        label = desk.undo_label
    sealing.seal(workbook, None, key)
    with Desk.open(workbook, FEATURES, clock=MovableClock(), key=key) as desk:
        assert desk.undo_label == label
        assert len(find_for_palette(desk.db, "fatma")) == 1
        desk.undo()
        assert find_for_palette(desk.db, "fatma") == []
        desk.redo()
        assert len(find_for_palette(desk.db, "yildiz")) == 1


def test_a_link_to_the_workbook_stays_a_link(workbook: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.commdesk"
    link.symlink_to(workbook)
    sealing.seal(link, None, Key.new(FIRST))
    assert link.is_symlink()
    assert is_protected(workbook)


def test_what_the_old_file_said_is_overwritten(workbook: Path, tmp_path: Path) -> None:
    """Seen through a second name of the old file that is made while it is set aside."""
    spare = tmp_path / "elsewhere"
    spare.mkdir()
    old = workbook.with_name(f".{workbook.name}.unsealed")
    os.link(workbook, old)
    plain = workbook.read_bytes()
    assert b"Fatma" in plain
    fresh = shutil.copy(workbook, spare / "fresh")
    Path(fresh).replace(workbook)  # as sealing does, killed before it overwrote
    with old.open("rb") as still_open:
        sealing.clear_away(workbook)
        assert not any(still_open.read())
    assert not old.exists()
    assert workbook.read_bytes() == plain


def test_another_name_of_the_old_file_is_not_ours_to_overwrite(
    workbook: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept by a backup program"
    os.link(workbook, kept)
    sealing.seal(workbook, None, Key.new(FIRST))
    assert b"Fatma" in kept.read_bytes()
    assert beside(workbook) == [kept.name]


def test_a_reader_elsewhere_is_waited_for_by_nobody_and_nothing_changes(workbook: Path) -> None:
    before = held(workbook, None)
    with Desk.open(workbook, FEATURES, read_only=True), pytest.raises(Refused, match="elsewhere"):
        reseal(workbook, None, Key.new(FIRST))
    assert held(workbook, None) == before
    assert not is_protected(workbook)
    assert beside(workbook) == []


def test_a_writer_elsewhere_is_named_and_nothing_changes(workbook: Path) -> None:
    child = elsewhere.hold(workbook)
    try:
        with pytest.raises(Refused, match="open for writing by"):
            reseal(workbook, None, Key.new(FIRST))
    finally:
        elsewhere.end(child)
    assert not is_protected(workbook)


def test_the_wrong_old_key_changes_nothing(workbook: Path) -> None:
    sealing.seal(workbook, None, Key.new(FIRST))
    before = workbook.read_bytes()
    with pytest.raises(Refused):
        sealing.seal(workbook, key_for(workbook, SECOND), None)
    assert workbook.read_bytes() == before
    assert beside(workbook) == []


SEAL = """
import sys
from pathlib import Path
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.resealing import reseal
try:
    reseal(Path(sys.argv[1]), None, Key.new(sys.argv[2]))
except Refused as refused:
    print(refused)
"""


@needs_linux
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_full_disk_leaves_the_workbook_as_it_was(workbook: Path, share: float) -> None:
    import signal

    before, room = held(workbook, None), int(workbook.stat().st_size * share)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        elsewhere.with_room_for(room)()

    done = elsewhere.run(SEAL, workbook, FIRST, before=limited)
    assert done.stderr == ""
    assert "Nothing was changed" in done.stdout
    assert held(workbook, None) == before
    assert beside(workbook) == []


@needs_linux
def test_a_folder_that_cannot_be_written_leaves_the_workbook_as_it_was(
    workbook: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = Path(shutil.copy(workbook, folder / "w.commdesk"))
    before = path.read_bytes()
    folder.chmod(0o555)
    done = elsewhere.run(SEAL, path, FIRST, before=elsewhere.as_anyone)
    folder.chmod(0o755)
    assert (done.stderr, "Nothing was changed" in done.stdout) == ("", True)
    assert path.read_bytes() == before


TO_AND_FRO = """
import sys
from pathlib import Path
from commdesk.core.keys import MARK, Key, is_protected
from commdesk.core.sealing import seal
path, made = Path(sys.argv[1]), Key(b"k" * 32, MARK + b"s" * 12)
print("begun", flush=True)
while True:
    key = made if is_protected(path) else None
    seal(path, key, None if key else made)
"""


def test_killed_at_any_moment_it_opens_with_one_of_both_keys_and_holds_everything(
    workbook: Path,
) -> None:
    before, rng = held(workbook, None), random.Random(5)  # noqa: S311
    made, seen = Key(b"k" * 32, MARK + b"s" * 12), set()
    start = time.perf_counter()
    sealing.seal(workbook, None, made)
    longest = 3 * (time.perf_counter() - start)
    for _ in range(KILLS):
        child = elsewhere.start(TO_AND_FRO, workbook)
        assert child.stdout
        assert child.stdout.readline() == "begun\n", child.communicate()
        time.sleep(rng.uniform(0, longest))
        elsewhere.end(child)
        key = made if is_protected(workbook) else None
        seen.add(bool(key))
        Desk.open(workbook, FEATURES, key=key, clock=MovableClock()).close()
        if key:
            assert not [name for name in beside(workbook) if name.endswith(("sealed", "sealing"))]
        assert held(workbook, key) == before
    assert seen == {True, False}


@pytest.fixture
def copied(workbook: Path) -> Callable[[], list[Path]]:
    """Two backups and a copy from before an update, beside one of another workbook of that name."""
    clock = MovableClock()
    for _ in range(2):
        backup.make(workbook, clock.now())
        clock.move(hours=3)
    folder = user_data() / "before-update"
    folder.mkdir(parents=True)
    shutil.copy(workbook, folder / "w-v7-1.commdesk")
    Desk.create(folder / "other.commdesk", FEATURES, Workbook("Andere")).close()
    (folder / "other.commdesk").rename(folder / "w-v7-2.commdesk")

    def now() -> list[Path]:
        kept = [each.path for each in backup.list_backups(workbook)]
        return [*kept, folder / "w-v7-1.commdesk", folder / "w-v7-2.commdesk"]

    return now


def test_the_copies_that_are_kept_go_along_and_no_others(
    workbook: Path, copied: Callable[[], list[Path]]
) -> None:
    before, key = held(workbook, None), Key.new(FIRST)
    done = reseal(workbook, None, key)
    *mine, other = copied()
    assert (done.done, done.left) == (3, ())
    assert all(held(copy, key) == before for copy in mine)
    assert not is_protected(other)
    assert not any(b"Fatma" in copy.read_bytes() for copy in (*mine, workbook))
    done = reseal(workbook, key, None)
    assert (done.done, [is_protected(copy) for copy in mine]) == (3, [False] * 3)


def test_a_copy_of_an_older_passphrase_is_left_and_named(
    workbook: Path, copied: Callable[[], list[Path]]
) -> None:
    first, second, third = Key.new(FIRST), Key.new(SECOND), Key.new(FIRST)
    newest = copied()[0]
    reseal(workbook, None, first)
    shutil.copy(newest, newest.with_name("aside"))
    reseal(workbook, first, second)
    newest.with_name("aside").replace(newest)
    done = reseal(workbook, second, third)
    assert (done.done, done.left) == (2, (newest,))
    assert stray_copies(workbook, third) == [newest]


def test_copies_left_behind_are_found_and_can_be_done_later(
    workbook: Path, copied: Callable[[], list[Path]]
) -> None:
    key = Key.new(FIRST)
    sealing.seal(workbook, None, key)  # killed before the copies, say
    assert len(stray_copies(workbook, key)) >= 2
    assert reseal_copies(workbook, key).left == ()
    assert stray_copies(workbook, key) == []
    assert all(is_protected(copy) for copy in copied()[:2])


def test_a_backup_of_a_protected_workbook_opens_with_its_passphrase(workbook: Path) -> None:
    key = Key.new(FIRST)
    sealing.seal(workbook, None, key)
    with Desk.open(workbook, FEATURES, key=key, clock=MovableClock()) as desk:
        desk.do(set_facts, owner="Sem")
        made = backup.make(workbook, desk.now(), key=key)
    assert stray_copies(workbook, key) == []
    with Desk.open(made.path, FEATURES, key=key_for(made.path, FIRST), read_only=True) as copy:
        assert copy.workbook.owner == "Sem"
