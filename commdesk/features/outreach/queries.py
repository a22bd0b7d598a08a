"""Reads of outreach: messages, who waits for an answer, a member's story, drafts, the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import TimelineItem
from commdesk.core.values import Minutes, day_starts_at, from_moment
from commdesk.core.words import Text, say
from commdesk.core.workbook import read_fact, read_workbook, workdays
from commdesk.features.members import find_member, name_of_member
from commdesk.features.outreach.letters import PROFILES_FACT, is_web, profile_at
from commdesk.features.outreach.model import (
    CAP_DAYS,
    CHANNELS,
    IN_PERSON,
    RESULTS,
    Channel,
    DayTarget,
    Draft,
    Message,
    Result,
    local_day,
    minutes_a_message,
    usual_minutes_a_day,
)

MINUTES_FACT = "outreach_minutes_a_day"
_MEASURED_DAYS = 28
_MEASURED_MESSAGES = 1_000
_WRITTEN = (Channel.DM, Channel.MAIL, Channel.FORUM)

NAME = """
    coalesce(nullif(replace(trim(member.first_name || ' ' || member.infix || ' ' ||
                                 member.last_name), '  ', ' '), ''), member.email)
"""
"""The shown name of a member in SQL, for lists of many people."""

_MESSAGE = f"""
    SELECT message.*, {NAME} AS name
      FROM outreach_message AS message JOIN member ON member.id = message.member_id
"""


def find_message(db: Database, message_id: int) -> Message:
    """One message; refuses when it is no longer there (undone, or its member removed)."""
    row = db.one(f"{_MESSAGE} WHERE message.id = :id", {"id": message_id})
    if row is None:
        raise Refused("This message is no longer in the workbook.")
    return message_of(row)


def name_of_message(db: Database, message_id: int) -> str:
    """With whom it was, empty when it is gone."""
    sql = "SELECT member_id FROM outreach_message WHERE id = :id"
    member_id = db.value(sql, {"id": message_id})
    return name_of_member(db, member_id) if member_id else ""


def last_waiting(db: Database, member_id: int) -> Message | None:
    """The member's last message of ours without a result."""
    sql = f"""
        {_MESSAGE}
         WHERE message.member_id = :member AND message.is_outgoing AND message.result = ''
      ORDER BY message.sent_at DESC, message.id DESC LIMIT 1
    """
    row = db.one(sql, {"member": member_id})
    return message_of(row) if row else None


def last_content(db: Database, member_id: int) -> int:
    """The item that they were pointed to last; 0 when there is none."""
    sql = """
        SELECT content_id FROM outreach_message
         WHERE member_id = :member AND content_id IS NOT NULL
      ORDER BY sent_at DESC LIMIT 1
    """
    return db.value(sql, {"member": member_id}) or 0


def open_follow_ups(db: Database, member_id: int) -> list[Message]:
    """Messages to this member that ask to be come back to, the first due first."""
    sql = f"""
        {_MESSAGE}
         WHERE message.member_id = :member AND message.follow_up_on IS NOT NULL
      ORDER BY message.follow_up_on, message.id
    """
    return [message_of(row) for row in db.query(sql, {"member": member_id})]


def messages_of(db: Database, member_id: int) -> list[Message]:
    """Everything logged with this member, newest first."""
    sql = f"""
        {_MESSAGE} WHERE message.member_id = :member
      ORDER BY message.sent_at DESC, message.id DESC
    """
    return [message_of(row) for row in db.query(sql, {"member": member_id})]


def sent_days(db: Database, member_id: int, around: date) -> list[date]:
    """Days of outgoing messages that share a window of seven days with `around`."""
    sql = """
        SELECT sent_at FROM outreach_message
         WHERE member_id = :member AND is_outgoing AND sent_at >= :first AND sent_at < :last
    """
    bounds = {
        "member": member_id,
        "first": day_starts_at(around - timedelta(days=CAP_DAYS - 1)),
        "last": day_starts_at(around + timedelta(days=CAP_DAYS)),
    }
    return [local_day(from_moment(each)) for each in db.column(sql, bounds)]


def count_written(db: Database, day: date) -> int:
    """Outgoing messages of one day, all channels."""
    sql = """
        SELECT count(*) FROM outreach_message
         WHERE is_outgoing AND sent_at >= :first AND sent_at < :last
    """
    bounds = {"first": day_starts_at(day), "last": day_starts_at(day + timedelta(days=1))}
    return int(db.value(sql, bounds))


