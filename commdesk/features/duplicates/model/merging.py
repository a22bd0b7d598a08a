"""What becomes of two entries of one person: what is chosen, what is joined, what wins.

Whatever can stand beside the other is kept; where one value must give way, the user chooses, or
the rule here says which and why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from commdesk.core.words import N_
from commdesk.features.members import Name, plain_email

Row = Mapping[str, Any]
NAME_FIELDS = ("first_name", "infix", "last_name")


class Field(Struct, frozen=True):
    """Something that can be chosen from either of the two."""

    key: str
    title: str
    """English msgid."""
    columns: tuple[str, ...]


FIELDS = (
    Field("name", N_("Name"), NAME_FIELDS),
    Field("email", N_("E-mail"), ("email",)),
    Field("phone", N_("Phone"), ("phone",)),
    Field("organisation", N_("Organisation"), ("organisation_id",)),
    Field("role", N_("Role"), ("role",)),
    Field("stage", N_("Stage"), ("stage", "left_on")),
    Field("looking_for", N_("Looking for"), ("looking_for",)),
    Field("source", N_("Source"), ("source",)),
    Field("came_through", N_("Came through"), ("came_through",)),
    Field("legal_ground", N_("Legal ground"), ("legal_ground",)),
    Field("informed_on", N_("Informed on"), ("informed_on",)),
    Field("retention_on", N_("Keep until"), ("retention_on",)),
)

_LATER = ("last_contact_on",)
_EARLIER = ("added_on", "joined_on", "do_not_contact_on")
_EITHER = ("do_not_contact", "is_restricted")
_NARROWEST = ("cadence_days",)
_JOINED = ("notes", "do_not_contact_reason")
_NEVER_TAKEN = frozenset({"id", "sort_name"})
_BY_RULE = frozenset((*_LATER, *_EARLIER, *_EITHER, *_NARROWEST, *_JOINED))

# Tables with one row a member: what happens to a column that both have filled, beside the rule that
# the kept one's value stands and an empty one is filled from the other.
_JOINED_IN = {
    "ambassador": ("looking_for_note", "we_do", "agreement", "contact_person"),
    "outreach_draft": ("text",),
    "outreach_pause": ("reason",),
}
_USED_UP_BY = {"outreach_draft": "message_id"}
"""What became of a row: one with it makes way for one that is still to be used."""
_TOGETHER_IN = {"ambassador": ("from_on", "until_on")}  # no end is an agreement too
_LEAST_IN = {
    "outreach_cadence": ("days",),  # the narrowest cadence holds
    "today_snooze": ("until_on",),  # what is due for one of them is not put off any longer
}
_MOST_IN = {
    "outreach_pause": ("until_on", "is_skip"),
    "moderator": ("is_active",),
}


class Choice(Struct, frozen=True):
    """One field of the two beside each other."""

    field: Field
    values: tuple[Any, Any]
    """Of the one that is kept and of the other, as they are stored; a name in one text."""
    takes_other: bool
    """Whether the other's is the better one."""

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.values[0] != self.values[1])


def better_first(one: Row, other: Row) -> tuple[Row, Row]:
    """Who is known better, and when that is equal longer, is kept."""
    filled = [
        sum(1 for value in row.values() if value not in {None, "", 0}) for row in (one, other)
    ]
    if filled[0] != filled[1]:
        return (one, other) if filled[0] > filled[1] else (other, one)
    is_later = (one["added_on"], one["id"]) > (other["added_on"], other["id"])
    return (other, one) if is_later else (one, other)


def choices(keep: Row, drop: Row) -> list[Choice]:
    """Every field that either has, with the better one of the two."""
    found = []
    for field in FIELDS:
        if field.key == "name":
            values: tuple[Any, Any] = (_name(keep), _name(drop))
        else:
            values = (keep[field.columns[0]], drop[field.columns[0]])
        if any(value not in {None, ""} for value in values):
            found.append(Choice(field, values, _is_better(field.key, values[0], values[1])))
    return found


def _is_better(key: str, mine: Any, other: Any) -> bool:
    """Whether the other's value is the better one: filled, a whole name, an earlier day."""
    if mine in {None, ""} or other in {None, ""}:
        return mine in {None, ""}
    match key:
        case "name":
            return _fullness(other) > _fullness(mine)
        case "informed_on" | "retention_on":
            return bool(other < mine)
        case "stage":
            return bool(mine != "member" and other == "member")
    return False


def _fullness(name: str) -> tuple[int, int]:
    """A name with accents and without initials is written with more care."""
    letters = sum(1 for word in name.split() if len(word.strip(".")) > 1)
    return letters, sum(1 for letter in name if not letter.isascii())


def merged_row(keep: Row, drop: Row, taken: Collection[str]) -> dict[str, Any]:
    """The columns of the one member that remains; `taken` are the fields from the dropped one."""
    row = {
        column: drop[column] if keep[column] in {None, ""} else keep[column]
        for column in keep
        if column not in _NEVER_TAKEN | _BY_RULE and column not in NAME_FIELDS
    }
    row |= {column: keep[column] for column in NAME_FIELDS}
    for field in FIELDS:
        if field.key in taken:
            row |= {column: drop[column] for column in field.columns}
    row |= {column: _last(max, keep[column], drop[column]) for column in (*_LATER, *_EITHER)}
    row |= {column: _last(min, keep[column], drop[column]) for column in (*_EARLIER, *_NARROWEST)}
    row |= {column: joined(keep[column], drop[column]) for column in _JOINED}
    name = Name(*(row[column] for column in NAME_FIELDS))
    row["sort_name"] = name.sort_key or plain_email(row["email"])
    return row


def joined_row(table: str, keep: Row, drop: Row) -> dict[str, Any]:
    """What changes in the kept row of a table with one row a member, given the other's row."""
    used = _USED_UP_BY.get(table)
    if used and (keep[used] is not None or drop[used] is not None):
        row = drop if keep[used] is not None and drop[used] is None else keep
        return {key: row[key] for key in keep if key != "id" and row[key] != keep[key]}
    changes = {column: _in_one(table, column, keep, drop) for column in keep if column != "id"}
    together = _TOGETHER_IN.get(table, ())
    if any(keep[column] is not None for column in together):
        changes |= {column: keep[column] for column in together}
    return {column: value for column, value in changes.items() if value != keep[column]}


def _in_one(table: str, column: str, keep: Row, drop: Row) -> Any:
    mine, other = keep[column], drop[column]
    if other in {None, ""}:
        return mine
    if mine in {None, ""}:
        return other
    if column in _JOINED_IN.get(table, ()):
        return joined(mine, other)
    if column in _LEAST_IN.get(table, ()):
        return min(mine, other)
    return max(mine, other) if column in _MOST_IN.get(table, ()) else mine


def joined(mine: str, other: str) -> str:
    """Both texts, the same one once."""
    mine, other = mine.strip(), other.strip()
    if not other or other in mine:
        return mine
    return other if mine in other else f"{mine}\n\n{other}"


def _last(choose: Any, mine: Any, other: Any) -> Any:
    known = [value for value in (mine, other) if value is not None]
    return choose(known) if known else None


def _name(row: Row) -> str:
    return str(Name(*(row[column] for column in NAME_FIELDS)))
