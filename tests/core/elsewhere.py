"""Python in another process: a second program, one that may not write, one without disk space.

And one without a network: the kernel ends it, and its children, at the first socket.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PR_CAPBSET_DROP = 24
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine -> its name for the kernel, and the number of the call that makes a socket."""
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
    cwd: Path | None = None,
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
        cwd=cwd,
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


@cache
def without_network() -> Callable[[], None] | None:
    """Whoever makes an internet socket gets SIGSYS, C code too; None where there is no such watch.

    A filter of seccomp as in the kernel's userspace-api/seccomp_filter: it stays for all children.
    """
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return None
    machine, call = _SOCKET[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06
    steps = [
        (load, 0, 0, 4),  # which machine
        (equal, 0, 6, machine),
        (load, 0, 0, 0),  # which call
        (equal, 0, 4, call),
        (load, 0, 0, 16),  # its first argument: the family
        (equal, 1, 0, 2),  # AF_INET
        (equal, 0, 1, 10),  # AF_INET6
        (give, 0, 0, 0x00030000),  # trap
        (give, 0, 0, 0x7FFF0000),  # allow
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)

    def before(_kept: object = code) -> None:
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
            _PR_SET_SECCOMP, _MODE_FILTER, program, 0, 0
        ):
            raise OSError(ctypes.get_errno(), "prctl")

    try:
        subprocess.run([sys.executable, "-S", "-c", ""], preexec_fn=before, check=True)
    except (OSError, subprocess.SubprocessError):
        return None  # a container may forbid even this
    return before
