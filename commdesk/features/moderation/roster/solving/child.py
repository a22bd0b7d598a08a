"""What runs in the solving child: search, and send every better roster; it is killed to stop."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from multiprocessing.connection import Connection
from typing import Any

from commdesk.features.moderation.roster.solving.instance import Instance
from commdesk.features.moderation.roster.solving.proposal import Proposal
from commdesk.features.moderation.roster.solving.search import solve

_TELL_EVERY = 0.1
_NICE = 5
Message = tuple[Any, ...]


def serve(connection: Connection, instance: Instance, ends_at: float) -> None:
    """The child's main: ("better", Proposal)..., then ("done",), ("missing",) or ("broken", trace).

    `ends_at` is a moment of `time.monotonic`, which all processes share.
    """
    _hush()
    telling = _Telling(connection)
    try:
        solve(
            instance,
            seconds=ends_at - time.monotonic(),
            is_cancelled=telling.look,
            on_better=telling.hear,
        )
        telling.send_last()
        telling.send(("done",))
    except ImportError:
        telling.send(("missing",))
    except Exception:  # noqa: BLE001 - the parent raises it as our bug
        telling.send(("broken", traceback.format_exc()))
    connection.close()


class _Telling:
    """Sends better rosters, of those that follow each other at once the last: whoever listens

    must not stand still.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: Proposal | None = None
        self._told_at = 0.0

    def hear(self, proposal: Proposal) -> None:
        self._waiting = proposal
        self.look()

    def look(self) -> bool:
        """Asked now and then whether to stop: never, the parent ends this process."""
        if self._waiting and time.monotonic() - self._told_at > _TELL_EVERY:
            self.send_last()
        return False

    def send_last(self) -> None:
        if self._waiting:
            self.send(("better", self._waiting))
            self._waiting, self._told_at = None, time.monotonic()

    def send(self, message: Message) -> None:
        self._connection.send_bytes(pickle.dumps(message, protocol=5))


def _hush() -> None:
    """Nothing on the terminal: HiGHS greets on stdout and may abort; one thread for arrays."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform != "win32":
        os.nice(_NICE)  # the window goes first
    else:
        import ctypes

        failcriticalerrors_and_nogpfaulterrorbox = 0x0001 | 0x0002
        ctypes.windll.kernel32.SetErrorMode(failcriticalerrors_and_nogpfaulterrorbox)
