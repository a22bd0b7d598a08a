"""The build's last step: signed first, then the bill, then the hashes; and the bill names all."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commdesk import __version__
from commdesk.core import binaries

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CODE = (".py", ".so", ".pyd")


def _script() -> ModuleType:
    path = ROOT / ".ci" / "bill_of_materials.py"
    spec = importlib.util.spec_from_file_location("bill_of_materials", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bill_of_materials = _script()


def _one_file_of(name: str) -> tuple[str, str]:
    """A file that a build would collect of this distribution."""
    part = distribution(name)
    files = [file for file in part.files or () if file.suffix in CODE]
    return str(files[0]), str(part.locate_file(files[0]))


@pytest.fixture(scope="module")
def sources() -> list[tuple[str, str]]:
    return [_one_file_of(name) for name in bill_of_materials.direct()]


@pytest.fixture(scope="module")
def bill(sources: list[tuple[str, str]]) -> dict[str, Any]:
    made: dict[str, Any] = bill_of_materials.bill(sources, MOMENT)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "commdesk"
    (made / "_internal").mkdir(parents=True)
    for name in ("commdesk", "commdesk-window", "_internal/libQt6Core.so.6"):
        (made / name).write_bytes(b"\x7fELF " + name.encode())
    return made


def test_the_bill_names_every_dependency_of_the_project(bill: dict[str, Any]) -> None:
    named = {each["name"].lower().replace("_", "-") for each in bill["components"]}
    assert [name for name in bill_of_materials.direct() if name not in named] == []


def test_the_bill_names_the_engines_that_no_distribution_names(bill: dict[str, Any]) -> None:
    versions = {each["name"]: each["version"] for each in bill["components"]}
    assert versions["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert {"Qt", "SQLite", "SQLCipher"} <= versions.keys()
    assert all(re.match(r"\d+\.\d+", each) for each in versions.values())


def test_every_part_has_a_version_a_licence_and_an_address_of_its_kind(
    bill: dict[str, Any],
) -> None:
    for each in bill["components"]:
        assert each["type"] == "library"
        assert each["version"]
        assert each["licenses"], f"{each['name']}: look its licence up and say it in _LICENCES"
        assert re.fullmatch(r"pkg:(pypi|generic)/[a-z0-9.-]+@[\w.+-]+", each["purl"])


def test_what_is_only_installed_is_not_named(bill: dict[str, Any]) -> None:
    assert not {"pytest", "mypy", "ruff"} & {each["name"] for each in bill["components"]}


def test_the_bill_has_the_form_of_cyclonedx(bill: dict[str, Any]) -> None:
    """What its schema requires, by hand: a reader refuses a bill without these."""
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    assert bill["metadata"]["timestamp"] == "2026-11-23T08:00:00Z"
    ourselves = bill["metadata"]["component"]
    assert (ourselves["name"], ourselves["version"]) == ("commdesk", __version__)
    refs = [each["bom-ref"] for each in (ourselves, *bill["components"])]
    assert len(refs) == len(set(refs)), "A part is named once."
    for each in bill["dependencies"]:
        assert {each["ref"], *each["dependsOn"]} <= set(refs)


def test_a_library_of_the_build_machine_is_named_with_its_hash(tmp_path: Path) -> None:
    library = tmp_path / "libxcb.so.1"
    library.write_bytes(b"\x7fELF xcb")
    made = bill_of_materials.bill([("libxcb.so.1", str(library))], MOMENT)
    (file,) = [each for each in made["components"] if each["type"] == "file"]
    assert file["name"] == "libxcb.so.1"
    assert re.fullmatch("[0-9a-f]{64}", file["hashes"][0]["content"])


def test_the_same_parts_give_the_same_bytes(
    folder: Path, sources: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795600000")
    bill_of_materials.finish(folder, sources)
    before = (folder / "sbom.cdx.json").read_bytes()
    bill_of_materials.finish(folder, reversed(sources))
    assert (folder / "sbom.cdx.json").read_bytes() == before
    assert json.loads(before)["metadata"]["timestamp"] == "2026-11-25T09:46:40Z"


def test_a_program_is_signed_before_it_is_hashed(
    folder: Path, sources: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = tmp_path / "sign with a space.py"
    signer.write_text("import sys; open(sys.argv[-1], 'ab').write(b' signed by ' + b'us')\n")
    words = [sys.executable, str(signer), "/fd", "sha256"]
    quoted = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    monkeypatch.setenv("COMMDESK_SIGN", quoted)
    bill_of_materials.finish(folder, sources)
    for name in ("commdesk", "commdesk-window"):
        assert (folder / name).read_bytes().endswith(b" signed by us")
    assert bill_of_materials.amiss(folder) == []
    assert binaries.differences(folder) == []


def test_on_macos_the_libraries_are_signed_before_the_programs(folder: Path) -> None:
    found = bill_of_materials.to_sign(folder, with_libraries=True)
    names = [path.name for path in found]
    assert names == ["libQt6Core.so.6", "commdesk", "commdesk-window"]


def test_a_signer_that_fails_ends_the_build(
    folder: Path, sources: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMDESK_SIGN", f"{shlex.quote(sys.executable)} -c 'raise SystemExit(3)'")
    with pytest.raises(subprocess.CalledProcessError):
        bill_of_materials.finish(folder, sources)
    assert not (folder / binaries.LIST).exists()


def test_without_a_signer_nothing_is_signed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMDESK_SIGN", raising=False)
    assert bill_of_materials.sign(folder) == []


def test_a_folder_with_a_file_missing_or_changed_is_not_to_be_handed_out(
    folder: Path, sources: list[tuple[str, str]]
) -> None:
    assert bill_of_materials.amiss(folder) == [
        "sbom.cdx.json is missing",
        "binaries.sha256 is missing",
    ]
    bill_of_materials.finish(folder, sources[1:])
    (folder / "commdesk").write_bytes(b"\x7fELF another")
    amiss = bill_of_materials.amiss(folder)
    assert amiss == ["commdesk differs", f"sbom.cdx.json does not name {_first()}"]


def _first() -> str:
    name: str = bill_of_materials.direct()[0]
    return name


def test_every_requirement_is_installed_here() -> None:
    """Else the tests above would say nothing of it."""
    for name in bill_of_materials.direct():
        try:
            distribution(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is not installed")
