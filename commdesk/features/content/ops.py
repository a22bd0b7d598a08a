"""Writes of content: add, change and remove items, count their replies, close a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.content.model import (
    KINDS,
    MOST_NOTES,
    Item,
    ItemDraft,
    Kind,
    check_day,
    check_replies,
    first_reply,
    refuse_odd,
    tidy_link,
    tidy_tags,
    tidy_title,
)
from commdesk.features.content.queries import find_item
from commdesk.features.members import name_of_member, tag_ids

_NOTHING = Item(
    0, Kind.QUESTION, "", "", (), date.min, 0, is_open=True, asked_by=None, asked_by_name=""
)


@op("Add {title}")
def add_item(db: Database, draft: ItemDraft, *, today: date) -> int:
    """Keep an item; refuses what cannot be its title, link, day or number of replies."""
    values = asdict(draft)
    values["published_on"] = draft.published_on or today
    row = _row(db, values)
    is_new = values["published_on"] == today
    known = _NOTHING if is_new else replace(_NOTHING, replies=row["replies"])
    row["first_reply_on"] = _first_reply(known, row, today)
    db.about(title=row["title"])
    item_id = insert(db, "content_item", row)
    _set_tags(db, item_id, tidy_tags(draft.tags))
    return item_id


@op("Change {title}")
def change_item(
    db: Database, item_id: int, changes: Mapping[str, Any], *, today: date | None = None
) -> None:
    """Set just these fields of a draft; what becomes something else than a question is open.

    Without `today` it is not known on which day a first reply came, unless that is typed.
    """
    known = find_item(db, item_id)
    row = _row(db, changes)
    if row.get("kind", known.kind) != Kind.QUESTION and known.closed_on:
        row["closed_on"] = None
    row["first_reply_on"] = _first_reply(known, row, today)
    db.about(title=row.get("title", known.title))
    update(db, "content_item", item_id, row)
    if "tags" in changes:
        _set_tags(db, item_id, tidy_tags(changes["tags"]))


@op("Remove {title}")
def remove_item(db: Database, item_id: int) -> None:
    """Take an item out; messages about it stay, and undo brings it back."""
    db.about(title=find_item(db, item_id).title)
    delete(db, "content_item", item_id)


@op("{title}: {replies} replies so far")
def set_replies(db: Database, item_id: int, replies: int, *, today: date | None = None) -> None:
    """How many replies an item has by now; the first of them came today, when that is told."""
    check_replies(replies)
    known = find_item(db, item_id)
    db.about(title=known.title, replies=replies)
    row: dict[str, Any] = {"replies": replies}
    update(db, "content_item", item_id, row | {"first_reply_on": _first_reply(known, row, today)})


@op("Close {title}")
def close_question(db: Database, item_id: int, *, today: date) -> None:
    """Nobody has to answer it any more; it asks for nothing on Today."""
    db.about(title=_question(db, item_id).title)
    update(db, "content_item", item_id, {"closed_on": today.isoformat()})


@op("Reopen {title}")
def reopen_question(db: Database, item_id: int) -> None:
    db.about(title=_question(db, item_id).title)
    update(db, "content_item", item_id, {"closed_on": None})


def _question(db: Database, item_id: int) -> Item:
    item = find_item(db, item_id)
    if item.kind != Kind.QUESTION:
        raise Refused("Only a question can be closed or reopened.")
    return item


def _row(db: Database, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns out of draft fields, each looked at."""
    row = {key: value for key, value in values.items() if key != "tags"}
    if "title" in row:
        row["title"] = tidy_title(row["title"])
    if "link" in row:
        row["link"] = tidy_link(row["link"])
    if "notes" in row:
        row["notes"] = row["notes"].strip()
        refuse_odd(row["notes"], MOST_NOTES, "notes", lines=True)
    if "kind" in row:
        row["kind"] = _kind(row["kind"])
    if "published_on" in row:
        row["published_on"] = _day(row["published_on"])
    if "replies" in row:
        row["replies"] = row["replies"] or 0
        check_replies(row["replies"])
    _check_asker(db, row.get("asked_by"))
    return row


def _first_reply(known: Item, row: Mapping[str, Any], today: date | None) -> str | None:
    """As a column, of an item that becomes as `row` says."""
    typed = row.get("first_reply_on", known.first_reply_on)
    published_on = row.get("published_on") or known.published_on
    after = ItemDraft(
        known.title,
        published_on=date.fromisoformat(str(published_on)),
        replies=row.get("replies", known.replies),
        first_reply_on=typed,
    )
    day = first_reply(known, after, today)
    return day.isoformat() if day else None


def _kind(kind: str) -> str:
    if kind not in dict(KINDS):
        raise Refused("{kind} is not a kind of item.", kind=kind, field="kind")
    return str(kind)


def _day(day: date | None) -> str:
    if day is None:
        raise Refused("On which day was it published?", field="published_on")
    check_day(day)
    return day.isoformat()


def _check_asker(db: Database, member_id: int | None) -> None:
    if member_id is not None and not name_of_member(db, member_id):
        raise Refused("This member is no longer in the workbook.", field="asked_by")


def _set_tags(db: Database, item_id: int, tags: tuple[str, ...]) -> None:
    wanted = set(tag_ids(db, tags))
    sql = "SELECT id, tag_id FROM content_tag WHERE item_id = :id"
    known = {row["tag_id"]: row["id"] for row in db.query(sql, {"id": item_id})}
    for tag_id in sorted(wanted - known.keys()):
        insert(db, "content_tag", {"item_id": item_id, "tag_id": tag_id})
    for tag_id in known.keys() - wanted:
        delete(db, "content_tag", known[tag_id])
