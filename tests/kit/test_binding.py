"""The Qt binding counts what it gives back: PySide6 6.12.0 ended Python 3.11 at random."""

import sys

from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot


def test_the_binding_does_not_wear_out_none(qtbot: QtBot) -> None:
    layout = QVBoxLayout()
    before = sys.getrefcount(None)
    for _ in range(400):
        layout.takeAt(0)
    lost = before - sys.getrefcount(None)
    assert lost < 100, "this PySide6 gives None away without counting it; see pyproject.toml"
