"""The page of Development as it is printed and copied: sentences, and a table a chart."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.developing import Chart
from commdesk.core.printed import Drawn, Grid, Printed, Said
from commdesk.core.words import Words
from commdesk.features.development import wording
from commdesk.features.development.model import Reading

_POINTS = 9
Part = Said | Grid | Drawn


def printed(reading: Reading, period: int, words: Words, community: str) -> Printed:
    """What matters first; of each chart its question, its answer, its picture, its last weeks."""
    parts = [*_phase(reading, words), *_stands_out(reading, words)]
    for chart in reading.shown(period):
        parts += _chart(chart, words)
    line = f"{community} · {wording.week_said(reading, words)}"
    return Printed(words("Development"), tuple(parts), line, points=_POINTS)


def as_text(page: Printed) -> str:
    """The same for an e-mail: tables with tabs."""
    blocks = [f"{page.title}\n{page.line}"]
    for part in page.parts:
        if isinstance(part, Said):
            blocks.append(part.text)
        elif isinstance(part, Grid):
            blocks.append("\n".join("\t".join(map(str, r)) for r in (part.headings, *part.rows)))
    return "\n\n".join(blocks)


def _phase(reading: Reading, words: Words) -> Iterator[Part]:
    told = [words(each) for each in wording.told_of_phase(reading)]
    if told:
        yield Said(told[0], "section")
        yield Said("\n".join(told[1:]), "muted")


def _stands_out(reading: Reading, words: Words) -> Iterator[Part]:
    if not (reading.stands_out or reading.calm):
        return
    yield Said(words("What stands out"), "section")
    if reading.calm:
        yield Said(words(reading.calm), "muted")
    for each in reading.stands_out:
        yield Said(words(each.sentence))
        yield Said("\n".join(map(words, each.evidence)), "muted")


def _chart(chart: Chart, words: Words) -> Iterator[Part]:
    yield Said(words(chart.question), "section")
    yield Said(words(chart.answer))
    if not chart.is_empty:
        yield Drawn(chart, words.language)
    yield from _table(chart.last(wording.LATEST), words)
    for reference in chart.references:
        yield Said(f"{words(reference.name)}. {words(reference.reason)}", "muted")


def _table(chart: Chart, words: Words) -> Iterator[Part]:
    if not chart.lines:
        return
    if chart.is_weekly:
        headings, rows = wording.lying(chart, words)
    else:
        headings, rows = wording.headings(chart, words), wording.rows(chart, words)
    figures = frozenset(range(1, len(headings)))
    yield Grid(tuple(headings), tuple(map(tuple, rows)), right=figures)
