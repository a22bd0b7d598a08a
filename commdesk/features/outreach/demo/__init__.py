"""Fills a demo workbook with half a year of messages, a handful of them or a million."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from commdesk.core.database import Database, indexed_at_the_end, insert
from commdesk.core.feature import Scale
from commdesk.core.workbook import Workdays, workdays
from commdesk.features.activity import Spotted, first_contributions
from commdesk.features.outreach.demo import promised
from commdesk.features.outreach.demo.rounds import Round
from commdesk.features.outreach.demo.stories import BEGUN, SILENT_PLACES, STORIES
from commdesk.features.outreach.demo.writing import INSERT, Member, Row, Writer, follow_up
from commdesk.features.outreach.model import REPLIES, Purpose, follow_up_day, is_over_cap
from commdesk.features.outreach.queries import MINUTES_FACT, sent_days
from commdesk.features.outreach.templates.demo import fill_templates
from commdesk.features.outreach.turns import QUIET_FACT, RETURNED_FACT, RULES, SOURCES_FACT, Rule

_BATCH = 5_000
_MINUTES_A_DAY = 120
_SMALL = 2_000
"""Up to so many people little activity already stands out."""
_RETURNED_AT, _QUIET_AT = 8, 20
_KEPT_OPEN_DAYS = 10
_MOST_CONTRIBUTIONS = 50_000
_MOST_THANKED, _NOT_YET_THANKED = 300, 3
_LUNCH, _A_MESSAGE, _MOST_AT_LUNCH = time(12, 30), timedelta(minutes=2), 30
_FIRST = 1_000
"""Who has a story is stored first; a demo of a million members is not read for it."""
_LEFT_OPEN = 4
"""Messages without an answer to come back to today."""
_CONTRIBUTED = """
    INSERT INTO activity (id, member_id, kind, happened_on, source, key)
    VALUES (?, ?, 'post', ?, 'demo', ?)
"""
_PAUSES = (
    ("", "", 3), ("Is met verlof", "On leave", 12), ("", "", 9),
    ("Pas gesproken op de markt", "Spoke at the market lately", 6),
)  # fmt: skip
"""Why in both languages, for how many days more."""


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Half a year of messages, today's first 23, and a few stories that other pages tell too."""
    _set_up(db, scale)
    fill_templates(db, scale)
    days = workdays(db)
    writer = Writer(db, rng, today, days, scale.language)
    with indexed_at_the_end(db, "outreach_message"):
        rows = Round(db, rng, today, days, writer).messages(scale)
        while batch := list(islice(rows, _BATCH)):
            db.raw.executemany(INSERT, batch)
        db.raw.executemany(INSERT, list(_stories(db, writer, scale, today, days)))
    _note_contributions(db)
    db.raw.executemany(INSERT, list(_thanks(db, writer, today, days)))
    _close_follow_ups(db, today)
    _leave_open(db, today, days)
    _note_contacts(db)
    _keep_paces(db)
    promised.fill(db, scale, today, days)
    _pause_some(db, scale, today)
    _begin_some(db, scale)


def _set_up(db: Database, scale: Scale) -> None:
    """The day's minutes, and the sources: who fell silent comes before what merely fits."""
    facts = {MINUTES_FACT: str(_MINUTES_A_DAY)}
    order = [*(rule for rule, _ in RULES if rule != Rule.MATCH), Rule.MATCH]
    facts[SOURCES_FACT] = json.dumps([(rule, True) for rule in order])
    if scale.members <= _SMALL:
        facts |= {RETURNED_FACT: str(_RETURNED_AT), QUIET_FACT: str(_QUIET_AT)}
    for key, value in facts.items():
        insert(db, "workbook_fact", {"key": key, "value": value})


def _known(db: Database) -> dict[str, int]:
    rows = db.query("SELECT id, email FROM member ORDER BY id LIMIT :n", {"n": _FIRST})
    return {row["email"]: row["id"] for row in rows}


