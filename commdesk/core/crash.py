"""A crash report that can be mailed: where it went wrong, and nothing of what was in the file."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from commdesk import __version__
from commdesk.core.paths import user_data


def save_report(error: BaseException, at: datetime | None = None) -> Path | None:
    """Write the report; None where nothing can be written (a crash must not crash again)."""
    moment = at or datetime.now(UTC)
    folder = user_data() / "crash"
    path = folder / f"{moment:%Y-%m-%dT%H-%M-%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report(error), "utf-8")
    except OSError:
        return None
    return path


def report(error: BaseException) -> str:
    """The kinds of error and their places; no messages, no values, no folder names of the user."""
    lines = [
        f"commdesk {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        f"built: {bool(getattr(sys, 'frozen', False))}",
    ]
    for one in _chain(error):
        lines += ["", type(one).__module__ + "." + type(one).__qualname__, *_places(one)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, the first cause first."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or now.__context__
    return found[::-1]


def _places(error: BaseException) -> list[str]:
    return [
        f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _inside(filename: str) -> str:
    """The path from the package on: the folders before it may name the user."""
    parts = Path(filename).parts
    for anchor in ("commdesk", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return Path(filename).name
