"""The last sheet of an export: what is in it, what the colours mean, how to send it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.words import Words, say

_WIDTHS = (30.0, 12.0, 62.0)
_LOGO_ROW = 44
_NARROWER = 1.12


class Part(Struct, frozen=True):
    """One sheet of the file."""

    title: str
    rows: int
    inputs: tuple[str, ...] = ()
    """The headings of what can be typed in it and comes back."""
    has_people: bool = False
    formulas: tuple[str, ...] = ()
    has_alarm: bool = False


class Made(Struct, frozen=True):
    """Where the file comes from."""

    community: str
    period: str
    by: str
    on: str
    purpose: str = ""
    has_logo: bool = False


def about(parts: Sequence[Part], made: Made, words: Words) -> Paper:
    """A page to read and print; nothing in it is typed in."""
    paper = Paper(words("About this file"), _WIDTHS)
    if made.has_logo:
        paper.add(Spot(None, "none", span=3), height=_LOGO_ROW)
    paper.add(Spot(made.community, "title", span=3), height=28)
    paper.add(Spot(made.period, "line", span=3))
    paper.add(Spot(None, "none"), height=6)
    _add_facts(paper, made, words)
    _add_parts(paper, parts, words)
    _add_colours(paper, parts, words)
    if any(part.inputs for part in parts):
        _add_return(paper, words)
    return paper


def _section(paper: Paper, title: str) -> None:
    paper.add(Spot(None, "none"), height=10)
    paper.add(Spot(title, "section", span=3))


def _add_facts(paper: Paper, made: Made, words: Words) -> None:
    facts = [
        (words("Date made"), made.on),
        (words("Made by"), made.by),
        (words("Purpose"), made.purpose),
    ]
    for name, fact in facts:
        if fact:
            lines = _lines(fact, _WIDTHS[1] + _WIDTHS[2])
            paper.add(Spot(name, "muted"), Spot(fact, "text", span=2), lines=lines)


def _add_parts(paper: Paper, parts: Sequence[Part], words: Words) -> None:
    _section(paper, words("What is in it"))
    paper.add(
        Spot(words("Sheet"), "heading"),
        Spot(words("Rows"), "heading", is_right=True),
        Spot(words("To type in, and it comes back"), "heading"),
    )
    for part in parts:
        typed = ", ".join(part.inputs) or "–"
        paper.add(
            Spot(part.title, "label"),
            Spot(part.rows, "text", "number", is_right=True),
            Spot(typed, "text" if part.inputs else "muted"),
            lines=_lines(typed, _WIDTHS[2]),
        )


def _add_colours(paper: Paper, parts: Sequence[Part], words: Words) -> None:
    if not (meanings := list(_meanings(parts, words))):
        return
    _section(paper, words("What the colours mean"))
    for sample, text in meanings:
        lines = _lines(text, _WIDTHS[1] + _WIDTHS[2])
        paper.add(sample, Spot(text, "text", span=2), lines=lines)


def _meanings(parts: Sequence[Part], words: Words) -> Iterator[tuple[Spot, str]]:
    if any(part.inputs for part in parts):
        yield Spot(words("Border all around"), "input"), words("To type in.")
    if any(part.formulas for part in parts):
        yield (
            Spot(words("Grey"), "formula"),
            words("Worked out by itself, and again when something is typed. Leave it as it is."),
        )
    if any(part.has_alarm for part in parts):
        yield Spot(words("Red"), "alarm"), words("Hours that are short, or a day that is past.")
    if people := [part.title for part in parts if part.has_people]:
        names = words.listed(people)
        yield (
            Spot(words("Brown tab"), "label"),
            words(say("Holds data of people: {sheets}. Only for the purpose above.", sheets=names)),
        )


def _add_return(paper: Paper, words: Words) -> None:
    _section(paper, words("Sending it back"))
    steps = (
        words(
            "Type in the columns that are named above. Filtering and new rows are fine; sort the "
            "whole table."
        ),
        words("Save it as an Excel file, under any name, and send it to whoever made it."),
        words("Before anything is taken over, every change is shown there, cell by cell."),
    )
    for number, step in enumerate(steps, 1):
        text = f"{number}. {step}"
        paper.add(Spot(text, "text", span=3), lines=_lines(text, sum(_WIDTHS)))


def _lines(text: str, width: float) -> int:
    """How many lines it takes, guessed; the letters of a sheet are a little narrower than its 0."""
    return max(-(-len(text) // int(width * _NARROWER)), 1)
