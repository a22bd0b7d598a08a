"""A logo on a sheet; its first bytes tell its size, so no library for pictures is needed."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.drawing.image import Image

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Marks of a JPEG after which its size stands."""
_MARK, _MOST = 0xFF, 10_000


class Picture(Image):
    """A picture as openpyxl writes it; that itself would open it with Pillow to find its size."""

    def __init__(self, data: bytes, kind: str, width: int, height: int) -> None:
        self.data, self.format = data, kind
        self.width, self.height = width, height
        """In pixels of 1/96 inch."""

    def _data(self) -> bytes:
        return self.data


class Size(NamedTuple):
    kind: str
    width: int
    height: int


def size_of(data: bytes) -> Size | None:
    """Of a PNG or JPEG; None for what is neither, or broken."""
    found = None
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        found = Size("png", _number(data[16:20]), _number(data[20:24]))
    elif data.startswith(_JPEG):
        found = _of_jpeg(data)
    is_sound = found and 0 < found.width <= _MOST and 0 < found.height <= _MOST
    return found if is_sound else None


def fitted(data: bytes, width: float, height: float) -> Picture | None:
    """The picture, no larger than this and never enlarged; None when it cannot be shown."""
    size = size_of(data)
    if size is None:
        return None
    scale = min(width / size.width, height / size.height, 1)
    return Picture(data, size.kind, round(size.width * scale), round(size.height * scale))


def _of_jpeg(data: bytes) -> Size | None:
    place = 2
    while place + 9 <= len(data) and data[place] == _MARK:
        if data[place + 1] in _FRAMES:
            height, width = (
                _number(data[place + 5 : place + 7]),
                _number(data[place + 7 : place + 9]),
            )
            return Size("jpeg", width, height)
        place += 2 + _number(data[place + 2 : place + 4])
    return None


def _number(part: bytes) -> int:
    return int.from_bytes(part, "big")