def day_target(db: Database, day: date) -> DayTarget:
    """Minutes planned for messages on `day` (none when it is not worked) and the own pace."""
    planned = planned_minutes(db) if day in workdays(db) else Minutes(0)
    return DayTarget(planned, minutes_a_message(_recent_moments(db, day)))


def planned_minutes(db: Database) -> Minutes:
    """Minutes for messages on any working day: what was planned, else the share of growth."""
    workbook = read_workbook(db)
    usual = usual_minutes_a_day(workbook.weekly_minutes, len(workbook.workdays))
    return Minutes(read_fact(db, MINUTES_FACT, usual))


def find_draft(db: Database, member_id: int) -> Draft | None:
    """What was typed for this member and not sent, or sent and undone.

    Drafts have no history: one to somebody who wants no contact waits here until that is undone.
    """
    sql = """
        SELECT member_id, channel, purpose, draft.text, template_id, content_id
          FROM outreach_draft AS draft JOIN member ON member.id = draft.member_id
         WHERE member_id = :member AND NOT member.do_not_contact
           AND NOT EXISTS (SELECT 1 FROM outreach_message WHERE id = draft.message_id)
    """
    row = db.one(sql, {"member": member_id})
    return Draft(**row) if row else None


def find_profile(db: Database, member_id: int) -> str:
    """Where somebody's profile is: a web address among what is known of them, or the address of
    profiles with their number in it; empty when there is neither."""
    sql = "SELECT key FROM member_identity WHERE member_id = :member ORDER BY id"
    keys = db.column(sql, {"member": member_id})
    sql = "SELECT value FROM member_value WHERE member_id = :member ORDER BY field_id"
    own = db.column(sql, {"member": member_id})
    for each in (*keys, *own):
        if is_web(str(each)):
            return str(each)
    pattern = read_fact(db, PROFILES_FACT, "")
    return profile_at(pattern, str(keys[0])) if pattern and keys else ""


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """Every message with this member, with what came of it; and contact that only a list knew."""
    messages = messages_of(db, member_id)
    return [*map(_timeline_item, messages), *_known_elsewhere(db, member_id, messages)]


def _known_elsewhere(
    db: Database, member_id: int, messages: Sequence[Message]
) -> list[TimelineItem]:
    """The last contact when no message of ours is about it: a list brought it in."""
    member = find_member(db, member_id)
    logged = {day for each in messages for day in (each.sent_on, each.result_on)}
    if member.last_contact_on is None or member.last_contact_on in logged:
        return []
    text = say("known, but not logged here")
    if member.source:
        text = say("from the list {source}", source=member.source)
    at = datetime.combine(member.last_contact_on, time(12)).astimezone()
    return [TimelineItem(at, say("Last contact"), text, "outreach")]


def _timeline_item(message: Message) -> TimelineItem:
    kind = Text(dict(CHANNELS).get(message.channel, message.channel))
    first_line = " ".join(message.text.split())
    if not message.is_outgoing and message.channel in IN_PERSON:
        text = Text("{text}", {"text": first_line})
    elif not message.is_outgoing:
        text = say("From them: {text}", text=first_line)
    elif message.result != Result.WAITING:
        result = Text(dict(RESULTS).get(message.result, message.result))
        text = Text("{text} – {result}", {"text": first_line, "result": result})
    else:
        text = Text("{text}", {"text": first_line})
    return TimelineItem(message.sent_at, kind, text, "outreach")


def _recent_moments(db: Database, day: date) -> list[datetime]:
    """Moments of the latest written messages, oldest first, to measure the own pace with."""
    sql = f"""
        SELECT sent_at FROM (
            SELECT sent_at FROM outreach_message
             WHERE is_outgoing AND sent_at >= :first AND sent_at < :last
               AND member_id IS NOT NULL  -- of whom was erased only the day is known
               AND channel IN ({", ".join(f"'{channel}'" for channel in _WRITTEN)})
          ORDER BY sent_at DESC LIMIT {_MEASURED_MESSAGES})
      ORDER BY sent_at
    """
    bounds = {
        "first": day_starts_at(day - timedelta(days=_MEASURED_DAYS - 1)),
        "last": day_starts_at(day + timedelta(days=1)),
    }
    return [from_moment(each) for each in db.column(sql, bounds)]


def message_of(row: dict[str, Any]) -> Message:
    """A row of a message with the name of its member."""
    days = ("result_on", "follow_up_on")
    known = row | {key: date.fromisoformat(row[key]) if row[key] else None for key in days}
    known |= {
        "sent_at": from_moment(row["sent_at"]),
        "is_outgoing": bool(row["is_outgoing"]),
        "is_answer": bool(row["is_answer"]),
    }
    return Message(**known)
