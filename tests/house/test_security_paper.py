"""SECURITY.md promises what the program does: its names and numbers are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from commdesk import __version__
from commdesk.core import binaries, keys

ROOT = Path(__file__).resolve().parents[2]
PAPER = (ROOT / "SECURITY.md").read_text("utf-8")


def test_the_version_that_gets_corrections_is_this_one() -> None:
    assert f"| {__version__.rpartition('.')[0]} (the newest) | yes |" in PAPER


def test_the_tests_and_scripts_that_it_names_exist() -> None:
    named = re.findall(r"`(?:python )?((?:tests|\.ci)/[\w./]+)", PAPER)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_files_and_the_step_that_it_names_are_those_of_the_build() -> None:
    script = (ROOT / ".ci" / "bill_of_materials.py").read_text("utf-8")
    assert binaries.LIST in PAPER
    for name in ("sbom.cdx.json", "COMMDESK_SIGN", "SOURCE_DATE_EPOCH"):
        assert name in PAPER
        assert name in script


def test_the_derivation_of_the_key_is_the_one_in_the_code() -> None:
    assert f"{keys._ROUNDS:,} rounds" in PAPER
    assert len(keys.MARK) == 4, "its first four bytes say so"


def test_it_invents_no_address() -> None:
    assert "@" not in PAPER
    assert "://" not in PAPER
