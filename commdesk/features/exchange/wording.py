"""How a plan is worded: what happens to a row, and which fields change from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.intaking import Change
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.exchange.model import Labels, Origin, Taken

_MOST_NAMED = 6
KINDS: dict[str, str] = {
    "new": N_("new"),
    "changed": N_("changed"),
    "same": N_("the same"),
    "skipped": N_("skipped"),
}


def changed_fields(
    change: Change,
    labels: Labels,
    words: Words,
    origins: Mapping[str, Origin] | None = None,
) -> str:
    """`E-mail: a@x.example (from Discourse, 3 November 2026) → b@x.example; Phone: – → 06…`."""
    return "; ".join(
        f"{field_name(key, labels, words)}: {_before(key, old, labels, words, origins or {})}"
        f" → {shown(key, new, labels, words)}"
        for key, (old, new) in change.fields.items()
    )


def _before(key: str, old: Any, labels: Labels, words: Words, origins: Mapping[str, Origin]) -> str:
    said = shown(key, old, labels, words)
    return f"{said} ({came_from(origins[key], words)})" if key in origins else said


def came_from(origin: Origin, words: Words) -> str:
    """Where a value came from: `from Discourse, 3 November 2026`."""
    day = words.full_date(origin.on)
    if origin.source:
        return words("from {source}, {day}", source=origin.source, day=day)
    return words("typed here, {day}", day=day)


def left_at_the_door(taken: Taken) -> Text | None:
    """Which columns do not come in, and why: `Kenmerk – BSN by its values`."""
    if not taken.dropped:
        return None
    columns = [
        Text("“{column}” – {why}", {"column": name, "why": why})
        if (why := taken.why_dropped.get(name))
        else f"“{name}”"
        for name in taken.dropped
    ]
    return say("Left out at the door: {columns}", columns=_first(columns))


def some(names: Sequence[str]) -> list[str | Text]:
    """Names as the file has them, in quotes: a comma may stand in one. Of many the first."""
    return _first([f"“{name}”" for name in names])


def _first(parts: Sequence[str | Text]) -> list[str | Text]:
    """The first few, and how many more: three hundred columns would push the plan off the page."""
    rest = len(parts) - _MOST_NAMED
    if rest <= 1:
        return list(parts)
    return [*parts[:_MOST_NAMED], say("{n} more", n=rest)]


def field_name(key: str, labels: Labels, words: Words) -> str:
    known = labels.headings
    return words(known[key]) if key in known else key.replace("_", " ")


def shown(key: str, value: Any, labels: Labels, words: Words) -> str:
    """A value of this column in a plan as people read it; stored days are ISO texts there."""
    if called := labels.choices.get(key, {}).get(str(value)):
        return words(called)
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, date):
        return words.full_date(value)
    if isinstance(value, str):
        return _day(value, words) or value
    return words.hours(value) if key in labels.hours else words(Text("{value}", {"value": value}))


def _day(text: str, words: Words) -> str:
    try:
        return words.full_date(date.fromisoformat(text)) if len(text) == len("2026-11-23") else ""
    except ValueError:
        return ""
