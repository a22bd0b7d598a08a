"""A member as they are compared with others: plain letters, digits of a number, whose address."""

from __future__ import annotations

import re
from sys import intern

from msgspec import Struct

from commdesk.features.members import INFIXES, Name, folded, parse_name

_DIGITS_OF_A_NUMBER = 9
_MOST_INITIALS = 4
_LEAST_LEFT = 3
_WORD = re.compile(r"[^\W\d_]+")
_GLUED_INFIX = re.compile(r"(van(der|den|de|het|t)?|vd[rn]?|v)(?=[^\W\d_]{4})")
_OF_LAST_NAMES = INFIXES | {"vd", "vande"}
_EMPTY = """
    gemeente gem municipality city of provincie province waterschap stichting vereniging bv nv
    de het en the
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
_PUBLIC = """
    gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.com live.nl msn.com
    icloud.com me.com yahoo.com yahoo.nl proton.me protonmail.com gmx.net gmx.com web.de aol.com
    ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl casema.nl hetnet.nl upcmail.nl
    telfort.nl quicknet.nl tele2.nl chello.nl zonnet.nl wxs.nl solcon.nl online.nl t-mobilethuis.nl
"""
PUBLIC_DOMAINS = frozenset(_PUBLIC.split())
"""Where anybody can have an address: it says nothing about where somebody works."""
_DESKS = """
    info contact secretariaat secretaris bestuur communicatie redactie receptie administratie post
    mail gemeente klantcontact participatie voorzitter penningmeester hallo hello office admin
    noreply webmaster support
"""
ROLES = frozenset(_DESKS.split())
"""Local parts of addresses that are a desk's, not a person's."""


class Stored(Struct, frozen=True):
    """The columns of a member that are compared, as they stand in the file."""

    id: int
    first_name: str = ""
    infix: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    addresses: tuple[str, ...] = ()
    """Further e-mail addresses: identities."""


class Person(Struct, frozen=True, gc=False):
    """One member, made comparable; letters only, without accents and case.

    What many have in common is held once: a million people must fit.
    """

    id: int
    name: str
    """As it is shown."""
    email: str
    organisation: str
    first: str
    core: str
    """The last name without its infix."""
    glued: str
    """The last name with its infix written on to it."""
    infix: str
    initials: str
    """Filled when that is all there is of the first name."""
    addresses: tuple[str, ...]
    phone: str
    """The last nine digits: with and without country code are the same."""
    place: str
    """The organisation without `Gemeente`, accents and case."""

    @property
    def first_letter(self) -> str:
        return self.first[:1]

    @property
    def has_mobile(self) -> bool:
        """A number of one person: in the Netherlands those begin with a six."""
        return self.phone.startswith("6")

    @property
    def is_named(self) -> bool:
        return bool(self.first or self.core)


def person_of(stored: Stored) -> Person:
    name = _name_of(stored)
    first, infix, core = _parted(name)
    addresses = dict.fromkeys(each for each in (stored.email, *stored.addresses) if each)
    return Person(
        id=stored.id,
        name=str(Name(stored.first_name, stored.infix, stored.last_name)) or stored.email,
        email=stored.email,
        organisation=intern(stored.organisation),
        first=intern(first),
        core=intern(core),
        glued=intern(infix + core),
        infix=intern(infix),
        initials=first if _is_initials(name.first) else "",
        addresses=tuple(addresses),
        phone=_plain_phone(stored.phone),
        place=intern(_plain_place(stored.organisation)),
    )


def local_part(address: str) -> str:
    """What stands before the @, letters and digits only; nothing for the address of a desk."""
    local = address.partition("@")[0]
    return "" if local in ROLES else "".join(filter(str.isalnum, local))


def domain_of(address: str) -> str:
    """The domain, when it says where somebody works."""
    domain = address.rpartition("@")[2]
    return "" if domain in PUBLIC_DOMAINS else domain


def is_desk(address: str) -> bool:
    return address.partition("@")[0] in ROLES


def _name_of(stored: Stored) -> Name:
    """The name in its parts, also when it was typed in one field, or only stands in the address."""
    if stored.last_name and (stored.first_name or stored.infix):
        return Name(stored.first_name, stored.infix, stored.last_name)
    typed = str(Name(stored.first_name, stored.infix, stored.last_name))
    if typed:
        return parse_name(typed) if " " in typed or "," in typed else _one_word(stored)
    words = re.findall(r"[^\W\d_]+", stored.email.partition("@")[0])
    return parse_name(" ".join(words)) if len(words) > 1 else Name()


def _one_word(stored: Stored) -> Name:
    return Name(stored.first_name, "", stored.last_name)


def _parted(name: Name) -> tuple[str, str, str]:
    """First name, infix and rest of the last name in plain letters, wherever the infix stood."""
    first, infix, last = _words(name.first), _words(name.infix), _words(name.last)
    while len(last) > 1 and last[0] in _OF_LAST_NAMES:
        infix.append(last.pop(0))
    while len(last) > 1 and last[-1] in _OF_LAST_NAMES:
        infix.append(last.pop())
    while len(first) > 1 and first[-1] in _OF_LAST_NAMES:
        infix.insert(0, first.pop())
    core = "".join(last)
    if not infix and (glued := _GLUED_INFIX.match(core)):
        infix, core = [glued[0]], core[glued.end() :]
    return "".join(first), "".join(infix), core


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


def _is_initials(first: str) -> bool:
    """`F.`, `J.P.`, `JP`: letters, not a name."""
    parts = _WORD.findall(first)
    if not parts:
        return False
    is_short = first.isupper() and len(parts) == 1 and len(first) <= _MOST_INITIALS - 1
    return all(len(part) == 1 for part in parts) or (is_short and len(first) < _LEAST_LEFT)


def _plain_phone(typed: str) -> str:
    digits = "".join(filter(str.isdigit, typed))
    return digits[-_DIGITS_OF_A_NUMBER:] if len(digits) >= _DIGITS_OF_A_NUMBER else ""


def _plain_place(organisation: str) -> str:
    words = re.findall(r"\w+", _plain(organisation))
    return "".join(word for word in words if word not in _EMPTY_WORDS) or "".join(words)
