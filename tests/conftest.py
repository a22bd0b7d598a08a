"""What every test stands on: a clock that moves, a real workbook, a home of its own, no noise."""

from __future__ import annotations

import locale
import logging
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings as hypothesis_settings

# Before anything imports Qt or asks for local time; a developer may ask for a real platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Amsterdam"
if hasattr(time, "tzset"):
    time.tzset()
with suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "C.UTF-8")

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.terminal import Program
from commdesk.core.workbook import Workbook

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
EXPECTED = Path(__file__).parent / "_expected"

# Two slow cores in CI: how long an example takes says nothing about the rule.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


class MovableClock:
    """Starts on Monday 23 November 2026, 09:00 in Amsterdam; stands still until it is moved."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.astimezone(AMSTERDAM).date()

    def move(self, **by: float) -> None:
        """`clock.move(days=3, hours=2)`."""
        self._now += timedelta(**by)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="renew the files in tests/_expected"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs: this test expects warnings in the log")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for preferences, backups and crash reports."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COMMDESK_HOME", str(folder))
    monkeypatch.setenv("COMMDESK_POLICY", str(folder / "policy.toml"))
    return folder


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def empty_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workbook, migrated once for the whole run; copy it, never open it."""
    path = tmp_path_factory.mktemp("workbook") / "empty.commdesk"
    workbook = Workbook("Omgevingsnetwerk", start_on=MONDAY.date(), owner="Noor")
    Desk.create(path, FEATURES, workbook, clock=MovableClock()).close()
    return path


@pytest.fixture
def workbook_path(empty_workbook: Path, tmp_path: Path) -> Path:
    """An empty workbook of this test's own, not open."""
    return Path(shutil.copy(empty_workbook, tmp_path / "omgeving.commdesk"))


@pytest.fixture
def desk(workbook_path: Path, clock: MovableClock) -> Iterator[Desk]:
    """A workbook of this test's own, open for writing."""
    with Desk.open(workbook_path, FEATURES, clock=clock) as opened:
        yield opened
        assert not (opened.is_open and opened.db.in_transaction), "the test left a transaction open"


@pytest.fixture
def given(clock: MovableClock) -> Iterator[Callable[..., Result]]:
    """Run a verb with passphrases to be read on a file descriptor, a line each."""
    from commdesk.cli import cli

    opened = []

    def run(*typed: str | Path, lines: str = "zeven blauwe fietsen\n") -> Result:
        reading, writing = os.pipe()
        opened.append(reading)
        os.write(writing, lines.encode())
        os.close(writing)
        arguments = ["--passphrase-fd", str(reading), *map(str, typed)]
        result = CliRunner().invoke(cli, arguments, obj=Program(FEATURES, clock))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    yield run
    for each in opened:
        os.close(each)


@pytest.fixture
def read_only_folder(workbook_path: Path, tmp_path: Path) -> Path:
    """A write-protected workbook in a folder that nobody may write in."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "werk.commdesk"
    path.write_bytes(workbook_path.read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    return path


@pytest.fixture
def commdesk(clock: MovableClock) -> Callable[..., Result]:
    """Run a verb of the command line in this process: `commdesk("today", path, "--json")`."""
    from commdesk.cli import cli

    def run(*arguments: str | Path) -> Result:
        typed = [str(argument) for argument in arguments]
        result = CliRunner().invoke(cli, typed, obj=Program(FEATURES, clock))
        if result.exception and not isinstance(result.exception, SystemExit | click.ClickException):
            raise result.exception
        return result

    return run


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/_expected."""

    def compare(name: str, text: str) -> None:
        path = EXPECTED / name
        if request.config.getoption("--update-expected"):
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8"), f"{name} differs; --update-expected renews it"

    return compare


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning nobody asked for is a fault nobody looked at."""
    heard: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = heard.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if heard and not request.node.get_closest_marker("logs"):
        pytest.fail("unexpected log: " + "; ".join(record.getMessage() for record in heard))


@pytest.fixture(autouse=True)
def _no_stray_window() -> Iterator[None]:
    """A test shuts the windows that it opens (qtbot.addWidget does it)."""
    yield
    if widgets := sys.modules.get("PySide6.QtWidgets"):
        if not widgets.QApplication.instance():
            return
        stray = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
        for window in stray:
            window.close()
        # The clipboard of the offscreen platform outlives Python, and would end what Python made.
        widgets.QApplication.clipboard().clear()
        assert not stray, f"windows left open: {stray}"
