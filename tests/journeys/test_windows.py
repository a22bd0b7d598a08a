"""The start page, a new workbook, preferences, a workbook somebody else has open."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.workbook import Workbook
from commdesk.shell.app import Session
from commdesk.shell.opening import demo_path
from tests.journeys.conftest import CTRL, Person

Key = Qt.Key


@pytest.fixture
def starter(qtbot: QtBot, qapp: QApplication, session: Session) -> Person:
    """Sits before the start page."""
    session.begin(None)
    made = Person(qtbot, qapp, session)
    with qtbot.waitActive(made.top):
        made.top.activateWindow()
    return made


def test_a_new_workbook_asks_six_things_and_opens(
    starter: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = starter.session.start_window
    assert start is not None
    starter.look("start")
    start.show_new()
    starter.type("Omgevingsnetwerk")
    owner = start.new.form.control("owner")
    assert isinstance(owner, QLineEdit)
    owner.setText("Noor Bakker")
    start.new._take(tmp_path / "new" / "omgeving.commdesk")
    starter.look("start-new")
    start.new._make()
    assert starter.window.desk.workbook == Workbook(
        name="Omgevingsnetwerk",
        language="en",
        start_on=starter.window.desk.today(),
        owner="Noor Bakker",
    )
    assert starter.session.settings.recent == (str(tmp_path / "new" / "omgeving.commdesk"),)
    assert starter.session.start_window is None


def test_a_workbook_without_a_name_is_refused_at_the_field(starter: Person) -> None:
    start = starter.session.start_window
    assert start is not None
    start.show_new()
    start.new._make()
    assert start.new.form._errors["name"].isVisible()


def test_a_file_that_is_no_workbook_is_refused_on_the_start_page(
    starter: Person, tmp_path: Path
) -> None:
    path = tmp_path / "notes.commdesk"
    path.write_text("Just text", "utf-8")
    starter.session.open_workbook(path)
    start = starter.session.start_window
    assert start is not None
    assert start.banner.isVisible()
    assert path.name in start.banner.text


def test_closing_a_workbook_leads_to_the_start_page_where_it_is_the_first(
    person: Person, workbook_path: Path
) -> None:
    person.press(Key.Key_W, CTRL)
    start = person.session.start_window
    assert person.session.window is None
    assert start is not None
    assert [row.key for row in start.recent.rows] == [workbook_path]
    start.recent.setFocus()
    person.press(Key.Key_Return)
    assert person.session.window is not None


def test_a_workbook_that_somebody_else_has_opens_to_be_read(
    session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    with Desk.open(workbook_path, FEATURES):
        session.begin(workbook_path)
        assert session.window is not None
        assert session.window.desk.is_read_only
        assert session.window.banner.isVisible()
        assert "Open for writing by" in session.window.banner.text
    session.reopen()
    assert not session.window.desk.is_read_only
    assert session.window.banner.isHidden()


def test_settings_that_cannot_be_read_are_said_once_and_kept_aside(
    qtbot: QtBot, qapp: QApplication, clock: Clock, workbook_path: Path
) -> None:
    settings.settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_file().write_text("theme = [")
    session = Session(qapp, FEATURES, clock)
    session.show_start()
    assert session.start_window is not None
    assert "settings.toml" in session.start_window.banner.text
    session.open_workbook(workbook_path)
    assert session.window is not None
    assert "settings.toml" in session.window.banner.text
    session.close_workbook()
    assert session.start_window.banner.isHidden()
    assert settings.settings_file().with_suffix(".broken.toml").read_text() == "theme = ["
    session.end()


def test_the_language_changes_everywhere_on_the_same_page(person: Person) -> None:
    person.window.open_page("members")
    person.session.set_language("nl")
    assert person.window.stage.current_name == "members"
    assert person.window.stage.current_page is not None
    assert person.window.stage.current_page.shown_part().header.title == "Leden"
    assert person.window.top.undo.text() == "Ongedaan maken"
    person.look("members-nl")


def test_dark_and_large_text_hold_at_once_and_are_kept(person: Person) -> None:
    person.session.prefer("theme", "dark")
    person.session.prefer("text_size", 200)
    window = person.qapp.palette().color(QPalette.ColorRole.Window)
    assert window.lightness() < 60
    person.window.resize(1024, 640)
    person.look("dark-200")
    kept = settings.load()
    assert (kept.theme, kept.text_size) == ("dark", 200)
    person.session.prefer("theme", "light")
    person.session.prefer("text_size", 100)


def test_the_window_comes_back_where_it_was(person: Person, workbook_path: Path) -> None:
    person.window.open_page("members")
    person.window.close()
    person.session.begin(workbook_path)
    assert person.window.stage.current_name == "members"
    assert person.session.settings.window


def test_changes_of_the_file_show_in_the_status_line(person: Person) -> None:
    assert "0 members" in person.window.status._right.text()
    assert "local file" in person.window.status._right.text()


def test_the_example_is_made_once_and_opens_on_its_own_day(starter: Person) -> None:
    starter.session.open_demo()
    assert starter.session.start_window is not None
    starter.look("start-demo")
    starter.wait(lambda: starter.session.window is not None)
    desk = starter.window.desk
    assert desk.today() == date(2026, 11, 23)
    starter.window.open_page("today")
    starter.look("demo-today")
    made = demo_path().stat().st_ino
    starter.session.show_start()
    starter.session.open_demo()
    starter.wait(lambda: starter.session.window is not None)
    assert starter.window.desk.path == demo_path()
    assert demo_path().stat().st_ino == made


PROGRAM = """
import sys
import subprocess
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from commdesk.shell import app
steps = []
class Watched(app.Session):
    def begin(self, path):
        super().begin(path)
        QTimer.singleShot(300, self.close_workbook)
        QTimer.singleShot(900, lambda: self.open_workbook(Path(sys.argv[1])))
        QTimer.singleShot(1500, self.finish)
    def finish(self):
        steps.append(self.window is not None)
        self.window.close()
app.Session = Watched
code = app.run(Path(sys.argv[1]))
assert steps == [True], "the program ended while one window made place for another"
sys.exit(code)
"""


def test_the_program_ends_with_its_last_window_and_not_before(workbook_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(workbook_path)], check=False, timeout=60
    )
    assert done.returncode == 0
