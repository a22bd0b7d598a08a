"""When the team can, a row for every weekday, as an Excel file asks it and brings it back."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.names import day_name
from commdesk.core.returning import Giver, Returns, Values
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.core.workbook import read_workbook
from commdesk.features.members import restricted_members
from commdesk.features.moderation.dayparts import DAY_PARTS, WEEKDAYS, DayPart, Slots, weekday_day
from commdesk.features.moderation.team.model import Moderator, when
from commdesk.features.moderation.team.ops import change_moderator
from commdesk.features.moderation.team.queries import find_moderator, list_moderators

CAN, RATHER_NOT, CANNOT = "can", "rather-not", "cannot"
MARKS: tuple[tuple[str, str], ...] = (
    (CAN, N_("can")),
    (RATHER_NOT, N_("rather not")),
    (CANNOT, N_("cannot")),
)
_HEADINGS = {
    DayPart.MORNING: N_("Morning"),
    DayPart.AFTERNOON: N_("Afternoon"),
    DayPart.EVENING: N_("Evening"),
}
_PARTS = tuple(str(part) for part, _ in DAY_PARTS)
COLUMNS = (
    Column("name", N_("Moderator"), width=28),
    Column("weekday", N_("Weekday"), width=16),
    *(
        Column(part, _HEADINGS[DayPart(part)], "choice", 16, choices=MARKS, is_input=True)
        for part in _PARTS
    ),
    Column("id", N_("Id"), "id", 26),
)


def export_rows(db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Every weekday of everybody who is active; whose data is restricted is left out."""
    language, restricted = read_workbook(db).language, restricted_members(db)
    return [
        _row(person, weekday, language)
        for person in list_moderators(db, only_active=True)
        if person.member_id not in restricted
        for weekday in WEEKDAYS
    ]


def change(db: Database, row_id: str, values: Values, giver: Giver) -> None:
    check(db, row_id, values, giver)
    person, weekday = _read_id(db, row_id)
    can, rather_not = person.day_parts
    for part in (DayPart(key) for key in _PARTS if key in values):
        slot = {(weekday, part)}
        mark = values[part]
        can = Slots(can | slot if mark == CAN else can - slot)
        rather_not = Slots(rather_not | slot if mark == RATHER_NOT else rather_not - slot)
    change_moderator(db, person.id, when(can, rather_not))


def check(db: Database, row_id: str | None, values: Values, _giver: Giver) -> None:
    person, _weekday = _read_id(db, row_id or "")
    if person.member_id in restricted_members(db):
        raise Refused("The data of {name} is restricted.", name=person.name)
    for key in _PARTS:
        if key in values and values[key] not in {CAN, RATHER_NOT, CANNOT}:
            raise Refused("Say can, rather not or cannot.", field=key)


def _row(person: Moderator, weekday: int, language: str) -> dict[str, Any]:
    can, rather_not = person.day_parts
    marks = {
        part: CAN
        if (weekday, DayPart(part)) in can
        else RATHER_NOT
        if (weekday, DayPart(part)) in rather_not
        else CANNOT
        for part in _PARTS
    }
    return {
        "id": f"{person.id}-{weekday}",
        "member_id": person.member_id or f"moderator {person.id}",
        "name": person.name,
        "weekday": day_name(weekday_day(weekday), language),
        **marks,
    }


def _read_id(db: Database, row_id: str) -> tuple[Moderator, int]:
    """The person and the weekday of a row."""
    number, _, weekday = row_id.partition("-")
    if not number.isdecimal() or weekday not in {str(each) for each in WEEKDAYS}:
        raise Refused("This moderator is no longer in the workbook.")
    return find_moderator(db, int(number)), int(weekday)


SHEET = Sheet(
    name="availability",
    title=N_("Availability"),
    columns=COLUMNS,
    rows=export_rows,
    has_people=True,
    returns=Returns("id", _PARTS, change, check),
)
