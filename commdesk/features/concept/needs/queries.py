"""Reads of the needs inventory: interviews of a version, and what became of each interviewee."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.features.concept.interviews import Interview, list_interviews
from commdesk.features.concept.needs.model import Taken
from commdesk.features.members import folded, member_names


def interviews_for(db: Database, version_id: int | None) -> list[Interview]:
    """Of one version, or all while there is none: the newest first, then those to be held."""
    return sorted(list_interviews(db, version_id), key=lambda each: not each.is_held)


def taken_up(db: Database) -> dict[int, Taken]:
    """Interview -> what was done with the interviewee; only those with whom something was."""
    sql = """
        SELECT interview.id,
               coalesce(ambassador.stage, '') AS stage,
               (SELECT count(*) FROM todo
                 WHERE link_table = 'interview' AND link_id = interview.id) AS todos,
               (SELECT count(*) FROM todo WHERE link_table = 'interview'
                   AND link_id = interview.id AND done_on IS NULL) AS open_todos,
               (SELECT count(*) FROM outreach_promise AS promise
                 WHERE promise.member_id = interview.member_id
                   AND promise.side = 'theirs' AND promise.stage <> 'dropped') AS promises
          FROM interview
     LEFT JOIN ambassador ON ambassador.member_id = interview.member_id
    """
    read = {row.pop("id"): Taken(**row) for row in db.query(sql)}
    return {interview_id: taken for interview_id, taken in read.items() if taken.is_any}


def namesakes(db: Database, name: str) -> list[tuple[int, str]]:
    """Members who are called so, whatever accents and case: (id, name)."""
    wanted = folded(" ".join(name.split()))
    return [(who, called) for who, called in member_names(db).items() if folded(called) == wanted]
