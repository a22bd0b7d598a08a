"""The backup section: what there is, make one now, and what checking says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.core import backup, settings
from commdesk.core.desk import Desk
from commdesk.core.words import Words, say
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.safekeeping.page import BackupSection
from commdesk.kit import checking, theme
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
    checking._show(
        page, [say("{table} points to rows of {parent} that are gone", table="a", parent="b")]
    )
    assert "1 fout" in page.banner.text
    assert page.banner.property("tone") == "bad"


def test_the_pane_says_what_changed_since_and_what_was_done(
    page: BackupSection, desk: Desk
) -> None:
    backup.keep(desk.path, desk.now())
    desk.do(add_member, MemberDraft("Fatma Yilmaz"), today=desk.today())
    page.refresh()
    assert page.table.model().index(0, 1).data() == "1 handeling"
    shown = " ".join(each.text() for each in page.detail.findChildren(QLabel))
    assert "Lid: 1 toegevoegd" in shown
    assert "Fatma Yilmaz toevoegen" in shown


def test_checking_a_copy_says_whether_it_is_as_it_was_made(page: BackupSection, desk: Desk) -> None:
    made = backup.keep(desk.path, desk.now())
    page.refresh()
    page.check_copy()
    assert "zoals gemaakt, en vanbinnen in orde" in page.banner.text
    with made.path.open("rb+") as file:
        file.seek(-5, 2)
        file.write(b"?")
    page.check_copy()
    assert page.banner.property("tone") == "bad"


def test_the_folder_is_chosen_and_given_up_again(
    page: BackupSection, desk: Desk, tmp_path: Path
) -> None:
    chosen = tmp_path / "stick"
    page.place._use(chosen)
    assert page.banner.property("tone") == "bad", "a folder that is not there"
    chosen.mkdir()
    page.place._use(chosen)
    assert page.place.folder.accessibleName() == str(chosen)
    page.back_up()
    assert backup.list_backups(desk.path)[0].path.is_relative_to(chosen)
    page.place._use_own()
    assert len(backup.list_backups(desk.path)) == 0
    page.place._use(chosen)
    chosen.rename(tmp_path / "out")
    page.refresh()
    assert "nu niet te bereiken" in page.place.advice.text()


def test_a_folder_that_the_organisation_set_cannot_be_changed(
    page: BackupSection, home: Path, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "policy.toml").write_text(f'backup_folder = "{tmp_path}"', "utf-8")
    page.refresh()
    assert not page.place._choose.isEnabled()
    assert "Door je organisatie bepaald" in page.place.advice.text()
