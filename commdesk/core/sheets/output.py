"""Put a finished file in its place, or leave nothing at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from commdesk.core.errors import Refused
from commdesk.core.sheets.made import made_state
from commdesk.core.sheets.naming import unlike
from commdesk.core.sheets.refusal import refusal
from commdesk.core.words import OneOf, Text, say, say_n

_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever their ending."""
_LONGEST_NAME = 100
_DIGITS = 4
_MOST_NAMED = 10
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path beside the wanted one to write to; moved over it when all went well.

    Raises Refused, and leaves no file and an older file untouched, when it cannot be written.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _check_target(path)
        yield temporary
        _sync(temporary)
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


class Staged(NamedTuple):
    """Files that are written, but not in their place yet."""

    folder: Path
    """Write them here."""
    place: Callable[[], list[Path]]
    """Moves all of them to where they belong, or none; returns their places."""


@contextmanager
def staged(folder: Path) -> Iterator[Staged]:
    """A hidden room to write files in that belong in `folder`, which is made where it is missing.

    Raises Refused, and leaves every older file as it was, when one cannot be written or is
    another's: only what commdesk made, and nobody saved since, is replaced. What is never placed
    is gone.
    """
    target = folder.resolve()
    is_new = not target.exists()
    room = target / f".{secrets.token_hex(4)}.tmp"
    try:
        _check_folder(folder)
        room.mkdir(parents=True)
        yield Staged(room, lambda: _place_all(room, target))
    except OSError as error:
        raise _unwritable(Path(error.filename or folder), error) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
        if is_new and target.is_dir() and not any(target.iterdir()):
            target.rmdir()


def check_place(path: Path, *endings: str, workbook: Path | None = None) -> None:
    """Refuse a file that has none of these endings, and one that is the workbook itself.

    Before anything is read for it; whether it can be written there shows when it is.
    """
    if path.suffix.lower() not in endings:
        raise Refused(
            "{file} must end in {ending}. Nothing was changed.",
            file=path.name or str(path),
            ending=OneOf(endings),
        )
    if workbook and path.resolve() == workbook.resolve():
        raise Refused("{file} is the workbook itself. Choose another name.", file=path.name)


def refuse_to_replace(*paths: Path) -> None:
    """Refuse files that commdesk did not make, or in which somebody saved something since.

    Where nobody can be asked nothing is lost: what was filled in comes back once.
    """
    states = {path.name: made_state(path) for path in paths if path.exists()}
    if others := [name for name, state in states.items() if state == "another's"]:
        raise Refused(
            "{file} exists already and was not made by commdesk. Choose another name. "
            "Nothing was changed.",
            file=others[0],
        )
    if saved := [name for name, state in states.items() if state == "saved since"]:
        raise refusal(
            say_n(
                "{files} was saved by somebody after commdesk made it, and may hold what they "
                "filled in. Choose another folder or name; or take it in first and move it away.",
                "{files} were saved by somebody after commdesk made them, and may hold what they "
                "filled in. Choose another folder or name; or take them in first and move them "
                "away.",
                len(saved),
                files=_some(saved),
            )
        )


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """A name for a file, without its ending, that every system takes, unlike those taken."""
    plain = " ".join(_NOT_IN_A_NAME.sub(" ", name).split())[:_LONGEST_NAME].strip(" .") or "-"
    plain = f"{plain}-" if _DEVICE.fullmatch(plain.split(".")[0]) else plain
    return unlike(taken, plain, partial("{} {}".format, plain))


def own_name(name: str, owner_id: int, taken: Collection[str] = ()) -> str:
    """A name for a file of one person: theirs whoever else comes or goes.

    "Ann." cannot end a file's name, and as "Ann" would be another's: what loses something on the
    way gets the last digits of their id.
    """
    plain = safe_name(name)
    whole = (
        plain
        if plain == name
        else f"{plain[: _LONGEST_NAME - _DIGITS - 1]} {owner_id % 10**_DIGITS:0{_DIGITS}}"
    )
    return safe_name(whole, taken)


def is_ours(path: Path) -> bool:
    """Whether this file was made by commdesk, and nobody saved it since."""
    return made_state(path) == "ours"


def _some(names: list[str]) -> list[str | Text]:
    rest = len(names) - _MOST_NAMED
    return [*names] if rest < 1 else [*names[:_MOST_NAMED], say("{n} more", n=rest)]


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise refusal(say("{file} is no folder. Choose a folder.", file=folder.name))
    if not folder.exists() and not folder.resolve().parent.is_dir():
        raise refusal(
            say("The folder {folder} is not there. Choose another folder.", folder=str(folder))
        )


def _place_all(room: Path, target: Path) -> list[Path]:
    """Move every file to its place; those that stood there come back when one cannot move."""
    files = sorted(room.iterdir())
    refuse_to_replace(*(target / file.name for file in files))
    older = room / "older"
    older.mkdir()
    placed: list[Path] = []
    try:
        for file in files:
            place = target / file.name
            if place.exists():
                place.rename(older / file.name)
            placed.append(place)
            file.rename(place)
    except OSError:
        for place in placed:
            place.unlink(missing_ok=True)
            if (older / place.name).exists():
                (older / place.name).rename(place)
        raise
    return placed


def _check_target(path: Path) -> None:
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
