"""What stands above the charts: the phase with what it rests on, and what stands out."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.developing import NextStep, Phase
from commdesk.core.words import Text, Words
from commdesk.features.development.model import PHASES, Standout
from commdesk.kit import theme
from commdesk.kit.detailwords import word
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, empty_layout, flush_link, label
from commdesk.kit.unfolding import Unfolding

OpenPage = Callable[[str, object], object]
_STEP = 4
_MOST_BEHIND = 5
_BESIDE, _WIDE = 720, 900
"""Widths from which both stand beside each other, and from which what stands out is the wider."""


class PhaseCard(Card):
    """The phase in one sentence, where it stands among the three, the months it usually takes."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.strip = PhaseStrip(words)
        self._rest = label(role="small", wraps=True)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._rest)
        self.body.addStretch()
        self.hide()

    def show_phase(self, phase: Phase | None) -> None:
        self.setVisible(phase is not None)
        if phase is None:
            return
        words = self._words
        title = words(phase.text).removesuffix(".")
        self.heading.setText(title)
        self.heading.show()
        self.strip.show_phase(phase)
        self._rest.setText(" ".join(map(words, phase.evidence)))
        self.setAccessibleName(title)


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
        left = 0.0
        for (text, is_now), width in zip(self.parts(), self.widths(), strict=True):
            self._paint(painter, QRectF(left, 0, width, self.height()), text, is_now=is_now)
            left += width + _STEP

    def widths(self) -> list[float]:
        """As wide as each other, or where that cuts a name each by its own."""
        needed = [
            theme.metrics("strong" if is_now else "body").horizontalAdvance(text) + 2 * _STEP
            for text, is_now in self.parts()
        ]
        room = self.width() - (len(needed) - 1) * _STEP
        if max(needed) <= room / len(needed):
            return [room / len(needed)] * len(needed)
        return [room * each / sum(needed) for each in needed]

    def _paint(self, painter: QPainter, box: QRectF, text: str, *, is_now: bool) -> None:
        now = theme.tokens()
        bar = QRectF(box.left(), box.top(), box.width(), theme.px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent" if is_now else "line"))
        painter.drawRoundedRect(bar, 3, 3)
        role: theme.Role = "strong" if is_now else "body"
        painter.setFont(theme.font(role))
        painter.setPen(now.colour("text" if is_now else "muted"))
        shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        under = box.adjusted(0, bar.height() + _STEP, 0, 0)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class StandsOut(Card):
    """Up to three sentences, each with one next step; what it rests on unfolds under it."""

    def __init__(self, words: Words, open_page: OpenPage, memory: MutableMapping[str, str]) -> None:
        super().__init__(words("What stands out"))
        self._words, self._open, self._memory = words, open_page, memory
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._calm = label(role="muted", wraps=True)
        self.body.addWidget(self._calm)
        self.body.addLayout(self._list)
        self.body.addStretch()
        self.setAccessibleName(words("What stands out"))
        self._shown: tuple[Standout, ...] = ()
        self.stops: list[QWidget] = []
        """Where Tab stops, in the order of reading."""
        self.hide()

    def show_all(self, standouts: tuple[Standout, ...], calm: Text | None = None) -> None:
        """`calm` is said when there are none; without it nothing is shown then."""
        if standouts != self._shown:
            self._shown = standouts
            empty_layout(self._list)
            self.stops.clear()
            for each in standouts:
                self._list.addWidget(self._make(each))
        word(self._calm, self._words(calm) if calm and not standouts else "")
        self.setVisible(bool(standouts or calm))

    def _make(self, standout: Standout) -> QWidget:
        words, made = self._words, QWidget()
        told = QVBoxLayout(made)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(2)
        sentence = words(standout.sentence)
        told.addWidget(label(sentence, "strong", wraps=True))
        bar = QWidget()
        flow = Flow(bar, 2 * theme.GAP)
        if standout.next_step:
            step = self._step(standout.next_step)
            step.setAccessibleDescription(sentence)
            flow.addWidget(step)
            self.stops.append(step)
        told.addWidget(bar)
        if standout.evidence or standout.behind:
            told.addWidget(self._unfolding(standout, sentence, flow))
        return made

    def _unfolding(self, standout: Standout, sentence: str, flow: Flow) -> QWidget:
        """What it rests on, the rule, and who is behind it; and the button that shows them."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, _STEP)
        column.setSpacing(_STEP)
        if standout.evidence:
            rests_on = "\n".join(map(self._words, standout.evidence))
            column.addWidget(label(rests_on, "muted", wraps=True))
        behind = self._links(standout)
        if behind:
            column.addWidget(self._behind(standout, behind))
        why = Unfolding(self._words("Why"), part, self._memory)
        why.tell(self._words("Why"), sentence, f"development/why/{standout.rule}/{standout.line}")
        flow.addWidget(why.button)
        self.stops += [why.button, *behind]
        return part

    def _links(self, standout: Standout) -> list[QPushButton]:
        """Who or what is behind it, each with its own page."""
        made = []
        for each in standout.behind[:_MOST_BEHIND]:
            link = button(each.title, partial(self._open, each.page, each.target), "link")
            link.setToolTip(self._words(each.note))
            link.setAccessibleDescription(self._words(each.note))
            made.append(link)
        return made

    def _behind(self, standout: Standout, links: list[QPushButton]) -> QWidget:
        bar = QWidget()
        flow = Flow(bar)
        words = self._words
        flow.addWidget(label(words("Behind it:"), "muted"))
        for link in links:
            flow.addWidget(link)
        if (rest := len(standout.behind) - _MOST_BEHIND) > 0:
            flow.addWidget(label(words("{n} more", n=rest), "muted"))
        return bar

    def _step(self, step: NextStep) -> QPushButton:
        return flush_link(self._words(step.text), partial(self._open, step.page, step.target))


class Head(QWidget):
    """Both, beside each other where there is room."""

    def __init__(self, phase: PhaseCard, standouts: StandsOut) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.REGION_GAP)
        self._row.addWidget(phase, 2)
        self._row.addWidget(standouts, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_beside = self.width() >= theme.px(_BESIDE)
        self._row.setDirection(way.LeftToRight if is_beside else way.TopToBottom)
        shares = (2, 3) if self.width() >= theme.px(_WIDE) else (1, 1)
        for place, share in enumerate(shares if is_beside else (0, 0)):
            self._row.setStretch(place, share)
