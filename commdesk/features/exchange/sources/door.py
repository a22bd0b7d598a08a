"""The door: columns that say more about people than the work needs never come in.

By heading in Dutch and English, and for citizen service numbers (BSN) also by value: nine digits
that pass the eleven-test, whatever the column is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.words import N_, Text, say

_BSN = N_("citizen service number (BSN)")
_KINDS: tuple[tuple[str, str, str], ...] = (
    # why it is closed, headings as a whole, what a heading may have anywhere in it
    (
        _BSN,
        "bsn bsnnr bsnnummer sofi ssn nationalid nationalidnumber governmentid legalidentifier",
        (
            "burgerservicenummer sofinummer socialsecurity citizenservicenumber governmentidnumber "
            "rijksregisternummer"
        ),
    ),
    (
        N_("date of birth or age"),
        (
            "gebdatum gebdat geborenop dob verjaardag leeftijd age agegroup birthplace "
            "geboorteplaats consentprovidedforminor birthyear birthmonth birthday bday "
            "legalagegroupclassification"
        ),
        "geboortedatum geboortejaar dateofbirth birthdate birthday yearofbirth",
    ),
    (N_("sex"), "gender sex sexe mv manvrouw vrouwman", "geslacht"),
    (N_("children"), "kinderen children kids aantalkinderen namenkinderen numberofchildren", ""),
    (
        N_("spouse or partner"),
        (
            "partner partnernaam naampartner naamvandepartner spouse echtgenoot echtgenote "
            "burgerlijkestaat burgerlijkstaat maritalstatus"
        ),
        "",
    ),
    (
        N_("home address"),
        (
            "adres address streetaddress straat straatnaam straatenhuisnummer street huisnummer "
            "housenumber huisnr postcode zip zipcode postalcode woonplaats privetelefoon "
            "landregiothuis streetname streetnumber streetnumbersuffix streetunit "
            "postalcodesuffix adr latitude longitude lat lng lon breedtegraad lengtegraad"
        ),
        (
            "huisadres woonadres thuisadres priveadres homeaddress homestreet homecity homestate "
            "homepostalcode homezip homecountry supplementaladdress"
        ),
    ),
    (N_("IP address"), "ip ipadres ipaddr lastip optinip confirmip", "ipaddress ipadres"),
    (N_("hobbies"), "hobby hobbys hobbies", ""),
)
_EXACT = {heading: why for why, exact, _ in _KINDS for heading in exact.split()}
_ANYWHERE = {part: why for why, _, anywhere in _KINDS for part in anywhere.split()}
_WORDS = frozenset({"bsn", "ssn", "gender", "hobby", "hobbys", "hobbies"})
"""What closes a column as a word among others in its heading."""
_REPEATED = re.compile(r"(address|relation|event)\d+[a-z]+")
"""Groups of Google: where somebody lives, who is family, which days they celebrate."""
_GROUPS = {
    "address": N_("home address"),
    "relation": N_("spouse or partner"),
    "event": N_("date of birth or age"),
}
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SEPARATED = re.compile(r"[\s.\-/]")
_NINE = re.compile(r"(?<![\d+\-])\d{9}(?!\d)")
_RUN = re.compile(r"\d{9}")
_MASKED_FROM = 3
_LONGEST = 24
_SHORT = 8
_FEW = 3
"""Different numbers of eight digits that pass: fewer may be chance."""


class Closed(Struct, frozen=True):
    """Why a column does not come in."""

    why: Text
    is_never: bool = False
    """No reason opens it: without a ground in law a BSN may not be kept at all."""


SAYS_TOO_MUCH = Closed(say("more than the work needs"))


def closed_by_heading(heading: str) -> Closed | None:
    """Why a column is closed for what its heading says, if it is."""
    plain = normal_heading(heading)
    why = _EXACT.get(plain) or next((why for part, why in _ANYWHERE.items() if part in plain), None)
    words = map(normal_heading, re.split(r"[\W_]+", heading))
    why = why or next((_EXACT[word] for word in words if word in _WORDS), None)
    if not why and (group := _REPEATED.fullmatch(plain)):
        why = _GROUPS[group[1]]
    return Closed(Text(why), is_never=why == _BSN) if why else None


def is_denied_heading(heading: str) -> bool:
    """Whether a column is closed for what its heading says."""
    return closed_by_heading(heading) is not None


def passes_eleven_test(digits: str) -> bool:
    """The check of the BSN: 9 a + 8 b + ... + 2 h - i is a multiple of eleven, not all zeros."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and any(digit != "0" for digit in digits)


def nine_digits(value: Any) -> str:
    """The nine digits that a cell is made of, or nothing."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip()
    if not len(_WEIGHTS) <= len(text) <= len("12 34 56 78 9"):
        return ""
    digits = _SEPARATED.sub("", text)
    return digits if len(digits) == len(_WEIGHTS) and _is_figure(digits) else ""


def _padded(value: Any) -> str:
    """Nine digits of eight: a spreadsheet took what begins with a zero for a figure."""
    text = str(value)
    return f"0{text}" if len(text) == _SHORT and _is_figure(text) else ""


def _figures(cells: Sequence[Any]) -> list[Any]:
    """A first look: names and sentences, nearly every cell of nearly every column, are none."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    found: list[Any] = (
        [cell for cell in cells if isinstance(cell, int)] if len(texts) < len(cells) else []
    )
    if any(map(_may_begin_figure, {text[:1] for text in texts})):
        found += [t for t in texts if len(t) < _LONGEST and _may_begin_figure(t[:1])]
    return found


def _may_begin_figure(letter: str) -> bool:
    return letter.isdigit() or letter.isspace()


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def closed_by_value(values: Iterable[Any], *, is_known: bool, is_phone: bool) -> Closed | None:
    """Why a column is closed for citizen service numbers: most nine-digit values in it pass.

    One in eleven numbers passes by chance. So a column that we know (notes, say) is closed only
    when such values make out half of it, and telephone numbers only when there are two.
    """
    cells = [value for value in values if value is not None]
    filled, nine, passed = len(cells), 0, 0
    short: set[str] = set()
    for value in _figures(cells):
        if digits := nine_digits(value):
            nine += 1
            passed += passes_eleven_test(digits)
        elif padded := _padded(value):
            short.add(padded)
    if (passing := sum(map(passes_eleven_test, short))) >= _FEW:
        nine, passed = nine + len(short), passed + passing
    if not nine or passed * 2 <= nine:
        return None
    if is_known and (nine * 2 < filled or passed <= int(is_phone)):
        return None
    why = say(
        "citizen service number (BSN) by its values: {passed} of {nine} pass the eleven-test",
        passed=passed,
        nine=nine,
    )
    return Closed(why, is_never=True)


def may_have_numbers(texts: Iterable[str | None]) -> bool:
    """Whether any of them has nine digits in a row: a quick look at many texts together."""
    return _RUN.search("\n".join(filter(None, texts))) is not None


def numbers_in(text: str) -> Iterator[str]:
    """Citizen service numbers inside a text."""
    yield from (digits for digits in _NINE.findall(text) if passes_eleven_test(digits))


def masked(digits: str) -> str:
    """Enough to find it in the file, too little to be it."""
    return digits[:_MASKED_FROM] + "…"
