"""The names of days and months, as CLDR writes them in our two languages, without full stops.

Babel knows them too, but loading it takes a tenth of a second of every start; a test compares.
"""

from datetime import date

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT_DAY = {"nl": 2, "en": 3}
_SHORT_MONTH = {"maart": "mrt"}


def day_name(day: date, language: str) -> str:
    """`maandag`."""
    return _DAYS[language][day.weekday()]


def short_day_name(day: date, language: str) -> str:
    """`ma`."""
    return day_name(day, language)[: _SHORT_DAY[language]]


def month_name(day: date, language: str) -> str:
    """`november`."""
    return _MONTHS[language][day.month - 1]


def short_month_name(day: date, language: str) -> str:
    """`nov`."""
    name = month_name(day, language)
    return _SHORT_MONTH.get(name, name[:3])
