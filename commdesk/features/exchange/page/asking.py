"""The jobs of a page, of which only the one that was asked for last is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.kit.page import Page
from commdesk.kit.progress import Progress

T = TypeVar("T")
Failed = Callable[[Refused], object]


class Asking:
    """Runs what is asked for; what it found comes back unless something else was asked since."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked = 0

    def turn(self) -> None:
        """Whatever runs now is no longer asked for."""
        self._asked += 1

    def run(
        self,
        title: str,
        job: Callable[[Progress], T],
        then: Callable[[T], object],
        refused: Failed,
    ) -> None:
        self._page.banner.hide()
        self.turn()
        asked = self._asked
        self._page.host.run_job(
            title,
            job,
            lambda found: then(found) if asked == self._asked else None,
            lambda error: self.show_failure(error, refused if asked == self._asked else None),
        )

    def show_failure(self, error: Exception, refused: Failed | None = None) -> None:
        if isinstance(error, Refused):
            (refused or self._page.show_refusal)(error)
        else:
            self._page.tell(N_("Cancelled. Nothing was changed."))
