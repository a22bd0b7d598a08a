"""A button that shows a part under it and hides it again, and remembers how it was left."""

from __future__ import annotations

from collections.abc import MutableMapping

from PySide6.QtWidgets import QWidget

from commdesk.kit.parts import flush_link

_CLOSED, _OPEN = "▸", "▾"


class Unfolding:
    """Both are put in a layout by whoever makes it; closed until somebody opened it."""

    def __init__(
        self, text: str, part: QWidget, memory: MutableMapping[str, str], key: str = ""
    ) -> None:
        self.button = flush_link("", self.turn)
        self.button.setCheckable(True)
        self._text, self._part, self._memory, self._key = text, part, memory, key
        self._show()

    def tell(self, text: str, about: str, key: str) -> None:
        """Its words, what it is about for who does not see it, and where it is remembered."""
        self._text, self._key = text, key
        self.button.setAccessibleName(f"{about}: {text}")
        self._show()

    @property
    def is_open(self) -> bool:
        return self._memory.get(self._key) == _OPEN

    def turn(self) -> None:
        if self.is_open:
            self._memory.pop(self._key, None)
        else:
            self._memory[self._key] = _OPEN
        self._show()

    def _show(self) -> None:
        is_open = self.is_open
        self.button.setText(f"{self._text} {_OPEN if is_open else _CLOSED}")
        self.button.setChecked(is_open)
        self._part.setVisible(is_open)
