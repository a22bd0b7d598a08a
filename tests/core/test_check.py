"""What check sees: of a protected file every changed byte, of a plain one what SQLite sees."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.check import faults, find_faults
from commdesk.core.desk import Desk
from commdesk.core.errors import Damaged
from commdesk.core.keys import Key
from commdesk.core.lock import was_left_open
from commdesk.core.workbook import Workbook, set_facts
from tests.core import elsewhere
from tests.core.damage import PAGE, destroy_pages, overwrite

KEY = Key.new("zeven blauwe fietsen")
TRIES, SIZE = 40, 16


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "protected.commdesk"
    Desk.create(path, FEATURES, Workbook("Net"), key=KEY).close()
    return path


def test_a_sound_workbook_has_no_faults(workbook_path: Path, protected: Path) -> None:
    assert find_faults(workbook_path, None) == []
    assert find_faults(protected, KEY) == []


def test_forty_overwrites_of_sixteen_bytes_in_a_protected_file_are_all_found(
    protected: Path, tmp_path: Path
) -> None:
    found = 0
    for seed in range(TRIES):
        file = Path(shutil.copy(protected, tmp_path / "hurt.commdesk"))
        overwrite(file, 1, SIZE, seed)
        found += bool(find_faults(file, KEY))
    assert found == TRIES


def test_a_damaged_page_of_a_protected_file_is_counted_in_words(protected: Path) -> None:
    last = protected.stat().st_size // PAGE
    destroy_pages(protected, [last - 1, last])
    with closing(engine.connect(str(protected), key=KEY, read_only=True)) as raw:
        (told,) = faults(raw)
    assert str(told) == "2 pages of the file are damaged: their checksums are wrong."


@pytest.mark.benchmark
def test_how_many_overwrites_of_a_plain_file_are_found(workbook_path: Path, tmp_path: Path) -> None:
    """A plain file has no checksums: what changes a letter in a text cannot be seen."""
    found = 0
    for seed in range(TRIES):
        file = Path(shutil.copy(workbook_path, tmp_path / "hurt.commdesk"))
        overwrite(file, 1, SIZE, seed)
        found += bool(find_faults(file, None))
    print(f"{found} of {TRIES} overwrites of a plain file are found")  # noqa: T201


def test_a_workbook_that_was_killed_says_so_once(workbook_path: Path) -> None:
    child = elsewhere.hold(workbook_path)
    assert not was_left_open(workbook_path), "somebody has it open"
    elsewhere.end(child)
    assert was_left_open(workbook_path)
    with Desk.open(workbook_path, FEATURES) as desk:
        assert desk.was_left_open
        desk.do(set_facts, owner="Noor")
    with Desk.open(workbook_path, FEATURES) as desk:
        assert not desk.was_left_open


def test_what_is_called_a_workbook_and_is_none_may_be_a_damaged_one(workbook_path: Path) -> None:
    destroy_pages(workbook_path, [1])
    with pytest.raises(Damaged, match="whatever its name says"):
        Desk.open(workbook_path, FEATURES)


def test_check_says_it_on_the_command_line(
    workbook_path: Path, commdesk: Callable[..., object]
) -> None:
    destroy_pages(workbook_path, [4])
    done = commdesk("check", workbook_path)
    assert done.exit_code == 1  # type: ignore[attr-defined]
