"""Bad files: each is refused with one clear sentence, and nothing is changed."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup, engine, files
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.migrate import wanted_version
from commdesk.core.workbook import Workbook, set_facts
from commdesk.features.members import MemberDraft, add_member
from tests.core import elsewhere
from tests.core.dump import dump

Run = Callable[..., Result]
Make = Callable[[Path, Path], object]

READING = ("members", "history", "check", "backup")
WRITING = ("undo", "redo")
TODAY = date(2026, 11, 23)
needs_posix = pytest.mark.skipif(os.name != "posix", reason="modes and limits as POSIX has them")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="drops capabilities with prctl")


def content(folder: Path) -> dict[str, bytes]:
    """Every file by name but the hidden lock, which stays where a workbook was once opened."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


def weight(folder: Path) -> dict[str, bytes]:
    """The same without what SQLite may leave on a full disk: an empty -wal and an index of it."""
    return {
        name: data for name, data in content(folder).items() if data and not name.endswith("-shm")
    }


def is_one_refusal(code: int, out: str, err: str) -> bool:
    return (code, out) == (1, "") and len(err.splitlines()) == 1 and "itself" not in err


# --- files that are no workbook, or no sound one --------------------------------------------------


def _truncate(share: float) -> Make:
    return lambda sound, path: path.write_bytes(
        sound.read_bytes()[: int(sound.stat().st_size * share)]
    )


def _begin(sound: Path, path: Path) -> None:
    path.write_bytes(sound.read_bytes()[:400])


def _newer(sound: Path, path: Path) -> None:
    path.write_bytes(sound.read_bytes())
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={wanted_version(FEATURES) + 1}")
    raw.close()


