"""The backup section: what there is, make one now, and what checking says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core import backup, settings
from commdesk.core.desk import Desk
from commdesk.core.words import Words, say
from commdesk.features.safekeeping.page import BackupSection
from commdesk.kit import theme
from commdesk.kit.progress import Progress
from tests.kit.conftest import QuietHost


class Host(QuietHost):
    """Runs a job at once."""

    def run_job(self, _title: str, work: Callable[[Any], Any], then: Any = None) -> None:  # type: ignore[override]
        then(work(Progress(lambda _done, _of: None, Event())))

    def prefer(self, key: str, value: object) -> None:
        settings.remember(**{key: value})


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[BackupSection]:
    theme.apply(qapp, "light")
    made = BackupSection(desk, Host(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    yield made
    qapp.setStyleSheet("")


def test_without_a_backup_it_says_so_and_offers_one(page: BackupSection) -> None:
    assert page.header.line == "Nog geen back-up"
    assert page.table._empty.isVisible()
    page.table._empty._press()
    assert page.table.model().rowCount() == 1


def test_a_backup_made_by_hand_stands_in_the_list_and_is_said(
    page: BackupSection, desk: Desk
) -> None:
    page.primary_action().slot()
    (made,) = backup.list_backups(desk.path)
    assert page.header.line == "Laatste vandaag om 09:00"
    assert page.table.current_id() == str(made.path)
    assert page.host.said[-1] == page.banner.text  # type: ignore[attr-defined]
    assert page.banner.property("tone") == "good"


def test_the_last_backup_names_its_day(page: BackupSection, desk: Desk) -> None:
    backup.make(desk.path, desk.now() - timedelta(days=3))
    page.refresh()
    assert page.header.line == "Laatste vr 20 nov 09:00"


def test_checking_says_in_words_whether_it_is_sound(page: BackupSection) -> None:
    page.page_actions()[0].slot()
    assert page.banner.text == "Het communitybestand is in orde."
    page._show_faults(
        [say("{table} points to rows of {parent} that are gone", table="a", parent="b")]
    )
    assert "1 fout" in page.banner.text
    assert page.banner.property("tone") == "bad"
