"""What a PNG or JPEG says of itself in its first bytes, without drawing it."""

from __future__ import annotations

from typing import Literal, NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Segments of a JPEG that hold its size (ITU-T T.81, table B.1)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Marks without a length after them."""


class Picture(NamedTuple):
    """What kind of image it is, and its size in pixels."""

    kind: Literal["png", "jpeg"]
    width: int
    height: int


def picture_of(content: bytes) -> Picture | None:
    """None for what is neither, or breaks off before it says its size."""
    if content.startswith(_PNG):
        return _png(content)
    return _jpeg(content) if content.startswith(_JPEG) else None


def _png(content: bytes) -> Picture | None:
    if content[12:16] != b"IHDR" or len(content) < 24:  # noqa: PLR2004 - where the size ends
        return None
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return Picture("png", width, height)


def _jpeg(content: bytes) -> Picture | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - begins each mark
        mark = content[at + 1]
        if mark in _FRAMES:
            height, width = (int.from_bytes(content[n : n + 2], "big") for n in (at + 5, at + 7))
            return Picture("jpeg", width, height)
        if mark == 0xFF:  # noqa: PLR2004 - filling between marks
            at += 1
        else:
            length = 0 if mark in _ALONE else int.from_bytes(content[at + 2 : at + 4], "big")
            at += 2 + length
    return None
