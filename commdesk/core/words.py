"""Words and numbers in the user's language: catalogs, dates, hours, plurals.

Nothing is translated where it is made. A `Text` travels language-free and is worded where it is
shown, so that one refusal can be read by a Dutch window and an English log.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from commdesk.core.names import day_name, month_name, short_day_name, short_month_name
from commdesk.core.paths import resource
from commdesk.core.values import Minutes, Week, decimal_hours

Day = date  # inside Words, `date` is the method
LANGUAGES = ("nl", "en")
_DUTCH_MARKS = str.maketrans(",.", ".,")
_AND = {"nl": "en", "en": "and"}
_OR = {"nl": "of", "en": "or"}
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
DOMAIN = "commdesk"


class Text(Struct, frozen=True):
    """A sentence still to be worded: English msgid, its plural or None, and the values in it."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    many: str | None = None

    def __str__(self) -> str:
        return Words("en")(self)

    def __hash__(self) -> int:
        return hash((self.message, self.many, tuple(sorted(map(str, self.values.items())))))


class OneOf(Struct, frozen=True):
    """Values of which one is meant: written as `a, b or c`."""

    choices: Sequence[Any]


def say(message: str, /, **values: Any) -> Text:
    """A text to be worded later; the message is the English msgid."""
    return Text(message, values)


def say_n(one: str, many: str, n: int, /, **values: Any) -> Text:
    """A text in the singular or plural of `n`; {n} in it is filled with the number."""
    return Text(one, {**values, "n": n}, many)


def N_(message: str) -> str:
    """Mark a constant for translation and return it unchanged."""
    return message


class Words:
    """One language: words, plurals, days and numbers as in CLDR, hours as the house writes them.

    Who knows what day it is gives `today`: then a day in a sentence has its year when that is
    another one.
    """

    def __init__(self, language: str, today: Callable[[], Day] | None = None) -> None:
        self._today = today
        self.language = language if language in LANGUAGES else "en"
        self._catalog = _catalog(self.language)

    def __call__(self, text: str | Text, /, **values: Any) -> str:
        """The text in this language, its values formatted by their type."""
        if isinstance(text, str):
            return self._fill(self._translated(text), values)
        if text.many is None:
            return self._fill(self._translated(text.message), text.values)
        message = self._catalog.ngettext(text.message, text.many, int(text.values["n"]))
        return self._fill(message, text.values)

    def _translated(self, message: str) -> str:
        """Under the empty message a catalog keeps its header: nothing stays nothing."""
        return self._catalog.gettext(message) if message else ""

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        return self(Text(one, {**values, "n": n}, many))

    def date(self, day: Day, *, today: Day | None = None) -> str:
        """`ma 23 nov`; with a year when `today` lies in another one."""
        short = f"{self.weekday(day)} {day.day} {short_month_name(day, self.language)}"
        return short if today is None or day.year == today.year else f"{short} {day.year}"

    def long_date(self, day: Day) -> str:
        """`maandag 23 november`."""
        name, month = day_name(day, self.language), month_name(day, self.language)
        return f"{name} {day.day} {month}"

    def full_date(self, day: Day) -> str:
        """`23 november 2026`."""
        return f"{day.day} {month_name(day, self.language)} {day.year}"

    def weekday(self, day: Day) -> str:
        """`ma`."""
        return short_day_name(day, self.language)

    def time(self, moment: datetime | time) -> str:
        """`14:03` on this computer's clock."""
        return (moment.astimezone() if isinstance(moment, datetime) else moment).strftime("%H:%M")

    def moment(self, moment: datetime) -> str:
        """`ma 23 nov 14:03` on this computer's clock."""
        day = self.date(moment.astimezone().date(), today=self._today and self._today())
        return f"{day} {self.time(moment)}"

    def duration(self, minutes: int) -> str:
        """A length of time: `15 min`, `3 u 20 min`."""
        hours, rest = divmod(abs(int(minutes)), 60)
        parts = [f"{hours} {self._hour()}"] if hours else []
        parts += [f"{rest} min"] if rest or not hours else []
        return ("−" if minutes < 0 else "") + " ".join(parts)

    def hours(self, minutes: int) -> str:
        """A total or a budget, decimal: `26,5 u`."""
        return f"{self.number(decimal_hours(minutes))} {self._hour()}"

    def number(self, value: float) -> str:
        """`1.234,5`; at most three decimals, and a true minus."""
        digits = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
        digits = "0" if digits == "-0" else digits.replace("-", "−")
        return digits.translate(_DUTCH_MARKS) if self.language == "nl" else digits

    def percent(self, share: float) -> str:
        """`27%`, rounded."""
        return f"{self.number(round(100 * share))}%"

    def week(self, week: Week) -> str:
        return self("week {number}", number=str(week.number))

    def listed(self, parts: Iterable[str], *, is_choice: bool = False) -> str:
        """`a, b en c`; of a choice `a, b of c`."""
        *others, last = [*parts] or [""]
        if not others:
            return last
        joint = (_OR if is_choice else _AND)[self.language]
        comma = "," if self.language == "en" and len(others) > 1 else ""
        return f"{', '.join(others)}{comma} {joint} {last}"

    def _hour(self) -> str:
        return self("h")

    def _fill(self, message: str, values: Mapping[str, Any]) -> str:
        if not values:
            return message
        return message.format_map({name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: Any) -> str:  # noqa: PLR0911 - one line per type reads best
        match value:
            case Text():
                return self(value)
            case bool():
                return self("yes") if value else self("no")
            case Minutes():
                return self.duration(value)
            case int() | float():
                return self.number(value)
            case Week():
                return self.week(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.date(value, today=self._today and self._today())
            case OneOf():
                return self.listed(map(self._shown, value.choices), is_choice=True)
            case list() | tuple():
                return self.listed(self._shown(each) for each in value)
            case _:
                return str(value)


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    folder = resource("locale")
    _compile_if_newer(folder / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


def _compile_if_newer(po: Path) -> None:
    """In a source tree the .po is the truth: renew a .mo that is older, where we may write."""
    mo = po.with_suffix(".mo")
    if not po.exists() or (mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime):
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    fresh = mo.with_suffix(f".{os.getpid()}")  # another commdesk may be reading the old one
    try:
        with po.open("rb") as source, fresh.open("wb") as target:
            write_mo(target, read_po(source))
        fresh.replace(mo)
    except OSError:
        return  # an installed tree we may not write in has its .mo from the build