def _plain_sqlite(_: Path, path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE member (id INTEGER PRIMARY KEY)")
    raw.commit()
    raw.close()


def _without_a_page(sound: Path, path: Path) -> None:
    path.write_bytes(sound.read_bytes()[:4096] + b"\xff" * (sound.stat().st_size - 4096))


BAD: dict[str, tuple[Make, str]] = {
    "missing": (lambda *_: None, "does not exist"),
    "a folder": (lambda _, path: path.mkdir(), "is a folder"),
    "empty": (lambda _, path: path.touch(), "not a commdesk workbook"),
    "text": (lambda _, path: path.write_text("dear diary\n" * 99), "not a commdesk workbook"),
    "plain SQLite": (_plain_sqlite, "not a commdesk workbook"),
    "encrypted": (lambda _, path: path.write_bytes(b"\x9c\x11" * 4096), "not a commdesk workbook"),
    "first bytes only": (_begin, "not a commdesk workbook"),
    "half": (_truncate(0.5), "is damaged"),
    "most": (_truncate(0.98), "is damaged"),
    "overwritten": (_without_a_page, "is damaged"),
    "newer": (_newer, "newer commdesk"),
}


@pytest.mark.parametrize("how", BAD)
@pytest.mark.parametrize("verb", [*READING, *WRITING, "open", "look"])
def test_a_bad_file_is_refused_in_one_sentence_and_left_as_it_was(
    workbook_path: Path, tmp_path: Path, commdesk: Run, how: str, verb: str, home: Path
) -> None:
    make, sentence = BAD[how]
    folder = tmp_path / "bad"
    folder.mkdir()
    path = folder / "werk.commdesk"
    make(workbook_path, path)
    before = content(folder)
    if verb in {"open", "look"}:
        with pytest.raises(Refused, match=sentence):
            Desk.open(path, FEATURES, read_only=verb == "look")
    elif verb == "backup" and how == "newer":
        assert commdesk(verb, path).exit_code == 0, "what we cannot read we can still keep"
    else:
        result = commdesk(verb, path)
        assert is_one_refusal(result.exit_code, result.stdout, result.stderr), result.output
        with pytest.raises(Refused, match=sentence):
            Desk.open(path, FEATURES, read_only=verb in READING)
    assert content(folder) == before
    assert not (home / "data" / "crash").exists()


@needs_posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.commdesk")
    with pytest.raises(Refused, match="not a commdesk workbook"):
        Desk.open(tmp_path / "pipe.commdesk", FEATURES)


@needs_posix
def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "round.commdesk"
    path.symlink_to(path)
    with pytest.raises(Refused, match="cannot be read"):
        Desk.open(path, FEATURES)
    with pytest.raises(Refused, match="exists already"):
        Desk.create(path, FEATURES, Workbook("A"))


@pytest.mark.parametrize("seed", [4, 9, 24, 31])
def test_random_damage_is_never_a_crash_and_reading_changes_nothing(
    desk: Desk, commdesk: Run, seed: int, home: Path
) -> None:
    desk.do(_add_many, 60)
    desk.close()
    rng = random.Random(seed)  # noqa: S311
    sound = desk.path.read_bytes()
    for _ in range(4):
        damaged = bytearray(sound)
        for _ in range(rng.choice((1, 4, 16))):
            at = rng.randrange(100, len(damaged) - 64)
            damaged[at : at + 64] = rng.randbytes(64)
        desk.path.write_bytes(damaged)
        for verb in READING:
            result = commdesk(verb, desk.path)
            assert result.exit_code == 0 or (result.exit_code == 1 and result.stderr)
            assert not (home / "data" / "crash").exists(), (verb, result.stderr)
            if verb != "backup":  # of a file that looks sound it stands in the history
                assert desk.path.read_bytes() == damaged


def _add_many(db: object, count: int) -> None:
    for number in range(count):
        draft = MemberDraft(first_name=f"Lid {number}", notes="x" * 300, tags=("bomen",))
        add_member(db, draft, today=TODAY)  # type: ignore[arg-type]


_add_many.label = "Add many"  # type: ignore[attr-defined]


# --- a file that somebody else has open -----------------------------------------------------------


def test_a_workbook_that_another_process_holds_is_refused_with_its_name(
    workbook_path: Path, commdesk: Run
) -> None:
    before = workbook_path.read_bytes()
    child = elsewhere.hold(workbook_path)
    try:
        with pytest.raises(Refused, match=r"is open for writing by .+ on .+ since"):
            Desk.open(workbook_path, FEATURES)
        for verb in WRITING:
            result = commdesk(verb, workbook_path)
            assert is_one_refusal(result.exit_code, result.stdout, result.stderr)
        for verb in READING:
            assert commdesk(verb, workbook_path).exit_code == 0
        with Desk.open(workbook_path, FEATURES, read_only=True) as twin:
            assert twin.holder
            with pytest.raises(Refused, match=twin.holder.user):
                twin.do(set_facts, owner="B")
    finally:
        elsewhere.end(child)
    assert workbook_path.read_bytes() == before


def test_what_a_killed_process_left_is_no_obstacle(workbook_path: Path) -> None:
    elsewhere.end(elsewhere.hold(workbook_path))
    assert workbook_path.with_name(f".{workbook_path.name}.holder").exists()
    with Desk.open(workbook_path, FEATURES, read_only=True) as twin:
        assert twin.holder is None, "A note without a lock names nobody."
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.do(set_facts, owner="B")
        assert desk.holder
    assert desk.holder is None


def test_one_file_has_one_lock_by_whatever_name_it_is_opened(desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere"
    link.mkdir()
    try:
        (link / "link.commdesk").symlink_to(desk.path)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(Refused, match="is open for writing"):
        Desk.open(link / "link.commdesk", FEATURES)


def test_closing_frees_the_lock_and_takes_the_name_away(desk: Desk) -> None:
    assert desk.holder
    desk.close()
    assert desk.holder is None
    Desk.open(desk.path, FEATURES).close()


def test_looking_at_an_open_workbook_keeps_it_safe_from_other_programs(desk: Desk) -> None:
    """On POSIX a file closed anywhere in the process drops all its locks; SQLite works round it."""
    desk.do(set_facts, owner="A")
    files.check_is_workbook(desk.path)
    backup.make(desk.path, desk.now())
    Desk.open(desk.path, FEATURES, read_only=True).close()
    stranger = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('SELECT * FROM member').fetchall(); c.close()"
    )
    assert elsewhere.run(stranger, desk.path).returncode == 0
    assert desk.path.with_name(desk.path.name + "-wal").exists(), "a stranger deleted our -wal"
    desk.do(set_facts, owner="B")
    desk.close()
    with Desk.open(desk.path, FEATURES) as again:
        assert again.workbook.owner == "B"


def test_another_program_that_writes_makes_it_busy_not_broken(desk: Desk) -> None:
    rival = elsewhere.start(
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('busy', flush=True); sys.stdin.read()",
        desk.path,
    )
    assert rival.stdout
    assert rival.stdout.readline() == "busy\n"
    with pytest.raises(Refused, match="is busy"):
        desk.do(set_facts, owner="B")
    elsewhere.end(rival)
    desk.do(set_facts, owner="C")


# --- places where nothing can be written ----------------------------------------------------------


@needs_linux
@pytest.mark.parametrize("verb", WRITING)
def test_a_read_only_folder_refuses_writing(read_only_folder: Path, verb: str) -> None:
    before = content(read_only_folder.parent)
    done = elsewhere.run(elsewhere.VERB, verb, read_only_folder, before=elsewhere.as_anyone)
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert "eigen map" in done.stderr or "folder of your own" in done.stderr
    assert content(read_only_folder.parent) == before


@needs_linux
@pytest.mark.parametrize("verb", READING)
def test_a_read_only_folder_can_be_read(read_only_folder: Path, verb: str) -> None:
    before = content(read_only_folder.parent)
    done = elsewhere.run(elsewhere.VERB, verb, read_only_folder, before=elsewhere.as_anyone)
    assert (done.returncode, done.stderr) == (0, "")
    assert content(read_only_folder.parent) == before


@needs_linux
def test_a_read_only_folder_takes_no_new_workbook(read_only_folder: Path) -> None:
    path = read_only_folder.with_name("nieuw.commdesk")
    done = elsewhere.run(elsewhere.VERB, "new", path, "--name", "A", before=elsewhere.as_anyone)
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert not path.exists()


@needs_linux
def test_a_read_only_file_in_a_folder_of_ones_own_is_refused_at_once_and_read(
    workbook_path: Path,
) -> None:
    workbook_path.chmod(0o444)
    before = content(workbook_path.parent)
    refused = elsewhere.run(elsewhere.VERB, "undo", workbook_path, before=elsewhere.as_anyone)
    assert is_one_refusal(refused.returncode, refused.stdout, refused.stderr), refused.stderr
    assert "alleen-lezen" in refused.stderr or "read-only" in refused.stderr
    done = elsewhere.run(elsewhere.VERB, "members", workbook_path, before=elsewhere.as_anyone)
    assert (done.returncode, done.stderr) == (0, "")
    assert content(workbook_path.parent) == before


@needs_linux
def test_a_file_that_may_not_be_read_says_so(workbook_path: Path) -> None:
    workbook_path.chmod(0)
    done = elsewhere.run(elsewhere.VERB, "members", workbook_path, before=elsewhere.as_anyone)
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert "Permission denied" in done.stderr


# --- no room --------------------------------------------------------------------------------------

_TRY_A_LONG_NOTE = (
    elsewhere.OPENED
    + """
from commdesk.core.errors import Refused
from commdesk.core.workbook import set_facts
desk.do(set_facts, short="kept")
try:
    desk.do(set_facts, long="x" * 3_000_000)
except Refused as refused:
    print(refused.text)
desk.do(set_facts, later="kept too")
desk.close()
"""
)


@needs_posix
def test_a_full_disk_refuses_one_act_and_keeps_the_others(workbook_path: Path) -> None:
    room = elsewhere.with_room_for(workbook_path.stat().st_size + 200_000)
    done = elsewhere.run(_TRY_A_LONG_NOTE, workbook_path, before=room)
    assert done.returncode == 0, done.stderr
    assert "full" in done.stdout
    assert "Nothing was changed" in done.stdout
    with Desk.open(workbook_path, FEATURES) as desk:
        keys = desk.db.column("SELECT key FROM workbook_fact")
        assert {"short", "later"} <= set(keys)
        assert "long" not in keys
        assert desk.db.value("PRAGMA integrity_check") == "ok"


def test_a_full_file_says_that_the_disk_is_full_and_undo_still_works(desk: Desk) -> None:
    before = dump(desk.db)
    desk.do(set_facts, short="kept")
    kept = dump(desk.db)
    pages = desk.db.value("PRAGMA page_count")
    desk.db.value(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(Refused, match="the disk is full"):
        desk.do(set_facts, long="x" * 3_000_000)
    assert dump(desk.db) == kept
    desk.undo()
    assert dump(desk.db) == before


@needs_posix
@pytest.mark.parametrize("room", [0, 4096, 40_000, 100_000])
def test_a_new_workbook_on_a_full_disk_leaves_nothing_behind(tmp_path: Path, room: int) -> None:
    path = tmp_path / "new" / "werk.commdesk"
    path.parent.mkdir()
    done = elsewhere.run(
        elsewhere.VERB, "new", path, "--name", "A", before=elsewhere.with_room_for(room)
    )
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert list(path.parent.iterdir()) == []


@needs_posix
@pytest.mark.parametrize("room", [0, 8192])
def test_a_backup_on_a_full_disk_leaves_nothing_behind(workbook_path: Path, room: int) -> None:
    before = weight(workbook_path.parent)
    done = elsewhere.run(
        elsewhere.VERB, "backup", workbook_path, before=elsewhere.with_room_for(room)
    )
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert not list(backup.backup_folder(workbook_path).glob("*"))
    assert weight(workbook_path.parent) == before


@needs_posix
def test_opening_on_a_full_disk_refuses_and_lets_go(workbook_path: Path) -> None:
    before = weight(workbook_path.parent)
    done = elsewhere.run(elsewhere.VERB, "undo", workbook_path, before=elsewhere.with_room_for(0))
    assert is_one_refusal(done.returncode, done.stdout, done.stderr), done.stderr
    assert weight(workbook_path.parent) == before
    Desk.open(workbook_path, FEATURES).close()


# --- names ----------------------------------------------------------------------------------------

NAMES = [
    "met spaties en punt. .commdesk",
    "50% van #1 klaar?.commdesk",
    "a%20b&mode=memory.commdesk",
    "file:netwerk.commdesk",
    "'aan''halings\"tekens.commdesk",
    "-n.commdesk",
    "Ömgeving – 環境 🌳 ızgara.commdesk",
    "e\u0301 ontleed.commdesk",
]


@needs_posix
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "map met % en #"
    folder.mkdir()
    path = folder / name
    with Desk.create(path, FEATURES, Workbook("A"), clock=None) as desk:
        desk.do(set_facts, owner="B")
        backup.make(path, desk.now())
    assert list(content(folder)) == [name]
    with Desk.open(path, FEATURES, read_only=True) as twin:
        assert twin.workbook.owner == "B"
    Desk.open(path, FEATURES).close()


@needs_posix
def test_a_name_that_is_no_text_is_worded_and_opened(tmp_path: Path, commdesk: Run) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.commdesk")
    Desk.create(path, FEATURES, Workbook("A")).close()
    assert commdesk("check", path).exit_code == 0


@pytest.mark.parametrize("length", [250, 440])
def test_a_long_path_works(tmp_path: Path, length: int) -> None:
    folder = _deep(tmp_path, length)
    with Desk.create(folder / "werk.commdesk", FEATURES, Workbook("A")) as desk:
        desk.do(set_facts, owner="B")
    Desk.open(folder / "werk.commdesk", FEATURES).close()


@needs_posix
def test_a_path_too_long_for_sqlite_says_so(tmp_path: Path, commdesk: Run) -> None:
    folder = _deep(tmp_path, 900)
    result = commdesk("new", folder / "werk.commdesk", "--name", "A")
    assert is_one_refusal(result.exit_code, result.stdout, result.stderr)
    assert "te lang" in result.stderr or "too long" in result.stderr
    assert list(folder.iterdir()) == []


@needs_posix
@pytest.mark.parametrize("verb", ["new", "members", "undo"])
def test_a_name_too_long_for_the_system_is_refused(
    tmp_path: Path, commdesk: Run, verb: str
) -> None:
    options = ("--name", "A") if verb == "new" else ()
    result = commdesk(verb, tmp_path / ("n" * 300 + ".commdesk"), *options)
    assert is_one_refusal(result.exit_code, result.stdout, result.stderr)


def test_two_who_make_one_name_at_once_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "werk.commdesk"
    path.write_bytes(b"somebody else's")
    monkeypatch.setattr(files, "check_is_free", lambda _: None)
    with pytest.raises(Refused, match="cannot be written"):
        Desk.create(path, FEATURES, Workbook("A"))
    assert path.read_bytes() == b"somebody else's"


def test_a_set_up_that_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="needs a name"):
        Desk.create(tmp_path / "new.commdesk", FEATURES, Workbook(" "))
    assert not list(tmp_path.glob("*new*"))


def _deep(folder: Path, length: int) -> Path:
    while len(str(folder)) < length:
        folder /= "m" * min(60, max(length - len(str(folder)), 1))
    folder.mkdir(parents=True)
    return folder


def test_what_is_our_own_bug_is_not_blamed_on_the_disk(desk: Desk) -> None:
    with pytest.raises(engine.OperationalError), files.readable_errors(desk.path):
        desk.db.query("SELECT full, locked, readonly FROM member")
