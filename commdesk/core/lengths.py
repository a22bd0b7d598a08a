"""Lengths of time as people type them, in figures and in words, Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Callable

_PARTS = {"¼": ".25", "½": ".5", "¾": ".75"}
_PART = re.compile(r"(?:(?<=\d) )?([¼½¾])(?!\d)")  # also the one of `1 ½`
_H = r"\s*(?:u|uur|uren|uurtjes?|h|hrs?|hours?)"
_M = r"\s*(?:m|mins?|minuut|minuten|minutes?)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., int]], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (rf"(\d{{1,3}}):([0-5]\d)(?:{_H})?", lambda h, m: int(h) * 60 + int(m)),
        (
            rf"(\d{{1,3}}){_H}\s*(?:en|and|\.)?\s*([0-5]?\d)(?:{_M})?",
            lambda h, m: int(h) * 60 + int(m),
        ),
        (rf"(\d{{1,5}}){_M}", int),
        (
            rf"(\d{{1,4}}|\d{{0,4}}\.\d{{1,2}}|\d{{1,4}}\.)(?:{_H})?",
            lambda h: round(float(h) * 60),
        ),
        (
            r"(\d{1,3}):([0-5]\d):([0-5]\d)",  # as Excel shows a length of time
            lambda h, m, s: int(h) * 60 + int(m) + (int(s) >= _HALF_MINUTE),
        ),
    )
)
_HALF_MINUTE = 30
_NUMBERS = {
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6",
    "zeven": "7", "acht": "8", "negen": "9", "tien": "10", "elf": "11", "twaalf": "12",
    "vijftien": "15", "twintig": "20", "dertig": "30", "veertig": "40", "vijfenveertig": "45",
    "vijftig": "50", "zestig": "60", "negentig": "90",
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "forty-five": "45", "fifty": "50", "sixty": "60", "ninety": "90",
    "anderhalf": "1.5", "anderhalve": "1.5",
    "tweeënhalf": "2.5", "tweeëneenhalf": "2.5", "drieënhalf": "3.5", "drieëneenhalf": "3.5",
    "vierenhalf": "4.5", "viereneenhalf": "4.5", "driekwart": "3 kwartier",
    "driekwartier": "3 kwartier", "halfuur": "half uur", "halfuurtje": "half uur",
    "three-quarters": "3 quarters",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_HOURS = r"(?:uur|uren|uurtje|hours?)"
_SAID: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (rf"\b(\d+) {_HOURS} (?:en|and) 1 half$", r"\1.5 h"),  # an hour and a half
    (rf"\b(\d+) (?:en|and) (?:1 )?half(?: {_HOURS})?$", r"\1.5 h"),
    (rf"\bhalf 1 {_HOURS}", "0.5 h"),  # half an hour
    (rf"\b(?:1 )?half {_HOURS}", "0.5 h"),
    (
        rf"\b(?:(\d{{1,2}}) ?)?(?:kwartier(?:en|tje)?|quarters?)(?: of 1)?(?: {_HOURS})?$",
        lambda found: f"{15 * int(found[1] or 1)}m",
    ),
    (r"^1\.5$", "1.5 h"),  # anderhalf
)


def read_length(typed: str) -> int:
    """Whole minutes of `1:30`, `1,5`, `1½ u`, `90m`, `1u30`, `anderhalf uur`, `half an hour`.

    A bare number is hours. Seconds are rounded. Raises ValueError when it is no length of time.
    """
    text = " ".join(typed.lower().replace(",", ".").split())
    text = _PART.sub(lambda part: _PARTS[part[1]], text)
    minutes = _read(text)
    if minutes is None and _WORD.search(text):
        figures = _in_figures(text)
        # A word alone (`een`, `twee`) is no length: of what, it does not say.
        minutes = _read(figures) if _WORD.search(figures) else None
    if minutes is None:
        raise ValueError(typed)
    return minutes


def _read(text: str) -> int | None:
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(*found.groups())
    return None


def _in_figures(text: str) -> str:
    said = _WORD.sub(lambda word: _NUMBERS.get(word[0], word[0]), text)
    for pattern, figures in _SAID:
        said = re.sub(pattern, figures, said)
    return said
