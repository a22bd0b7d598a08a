"""What a page may ask of the window it lives in."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from commdesk.core.desk import Desk
from commdesk.core.words import Words

if TYPE_CHECKING:
    from commdesk.core.keys import Key
    from commdesk.kit.progress import Progress

T = TypeVar("T")
Then = Callable[[Any], object]


class Host(Protocol):
    """The window, to its pages."""

    desk: Desk
    words: Words
    memory: MutableMapping[str, str]
    """Column widths, splitters and such, kept on this computer."""
    has_letter_keys: bool
    """Whether keys of one letter work in lists; a user can switch them off (WCAG 2.1.4)."""

    def open_page(self, name: str, target: object = None) -> None: ...

    def announce(self, text: str) -> None:
        """Say it to a screen reader and show it in the status line."""

    def perform(self, act: Callable[[], T], then: Then | None, refused: Then) -> None:
        """Run a writing act now, or in its turn when a bulk op is writing."""

    def perform_long(
        self,
        title: str,
        work: Callable[[Desk, Progress], T],
        then: Then | None,
        failed: Callable[[Exception], object],
    ) -> None:
        """Run a long writing act as `run_bulk` does, but in its turn as `perform` does."""

    def run_job(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Then | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run reading work in a thread with progress and Cancel; `then` gets its result here."""

    def run_bulk(
        self,
        title: str,
        work: Callable[[Desk, Progress], T],
        then: Then | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run a long writing op in a thread, on a desk of its own."""

    def rework(self, title: str, work: Callable[[Progress], Key | None], target: str) -> None:
        """Close the workbook, work on its file in a thread, reopen at `target` with that key."""

    def run_quietly(self, work: Callable[[Progress], T], then: Then | None = None) -> object: ...

    def open_workbook(self, path: Path) -> None:
        """Open another file in the place of this one, once what runs now has ended."""

    def recover(self, path: Path) -> None:
        """See what can be saved of a damaged file; this workbook is closed if it is that one."""

    def has_page(self, name: str) -> bool:
        """Whether this build has the page."""

    def start(self, page: str, action: str) -> None:
        """Go to a page and do the action of that name there: `start("outreach", "log_message")`."""

    def refresh_actions(self) -> None:
        """What `page_actions()` gives has changed."""

    def prefer(self, key: str, value: object) -> None:
        """Keep a preference of this computer and let it hold at once, by its key in Settings."""
