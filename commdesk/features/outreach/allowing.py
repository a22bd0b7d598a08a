"""Whether a contact may be logged as it is: its words, its day, and who may be written to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.words import Text
from commdesk.features.members import find_contactable, find_member
from commdesk.features.outreach.model import (
    CHANNELS,
    MAY_BE_WORDLESS,
    MOST_CHARACTERS,
    PURPOSES,
    MessageDraft,
    is_over_cap,
    local_day,
)
from commdesk.features.outreach.queries import sent_days


class Refusal(Struct, frozen=True):
    """Somebody with whom a contact cannot be logged, and why."""

    member_id: int
    name: str
    why: Text


def check_message(db: Database, draft: MessageDraft, *, now: datetime) -> str:
    """The text to store. Refuses what `log_message` refuses, and changes nothing."""
    text = _checked(draft)
    sent_on = local_day(draft.sent_at or now)
    if sent_on > local_day(now):
        raise Refused("{day} is still to come.", day=sent_on, field="at")
    if draft.follow_up_on and draft.follow_up_on < sent_on:
        raise Refused(
            "{day} lies before the contact.", day=draft.follow_up_on, field="follow_up_on"
        )
    if draft.is_outgoing:
        _check_allowed(db, draft, sent_on)
    else:
        find_member(db, draft.member_id)
    return text


def refusals(db: Database, drafts: Iterable[MessageDraft], *, now: datetime) -> list[Refusal]:
    """With whom one contact of several people cannot be logged; what is wrong with it is raised."""
    found = []
    for draft in drafts:
        person = find_contactable(db, draft.member_id)
        try:
            check_message(db, draft, now=now)
        except Refused as refused:
            if refused.field:
                raise
            found.append(Refusal(draft.member_id, person.name, refused.text))
    return found


def _checked(draft: MessageDraft) -> str:
    """Refuses an unknown channel or purpose, no words, or far too many."""
    if draft.channel not in dict(CHANNELS):
        raise Refused("{channel} is not a channel.", channel=draft.channel, field="channel")
    if draft.purpose not in dict(PURPOSES):
        raise Refused("{purpose} is not a purpose.", purpose=draft.purpose, field="purpose")
    text = draft.text.replace("\x00", "").strip()
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            "The text has {found} characters; at most {most} fit.",
            found=len(text),
            most=MOST_CHARACTERS,
            field="text",
        )
    if not text and draft.channel not in MAY_BE_WORDLESS:
        raise Refused("Type what the message says.", field="text")
    return text


def _check_allowed(db: Database, draft: MessageDraft, sent_on: date) -> None:
    person = find_contactable(db, draft.member_id)
    if person.do_not_contact:
        raise Refused("{name} asked not to be contacted.", name=person.name)
    if person.is_restricted:
        raise Refused("The use of {name}'s data is restricted.", name=person.name)
    if not draft.is_answer and is_over_cap(sent_days(db, draft.member_id, sent_on), sent_on):
        raise Refused(
            "{name} had 2 messages in 7 days already. An answer to a question is allowed.",
            name=person.name,
        )
