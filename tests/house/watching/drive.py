"""What a watched program is made to do: every verb, and the window on every page."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

import psutil

from commdesk.catalog import FEATURES


def verbs(lines: Path) -> None:
    """Run the command lines of a JSON file; print what each one ended with, and what it said."""
    from commdesk.cli import cli
    from commdesk.core.terminal import Program

    ended = []
    for typed in json.loads(lines.read_text("utf-8")):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                cli.main(typed, prog_name="commdesk", obj=Program(FEATURES))
            except SystemExit as end:
                ended.append([typed[0], end.code, said.getvalue()])
    _end(ended)


def window(workbook: Path) -> None:
    """Go through every page and every section of it; print their names."""
    from PySide6.QtWidgets import QApplication

    from commdesk.core.clock import SystemClock
    from commdesk.kit import icons
    from commdesk.shell.app import Session

    app = QApplication(sys.argv[:1])
    session = Session(app, FEATURES, SystemClock())
    session.begin(workbook)
    assert session.window
    shown = [name for name, _title in session.window.page_titles]
    shown += [section.name for feature in FEATURES for section in feature.sections]
    for name in shown:
        session.window.open_page(name)
        app.processEvents()
        session.window.grab()
    icons.load_icons(app)
    session.window.search()
    app.processEvents()
    session.end()
    _end(shown)


def _end(done: object) -> None:
    """Say what was done, and that the system itself knows of no connection."""
    known = [str(each) for each in psutil.Process().net_connections(kind="inet")]
    print(json.dumps({"done": done, "connections": known}))  # noqa: T201 - read by the test
