"""The availability sheet of one person: what is known of them, to be filled in further."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from commdesk.core.names import day_name
from commdesk.core.sheets.paper import Choice, Paper, Shade, Spot
from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import PARTS, WEEKDAYS, part_name
from commdesk.features.moderation.team.model import DaysOff, Moderator
from commdesk.features.moderation.team.sheets.model import (
    ABILITIES,
    DAYS_MARK,
    FIRST,
    HOURS,
    LAST,
    NAME,
    PERSON_MARK,
    Ability,
    abilities_of,
)

_WIDTHS = (3, 22, 19, 19, 19)
_HIDDEN = 1
_MOST_HOURS = 168
_EMPTY_ROWS = 8
_MONDAY = date(2024, 1, 1)
_YEARS_AROUND = 2
_SHADES: dict[Ability, Shade] = {
    Ability.CAN: "good",
    Ability.RATHER_NOT: "warn",
    Ability.NO: "muted",
}


def availability_paper(
    person: Moderator, days_off: Sequence[DaysOff], workbook: str, today: date, words: Words
) -> Paper:
    """A form; `days_off` are those that are not over yet. Nothing on it is about anybody else."""
    paper = Paper(words("Availability"), _WIDTHS, is_form=True, hidden=(_HIDDEN,))
    title = Spot(words("Availability of {name}", name=person.name), "title", span=4)
    paper.add(Spot(f"{PERSON_MARK}{person.id}", "code"), title, height=30)
    made = words("{workbook} · made on {day}", workbook=workbook, day=words.full_date(today))
    _add(paper, Spot(made, "line", span=4))
    _add(paper, Spot(_instruction(words), "note", span=4), height=52)
    _add_who(paper, person, words)
    _add_week(paper, person, words)
    _add_days_off(paper, days_off, today, words)
    return paper


def weekday_name(weekday: int, language: str) -> str:
    """`maandag` of 1."""
    return day_name(_MONDAY + timedelta(days=weekday - 1), language)


def _add(paper: Paper, *spots: Spot, code: str = "", height: float = 0) -> int:
    hidden = Spot(code, "code") if code else Spot(role="none")
    return paper.add(hidden, *spots, height=height or 21)


def _gap(paper: Paper) -> None:
    _add(paper, Spot(role="none"), height=10)


def _instruction(words: Words) -> str:
    return words(
        "Fill in the framed cells, save the file and send it back. Choose for each day part: "
        "{can}, {rather_not} or {no}; an empty cell counts as {no}. No reasons are asked: write "
        "nothing about health.",
        **{ability: words(said) for ability, said in ABILITIES.items()},
    )


def _add_who(paper: Paper, person: Moderator, words: Words) -> None:
    _gap(paper)
    _add(paper, Spot(words(NAME), "label"), Spot(person.name, "text", span=3))
    hours = Spot(
        round(person.weekly_minutes / 60, 4),
        "input",
        "number",
        between=(0, _MOST_HOURS),
        prompt=words("Hours a week, between 0 and 168: 4 or 4.5."),
    )
    _add(paper, Spot(words(HOURS), "label"), hours)


def _add_week(paper: Paper, person: Moderator, words: Words) -> None:
    _gap(paper)
    _add(paper, Spot(words("When you can"), "section", span=4), height=26)
    parts = [Spot(words(part_name(part)), "heading", is_centred=True) for part in PARTS]
    _add(paper, Spot(words("Weekday"), "heading"), *parts)
    choices = tuple(Choice(words(said), _SHADES[able]) for able, said in ABILITIES.items())
    prompt = words("Choose {choices}.", choices=_listed([each.word for each in choices], words))
    known = abilities_of(person)
    for weekday in WEEKDAYS:
        cells = [
            Spot(
                words(ABILITIES[known[weekday, part]]),
                "input",
                is_centred=True,
                choices=choices,
                prompt=prompt,
            )
            for part in PARTS
        ]
        _add(paper, Spot(weekday_name(weekday, words.language), "label"), *cells)


def _add_days_off(paper: Paper, days_off: Sequence[DaysOff], today: date, words: Words) -> None:
    _gap(paper)
    _add(paper, Spot(words("Days off"), "section", span=4), height=26)
    line = words("Each row from the first up to and with the last day; of one day only the first.")
    _add(paper, Spot(line, "note", span=4))
    _add(paper, Spot(words(FIRST), "heading"), Spot(words(LAST), "heading"))
    around = (today.replace(year=today.year - _YEARS_AROUND, day=1),
              today.replace(year=today.year + _YEARS_AROUND, day=1))  # fmt: skip
    prompt = words("A day, like {day}.", day=f"{today.day}-{today.month}-{today.year}")
    for run in days_off:
        cells = [_day_cell(day, around, prompt) for day in (run.first_on, run.last_on)]
        _add(paper, *cells, code=f"{DAYS_MARK}{run.id}")
    for _ in range(_EMPTY_ROWS):
        _add(paper, *(_day_cell(None, around, prompt) for _ in range(2)))


def _day_cell(day: date | None, around: tuple[date, date], prompt: str) -> Spot:
    return Spot(day, "input", "date", between=around, prompt=prompt)


def _listed(choices: list[str], words: Words) -> str:
    return words.listed(choices, is_choice=True)
