"""Which copies there are of a workbook, and what was noted beside each when it was made."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core import settings
from commdesk.core.files import SUFFIX
from commdesk.core.paths import user_data

STAMP = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(r".*-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.commdesk")
_BLOCK = 1 << 20


class Backup(Struct, frozen=True, order=True):
    """One kept copy: when it was made (UTC), where it is, its size in bytes."""

    at: datetime
    path: Path
    size: int


class Note(Struct, frozen=True):
    """What was noted when a copy was made; nothing of what is in the workbook."""

    workbook: str
    """`returning.workbook_key` of it: two workbooks that share a folder are told apart."""
    newest_act: int
    """The last entry of history that the copy holds."""
    checksum: str
    """SHA-256 of the file, in hex."""
    before: str = ""
    """What it was before the copy got another passphrase: a power cut may leave either there."""

    def fits(self, found: str) -> bool:
        return found in {self.checksum, self.before}


def backup_folder(workbook: Path) -> Path:
    """Where copies of this workbook are kept: two of one name do not share a folder."""
    return folder_in(own_base(), workbook)


def own_base() -> Path:
    """The user's own folder of backups, where they go when no other is chosen or reached."""
    return user_data() / "backups"


def chosen_base() -> Path | None:
    """The folder that the user or the organisation chose instead, reached or not."""
    chosen = settings.load().backup_folder
    return Path(chosen).expanduser() if chosen else None


def folders_of(workbook: Path, base: Path | None = None) -> list[Path]:
    """Every folder that may hold copies of it, the chosen place first.

    `base`: look there alone, also for copies that lie in it without a folder of their own.
    """
    if base is not None:
        return [folder_in(base, workbook), base]
    return [folder_in(each, workbook) for each in _bases()]


def list_backups(workbook: Path, *, folder: Path | None = None) -> list[Backup]:
    """The kept copies of what lies at this path, newest first; `folder`: those in it alone."""
    folders = [folder] if folder else folders_of(workbook)
    return _newest_first(backup for each in folders for backup in _found_in(each))


def copies_for(workbook: Path, *, base: Path | None = None) -> list[Backup]:
    """The copies to go back to, newest first; the workbook may be gone, damaged or elsewhere.

    Where there are none of this path they are those of any workbook of this name: it was moved.
    """
    folders = folders_of(workbook, base)
    own = _newest_first(each for folder in folders for each in _of_name(folder, workbook))
    return own or _newest_first(
        each for folder in _of_same_name(workbook, base) for each in _of_name(folder, workbook)
    )


def left_behind(workbook: Path, mark: str) -> list[Backup]:
    """Copies of this workbook from when it lay elsewhere or had another name; nothing thins them.

    `mark`: its `workbook_key`. A copy of the workbook in which somebody works on has them, too.
    """
    own = set(folders_of(workbook))
    found = [each for base in _bases() for each in _folders_in(base) if each not in own]
    return _newest_first(
        copy
        for folder in found
        for copy in _found_in(folder)
        if mark and (note := note_of(copy)) and note.workbook == mark
    )


def before_updates(workbook: Path) -> list[Backup]:
    """Copies made before a newer program changed the file; nobody but the user removes them.

    By name: those of another workbook that is called the same are among them.
    """
    stem = re.escape(re.sub(r"\W+", "-", workbook.stem))
    return _named_in(before_update_folder(), stem + r"-v\d+-\d+\.commdesk")


def before_update_folder() -> Path:
    return user_data() / "before-update"


def from_when_gone(workbook: Path) -> list[Backup]:
    """What was open when the file was moved, removed or replaced; nobody but the user removes it.

    By name, as `before_updates`.
    """
    return _named_in(gone_folder(), re.escape(workbook.stem) + r"(-\d+)?\.commdesk")


def gone_folder() -> Path:
    return user_data() / "kept"


def note_of(backup: Backup) -> Note | None:
    """What was noted of a copy; None when it was made without, or the note cannot be read."""
    return _note_beside(backup.path)


def _note_beside(copy: Path) -> Note | None:
    try:
        found = json.loads(note_path(copy).read_text("utf-8"))
        made, act = str(found["workbook"]), int(found["newest_act"])
        return Note(made, act, str(found["sha256"]), str(found.get("before", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_note(copy: Path, note: Note) -> None:
    found = {"workbook": note.workbook, "newest_act": str(note.newest_act), "sha256": note.checksum}
    write_json(note_path(copy), found | ({"before": note.before} if note.before else {}))


def renew_note(copy: Path, fresh: Path) -> None:
    """Before `fresh`, the same under another passphrase, takes the place of a copy.

    What was changed since it was made stays known as that.
    """
    note = _note_beside(copy)
    if note is not None and note.fits(now := checksum(copy)):
        keep_note(copy, Note(note.workbook, note.newest_act, checksum(fresh), now))


def write_json(path: Path, found: dict[str, Any]) -> None:
    """Whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(json.dumps(found), "utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def note_path(copy: Path) -> Path:
    return copy.with_suffix(".json")


def folder_in(base: Path, workbook: Path) -> Path:
    where = str(workbook.resolve())
    mark = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return base / f"{safe(workbook.stem)}-{mark}"


def checksum(path: Path) -> str:
    """SHA-256 of a file that no connection of this process is writing, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def stamp_of(path: Path) -> datetime:
    found = _NAME.fullmatch(path.name)
    return datetime.strptime(found[1] if found else "", STAMP).replace(tzinfo=UTC)


_LONGEST = 100  # characters of a name, which a moment and a mark still follow


def safe(stem: str) -> str:
    return re.sub(r"\W+", "-", stem)[:_LONGEST].strip("-") or "workbook"


def _newest_first(found: Iterable[Backup]) -> list[Backup]:
    return sorted(set(found), reverse=True)


def _found_in(folder: Path) -> Iterator[Backup]:
    """The copies in a folder; a folder that is not there, or cannot be read, has none."""
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            if _NAME.fullmatch(path.name):
                yield Backup(stamp_of(path), path, path.stat().st_size)


def _of_name(folder: Path, workbook: Path) -> Iterator[Backup]:
    """Of a folder in which those of other workbooks may lie too."""
    start = f"{safe(workbook.stem)}-"
    ours = re.compile(re.escape(start) + r"\d{4}-\d\d-\d\dT.*")
    return (each for each in _found_in(folder) if ours.fullmatch(each.path.name))


def _bases() -> list[Path]:
    return list(dict.fromkeys(each for each in (chosen_base(), own_base()) if each))


def _named_in(folder: Path, pattern: str) -> list[Backup]:
    named = re.compile(pattern)
    with suppress(OSError):
        about = [(each, each.stat()) for each in folder.iterdir() if named.fullmatch(each.name)]
        return _newest_first(
            Backup(datetime.fromtimestamp(stat.st_mtime, UTC), path, stat.st_size)
            for path, stat in about
        )
    return []


def _folders_in(base: Path) -> list[Path]:
    with suppress(OSError):
        return [each for each in base.iterdir() if each.is_dir()]
    return []


def _of_same_name(workbook: Path, base: Path | None) -> list[Path]:
    bases = [base] if base else _bases()
    marked = re.compile(re.escape(safe(workbook.stem)) + r"-[0-9a-f]{8}")
    found: list[Path] = []
    for each in bases:
        with suppress(OSError):
            found += [folder for folder in each.iterdir() if marked.fullmatch(folder.name)]
    return found
