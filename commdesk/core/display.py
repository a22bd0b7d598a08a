"""What this computer lacks to show a window: found out before Qt is imported."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from commdesk.core.words import Text, say


def missing_for_window() -> Text | None:
    """What this computer lacks to show a window, or None when it can."""
    return _missing_display() or _missing_qt()


def _missing_display() -> Text | None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY"):
        return say("a display (DISPLAY or WAYLAND_DISPLAY is not set)")
    from ctypes import CDLL

    try:
        CDLL("libxcb-cursor.so.0")
    except OSError:
        return say("the library {name}", name="libxcb-cursor.so.0 (libxcb-cursor0)")
    return None


def _missing_qt() -> Text | None:
    try:
        import_module("PySide6.QtWidgets")  # by name: the core itself must not need Qt
    except ImportError as error:
        return say("Qt ({cause})", cause=str(error))
    return None
