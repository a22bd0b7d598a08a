"""What the window remembers on this computer: columns, splitters, the page; saved after a pause."""

from __future__ import annotations

import logging
from collections.abc import Iterator, MutableMapping

from PySide6.QtCore import QObject

from commdesk.core import settings
from commdesk.kit.signals import after_pause

_log = logging.getLogger(__name__)


class Memory(MutableMapping[str, str]):
    """The `layout` of the preferences as a mapping that saves itself."""

    def __init__(self, owner: QObject) -> None:
        self._values = dict(settings.load().layout)
        self._save_soon = after_pause(owner, 800, self.save)

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __setitem__(self, key: str, value: str) -> None:
        if self._values.get(key) != value:
            self._values[key] = value
            self._save_soon()

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        self._save_soon()

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def save(self) -> None:
        """Write now; a folder that cannot be written costs the layout, nothing else."""
        try:
            settings.remember(layout=dict(self._values))
        except OSError as error:
            _log.info("layout not kept: %s", error)
