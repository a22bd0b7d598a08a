"""The form of the calculation: what comes in, how long each takes, how the day is divided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Words
from commdesk.features.moderation.capacity import Load
from commdesk.features.moderation.capacity.ops import check_load
from commdesk.kit.form import Field
from commdesk.kit.inputs import TextInput

_NUMBER = re.compile(r"\d{1,4}([.,]\d{1,2})?")


class DecimalInput(TextInput):
    """A number with at most two decimals, `8,6` or `8.6`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def load(self, value: Any) -> None:
        super().load(None if value is None else self._words.number(float(value)))

    def value(self) -> float:
        text = self.line.text().strip()
        if not _NUMBER.fullmatch(text):
            raise Refused("{text} is not a number of minutes. Write 8,6.", text=text or "–")
        return float(text.replace(",", "."))


LOAD_FIELDS = (
    Field("posts", N_("Posts a week"), "number"),
    Field("post_minutes", N_("Minutes a post"), make=DecimalInput, beside=True),
    Field("topics", N_("Topics a week"), "number"),
    Field("topic_minutes", N_("Minutes a topic"), make=DecimalInput, beside=True),
    Field("admin_minutes", N_("Administration"), "minutes"),
    Field("channels", N_("Channels"), "number", beside=True),
    Field("morning", N_("% morning"), "number", stretch=2),
    Field("afternoon", N_("% afternoon"), "number", beside=True, stretch=2),
    Field("evening", N_("% evening"), "number", beside=True, stretch=2),
)
_PARTS = ("morning", "afternoon", "evening")


def fields_of(load: Load) -> dict[str, Any]:
    """The calculation as the form shows it."""
    named = {key: getattr(load, key) for key in Load.__struct_fields__ if key != "parts"}
    return named | dict(zip(_PARTS, load.parts, strict=True))


def load_of(values: Mapping[str, Any]) -> Load:
    """What stands in the form; nothing typed is none of it. Refuses what cannot be."""
    morning, afternoon, evening = (values[part] or 0 for part in _PARTS)
    load = Load(
        posts=values["posts"] or 0,
        topics=values["topics"] or 0,
        post_minutes=values["post_minutes"],
        topic_minutes=values["topic_minutes"],
        admin_minutes=values["admin_minutes"] or Minutes(0),
        channels=1 if values["channels"] is None else values["channels"],
        parts=(morning, afternoon, evening),
    )
    check_load(load)
    return load
