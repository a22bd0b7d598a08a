"""A mark at the end of a picture by which it is known as made by commdesk, and as saved since.

An SVG ends with a comment, a PNG has a chunk of text before its end; both hold a checksum of all
that comes before. Who draws something in it breaks the seal, or loses it.
"""

from __future__ import annotations

import re
import zlib
from hashlib import blake2b

from commdesk.core.sheets.seal import State

_WORD = "commdesk:"
_BYTES = 16
_SVG = re.compile(rb"\n<!-- commdesk:([0-9a-f]+) -->\n")
_PNG = re.compile(rb"tEXtSeal\x00commdesk:([0-9a-f]{32})")
_PNG_END = zlib.crc32(b"IEND").to_bytes(4, "big")
_END = bytes(4) + b"IEND" + _PNG_END


def sealed_svg(content: bytes) -> bytes:
    return content + f"\n<!-- {_WORD}{_sum(content)} -->\n".encode()


def sealed_png(content: bytes) -> bytes:
    """With the seal before the end that every PNG has."""
    body = content.removesuffix(_END)
    chunk = f"tEXtSeal\0{_WORD}{_sum(body)}".encode()
    length = (len(chunk) - 4).to_bytes(4, "big")
    return body + length + chunk + zlib.crc32(chunk).to_bytes(4, "big") + _END


def picture_state(content: bytes) -> State:
    """Of an SVG or a PNG."""
    pattern, before = (_PNG, 4) if content.startswith(b"\x89PNG") else (_SVG, 0)
    found = list(pattern.finditer(content))
    if not found:
        return "another's"
    is_whole = _sum(content[: found[-1].start() - before]) == found[-1][1].decode()
    is_last = found[-1].end() + (16 if before else 0) == len(content)
    return "ours" if is_whole and is_last else "saved since"


def _sum(content: bytes) -> str:
    return blake2b(content, digest_size=_BYTES).hexdigest()
