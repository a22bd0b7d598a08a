"""How much of this computer one file may cost, and how the reading child binds itself to that."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from msgspec import Struct

MIB = 1 << 20


class Limits(Struct, frozen=True):
    """Caps on one file. Far above what a list of people needs, far below what hurts a laptop."""

    file_bytes: int = 200 * MIB
    inflated_bytes: int = 600 * MIB
    inflation: int = 250
    """Times larger than packed that a part of more than 20 MiB may be; real sheets stay < 40."""
    rows: int = 500_000
    columns: int = 1_000
    cell: int = 200_000
    """Characters in one cell; Excel itself stops at 32,767."""
    row: int = 4_000_000
    memory: int = 700 * MIB
    """Resident memory of the child; its address space may be 300 MiB more."""
    seconds: float = 50.0


def confine(limits: Limits) -> None:
    """Bind this process, which must be the reading child, before it opens the file.

    The parent watches memory and time as well: Windows and macOS have no such limits.
    """
    _hush()
    # openpyxl loads numpy where it is installed, only to know its numbers: half the start of a
    # child, and on a computer with many cores more address space than it may have
    sys.modules["numpy"] = None  # type: ignore[assignment]
    if sys.platform != "win32":
        import resource

        _cap(resource.RLIMIT_AS, limits.memory + 300 * MIB)
        _cap(resource.RLIMIT_CPU, int(limits.seconds) + 5)
        _cap(resource.RLIMIT_CORE, 0)
        _cap(resource.RLIMIT_FSIZE, 0)


def _hush() -> None:
    """No backtrace on the terminal when the reader aborts, no crash dialog, no Ctrl+C."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        failcriticalerrors_and_nogpfaulterrorbox = 0x0001 | 0x0002
        ctypes.windll.kernel32.SetErrorMode(failcriticalerrors_and_nogpfaulterrorbox)


if sys.platform != "win32":

    def _cap(kind: int, amount: int) -> None:
        import resource

        with suppress(ValueError, OSError):  # macOS knows some of these and refuses to set them
            _, hard = resource.getrlimit(kind)
            amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(kind, (amount, amount))
