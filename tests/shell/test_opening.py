"""What cannot be opened for writing opens to be read, and says so; what cannot be read says why."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.core import elsewhere

OPEN = """
import sys
from pathlib import Path
from commdesk.catalog import FEATURES
from commdesk.core.clock import SystemClock
from commdesk.core.errors import Refused
from commdesk.core.settings import Settings
from commdesk.shell.opening import open_desk
from commdesk.shell.standing import notices
try:
    with open_desk(Path(sys.argv[1]), FEATURES, SystemClock()) as desk:
        print(desk.is_read_only, *notices(desk, Settings()))
except Refused as refused:
    print(refused)
"""

USER_VERSION_AT = 60  # https://sqlite.org/fileformat2.html#the_database_header
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="drops capabilities with prctl")


def opened(path: Path) -> str:
    done = elsewhere.run(OPEN, path, before=elsewhere.as_anyone)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@needs_linux
def test_a_workbook_in_a_read_only_folder_opens_to_be_read(read_only_folder: Path) -> None:
    assert opened(read_only_folder).startswith("True This file is open for reading only")


@needs_linux
def test_an_older_workbook_in_a_read_only_folder_says_to_copy_it(read_only_folder: Path) -> None:
    read_only_folder.chmod(0o644)
    with read_only_folder.open("r+b") as file:
        file.seek(USER_VERSION_AT)
        file.write((1).to_bytes(4))
    read_only_folder.chmod(0o444)
    assert "Copy it to a folder of your own" in opened(read_only_folder)
