"""The readable half of the access file: one page of HTML, whole in itself, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from commdesk.core.desk import Desk
from commdesk.core.telling import worded
from commdesk.core.words import N_
from commdesk.features.privacy.access.gathering import Access, Line, Part

_STYLE = """
body { font: 11pt/1.5 system-ui, "Segoe UI", sans-serif; color: #18212C; background: #fff;
       max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 13pt; margin: 2rem 0 .5rem; border-bottom: 1px solid #D8DDE4; }
p.line { color: #55606E; margin: 0; }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .1rem 1rem;
     margin: 0 0 .75rem; padding: 0 0 .75rem; border-bottom: 1px solid #D8DDE4; }
dl:last-of-type { border-bottom: 0; }
dt { color: #55606E; }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
ul { padding-left: 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; }
th { text-align: left; font-weight: 400; color: #55606E; }
th, td { padding: .2rem .75rem .2rem 0; border-bottom: 1px solid #D8DDE4; vertical-align: top;
         overflow-wrap: anywhere; }
@media (max-width: 32rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { body { margin: 0; max-width: none; } dl, tr { break-inside: avoid; }
               h2 { break-after: avoid; } }
"""
_SHORT, _COLUMNS = 48, 6
RIGHTS = (
    N_("You may ask to have what is wrong put right, or completed."),
    N_("You may ask to have the use of your data restricted, or object to it."),
    N_("You may ask to have your data erased, or handed out to take elsewhere."),
    N_("You may complain to the Dutch data protection authority, autoriteitpersoonsgegevens.nl."),
)
_MAY_BE = N_(
    "These files with data of people left the workbook since you are in it. The log keeps how many "
    "people were in a file, not who; you may have been one of them."
)


def html_page(desk: Desk, access: Access) -> str:
    """The whole page, in the language of the workbook."""
    words = desk.words
    title = words("What {workbook} holds of {name}", workbook=desk.workbook.name, name=access.name)
    made = words("Made on {day}", day=words.date(desk.today(), today=desk.today().min))
    body = "".join(_body(desk, access))
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="commdesk">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{escape(title)}</h1>\n<p class="line">{escape(made)}</p>\n{body}</body>\n</html>\n'
    )


def _body(desk: Desk, access: Access) -> Iterator[str]:
    words = desk.words
    yield _heading(words("Why it is kept")) + _pairs(access.why)
    for part in access.parts:
        yield _part(part)
    yield _heading(words("What was handed out")) + _exports(desk, access)
    yield _heading(words("What was done with it")) + _moments(desk, access)
    yield _heading(words("Who has access")) + _paragraph(
        words.plural(
            "Whoever looks after the community for the organisation: {n} person worked in this "
            "workbook.",
            "Whoever looks after the community for the organisation: {n} people worked in this "
            "workbook.",
            access.team,
        )
    )
    yield _heading(words("What you may ask")) + _bullets(map(words, RIGHTS))


def _part(part: Part) -> str:
    if not part.things:
        return ""
    count = len(part.things)
    title = _heading(f"{part.title} ({count})" if count > 1 else part.title)
    return title + (_rows(part) if _fits_in_rows(part) else "".join(map(_pairs, part.things)))


def _fits_in_rows(part: Part) -> bool:
    """Whether many small things read best as a table."""
    names = _names(part)
    is_short = all(len(text) <= _SHORT for thing in part.things for _, text in thing)
    return len(part.things) > 1 and len(names) <= _COLUMNS and is_short


def _names(part: Part) -> list[str]:
    return list(dict.fromkeys(name for thing in part.things for name, _ in thing))


def _rows(part: Part) -> str:
    names = _names(part)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = (
        "".join(f"<td>{escape(dict(thing).get(name, ''))}</td>" for name in names)
        for thing in part.things
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"


def _exports(desk: Desk, access: Access) -> str:
    words = desk.words
    if not access.exports:
        return _paragraph(words("No file with people in it left the workbook since you are in it."))
    lines = (
        f"{worded(each.at.astimezone().date(), words)}: {each.purpose} ("
        + words.plural("{n} person", "{n} people", each.people)
        + ")"
        for each in access.exports
    )
    return _paragraph(words(_MAY_BE)) + _bullets(lines)


def _moments(desk: Desk, access: Access) -> str:
    words = desk.words
    if not access.moments:
        return _paragraph(words("Nothing is in the history any more."))
    return _bullets(
        f"{worded(each.at.astimezone().date(), words)} {words.time(each.at)}: {each.what}"
        for each in access.moments
    )


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>\n"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _bullets(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>\n"


def _pairs(lines: Iterable[Line]) -> str:
    shown = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)
    return f"<dl>{shown}</dl>\n"
