"""The buttons under what is known of an ambassador."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from commdesk.features.ambassadors.model import ORDER, STAGES, Card, Kind
from commdesk.features.plan import new_todo_about
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.ambassadors.page import AmbassadorsPage


def buttons_of(page: AmbassadorsPage, card: Card) -> tuple[QPushButton, ...]:
    """The next thing first: what asks for attention, then writing, giving and asking."""
    made = [
        button(page.words("Log a give"), partial(page.log, Kind.GIVE)),
        button(page.words("Log an ask"), partial(page.log, Kind.ASK)),
        button(page.words("Change"), page.change),
    ]
    if page.host.has_page("outreach"):
        write = partial(page.host.open_page, "outreach", card.ambassador.member_id)
        made.insert(0, button(page.words("Write a message"), write, "primary"))
    if page.host.has_page("week"):
        about = new_todo_about("ambassador", card.ambassador.id, card.ambassador.member_id)
        made.append(button(page.words("New to-do"), partial(page.host.open_page, "week", about)))
    kinds = {warning.kind for warning in card.warnings}
    if "check" in kinds:
        made.insert(1, button(page.words("Look back"), page.look_back))
    if kinds & {"ends", "ended"}:
        made.insert(1, button(page.words("New agreement"), page.agree))
    place = ORDER.index(card.ambassador.stage) + 1
    if place < len(ORDER):
        text = page.words("Move to: {stage}", stage=page.words(dict(STAGES)[ORDER[place]]))
        made.append(button(text, lambda: page.move_on(1)))
    return tuple(made)
