"""Icons of one family, drawn after the first picture is on screen: their font loads slowly."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication

from commdesk.kit import theme

_NAME = "iconName"
_ARE_DRAWN = "commdeskIcons"


def put_icon(target: QAbstractButton, name: str, role: str = "muted") -> None:
    """Give a button a Material Design icon, drawn once the first picture is on screen."""
    target.setProperty(_NAME, f"{name} {role}")
    app = QApplication.instance()
    if app and app.property(_ARE_DRAWN):
        _draw_icon(target)


def are_drawn(app: QApplication) -> bool:
    """Whether the first picture is on screen, so that icons may come."""
    return bool(app.property(_ARE_DRAWN))


def load_icons(app: QApplication) -> None:
    """Draw every icon asked for; called after the first paint, since qtawesome loads slowly."""
    app.setProperty(_ARE_DRAWN, 1)
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property(_NAME):
            _draw_icon(widget)


def icon(name: str, role: str = "muted") -> QIcon:
    """One Material Design icon in a colour of the tokens; loads qtawesome when first asked."""
    drawn: QIcon = _icons().icon(f"mdi6.{name}", color=theme.tokens().colour(role))
    return drawn


def _draw_icon(target: QAbstractButton) -> None:
    name, role = str(target.property(_NAME)).split()
    target.setIcon(icon(name, role))


@cache
@cache
def _icons() -> Any:
    """The icon font, held here: Qt keeps only a pointer to what a property is set to."""
    from qtawesome.iconic_font import IconicFont

    stem = "materialdesignicons6-webfont"
    return IconicFont(("mdi6", f"{stem}-6.9.96.ttf", f"{stem}-charmap-6.9.96.json"))
