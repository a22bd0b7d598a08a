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
from commdesk.features.moderation.roster.solving.solve import solve

_TELL_EVERY = 0.1
Message = tuple[Any, ...]


def serve(connection: Connection, instance: Instance, seconds: float) -> None:
    """The child's main: ("better", Proposal)..., then ("done",), ("missing",) or ("broken", trace).

    Better rosters that follow each other at once are sent as one, the last: whoever listens must
    not stand still.
    """
    _hush()
    told_at = 0.0

    def tell(proposal: Proposal) -> None:
        nonlocal told_at
        if not told_at or time.monotonic() - told_at > _TELL_EVERY:
            send(("better", proposal))
            told_at = time.monotonic()

    def send(message: Message) -> None:
        connection.send_bytes(pickle.dumps(message, protocol=5))

    try:
        send(("better", solve(instance, seconds=seconds, on_better=tell)))
        send(("done",))
    except ImportError:
        send(("missing", traceback.format_exc()))
    except Exception:  # noqa: BLE001 - the parent raises it as our bug
        send(("broken", traceback.format_exc()))
    connection.close()


def _hush() -> None:
    """Nothing on the terminal: HiGHS greets on stdout and may abort; one thread for arrays."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform == "win32":
        import ctypes

        failcriticalerrors_and_nogpfaulterrorbox = 0x0001 | 0x0002
        ctypes.windll.kernel32.SetErrorMode(failcriticalerrors_and_nogpfaulterrorbox)
