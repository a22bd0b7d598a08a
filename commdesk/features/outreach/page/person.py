"""The person at the right of a message: what they look for, what is open, their story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.feature import TimelineItem
from commdesk.core.story import story
from commdesk.core.words import Words
from commdesk.features.members import Member
from commdesk.features.outreach.known import facts
from commdesk.features.outreach.model import CHANNELS, PURPOSES, Message, Result
from commdesk.features.outreach.queries import last_waiting, open_follow_ups
from commdesk.kit.detail import Detail

_EXCERPT = 140


def person_of(
    desk: Desk, member: Member, words: Words, buttons: Sequence[QPushButton], why: str = ""
) -> Detail:
    """Everything to know before writing to this member; `why` is why they are in the list."""
    work = (member.organisation, member.role)
    return Detail(
        title=member.name,
        line=" · ".join(part for part in work if part),
        chips=[(words(text), tone) for text, tone in member.chips],
        paragraphs=(
            (words("No contact because"), member.do_not_contact_reason),
            (words("Why now"), why),
            (words("Looking for"), member.looking_for),
            (words("Waits for an answer"), _waiting(desk, member.id, words)),
            (words("Open follow-ups"), _follow_ups(desk, member.id, words)),
            *(
                (words(fact.label), words(fact.text))
                for fact in facts(desk.db, member.id, desk.today())
                if not fact.is_chip
            ),
        ),
        timeline=[_line(item, words, desk.today()) for item in story(desk, member.id)],
        timeline_title=words("Timeline"),
        buttons=buttons,
    )


def excerpt(text: str, most: int = _EXCERPT) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def _line(item: TimelineItem, words: Words, today: date) -> tuple[str, str]:
    said, kind = excerpt(words(item.text)), words(item.kind)
    kind = kind[:1].upper() + kind[1:]
    day = words.date(item.at.astimezone().date(), today=today)
    return day, f"{kind}: {said}" if said else kind


def _waiting(desk: Desk, member_id: int, words: Words) -> str:
    message = last_waiting(desk.db, member_id)
    return _about(message, words) if message else ""


def _about(message: Message, words: Words) -> str:
    """`ma 16 nov, bericht (vragen): Hoi Henk…`."""
    channel = words(dict(CHANNELS).get(message.channel, message.channel))
    purpose = words(dict(PURPOSES).get(message.purpose, message.purpose))
    day, text = words.date(message.sent_on), excerpt(message.text, 80)
    return f"{day}, {channel} ({purpose}): {text}"


def _follow_ups(desk: Desk, member_id: int, words: Words) -> str:
    lines = []
    for message in open_follow_ups(desk.db, member_id):
        if message.result == Result.WAITING:
            text = words("{day}: come back to it without an answer", day=message.follow_up_on)
        else:
            text = words("{day}: come back to it", day=message.follow_up_on)
        lines.append(text)
    return "\n".join(lines)
