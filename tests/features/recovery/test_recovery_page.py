"""Data, Recovery: check, everything as readable files, and the way to what can be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.words import Words, say
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.recovery.page import RecoverySection
from commdesk.features.recovery.page.dialog import RecoveryDialog
from commdesk.kit import checking, theme
from tests.conftest import MONDAY
from tests.core.damage import destroy_pages, rows_of
from tests.host import QuietHost


class Host(QuietHost):
    """Runs a job and a bulk op at once."""

    def run_job(
        self, _title: str, work: Callable[[Any], Any], then: Any = None, _failed: Any = None
    ) -> None:  # type: ignore[override]
        then(work(_Progress()))

    def run_bulk(
        self, _title: str, work: Callable[[Desk, Any], Any], then: Any = None, _failed: Any = None
    ) -> None:  # type: ignore[override]
        then(work(self.desk, _Progress()))


class _Progress:
    def report(self, _done: int, _of: int) -> None:
        pass


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[RecoverySection]:
    theme.apply(qapp, "light")
    made = RecoverySection(desk, Host(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    yield made
    qapp.setStyleSheet("")


def test_check_says_that_a_workbook_is_sound(page: RecoverySection) -> None:
    page.check()
    assert page.banner.property("tone") == "good"


def test_a_fault_leads_to_what_can_be_saved(page: RecoverySection, desk: Desk) -> None:
    checking._show(page, [say("{file} is damaged.", file="w")])
    assert page.banner.property("tone") == "bad"
    page.banner._press()
    assert page.host.opened == [("recover", desk.path)]  # type: ignore[attr-defined]


def test_people_leave_for_a_purpose_only(page: RecoverySection, desk: Desk, tmp_path: Path) -> None:
    desk.do(add_member, MemberDraft(first_name="Fatma"), today=desk.today())
    page.save()
    assert page.form._errors["purpose"].isVisible()
    page.write(tmp_path / "all.zip", "Archief", with_history=True)
    assert (tmp_path / "all.zip").exists()
    assert desk.db.value("SELECT purpose FROM export_log") == "Archief"
    page.load_zip(tmp_path / "all.zip")
    assert (tmp_path / "all.commdesk").exists()
    page.banner._press()
    assert page.host.opened == [("", tmp_path / "all.commdesk")]  # type: ignore[attr-defined]


def test_every_control_has_a_name(page: RecoverySection) -> None:
    shown = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert len(shown) == 4
    assert all(each.text() or each.accessibleName() for each in shown)


# --- the dialog -----------------------------------------------------------------------------------


def choices(dialog: RecoveryDialog) -> list[QPushButton]:
    found = [dialog._choices.itemAt(n).widget() for n in range(dialog._choices.count())]  # type: ignore[union-attr]
    return [each for each in found if isinstance(each, QPushButton)]


def test_the_dialog_offers_the_backup_what_can_be_saved_and_both(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    theme.apply(qapp, "light")
    for number in range(60):
        draft = MemberDraft(first_name=f"Lid {number}", notes="x" * 300)
        desk.do(add_member, draft, today=desk.today())
    desk.close()
    file = desk.path
    backup.make(file, MONDAY)
    before = rows_of(file)
    destroy_pages(file, [file.stat().st_size // 4096 - 3])
    damaged = file.read_bytes()
    opened: list[Path] = []
    dialog = RecoveryDialog(None, Words("nl"), FEATURES, file, MONDAY, opened.append)  # type: ignore[arg-type]
    dialog.open()
    qtbot.waitUntil(lambda: len(choices(dialog)) == 3, timeout=60_000)
    assert "De nieuwste goede back-up is van" in dialog.said.text()
    choices(dialog)[2].click()
    qtbot.waitUntil(lambda: len(choices(dialog)) == 2, timeout=60_000)
    choices(dialog)[0].click()
    (new,) = opened
    assert file.read_bytes() == damaged
    assert new.parent == file.parent
    assert rows_of(new)["member"] == before["member"]
    qapp.setStyleSheet("")


def test_closing_the_dialog_stops_the_reading(
    qtbot: QtBot, qapp: QApplication, workbook_path: Path
) -> None:
    theme.apply(qapp, "light")
    dialog = RecoveryDialog(None, Words("en"), FEATURES, workbook_path, MONDAY, lambda _path: None)  # type: ignore[arg-type]
    dialog.open()
    dialog.reject()
    assert dialog._job is None
    qapp.setStyleSheet("")
