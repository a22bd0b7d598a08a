"""Small things that pages are put together from: labels, buttons, chips, bars, cards, tiles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from commdesk.kit import icons, theme
from commdesk.kit.press import press_on_enter
from commdesk.kit.readable import Wrapping
from commdesk.kit.theme import Tone

Slot = Callable[[], object]


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A text in one of the roles of the style sheet; plain text, whatever is in it."""
    made = Wrapping(text) if wraps else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.ensurePolished()  # its height is asked for before it is shown
    return made


def button(text: str, slot: Slot | None = None, role: str = "", icon: str = "") -> QPushButton:
    """A button; `role` is primary, danger, link, tab or nothing."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    press_on_enter(made)
    if slot:
        made.clicked.connect(lambda _checked=False: slot())
    if icon:
        made.setMinimumWidth(made.sizeHint().width() + theme.px(32))
        icons.put_icon(made, icon, "on_accent" if role == "primary" else "muted")
    return made


def flush_link(text: str, slot: Slot) -> QPushButton:
    """A link that begins where the text above it begins."""
    made = button(text, slot, "link")
    made.setProperty("edge", "flush")
    return made


def icon_button(name: str, icon: str, slot: Slot | None = None, sign: str = "") -> QToolButton:
    """A button without words on it: `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("role", "quiet")
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setText(sign)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    press_on_enter(made)
    if slot:
        made.clicked.connect(lambda _checked=False: slot())
    icons.put_icon(made, icon)
    return made


def separator() -> QFrame:
    line = QFrame()
    line.setProperty("role", "separator")
    return line


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty_layout(inner)


class FilterField(QLineEdit):
    """Filters the list under it: Down goes there, Esc empties the field."""

    went_down = Signal()

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class Chip(QLabel):
    """One word or two about the thing it stands beside; colour and word say the same."""

    def __init__(self, text: str, tone: Tone = "accent") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.tone: Tone = tone
        self.setFont(theme.font("small"))
        self.setContentsMargins(theme.px(8), 2, theme.px(8), 2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, tone: Tone) -> None:
        """Say something else, in another tone."""
        self.tone = tone
        self.setText(text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its words: they end in an ellipsis then."""
        return QSize(theme.px(40), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if chip_words(self.text(), self.width()) == self.text() else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.text(), self.tone)


def chip_words(text: str, width: float) -> str:
    """As much of the words as a chip of this width holds."""
    inside = round(width) - 2 * theme.px(8) + 1
    metrics = theme.metrics("small")
    if metrics.horizontalAdvance(text) <= inside:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside)


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, tone: Tone, *, outlined: bool = False
) -> None:
    """Draw a chip; on a selected row it keeps a border, since its ground is the row's."""
    ink, ground = theme.tone_colours(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    painter.setBrush(theme.tokens().colour("surface") if outlined else ground)
    painter.setPen(ink if outlined else ground)
    radius = rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chip_words(text, rect.width()))
    painter.restore()


class Bar(QWidget):
    """How much of a whole is done; both numbers are said by the words beside it."""

    def __init__(self, done: float = 0, of: float = 1, name: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tone: Tone = "accent"
        self.show_share(done, of, name)

    def show_share(self, done: float, of: float, name: str = "") -> None:
        self._share = min(max(done / of, 0.0), 1.0) if of else 0.0
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(now.colour("line"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(now.colour(self.tone))
        whole.setWidth(whole.width() * self._share)
        painter.drawRoundedRect(whole, radius, radius)


class Card(QFrame):
    """A surface that holds things which belong together; add to `body`."""

    def __init__(self, title: str = "", padding: int = theme.CARD_PADDING) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.GAP)
        self.heading = label(title, "section", wraps=True)
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(title))


class EmptyState(QWidget):
    """What a list shows when there is nothing in it: what it is, why, and what fills it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label(role="section", wraps=True)
        self._text = label(role="muted", wraps=True)
        self._button = button("", self._press, "primary")
        self._button.hide()
        self._slot: Slot | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(theme.GAP)
        column.addStretch()
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.hide()

    def explain(self, title: str, text: str = "", do: str = "", slot: Slot | None = None) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(do)
        self._button.setVisible(bool(do))
        self._slot = slot
        self.setAccessibleName(f"{title} {text}".strip())

    def _press(self) -> None:
        if self._slot:
            self._slot()
