"""First on PYTHONPATH this is part of every Python that a watched program starts, its children too.

Whatever reaches for the network is written, with the stack of whoever did it, to the file that
COMMDESK_WATCH names. A socket of the computer itself (AF_UNIX: what two processes of one program
talk through) reaches nobody, and is let be.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import traceback
from pathlib import Path

REPORT = Path(os.environ["COMMDESK_WATCH"])
_LOCAL = (1, -1)  # AF_UNIX; -1 takes over a descriptor that was opened before
_OF_A_FAMILY = {"socket.__new__", "socket.connect", "socket.bind", "socket.sendto"}
_OF_A_FAMILY |= {"socket.sendmsg"}
_NEVER = ("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "socket.getservby")
_NEVER += ("ftplib.", "http.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "urllib.")
_NEVER += ("webbrowser.",)


def _reaches_out(event: str, args: tuple[object, ...]) -> bool:
    if event in _OF_A_FAMILY:
        family = args[1] if event == "socket.__new__" else getattr(args[0], "family", None)
        return family not in _LOCAL
    return event.startswith(_NEVER)


def _watch(event: str, args: tuple[object, ...]) -> None:
    if _reaches_out(event, args):
        with REPORT.open("a", encoding="utf-8") as report:
            stack = "".join(traceback.format_stack())
            report.write(f"{event} {args!r}\n{stack}\n")


sys.addaudithook(_watch)
if hasattr(signal, "SIGSYS"):  # the kernel's own watch ends who is not Python: see elsewhere.py
    _OPEN = REPORT.with_suffix(".native").open("a", encoding="utf-8")
    faulthandler.register(signal.SIGSYS, file=_OPEN, all_threads=True, chain=True)
