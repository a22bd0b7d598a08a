"""The statements that keep everybody's cadence ready in a table, in order of the day it passes.

With many members this cannot be worked out each time somebody looks at the queue. `due_on` is
empty where only the usual cadence of the workbook holds: that may change for all at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commdesk.core.database import Database

_ANEW = """
    ON CONFLICT (id) DO UPDATE
   SET since = excluded.since, due_on = excluded.due_on, barred = excluded.barred
"""
_PACE = "SELECT id, since, due_on, barred FROM outreach_pace_now"


def _triggers() -> tuple[tuple[str, str, str], ...]:
    """Name, event and body: whatever the cadence of a member follows from makes it anew."""
    again = f"INSERT INTO outreach_pace {_PACE} WHERE id"
    tagged = "IN (SELECT member_id FROM member_tag WHERE tag_id = NEW.id)"
    paced = "EXISTS (SELECT 1 FROM tag WHERE id = NEW.tag_id AND cadence_days IS NOT NULL)"
    was_paced = "EXISTS (SELECT 1 FROM outreach_pace WHERE id = OLD.member_id AND due_on > '')"
    columns = (
        "last_contact_on, added_on, cadence_days, stage, do_not_contact, is_restricted ON member"
    )
    gone = "DELETE FROM outreach_pace WHERE id = NEW.id"
    return (
        ("outreach_pace_member", "INSERT ON member", f"{again} = NEW.id {_ANEW}"),
        (
            "outreach_pace_change",
            f"UPDATE OF {columns} WHEN NEW.stage <> 'former'",
            f"{again} = NEW.id {_ANEW}",
        ),
        ("outreach_pace_former", f"UPDATE OF {columns} WHEN NEW.stage = 'former'", gone),
        ("outreach_pace_gone", "DELETE ON member", "DELETE FROM outreach_pace WHERE id = OLD.id"),
        (
            "outreach_pace_tagged",
            f"INSERT ON member_tag WHEN {paced}",
            f"{again} = NEW.member_id {_ANEW}",
        ),
        (
            "outreach_pace_untagged",
            f"DELETE ON member_tag WHEN {was_paced}",
            f"{again} = OLD.member_id {_ANEW}",
        ),
        ("outreach_pace_tag", "UPDATE OF cadence_days ON tag", f"{again} {tagged} {_ANEW}"),
        (
            "outreach_pace_agreed_with",
            "INSERT ON outreach_cadence",
            f"{again} = NEW.member_id {_ANEW}",
        ),
        (
            "outreach_pace_agreed_anew",
            "UPDATE ON outreach_cadence",
            f"{again} IN (OLD.member_id, NEW.member_id) {_ANEW}",
        ),
        (
            "outreach_pace_not_agreed",
            "DELETE ON outreach_cadence",
            f"{again} = OLD.member_id {_ANEW}",
        ),
    )


READY: tuple[str, ...] = (
    """
    CREATE VIEW outreach_pace_now AS
    SELECT member.id AS id,
           coalesce(member.last_contact_on, member.added_on) AS since,
           date(coalesce(member.last_contact_on, member.added_on), '+' || min(365000,
                coalesce(agreed.days, member.cadence_days,
                         (SELECT min(tag.cadence_days) FROM member_tag
                            JOIN tag ON tag.id = member_tag.tag_id
                           WHERE member_tag.member_id = member.id))) || ' days') AS due_on,
           CASE WHEN member.do_not_contact THEN 'do-not-contact'
                WHEN member.is_restricted THEN 'restricted' ELSE '' END AS barred
      FROM member LEFT JOIN outreach_cadence AS agreed ON agreed.member_id = member.id
     WHERE member.stage <> 'former'
    """,
    """
    CREATE TABLE outreach_pace (
        id INTEGER PRIMARY KEY,
        since TEXT NOT NULL,
        due_on TEXT,
        barred TEXT NOT NULL
    )
    """,
    f"INSERT INTO outreach_pace {_PACE}",
    """
    CREATE INDEX outreach_pace_agreed ON outreach_pace(barred, due_on, id)
     WHERE due_on IS NOT NULL
    """,
    """
    CREATE INDEX outreach_pace_usual ON outreach_pace(barred, since, id)
     WHERE due_on IS NULL
    """,
    *(
        f"CREATE TRIGGER {name} AFTER {event} BEGIN {body}; END"
        for name, event, body in _triggers()
    ),
)


def make_ready(db: Database) -> None:
    """Everybody's pace again, in a workbook that was filled from elsewhere."""
    db.execute("DELETE FROM outreach_pace")
    db.execute(f"INSERT INTO outreach_pace {_PACE}")
