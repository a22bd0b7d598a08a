"""The README says what works: its two commands first, and only verbs that exist."""

from __future__ import annotations

import re
import subprocess
from importlib import import_module
from pathlib import Path

from commdesk.catalog import FEATURES

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
