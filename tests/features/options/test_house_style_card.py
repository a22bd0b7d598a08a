"""The card of the house style: saved as it is typed, shown before that, refused where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage
from PySide6.QtWidgets import QColorDialog, QComboBox
from pytestqt.qtbot import QtBot

from commdesk.core.housestyle import PLAIN, house_style, set_house_style
from commdesk.features.options.page import SettingsSection
from tests.features.options.test_settings_section import error, line, page, type_in

__all__ = ["page"]


def logo_file(folder: Path, name: str = "logo.png", width: int = 300) -> Path:
    image = QImage(width, 100, QImage.Format.Format_RGB32)
    image.fill("#E2007A")
    assert image.save(str(folder / name))
    return folder / name


def test_what_is_typed_shows_at_once_and_is_kept_when_it_is_left(
    page: SettingsSection, qtbot: QtBot
) -> None:
    card = page.house
    control = card.fields["organisation"].control("organisation")
    control.setFocus()
    qtbot.keyClicks(control, "Gemeente Waterstad")
    assert "Gemeente Waterstad" in card.preview.accessibleDescription()
    assert house_style(page.desk.db) == PLAIN
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert house_style(page.desk.db).organisation == "Gemeente Waterstad"
    page.desk.undo()
    assert line(card.fields["organisation"]) == ""


def test_a_colour_says_which_text_it_bears(page: SettingsSection, qtbot: QtBot) -> None:
    card = page.house
    for typed, ink in (("#0a7d4b", "witte tekst"), ("#FFD400", "donkere tekst")):
        type_in(qtbot, card.fields["accent"], "accent", typed)
        assert ink in card.contrast.text()
        assert line(card.fields["accent"]) == typed.upper()
    type_in(qtbot, card.fields["accent"], "accent", "geel")
    assert "geel is geen kleur" in error(card.fields["accent"], "accent")
    assert house_style(page.desk.db).accent == "FFD400"


def test_a_colour_is_picked_by_eye(page: SettingsSection) -> None:
    page.house.pick_colour()
    (dialog,) = page.findChildren(QColorDialog)
    dialog.setCurrentColor(QColor("#aa3311"))
    dialog.accept()
    assert line(page.house.fields["accent"]) == "#AA3311"


def test_a_logo_is_kept_shown_and_taken_away(page: SettingsSection, tmp_path: Path) -> None:
    card = page.house
    card.take_logo(logo_file(tmp_path))
    assert house_style(page.desk.db).picture == ("png", 300, 100)
    assert "300 bij 100 pixels" in card.logo.text()
    assert card.remove.isVisible()
    card.remove_logo()
    assert house_style(page.desk.db) == PLAIN
    assert not card.remove.isVisible()


def test_what_is_no_logo_is_refused_under_it(
    page: SettingsSection, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    card, cut = page.house, tmp_path / "half.png"
    cut.write_bytes(logo_file(tmp_path).read_bytes()[:40])
    gif = tmp_path / "logo.gif"
    gif.write_bytes(b"GIF89a")
    for path, why in ((cut, "beschadigd"), (gif, "PNG- of JPEG"), (tmp_path / "weg", "gelezen")):
        card.take_logo(path)
        assert why in card.error.text()
        assert card.error.isVisible()
    assert house_style(page.desk.db) == PLAIN
    card.take_logo(tmp_path / "logo.png")
    assert not card.error.isVisible()
    capfd.readouterr()


def test_a_font_of_another_computer_stays_chosen(page: SettingsSection) -> None:
    page.desk.do(set_house_style, PLAIN.__class__(font="Rijksoverheid Sans"))
    box = page.house.fields["font"].control("font")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Rijksoverheid Sans (niet op deze computer)"
    here = QFontDatabase.families()[0]
    box.setCurrentIndex(box.findText(here))
    box.activated.emit(box.currentIndex())
    assert house_style(page.desk.db).font == here
