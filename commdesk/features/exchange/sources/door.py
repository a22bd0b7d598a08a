"""The door: columns that say more about people than the work needs never come in.

By heading in Dutch and English, and for citizen service numbers (BSN) also by value: nine digits
that pass the eleven-test, whatever the column is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from commdesk.core.sheets.headings import normal_heading

_EXACT_HEADINGS = """
    bsn bsnnr bsnnummer sofi ssn nationalid nationalidnumber governmentid legalidentifier
    gebdatum gebdat geborenop dob verjaardag leeftijd age agegroup birthplace geboorteplaats
    gender sex sexe mv manvrouw vrouwman
    kinderen children kids aantalkinderen namenkinderen numberofchildren
    partner partnernaam naampartner naamvandepartner spouse echtgenoot echtgenote burgerlijkestaat
    burgerlijkstaat maritalstatus
    adres address streetaddress straat straatnaam straatenhuisnummer street huisnummer housenumber
    huisnr postcode zip zipcode postalcode woonplaats privetelefoon landregiothuis
    ip ipadres ipaddr lastip optinip confirmip
    hobby hobbys hobbies
    birthyear birthmonth birthday bday consentprovidedforminor legalagegroupclassification
    streetname streetnumber streetnumbersuffix streetunit postalcodesuffix adr
    latitude longitude lat lng lon breedtegraad lengtegraad
"""
_EXACT = frozenset(_EXACT_HEADINGS.split())
_ANYWHERE = (
    "burgerservicenummer", "sofinummer", "socialsecurity", "citizenservicenumber",
    "governmentidnumber", "rijksregisternummer",
    "geboortedatum", "geboortejaar", "dateofbirth", "birthdate", "birthday", "yearofbirth",
    "geslacht",
    "huisadres", "woonadres", "thuisadres", "priveadres", "homeaddress", "homestreet", "homecity",
    "homestate", "homepostalcode", "homezip", "homecountry", "supplementaladdress",
    "ipaddress", "ipadres",
)  # fmt: skip
_REPEATED = re.compile(r"(address|relation|event)\d+[a-z]+")
"""Groups of Google: where somebody lives, who is family, which days they celebrate."""
_WORDS = frozenset({"bsn", "ssn", "geslacht", "gender", "hobby", "hobbys", "hobbies"})
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SEPARATED = re.compile(r"[ .\-]")
_NINE = re.compile(r"(?<![\d+\-])\d{9}(?!\d)")
_MASKED_FROM = 3


def is_denied_heading(heading: str) -> bool:
    """Whether a column is closed for what its heading says."""
    plain = normal_heading(heading)
    if plain in _EXACT or any(part in plain for part in _ANYWHERE) or _REPEATED.fullmatch(plain):
        return True
    return any(normal_heading(word) in _WORDS for word in re.split(r"[\W_]+", heading))


def passes_eleven_test(digits: str) -> bool:
    """The check of the BSN: 9 a + 8 b + ... + 2 h - i is a multiple of eleven, not all zeros."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and any(digit != "0" for digit in digits)


def nine_digits(value: Any) -> str:
    """The nine digits that a cell is made of, or nothing."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip()
    if not len("123456789") <= len(text) <= len("1234.56.789"):
        return ""
    digits = _SEPARATED.sub("", text)
    return digits if len(digits) == len(_WEIGHTS) and digits.isdecimal() else ""


def is_number_of_citizens(values: Iterable[Any], *, is_known: bool, is_phone: bool) -> bool:
    """Whether a column holds citizen service numbers: most of its nine-digit values pass.

    One in eleven numbers passes by chance. So a column that we know (notes, say) is closed only
    when such values make out half of it, and telephone numbers only when there are two.
    """
    filled = nine = passed = 0
    for value in values:
        filled += value is not None
        if digits := nine_digits(value):
            nine += 1
            passed += passes_eleven_test(digits)
    if not nine or passed * 2 <= nine:
        return False
    return not is_known or (nine * 2 >= filled and passed > int(is_phone))


def numbers_in(text: str) -> Iterator[str]:
    """Citizen service numbers inside a text."""
    yield from (digits for digits in _NINE.findall(text) if passes_eleven_test(digits))


def masked(digits: str) -> str:
    """Enough to find it in the file, too little to be it."""
    return digits[:_MASKED_FROM] + "…"