def _stories(
    db: Database, writer: Writer, scale: Scale, today: date, days: Workdays
) -> Iterator[Row]:
    ids = _known(db)
    for told in STORIES:
        if told.email not in ids:
            continue
        day = today - timedelta(days=told.ago)
        result_on = None if told.result_ago is None else today - timedelta(days=told.result_ago)
        come_back_on, template_id = None, None
        if told.is_outgoing:
            come_back_on = follow_up(told.purpose, told.result, day, result_on, days)
            template_id = writer.template(told.purpose) if told.channel != "phone" else None
        text = told.en if scale.language == "en" else told.nl
        yield writer.row(
            ids[told.email],
            datetime.combine(day, time(told.hour), UTC),
            (int(told.is_outgoing), told.channel, told.purpose, text),
            (told.result, result_on, come_back_on),
            (template_id, None),
        )


def _note_contributions(db: Database) -> None:
    """Who contributed after a message wrote a post on that day."""
    sql = """
        SELECT member_id, result_on FROM outreach_message
         WHERE result = 'contributed' AND result_on IS NOT NULL ORDER BY id LIMIT :most
    """
    found = db.query(sql, {"most": _MOST_CONTRIBUTIONS})
    db.raw.executemany(
        _CONTRIBUTED,
        [
            (db.next_id(), row["member_id"], row["result_on"], f"contributed {number}")
            for number, row in enumerate(found)
        ],
    )


def _thanks(db: Database, writer: Writer, today: date, days: Workdays) -> Iterator[Row]:
    """Whoever contributed first was thanked on the next working day, but for the last few.

    Where the cap was reached their next message was that thanks.
    """
    sql = "SELECT first_name, email, added_on FROM member WHERE id = :id AND NOT do_not_contact"
    first = first_contributions(db, today)[:-_NOT_YET_THANKED][:_MOST_THANKED]
    for number, spot in enumerate(first):
        row, day = db.one(sql, {"id": spot.member_id}), _thanked_on(db, spot, today, days)
        if row is None or row["email"].partition("@")[2] in SILENT_PLACES:
            continue
        if day:
            added_on = date.fromisoformat(row["added_on"])
            member = Member(spot.member_id, row["first_name"], frozenset(), added_on, today)
            at = datetime.combine(day, _LUNCH, UTC) + number % _MOST_AT_LUNCH * _A_MESSAGE
            yield from writer.sent(member, at, Purpose.THANK)
        else:
            _turn_into_thanks(db, writer, spot, row["first_name"], today)


def _thanked_on(db: Database, spot: Spotted, today: date, days: Workdays) -> date | None:
    """The first working day before today on which they may be written to."""
    sent_on = sent_days(db, spot.member_id, spot.day)
    sent_on += sent_days(db, spot.member_id, today - timedelta(days=1))
    after = (spot.day + timedelta(days=n) for n in range(1, (today - spot.day).days))
    return next((day for day in after if day in days and not is_over_cap(set(sent_on), day)), None)


def _turn_into_thanks(
    db: Database, writer: Writer, spot: Spotted, first_name: str, today: date
) -> None:
    template_id, text = writer.thanks(first_name)
    sql = """
        UPDATE outreach_message
           SET purpose = :purpose, text = :text, template_id = :template, content_id = NULL
         WHERE id = (SELECT id FROM outreach_message
                      WHERE member_id = :member AND is_outgoing AND sent_at >= :first
                        AND sent_at < :last AND purpose <> 'welcome'
                   ORDER BY sent_at LIMIT 1)
    """
    bounds = {"member": spot.member_id, "last": today.isoformat()}
    bounds["first"] = (spot.day + timedelta(days=1)).isoformat()
    values = {"purpose": str(Purpose.THANK), "text": text, "template": template_id}
    db.execute(sql, {**values, **bounds})


def _close_follow_ups(db: Database, today: date) -> None:
    """Whoever was written to again has no open follow-up of before; old promises were kept."""
    long_ago = today - timedelta(days=_KEPT_OPEN_DAYS)
    db.execute(
        """
        UPDATE outreach_message SET follow_up_on = NULL
         WHERE follow_up_on < :day
            OR (follow_up_on IS NOT NULL
                AND EXISTS (SELECT 1 FROM outreach_message AS later
                             WHERE later.member_id = outreach_message.member_id
                               AND later.sent_at > outreach_message.sent_at))
        """,
        {"day": long_ago.isoformat()},
    )


