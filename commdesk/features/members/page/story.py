"""A member beside the list: who it is, what they look for, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from commdesk.core.desk import Desk
from commdesk.core.feature import TimelineItem
from commdesk.core.story import story
from commdesk.core.words import Words
from commdesk.features.members.fields import list_fields, worded_value
from commdesk.features.members.model import CAME_THROUGH, LEGAL_GROUNDS, Member
from commdesk.features.members.page.columns import stage_words
from commdesk.kit.detail import Detail
from commdesk.kit.detailwords import earlier


def story_of(desk: Desk, member: Member, words: Words, buttons: Sequence[QPushButton]) -> Detail:
    """Everything known about a member, out of every feature that knows something."""
    told = [_line(item, words, desk.today()) for item in story(desk, member.id)]
    facts = (member.organisation, member.role, stage_words(member.stage, words))
    return Detail(
        title=member.name,
        line=" · ".join(fact for fact in facts if fact),
        chips=[(words(text), tone) for text, tone in member.chips],
        paragraphs=_paragraphs(desk, member, words),
        timeline=told,
        timeline_title=words("Timeline"),
        timeline_more=earlier(told, words),
        buttons=buttons,
    )


def _line(item: TimelineItem, words: Words, today: date) -> tuple[str, str]:
    said, kind = words(item.text), words(item.kind)
    day = words.date(item.at.astimezone().date(), today=today)
    return day, f"{kind}: {said}" if said else kind


def _paragraphs(desk: Desk, member: Member, words: Words) -> list[tuple[str, str]]:
    reach = "\n".join(part for part in (member.email, member.phone) if part)
    why = member.do_not_contact_reason if member.do_not_contact else ""
    contact = words.full_date(member.last_contact_on) if member.last_contact_on else ""
    return [
        (words("No contact because"), why),
        (words("Looking for"), member.looking_for),
        (words("E-mail and phone"), reach),
        (words("Last contact"), contact),
        (words("Owner"), member.owner),
        (words("Came through"), _origin(member, words)),
        *_own(desk, member, words),
        (words("Notes"), member.notes),
        (words("Privacy"), _privacy(member, words)),
    ]


def _own(desk: Desk, member: Member, words: Words) -> list[tuple[str, str]]:
    """What is filled in of the own fields."""
    fields = list_fields(desk.db) if member.own else []
    return [(each.title, worded_value(each, member.own.get(each.id, ""), words)) for each in fields]


def _origin(member: Member, words: Words) -> str:
    return words(dict(CAME_THROUGH)[member.came_through]) if member.came_through else ""


def _privacy(member: Member, words: Words) -> str:
    ground = words(dict(LEGAL_GROUNDS)[member.legal_ground]) if member.legal_ground else ""
    informed = member.informed_on and words(
        "informed on {day}", day=words.full_date(member.informed_on)
    )
    kept = member.retention_on and words(
        "kept until {day}", day=words.full_date(member.retention_on)
    )
    source = member.source and words("from {source}", source=member.source)
    return " · ".join(part for part in (source, ground, informed, kept) if part)
