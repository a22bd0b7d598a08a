"""The person beside the list: why they are here, what is held, what they asked, their rights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from commdesk.core.telling import worded
from commdesk.core.words import Words
from commdesk.features.privacy.access.gathering import held_lines
from commdesk.features.privacy.model import PersonRow, Request
from commdesk.features.privacy.queries import find_request, requests_of
from commdesk.kit.detail import Detail
from commdesk.kit.detailwords import Mark
from commdesk.kit.parts import button
from commdesk.kit.theme import Tone

if TYPE_CHECKING:
    from commdesk.features.privacy.page import RightsSection


def detail_of(page: RightsSection, row: PersonRow) -> Detail:
    """What is held in words and counts, and a button for each right."""
    words = page.words
    if not row.is_here:
        return _of_nobody(page, row)
    asked = requests_of(page.desk.db, row.person)
    return Detail(
        title=row.name,
        line=", ".join(map(words, row.roles)),
        chips=list(_chips(page, row, asked)),
        paragraphs=[
            *_asked(page, asked),
            (words("Why"), "\n".join(_why(page, row))),
            (words("What is held"), _held(page, row)),
        ],
        buttons=_buttons(page, row, is_asked=any(each.is_open for each in asked)),
    )


def _of_nobody(page: RightsSection, row: PersonRow) -> Detail:
    """A request of somebody who is not in the workbook, or no longer."""
    words, request = page.words, find_request(page.desk.db, row.id)
    here = words("Not in this workbook.") if request.is_open else words("No longer here.")
    return Detail(
        title=row.name or words("no longer here"),
        line=here,
        paragraphs=_asked(page, [request]),
        buttons=_about_request(page) if request.is_open else (),
    )


def _chips(page: RightsSection, row: PersonRow, asked: list[Request]) -> Iterator[Mark]:
    words, today = page.words, page.desk.today()
    for each in asked:
        if each.is_open:
            tone: Tone = "bad" if each.is_late(today) else "warn"
            yield f"{words(each.title)}: {words(each.state(today))}", tone
    if row.is_restricted:
        yield words("restricted"), "warn"


def _asked(page: RightsSection, asked: list[Request]) -> list[tuple[str, str]]:
    words, today = page.words, page.desk.today()
    lines = []
    for each in asked:
        lines.append(
            words(
                "{what}, received {day}: {state}",
                what=each.title,
                day=each.received_on,
                state=each.state(today),
            )
        )
        lines += [text for text in (each.prolonged_because, each.note) if text]
    return [(words("Requests"), "\n".join(lines))]


def _why(page: RightsSection, row: PersonRow) -> Iterator[str]:
    words, none = page.words, page.words("not recorded")
    yield _pair(words, "Source", row.source or none)
    yield _pair(words, "Legal ground", page.ground(row) or none)
    yield _pair(words, "Informed on", worded(row.informed_on, words) or none)
    yield _pair(words, "Kept until", worded(row.retention_on, words) or words("no day was set"))


def _pair(words: Words, name: str, text: str) -> str:
    return f"{words(name)}: {text}"


def _held(page: RightsSection, row: PersonRow) -> str:
    words = page.words
    lines = (
        words("{what}: {n}", what=title, n=count) if count > 1 else words(title)
        for title, count in held_lines(page.desk, row.person)
    )
    return "\n".join(lines)


def _buttons(page: RightsSection, row: PersonRow, *, is_asked: bool) -> tuple[QPushButton, ...]:
    """Each says what it does with this person now, and its key."""
    words = page.words
    use = words("Use again") if row.is_restricted else words("Restrict use")
    made = (
        button(words("See and hand out…"), page.hand_out, "primary"),
        button(words("Put right"), page.correct),
        button(use, page.restrict),
        button(words("Erase…"), page.erase, "danger"),
    )
    for each, keys in zip(made, ("Ctrl+Shift+S", "Ctrl+E", "Ctrl+R", "Ctrl+Del"), strict=True):
        each.setToolTip(keys)
    return (*made, *(_about_request(page) if is_asked else ()))


def _about_request(page: RightsSection) -> tuple[QPushButton, ...]:
    words = page.words
    return (
        button(words("Close the request"), partial(page.close_request)),
        button(words("Take longer"), partial(page.take_longer)),
    )
