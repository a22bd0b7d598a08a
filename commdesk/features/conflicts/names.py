"""What sync programs call the second file when one was changed in two places."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

_DAY = r"\d{4}-?\d\d-?\d\d"
_ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # What they put between our name and .commdesk, as their documentation shows it.
    ("Syncthing", re.compile(rf"\.sync-conflict-{_DAY}-\d{{6}}(-\w+)?")),
    ("Nextcloud", re.compile(rf" \(conflicted copy {_DAY} \d{{6}}\)")),
    ("Dropbox", re.compile(rf" \(.*(conflicted copy|conflicterende kopie).*{_DAY}.*\)")),
    ("Google Drive", re.compile(r" \(\d{1,3}\)")),
    ("iCloud", re.compile(r" \d{1,3}")),
)
_COMPUTER = re.compile(r"-[A-Za-z0-9][A-Za-z0-9-]{1,62}")
"""OneDrive puts the name of the computer there."""


class SecondFile(Struct, frozen=True):
    """A file beside a workbook that is called as a sync program calls a second one."""

    path: Path
    maker: str


def second_files(workbook: Path) -> list[SecondFile]:
    """By their names alone, in alphabetical order; whether they are copies shows when they open."""
    try:
        beside = sorted(workbook.parent.glob(f"*{workbook.suffix}"))
    except OSError:
        return []
    found = ((each, maker_of(each, workbook)) for each in beside if each.name != workbook.name)
    return [SecondFile(each, maker) for each, maker in found if maker]


def maker_of(path: Path, workbook: Path) -> str:
    """Which program calls a second file of `workbook` like this; empty when none does."""
    if path.suffix != workbook.suffix or not path.stem.startswith(workbook.stem):
        return ""
    more = path.stem[len(workbook.stem) :]
    named = (name for name, pattern in _ENDINGS if pattern.fullmatch(more))
    return next(named, "OneDrive" if _COMPUTER.fullmatch(more) else "")
