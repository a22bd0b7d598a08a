"""publiccode.yml says what a catalogue must know, and says it of this very version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commdesk import __version__
from commdesk.core.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "publiccode.yml").read_text("utf-8")

# From the standard, version 0.4: keys that must be there, and what may stand in them.
REQUIRED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
)
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
SYSTEMS = {"web", "windows", "mac", "linux", "ios", "android"}
SHORT, LONG, FEATURE = 150, (150, 10_000), 100


def read(text: str) -> Any:
    """The part of YAML that this file is written in: two spaces a level, no more than is used."""
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    value, rest = _value([(len(line) - len(line.lstrip()), line.strip()) for line in lines], 0)
    assert not rest, f"not read: {rest[0]}"
    return value


Lines = list[tuple[int, str]]


def _value(lines: Lines, depth: int) -> tuple[Any, Lines]:
    return _listed(lines, depth) if lines[0][1].startswith("- ") else _mapping(lines, depth)


def _listed(lines: Lines, depth: int) -> tuple[list[Any], Lines]:
    found: list[Any] = []
    while lines and lines[0][0] == depth and lines[0][1].startswith("- "):
        said = lines[0][1].removeprefix("- ")
        if re.match(r"\w+: ", said):
            each, lines = _mapping([(depth + 2, said), *lines[1:]], depth + 2)
        else:
            each, lines = _plain(said), lines[1:]
        found.append(each)
    return found, lines


def _mapping(lines: Lines, depth: int) -> tuple[dict[str, Any], Lines]:
    found: dict[str, Any] = {}
    while lines and lines[0][0] == depth:
        key, _, said = lines[0][1].partition(":")
        said, lines = said.strip(), lines[1:]
        if said == ">":
            folded = list(_deeper(lines, depth))
            found[key], lines = " ".join(folded), lines[len(folded) :]
        elif said:
            found[key] = _plain(said)
        else:
            found[key], lines = _value(lines, lines[0][0])
    return found, lines


def _deeper(lines: Lines, depth: int) -> Iterator[str]:
    for indent, line in lines:
        if indent <= depth:
            return
        yield line


def _plain(said: str) -> Any:
    return {"true": True, "false": False}.get(said, said.strip('"'))


@pytest.fixture(scope="module")
def stated() -> dict[str, Any]:
    found: dict[str, Any] = read(TEXT)
    return found


def test_all_that_the_standard_requires_is_there(stated: dict[str, Any]) -> None:
    assert [key for key in REQUIRED if not stated.get(key)] == []
    assert stated["publiccodeYmlVersion"] == "0.4"
    assert stated["url"].startswith("https://")
    assert stated["url"].endswith(".git")


def test_it_is_of_this_version_and_this_licence(stated: dict[str, Any]) -> None:
    assert stated["softwareVersion"] == __version__
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'license = "{stated["legal"]["license"]}"' in project
    assert f'name = "{stated["name"]}"' in project


def test_what_it_is_comes_from_the_lists_of_the_standard(stated: dict[str, Any]) -> None:
    assert stated["softwareType"] == "standalone/desktop"
    assert stated["developmentStatus"] in STATUS
    assert set(stated["platforms"]) <= SYSTEMS
    assert stated["categories"] == sorted(set(stated["categories"]))


def test_every_language_of_the_program_is_described_at_the_length_that_is_allowed(
    stated: dict[str, Any],
) -> None:
    assert set(stated["description"]) == set(LANGUAGES)
    for described in stated["description"].values():
        assert len(described["shortDescription"]) <= SHORT
        assert LONG[0] <= len(described["longDescription"]) <= LONG[1]
        assert described["features"]
        assert all(len(each) <= FEATURE for each in described["features"])
    assert len({len(each["features"]) for each in stated["description"].values()}) == 1
    assert set(stated["localisation"]["availableLanguages"]) == set(LANGUAGES)
    assert stated["localisation"]["localisationReady"] is True


def test_somebody_maintains_it(stated: dict[str, Any]) -> None:
    assert stated["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(each["name"] for each in stated["maintenance"]["contacts"])
