"""The organisation's own look: a logo, a font and a colour, for every workbook, PDF and print."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core import colours
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.pictures import Picture, picture_of
from commdesk.core.stored import check_length
from commdesk.core.workbook import read_fact, set_facts

FACT = "house_style"
LOGO_FACT = "house_logo"
"""Apart: who changes the font does not write the image once more into history."""
ACCENT, ACCENT_SOFT = "1D5FBF", "E4EEFB"
"""The program's own blue, and the light ground of it."""
MOST_LOGO = 500_000
"""Bytes: it goes along in every workbook and PDF."""
LEAST_SIDE, MOST_SIDE = 16, 4_000
MOST_ORGANISATION, MOST_FONT = 80, 60
_FLATTEST = 12
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

    @property
    def has_colour(self) -> bool:
        """Whether headings are in a colour of the organisation's own."""
        return self.accent != ACCENT

    @property
    def has_head(self) -> bool:
        """Whether something of the organisation stands at the head of a page."""
        return bool(self.organisation or self.logo)

    @property
    def ink(self) -> str:
        """What can be read on a ground in the accent; six digits as that."""
        return colours.ink_on(self.accent)

    @property
    def tint(self) -> str:
        """A light ground in the accent, under dark ink; six digits as that."""
        return colours.soft(self.accent) if self.has_colour else ACCENT_SOFT

    @property
    def picture(self) -> Picture | None:
        """What the logo says of itself; None without one."""
        return picture_of(self.logo)


PLAIN = HouseStyle()


def house_style(db: Database) -> HouseStyle:
    """What the workbook says; what cannot be used in it counts as not set."""
    found, logo = _kept(db, FACT), _kept(db, LOGO_FACT)
    accent = str(found.get("accent", ""))
    return HouseStyle(
        organisation=str(found.get("organisation", "")),
        font=str(found.get("font", "")),
        accent=accent.upper() if _COLOUR.fullmatch(accent) else ACCENT,
        logo=_decoded(str(logo.get("image", ""))),
    )


@op("Change the house style")
def set_house_style(db: Database, style: HouseStyle) -> None:
    """Keep it for every workbook, PDF and print from now on; refuses at the field what cannot be.

    Whether the logo can be drawn is for who shows it: here only its kind and its size are read.
    """
    organisation, font = (" ".join(text.split()) for text in (style.organisation, style.font))
    check_length(organisation, "organisation", MOST_ORGANISATION)
    check_length(font, "font", MOST_FONT)
    if style.logo:
        check_logo(style.logo)
    before = house_style(db)
    look = {"organisation": organisation, "font": font, "accent": read_colour(style.accent)}
    if look != {key: getattr(before, key) for key in look}:
        set_facts(db, **{FACT: look})
    if style.logo != before.logo:
        set_facts(db, **{LOGO_FACT: {"image": base64.b64encode(style.logo).decode("ascii")}})


def read_colour(typed: str) -> str:
    """Six digits out of `#0A7D4B` or `0a7d4b`; nothing typed is the program's own colour."""
    plain = typed.strip().removeprefix("#")
    if not plain:
        return ACCENT
    if not _COLOUR.fullmatch(plain):
        raise Refused(
            "{typed} is not a colour: type # and six digits or letters A to F, as #1D5FBF.",
            typed=typed.strip(),
            field="accent",
        )
    return plain.upper()


def check_logo(content: bytes) -> Picture:
    """What the image says of itself; refuses what is too large, or no PNG or JPEG."""
    _check_weight(len(content))
    picture = picture_of(content)
    if picture is None:
        raise Refused("The logo must be a PNG or a JPEG image.", field="logo")
    sides = sorted((picture.width, picture.height))
    if not LEAST_SIDE <= sides[0] <= sides[1] <= MOST_SIDE or sides[1] > _FLATTEST * sides[0]:
        raise Refused(
            "The logo is {width} by {height} pixels. Choose one of {least} to {most} pixels a "
            "side, at most {times} times as wide as high.",
            width=picture.width,
            height=picture.height,
            least=LEAST_SIDE,
            most=MOST_SIDE,
            times=_FLATTEST,
            field="logo",
        )
    return picture


def read_logo(path: Path) -> bytes:
    """The image in a file, as it is; refuses what cannot be the logo."""
    try:
        _check_weight(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise Refused(
            "{file} cannot be read: {cause}. Nothing was changed.",
            file=path.name,
            cause=error.strerror or str(error),
            field="logo",
        ) from error
    check_logo(content)
    return content


def _check_weight(found: int) -> None:
    if found > MOST_LOGO:
        raise Refused(
            "The logo is {found} kB; at most {most} kB goes along in every file. "
            "Save it smaller and choose it again.",
            found=-(-found // 1000),
            most=MOST_LOGO // 1000,
            field="logo",
        )


def _kept(db: Database, key: str) -> dict[str, Any]:
    found = read_fact(db, key, {})
    return found if isinstance(found, dict) else {}


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
