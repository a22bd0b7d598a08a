"""The seven columns of a week: a day with its hours and its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from commdesk.core.feature import WeekItem
from commdesk.core.values import Minutes, decimal_hours
from commdesk.core.words import Words
from commdesk.features.week.model import Day, off_reason
from commdesk.features.week.page.blockpaint import BlockDelegate
from commdesk.features.week.page.blocks import BlockList
from commdesk.features.week.proposal import ProposedItem
from commdesk.kit import theme
from commdesk.kit.cardlist import CardRow
from commdesk.kit.parts import label

_LEAST, _LEAST_HEIGHT = 80, 180
_BESIDE_NAME = 18


class DayColumn(QWidget):
    """One day: its name, hours planned of hours there are, and what stands on it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._is_today = False
        self._is_target = False
        self.day: Day | None = None
        self._name = label(role="strong")
        self._hours = label(role="small")
        self._blocks = label(role="small", wraps=True)
        self._note = label(role="small", wraps=True)
        self.list = BlockList("")
        self.list.setItemDelegate(BlockDelegate(self.list))
        self.list.hovered.connect(self._hover)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(2, 0, 8, 0)
        self._head.setSpacing(0)
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._hours, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 2, 6)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self._blocks)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.setMinimumSize(theme.px(_LEAST), theme.px(_LEAST_HEIGHT))

    def show_day(self, day: Day, today: date, blocks: Sequence[str] = ()) -> None:
        """`blocks`: the working blocks of this weekday, in words."""
        self.day = day
        self._blocks.setText("\n".join(blocks))
        self._blocks.setVisible(bool(blocks) and bool(day.available))
        self._is_today = day.day == today
        words = self.words
        self._name.setText(f"{words.weekday(day.day)} {day.day.day}")
        self._hours.setText(self._hours_text(day))
        spoken = words("{planned} of {available}", planned=day.planned, available=day.available)
        self._hours.setToolTip(spoken)
        self._hours.setVisible(bool(day.planned))
        self._arrange()
        self._show_note(day)
        self._narrow_down(day)
        said = ", ".join([words.long_date(day.day), spoken, *blocks])
        self.list.setAccessibleName(said)
        self.list.show_rows([row_of(item, words) for item in day.items])
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Hours beside the day, or under it where it is narrow."""
        needed = self._name.sizeHint().width() + self._hours.sizeHint().width() + 30
        wide = QBoxLayout.Direction.LeftToRight
        self._head.setDirection(
            wide if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(now.colour("accent_soft" if self._is_target else "surface"))
        strong = self._is_today or self._is_target
        painter.setPen(QPen(now.colour("accent" if strong else "line"), 2 if strong else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _hover(self, is_above: bool) -> None:  # noqa: FBT001 - a signal of one value
        self._is_target = is_above
        self.update()

    def _narrow_down(self, day: Day) -> None:
        """A day with its name alone leaves the room to the days that are worked."""
        is_bare = day.is_idle and off_reason(day) is None
        bare = self._name.sizeHint().width() + theme.px(_BESIDE_NAME)
        self._head.setContentsMargins(2, 0, 0 if is_bare else 8, 0)
        self.setMinimumWidth(bare if is_bare else theme.px(_LEAST))

    def _hours_text(self, day: Day) -> str:
        """What rounds to no hours at all is said in minutes."""
        if not day.planned:
            return ""
        is_little = decimal_hours(day.planned) == 0
        return self.words.duration(day.planned) if is_little else self.words.hours(day.planned)

    def _show_note(self, day: Day) -> None:
        """Why there are no hours, or how many are planned that are not there."""
        reason = off_reason(day)
        if reason is None and day.is_over and day.available:
            over = Minutes(day.planned - day.available)
            self._note.setText(self.words("{over} too much", over=over))
        else:
            self._note.setText(self.words(reason) if reason else "")
        theme.set_role(self._note, "warn" if day.is_over and reason is None else "small")
        self._note.setVisible(bool(self._note.text()))


def row_of(item: WeekItem, words: Words) -> CardRow:
    """A block as its list shows it: title, how long, why; of a proposal that it is one."""
    right = words.duration(item.minutes)
    if isinstance(item, ProposedItem):
        right = words("proposal, {time}", time=right)
    return CardRow(
        key=item.key,
        title=words(item.title),
        reason=words(item.reason) if item.reason and not item.is_done else "",
        right=right,
        tickable=item.toggle is not None,
        is_ticked=item.is_done,
        data=item,
    )
