"""The columns of a stored row out of what was typed: trimmed, days as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commdesk.features.moderation.model import Shift, Worked


def row_of(values: Mapping[str, Any]) -> dict[str, Any]:
    row = {key: _stored(value) for key, value in values.items()}
    if "expertise" in row and not isinstance(row["expertise"], str):
        row["expertise"] = ", ".join(_tags(values["expertise"]))
    return row


def _tags(typed: Any) -> list[str]:
    """Each once, without the commas that keep them apart in the file."""
    words = (" ".join(str(tag).replace(",", " ").split()) for tag in typed)
    return list(dict.fromkeys(word for word in words if word))


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return int(value) if isinstance(value, int) else value


def shift_row(shift: Shift) -> dict[str, Any]:
    return {
        "task_id": shift.task_id,
        "moderator_id": shift.moderator_id,
        "day": shift.day.isoformat(),
        "day_part": str(shift.day_part),
        "minutes": int(shift.minutes),
    }


def log_row(entry: Worked) -> dict[str, Any]:
    return {
        "task_id": entry.task_id,
        "moderator_id": entry.moderator_id,
        "day": entry.day.isoformat(),
        "minutes": int(entry.minutes),
        "start_minute": entry.start_minute,
        "note": entry.note.strip(),
    }
