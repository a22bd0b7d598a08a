"""Regions side by side that become one, with Back, where the window is too narrow for them."""

from __future__ import annotations

import json
from collections.abc import MutableMapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import button

_LEAST_WIDTH = 300
_LEAST_DETAIL = 328  # two buttons beside each other, and a line that can be read
_TWO = 2
_LEAST_WIDTH_LARGE = 380
_LARGE_TEXT = 1.75  # from here on lines hold so few words that a region wants more of them
_LEAST_HEIGHT = 220
_LEAST_HEIGHT_LARGE = 160


class Regions(QWidget):
    """Two or three regions beside each other; the first is the list.

    Under 300 px a region (900 for three, much more with large text) only one shows: `reveal(1)`
    goes to the second, Back or Esc goes to the one before. Sizes are remembered under `name`.
    """

    def __init__(
        self,
        name: str,
        regions: Sequence[QWidget],
        *,
        words: Words,
        memory: MutableMapping[str, str],
        shares: Sequence[int] = (3, 2),
    ) -> None:
        super().__init__()
        self._key = f"regions/{name}"
        self._memory = memory
        self._regions = list(regions)
        self._shares = list(shares)
        self._shown = 0
        self._is_narrow = False
        self._back = button(words("Back"), self.go_back, "link", icon="arrow-left")
        self._back.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(theme.REGION_GAP)
        self._splitter.setChildrenCollapsible(False)
        least = _LEAST_HEIGHT_LARGE if _is_text_large() else _LEAST_HEIGHT
        self._least = theme.px(least)
        self._splitter.setMinimumHeight(self._least)
        for region, share in zip(self._regions, self._shares, strict=True):
            self._splitter.addWidget(region)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        if len(self._regions) == _TWO and not _is_text_large():
            self._regions[1].setMinimumWidth(theme.px(_LEAST_DETAIL))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._splitter, 1)
        self._splitter.splitterMoved.connect(lambda _pos, _index: self._remember())
        self._restore()

    @property
    def is_narrow(self) -> bool:
        """Whether only one region shows now."""
        return self._is_narrow

    def reveal(self, index: int) -> None:
        """Make sure this region is seen; beside the others where there is room.

        Where it takes the place of the one with the keyboard, that goes along.
        """
        had_keyboard = has_keyboard(self)
        self._shown = index
        self._arrange()
        shown = self._regions[index]
        if self._is_narrow and had_keyboard and not has_keyboard(shown):
            found = first_to_focus(shown)
            (found if _is_in(shown, found) else self._back).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def go_back(self) -> None:
        """One region back where only one shows; the keyboard goes to it."""
        if self._is_narrow and self._shown:
            self._shown -= 1
            self._arrange()
        target = self._regions[self._shown if self._is_narrow else 0]
        first_to_focus(target).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing inside wanted goes back; in the list it is for what is around it."""
        if event.key() == Qt.Key.Key_Escape and not self._is_at_first():
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _is_at_first(self) -> bool:
        """Whether the keyboard is in the list already: Esc is for what is around it then."""
        return has_keyboard(self._regions[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def grow_to(self, height: int) -> None:
        """At least so high, where a region holds what cannot scroll; the page scrolls then."""
        self._splitter.setMinimumHeight(max(self._least, height))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one region: where it must, only one shows."""
        widest = max(region.minimumSizeHint().width() for region in self._regions)
        return QSize(widest, super().minimumSizeHint().height())

    def _needed(self) -> int:
        """The width under which one region takes the place of all."""
        gaps = theme.REGION_GAP * (len(self._regions) - 1)
        least = sum(region.minimumSizeHint().width() for region in self._regions)
        width = _LEAST_WIDTH_LARGE if _is_text_large() else _LEAST_WIDTH
        return max(theme.px(width) * len(self._regions), least + gaps)

    def _arrange(self) -> None:
        self._is_narrow = self.width() < self._needed()
        for index, region in enumerate(self._regions):
            wanted = not self._is_narrow or index == self._shown
            if region.isHidden() == wanted:
                region.setVisible(wanted)
        self._back.setVisible(self._is_narrow and self._shown > 0)

    def _remember(self) -> None:
        if not self._is_narrow:
            self._memory[self._key] = json.dumps(self._splitter.sizes())

    def _restore(self) -> None:
        sizes = self._shares_of(1_000)
        try:
            found = json.loads(self._memory.get(self._key, "null"))
        except ValueError:
            found = None
        if isinstance(found, list) and len(found) == len(self._regions):
            sizes = [int(size) for size in found]
        self._splitter.setSizes(sizes)

    def _shares_of(self, width: int) -> list[int]:
        return [width * share // sum(self._shares) for share in self._shares]


def _is_text_large() -> bool:
    return theme.look().scale >= _LARGE_TEXT


def has_keyboard(part: QWidget) -> bool:
    """Whether this part has it, or something in it."""
    return _is_in(part, QApplication.focusWidget())


def _is_in(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))


def turn_to(stack: QStackedWidget, place: int) -> None:
    """Show another of these; the keyboard goes along when it was in the one before."""
    had_keyboard = has_keyboard(stack)
    stack.setCurrentIndex(place)
    if had_keyboard:
        first_to_focus(stack.currentWidget() or stack).setFocus(Qt.FocusReason.OtherFocusReason)


def first_to_focus(region: QWidget, but: QWidget | None = None) -> QWidget:
    """Where the work in a region is: its first list that shows, else its first control."""
    shown = [region, *region.findChildren(QWidget)]
    open_to = [each for each in shown if _takes_focus(each, region)]
    lists = [each for each in open_to if isinstance(each, QAbstractItemView)]
    rest = [each for each in open_to if but is None or not but.isAncestorOf(each)]
    return next(iter([*lists, *rest]), QApplication.focusWidget() or region)


def _takes_focus(widget: QWidget, region: QWidget) -> bool:
    is_reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_reached and widget.isVisibleTo(region) and widget.isEnabled()
