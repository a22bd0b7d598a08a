"""Brings a workbook to this version: copy the file, then every feature's migrations in rank order.

The header's user_version is the number of migrations the file has had, all features together, so
that opening a current file needs neither the migrations nor sqlite-utils.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from commdesk.core import engine
from commdesk.core.errors import Broken, Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key

CORE_VERSION = 4


def version_of(raw: Any) -> int:
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def wanted_version(features: Features) -> int:
    return CORE_VERSION + sum(feature.schema_version for feature in features)


def refuse_if_newer(raw: Any, path: Path, features: Features) -> None:
    if version_of(raw) > wanted_version(features):
        raise Refused(
            "{file} was made by a newer commdesk. Install that version to open it. "
            "Nothing was changed.",
            file=path.name,
        )


def migrate(
    path: Path,
    features: Features,
    copies: Path,
    key: Key | None = None,
    *,
    is_shared: bool = False,
) -> Path | None:
    """Apply what is pending, on a connection of its own; returns the copy made before, if any.

    Before that the file gets the journal that its place needs: a rollback journal where it
    `is_shared`, else a -wal, unless somebody reads it just now.

    All of it or nothing: a file whose links do not hold afterwards stays as it was. A file without
    any table is new and needs no copy.
    """
    raw = engine.connect(str(path), key=key)
    try:
        refuse_if_newer(raw, path, features)
        _fit_journal(raw, is_shared=is_shared)
        before = version_of(raw)
        if before == wanted_version(features):
            return None
        copy = _copy(raw, path, copies, before) if before else None
        apply(raw, features)
        return copy
    finally:
        raw.close()


def _fit_journal(raw: Any, *, is_shared: bool) -> None:
    try:
        engine.keep_journal(raw, as_wal=not is_shared)
    except engine.OperationalError as error:
        if is_shared or engine.code_of(error) != engine.BUSY:
            raise


def apply(raw: Any, features: Features) -> None:
    """Apply what is pending, all of it or nothing; the caller has a copy where one is wanted."""
    from sqlite_utils import Database as Tables

    # Foreign keys can only be switched off outside a transaction; `transform` needs them off.
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.row_factory = None
    tables = Tables(raw)
    with tables.atomic():
        for module in ("commdesk.core.schema", *(f.schema for f in features if f.schema)):
            import_module(module).migrations.apply(tables)
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            raise Broken("a migration left rows that point nowhere")
        raw.execute(f"PRAGMA user_version={wanted_version(features)}")


def _copy(raw: Any, path: Path, folder: Path, version: int) -> Path:
    """A whole copy of the file as it was, made by SQLite itself (it takes in the -wal)."""
    name = re.sub(r"\W+", "-", path.stem) + f"-v{version}-"
    fresh = folder / f".{name}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        raw.execute("VACUUM INTO ?", (str(fresh),))
        return fresh.rename(folder / f"{name}{_next_number(folder, name)}.commdesk")
    except (OSError, engine.DatabaseError) as error:
        if engine.code_of(error) in {engine.CORRUPT, engine.NOTADB}:
            raise
        raise Refused(
            "{file} was made by an older commdesk and is copied before it is brought up to date, "
            "but no copy could be made in {folder}: {cause}. Nothing was changed.",
            file=path.name,
            folder=str(folder),
            cause=str(error),
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _next_number(folder: Path, name: str) -> int:
    numbers = (f.stem.removeprefix(name) for f in folder.glob(f"{name}*.commdesk"))
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)
