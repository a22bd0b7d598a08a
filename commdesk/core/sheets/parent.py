"""The near side of the reading child: start it, take its messages, watch it, end it."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import stat
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.errors import Broken, Cancelled, Refused
from commdesk.core.sheets.child import Message, Task, serve
from commdesk.core.sheets.limits import MIB
from commdesk.core.sheets.refusal import (
    damaged,
    empty,
    folder,
    no_list,
    too_large,
    unreadable,
)
from commdesk.core.words import Text

_LARGEST_MESSAGE = 64 * MIB
_LOOK_EVERY = 0.05

IsCancelled = Callable[[], bool]


def answers(task: Task, is_cancelled: IsCancelled) -> Generator[Message, None, None]:
    """The child's messages; a workbook on which calamine gives up is read again by openpyxl."""
    _check_file(task)
    ends_at = time.monotonic() + task.limits.seconds
    try:
        yield from _run(task, ends_at, is_cancelled)
    except _Died as died:
        if died.kind != "xlsx":
            raise died.refusal(task.path) from None
    else:
        return
    try:
        yield from _run(replace(task, engine="openpyxl"), ends_at, is_cancelled)
    except _Died as died:
        raise died.refusal(task.path) from None


def _check_file(task: Task) -> None:
    """What can be said without looking inside; a pipe or device is never opened: it may hang."""
    path = task.path
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise folder(path)
        if not stat.S_ISREG(found.st_mode):
            raise no_list(path)
        path.open("rb").close()
    except OSError as error:
        raise unreadable(path, error) from error
    if not found.st_size:
        raise empty(path)
    if found.st_size > task.limits.file_bytes:
        raise too_large(path)


class _Died(Exception):
    """The child gave up, aborted, or was stopped at its limits."""

    def __init__(self, kind: str, why: str = "") -> None:
        super().__init__(why)
        self.kind = kind
        self.is_at_limit = not why or "limit" in why.lower()

    def refusal(self, path: Path) -> Refused:
        return too_large(path) if self.is_at_limit else damaged(path)


def _run(task: Task, ends_at: float, is_cancelled: IsCancelled) -> Iterator[Message]:
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=serve, args=(sending, task), name="reader", daemon=True)
    try:
        child.start()
        sending.close()
        watch = _Watch(child, task, ends_at)
        yield from _understood(_received(receiving, watch, is_cancelled))
    finally:
        sending.close()
        receiving.close()
        _end(child)


def _end(child: BaseProcess) -> None:
    if child.pid is not None:
        child.kill()
        child.join()
    child.close()


def _understood(messages: Iterator[Message]) -> Iterator[Message]:
    """Messages until the last word, which is obeyed here; silence means that the child died."""
    kind = ""
    for message in messages:
        match message:
            case ("done",):
                return
            case ("refused", Text() as text):
                raise Refused(text)
            case ("gave_up", str() as why):
                raise _Died(kind, why)
            case ("broken", str() as trace):
                raise Broken(trace)
            case ("kind", str() as kind):
                pass
            case _:
                yield message
    raise _Died(kind)


def _received(receiving: Connection, watch: _Watch, is_cancelled: IsCancelled) -> Iterator[Message]:
    """Every message; between them the child is watched and the wish to stop is heard."""
    while not is_cancelled():
        if not watch.is_within_limits():
            return
        try:
            if receiving.poll(_LOOK_EVERY):
                yield _unpickled(receiving.recv_bytes(_LARGEST_MESSAGE))
        except (EOFError, OSError):
            return
    raise Cancelled


class _Watch(Struct):
    """Memory and time of the child, on every system; where RLIMIT works it is the second net."""

    child: BaseProcess
    task: Task
    ends_at: float
    _looked_at: float = 0.0

    def is_within_limits(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at < _LOOK_EVERY:
            return True
        self._looked_at = now
        return now < self.ends_at and self._memory() <= self.task.limits.memory

    def _memory(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self.child.pid).memory_info().rss)
        except psutil.Error:
            return 0  # gone already: what it said last is still in the pipe


class _PlainValues(pickle.Unpickler):
    """Builds nothing but plain values: a child taken over by a hostile file gains nothing here."""

    allowed = frozenset(
        {("datetime", "date"), ("datetime", "datetime"), ("commdesk.core.words", "Text")}
    )

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in self.allowed:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def _unpickled(data: bytes) -> Message:
    message: Message = _PlainValues(io.BytesIO(data)).load()
    return message
