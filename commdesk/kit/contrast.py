"""How well two colours of Qt can be told apart, by WCAG 2.x."""

from __future__ import annotations

from PySide6.QtGui import QColor

from commdesk.core import colours


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Contrast of two colours by WCAG 2.x, 1 to 21."""
    return colours.ratio(luminance(QColor(one)), luminance(QColor(other)))


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    return colours.luminance(colour.redF(), colour.greenF(), colour.blueF())
