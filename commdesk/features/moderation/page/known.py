"""Completes a line with what is known already, and goes on knowing when more becomes known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class Known:
    """`show(texts)` says what to suggest in the line from now on."""

    def __init__(self, line: QWidget) -> None:
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        self._model = QStringListModel(line)
        completer = QCompleter(self._model, line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)

    @property
    def texts(self) -> list[str]:
        return self._model.stringList()

    def show(self, texts: Sequence[str]) -> None:
        if list(texts) != self.texts:
            self._model.setStringList(list(texts))
