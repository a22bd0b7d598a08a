"""What taking back does in a thread: read a file, compare it, take it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.features.exchange.returning.model import Mark
from commdesk.features.exchange.returning.ops import take_all
from commdesk.features.exchange.returning.reading import Book, read_book
from commdesk.features.exchange.returning.taking import Returned, understand
from commdesk.kit.progress import Progress, stoppable


class Reading(Struct, frozen=True):
    """A file that came back, and what it means for the workbook now."""

    book: Book
    found: Returned


def read_back(desk: Desk, path: Path, name: str, progress: Progress) -> Reading:
    """Read a file, sent by this person, and compare it."""

    def stopped() -> bool:
        return progress.is_stopped

    book = read_book(path, progress=progress.count, is_cancelled=stopped)
    return compare_again(desk, book, name, progress)


def compare_again(desk: Desk, book: Book, name: str, progress: Progress) -> Reading:
    """On a reading desk of this thread's own."""
    progress.check()
    with desk.twin() as twin:
        return Reading(book, understand(twin, book, name, progress.report))


def take_back(
    desk: Desk,
    found: Returned,
    choices: Mapping[Mark, bool | None],
    progress: Progress,
) -> int:
    """Take what is chosen; how many rows that were. Stopping it leaves everything as it was."""
    progress.check()
    with stoppable(desk, progress):
        return take_all(desk, found, choices)
