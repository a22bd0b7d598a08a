"""What stands above the charts: the phase with what it rests on, and what stands out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.developing import NextStep, Phase
from commdesk.core.words import Words
from commdesk.features.development.model import PHASES, Standout
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, empty_layout, label

OpenPage = Callable[[str, object], object]
_STEP = 4
_MOST_BEHIND = 5
_STEP_BESIDE = 620
"""Width of the card from which a button stands beside what it is about."""


class PhaseCard(Card):
    """The phase in one sentence, where it stands among the three, the months it usually takes."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.strip = PhaseStrip(words)
        self._rest = label(role="muted", wraps=True)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._rest)
        self.hide()

    def show_phase(self, phase: Phase | None) -> None:
        self.setVisible(phase is not None)
        if phase is None:
            return
        words = self._words
        self.heading.setText(words(phase.text))
        self.heading.show()
        self.strip.show_phase(phase)
        self._rest.setText("\n".join(map(words, phase.evidence)))
        self.setAccessibleName(words(phase.text))


class PhaseStrip(QWidget):
    """Three parts with their names; the one that it is in is bold, filled and marked "now"."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._phase: Phase | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_phase(self, phase: Phase) -> None:
        self._phase = phase
        self.setAccessibleName("; ".join(text for text, _ in self.parts()))
        self.update()

    def parts(self) -> list[tuple[str, bool]]:
        """The words of each part, and whether it is the one now."""
        now, words = self._phase.name if self._phase else "", self._words
        titled = [(words(title), name == now) for name, title in PHASES]
        return [
            (words("{phase}: now", phase=title) if is_now else title, is_now)
            for title, is_now in titled
        ]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.metrics("strong").height() + 2 * _STEP + theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = self.parts()
        width = (self.width() - (len(parts) - 1) * _STEP) / len(parts)
        for place, (text, is_now) in enumerate(parts):
            self._paint(painter, QRectF(place * (width + _STEP), 0, width, self.height()), text,
                        is_now=is_now)  # fmt: skip

    def _paint(self, painter: QPainter, box: QRectF, text: str, *, is_now: bool) -> None:
        now = theme.tokens()
        bar = QRectF(box.left(), box.top(), box.width(), theme.px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent" if is_now else "line"))
        painter.drawRoundedRect(bar, 3, 3)
        role: theme.Role = "strong" if is_now else "body"
        painter.setFont(theme.font(role))
        painter.setPen(now.colour("text" if is_now else "muted"))
        shown = theme.metrics(role).elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width()) - _STEP
        )
        under = box.adjusted(0, bar.height() + _STEP, 0, 0)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class StandsOut(Card):
    """Up to three sentences, each with what it rests on, who is behind it, and one next step."""

    def __init__(self, words: Words, open_page: OpenPage) -> None:
        super().__init__(words("What stands out"))
        self._words, self._open = words, open_page
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.CARD_PADDING)
        self.body.addLayout(self._list)
        self.setAccessibleName(words("What stands out"))
        self._shown: tuple[Standout, ...] = ()
        self._rows: list[QBoxLayout] = []
        self.hide()

    def show_all(self, standouts: tuple[Standout, ...]) -> None:
        if standouts != self._shown:
            self._shown = standouts
            empty_layout(self._list)
            self._rows.clear()
            for each in standouts:
                self._list.addWidget(self._make(each))
            self._turn()
        self.setVisible(bool(standouts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """The step beside its sentence where there is room, else under it."""
        way = QBoxLayout.Direction
        is_narrow = self.width() < theme.px(_STEP_BESIDE)
        for row in self._rows:
            row.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def _make(self, standout: Standout) -> QWidget:
        words, made = self._words, QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        told = QVBoxLayout()
        told.setSpacing(_STEP)
        told.addWidget(label(words(standout.sentence), "strong", wraps=True))
        if rests_on := "\n".join(map(words, standout.evidence)):
            told.addWidget(label(rests_on, "muted", wraps=True))
        if standout.behind:
            told.addWidget(self._behind(standout))
        row.addLayout(told, 1)
        if standout.next_step:
            aside = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            row.addWidget(self._step(standout.next_step), 0, aside)
        self._rows.append(row)
        return made

    def _behind(self, standout: Standout) -> QWidget:
        """Who or what is behind it, each a link to its own page."""
        bar = QWidget()
        flow = Flow(bar)
        words = self._words
        flow.addWidget(label(words("Behind it:"), "muted"))
        for each in standout.behind[:_MOST_BEHIND]:
            link = button(each.title, partial(self._open, each.page, each.target), "link")
            link.setToolTip(words(each.note))
            link.setAccessibleDescription(words(each.note))
            flow.addWidget(link)
        if (rest := len(standout.behind) - _MOST_BEHIND) > 0:
            flow.addWidget(label(words("{n} more", n=rest), "muted"))
        return bar

    def _step(self, step: NextStep) -> QWidget:
        return button(self._words(step.text), partial(self._open, step.page, step.target))
