"""When Python looks for cycles: not while much is made that is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_looking() -> Iterator[None]:
    """For a whole list in a terminal: a million objects, and none of them a cycle."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def look_again() -> None:
    """Let Python look for cycles again, but not among what was made meanwhile.

    A list of 50,000 people is a million objects; looking through them stops every thread, the
    window's too, for a fifth of a second. What is no cycle still goes when nobody holds it.
    """
    gc.freeze()
    gc.enable()
