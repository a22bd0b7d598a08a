"""What a member is, and the pure rules about names, contact and matching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field

from commdesk.core.words import N_, Text, say

_INFIX_WORDS = """
    's 't aan af bij d' 'd da das de del della den der des di do dos du el in la las le los op
    te ten ter toe tot uit van vanden vander vom von voor zu zum zur
"""
_LEADING_S = re.compile(r"'s[- ]", re.IGNORECASE)  # 's-Gravenmade stands under G
INFIXES = frozenset(_INFIX_WORDS.split())


class Stage(StrEnum):
    """How far someone is: sought, in, or gone."""

    PROSPECT = "prospect"
    MEMBER = "member"
    FORMER = "former"


STAGES: tuple[tuple[str, str], ...] = (
    (Stage.PROSPECT, N_("prospect")),
    (Stage.MEMBER, N_("member")),
    (Stage.FORMER, N_("former member")),
)
LEGAL_GROUNDS: tuple[tuple[str, str], ...] = (
    ("", N_("not recorded")),
    ("consent", N_("consent")),
    ("public-task", N_("public task")),
    ("legitimate-interest", N_("legitimate interest")),
    ("contract", N_("agreement")),
)
CAME_THROUGH: tuple[tuple[str, str], ...] = (
    ("", N_("not known")),
    ("member", N_("through another member")),
    ("self", N_("found it themselves")),
    ("team", N_("invited by us")),
)
"""How somebody came in; whoever was not invited by us is growth that members make."""


class Name(Struct, frozen=True):
    """A Dutch name in its parts; shown "Adriaan van der Berg", sorted under B."""

    first: str = ""
    infix: str = ""
    last: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.infix, self.last) if part)

    @property
    def sort_key(self) -> str:
        """What the name is sorted by: last name, first name, infix, without accents and case."""
        last = _LEADING_S.sub("", self.last, count=1) if self.last.startswith("'") else self.last
        return folded(" ".join(part for part in (last, self.first, self.infix) if part))


def parse_name(typed: str) -> Name:
    """Read a full name, first name first or last name before a comma, wherever the infix stands.

    `Adriaan van der Berg`, `Berg, Adriaan van der`, `van der Berg, Adriaan`, `Berg van der, A.`
    """
    text = " ".join(typed.split()).replace("’", "'").replace("`", "'").strip(" ,")
    if "," in text:
        return _comma_name([part.split() for part in text.split(",") if part.strip()])
    words = text.split()
    if len(words) <= 1:
        return Name(first=text)
    start = _last_name_start(words)
    infix, last = _leading_infix(words[start:])
    return Name(" ".join(words[:start]), infix, last)


def parse_last_name(typed: str) -> tuple[str, str]:
    """Infix and last name out of a column of last names: `de Vries`, `Berg, van den`."""
    parts = [part.split() for part in typed.split(",") if part.strip()]
    if len(parts) == len(("Berg", "van den")) and all(map(_is_infix, parts[1])):
        return " ".join(parts[1]), " ".join(parts[0])
    if len(parts) != 1:
        return "", typed
    infix, last = _leading_infix(parts[0])
    if infix:
        return infix, last
    words, infix = _trailing_infix(parts[0])
    return infix, " ".join(words)


def is_all_infix(text: str) -> bool:
    """Whether a middle name is nothing but an infix (`van der`)."""
    return all(map(_is_infix, text.split()))


def _comma_name(parts: list[list[str]]) -> Name:
    infixes = [part for part in parts[1:] if all(map(_is_infix, part))]
    rest = [word for part in parts[1:] if part not in infixes for word in part]
    infix, last = _leading_infix(parts[0])
    if not infix:
        words, infix = _trailing_infix(parts[0])
        last = " ".join(words)
    first, trailing = _trailing_infix(rest)
    alone = " ".join(word for part in infixes for word in part)
    return Name(" ".join(first), infix or alone or trailing, last)


def _last_name_start(words: list[str]) -> int:
    """Where the last name with its infix begins; a double name stays whole."""
    if words[0] in INFIXES or (_is_infix(words[0]) and _is_infix(words[1])):
        return 0
    for place, word in enumerate(words[1:], 1):
        if _is_infix(word) or ("-" in word and _is_infix(word.rpartition("-")[2])):
            return place
        if word in {"-", "–"}:
            return max(place - 1, 1)
    return len(words) - 1


def _is_infix(word: str) -> bool:
    return word.lower() in INFIXES


def _leading_infix(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and _is_infix(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_infix(words: list[str]) -> tuple[list[str], str]:
    count = len(words)
    while count > 1 and _is_infix(words[count - 1]):
        count -= 1
    return words[:count], " ".join(words[count:])


_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
"""Letters that Unicode does not take apart in a letter and an accent."""


def folded(text: str) -> str:
    """Without accents and case: for sorting and comparing names."""
    if text.isascii():  # nearly always, and ten times as fast
        return text.lower().strip()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).strip()


class MemberDraft(Struct, frozen=True):
    """What can be typed about a member; every field optional but some name or an address."""

    first_name: str = ""
    infix: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    role: str = ""
    stage: str = Stage.MEMBER
    looking_for: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    cadence_days: int | None = None
    source: str = ""
    legal_ground: str = ""
    informed_on: date | None = None
    retention_on: date | None = None
    joined_on: date | None = None
    """Since when they are in the community, elsewhere too; contact is counted from `added_on`."""
    came_through: str = ""
    owner: str = ""
    """Who looks after them; empty: the owner of the workbook."""
    own: Mapping[int, str] = field(default_factory=dict)
    """Own field -> value as it is stored."""


class Member(MemberDraft, frozen=True):
    """A stored member."""

    id: int = 0
    added_on: date = date.min
    last_contact_on: date | None = None
    left_on: date | None = None
    """Since when they are a former member."""
    do_not_contact: bool = False
    do_not_contact_reason: str = ""
    do_not_contact_on: date | None = None
    is_restricted: bool = False

    @property
    def name(self) -> str:
        return str(Name(self.first_name, self.infix, self.last_name)) or self.email

    @property
    def chips(self) -> tuple[tuple[Text, Literal["bad", "warn", "accent"]], ...]:
        """What stands out about them, worst first, each with its tone; then their tags."""
        warnings: list[tuple[Text, Literal["bad", "warn", "accent"]]] = []
        if self.do_not_contact:
            warnings.append((say("no contact"), "bad"))
        if self.is_restricted:
            warnings.append((say("restricted"), "warn"))
        return (*warnings, *((Text("{tag}", {"tag": tag}), "accent") for tag in self.tags))

    @property
    def greeting_name(self) -> str:
        return self.first_name or self.name


class Contactable(Struct, frozen=True):
    """What every rule about contacting someone needs, read in one go."""

    id: int
    name: str
    do_not_contact: bool
    is_restricted: bool
    last_contact_on: date | None
    added_on: date
    cadence_days: int | None
    """The narrowest of the member's own and the tightest of the tags'."""


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))


def plain_email(text: str) -> str:
    """An address as it is compared: trimmed, lower case, without `mailto:`."""
    return text.strip(" \t\n\r\u00a0<>;,").lower().removeprefix("mailto:").strip()


@lru_cache(maxsize=4_096)
def split_tags(typed: str) -> tuple[str, ...]:
    """Tags out of one cell, apart by `;` `,` or `|`; each once, in order.

    Many people of a list have the same tags.
    """
    parts = (" ".join(part.split()) for part in re.split(r"[;,|]|:::", typed))
    return tuple(dict.fromkeys(part for part in parts if part))
