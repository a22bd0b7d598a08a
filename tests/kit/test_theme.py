"""The look: fonts that scale, figures of equal width, icons only after the first paint."""

import subprocess
import sys

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from commdesk.kit import theme
from commdesk.kit.focus import FocusRing, _Ring


def test_text_grows_with_the_users_choice(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    assert theme.font().pointSizeF() == 21
    assert theme.px(20) == 40


def test_the_palette_follows_the_choice(qapp: QApplication) -> None:
    for name, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
        theme.apply(qapp, name)
        found = qapp.palette().color(QPalette.ColorRole.Window).name().upper()
        assert found == tokens.ground


def test_a_high_contrast_palette_of_the_system_is_used_as_it_is() -> None:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#000000"),
        (QPalette.ColorRole.WindowText, "#ffff00"),
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Highlight, "#00ffff"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        system.setColor(role, colour)
    found = theme._from_system(system)
    assert (found.text, found.ground, found.accent) == ("#ffff00", "#000000", "#00ffff")
    assert found.bad == found.text
    assert found.is_dark


def test_the_focus_ring_surrounds_what_has_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    holder = QWidget()
    line = QLineEdit(holder)
    qtbot.addWidget(holder)
    holder.resize(300, 200)
    line.setGeometry(50, 50, 100, 32)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    line.setFocus()
    shown = holder.findChild(_Ring)
    assert shown.geometry().getRect() == (46, 46, 108, 40)
    line.move(60, 50)
    assert shown.geometry().x() == 56
    line.clearFocus()
    assert shown.isHidden()
    qapp.focusChanged.disconnect(ring._follow)


def test_the_kit_loads_no_icons_before_they_are_drawn() -> None:
    code = (
        "import sys; from commdesk.kit import page, table, form, cardlist, dialogs;"
        "from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from commdesk.kit import theme; from commdesk.kit.parts import button;"
        "theme.apply(app); button('x', icon='close').show();"
        "assert not {'qtawesome', 'babel', 'openpyxl', 'holidays'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
