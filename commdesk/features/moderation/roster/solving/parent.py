"""The near side of the solving child: start it, hear what it finds, end it at any moment."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

from commdesk.core.errors import Broken, Cancelled, Refused
from commdesk.features.moderation.roster.solving.child import Message, serve
from commdesk.features.moderation.roster.solving.instance import Instance
from commdesk.features.moderation.roster.solving.proposal import Proposal
from commdesk.features.moderation.roster.solving.solve import (
    IsCancelled,
    OnBetter,
    never,
    nobody,
)

_LOOK_EVERY = 0.05
_GRACE = 5.0
"""Beside the seconds of the search: to start, and to hand over what was found."""


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
    best: Proposal | None = None
    for message in _messages(instance, seconds, is_cancelled):
        match message:
            case ("better", Proposal() as better):
                best = better
                on_better(better)
            case ("done",) if best:
                return best
            case ("missing", _):
                raise Refused("The solver for rosters, highspy, is not installed here.")
            case ("broken", str() as trace):
                raise Broken(trace)
    if best and is_cancelled():
        return best
    if is_cancelled():
        raise Cancelled
    raise Refused("The solver for rosters stopped before it was done. The roster is as it was.")


def _messages(instance: Instance, seconds: float, is_cancelled: IsCancelled) -> Iterator[Message]:
    """What the child says, until its last word, its end, the wish to stop, or far past its time."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(
        target=serve, args=(sending, instance, seconds), name="roster", daemon=True
    )
    try:
        child.start()
        sending.close()
        yield from _received(receiving, time.monotonic() + seconds + _GRACE, is_cancelled)
    finally:
        sending.close()
        receiving.close()
        if child.pid is not None:
            child.kill()
            child.join()
        child.close()


def _received(
    receiving: Connection, ends_at: float, is_cancelled: Callable[[], bool]
) -> Iterator[Message]:
    while not is_cancelled() and time.monotonic() < ends_at:
        try:
            if receiving.poll(_LOOK_EVERY):
                message: Message = pickle.loads(receiving.recv_bytes())  # noqa: S301 - our own child
                yield message
        except (EOFError, OSError):
            return
