"""The demo: the same for a seed and a day, of any size, and shown without a window too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.check import faults
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.features.demo.build import DAY, Recipe, build, is_untouched
from commdesk.features.members import list_members
from tests.conftest import MovableClock
from tests.core.dump import dump
from tests.core.elsewhere import end, hold

Verb = Callable[..., Result]
OWN = {"workbook_fact", "closing_day"}
"""Set up as in any workbook, with ids of the moment."""


def made(path: Path, *, seed: int = 1, members: int = 40) -> dict[str, list[dict[str, object]]]:
    build(path, FEATURES, Recipe(Scale(members=members, messages=100), seed, DAY))
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return {table: rows for table, rows in dump(desk.db).items() if table not in OWN}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(), 1, DAY))
    return path


def test_the_same_seed_and_day_give_the_same_demo(tmp_path: Path) -> None:
    assert made(tmp_path / "a.commdesk") == made(tmp_path / "b.commdesk")


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a.commdesk"), made(tmp_path / "b.commdesk", seed=2)
    assert one["member"] != other["member"]


def test_it_is_a_sound_workbook_in_which_nobody_exists(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        assert faults(desk.db.raw) == []
        assert desk.db.value("SELECT count(*) FROM member") == 240
        assert desk.db.value("SELECT count(*) FROM member WHERE email NOT LIKE '%.example'") == 0
        assert desk.db.value(
            "SELECT count(DISTINCT phone) = count(phone) FROM member WHERE phone <> ''"
        )


def test_everybody_can_be_found(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        assert list_members(desk.db, search="mulder")
        assert desk.db.value("SELECT count(*) FROM member_search") == 240


def test_no_date_lies_after_its_today(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        assert desk.db.value("SELECT max(added_on) FROM member") <= DAY.isoformat()
        assert (desk.db.value("SELECT max(last_contact_on) FROM member") or "") <= DAY.isoformat()


def test_nothing_can_be_undone_in_a_new_demo(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        assert desk.undo_label is None
    assert is_untouched(demo)


def test_an_existing_file_is_never_replaced(commdesk: Verb, tmp_path: Path) -> None:
    path = tmp_path / "mine.commdesk"
    path.write_text("mine")
    refused = commdesk("demo", "--to", path, "--no-window")
    assert (refused.exit_code, path.read_text()) == (1, "mine")


def test_it_is_made_again_in_its_own_folder(commdesk: Verb, home: Path) -> None:
    for _ in range(2):
        assert commdesk("demo", "--no-window", "--members", "20").exit_code == 0
    assert [path.name for path in (home / "data" / "demo").iterdir()] == [
        "Omgevingsnetwerk.commdesk"
    ]


def test_it_is_not_made_again_while_it_is_open(commdesk: Verb, home: Path) -> None:
    commdesk("demo", "--no-window", "--members", "20")
    child = hold(home / "data" / "demo" / "Omgevingsnetwerk.commdesk")
    try:
        refused = commdesk("demo", "--no-window", "--members", "20")
    finally:
        end(child)
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere there always is a display")
def test_without_a_display_it_shows_today_and_the_week_and_leaves_both_files(
    commdesk: Verb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for _ in range(2):
        shown = commdesk("demo", "--members", "60", "--messages", "100")
        assert shown.exit_code == 0, shown.stderr
    assert "DISPLAY" in shown.stdout
    names = sorted(path.name for path in here.iterdir() if not path.name.startswith("."))
    assert names == ["Omgevingsnetwerk-2026-W48.xlsx", "Omgevingsnetwerk.commdesk"]


def test_work_done_in_a_demo_is_never_thrown_away(commdesk: Verb, home: Path) -> None:
    folder = home / "data" / "demo"
    commdesk("demo", "--no-window", "--members", "20")
    first = folder / "Omgevingsnetwerk.commdesk"
    assert commdesk("todo", first, "Mijn eigen taak").exit_code == 0
    assert commdesk("demo", "--no-window", "--members", "20").exit_code == 0
    assert (folder / "Omgevingsnetwerk-2.commdesk").exists()
    with Desk.open(first, FEATURES, read_only=True) as desk:
        assert desk.db.value("SELECT count(*) FROM todo WHERE title = 'Mijn eigen taak'") == 1


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere there always is a display")
def test_the_week_in_the_terminal_is_that_of_the_demo_s_day(
    commdesk: Verb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: MovableClock
) -> None:
    clock.move(days=30)
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    shown = commdesk("demo", "--members", "60", "--messages", "100").stdout
    path = tmp_path / "Omgevingsnetwerk.commdesk"
    week = commdesk("week", path, "--week", "2026-W48", "--date", "2026-11-23").stdout
    assert week in shown
