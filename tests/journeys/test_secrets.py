"""A day of work leaves no passphrase, key or recovery code anywhere, and no name in plain text."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import backup, crash
from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.keys import Key, key_for
from commdesk.core.recoverycode import recovery_code
from commdesk.core.sealing import seal
from commdesk.features.demo import build
from commdesk.features.safekeeping.passphrase.page import PassphraseSection
from commdesk.features.safekeeping.passphrase.page_asking import PassphraseQuestion
from commdesk.shell.app import Session

PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of a file that the test makes
LONG = 30_000
NAMES = 200


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "demo.commdesk"
    build.build(path, FEATURES, build.Recipe(Scale(language="nl")))
    return path


@pytest.fixture
def session(qapp: QApplication, clock: Clock, workbook_path: Path) -> Iterator[Session]:
    made = Session(qapp, FEATURES, clock)
    made._crash.install = lambda: None  # type: ignore[method-assign]
    made.begin(workbook_path)
    yield made
    made.end()


def found_in(folder: Path, wanted: set[bytes]) -> list[tuple[str, bytes]]:
    """Which of these bytes stand in which file under a folder, in any case of letters."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            read = path.read_bytes().lower()
            found += [(path.name, each) for each in wanted if each.lower() in read]
    return found


def secrets(key: Key) -> set[bytes]:
    """The passphrase, the key and its code, in every spelling that could slip out."""
    code = recovery_code(key)
    texts = (PASSPHRASE, key.raw.hex(), key.spelled, code, code.replace("-", ""))
    wide = [text.encode("utf-16-le") for text in texts]
    return {text.encode() for text in texts} | {key.raw} | set(wide)


def test_a_session_leaves_the_passphrase_the_key_and_the_code_nowhere(
    session: Session, workbook_path: Path, tmp_path: Path, qtbot: QtBot,
    caplog: pytest.LogCaptureFixture, qapp: QApplication,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    assert session.window is not None
    session.window.open_page("passphrase")
    page = session.window.stage.current_page
    assert page is not None
    shown = page.shown_part()
    assert isinstance(shown, PassphraseSection)
    shown.ask_set()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, PassphraseQuestion)
    for name in ("new", "again"):
        line = asked.fields.form.control(name)
        assert isinstance(line, QLineEdit)
        line.setText(PASSPHRASE)
    asked.accept()
    qtbot.waitUntil(lambda: session.reworking._job is not None, timeout=LONG)
    qtbot.waitUntil(lambda: session.window is not None, timeout=LONG)
    assert session.window is not None
    titles = [each.windowTitle() for each in qapp.topLevelWidgets()]
    session.lock()
    assert session.start_window is not None
    for typed in ("fout", PASSPHRASE):
        session.start_window.unlock.line.setText(typed)
        session.start_window.unlock.open.click()
        qtbot.waitUntil(lambda: session.unlocking._job is None, timeout=LONG)
    assert session.window is not None
    key = session.window.desk.key
    assert key is not None
    _crash_with(key, PASSPHRASE)
    session.window.desk.undo_label  # noqa: B018 - reads the journal
    wanted = secrets(key)
    planted = tmp_path / "planted"
    for each in wanted:
        planted.write_bytes(b"before" + each + b"after")
        assert found_in(tmp_path, wanted), "the search itself sees nothing"
    planted.unlink()
    assert found_in(tmp_path, wanted) == []
    session.close_workbook()
    assert backup.list_backups(workbook_path)
    assert found_in(tmp_path, wanted) == []
    assert PASSPHRASE not in caplog.text
    assert key.raw.hex() not in caplog.text
    assert not [title for title in titles if PASSPHRASE in title]
    assert PASSPHRASE not in qapp.clipboard().text()


def _crash_with(key: Key, passphrase: str) -> None:
    """A bug with everything secret in its variables and its message."""
    spelled, code = key.spelled, recovery_code(key)
    try:
        raise ValueError(passphrase, spelled, code, key)
    except ValueError as error:
        saved = crash.save_report(error)
    assert saved
    assert "ValueError" in saved.read_text("utf-8")
    sys.exc_info()


def test_no_name_stands_in_plain_text_in_a_protected_file_its_wal_and_its_backups(
    example: Path, tmp_path: Path, clock: Clock
) -> None:
    with Desk.open(example, FEATURES, read_only=True) as desk:
        sql = """
            SELECT DISTINCT last_name FROM member
             WHERE length(last_name) >= 6 ORDER BY last_name LIMIT :n
        """
        names = {name.encode() for name in desk.db.column(sql, {"n": NAMES})}
        sql = "SELECT email FROM member WHERE email LIKE '%@%' ORDER BY id LIMIT :n"
        names |= {mail.encode() for mail in desk.db.column(sql, {"n": NAMES - len(names)})}
    assert len(names) == NAMES
    path = tmp_path / "work" / "demo.commdesk"
    path.parent.mkdir()
    path.write_bytes(example.read_bytes())
    assert len({name for _file, name in found_in(path.parent, names)}) > NAMES // 2
    backup.make(path, clock.now())
    key = Key.new(PASSPHRASE)
    seal(path, None, key)
    for each in backup.list_backups(path):
        seal(each.path, None, key)
    from commdesk.features.members import change_member, find_for_palette

    with Desk.open(path, FEATURES, clock=clock, key=key) as desk:
        member_id = desk.db.value("SELECT min(id) FROM member")
        for number in range(30):
            desk.do(change_member, member_id, {"phone": str(number)})
            find_for_palette(desk.db, "jan")
        assert path.with_name(path.name + "-wal").stat().st_size
        assert found_in(tmp_path, names) == []
        backup.make(path, desk.now(), key=key)
    assert found_in(tmp_path, names) == []
    assert key_for(path, PASSPHRASE) == key
