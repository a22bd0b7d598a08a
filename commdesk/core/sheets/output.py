"""Put a finished file in its place, or leave nothing at all."""

from __future__ import annotations

import errno
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commdesk.core.errors import Refused
from commdesk.core.sheets.refusal import refusal
from commdesk.core.words import say

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path beside the wanted one to write to; moved over it when all went well.

    Raises Refused, and leaves no file and an older file untouched, when it cannot be written.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _check_place(path)
        yield temporary
        _sync(temporary)
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def is_ours(path: Path) -> bool:
    """Whether this .xlsx was made by commdesk, as its properties say."""
    try:
        with zipfile.ZipFile(path) as archive:
            return b">commdesk</dc:creator>" in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise refusal(
            say("{file} is a folder. Give the file another name.", file=path.name or str(path))
        )
    if not path.resolve().parent.is_dir():
        raise refusal(
            say(
                "The folder {folder} is not there. Choose another folder.",
                folder=str(path.parent),
            )
        )


def _sync(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _unwritable(path: Path, error: OSError) -> Refused:
    if error.errno in _NO_ROOM:
        sentence = say(
            "There is no room left on the disk for {file}. Make room or choose another place.",
            file=path.name,
        )
    elif isinstance(error, PermissionError):
        sentence = say(
            "{file} cannot be written. Close it in Excel if it is open there, or choose another "
            "folder.",
            file=path.name,
        )
    else:
        sentence = say(
            "{file} could not be written: {reason}. Choose another place.",
            file=path.name,
            reason=error.strerror or str(error),
        )
    return refusal(sentence)
