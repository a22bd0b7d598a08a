"""A text on the page itself: it grows with its words, and is stored when it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.kit import theme
from commdesk.kit.page import Page
from commdesk.kit.parts import label
from commdesk.kit.signals import on_key

_MOST_LINES = 12
_AROUND = 24
_SAVES = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")


def store(page: Page, written: Written, op: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Run the op that keeps a text; what is refused is said under it and stays as typed."""

    def refused(error: Refused) -> None:
        text = page.words(error.text)
        written.show_error(text)
        page.host.announce(text)

    page.banner.hide()
    page.host.perform(
        lambda: page.desk.do(op, *args, **kwargs),
        lambda _none: page.tell(page.words("Saved")),
        refused,
    )


class Written(QWidget):
    """`left` with what is typed, once it differs from what is stored; a refusal stands under it."""

    left = Signal(str)

    def __init__(self, name: str, *, heading: str = "", placeholder: str = "", lines: int = 2):
        """`name` is what a screen reader calls it, `heading` what stands above it."""
        super().__init__()
        self._stored = ""
        self.text = _Growing(lines)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(placeholder)
        self._error = label(role="error", wraps=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        if heading:
            buddy = label(heading, "label", wraps=True)
            buddy.setBuddy(self.text)
            column.addWidget(buddy)
        column.addWidget(self.text)
        column.addWidget(self._error)
        column.addStretch()
        self.setFocusProxy(self.text)
        self.text.was_left.connect(self.save)
        for keys in _SAVES:
            on_key(self.text, keys, self.save)

    @property
    def is_typed(self) -> bool:
        """Whether something stands here that is not stored."""
        return self.typed != self._stored

    @property
    def typed(self) -> str:
        return self.text.toPlainText().strip()

    def show_text(self, stored: str) -> None:
        """Show what is stored; what is being typed stays."""
        keeps = self.is_typed
        self._stored = stored
        if self.typed == stored:
            self._clear_error()
        elif not keeps:
            self.text.setPlainText(stored)

    def drop(self) -> None:
        """Back to what is stored."""
        self.text.setPlainText(self._stored)
        self._clear_error()

    def save(self) -> None:
        if self.is_typed:
            self._clear_error()
            self.left.emit(self.typed)

    def show_error(self, text: str) -> None:
        """It stays as typed, with the reason under it."""
        self._error.setText(text)
        self._error.show()
        self.text.setProperty("wrong", "true")
        self.text.setAccessibleDescription(text)
        theme.restyle(self.text)

    @property
    def error(self) -> str:
        return "" if self._error.isHidden() else self._error.text()

    def _clear_error(self) -> None:
        if not self._error.isHidden():
            self._error.hide()
            self.text.setProperty("wrong", "")
            self.text.setAccessibleDescription("")
            theme.restyle(self.text)


def save_all(texts: Iterable[Written]) -> bool:
    """Store what is being typed, but for what was refused; True: something is not stored."""
    texts = list(texts)
    for written in texts:
        if not written.error:
            written.save()
    return any(written.is_typed for written in texts)


class _Growing(QPlainTextEdit):
    """As high as its lines, up to a dozen; Tab leaves it, Enter makes a new line."""

    was_left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._least = lines
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.was_left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Where there is nothing to scroll here, the page scrolls."""
        if self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        """Counts the lines as they wrap at this width; a long text is not counted to its end."""
        lines, block = 0, self.document().begin()
        while block.isValid() and lines <= _MOST_LINES:
            self.blockBoundingRect(block)  # lays it out
            lines += block.layout().lineCount()
            block = block.next()
        policy = Qt.ScrollBarPolicy
        fits = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        lines = min(max(lines, self._least), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _AROUND)


class KeepsItsChoice(QObject):
    """Lets the wheel scroll the page instead of choosing something else in a box."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
