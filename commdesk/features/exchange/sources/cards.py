"""Address cards (.vcf: vCard 2.1, 3.0 and 4.0) unpacked into one table, a card a row.

Runs in the reading child. vobject parses the lines; folding, quoted-printable over several lines
and pictures are dealt with before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from commdesk.core.sheets.cells import Row, clean_row
from commdesk.core.sheets.encoding import find_encoding
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.refusal import damaged, too_large, too_long, too_many_rows

TABLE = "vcard"
UNREADABLE = "UNREADABLE"
SECOND = "EMAIL 2"
"""Every address after the first, one a line."""
_FIRST = ("UID", "KIND", "FAMILY", "GIVEN", "ADDITIONAL", "FN", "ORG", "TITLE", "EMAIL", SECOND)
_MACHINERY = frozenset({"VERSION", "PRODID", "REV", "X-ABLABEL", "X-ABADR", "CLIENTPIDMAP", "N"})
_BINARY = re.compile(r"(?:[\w.\-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-ABCROP[\w-]*)[;:]", re.IGNORECASE)
_PROPERTY = re.compile(r"(?:[\w\-]+\.)?[A-Za-z][\w\-]*(?:;(?:\"[^\"]*\"|[^\":])*)?:")
_QUOTED = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n"
_START, _BLOCK = 4096, 1 << 18
_SHOWN = 40

_NO_VOICE, _MOBILE = frozenset({"FAX", "PAGER"}), frozenset({"CELL", "MOBILE", "IPHONE"})
_LAST = 1_000

Card = dict[str, str]
_Order = tuple[bool, bool, int]
_Ranked = list[tuple[_Order, str]]


def unpack_cards(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]] | None:
    """The one table of a file that begins as a card; None for any other file."""
    with path.open("rb") as source:
        start = source.read(_START).replace(b"\0", b"")
    if not re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*BEGIN:VCARD", start, re.IGNORECASE):
        return None
    return iter([(TABLE, _rows(path, limits))])


def _rows(path: Path, limits: Limits) -> Iterator[Row]:
    """The headings that some card fills as row 0, then each card under its number in the file."""
    cards = []
    for row, lines in enumerate(_cards(path), 1):
        if row > limits.rows:
            raise too_many_rows(path, limits.rows)
        for line in lines:
            if len(line) > limits.cell:
                place = f"{_name(line)} ({row})"
                raise too_long(path.name, place, len(line), limits.cell)
        cards.append(_card(lines))
    filled = dict.fromkeys(name for card in cards for name in card)
    names = [*(name for name in _FIRST if name in filled), *(n for n in filled if n not in _FIRST)]
    if len(names) > limits.columns:
        raise too_large(path)
    if not names:
        return
    yield 0, tuple(names)
    for row, card in enumerate(cards, 1):
        if cells := clean_row(row, [card.get(name) for name in names], limits, path.name):
            yield row, cells


def _text(path: Path) -> Iterator[str]:
    """The lines of the file, without their ends."""
    with path.open("rb") as source:
        encoding = find_encoding(iter(lambda: source.read(_BLOCK), b""))
    with path.open(encoding=encoding, errors="replace") as lines:
        for line in lines:
            yield line.rstrip("\n").lstrip("\ufeff")


def _cards(path: Path) -> Iterator[list[str]]:
    """The unfolded lines of each card; refuses a file that ends within one."""
    card: list[str] | None = None
    for line in _unfolded(_text(path)):
        match line.strip().upper():
            case "BEGIN:VCARD":
                card = []
            case "END:VCARD" if card is not None:
                yield card
                card = None
            case "":
                pass
            case _ if card is None:
                raise damaged(path)
            case _:
                card.append(line)
    if card is not None:
        raise damaged(path)


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Each logical line: with those behind it that begin with a space, or that `=` promises."""
    whole, is_binary = "", False
    for line in lines:
        if whole.endswith("=") and _QUOTED.match(whole):
            whole = whole[:-1] + line
        elif line[:1] in {" ", "\t"} and whole:
            whole += "" if is_binary else line[1:]
        elif is_binary and ":" not in line:
            pass  # the picture of an old card goes on without a space, up to an empty line
        else:
            if not is_binary:
                yield whole
            whole, is_binary = line, bool(_BINARY.match(line))
    if not is_binary:
        yield whole


def _name(line: str) -> str:
    return re.split("[;:]", line, maxsplit=1)[0][:_SHOWN]


def _card(lines: list[str]) -> Card:
    """One card as heading -> text."""
    card: Card = {}
    addresses: _Ranked = []
    numbers: _Ranked = []
    fit = [line for line in lines if _PROPERTY.match(line)]
    for found in _read(fit) or [each for line in fit for each in _read([line]) or [line]]:
        if isinstance(found, str):
            card.setdefault(UNREADABLE, found[:_SHOWN])
        elif found.name == "EMAIL":
            addresses.append((_order(found), _plain(found.value)))
        elif found.name == "TEL":
            numbers.append((_order(found), _number(found.value)))
        else:
            _put(card, found)
    if len(fit) < len(lines):
        card[UNREADABLE] = next(line for line in lines if not _PROPERTY.match(line))[:_SHOWN]
    _put_contacts(card, addresses, numbers)
    return {name: text for name, text in card.items() if text}


def _read(lines: list[str]) -> list[Any]:
    """What vobject makes of these lines; nothing when one of them is beyond it."""
    import vobject

    try:
        card = vobject.readOne(_CARD.format("\r\n".join(lines)), transform=False, allowQP=True)
    except Exception:  # noqa: BLE001 - vobject meets bad lines with any exception at all
        return []
    return list(card.getChildren())


def _put(card: Card, found: Any) -> None:
    from vobject.vcard import splitFields

    name = "KIND" if found.name == "X-ABSHOWAS" else found.name
    if name == "N":
        parts = [_plain(part) for part in splitFields(found.value)]
        card |= dict(zip(("FAMILY", "GIVEN", "ADDITIONAL"), parts, strict=False))
    elif name == "ORG":
        card.setdefault("ORG", _plain(splitFields(found.value)[0]))
    elif name == "CATEGORIES" and "CATEGORIES" in card:
        card["CATEGORIES"] += f";{_plain(found.value)}"
    elif name not in _MACHINERY:
        card.setdefault(name, _plain(found.value))


def _put_contacts(card: Card, addresses: _Ranked, numbers: _Ranked) -> None:
    """The preferred address first and the others behind it; a mobile number before any other."""
    first, *others = [text for _, text in sorted(addresses, key=lambda each: each[0])] or [""]
    card |= {"EMAIL": first, SECOND: "\n".join(others)}
    if numbers:
        card["TEL"] = min(numbers, key=lambda each: each[0])[1]


def _order(found: Any) -> _Order:
    """By what comes first: mobile and preferred (`TYPE=pref`, `PREF=1`, in 2.1 bare words)."""
    words = {word.upper() for word in found.singletonparams}
    words |= {word.upper() for values in found.params.values() for word in values}
    pref = found.params.get("PREF", ["1" if "PREF" in words else ""])[0]
    return bool(words & _NO_VOICE), not words & _MOBILE, int(pref) if pref.isdecimal() else _LAST


def _number(value: str) -> str:
    return _plain(value).removeprefix("tel:").partition(";")[0]


def _plain(value: Any) -> str:
    """Text without escapes; of parts that stand side by side one text."""
    if isinstance(value, list):
        return ";".join(_plain(part) for part in value)
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return re.sub(r"\\([:,;\\])", r"\1", text).strip()
