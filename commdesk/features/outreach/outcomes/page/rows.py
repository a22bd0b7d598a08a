"""The lines of What it brings as a table shows, sorts and copies them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.shares import Share
from commdesk.core.words import N_, Words
from commdesk.features.outreach.outcomes.model import Count, Dimension, Line, kind_of
from commdesk.features.outreach.outcomes.wording import share_words
from commdesk.kit.rows import TableColumn
from commdesk.kit.theme import Tone


class Row(Struct, frozen=True):
    """One line, worded."""

    id: str
    place: int
    title: str
    count: Count
    answers: str
    contributions: str
    verdict: str
    kind: str

    @property
    def sent(self) -> int:
        return self.count.sent

    @property
    def answered(self) -> int:
        return self.count.answered

    @property
    def promised(self) -> int:
        return self.count.promised

    @property
    def contributed(self) -> int:
        return self.count.contributed


def _ask_stands_out(row: Row) -> Tone | None:
    return {"ask": "accent", "give": "plain"}.get(row.kind)  # type: ignore[return-value]


def _with_share(name: str, share: str) -> Callable[[Any, Words], str]:
    """`454 · 92% (89–94%)`; of too few to tell the count alone."""

    def text(row: Any, words: Words) -> str:
        return " · ".join(filter(None, (words.number(getattr(row, name)), getattr(row, share))))

    return text


_FIGURES = (
    TableColumn("sent", N_("Sent"), 92, "right"),
    TableColumn("answered", N_("Answered"), 176, "right", text=_with_share("answered", "answers")),
    TableColumn("promised", N_("Will contribute"), 132, "right", needs=1150),
    TableColumn(
        "contributed",
        N_("Contributed"),
        176,
        "right",
        text=_with_share("contributed", "contributions"),
    ),
    TableColumn("verdict", N_("What that says"), 252, is_muted=True, sorts=False, needs=760),
)
WEEK_COLUMNS = (
    TableColumn("title", N_("Week"), 76, stretches=True),
    TableColumn("sent", N_("Sent"), 92, "right"),
    TableColumn("answered", N_("Answered"), 106, "right"),
    TableColumn("promised", N_("Will contribute"), 132, "right", needs=560),
    TableColumn("contributed", N_("Contributed"), 112, "right"),
)
"""What the chart shows, in figures."""


def columns(heading: str, *, has_kind: bool) -> tuple[TableColumn, ...]:
    """The columns for a dimension; only a purpose also says whether it gives or asks."""
    first = TableColumn("title", heading, 150, stretches=True)
    kind = TableColumn(
        "kind",
        N_("Gives or asks"),
        132,
        text=_kind_words,
        tone=_ask_stands_out,
        sorts=False,
        needs=900,
    )
    return (first, *((kind,) if has_kind else ()), *_FIGURES)


def _kind_words(row: Any, words: Words) -> str:
    return {"ask": words("ask"), "give": words("give")}.get(row.kind, "")


SORTS: Mapping[str, Callable[[Row], Any]] = {
    "": lambda row: row.place,
    "title": lambda row: row.place if row.id[:2].isdecimal() else row.title.casefold(),
    "sent": lambda row: row.sent,
    "answered": lambda row: (row.count.answers.is_enough, row.count.answers.share),
    "promised": lambda row: row.promised,
    "contributed": lambda row: (row.count.answers.is_enough, row.count.contributions.share),
}


def cells_of(rows: Sequence[Row], heading: str, words: Words) -> list[list[str]]:
    """The table for a spreadsheet: every figure in a cell of its own, shares with their bounds."""
    low, high = words("at least"), words("at most")
    first = [words(heading), words("Sent"), words("Answered"), words("Share"), low, high]
    first += [words("Will contribute"), words("Contributed"), words("Share"), low, high]
    return [first, *(_cells(row, words) for row in rows)]


def _cells(row: Row, words: Words) -> list[str]:
    count, number = row.count, words.number
    return [
        row.title,
        *map(number, (count.sent, count.answered)),
        *_bounds(count.answers, words),
        *map(number, (count.promised, count.contributed)),
        *_bounds(count.contributions, words),
    ]


def _bounds(share: Share, words: Words) -> list[str]:
    if not share.is_enough:
        return ["", "", ""]
    return [words.percent(each) for each in (share.share, *share.interval)]


def rows_of(lines: list[Line], by: Dimension, words: Words) -> list[Row]:
    return [
        Row(
            line.id,
            place,
            words(line.title),
            line.count,
            share_words(line.count.answers, words),
            share_words(line.count.contributions, words),
            words(line.verdict),
            kind_of(line.id) if by == "purpose" else "",
        )
        for place, line in enumerate(lines)
    ]
