"""Messages for a record: those of a period and a subject, as Woo and Archiefwet ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from commdesk.core.correspondence import Correspondence, Sought, Spoken
from commdesk.core.database import Database, Row
from commdesk.core.values import day_starts_at, from_moment
from commdesk.core.words import Text
from commdesk.features.outreach.model import CHANNELS, PURPOSES, RESULTS
from commdesk.features.outreach.queries import NAME

_A_DAY = timedelta(days=1)
_EVERYBODY = f"SELECT {NAME} FROM member WHERE first_name <> '' OR last_name <> ''"
_TAGGED = """
    EXISTS (SELECT 1 FROM tag WHERE tag.name = :tag AND (
            EXISTS (SELECT 1 FROM member_tag
                     WHERE member_tag.tag_id = tag.id AND member_tag.member_id = member.id)
         OR EXISTS (SELECT 1 FROM content_tag
                     WHERE content_tag.tag_id = tag.id AND content_tag.item_id = item.id)))
"""


def correspondence(db: Database, sought: Sought) -> Correspondence:
    """What was said in these days about this, oldest first; restricted people left out, counted."""
    sql = f"""
        SELECT message.id, message.sent_at, message.is_outgoing, message.channel, message.purpose,
               message.result, message.text, message.member_id, coalesce(item.title, '') AS about,
               member.is_restricted, {NAME} AS name,
               member.first_name, member.last_name, member.email, member.phone
          FROM outreach_message AS message
          JOIN member ON member.id = message.member_id
     LEFT JOIN content_item AS item ON item.id = message.content_id
         WHERE message.sent_at >= :since AND message.sent_at < :until
           AND (:item IS NULL OR message.content_id = :item)
           AND (:tag = '' OR {_TAGGED})
      ORDER BY message.sent_at, message.id
    """
    bounds = {
        "since": day_starts_at(sought.days.first),
        "until": day_starts_at(sought.days.last + _A_DAY),
        "item": sought.item,
        "tag": sought.tag.strip(),
    }
    rows = [row for row in db.query(sql, bounds) if _is_about(row, sought.text)]
    withheld = [row for row in rows if row["is_restricted"]]
    return Correspondence(
        tuple(_spoken(row) for row in rows if not row["is_restricted"]),
        len(withheld),
        len({row["member_id"] for row in withheld}),
        frozenset(db.column(_EVERYBODY)),
    )


def _is_about(row: Row, text: str) -> bool:
    sought = text.strip().casefold()
    return sought in row["text"].casefold() or sought in row["about"].casefold()


def _spoken(row: Row) -> Spoken:
    parts = (row["name"], row["first_name"], row["last_name"], row["email"], row["phone"])
    result = row["result"] if row["is_outgoing"] else None
    return Spoken(
        id=row["id"],
        at=from_moment(row["sent_at"]),
        is_outgoing=bool(row["is_outgoing"]),
        channel=_worded(CHANNELS, row["channel"]),
        purpose=_worded(PURPOSES, row["purpose"]),
        result=Text("") if result is None else _worded(RESULTS, result),
        about=row["about"],
        text=row["text"],
        member_id=row["member_id"],
        name=row["name"],
        names=tuple(part for part in parts if part),
    )


def _worded(choices: Sequence[tuple[str, str]], value: str) -> Text:
    return Text(dict(choices).get(value, value))
