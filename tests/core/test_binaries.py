"""The list of what is executed: it names every program and library, and every change to one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from commdesk.core import binaries
from commdesk.core.words import Words

CODE = {
    "commdesk": b"\x7fELF program",
    "commdesk-window.exe": b"MZ program",
    "_internal/libQt6Core.so.6": b"\x7fELF library",
    "_internal/mac.dylib": b"\xcf\xfa\xed\xfe library",
    "_internal/base_library.zip": b"PK modules",
    "_internal/holidays/NL.pyc": b"code",
}
OTHER = {"_internal/commdesk.mo": b"words", "sbom.cdx.json": b"{}", "_internal/empty.txt": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "commdesk"
    for name, content in (CODE | OTHER).items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    binaries.write_list(made)
    return made


def test_the_list_names_all_that_is_executed_and_nothing_else(folder: Path) -> None:
    assert list(binaries.read_list(folder)) == sorted(CODE)


def test_a_folder_as_it_was_handed_out_has_no_differences(folder: Path) -> None:
    assert binaries.differences(folder) == []


def test_the_same_folder_gives_the_same_list(folder: Path) -> None:
    before = (folder / binaries.LIST).read_bytes()
    assert binaries.write_list(folder).read_bytes() == before


@pytest.mark.parametrize("name", CODE)
def test_one_changed_byte_is_said_with_its_file(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[-1] ^= 1
    (folder / name).write_bytes(content)
    said = [Words("en")(each) for each in binaries.differences(folder)]
    assert said == [f"{name} differs"]


def test_a_library_that_is_gone_or_was_put_there_is_said(folder: Path) -> None:
    (folder / "commdesk").unlink()
    (folder / "_internal" / "version.dll").write_bytes(b"MZ planted")
    said = [Words("en")(each) for each in binaries.differences(folder)]
    assert said == ["_internal/version.dll was not handed out with it", "commdesk is gone"]


def test_a_document_beside_the_program_is_no_difference(folder: Path) -> None:
    (folder / "install.txt").write_text("Deployed by IT", "utf-8")
    assert binaries.differences(folder) == []


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_a_tool_that_is_not_ours_reads_the_list(folder: Path) -> None:
    check = ["sha256sum", "--check", "--quiet", binaries.LIST]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    (folder / "commdesk").write_bytes(b"\x7fELF another")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 1
