"""A bare PySide6 window with one table; ends at its first paint."""

import os
import sys
import time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROOT = QModelIndex()


class Numbers(QAbstractTableModel):
    def rowCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else 50

    def columnCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"{index.row()}.{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


class Table(QTableView):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sys.stdout.write(f"{time.monotonic()} {self.model().rowCount()}\n")
        sys.stdout.flush()
        os._exit(0)


app = QApplication(sys.argv[:1])
window = QMainWindow()
table = Table()
table.setModel(Numbers())
window.setCentralWidget(table)
window.resize(1280, 800)
window.show()
app.exec()
