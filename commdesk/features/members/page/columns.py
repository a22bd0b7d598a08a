"""The columns of the members table: the usual ones, and everything else that can be shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from commdesk.core.words import N_, Words
from commdesk.features.members.fields import OwnField, worded_value
from commdesk.features.members.model import STAGES
from commdesk.features.members.queries import MemberRow
from commdesk.features.members.views import Known, Subject
from commdesk.kit.rows import worded
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone

_STAGE_WORDS = dict(STAGES)
_WIDTHS = {"text": 150, "choice": 130, "date": 120, "number": 100, "flag": 100}
_WIDE = {"email": 220, "notes": 240}


def stage_words(stage: Any, words: Words) -> str:
    return words(_STAGE_WORDS.get(stage, str(stage)))


def _contact(row: MemberRow, words: Words) -> str:
    if row.do_not_contact:
        return words("no contact")
    return words.date(row.last_contact_on) if row.last_contact_on else ""


def _contact_tone(row: MemberRow) -> Tone | None:
    return "bad" if row.do_not_contact else None


COLUMNS = (
    TableColumn("name", N_("Name"), 184),
    TableColumn("organisation", N_("Organisation"), 250, is_muted=True, needs=720),
    TableColumn("looking_for", N_("Looking for"), 110, stretches=True, wraps=True, needs=480),
    TableColumn("tags", N_("Tags"), 150, is_muted=True, needs=1060),
    TableColumn("stage", N_("Stage"), 108, format=stage_words, is_muted=True, needs=900),
    TableColumn("last_contact_on", N_("Last contact"), 132, text=_contact, tone=_contact_tone),
)
_USUAL = frozenset(column.key for column in COLUMNS)


def more_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Which of these columns are read besides what every row has."""
    return tuple(key for key in keys if key not in _USUAL)


def columns_of(known: Known) -> tuple[TableColumn, ...]:
    """The usual columns, then whatever else is known of members in this workbook."""
    others = (each for key, each in known.subjects.items() if key not in _USUAL)
    return (*COLUMNS, *(_column(each, known.own.get(each.key)) for each in others))


def _column(subject: Subject, own: OwnField | None) -> TableColumn:
    is_number = subject.kind == "number"
    return TableColumn(
        subject.key,
        subject.title,
        _WIDE.get(subject.key) or max(_WIDTHS[subject.kind], _heading_width(subject.title)),
        "right" if is_number else "left",
        text=_text_of(subject, own),
        is_muted=True,
    )


def _heading_width(title: str) -> int:
    """Enough for a heading of usual letters; a very long one is cut."""
    return min(8 * len(title) + 20, 220)


def _text_of(subject: Subject, own: OwnField | None) -> Callable[[MemberRow, Words], str]:
    choices = dict(subject.choices)

    def text(row: MemberRow, words: Words) -> str:
        value = row.more.get(subject.key)
        if value is None or value == "":
            return ""
        if own is not None:
            return worded_value(own, str(value), words)
        if subject.kind == "date":
            return words.full_date(date.fromisoformat(value))
        if subject.kind == "flag":
            return words("yes") if value else words("no")
        return words(choices[value]) if value in choices else worded(value, words)

    return text
