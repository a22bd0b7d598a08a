"""What the charts of questions have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from commdesk.core.developing import Chart, Line, NextStep, Span
from commdesk.core.words import Text, say, say_n
from commdesk.features.content.development.model import Asked
from commdesk.features.content.handed import PAGE

_NEW = "new"


def to_questions(asked: Sequence[Asked]) -> NextStep:
    if not asked:
        return NextStep(say("Add item"), PAGE, _NEW)
    waits = [each for each in asked if not each.replies and each.closed_on is None]
    if not waits:
        return NextStep(say("Point people to a question"), PAGE, asked[-1].id)
    return NextStep(say("Find somebody who can answer"), PAGE, waits[0].id)


def kept(n: int) -> Text:
    """Questions that are an item here: of every question on the platform the activity tells."""
    return say_n("{n} question kept as an item", "{n} questions kept as items", n)


def none_kept() -> Text:
    return say("No question is kept as an item yet: add what is asked, with its replies.")


def drawn(chart: Chart, span: Span, line: Line, **more: Any) -> Chart:
    return replace(chart, places=span.weeks, lines=(line,), **more)
