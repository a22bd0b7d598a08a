"""What the user calls tables and their columns: in history and in the refusals of undo."""

from __future__ import annotations

from commdesk.core.feature import Features
from commdesk.core.journal import Called
from commdesk.core.words import N_, Text
from commdesk.core.workbook import WORDS_FOR

# Columns that mean the same wherever they stand; a feature names only what is its own.
_COMMON = {
    "added_on": N_("Added on"),
    "day": N_("Day"),
    "done_on": N_("Done on"),
    "due_on": N_("Due on"),
    "email": N_("E-mail"),
    "kind": N_("Kind"),
    "member_id": N_("Member"),
    "minutes": N_("Time"),
    "name": N_("Name"),
    "note": N_("Note"),
    "notes": N_("Notes"),
    "organisation_id": N_("Organisation"),
    "reason": N_("Reason"),
    "stage": N_("Stage"),
    "state": N_("State"),
    "status": N_("State"),
    "text": N_("Text"),
    "title": N_("Title"),
}


def called_by(features: Features) -> Called:
    """`table` or `table.column` -> its words; what nobody named is shown as it is stored."""
    known = dict(WORDS_FOR)
    for feature in features:
        known |= feature.words_for

    def called(name: str) -> Text:
        column = name.rpartition(".")[2]
        found = known.get(name) or (_COMMON.get(column) if "." in name else None)
        return Text(found or column.replace("_", " "))

    return called
