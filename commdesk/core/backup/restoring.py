"""Goes back to a copy: as a new file beside the workbook, and then in its place; the copy stays."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from commdesk.core import files
from commdesk.core.backup.checking import State, faults_of, state_of
from commdesk.core.backup.copies import Backup, checksum, note_of, own_base
from commdesk.core.backup.keeping import is_reached
from commdesk.core.errors import PassphraseWanted, Refused
from commdesk.core.keys import Key
from commdesk.core.lock import Lock
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import Words

_COMPANIONS = ("-wal", "-journal", "-shm")
_RESTORED = "restored.json"
_BLOCK = 1 << 20
_MOST_NAMES = 1_000


class Restored(Struct, frozen=True):
    """Of a file that was made from a copy: the workbook it was of, and when the copy was made."""

    workbook: Path
    at: datetime
    newest_act: int
    """Until which act a copy of it exists: the one that it was restored from."""


def proposed_place(workbook: Path, backup: Backup, words: Words) -> Path:
    """A free name beside the workbook: `Net (backup 23 Nov 2026 14.05).commdesk`.

    Where nothing can be written there, in the user's own folder.
    """
    moment = _named(backup.at, words)
    name = words("{name} (backup {moment})", name=workbook.stem, moment=moment)
    return _free(_writable(workbook.parent) / workbook.name, name)


def restore(
    backup: Backup,
    to: Path,
    workbook: Path,
    *,
    key: Key | None = None,
    check: Callable[[], object] = lambda: None,
) -> None:
    """Write a copy as a new file, whole and verified, or leave nothing.

    A copy that another passphrase protects is compared with its checksum alone: it opens with the
    passphrase of then. `check` is called now and then, and raises to stop.
    """
    files.check_is_free(to)
    _refuse_changed(backup)
    fresh = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with files.readable_errors(to):
            _copy(backup.path, fresh, check)
        _verify(fresh, backup, key)
        check()
        files.claim(to)
        with files.readable_errors(to):
            _over(fresh, to)
    finally:
        _tidy(fresh)
    note = note_of(backup)
    _remember(to, Restored(workbook.resolve(), backup.at, note.newest_act if note else 0))


def restored_from(path: Path) -> Restored | None:
    """What a file was restored from on this computer; None for any other file."""
    found = _remembered().get(str(path.resolve()))
    if found is None:
        return None
    try:
        act = int(found["newest_act"])
        return Restored(Path(found["workbook"]), from_moment(found["at"]), act)
    except (KeyError, ValueError, TypeError):
        return None


def put_in_place(copy: Path, workbook: Path, words: Words, now: datetime) -> Path | None:
    """Let a restored file take the place of its workbook, which is set aside under another name.

    Nobody may have either of them open. What is set aside keeps its -wal, and its name is the
    result; None when there was nothing any more. At each moment the place holds the one or the
    other, and a failure leaves both as they were.
    """
    if copy.resolve() == workbook.resolve():
        raise Refused("{file} is the workbook itself. Choose another name.", file=copy.name)
    _refuse_unfinished(copy)
    locks = Lock(copy), Lock(workbook)
    try:
        with files.readable_errors(workbook):
            for lock in locks:
                lock.take()
            aside = _swap(copy, workbook, words, now)
    finally:
        for lock in locks:
            lock.free()
    _forget(copy)
    with suppress(OSError):
        files.remove_workbook(copy)  # what is left beside the name that it had
    return aside


def _swap(copy: Path, workbook: Path, words: Words, now: datetime) -> Path | None:
    fresh = workbook.with_name(f".{workbook.name}.{os.getpid()}")
    try:
        source = _on_its_disk(copy, workbook, fresh)
        if not any(map(os.path.lexists, _whole(workbook))):
            source.replace(workbook)
            return None
        name = words("{name} (set aside {moment})", name=workbook.stem, moment=_named(now, words))
        aside = _free(workbook, name)
        _change_places(source, workbook, aside)
        return aside if aside.exists() else None
    finally:
        _tidy(fresh)


def _change_places(fresh: Path, workbook: Path, aside: Path) -> None:
    """What is there gets its second name first, so that at no moment it is without one."""
    pairs = list(zip(_whole(workbook), _whole(aside), strict=True))
    there = [(old, new) for old, new in pairs if old.exists()]
    try:
        for old, new in there:
            _second_name(old, new)
    except BaseException:
        for _old, new in there:
            new.unlink(missing_ok=True)
        raise
    gone: list[tuple[Path, Path]] = []
    try:
        for old, new in there:
            if old != workbook:  # a -wal beside a file that it is not of would spoil that
                old.unlink()
                gone.append((old, new))
        fresh.replace(workbook)
    except BaseException:
        for old, new in gone:
            _second_name(new, old)
        for _old, new in there:
            new.unlink(missing_ok=True)
        raise


def _second_name(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except (OSError, NotImplementedError):
        # A stick (FAT) knows one name for a file; nobody has it open: the lock is ours.
        shutil.copy2(old, new)
        _sync(new)


def _on_its_disk(copy: Path, workbook: Path, fresh: Path) -> Path:
    """The copy itself where it can move in one step, else its bytes beside the workbook."""
    if copy.stat().st_dev == workbook.parent.stat().st_dev:
        return copy
    _copy(copy, fresh, lambda: None)
    if checksum(fresh) != checksum(copy):
        raise _not_whole(copy)
    return fresh


def _named(moment: datetime, words: Words) -> str:
    """A moment as it can stand in the name of a file: `23 nov 2026 14.05`."""
    at = moment.astimezone()
    return f"{words.date(at.date()).partition(' ')[2]} {at.year} {at:%H.%M}"


def _not_whole(copy: Path) -> Refused:
    return Refused("{file} could not be copied whole. Nothing was changed.", file=copy.name)


def _whole(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + ending) for ending in _COMPANIONS)]


def _refuse_unfinished(copy: Path) -> None:
    _main, *companions = _whole(copy)
    if not copy.is_file() or any(each.exists() and each.stat().st_size for each in companions[:2]):
        raise Refused(
            "{file} is open, or was not closed. Open it once and close it. Nothing was changed.",
            file=copy.name,
        )


def _refuse_changed(backup: Backup) -> None:
    match state_of(backup):
        case State.CHANGED:
            raise Refused(
                "This copy is not as it was made: something changed the file. Choose another one. "
                "Nothing was changed."
            )
        case State.UNREAD:
            raise Refused(
                "{file} cannot be read now: the folder is away. Nothing was changed.",
                file=backup.path.name,
            )


def _verify(fresh: Path, backup: Backup, key: Key | None) -> None:
    note = note_of(backup)
    with files.readable_errors(fresh):
        copied = checksum(fresh)
        if not (note.fits(copied) if note else copied == checksum(backup.path)):
            raise _not_whole(backup.path)
    try:
        found = faults_of(fresh, key)
    except PassphraseWanted:
        return
    if found:
        raise Refused(
            "This copy is not sound: {what}. Choose another one. Nothing was changed.",
            what=found[0],
        )


def _copy(source: Path, target: Path, check: Callable[[], object]) -> None:
    with source.open("rb") as old, target.open("xb") as new:
        while block := old.read(_BLOCK):
            check()
            new.write(block)
        new.flush()
        os.fsync(new.fileno())


def _over(fresh: Path, claimed: Path) -> None:
    try:
        fresh.replace(claimed)
    except BaseException:
        claimed.unlink(missing_ok=True)
        raise


def _tidy(fresh: Path) -> None:
    """What was in the making goes; that it cannot go changes nothing of what came of it."""
    with suppress(OSError):
        fresh.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _writable(folder: Path) -> Path:
    """The folder itself; where it is gone or write-protected the user's own."""
    return folder if is_reached(folder) else Path.home()


def _free(workbook: Path, name: str) -> Path:
    names = (f"{name}{f' {n}' if n else ''}{files.SUFFIX}" for n in range(_MOST_NAMES))
    found = (workbook.with_name(each) for each in names)
    return next(each for each in found if not any(map(os.path.lexists, _whole(each))))


def _remembered() -> dict[str, dict[str, str]]:
    try:
        found = json.loads((own_base() / _RESTORED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(path: Path, restored: Restored) -> None:
    fact = {
        "workbook": str(restored.workbook),
        "at": to_moment(restored.at),
        "newest_act": str(restored.newest_act),
    }
    _keep({**_remembered(), str(path.resolve()): fact})


def _forget(path: Path) -> None:
    _keep({name: fact for name, fact in _remembered().items() if name != str(path.resolve())})


def _keep(found: dict[str, dict[str, str]]) -> None:
    """Only those that are still there. It is a convenience: where it cannot be kept, so be it."""
    there = {name: fact for name, fact in found.items() if Path(name).exists()}
    try:
        own_base().mkdir(parents=True, exist_ok=True)
        (own_base() / _RESTORED).write_text(json.dumps(there), "utf-8")
    except OSError:
        return
