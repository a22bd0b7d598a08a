"""No socket is ever opened: not in the source, not by a verb, not by the window, not by a library.

Two watches at once. Python's audit hook is in every process that the program starts and writes the
stack of whoever reaches out. Under it, on Linux, the kernel ends any process that makes an internet
socket, so that C code (Qt, SQLite, printing) is watched as well.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from tests.core import elsewhere
from tests.house.test_imports import ALL, Import

WATCHING = Path(__file__).parent / "watching"
DAY = "2026-11-23"

REACHING_OUT = frozenset(
    [
        "aiohttp",
        "asyncio",
        "ftplib",
        "http",
        "httpx",
        "imaplib",
        "nntplib",
        "poplib",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "webbrowser",
        "websockets",
        "xmlrpc",
    ]
)
OF_QT = frozenset(
    [
        "PySide6.QtBluetooth",
        "PySide6.QtHttpServer",
        "PySide6.QtNetwork",
        "PySide6.QtNetworkAuth",
        "PySide6.QtQml",
        "PySide6.QtWebChannel",
        "PySide6.QtWebEngineCore",
        "PySide6.QtWebEngineWidgets",
        "PySide6.QtWebSockets",
        "PySide6.QtWebView",
    ]
)
ALLOWED: dict[str, str] = {}
"""Module -> why it may; nothing has needed to."""


# --- in the source --------------------------------------------------------------------------------


def _is_reaching_out(each: Import) -> bool:
    names = {each.target, each.target.split(".")[0]}
    return bool(names & REACHING_OUT) or each.target.startswith(tuple(OF_QT))


def test_no_module_imports_what_can_reach_out() -> None:
    wrong = [each for each in ALL if _is_reaching_out(each) and each.module not in ALLOWED]
    assert not wrong, "commdesk opens no socket.\n" + "\n".join(map(str, wrong))


def test_processes_talk_through_pipes_that_have_no_address() -> None:
    package = Path(elsewhere.ROOT, "commdesk")
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        for name in ("Listener", "Client", "BaseManager", "SyncManager", "QLocalSocket"):
            assert f"import {name}" not in text, f"{path}: a pipe, not an address to connect to"


# --- while it runs --------------------------------------------------------------------------------


class Watched:
    """Code that ran under both watches: what it printed last, and what they saw."""

    def __init__(self, code: str, *arguments: str | Path, report: Path) -> None:
        paths = os.pathsep.join(map(str, (WATCHING, elsewhere.ROOT)))
        child = elsewhere.start(
            code,
            *arguments,
            before=elsewhere.without_network(),
            env={"PYTHONPATH": paths, "COMMDESK_WATCH": str(report)},
        )
        with child:
            self.out, self.err = child.communicate(timeout=300)
        self.code = child.returncode
        native = report.with_suffix(".native")
        files = [each for each in (report, native) if each.exists()]
        self.seen = "\n".join(each.read_text("utf-8") for each in files)

    def done(self) -> Any:
        """What it did; refuses when it was not silent all the way."""
        assert not self.seen, "Somebody reached for the network:\n" + self.seen
        assert self.code == 0, self.out + self.err
        ended = json.loads(self.out.splitlines()[-1])
        assert ended["connections"] == []
        return ended["done"]


def _run(lines: Sequence[Sequence[str | Path]], tmp_path: Path) -> list[Any]:
    path = tmp_path / "lines.json"
    path.write_text(json.dumps([[str(word) for word in line] for line in lines]), "utf-8")
    code = "import sys; from pathlib import Path; from tests.house.watching.drive import verbs; "
    code += "verbs(Path(sys.argv[1]))"
    done: list[Any] = Watched(code, path, report=tmp_path / "seen").done()
    return done


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The demo workbook, made under the watch too."""
    path = tmp_path / "demo.commdesk"
    line = ("demo", "--to", path, "--no-window", "--date", DAY, "--members", "60")
    assert _run([line], tmp_path)[0][1] == 0
    return path


