"""Writes of themes: merge, rename, take away, and make a prospect of a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from commdesk.core.database import Database, delete, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.concept.themes.model import (
    Theme,
    check_together,
    checked_name,
    prospect_named,
)
from commdesk.features.concept.themes.queries import (
    find_theme,
    interviews_with,
    links_of,
    theme_named,
)
from commdesk.features.members import add_member, find_member


@op("Merge themes into “{name}”")
def merge_themes(db: Database, keep_id: int, others: Iterable[int]) -> None:
    """Make one theme of some: an interview that named more than one of them names it once.

    Refuses themes of different questions, and of two different people.
    """
    keep = find_theme(db, keep_id)
    going = [find_theme(db, each) for each in dict.fromkeys(others) if each != keep_id]
    if not going:
        raise Refused("Choose two or more themes to merge.")
    check_together([keep, *going])
    db.about(name=keep.name)
    _move(db, keep, going)
    who = next((each.member_id for each in going if each.member_id is not None), None)
    for each in going:
        delete(db, "theme", each.id)
    if keep.member_id is None and who is not None:
        update(db, "theme", keep_id, {"member_id": who})


def _move(db: Database, keep: Theme, going: list[Theme]) -> None:
    named = set(interviews_with(db, keep.id))
    for row, interview in links_of(db, [each.id for each in going]):
        if interview in named:
            delete(db, "interview_theme", row)
        else:
            update(db, "interview_theme", row, {"theme_id": keep.id})
            named.add(interview)


@op("Rename theme “{old}” to “{name}”")
def rename_theme(db: Database, theme_id: int, name: str) -> None:
    """Call a theme otherwise, wherever it is named; refuses the name of another one."""
    theme, name = find_theme(db, theme_id), checked_name(name)
    other = theme_named(db, theme.question, name)
    if other is not None and other.id != theme_id:
        raise Refused("There is a theme “{name}” already: merge the two.", name=other.name)
    db.about(old=theme.name, name=name)
    update(db, "theme", theme_id, {"name": name})


@op("Delete theme “{name}”")
def remove_theme(db: Database, theme_id: int) -> None:
    """Take a theme out of every interview; what was said there stays."""
    theme = find_theme(db, theme_id)
    db.about(name=theme.name)
    for row, _interview in links_of(db, [theme_id]):
        delete(db, "interview_theme", row)
    delete(db, "theme", theme_id)


@op("Make {name} a prospect")
def make_prospect(db: Database, theme_id: int, member_id: int | None = None, *, today: date) -> int:
    """Tie somebody named as needed to this member, or to a new prospect; gives the member."""
    theme = find_theme(db, theme_id)
    if not theme.may_be_somebody:
        raise Refused("“{name}” is nobody who can become a prospect.", name=theme.name)
    if member_id is None:
        member_id = add_member(db, prospect_named(theme.name), today=today)
    update(db, "theme", theme_id, {"member_id": member_id})
    db.about(name=find_member(db, member_id).name)
    return member_id
