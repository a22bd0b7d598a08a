"""The near side of the solving child: start it, hear what it finds, end it at any moment."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from commdesk.core.errors import Broken, Cancelled, Refused
from commdesk.features.moderation.roster.solving.child import Message, serve
from commdesk.features.moderation.roster.solving.instance import Instance
from commdesk.features.moderation.roster.solving.proposal import Proposal
from commdesk.features.moderation.roster.solving.search import (
    IsCancelled,
    OnBetter,
    never,
    nobody,
)

_LOOK_EVERY = 0.05
_GRACE = 0.5
"""Beside the seconds of the search, to hand over what was found; then what came counts."""
_TO_START = 20.0
"""A computer that is busy gets so long to come with a first roster at all."""


def propose(
    instance: Instance,
    *,
    seconds: float = 10.0,
    is_cancelled: IsCancelled = never,
    on_better: OnBetter = nobody,
) -> Proposal:
    """The best roster within so many seconds, searched for in a process of its own.

    Waits without holding up other threads: call it in a job. `on_better` hears in this thread of
    every better one. Cancelled, it hands out the best so far, and raises `Cancelled` when there is
    none yet; `Refused` when the solver is missing or dies.
    """
    search = _Search(instance, seconds, is_cancelled)
    for message in search.messages():
        match message:
            case ("better", Proposal() as better):
                search.best = better
                on_better(better)
            case ("missing",):
                raise Refused("The solver for rosters, highspy, is not installed here.")
            case ("broken", str() as trace):
                raise Broken(trace)
    if search.best and search.is_over():
        return search.best
    if is_cancelled():
        raise Cancelled
    raise Refused("The solver for rosters stopped before it was done. The roster is as it was.")


class _Search:
    """The child and what it said last."""

    def __init__(self, instance: Instance, seconds: float, is_cancelled: IsCancelled) -> None:
        self.best: Proposal | None = None
        self._instance, self._is_cancelled = instance, is_cancelled
        self._ends_at = time.monotonic() + seconds
        self._is_done = False

    def is_over(self) -> bool:
        """Whether it ended as it should: done, out of time with something found, or cancelled."""
        late = time.monotonic() - self._ends_at
        is_late = late > (_GRACE if self.best else _TO_START)
        return self._is_done or is_late or self._is_cancelled()

    def messages(self) -> Iterator[Message]:
        """What the child says, until its last word, its end, the wish to stop, or past its time."""
        context = multiprocessing.get_context("spawn")
        receiving, sending = context.Pipe(duplex=False)
        given = sending, self._instance, self._ends_at
        child = context.Process(target=serve, args=given, name="roster", daemon=True)
        try:
            child.start()
            sending.close()
            yield from self._received(receiving)
        finally:
            sending.close()
            receiving.close()
            if child.pid is not None:
                child.kill()
                child.join()
            child.close()

    def _received(self, receiving: Connection) -> Iterator[Message]:
        while not self.is_over():
            try:
                if receiving.poll(_LOOK_EVERY):
                    message: Message = pickle.loads(receiving.recv_bytes())  # noqa: S301 - our own
                    self._is_done = message == ("done",)
                    yield message
            except (EOFError, OSError):
                return
