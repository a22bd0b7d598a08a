"""One stage of the board: its cards, that go to another by keyboard or with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy

from commdesk.kit import theme
from commdesk.kit.cardlist import CardList
from commdesk.kit.parts import Card
from commdesk.kit.signals import on_key

_MIME = "application/x-commdesk-ambassador"
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class StageList(CardList):
    """Left and Right go to the stage beside; with Alt the card goes along."""

    crossed = Signal(int)
    pushed = Signal(int)
    dropped = Signal(object)
    """The ambassador's id that was let go here."""
    entered = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setAcceptDrops(True)
        self._pressed: QPoint | None = None
        on_key(self, "Alt+Left", lambda: self.pushed.emit(-1))
        on_key(self, "Alt+Right", lambda: self.pushed.emit(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in _SIDES:
            self.crossed.emit(_SIDES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def let_go(self) -> None:
        """Nothing is selected here any more."""
        self.setCurrentIndex(self.model().index(-1, 0))
        self.clearSelection()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.current()
        if self._pressed is None or row is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            made = QDrag(self)
            made.setMimeData(carried(row.key))
            made.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()
            self.dropped.emit(int(bytes(event.mimeData().data(_MIME).data())))


class StageColumn(Card):
    """A stage with its name, how many are in it and their cards."""

    def __init__(self, stage: str, title: str) -> None:
        super().__init__(padding=0)
        self.stage = stage
        self.title = title
        self.list = StageList(title)
        self.heading.setContentsMargins(theme.px(12), theme.px(12), theme.px(8), 0)
        self.heading.setProperty("role", "label")
        self.heading.setWordWrap(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        theme.restyle(self.heading)
        self.heading.show()
        self.body.addWidget(self.list)
        self.setFocusProxy(self.list)

    def show_count(self, count: int) -> None:
        self.heading.setText(f"{self.title} {count}" if count else self.title)


def carried(key: object) -> QMimeData:
    """What goes along with the mouse: which ambassador."""
    mime = QMimeData()
    mime.setData(_MIME, str(key).encode())
    return mime
