"""Python in another process: a second program, one that may not write, one without disk space."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2

VERB = "from commdesk.__main__ import main; main()"
OPENED = """
import sys
from pathlib import Path
from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
desk = Desk.open(Path(sys.argv[1]), FEATURES)
"""


def start(
    code: str,
    *arguments: str | Path,
    before: Callable[[], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """A running child with pipes; `before` runs in it before Python starts."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | (env or {}),
        preexec_fn=before,  # noqa: PLW1509 - it makes one system call
    )


def run(
    code: str, *arguments: str | Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    with start(code, *arguments, before=before) as child:
        out, err = child.communicate(timeout=120)
    return subprocess.CompletedProcess(child.args, child.returncode, out, err)


def hold(workbook: Path) -> subprocess.Popen[str]:
    """Another process that has the workbook open for writing until it is killed."""
    child = start(OPENED + "print('open', flush=True); sys.stdin.read()", workbook)
    assert child.stdout
    assert child.stdout.readline() == "open\n", child.communicate()
    return child


def end(child: subprocess.Popen[str]) -> None:
    """Kill -9, and wait until it is gone."""
    child.kill()
    child.communicate()


def as_anyone() -> None:
    """Give up root's right to write in what is read-only; a normal user has none to give up."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


def with_room_for(size: int) -> Callable[[], None]:
    """No file may grow past `size` bytes: a disk that is full."""
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
