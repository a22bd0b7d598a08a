"""The settings section: saved as it is typed, undone like any act, refused beside the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, list_absences, list_closing_days
from commdesk.features.options.page import SettingsSection
from commdesk.features.options.page.saved import SavedField
from commdesk.kit import theme
from tests.kit.conftest import QuietHost

KEY = Qt.Key


class Host(QuietHost):
    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__(desk, words)
        self.preferred: list[tuple[str, object]] = []

    def prefer(self, key: str, value: object) -> None:
        self.preferred.append((key, value))
        settings.remember(**{key: value})


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[SettingsSection]:
    theme.apply(qapp, "light")
    made = SettingsSection(desk, Host(desk, Words("nl")))  # type: ignore[arg-type]
    desk.on_change(made.tables_changed)
    qtbot.addWidget(made)
    made.resize(900, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    qapp.setStyleSheet("")


def type_in(qtbot: QtBot, field: Any, key: str, text: str, end: Qt.Key = KEY.Key_Tab) -> None:
    control = field.control(key)
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, end)


def line(field: SavedField) -> str:
    control = field.control(field.key)
    assert isinstance(control, QLineEdit)
    return control.text()


def error(form: Any, key: str) -> str:
    found = form._errors[key]
    return "" if found.isHidden() else str(found.text())


# --- this workbook -------------------------------------------------------------------------------


def test_what_is_typed_is_saved_when_it_is_left(page: SettingsSection, qtbot: QtBot) -> None:
    fields = page.workbook.fields
    type_in(qtbot, fields["name"], "name", "Straatnet")
    type_in(qtbot, fields["owner"], "owner", "Mirjam", KEY.Key_Return)
    type_in(qtbot, fields["weekly_minutes"], "weekly_minutes", "28,5")
    workbook = page.desk.workbook
    assert (workbook.name, workbook.owner, workbook.weekly_minutes) == ("Straatnet", "Mirjam", 1710)
    assert line(fields["weekly_minutes"]) == "28:30"


def test_each_field_is_one_undo_and_shows_what_holds_again(
    page: SettingsSection, qtbot: QtBot
) -> None:
    type_in(qtbot, page.workbook.fields["name"], "name", "Straatnet")
    type_in(qtbot, page.workbook.fields["owner"], "owner", "Mirjam")
    page.desk.undo()
    assert (line(page.workbook.fields["name"]), line(page.workbook.fields["owner"])) == (
        "Straatnet", "Noor",
    )  # fmt: skip


def test_a_refusal_stands_under_the_field_and_keeps_what_was_typed(
    page: SettingsSection, qtbot: QtBot
) -> None:
    fields = page.workbook.fields
    type_in(qtbot, fields["weekly_minutes"], "weekly_minutes", "veel")
    assert "geen tijdsduur" in error(fields["weekly_minutes"], "weekly_minutes")
    type_in(qtbot, fields["weekly_minutes"], "weekly_minutes", "80")
    assert "hooguit 60 u" in error(fields["weekly_minutes"], "weekly_minutes")
    type_in(qtbot, fields["name"], "name", "  ")
    assert error(fields["name"], "name") == Words("nl")("A workbook needs a name.")
    type_in(qtbot, fields["owner"], "owner", "Mirjam")
    assert (line(fields["weekly_minutes"]), page.desk.workbook.owner) == ("80", "Mirjam")
    assert page.desk.workbook.weekly_minutes == 36 * 60


def test_working_days_are_ticked_and_the_last_one_stays(
    page: SettingsSection, qtbot: QtBot
) -> None:
    for box in page.workbook.days[:5]:
        box.setFocus()
        qtbot.keyClick(box, KEY.Key_Space)
    assert page.desk.workbook.workdays == (5,)
    assert not page.workbook._days_error.isHidden()
    assert page.workbook.days[4].isChecked()


def test_the_own_pace_shows_with_the_hours(page: SettingsSection) -> None:
    assert page.workbook.measured.text() == "Eigen minuten per bericht: 2"


def test_the_language_is_chosen_by_key(page: SettingsSection, qtbot: QtBot) -> None:
    box = page.workbook.fields["language"].control("language")
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Down)
    assert page.desk.workbook.language == "en"


# --- this computer -------------------------------------------------------------------------------


def test_preferences_of_this_computer_are_no_acts_of_the_workbook(
    page: SettingsSection, qtbot: QtBot
) -> None:
    box = page.computer.fields["text_size"].control("text_size")
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Down)
    type_in(qtbot, page.computer.fields["my_name"], "my_name", "Mirjam")
    assert page.host.preferred == [("text_size", 125), ("my_name", "Mirjam")]  # type: ignore[attr-defined]
    assert settings.load().text_size == 125
    assert page.desk.undo_label is None


def test_what_the_organisation_has_set_shows_and_cannot_be_changed(
    desk: Desk, qtbot: QtBot, home: Path
) -> None:
    home.mkdir()
    (home / "policy.toml").write_text("theme = 'dark'\nmy_name = 'Balie'")
    page = SettingsSection(desk, Host(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    fields = page.computer.fields
    fixed = [key for key, field in fields.items() if not field.control(key).isEnabled()]
    assert fixed == ["theme", "my_name"]
    assert line(fields["my_name"]) == "Balie"
    told = [
        each.text() for each in fields["theme"].findChildren(type(fields["theme"]._labels["theme"]))
    ]
    assert "Door je organisatie bepaald." in told


# --- days ----------------------------------------------------------------------------------------


def test_absence_is_added_with_enter_changed_and_removed(
    page: SettingsSection, qtbot: QtBot
) -> None:
    card = page.absence
    type_in(qtbot, card.form, "from_on", "28-12-2026")
    type_in(qtbot, card.form, "until_on", "1-1-2027")
    type_in(qtbot, card.form, "note", "vrij", KEY.Key_Return)
    (held,) = list_absences(page.desk.db)
    assert (held.from_on, held.until_on) == (date(2026, 12, 28), date(2027, 1, 1))
    assert not card.is_dirty
    card.table.setFocus()
    card.table.select_row(0)
    qtbot.keyClick(card.table, KEY.Key_Return)
    type_in(qtbot, card.form, "until_on", "4-1-2027", KEY.Key_Return)
    (held,) = list_absences(page.desk.db)
    assert held.until_on == date(2027, 1, 4)
    card.table.setFocus()
    qtbot.keyClick(card.table, KEY.Key_Delete)
    assert list_absences(page.desk.db) == []
    page.desk.undo()
    assert card.table.model().rowCount() == 1


def test_wrong_absence_is_refused_at_its_field(page: SettingsSection, qtbot: QtBot) -> None:
    page.desk.do(add_absence, date(2026, 12, 28), date(2027, 1, 1))
    form = page.absence.form
    page.absence.add()
    assert error(form, "from_on") == "Vanaf welke dag?"
    type_in(qtbot, form, "from_on", "30-12-2026")
    type_in(qtbot, form, "until_on", "1-12-2026", KEY.Key_Return)
    assert error(form, "until_on") == "Het einde ligt voor het begin."
    type_in(qtbot, form, "until_on", "31-12-2026", KEY.Key_Return)
    assert "staat al afwezigheid gepland" in error(form, "from_on")
    assert page.has_unsaved()
    page.drop_unsaved()
    assert not page.has_unsaved()


def test_closing_days_are_added_and_removed(page: SettingsSection, qtbot: QtBot) -> None:
    card = page.closing
    count = len(list_closing_days(page.desk.db))
    type_in(qtbot, card.form, "day", "31-12-2026")
    type_in(qtbot, card.form, "name", "Oudjaar", KEY.Key_Return)
    assert len(list_closing_days(page.desk.db)) == count + 1
    type_in(qtbot, card.form, "day", "31-12-2026", KEY.Key_Return)
    assert "is al een sluitingsdag" in error(card.form, "day")
    card.table.select_row(0)
    card.remove_button.click()
    assert len(list_closing_days(page.desk.db)) == count


def test_the_next_year_of_public_holidays_is_one_press(page: SettingsSection) -> None:
    assert page.closing.holidays.text() == "Feestdagen van 2029 toevoegen"
    page.closing.holidays.click()
    assert page.closing.holidays.text() == "Feestdagen van 2030 toevoegen"
    page.desk.undo()
    assert page.closing.holidays.text() == "Feestdagen van 2029 toevoegen"


def test_every_control_has_a_name(page: SettingsSection) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

    for kind in (QLineEdit, QComboBox, QAbstractButton, QAbstractItemView):
        for control in page.findChildren(kind):
            shown = control.isVisibleTo(page) and control.focusPolicy() != Qt.FocusPolicy.NoFocus
            named = control.accessibleName() or getattr(control, "text", str)()
            assert named or not shown, control


RULES = """
passphrase_required = true
keyring_forbidden = true
exports_of_people_forbidden = true
text_days = 400
backup_folder = "/srv/back-ups"
"""


def test_every_rule_of_the_organisation_shows_with_its_value_and_cannot_be_changed(
    desk: Desk, qtbot: QtBot, home: Path
) -> None:
    home.mkdir()
    (home / "policy.toml").write_text(RULES)
    page = SettingsSection(desk, Host(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    fields = page.policy.fields
    assert sorted(fields) == sorted(settings.load().fixed)
    assert not [key for key, field in fields.items() if field.control(key).isEnabled()]
    assert line(fields["text_days"]) == "400 dagen"
    assert line(fields["backup_folder"]) == "/srv/back-ups"
    ticked = [f.control(key) for key, f in fields.items() if key.endswith(("ed", "den"))]
    assert all(isinstance(box, QCheckBox) and box.isChecked() for box in ticked)


def test_without_a_policy_there_is_no_card_of_the_organisation(page: SettingsSection) -> None:
    assert not page.policy.isVisible()
