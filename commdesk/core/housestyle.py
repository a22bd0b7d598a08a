"""The organisation's own look: a logo, a font and a colour, for every workbook, PDF and print."""

from __future__ import annotations

import base64
import binascii
import re

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.workbook import read_fact

FACT = "house_style"
ACCENT = "1D5FBF"
"""The program's own blue."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


class HouseStyle(Struct, frozen=True):
    """What was set; everything empty is the program's own look."""

    organisation: str = ""
    """Stands beside the logo and at the foot of pages."""
    font: str = ""
    accent: str = ACCENT
    """Six hexadecimal digits; headings and lines."""
    logo: bytes = b""
    """A PNG or JPEG image."""


PLAIN = HouseStyle()


def house_style(db: Database) -> HouseStyle:
    """What the workbook says; what cannot be used in it counts as not set."""
    found = read_fact(db, FACT, {})
    if not isinstance(found, dict):
        return PLAIN
    accent = str(found.get("accent", ""))
    return HouseStyle(
        organisation=str(found.get("organisation", "")),
        font=str(found.get("font", "")),
        accent=accent.upper() if _COLOUR.fullmatch(accent) else ACCENT,
        logo=_decoded(str(found.get("logo", ""))),
    )


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
