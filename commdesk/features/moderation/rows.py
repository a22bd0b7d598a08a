"""The columns of a stored row out of what was typed: trimmed, days as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commdesk.core.stored import stored
from commdesk.features.moderation.dayparts import Slots


def row_of(values: Mapping[str, Any]) -> dict[str, Any]:
    row = {key: _stored(value) for key, value in values.items()}
    if "expertise" in row and not isinstance(row["expertise"], str):
        row["expertise"] = ", ".join(_tags(values["expertise"]))
    return row


def day_in(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _tags(typed: Any) -> list[str]:
    """Each once, without the commas that keep them apart in the file."""
    words = (" ".join(str(tag).replace(",", " ").split()) for tag in typed)
    return list(dict.fromkeys(word for word in words if word))


def _stored(value: Any) -> Any:
    return str(value) if isinstance(value, Slots) else stored(value)
