"""The workbook as a file: is it one, may it be made, and what its errors mean in plain words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commdesk.core import engine
from commdesk.core.errors import Refused
from commdesk.core.lock import beside

SUFFIX = ".commdesk"
_MAGIC = b"SQLite format 3\x00"
_ID_AT = 68  # SQLite's header: application_id, 4 bytes, big-endian


def check_is_workbook(path: Path) -> None:
    """Refuse what is no workbook before anything opens it."""
    if path.is_dir():
        raise Refused("{file} is a folder. Choose the workbook inside it.", file=path.name)
    try:
        with path.open("rb") as file:
            head = file.read(_ID_AT + 4)
    except FileNotFoundError:
        raise Refused(
            "{file} does not exist. Check the name or the folder.", file=str(path)
        ) from None
    except OSError as error:
        raise Refused(
            "{file} cannot be read: {cause}. Nothing was changed.",
            file=path.name,
            cause=error.strerror or str(error),
        ) from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[_ID_AT:], "big") != engine.APPLICATION_ID:
        raise Refused(
            "{file} is not a commdesk workbook, whatever its name says. Nothing was changed.",
            file=path.name,
        )


def check_is_free(path: Path) -> None:
    if path.exists():
        raise Refused("{file} exists already. Choose another name.", file=path.name)
    if not path.parent.is_dir():
        raise Refused("The folder {folder} does not exist.", folder=str(path.parent))


def remove_workbook(path: Path) -> None:
    """Remove a workbook that was never finished, with its companions."""
    companions = [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
    for each in (path, *companions, beside(path, ".lock"), beside(path, ".holder")):
        each.unlink(missing_ok=True)


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the file into a sentence for the user."""
    try:
        yield
    except engine.DatabaseError as error:
        if refused := _worded(path, str(error)):
            raise refused from error
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}:
            raise _full(path) from error
        raise Refused(
            "{file} cannot be written here: {cause}. Nothing was changed.",
            file=path.name,
            cause=error.strerror or str(error),
        ) from error


def _worded(path: Path, said: str) -> Refused | None:
    said = said.lower()
    if "full" in said:
        return _full(path)
    if "locked" in said or "busy" in said:
        return Refused(
            "{file} is busy: another program is writing to it. Try again in a moment. "
            "Nothing was changed.",
            file=path.name,
        )
    if "readonly" in said or "unable to open" in said:
        return Refused(
            "{file} cannot be written: the file or its folder is read-only. Copy it to a folder of "
            "your own. Nothing was changed.",
            file=path.name,
        )
    if "disk i/o" in said:
        return Refused(
            "{file} could not be read or written: the disk reports an error or is full. "
            "Nothing was changed.",
            file=path.name,
        )
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return Refused(
            "{file} is damaged. Leave it as it is and restore a backup. Nothing was changed.",
            file=path.name,
        )
    return None


def _full(path: Path) -> Refused:
    return Refused(
        "{file} could not be saved: the disk is full. Make room and try again. "
        "Nothing was changed.",
        file=path.name,
    )
