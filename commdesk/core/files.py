"""The workbook as a file: is it one, may it be made, and what its errors mean in plain words."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commdesk.core import engine
from commdesk.core.errors import CannotWrite, Damaged, PassphraseWanted, Refused, WrongPassphrase
from commdesk.core.keys import Key, is_protected
from commdesk.core.lock import beside
from commdesk.core.words import say

SUFFIX = ".commdesk"
_SMALLEST = 512  # bytes of the smallest page that SQLite can write
_LONGEST_PATH = 500  # bytes; SQLite stops at 512, and the companions are a little longer


def check_is_workbook(path: Path, key: Key | None = None) -> None:
    """Refuse what is no workbook, before anything is written beside it.

    Raises PassphraseWanted for a protected one without `key`, WrongPassphrase when that is of
    another passphrase.

    SQLite itself reads the header: opening and closing the file by hand would drop, on POSIX, the
    locks that a connection of this process has on it, and another program could then delete the
    -wal with what was saved last.
    """
    size = _size(path)
    with database_errors(path):
        if size < _SMALLEST or not _is_ours(path, key):
            if size >= _SMALLEST and is_protected(path):
                raise _locked(path, key)
            text = say(
                "{file} is not a commdesk workbook, whatever its name says. Nothing was changed.",
                file=path.name,
            )
            raise Damaged(text) if path.suffix.lower() == SUFFIX else Refused(text)


def check_is_writable(path: Path) -> None:
    """SQLite opens a write-protected file for reading without a word; we say it at once."""
    if not os.access(path, os.W_OK):
        raise _write_protected(path)


def _size(path: Path) -> int:
    """The size of a plain file that may be read; a folder, a pipe or nothing is refused."""
    _check_length(path)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(
            "{file} does not exist. Check the name or the folder.", file=str(path)
        ) from None
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise Refused(
            "{file} is a folder. Choose the workbook inside it.", file=path.name or str(path)
        )
    if not os.access(path, os.R_OK):
        raise _unreadable(path, os.strerror(errno.EACCES))
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _check_length(path: Path) -> None:
    if len(os.fsencode(path.absolute())) > _LONGEST_PATH:
        raise Refused(
            "{file} lies too deep: its name with all its folders is too long. Move it nearer to "
            "the top. Nothing was changed.",
            file=path.name,
        )


def _locked(path: Path, key: Key | None) -> PassphraseWanted:
    if key is None:
        return PassphraseWanted(
            "{file} is protected with a passphrase. Nothing was changed.", file=path.name
        )
    return wrong_passphrase(path)


def wrong_passphrase(path: Path) -> WrongPassphrase:
    """The same sentence for every cause."""
    return WrongPassphrase(
        "This passphrase does not open {file}. Nothing was changed.", file=path.name
    )


def _is_ours(path: Path, key: Key | None) -> bool:
    try:
        raw = engine.connect(str(path), key=key, read_only=True)
    except engine.DatabaseError as error:
        if engine.code_of(error) == engine.NOTADB:
            return False
        raise
    try:
        return bool(raw.execute("PRAGMA application_id").fetchone()[0] == engine.APPLICATION_ID)
    finally:
        raw.close()


def _unreadable(path: Path, cause: str) -> Refused:
    return Refused(
        "{file} cannot be read: {cause}. Nothing was changed.", file=path.name, cause=cause
    )


def check_is_free(path: Path) -> None:
    _check_length(path)
    try:
        is_taken, has_folder = os.path.lexists(path), path.parent.is_dir()
    except OSError as error:  # a folder that we may not look into
        raise _unreadable(path, error.strerror or str(error)) from error
    if is_taken:
        raise Refused("{file} exists already. Choose another name.", file=path.name)
    if not has_folder:
        raise Refused("The folder {folder} does not exist.", folder=str(path.parent))


def claim(path: Path) -> None:
    """Make an empty file, or refuse: of two who make one of this name at once, one gets it."""
    check_is_free(path)
    with readable_errors(path):
        path.open("xb").close()


@contextmanager
def made_whole(path: Path) -> Iterator[None]:
    """Claim a name for a new workbook; of one that fails half-way nothing is left."""
    claim(path)
    try:
        yield
    except BaseException:
        remove_workbook(path)
        raise


def remove_workbook(path: Path) -> None:
    """Remove a workbook that was never finished, with its companions."""
    companions = [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
    for each in (path, *companions, beside(path, ".lock"), beside(path, ".holder")):
        each.unlink(missing_ok=True)


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the file into a sentence for the user."""
    try:
        with database_errors(path):
            yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}:
            raise _full(path) from error
        raise Refused(
            "{file} cannot be written here: {cause}. Nothing was changed.",
            file=path.name,
            cause=error.strerror or str(error),
        ) from error


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a sentence; what is our own bug stays one."""
    try:
        yield
    except engine.DatabaseError as error:
        if refused := _worded(path, error):
            raise refused from error
        raise
    except UnicodeDecodeError as error:  # SQLite's own message quoted what was no text
        raise _damaged(path) from error


def _worded(path: Path, error: engine.DatabaseError) -> Refused | None:
    code = engine.code_of(error)
    if "UTF-8" in str(error):  # the module, not SQLite, found bytes that are no text
        code = engine.CORRUPT
    make = _SENTENCES.get(code)
    return make(path) if make else None


def _busy(path: Path) -> Refused:
    return Refused(
        "{file} is busy: another program is writing to it. Try again in a moment. "
        "Nothing was changed.",
        file=path.name,
    )


def _disk_error(path: Path) -> Refused:
    return Refused(
        "{file} could not be read or written: the disk reports an error or is full. "
        "Nothing was changed.",
        file=path.name,
    )


def _write_protected(path: Path) -> CannotWrite:
    return CannotWrite(
        "{file} cannot be used here: the file or its folder is read-only. Copy it to a folder of "
        "your own. Nothing was changed.",
        file=path.name,
    )


def _damaged(path: Path) -> Damaged:
    return Damaged(
        "{file} is damaged. Leave it as it is and restore a backup. Nothing was changed.",
        file=path.name,
    )


def _full(path: Path) -> Refused:
    return Refused(
        "{file} could not be saved: the disk is full. Make room and try again. "
        "Nothing was changed.",
        file=path.name,
    )


_SENTENCES = {
    engine.BUSY: _busy,
    engine.LOCKED: _busy,
    engine.READONLY: _write_protected,
    engine.CANTOPEN: _write_protected,
    engine.IOERR: _disk_error,
    engine.FULL: _full,
    engine.CORRUPT: _damaged,
    engine.NOTADB: _damaged,
}
