"""Somebody with a row in every table that can hold a person, and a word of their own in each."""

from __future__ import annotations

from contextlib import suppress

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.database import Database, insert
from commdesk.core.journal import op
from commdesk.core.people import Person, held_of

WORD = "Xqzwvk"
CODES = {
    "activity.kind": "a code of ours, counted",
    "content_item.link": "of the item, which stays: where it can be read",
    "content_item.title": "of the item, which stays: what it is called",
    "interview.circle": "the group that was spoken for, counted; no name of anybody",
    "moderation_shift.day": "a day",
    "moderation_log.day": "a day",
    "outreach_message.channel": "a code of ours, counted",
    "outreach_message.purpose": "a code of ours, counted",
    "outreach_message.result": "a code of ours, counted",
    "theme.question": "a code of ours",
    "todo.kind": "a code of ours, counted",
    "todo.link_table": "the name of a table",
    "todo.owner": "who has the to-do: somebody of the team, named as such",
    "todo_series.link_table": "the name of a table",
}
"""What is no word about the person, with why; reviewed by hand."""


@op("Plant a row in every table")
def plant_rows(db: Database, member: int) -> None:
    day, later = "2026-11-02", "2026-12-07"
    other = db.value("SELECT id FROM member WHERE id <> :id LIMIT 1", {"id": member})
    task = db.value("SELECT id FROM moderation_task LIMIT 1")
    tag = db.value("SELECT id FROM tag LIMIT 1")
    field = db.value("SELECT id FROM member_field LIMIT 1") or insert(
        db, "member_field", {"title": "Wijk", "kind": "text"}
    )
    boss = insert(db, "moderator", {"member_id": member, "name": "x", "weekly_minutes": 600})
    spoken = {"name": "x", "member_id": member, "source": "lijst"}
    held = insert(db, "interview", {**spoken, "held_on": day, "willing": "yes", "key": "1"})
    planned = insert(db, "interview", {**spoken, "planned_on": later, "key": "2"})
    theme = insert(db, "theme", {"question": "looking-for", "name": "x", "member_id": member})
    plan = {"title": "x", "minutes": 15, "kind": "other", "added_on": day}
    series = {**plan, "rule": "FREQ=WEEKLY", "from_on": day, "note": "x"}
    shift = {"task_id": task, "moderator_id": boss, "day_part": "evening", "minutes": 60}
    past = insert(db, "moderation_shift", {**shift, "day": day})
    insert(db, "moderation_shift", {**shift, "day": later})
    theirs = {"member_id": member}
    for table, row in (
        ("interview_answer", {"interview_id": held, "question": "why"}),
        ("interview_answer", {"interview_id": planned, "question": "why"}),
        ("interview_theme", {"interview_id": held, "theme_id": theme}),
        ("todo", {**plan, **theirs, "done_on": day}),
        ("todo", {**plan, **theirs, "due_on": later}),
        ("todo", {**plan, "link_table": "interview", "link_id": held}),
        ("todo_series", {**series, **theirs}),
        ("todo_series", {**series, "link_table": "moderator", "link_id": boss}),
        ("moderation_log", {"task_id": task, "moderator_id": boss, "day": day, "minutes": 30}),
        ("moderator_days_off", {"moderator_id": boss, "first_on": day, "last_on": day}),
        ("moderation_published", {
            "shift_id": past, "moderator_id": boss, "day": day, "title": "x",
            "starts_at": f"{day}T18:00:00Z", "ends_at": f"{day}T19:00:00Z",
            "changed_at": f"{day}T08:00:00Z"}),
        ("outreach_message", {
            **theirs, "sent_at": f"{day}T08:13:14Z", "is_outgoing": 1, "channel": "dm",
            "purpose": "help", "follow_up_on": later}),
        ("outreach_draft", {**theirs, "channel": "dm", "purpose": "help", "text": "x"}),
        ("outreach_pause", {**theirs, "until_on": later, "set_on": day}),
        ("outreach_cadence", {**theirs, "days": 9}),
        ("outreach_promise", {
            **theirs, "side": "theirs", "what": "x", "stage": "idea", "made_on": day}),
        ("outreach_introduction", {
            **theirs, "other_id": other, "why": "x", "introduced_on": day}),
        ("outreach_introduction", {
            "member_id": other, "other_id": member, "why": "x", "introduced_on": day}),
        ("ambassador", {**theirs, "stage": "agreed", "stage_on": day}),
        ("ambassador_exchange", {
            **theirs, "kind": "ask", "what": "x", "happened_on": day, "idea": "ours"}),
        ("ambassador_move", {**theirs, "stage": "agreed", "moved_on": day}),
        ("ambassador_agreement", {**theirs, "what": "x"}),
        ("ambassador_check", {**theirs, "answer": "yes", "checked_on": day}),
        ("content_item", {
            "kind": "question", "title": "x", "published_on": day, "asked_by": member}),
        ("activity", {
            **theirs, "kind": "post", "happened_on": day, "source": "forum", "key": "1"}),
        ("activity", {
            **theirs, "kind": "post", "happened_on": day, "source": "forum", "key": "2"}),
        ("concept_explained", {**theirs, "explained_on": day}),
        ("duplicate_dismissed", {
            "member_id": min(member, other), "other_id": max(member, other)}),
        ("organisation_contact", {
            **theirs, "organisation_id": db.value("SELECT id FROM organisation LIMIT 1")}),
        ("member_tag", {**theirs, "tag_id": tag}),
        ("member_value", {**theirs, "field_id": field, "value": "x"}),
        ("member_identity", {**theirs, "source": "x", "key": "x"}),
        ("today_snooze", {"key": f"contact:{member}", "until_on": later}),
        ("retention_kept", {"key": f"own-day:{member}", "until_on": later, "reason": "x"}),
        ("privacy_request", {**theirs, "asker": "x", "kind": "access", "received_on": "2026-11-01",
                             "due_on": "2026-12-01", "prolonged_because": "x", "note": "x"}),
    ):  # fmt: skip
        try:
            insert(db, table, row)
        except engine.IntegrityError:
            assert db.value(f"SELECT count(*) FROM {table}"), f"{table}: it has one already"


@op("Plant a word in every text")
def plant_words(db: Database, person: Person, time: str) -> int:
    """A word in every text of every row of the person; how many."""
    count = 0
    for held in held_of(db, FEATURES, person):
        table = held.data.table
        texts = db.column(f"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'")
        for column in texts:
            is_time = column.endswith(("_on", "_at")) or f"{table}.{column}" in CODES
            if is_time or (held.data.is_key and column == held.data.member_column):
                continue
            for row in held.rows:
                count += 1
                sql = f"UPDATE {table} SET {column} = :word WHERE id = :id"
                word = f"{WORD} {time} {table} {column} {count}"
                with suppress(engine.IntegrityError):  # a code that the schema itself lists
                    db.execute(sql, {"word": word, "id": row["id"]})
    return count
