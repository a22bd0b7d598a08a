"""The order of Tab among controls that were made in another one than they are read in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def put_in_order(first: QWidget, others: Iterable[QWidget]) -> None:
    """The others come after the first and after each other; all stand in one window."""
    before = first
    for each in others:
        QWidget.setTabOrder(before, each)
        before = each
