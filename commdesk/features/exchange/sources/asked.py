"""What a question of a form asks for: `Wat is uw naam?`, `What are you looking for?`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.spec import Column

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER = re.compile(r"^\s*(?:vraag|question)?\s*\d+\s*[.):]\s*|\s*\d+\s*$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:wat|wie|welke|what|which|who)\s+(?:is|zijn|are)?\s*|what's\s+|"
    r"(?:vul|geef|noteer|typ)\s+(?:hier\s+)?|(?:please\s+)?(?:enter|give|fill in|provide)\s+)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:uw|je|jouw|jullie|your|my|mijn|de|het|the|volledige|full)\b", re.IGNORECASE
)
_TAIL = re.compile(r"\s+(?:in|op|here|hier|a\.?u\.?b|please)\s*$", re.IGNORECASE)
_PATTERNS: dict[str, str] = {
    "first_name": r"(?:first|given) names?|voornaam|roepnaam",
    "infix": r"tussenvoegsels?",
    "last_name": r"(?:last|family) name|surname|achternaam|familienaam",
    "email": r"e?-?mail\s?-?(?:adres|address)?",
    "phone": r"(?:mobiele?|mobile|telefoon|phone|tel)\.?\s?-?(?:nummer|number|phone|telefoon)?",
    "looking_for": (
        r"(?:zoekt u|zoek jij|zoek je|(?:waar )?(?:bent u|ben je) naar op zoek|"
        r"(?:do )?you need|you looking for|looking for|"
        r"hoop(?:t u| je)(?: hier)? te (?:vinden|halen))(?: (?:in|binnen|bij) .*)?"
    ),
    "organisation": (
        r"(?:(?:bij|voor) )?(?:welke )?(?:organisatie|gemeente|werkgever|bedrijf)"
        r"(?: (?:werkt u|werk je|werk jij))?|(?:waar (?:werkt u|werk je)|where do you work)|"
        r"(?:which )?(?:organi[sz]ation|company|employer)(?: do you work (?:for|at))?|"
        r"(?:naam van|name of) (?:organisatie|gemeente|organi[sz]ation|company)"
    ),
    "role": r"functie|rol|beroep|role|job title|position",
    "name": (
        r"(?:voor- en achter)?naam|name|first and last name|hoe (?:heet u|heet je)|"
        r"bent u|ben je|are you"
    ),
}
_ASKED = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _PATTERNS.items()}


def asked_for(question: str, known: Mapping[str, Column]) -> str:
    """The key of the column that a question fills; empty for any other question.

    A question that is no heading by itself must be about nothing but that: `Wat vindt u van de
    naam?` asks for no name.
    """
    if column := known.get(normal_heading(question)):
        return column.key
    plain = _ASIDE.sub(" ", _NUMBER.sub("", question)).strip(" ?:.*!")
    plain = _TAIL.sub("", plain)
    after = _LEAD.sub("", plain, count=1)
    for text in dict.fromkeys((plain, after, _bare(plain), _bare(after))):
        if column := known.get(normal_heading(text)):
            return column.key
        if key := next((key for key, asked in _ASKED.items() if asked.fullmatch(text)), ""):
            return key
    return ""


def _bare(text: str) -> str:
    return " ".join(_WHOSE.sub(" ", text).split())
