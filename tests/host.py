"""A page's surroundings without a window: a host that runs what it is asked at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.kit.progress import Progress


class QuietHost:
    """Does at once what the window would do, and remembers what was said."""

    has_letter_keys = True

    def __init__(self, desk: Desk, words: Words) -> None:
        self.desk, self.words = desk, words
        self.memory: dict[str, str] = {}
        self.said: list[str] = []
        self.opened: list[tuple[str, object]] = []

    def open_page(self, name: str, target: object = None) -> None:
        self.opened.append((name, target))

    def has_page(self, name: str) -> bool:
        return bool(name)

    def start(self, page: str, action: str) -> None:
        self.opened.append((page, action))

    def announce(self, text: str) -> None:
        self.said.append(text)

    def perform(
        self, act: Callable[[], Any], then: Callable[[Any], object] | None, refused: Any
    ) -> None:
        try:
            result = act()
        except Refused as error:
            refused(error)
            return
        if then:
            then(result)

    def perform_long(
        self,
        _title: str,
        work: Callable[[Desk, Any], Any],
        then: Callable[[Any], object] | None,
        failed: Any,
    ) -> None:
        self.perform(
            lambda: work(self.desk, Progress(lambda _done, _of: None, Event())), then, failed
        )

    def run_job(self, *_args: Any) -> None:
        raise NotImplementedError

    def run_bulk(self, *_args: Any) -> None:
        raise NotImplementedError

    def refresh_actions(self) -> None:
        pass
