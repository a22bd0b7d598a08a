"""Every bad file ends in one clear sentence, without a trace of the child, in bounded memory."""

import contextlib
import multiprocessing
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from commdesk.core.errors import Cancelled, Refused
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.reader import read_table, sheet_names
from tests.core import elsewhere
from tests.core.sheets.bad_files import BAD_FILES, MIB, SLOW, BadFile, with_sheet, workbook

if sys.platform == "win32":
    pytest.skip("makes pipes and measures memory the Unix way", allow_module_level=True)

import resource

SAMPLES = Path(__file__).parents[2] / "_samples"
LONGEST = 60
MOST_MEMORY = 1024 * MIB


def readers() -> list[str]:
    """Command lines of processes below this one that read files."""
    lines = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            lines.append(" ".join(child.cmdline()))
    return [line for line in lines if "resource_tracker" not in line]


@pytest.fixture(autouse=True)
def _no_reader_is_left():
    before = readers()
    yield
    assert not multiprocessing.active_children()
    assert readers() == before, "a reading child outlived its file"


def marked(bad: BadFile) -> object:
    marks = [pytest.mark.benchmark] if bad.id in SLOW else []
    return pytest.param(bad, id=bad.id, marks=marks)


@pytest.mark.parametrize("bad", [marked(bad) for bad in BAD_FILES])
def test_refuses_a_bad_file_with_its_name_what_to_do_and_nothing_changed(
    bad: BadFile, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / bad.name
    bad.make(path)
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_table(path)
    sentence = str(refused.value)
    for words in (bad.name, *bad.says, "Nothing was changed."):
        assert words in sentence
    assert time.monotonic() - began < LONGEST
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY
    assert capfd.readouterr() == ("", ""), "the child spoke on the terminal"


READ = """
import sys
from pathlib import Path
from commdesk.core.errors import Refused
from commdesk.core.sheets.reader import read_table
if __name__ == "__main__":
    try:
        read_table(Path(sys.argv[1]))
    except Refused as refused:
        print(refused)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="drops capabilities with prctl")
def test_refuses_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\nFatma\n")
    path.chmod(0)
    done = elsewhere.run(READ, path, before=elsewhere.as_anyone)
    assert (done.returncode, done.stderr) == (0, "")
    assert "may not be read" in done.stdout


def test_refuses_more_rows_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\n" + "Fatma\n" * 5_000)
    with pytest.raises(Refused, match="more than 3,000 rows"):
        read_table(path, limits=Limits(rows=3_000))


def test_refuses_a_file_larger_than_the_limit_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\nFatma\n")
    with pytest.raises(Refused, match="more room or time"):
        read_table(path, limits=Limits(file_bytes=5))


def test_refuses_a_child_that_takes_too_long(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\nFatma\n")
    with pytest.raises(Refused, match="more room or time"):
        read_table(path, limits=Limits(seconds=0.0))


def test_refuses_a_child_that_takes_too_much_memory(tmp_path: Path) -> None:
    """Where RLIMIT does not hold, the parent's own watch does."""
    path = tmp_path / "leden.csv"
    path.write_text("Naam\n" + "Fatma;Utrecht\n" * 300_000)
    with pytest.raises(Refused, match="more room or time"):
        read_table(path, limits=Limits(memory=4 * MIB))


def test_stops_at_once_when_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\n" + "Fatma\n" * 50_000)
    seen: list[int] = []
    with pytest.raises(Cancelled):
        read_table(path, progress=seen.append, is_cancelled=lambda: bool(seen))
    assert seen[-1] < 50_000


def test_an_error_in_the_progress_callback_ends_the_child_too(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\nFatma\n")

    def fail(_: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_table(path, progress=fail)


def test_knows_a_workbook_that_was_really_locked_with_a_password() -> None:
    with pytest.raises(Refused, match=r"geheim\.xlsx is protected with a password"):
        read_table(SAMPLES / "geheim.xlsx")


def test_names_the_sheets_there_are_when_the_wanted_one_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "leden.xlsx"
    path.write_bytes(workbook(("Naam",)))
    assert sheet_names(path) == ("Sheet",)
    with pytest.raises(Refused, match="has no sheet Oud; it has Sheet"):
        read_table(path, sheet="Oud")


def test_a_cell_far_down_is_read_when_its_column_is_near(tmp_path: Path) -> None:
    path = tmp_path / "leden.xlsx"
    path.write_bytes(
        with_sheet(
            '<row r="1"><c r="A1" t="str"><v>Naam</v></c></row>'
            '<row r="1048576"><c r="B1048576"><v>7</v></c></row>'
        )
    )
    assert read_table(path).rows == [(1, ("Naam",)), (1_048_576, (None, 7))]


def test_a_hostile_child_cannot_make_the_parent_build_anything_but_values() -> None:
    import pickle

    from commdesk.core.sheets.parent import _unpickled

    with pytest.raises(pickle.UnpicklingError):
        _unpickled(pickle.dumps(("rows", [os.system])))
