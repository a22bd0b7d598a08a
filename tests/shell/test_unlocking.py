"""A protected workbook asks before it shows anything, and is back where one was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.events import list_events
from commdesk.core.keys import Key, is_protected, key_for
from commdesk.core.recoverycode import recovery_code
from commdesk.core.sealing import seal
from commdesk.core.workbook import Workbook, set_facts
from commdesk.features.members import MemberDraft, add_member, count_members
from commdesk.features.safekeeping.passphrase.page import PassphraseSection
from commdesk.features.safekeeping.passphrase.page_asking import PassphraseQuestion
from commdesk.shell.app import Session
from commdesk.shell.unlock import Unlock
from tests.conftest import MovableClock
from tests.filering import FileKeyring
from tests.shell.conftest import Press

FIRST, SECOND = "zeven blauwe fietsen", "acht groene tandems"
LONG = 20_000


@pytest.fixture
def protected(session: Session, workbook_path: Path) -> Path:
    """The workbook with a passphrase; the program shows its start page."""
    session.close_workbook()
    seal(workbook_path, None, Key.new(FIRST))
    return workbook_path


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[FileKeyring]:
    before, made = keyring.get_keyring(), FileKeyring(tmp_path / "ring.json")
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def question(session: Session) -> Unlock:
    assert session.start_window is not None
    assert session.start_window.unlock.isVisible()
    return session.start_window.unlock


def answer(session: Session, typed: str, qtbot: QtBot) -> None:
    asked = question(session)
    asked.line.setText(typed)
    asked.open.click()
    qtbot.waitUntil(lambda: session.unlocking._job is None, timeout=LONG)


def section(session: Session) -> PassphraseSection:
    assert session.window is not None
    session.window.open_page("passphrase")
    page = session.window.stage.current_page
    assert page is not None
    shown = page.shown_part()
    assert isinstance(shown, PassphraseSection)
    return shown


def fill(**typed: str) -> PassphraseQuestion:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, PassphraseQuestion)
    for key, text in typed.items():
        line = asked.fields.form.control(key)
        assert isinstance(line, QLineEdit)
        line.setText(text)
    return asked


def reworked(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.reworking._job is not None, timeout=LONG)
    qtbot.waitUntil(lambda: session.window is not None, timeout=LONG)


def test_asks_on_the_start_page_and_opens_with_the_passphrase(
    session: Session, protected: Path, qtbot: QtBot, press: Press
) -> None:
    session.open_workbook(protected)
    assert session.window is None
    asked = question(session)
    asked.line.setFocus()
    press(FIRST)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.window is not None, timeout=LONG)
    assert session.window is not None
    assert session.window.desk.workbook.name == "Omgevingsnetwerk"


def test_a_protected_file_on_the_command_line_begins_with_the_question(
    qapp: QApplication, clock: MovableClock, workbook_path: Path, qtbot: QtBot
) -> None:
    seal(workbook_path, None, Key.new(FIRST))
    made = Session(qapp, FEATURES, clock)
    made._crash.install = lambda: None  # type: ignore[method-assign]
    made.begin(workbook_path)
    answer(made, FIRST, qtbot)
    assert made.window is not None
    made.end()


def test_another_workbook_makes_place_for_a_protected_one(
    session: Session, protected: Path, tmp_path: Path, qtbot: QtBot, clock: MovableClock
) -> None:
    other = tmp_path / "open.commdesk"
    Desk.create(other, FEATURES, Workbook("Andere"), clock=clock).close()
    session.open_workbook(other)
    session.open_workbook(protected)
    answer(session, FIRST, qtbot)
    assert session.window is not None
    assert session.window.desk.path == protected


def test_a_wrong_one_is_said_beside_the_field_and_after_some_tries_one_waits(
    session: Session, protected: Path, qtbot: QtBot
) -> None:
    before = protected.read_bytes()
    session.prefer("language", "nl")
    session.show_start()
    session.open_workbook(protected)
    said = set()
    for number in range(3):
        assert question(session).open.isEnabled(), number
        answer(session, f"fout {number}", qtbot)
        said.add(question(session).fields.form._errors["passphrase"].text())
    assert said == {"Deze wachtwoordzin opent omgeving.commdesk niet. Er is niets gewijzigd."}
    assert not question(session).open.isEnabled()
    assert "seconde" in question(session).said.text()
    assert protected.read_bytes() == before
    qtbot.waitUntil(question(session).open.isEnabled, timeout=LONG)
    answer(session, FIRST, qtbot)
    assert session.window is not None


def test_the_recovery_code_opens_it_too(session: Session, protected: Path, qtbot: QtBot) -> None:
    session.open_workbook(protected)
    answer(session, recovery_code(key_for(protected, FIRST)).lower(), qtbot)
    assert session.window is not None


def test_esc_leaves_the_question_and_forgets_what_was_typed(
    session: Session, protected: Path, press: Press
) -> None:
    session.open_workbook(protected)
    asked = question(session)
    asked.line.setText(FIRST)
    asked.line.setFocus()
    press(Qt.Key.Key_Escape)
    assert not asked.isVisible()
    assert asked.line.text() == ""


def test_what_is_typed_shows_on_demand_and_never_reaches_the_clipboard(
    session: Session, protected: Path, press: Press
) -> None:
    session.open_workbook(protected)
    asked = question(session)
    eye = asked.fields.form._inputs["passphrase"].eye  # type: ignore[attr-defined]
    assert asked.line.echoMode() == QLineEdit.EchoMode.Password
    eye.click()
    assert asked.line.echoMode() == QLineEdit.EchoMode.Normal
    asked.line.setText(FIRST)
    asked.line.setFocus()
    asked.line.selectAll()
    QApplication.clipboard().setText("leeg")
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "leeg"
    assert asked.line.text() == FIRST


def test_caps_lock_is_said_by_the_letters_that_come(
    session: Session, protected: Path, qapp: QApplication
) -> None:
    session.open_workbook(protected)
    asked = question(session)
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for letter, held, is_on in (("A", none, True), ("b", none, False), ("C", shift, False)):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter)
        qapp.sendEvent(asked.line, event)
        assert asked.fields.caps.isVisible() == is_on, letter


def test_set_in_the_window_it_is_back_on_the_same_page_with_its_undo(
    session: Session, workbook_path: Path, qtbot: QtBot, clock: MovableClock
) -> None:
    assert session.window is not None
    session.window.desk.do(add_member, MemberDraft(first_name="Fatma"), today=clock.today())
    section(session).ask_set()
    fill(new=FIRST, again=FIRST).accept()
    reworked(session, qtbot)
    assert session.window is not None
    assert is_protected(workbook_path)
    shown = section(session)
    assert shown.headline.text() == "Dit communitybestand gaat alleen open met de wachtwoordzin."
    assert "herstelblad" in shown.banner.text
    session.window.undoing.undo()
    assert count_members(session.window.desk.db) == 0
    session.window.undoing.redo()
    assert count_members(session.window.desk.db) == 1


def test_no_backup_comes_by_itself_while_the_passphrase_is_set_and_history_says_it_was(
    session: Session, qtbot: QtBot, clock: MovableClock
) -> None:
    assert session.window is not None
    backing = session.window.backing
    clock.move(hours=4)
    section(session).ask_set()
    fill(new=FIRST, again=FIRST).accept()
    qtbot.waitUntil(lambda: session.reworking._job is not None, timeout=LONG)
    assert not backing.is_at_work
    assert not isValid(backing) or not backing._timer.isActive()
    qtbot.waitUntil(lambda: session.window is not None, timeout=LONG)
    assert session.window is not None
    assert session.window.backing is not backing
    (event,) = list_events(session.window.desk.db)
    assert event.action.message == "Set a passphrase"


def test_a_wrong_present_passphrase_stands_at_its_field_and_changes_nothing(
    session: Session, protected: Path, qtbot: QtBot
) -> None:
    session.open_workbook(protected)
    answer(session, FIRST, qtbot)
    section(session).ask_change()
    asked = fill(old="fout", new=SECOND, again=SECOND)
    asked.accept()
    error = asked.fields.form._errors["old"]
    qtbot.waitUntil(error.isVisible, timeout=LONG)
    assert error.text() == "Deze wachtwoordzin opent omgeving.commdesk niet. Er is niets gewijzigd."
    fill(old=FIRST).accept()
    reworked(session, qtbot)
    assert session.window is not None
    with Desk.open(protected, FEATURES, key=key_for(protected, SECOND), read_only=True) as twin:
        assert twin.workbook.name == "Omgevingsnetwerk"


def test_removed_in_the_window_anybody_can_read_it(
    session: Session, protected: Path, qtbot: QtBot
) -> None:
    session.open_workbook(protected)
    answer(session, FIRST, qtbot)
    section(session).ask_remove()
    fill(old=FIRST).accept()
    reworked(session, qtbot)
    assert not is_protected(protected)
    assert section(session).headline.text() == "Iedereen die dit bestand heeft, kan het lezen."


def test_read_elsewhere_the_window_comes_back_as_it_was_and_says_why(
    session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    with Desk.open(workbook_path, FEATURES, read_only=True):
        section(session).ask_set()
        fill(new=FIRST, again=FIRST).accept()
        reworked(session, qtbot)
    assert session.window is not None
    page = session.window.stage.current_page
    assert page is not None
    qtbot.waitUntil(lambda: "elders open" in page.banner.text + page.shown_part().banner.text)
    assert not is_protected(workbook_path)
    session.window.desk.do(set_facts, owner="Sem")


def test_two_that_differ_are_said_and_the_question_stays(session: Session) -> None:
    section(session).ask_set()
    asked = fill(new=FIRST, again=SECOND)
    asked.accept()
    assert asked.isVisible()
    assert (
        asked.fields.form._errors["again"].text() == "De tweede keer is niet gelijk aan de eerste."
    )
    asked.reject()


def test_lock_now_closes_to_the_question(session: Session, protected: Path, qtbot: QtBot) -> None:
    session.open_workbook(protected)
    answer(session, FIRST, qtbot)
    assert session.window is not None
    session.window.open_page("members")
    session.lock()
    assert session.window is None
    answer(session, FIRST, qtbot)
    assert session.window is not None
    assert session.window.stage.current_name == "members"


@pytest.mark.parametrize("locks", [True, False])
def test_half_an_hour_without_a_touch_locks_it_unless_one_wants_otherwise(
    session: Session, protected: Path, qtbot: QtBot, locks: bool
) -> None:
    settings.remember(lock_when_idle=locks)
    session.open_workbook(protected)
    answer(session, FIRST, qtbot)
    assert session.window is not None
    session.window.idle.rest()
    if locks:
        qtbot.waitUntil(lambda: session.window is None)
        assert question(session).path == protected
    else:
        assert session.window.desk.is_resting


def test_remembered_it_opens_by_the_keyring_until_it_is_forgotten(
    session: Session, protected: Path, qtbot: QtBot, ring: FileKeyring
) -> None:
    session.open_workbook(protected)
    question(session).remember.setChecked(True)
    answer(session, FIRST, qtbot)
    assert list(ring.entries.values()) == [key_for(protected, FIRST).raw.hex()]
    session.close_workbook()
    session.open_workbook(protected)
    assert session.window is not None
    session.lock()
    assert question(session).keyring.isVisible()
    question(session).keyring.click()
    assert session.window is not None
    section(session).remember.click()
    assert ring.entries == {}
    session.close_workbook()
    session.open_workbook(protected)
    assert question(session)


def test_a_changed_passphrase_takes_the_old_key_out_of_the_keyring(
    session: Session, protected: Path, qtbot: QtBot, ring: FileKeyring
) -> None:
    session.open_workbook(protected)
    question(session).remember.setChecked(True)
    answer(session, FIRST, qtbot)
    section(session).ask_change()
    fill(old=FIRST, new=SECOND, again=SECOND).accept()
    reworked(session, qtbot)
    assert ring.entries == {}


def test_a_keyring_that_is_forbidden_is_not_offered_and_not_used(
    session: Session, protected: Path, qtbot: QtBot, ring: FileKeyring, home: Path
) -> None:
    session.open_workbook(protected)
    question(session).remember.setChecked(True)
    answer(session, FIRST, qtbot)
    session.close_workbook()
    (home / "policy.toml").write_text("keyring_forbidden = true\n", "utf-8")
    session.open_workbook(protected)
    assert not question(session).remember.isVisible()
    answer(session, FIRST, qtbot)
    shown = section(session)
    assert not shown.remember.isEnabled()
    assert "organisatie" in shown.keyring_said.text()


def test_where_one_is_required_a_plain_workbook_is_there_to_be_read(
    session: Session, workbook_path: Path, qtbot: QtBot, home: Path
) -> None:
    session.close_workbook()
    (home / "policy.toml").write_text("passphrase_required = true\n", "utf-8")
    session.open_workbook(workbook_path)
    assert session.window is not None
    assert session.window.desk.is_read_only
    assert "organisatie" in session.window.banner.text
    session.window.banner._do.click()
    fill(new=FIRST, again=FIRST).accept()
    reworked(session, qtbot)
    assert session.window is not None
    assert not session.window.desk.is_read_only
    assert not section(session).remove.isEnabled()


def test_a_new_workbook_gets_its_passphrase_in_the_dialog(
    session: Session, tmp_path: Path, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "policy.toml").write_text("passphrase_required = true\n", "utf-8")
    session.close_workbook()
    session.new_workbook()
    assert session.start_window is not None
    made = session.start_window.new
    assert made.protect.isChecked()
    assert not made.protect.isEnabled()
    made._place = tmp_path / "nieuw.commdesk"
    name = made.form.control("name")
    assert isinstance(name, QLineEdit)
    name.setText("Buurtnetwerk")
    made._make()
    assert session.window is None
    assert made.secret.form._errors["new"].isVisible()
    for key in ("new", "again"):
        line = made.secret.form.control(key)
        assert isinstance(line, QLineEdit)
        line.setText(FIRST)
    made._make()
    assert session.window is not None
    assert is_protected(tmp_path / "nieuw.commdesk")
