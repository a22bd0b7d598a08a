"""What was typed as a row keeps it, and how much text a field holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commdesk.core.errors import Refused

MOST_CHARACTERS = 20_000


def stored_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row: texts trimmed, days as ISO text, lengths and flags as whole numbers."""
    return {key: stored(value) for key, value in values.items()}


def stored(value: Any) -> Any:
    """One value as a row keeps it; what is none of these stays as it is."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, int) else value


def check_length(text: str, field: str, most: int = MOST_CHARACTERS) -> None:
    """Refuse a text that is longer than a field holds."""
    if len(text) > most:
        raise Refused(
            "The text has {found} characters; at most {most} fit.",
            found=len(text),
            most=most,
            field=field,
        )


def trimmed(text: str, field: str, most: int = MOST_CHARACTERS) -> str:
    """The text as a row keeps it; refuses one that is longer than a field holds."""
    if len(text) > most:
        raise Refused("This text is longer than {most} characters.", most=most, field=field)
    return text.strip()
