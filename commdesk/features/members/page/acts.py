"""What can be done with the member who is shown beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from commdesk.features.members.model import Member
from commdesk.features.members.ops import allow_contact, remove_member, restrict, stop_contact
from commdesk.kit.dialogs import ask, ask_text
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage


def buttons_for(page: MembersPage, member: Member) -> tuple[QPushButton, ...]:
    """Each says what it does with this member now."""
    words = page.words
    stop = button(words("Stop contact…"), page.stop_contact)
    if member.do_not_contact:
        stop = button(words("Allow contact again"), lambda: page.do(allow_contact, member.id))
    return (
        button(words("Change"), page.change, "primary"),
        stop,
        _restriction(page, member),
        button(words("Remove"), page.remove),
    )


def ask_to_stop(page: MembersPage, member_id: int, name: str) -> None:
    """Ask why, then stop contact."""
    words = page.words
    follows = words("They enter no queue and no message goes out to them any more.")
    careful = words("Nothing about clients, health or political views.")
    ask_text(
        page.window(),
        words,
        title=words("Stop contact with {name}?", name=name),
        text=follows,
        help=careful,
        name=words("Why"),
        do=words("Stop contact"),
        then=lambda why: page.do(stop_contact, member_id, reason=why, today=page.desk.today()),
    )


def ask_to_remove(page: MembersPage, member_id: int, name: str) -> None:
    words = page.words
    ask(
        page.window(),
        words,
        title=words("Remove {name}?", name=name),
        text=words("With everything that hangs on them. You can undo this."),
        do=words("Remove"),
        then=lambda: page.do(remove_member, member_id),
        is_danger=True,
    )


def _restriction(page: MembersPage, member: Member) -> QPushButton:
    """Says what it does now: keep the data without using it, or use it again."""
    to, words = not member.is_restricted, page.words
    made = button(
        words("Restrict use") if to else words("Use again"),
        lambda: page.do(restrict, member.id, is_restricted=to),
    )
    made.setToolTip(words("Restricted: kept, but in no queue and in no export."))
    return made
