"""Completes a line with things that are looked up while typing: a member out of thousands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

Found = list[tuple[int, str, str]]
"""(id, title, note), best first."""


class Lookup:
    """Suggests under a line what `search` finds for it, and knows which one was taken."""

    def __init__(self, line: QLineEdit, search: Callable[[str], Found]) -> None:
        self._line = line
        self._search = search
        self._ids: dict[str, int] = {}
        self._model = QStringListModel(line)
        completer = QCompleter(self._model, line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        line.textEdited.connect(self._suggest)

    @property
    def taken(self) -> int | None:
        """The id of the suggestion that stands in the line, if it is one."""
        return self.id_of(self._line.text())

    def id_of(self, text: str) -> int | None:
        """The id of the suggestion that reads like this."""
        return self._ids.get(text)

    def show(self, thing_id: int, title: str, note: str = "") -> None:
        """Put one of them in the line."""
        self._line.setText(self._shown(thing_id, title, note))

    def _suggest(self, typed: str) -> None:
        found = self._search(typed) if typed.strip() else []
        self._model.setStringList([self._shown(*each) for each in found])

    def _shown(self, thing_id: int, title: str, note: str) -> str:
        text = f"{title} · {note}" if note else title
        if self._ids.get(text, thing_id) != thing_id:
            text = f"{text} ({thing_id})"
        self._ids[text] = thing_id
        return text
