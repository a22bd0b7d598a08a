"""Why a move is refused, right under its cell, with the way to allow it all the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import button, label

_WIDTH = 320


class Refusal(QFrame):
    """Ctrl+Enter allows it as an exception, Esc leaves it."""

    def __init__(self, parent: QWidget, words: Words, left: Callable[[], object]) -> None:
        super().__init__(parent)
        self._over = parent
        self._left = left
        self.words = words
        self._allow: Callable[[], object] | None = None
        self.setProperty("role", "popup")
        self._text = label(wraps=True)
        self._hint = label(role="small", wraps=True)
        self._button = button(words("Allow as an exception"), self.allow)
        self._button.setToolTip("Ctrl+Enter")
        close = button(words("Do not do it"), self.leave)
        close.setToolTip("Esc")
        self._buttons = row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(close)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.GAP)
        column.addWidget(self._text)
        column.addWidget(self._hint)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def can_allow(self) -> bool:
        return self._allow is not None

    def show_reasons(
        self, texts: list[str], cell: QRect, allow: Callable[[], object] | None
    ) -> None:
        """Say why not; `allow` does it all the same, None when nobody can allow it."""
        self._allow = allow
        self._text.setText("\n".join(texts))
        self._button.setVisible(allow is not None)
        self._hint.setText("" if allow else self.words("Nobody can allow this."))
        self._hint.setVisible(allow is None)
        self.setAccessibleName(" ".join(texts))
        self._stand_under(cell)
        self.show()
        self.raise_()

    def allow(self) -> None:
        act, self._allow = self._allow, None
        if act:
            self.hide()
            act()

    def leave(self) -> None:
        self._allow = None
        self.hide()
        self._left()

    def _stand_under(self, cell: QRect) -> None:
        """Under the cell, or above it where there is no room; never over it."""
        inside = self._over.rect()
        wanted = max(theme.px(_WIDTH), self._buttons.sizeHint().width() + 24)
        width = min(wanted, inside.width() - 16)
        self.setFixedWidth(width)
        height = self.layout().heightForWidth(width)  # type: ignore[union-attr]
        left = min(max(cell.left(), 8), inside.width() - width - 8)
        below = cell.bottom() + 4
        top = below if below + height <= inside.height() else cell.top() - height - 4
        self.setGeometry(left, max(top, 4), width, height)
