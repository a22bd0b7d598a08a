"""One line of what came back: how it is worded in the list and beside it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from commdesk.core.words import N_, Words
from commdesk.features.exchange.returning.model import Difference, Kind, Mark
from commdesk.features.exchange.returning.plain import shown
from commdesk.features.exchange.returning.taking import Returned, is_taken
from commdesk.kit.theme import Tone

HERE, THERE, CHOOSE = N_("keep"), N_("take"), N_("choose")
_STATES: Mapping[bool | None, tuple[str, Tone]] = {
    None: (CHOOSE, "warn"),
    True: (THERE, "accent"),
    False: (HERE, "plain"),
}
REMOVED = N_("remove")
CHIPS: Mapping[Kind, tuple[str, Tone]] = {
    "conflict": (N_("changed on both sides"), "warn"),
    "changed": (N_("changed there"), "accent"),
    "new": (N_("new row"), "good"),
    "deleted": (N_("gone there"), "warn"),
    "invalid": (N_("cannot be taken"), "bad"),
    "here": (N_("changed here only"), "plain"),
    "ignored": (N_("not taken back"), "plain"),
}


class BackRow(Struct, frozen=True):
    """One line of the list."""

    id: int
    choice: str
    tone: Tone | None
    where: str
    what: str
    column: str
    change: str
    found: Difference


def row_of(
    number: int,
    each: Difference,
    returned: Returned,
    choices: Mapping[Mark, bool | None],
    words: Words,
) -> BackRow:
    choice, tone = "", None
    if each.kind in {"conflict", "changed", "new", "deleted"}:
        state = is_taken(each, choices)
        choice, tone = _STATES[state]
        if each.kind == "deleted" and state:
            choice, tone = REMOVED, "bad"
    sheet = returned.titles.get(each.sheet, each.sheet)
    place = each.cell or (words("row {row}", row=str(each.row)) if each.row else "")
    return BackRow(
        number,
        words(choice),
        tone,
        f"{sheet} {place}".strip(),
        each.title or "–",
        column_name(each, returned, words),
        change_of(each, returned, words),
        each,
    )


def column_name(each: Difference, returned: Returned, words: Words) -> str:
    column = returned.column(each)
    return words(column.heading) if column else each.column


def change_of(each: Difference, returned: Returned, words: Words) -> str:
    """The line behind a name: from what to what, or why not."""
    column = returned.column(each)

    def told(value: object) -> str:
        return shown(column, value, words)  # type: ignore[arg-type]

    if each.kind == "conflict":
        return words("here {here}\nthere {there}", here=told(each.here), there=told(each.there))
    if each.kind == "changed":
        return f"{told(each.was)} → {told(each.there)}"
    if each.kind == "here":
        return f"{told(each.was)} → {told(each.here)}"
    if each.values:
        return ", ".join(text for _, text in values_of(each, returned, words))
    why = words(each.why) if each.why else ""
    return f"{told(each.there)}: {why}" if each.there is not None else why


def values_of(each: Difference, returned: Returned, words: Words) -> list[tuple[str, str]]:
    """(heading, value) of what is filled in a row that is new or gone."""
    columns = returned.columns.get(each.sheet, {})
    return [
        (words(columns[key].heading), shown(columns[key], value, words))
        for key, value in each.values.items()
        if value not in (None, "", False) and key in columns
    ]


def story(each: Difference, returned: Returned, words: Words) -> list[tuple[str, str]]:
    """Everything about one line, for the pane beside the list."""
    if each.values:
        return values_of(each, returned, words)
    column = returned.column(each)
    parts: list[tuple[str, object]] = [
        (words("When it went out"), each.was),
        (words("Here now"), each.here),
        (words("In the file"), each.there),
    ]
    if each.kind in {"invalid", "ignored"}:
        parts = [part for part in parts if part[1] is not None]
    told = [(name, shown(column, value, words)) for name, value in parts]  # type: ignore[arg-type]
    reason = [(words("Reason"), words(each.why))] if each.why else []
    return [*reason, *(told if each.column else [])]
