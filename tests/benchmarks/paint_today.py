"""Starts the program as its users do, and ends at the first paint of Today with its rows."""

import os
import sys
import time

from PySide6.QtGui import QPaintEvent

import commdesk.__main__ as program
from commdesk.kit.cardlist import CardList

paint = CardList.paintEvent


def paint_and_end(self: CardList, event: QPaintEvent) -> None:
    paint(self, event)
    if (rows := self.model().rowCount()) > 0:
        sys.stdout.write(f"{time.monotonic()} {rows}\n")
        sys.stdout.flush()
        os._exit(0)


CardList.paintEvent = paint_and_end  # type: ignore[method-assign]
program.main()
