"""By what a file on disk is known as made by commdesk, and as saved by somebody since."""

from __future__ import annotations

import zipfile
from pathlib import Path

from commdesk.core.sheets.picture_seal import picture_state
from commdesk.core.sheets.seal import State, state_of, zip_mark

_CALENDAR = b"\nPRODID:-//commdesk//"
_CREATOR = b"/Creator (\xfe\xff%s)" % "commdesk".encode("utf-16-be")
_PRODUCER = b"/Producer (\xfe\xff%s" % "Qt".encode("utf-16-be")
_PDF_END = b"%%EOF"
_CALENDAR_HEAD, _HEAD = 400, 8192
"""Bytes in which each says who made it: what commdesk writes has that first."""


def made_state(path: Path) -> State:
    """Of an .xlsx, .ics, .pdf, .zip or a picture; what cannot be read is another's: better safe."""
    try:
        return _state(path) if path.is_file() else "another's"
    except (OSError, zipfile.BadZipFile):
        return "another's"


def _state(path: Path) -> State:
    match path.suffix.lower():
        case ".ics":
            return "ours" if _CALENDAR in _head(path)[:_CALENDAR_HEAD] else "another's"
        case ".pdf":
            return _pdf_state(path)
        case ".zip":
            return _zip_state(path)
        case ".svg" | ".png":
            return picture_state(path.read_bytes())
        case _:
            return state_of(path)


def is_whole_pdf(path: Path) -> bool:
    """Whether it was written to its end: a full disk leaves half a file and says nothing."""
    content = path.read_bytes()
    return content.startswith(b"%PDF") and content.rstrip().endswith(_PDF_END)


def _pdf_state(path: Path) -> State:
    """Who adds a note either writes all of it anew, or puts a second end after the first."""
    head = _head(path)
    if _CREATOR not in head:
        return "another's"
    is_as_made = _PRODUCER in head and path.read_bytes().count(_PDF_END) == 1
    return "ours" if is_as_made else "saved since"


def _zip_state(path: Path) -> State:
    with zipfile.ZipFile(path) as packed:
        if packed.comment == zip_mark(packed.infolist()):
            return "ours"
        return "saved since" if packed.comment.startswith(zip_mark()) else "another's"


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(_HEAD)
