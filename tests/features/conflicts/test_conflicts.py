"""A second copy is known by its name, compared act by act, and never touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.keys import Key, key_for
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.conflicts.comparing import find_copies
from commdesk.features.conflicts.names import maker_of, second_files
from commdesk.features.conflicts.page import ConflictsSection
from commdesk.features.members import MemberDraft, add_member
from commdesk.kit import theme
from commdesk.shell.standing import second_copy
from tests.kit.conftest import QuietHost

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("netwerk-LAPTOP-KARIN.commdesk", "OneDrive"),
        ("netwerk-LAPTOP-KARIN-2.commdesk", "OneDrive"),
        ("netwerk (Karin's conflicted copy 2026-11-24).commdesk", "Dropbox"),
        ("netwerk (conflicterende kopie van LAPTOP 2026-11-24).commdesk", "Dropbox"),
        ("netwerk (conflicted copy 2026-11-24 101530).commdesk", "Nextcloud"),
        ("netwerk.sync-conflict-20261124-101530-AB12CD3.commdesk", "Syncthing"),
        ("netwerk (1).commdesk", "Google Drive"),
        ("netwerk 2.commdesk", "iCloud"),
        ("netwerk.commdesk", ""),
        ("netwerken.commdesk", ""),
        ("netwerk oud.commdesk", ""),
        ("buurt-LAPTOP.commdesk", ""),
        ("netwerk-LAPTOP.xlsx", ""),
    ],
)
def test_a_second_file_is_known_by_the_name_its_program_gives(name: str, maker: str) -> None:
    assert maker_of(Path(name), Path("netwerk.commdesk")) == maker


def copied(desk: Desk, name: str) -> Path:
    """As a sync program has it: the file as it was saved last, of the same passphrase."""
    desk.let_go()
    path = Path(shutil.copy(desk.path, desk.path.with_name(name)))
    desk.take_back()
    return path


def add(desk: Desk, name: str) -> None:
    desk.do(add_member, MemberDraft(name), today=desk.today())


@pytest.fixture(params=["plain", "protected"])
def ours(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    key = Key.new("zeven blauwe fietsen") if request.param == "protected" else None
    with Desk.create(tmp_path / "netwerk.commdesk", FEATURES, Workbook("N"), key=key) as desk:
        add(desk, "Fatma")
        yield desk


def add_there(path: Path, desk: Desk, *names: str) -> None:
    with Desk.open(path, FEATURES, key=desk.key, clock=desk.clock) as there:
        for name in names:
            add(there, name)


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        ((), (), "same"),
        (("Sem",), (), "inside"),
        ((), ("Noor", "Ali"), "ahead"),
        (("Sem",), ("Noor",), "apart"),
    ],
)
def test_says_which_acts_are_only_there_and_only_here(
    ours: Desk, here: tuple[str, ...], there: tuple[str, ...], state: str
) -> None:
    path = copied(ours, "netwerk-LAPTOP.commdesk")
    add_there(path, ours, *there)
    before = path.read_bytes()
    for name in here:
        add(ours, name)
    (found,) = find_copies(ours)
    assert (found.state, found.maker) == (state, "OneDrive")
    assert (found.only_there, found.only_here) == (len(there), len(here))
    assert [act.subject["name"] for act in found.newest_there] == list(reversed(there))
    assert path.read_bytes() == before


def test_what_is_no_copy_of_this_workbook_is_left_out(ours: Desk) -> None:
    folder = ours.path.parent
    Desk.create(folder / "netwerk-ANDER.commdesk", FEATURES, Workbook("A")).close()
    Desk.create(
        folder / "netwerk-SLOT.commdesk", FEATURES, Workbook("A"), key=Key.new("andere zin zeven")
    ).close()
    (folder / "netwerk-STUK.commdesk").write_bytes(b"\0" * 5_000)
    assert find_copies(ours) == []
    assert len(second_files(ours.path)) == 3


def test_on_opening_the_name_of_a_second_copy_is_said(ours: Desk) -> None:
    assert second_copy(ours) is None
    copied(ours, "netwerk-LAPTOP.commdesk")
    assert "netwerk-LAPTOP.commdesk" in str(second_copy(ours))


def test_a_copy_keeps_its_passphrase(ours: Desk) -> None:
    path = copied(ours, "netwerk-LAPTOP.commdesk")
    if ours.key is not None:
        assert key_for(path, "zeven blauwe fietsen") == ours.key


def test_the_command_line_lists_copies_and_what_only_they_hold(
    commdesk: Run, workbook_path: Path
) -> None:
    assert commdesk("copies", workbook_path).exit_code == 0
    path = Path(shutil.copy(workbook_path, workbook_path.with_name("w (1).commdesk")))
    path = path.rename(path.with_name(f"{workbook_path.stem}-PC2.commdesk"))
    with Desk.open(path, FEATURES) as there:
        add(there, "Noor")
    (found,) = json.loads(commdesk("copies", workbook_path, "--json").stdout)
    assert (found["state"], found["only_there"], found["made_by"]) == ("ahead", 1, "OneDrive")
    assert "Noor" in found["acts_only_there"][0]["action"]
    assert path.name in commdesk("copies", workbook_path).stdout


class Host(QuietHost):
    """Runs a job at once."""

    def run_job(self, _title: str, work: Callable[[Any], Any], then: Any = None) -> None:  # type: ignore[override]
        then(work(None))


def test_the_section_shows_the_acts_of_the_chosen_copy(
    qtbot: QtBot, qapp: QApplication, ours: Desk
) -> None:
    add_there(copied(ours, "netwerk-LAPTOP.commdesk"), ours, "Noor")
    theme.apply(qapp, "light")
    page = ConflictsSection(ours, Host(ours, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    assert page.header.line == "1 tweede kopie"
    assert page.table.model().rowCount() == 1
    assert any("Noor" in each.text() for each in page.detail.findChildren(QLabel))
    qapp.setStyleSheet("")
