"""Boundaries: what the community is about and what not, its rules, what happens past them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.words import N_, Words


class BoundarySide(StrEnum):
    """What kind of line it is."""

    ABOUT = "about"
    NOT_ABOUT = "not-about"
    ORGANISATION = "organisation"
    HOUSE_RULE = "house-rule"
    LADDER = "ladder"


SIDES: tuple[tuple[str, str], ...] = (
    (BoundarySide.ABOUT, N_("About")),
    (BoundarySide.NOT_ABOUT, N_("Not about")),
    (BoundarySide.ORGANISATION, N_("Rule of the organisation")),
    (BoundarySide.HOUSE_RULE, N_("House rule")),
    (BoundarySide.LADDER, N_("When somebody steps over")),
)
"""In the order of the page; within one the user orders, and the ladder is climbed in it."""


class BoundaryDraft(Struct, frozen=True):
    """What can be typed about a boundary."""

    side: str = BoundarySide.ABOUT
    text: str = ""
    example: str = ""


class Boundary(BoundaryDraft, frozen=True):
    id: int = 0
    position: int = 0


class Told(Struct, frozen=True):
    """A member, and when the boundaries were explained to them."""

    id: int
    name: str
    organisation: str
    explained_on: date | None = None


def texts_of(boundaries: Sequence[Boundary], side: str) -> list[str]:
    return [each.text for each in boundaries if each.side == side]


def plain_words(boundaries: Sequence[Boundary], words: Words) -> str:
    """What it is about and what not, in a few sentences to say to somebody."""
    about = [_inside(text) for text in texts_of(boundaries, BoundarySide.ABOUT)]
    not_about = [_inside(text) for text in texts_of(boundaries, BoundarySide.NOT_ABOUT)]
    said = []
    if about:
        said.append(words("Here it is about {subjects}.", subjects=words.listed(about)))
    if not_about:
        listed = words.listed(not_about, is_choice=True)
        said.append(words("It is not about {subjects}.", subjects=listed))
    return " ".join(said)


def _inside(text: str) -> str:
    """As it stands inside a sentence: no capital at its front (unless a name), no full stop."""
    line = " ".join(text.split()).rstrip(".")
    first, second = line[:1], line[1:2]
    return line if second.isupper() else first.lower() + line[1:]