def _leave_open(db: Database, today: date, days: Workdays) -> None:
    """Of a few messages of last week nobody has said yet that there is no answer."""
    sql = f"""
        SELECT id, purpose, date(sent_at) AS day FROM outreach_message AS message
         WHERE sent_at >= :first AND sent_at < :last AND is_outgoing AND result = 'none'
           AND purpose IN ('help', 'ask', 'keep-in-touch', 'invite') AND channel = 'dm'
           AND NOT EXISTS (SELECT 1 FROM outreach_message AS later
                            WHERE later.member_id = message.member_id
                              AND later.sent_at > message.sent_at)
      ORDER BY sent_at, id LIMIT {_LEFT_OPEN}
    """
    first, last = today - timedelta(days=9), today - timedelta(days=4)
    bounds = {"first": first.isoformat(), "last": last.isoformat()}
    for row in db.query(sql, bounds):
        day = follow_up_day(row["purpose"], date.fromisoformat(row["day"]), days)
        if day and day <= today:
            changes = {"id": row["id"], "day": day.isoformat()}
            sql = """
                UPDATE outreach_message SET result = '', result_on = NULL, follow_up_on = :day
                 WHERE id = :id
            """
            db.execute(sql, changes)


def _note_contacts(db: Database) -> None:
    """The last real contact of every member is that of their last message or answer."""
    replies = ", ".join(f"'{result}'" for result in sorted(REPLIES))
    db.execute(
        f"""
        UPDATE member SET last_contact_on = found.day
          FROM (SELECT member_id,
                       max(CASE WHEN result IN ({replies}) AND result_on > date(sent_at)
                                THEN result_on ELSE date(sent_at) END) AS day
                  FROM outreach_message GROUP BY member_id) AS found
         WHERE found.member_id = member.id
        """
    )


def _keep_paces(db: Database) -> None:
    """Members came in without triggers: the cadence of whoever had no contact is made here."""
    db.execute(
        """
        INSERT INTO outreach_pace SELECT id, since, due_on, barred FROM outreach_pace_now
         WHERE id NOT IN (SELECT id FROM outreach_pace)
        """
    )


def _pause_some(db: Database, scale: Scale, today: date) -> None:
    """A few who are due were snoozed, or skipped with a reason."""
    sql = f"""
        SELECT member.id FROM (SELECT * FROM member ORDER BY id LIMIT {_FIRST}) AS member
    CROSS JOIN member_tag ON member_tag.member_id = member.id
          JOIN tag ON tag.id = member_tag.tag_id
         WHERE tag.name = 'participatie' AND NOT member.do_not_contact AND stage = 'member'
           AND NOT is_restricted AND last_contact_on BETWEEN :first AND :last
      ORDER BY member.id LIMIT :n
    """
    bounds = {
        "first": (today - timedelta(days=85)).isoformat(),
        "last": (today - timedelta(days=15)).isoformat(),
    }
    chosen = db.column(sql, {**bounds, "n": len(_PAUSES)})
    for member_id, (nl, en, ahead) in zip(chosen, _PAUSES, strict=False):
        pause = {
            "until_on": (today + timedelta(days=ahead)).isoformat(),
            "set_on": today.isoformat(),
            "is_skip": int(bool(nl)),
            "reason": en if scale.language == "en" else nl,
        }
        insert(db, "outreach_pause", {"member_id": member_id, **pause})


def _begin_some(db: Database, scale: Scale) -> None:
    """Texts that were begun and wait for the rest."""
    ids = _known(db)
    for begun in BEGUN:
        if begun.email in ids:
            text = begun.en if scale.language == "en" else begun.nl
            draft = {"channel": "dm", "purpose": begun.purpose, "text": text}
            insert(db, "outreach_draft", {"member_id": ids[begun.email], **draft})
