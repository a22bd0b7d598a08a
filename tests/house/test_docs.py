"""The README and the pages of docs say what is: verbs, links, keys, periods, tests that exist."""

from __future__ import annotations

import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.settings import Settings
from commdesk.core.words import Words
from commdesk.features.retention.queries import every_rule

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = "\n".join(re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL))
VERBS = {c.name for f in FEATURES if f.commands for c in import_module(f.commands).COMMANDS}
OPENING = """\
```
python -m pip install . && commdesk demo
python -m pip install -e ".[test]" && python -m pytest
```
"""


def test_the_readme_opens_with_the_two_commands() -> None:
    before, _, _ = README.partition(OPENING)
    assert before != README, "The two commands stand in the README as they are."
    assert len(before.splitlines()) <= 6, "Nothing but a title and a sentence comes before them."


def test_the_readme_names_only_verbs_that_exist() -> None:
    named = set(re.findall(r"^commdesk ([a-z-]+) ", SHOWN, re.MULTILINE))
    assert named, "The README shows the verbs."
    assert named <= VERBS


def test_the_readme_shows_every_verb() -> None:
    assert not [verb for verb in VERBS if f"commdesk {verb} " not in SHOWN]


def test_what_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_licence_is_the_one_that_the_project_names() -> None:
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert "EUPL-1.2" in (ROOT / "LICENSE").read_text("utf-8")


def test_the_top_level_is_fixed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    allowed = {"commdesk", "resources", "tests", "docs", ".ci", ".gitignore", "pyproject.toml"}
    allowed |= {"build.spec", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"}
    allowed |= {"publiccode.yml"}
    assert top <= allowed


# --- the pages of docs ----------------------------------------------------------------------------

DOCS = ROOT / "docs"
PAGES = (*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "SECURITY.md", ROOT / "CHANGELOG.md")
OFFICER = {"nl": DOCS / "privacyfunctionaris.md", "en": DOCS / "privacy-officer.md"}
MANAGER = {"nl": DOCS / "functioneel-beheerder.md", "en": DOCS / "functional-manager.md"}
REMEMBERED = {"recent", "window", "remembered", "layout", "fixed", "troubles"}
"""What commdesk remembers for itself: no key of a policy."""


def anchors(page: Path) -> set[str]:
    """Of each heading, as GitHub makes them."""
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_exists(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        name, _, anchor = target.partition("#")
        if ":" not in name:
            linked = page.parent / name if name else page
            assert linked.exists(), target
            assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tests_and_benchmarks_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)`", text)
    named += [f"{each.replace('.', '/')}.py" for each in re.findall(r"-m (tests\.[\w.]+)", text)]
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_verbs_that_exist(page: Path) -> None:
    blocks = re.findall(r"^```\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    shown = re.findall(r"^commdesk ([a-z][a-z-]*) ", "\n".join(blocks), re.MULTILINE)
    assert set(shown) <= VERBS


@pytest.mark.parametrize("page", MANAGER.values(), ids=MANAGER)
def test_the_functional_manager_finds_every_key_of_the_policy(page: Path) -> None:
    listed = set(re.findall(r"^\| `(\w+)` \| (?:`|[a-z])", page.read_text("utf-8"), re.MULTILINE))
    assert set(Settings.__struct_fields__) - REMEMBERED <= listed


@pytest.mark.parametrize("language", OFFICER)
def test_the_privacy_officer_finds_every_period_as_it_is(language: str) -> None:
    words, text = Words(language), OFFICER[language].read_text("utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    lengths = {row[0].removeprefix("| "): row[1] for row in rows if len(row) > 1}
    for rule in every_rule(FEATURES):
        title = words(rule.title)
        (kept,) = (length for name, length in lengths.items() if name.startswith(title))
        assert not rule.default_months or kept.startswith(f"{rule.default_months} ")
