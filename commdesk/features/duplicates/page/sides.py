"""Words two stored members for the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.duplicates.model import (
    Choice,
    Held,
    Row,
    Suspect,
    better_first,
    choices,
    consequences,
)
from commdesk.features.duplicates.page.comparison import Line, Sides
from commdesk.features.duplicates.queries import held_rows, member_row, organisation_names
from commdesk.features.members import CAME_THROUGH, LEGAL_GROUNDS, STAGES

_CHOICES: dict[str, dict[str, str]] = {
    "stage": dict(STAGES),
    "came_through": dict(CAME_THROUGH),
    "legal_ground": dict(LEGAL_GROUNDS),
}
_DAYS = frozenset({"informed_on", "retention_on"})


class Two(Struct, frozen=True):
    """Two members as they are stored, the one that is kept first."""

    keep: Row
    drop: Row
    held: list[Held]
    organisations: dict[int, str]

    @property
    def ids(self) -> tuple[int, int]:
        return self.keep["id"], self.drop["id"]


def read_two(desk: Desk, one: int, other: int) -> Two | None:
    """Both with what hangs on them, or None when one is gone."""
    rows = member_row(desk.db, one), member_row(desk.db, other)
    if rows[0] is None or rows[1] is None:
        return None
    keep, drop = better_first(rows[0], rows[1])
    places = [each for feature in desk.features for each in feature.personal_data]
    work = {row["organisation_id"] for row in (keep, drop)} - {None}
    held = held_rows(desk.db, (keep["id"], drop["id"]), places)
    return Two(keep, drop, held, organisation_names(desk.db, work))


def sides_of(
    two: Two, suspect: Suspect | None, words: Words, buttons: Sequence[QPushButton]
) -> Sides:
    """A pair to decide on; without `suspect` one that was told apart."""
    found = choices(two.keep, two.drop)
    heads = (_head(two.keep, words), _head(two.drop, words))
    lines = [_line(each, two, words) for each in found]
    if suspect is None:
        title = words("You said that these are two people")
        nothing = words("nothing")
        return Sides(title, "", heads, lines, (), nothing=nothing, buttons=buttons)
    return Sides(
        title=words("Is this one person?"),
        reason=evidence_of(suspect, words),
        heads=heads,
        lines=lines,
        told=[words(each) for each in consequences(two.keep, two.drop, two.held)],
        told_title=words("When they are merged"),
        hint=words("Ctrl+Enter merges, Ctrl+Delete says that they are not the same."),
        nothing=words("nothing"),
        buttons=buttons,
        take_all=words("Take all"),
    )


def evidence_of(suspect: Suspect, words: Words) -> str:
    """One sentence."""
    told = "; ".join(words(each) for each in suspect.evidence)
    return told[:1].upper() + told[1:]


def _head(row: Row, words: Words) -> str:
    return words("Added on {day}", day=words.full_date(date.fromisoformat(row["added_on"])))


def _line(choice: Choice, two: Two, words: Words) -> Line:
    key = choice.field.key
    values = [_shown(key, value, two, words) for value in choice.values]
    title = words(choice.field.title)
    return Line(key, title, (values[0], values[1]), choice.is_open, choice.takes_other)


def _shown(key: str, value: Any, two: Two, words: Words) -> str:
    if value in {None, ""}:
        return ""
    if key == "organisation":
        return two.organisations.get(value, "")
    if key in _DAYS:
        return words.full_date(date.fromisoformat(value))
    return words(_CHOICES[key][value]) if value in _CHOICES.get(key, {}) else str(value)
