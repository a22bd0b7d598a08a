"""What members hand to the rest of the house: facts, their story, and what they are called."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.feature import Act, Fact, TimelineItem
from commdesk.core.words import Text, say
from commdesk.core.workbook import read_fact
from commdesk.features.members.model import CAME_THROUGH
from commdesk.features.members.ops import restrict
from commdesk.features.members.queries import (
    find_member,
    members_called,
    rows_of,
    shown_name,
)
from commdesk.features.members.search import find_hits

_OFFERED = 8


def facts(db: Database, member_id: int, _today: date) -> list[Fact]:
    """What to know before being in touch: tags, what they look for, how to reach them."""
    member = find_member(db, member_id)
    reach = " · ".join(part for part in (member.email, member.phone) if part)
    origin = Text(dict(CAME_THROUGH)[member.came_through]) if member.came_through else None
    typed = (
        (say("Looking for"), member.looking_for),
        (say("Notes"), member.notes),
        (say("E-mail and phone"), reach),
    )
    tags = [Fact(say("Tag"), _as_typed(tag), is_chip=True) for tag in member.tags]
    told = [Fact(label, _as_typed(text)) for label, text in typed if text]
    return [*tags, *told, *([Fact(say("Came through"), origin)] if origin else [])]


def _as_typed(text: str) -> Text:
    """What somebody typed travels as a value, never as a message to translate."""
    return Text("{text}", {"text": text})


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """When the member came into the workbook, and from where."""
    member = find_member(db, member_id)
    at = datetime.combine(member.added_on, time(12)).astimezone()  # a day here, not in UTC
    text = say("Added, source: {source}", source=member.source) if member.source else say("Added")
    return [TimelineItem(at, say("Member"), text, "members")]


def team(db: Database) -> frozenset[int]:
    """The member who is called as the owner of the workbook: what they do is the team's own."""
    return members_called(db, read_fact(db, "owner", ""))


def restricting(member_id: int, is_restricted: bool) -> Act:  # noqa: FBT001 - the record's call
    """The act that keeps a member's data out of use, or takes it in use again."""
    return Act(restrict, (member_id,), {"is_restricted": is_restricted})


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Id, name and organisation or address of members whose name or text fits what is typed."""
    hits = find_hits(db, typed, limit=_OFFERED)
    rows = rows_of(db, hits.ids) if hits else []
    return [(row.id, row.name, row.organisation or row.email) for row in rows]


def name_of_member(db: Database, member_id: int) -> str:
    """How this member is called now, or nothing when they are gone."""
    sql = "SELECT first_name, infix, last_name, email FROM member WHERE id = :id"
    row = db.one(sql, {"id": member_id})
    return shown_name(row) if row else ""


def name_of_tag(db: Database, tag_id: int) -> str:
    return db.value("SELECT name FROM tag WHERE id = :id", {"id": tag_id}) or ""


def name_of_organisation(db: Database, organisation_id: int) -> str:
    sql = "SELECT name FROM organisation WHERE id = :id"
    return db.value(sql, {"id": organisation_id}) or ""
