"""What goes into the fields for one member, read from the workbook."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.words import Words
from commdesk.core.workbook import read_workbook
from commdesk.features.members import Member, Name, find_member
from commdesk.features.outreach.model import privacy_notice
from commdesk.features.outreach.templates.model import greeting
from commdesk.features.outreach.templates.queries import manner

_PROMISES = 50


def values_for(
    db: Database,
    member_id: int,
    *,
    today: date,
    language: str,
    formality: str,
    content: tuple[str, str] | None = None,
    promise: str = "",
    other_name: str = "",
) -> dict[str, str]:
    """A value for every field, empty where nothing is known; `content` is a title and a link.

    Without `promise` it is the last one of theirs that is open. Refuses a member who is gone.
    """
    member = find_member(db, member_id)
    last, open_one = _promises(db, member_id)
    title, link = content or ("", "")
    ours = of_ourselves(db)
    return {
        **_of_person(member, language, formality),
        **ours,
        "content_title": title,
        "content_link": link,
        "last_topic": last,
        "promise": promise or open_one,
        "other_name": other_name,
        "privacy_notice": _notice(ours["community"], member, today, language),
    }


def _of_person(member: Member, language: str, formality: str) -> dict[str, str]:
    name = str(Name(member.first_name, member.infix, member.last_name))
    return {
        "first_name": member.first_name,
        "name": name,
        "greeting": greeting(language, formality, member.first_name, name),
        "organisation": member.organisation,
        "looking_for": member.looking_for,
    }


def of_ourselves(db: Database) -> dict[str, str]:
    """What is the same for everybody."""
    workbook = read_workbook(db)
    return {
        "my_name": workbook.owner,
        "community": workbook.name,
        "boundaries": manner(db).boundaries,
    }


def _promises(db: Database, member_id: int) -> tuple[str, str]:
    """What the last promise was about, whoever made it; and the last of theirs that is open."""
    sql = f"""
        SELECT what, side = 'theirs' AND closed_on IS NULL AS is_open FROM outreach_promise
         WHERE member_id = :member ORDER BY made_on DESC, id DESC LIMIT {_PROMISES}
    """
    rows = db.query(sql, {"member": member_id})
    last = next((row["what"] for row in rows), "")
    return last, next((row["what"] for row in rows if row["is_open"]), "")


def _notice(community: str, member: Member, today: date, language: str) -> str:
    """Due until they are told, where it is known what list they come from."""
    is_told = member.informed_on is not None and member.informed_on <= today
    if is_told or not member.source:
        return ""
    return Words(language)(privacy_notice(community, member.source))
