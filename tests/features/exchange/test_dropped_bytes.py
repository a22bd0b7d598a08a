"""What is dropped at the door is nowhere: not in the workbook's bytes, beside it, or in a log."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.keys import Key, key_for
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.exchange.page import ImportSection
from tests.conftest import MovableClock
from tests.features.exchange.lists import excel
from tests.features.retention.everything import files_of, open_up, where_found
from tests.host import ThreadedHost

HEADINGS = (
    "Naam", "E-mail", "BSN", "Geboortedatum", "Geslacht", "Kinderen", "Partner", "Huisadres",
    "IP-adres",
)  # fmt: skip
BORN = date(1987, 5, 17)
NUMBERS = ("111222333", "123456782", "010464554")
PLANTED = (
    *NUMBERS, "1987-05-17", "17-05-1987", "plantgeslacht", "plantkind", "plantpartner",
    "Plantstraat", "203.0.113.77",
)  # fmt: skip
PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of files that a test makes


def rows() -> list[tuple[object, ...]]:
    told = ("plantgeslacht", "plantkind", "plantpartner", "Plantstraat 12", "203.0.113.77")
    return [
        (f"Lid Nummer{n}", f"lid{n}@voorbeeld.example", bsn, BORN, *told)
        for n, bsn in enumerate(NUMBERS)
    ]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and the child that reads the list put what is temporary."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(params=["xlsx", "csv"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    if request.param == "xlsx":
        return excel(folder / "leden.xlsx", HEADINGS, *rows())
    path = folder / "leden.csv"
    lines = [";".join(HEADINGS)]
    lines += [";".join(_typed(value) for value in row) for row in rows()]
    path.write_text("\n".join(lines), "utf-8")
    return path


def _typed(value: object) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def check_nowhere(workbook: Path, home: Path, temporary: Path) -> None:
    files = list(files_of(workbook, home, temporary))
    assert where_found("lid0@voorbeeld.example", files), "the list came in"
    assert where_found(PLANTED, files) == []


def test_an_import_on_the_command_line_keeps_nothing_of_it(
    commdesk: Callable[..., Result], workbook_path: Path, source: Path, home: Path, temporary: Path
) -> None:
    done = commdesk("import", workbook_path, source, "--apply", "--json")
    assert done.exit_code == 0, done.output
    assert not any(planted in done.output for planted in PLANTED)
    check_nowhere(workbook_path, home, temporary)


def test_an_import_in_the_window_keeps_nothing_of_it(
    desk: Desk, source: Path, home: Path, temporary: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    host, page = section(desk, qtbot)
    page.load(source)
    qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)
    files = files_of(desk.path, home, temporary)
    assert where_found(PLANTED, files) == [], "nor while the plan is shown"
    page.apply()
    qtbot.waitUntil(lambda: page.plan is None, timeout=20_000)
    check_nowhere(desk.path, home, temporary)
    host.jobs.stop()
    page.close()


def test_nor_in_what_a_protected_workbook_holds(
    tmp_path: Path, source: Path, clock: MovableClock, qtbot: QtBot, qapp: QApplication
) -> None:
    path, unlocked = tmp_path / "w.commdesk", tmp_path / "unlocked.db"
    Desk.create(path, FEATURES, Workbook("W"), clock=clock, key=Key.new(PASSPHRASE)).close()
    key = key_for(path, PASSPHRASE)
    with Desk.open(path, FEATURES, clock=clock, key=key) as desk:
        host, page = section(desk, qtbot)
        page.load(source)
        qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)
        page.apply()
        qtbot.waitUntil(lambda: page.plan is None, timeout=20_000)
        host.jobs.stop()
        page.close()
    db = Database.connect(path, key=key)
    open_up(db, unlocked)
    db.close()
    assert where_found("lid0@voorbeeld.example", [unlocked])
    assert where_found(PLANTED, [unlocked]) == []


def section(desk: Desk, qtbot: QtBot) -> tuple[ThreadedHost, ImportSection]:
    host = ThreadedHost(desk, Words("nl"))
    page = ImportSection(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    return host, page