def _lines(demo: Path, folder: Path) -> dict[str, list[Sequence[str | Path]]]:
    """How each verb is run here: on the demo, doing something where that can be."""
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        one, other = desk.db.query(
            "SELECT email FROM member WHERE email <> '' AND NOT do_not_contact ORDER BY id LIMIT 2"
        )
        task = desk.db.value("SELECT name FROM moderation_task ORDER BY id LIMIT 1")
        guard = desk.db.value(
            "SELECT email FROM moderator JOIN member ON member.id = member_id"
            " WHERE email <> '' ORDER BY member.id LIMIT 1"
        )
    member, friend = one["email"], other["email"]
    listed = folder / "leden.csv"
    listed.write_text("Naam;E-mail\nAnna Nieuw;anna@voorbeeld.example\n", "utf-8")
    book, readable, why = folder / "week.xlsx", folder / "all.zip", ("--purpose", "Proef")
    on = ("--date", DAY)
    return {
        "members": [("--json",)],
        "organisations": [on],
        "items": [()],
        "todo": [("Zaal bespreken", "--due", "2026-11-27")],
        "todos": [on],
        "todo-done": [("Zaal bespreken",)],
        "queue": [on],
        "log": [(member, "--channel", "mail", "--text", "Hallo", "--outgoing", *on)],
        "answer": [(member, "will-contribute")],
        "waiting": [()],
        "promises": [on],
        "introduce": [(member, friend, "--why", "Allebei met bomen bezig")],
        "templates": [()],
        "outreach-stats": [on],
        "ambassadors": [on],
        "look-back": [(member, "yes", *on)],
        "hours": [("--week", "2026-W48")],
        "hours-log": [(guard, task, "1:30", *on)],
        "count": [("contributions=12", "team-contributions=3", "--week", "2026-W47", *on)],
        "capacity": [("--posts", "140")],
        "case": [("klachten", *on)],
        "roster": [("--week", "2026-W49", "--propose", "--seconds", "20", *on)],
        "roster-publish": [("--week", "2026-W48", "--to", folder / "rooster", *why)],
        "team": [()],
        "day-off": [(guard, "2026-12-24")],
        "availability": [("--out", folder / "sheets", *why)],
        "accounting": [()],
        "gate": [()],
        "interview": [("Anna Nieuw", "--willing", "yes", *on)],
        "interviews": [()],
        "concept": [()],
        "build-up": [()],
        "goals": [on],
        "goal": [("--title", "Meer gesprekken", "--target", "40", "--until", "2027-06-30", *on)],
        "goal-value": [("Meer gesprekken", "12", *on)],
        "year": [("--to", folder / "year.pdf", *on)],
        "duplicates": [()],
        "today": [("--close", *on)],
        "week": [("--fill", *on)],
        "import": [(listed, "--apply")],
        "export": [("--to", book, *why, *on)],
        "compare": [(book,)],
        "report": [("--to", folder / "week.pdf", *on)],
        "development": [on],
        "chart": [("hours", "--to", folder / "hours.svg", *on)],
        "handover": [("--to", folder / "pack.zip", *why, *on)],
        "calendar": [("--to", folder / "mine.ics", *on)],
        "levels": [("--set", "core=12", *on), ("--json", *on)],
        "history": [()],
        "undo": [()],
        "redo": [()],
        "check": [()],
        "copies": [()],
        "person": [
            (member, "--access", folder / "person.zip"),
            (member, "--restrict"),
            (member, "--erase", "--yes"),
        ],
        "register": [("--to", folder / "register.xlsx", "--dpia", folder / "dpia.pdf")],
        "record": [("--from", "2026-11-01", "--until", DAY, "--to", folder / "record.zip", *why)],
        "retention": [(), ("--apply",)],
        "passphrase": [("set",)],
        "backup": [(), ("--list",)],
        "recover": [("--to", folder / "recovered.commdesk")],
        "dump": [("--to", readable)],
    }


def _command_lines(demo: Path, folder: Path) -> list[list[str | Path]]:
    lines: list[list[str | Path]] = [
        [verb, demo, *rest] for verb, times in _lines(demo, folder).items() for rest in times
    ]
    lines.append(["new", folder / "new.commdesk", "--name", "Nieuw"])
    lines.append(["load", folder / "all.zip", "--to", folder / "loaded.commdesk"])
    return [*lines, ["demo", "--to", folder / "other.commdesk", "--no-window", "--members", "20"]]


VERBS = {c.name for f in FEATURES if f.commands for c in import_module(f.commands).COMMANDS}
MAY_REFUSE = frozenset({"passphrase", "chart"})  # nobody to be asked for one; nothing to draw yet


def test_no_verb_reaches_for_the_network(demo: Path, tmp_path: Path) -> None:
    lines = [line for line in _command_lines(demo, tmp_path) if line[0] in VERBS]
    assert {line[0] for line in lines} == VERBS, "Say in _lines how the new verb is run."
    failed = [
        (verb, code, said)
        for verb, code, said in _run(lines, tmp_path)
        if code != 0 and not (verb in MAY_REFUSE and code == 1)
    ]
    assert not failed, f"Only a verb that did its work was watched doing it: {failed}"


def test_the_window_reaches_for_nothing_on_any_page(demo: Path, tmp_path: Path, home: Path) -> None:
    code = "import sys; from pathlib import Path; from tests.house.watching.drive import window; "
    code += "window(Path(sys.argv[1]))"
    shown = Watched(code, demo, report=tmp_path / "seen").done()
    assert {"today", "outreach", "data"} <= set(shown)
    assert not (home / "data" / "crash").exists()


# --- the watch itself -----------------------------------------------------------------------------

OPENS = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"
NATIVE = "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {OPENS!r}])"
ASKS = "import socket; socket.getaddrinfo('localhost', 80)"
LOCAL = "import socket; a, b = socket.socketpair(); a.close(); b.close()"
PIPES = "import multiprocessing as m; a, b = m.get_context('spawn').Pipe(); a.close(); b.close()"


@pytest.mark.parametrize("code", [OPENS, IN_A_CHILD, ASKS])
def test_the_watch_names_whoever_reaches_out(code: str, tmp_path: Path) -> None:
    seen = Watched(code, report=tmp_path / "seen").seen
    assert 'File "<string>", line 1, in <module>' in seen


@pytest.mark.skipif(not elsewhere.without_network(), reason="the kernel has no such watch here")
def test_the_kernel_ends_c_code_that_opens_a_socket(tmp_path: Path) -> None:
    watched = Watched(NATIVE, report=tmp_path / "seen")
    assert watched.code == -signal.SIGSYS
    assert 'File "<string>", line 1' in watched.seen


@pytest.mark.skipif(sys.platform == "win32", reason="there a pair is made of two network sockets")
@pytest.mark.parametrize("code", [LOCAL, PIPES])
def test_a_pair_within_the_computer_is_told_apart(code: str, tmp_path: Path) -> None:
    watched = Watched(code, report=tmp_path / "seen")
    assert (watched.seen, watched.code) == ("", 0), watched.err
