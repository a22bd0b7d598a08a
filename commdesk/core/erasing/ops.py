"""The op that erases people, the part of it that other ops use, and what it would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.developing import Leaving, team_of
from commdesk.core.erasing import emptying, gathering, history, marks
from commdesk.core.erasing.emptying import Left
from commdesk.core.erasing.model import EMPTIED, KEPT_AS_A_NUMBER, REMOVED, WHY, Erased, Foreseen
from commdesk.core.erasing.naming import (
    gone_names,
    take_names_out,
    take_names_out_of_history,
)
from commdesk.core.feature import Features, PersonalData
from commdesk.core.journal import op
from commdesk.core.people import Person, held_of
from commdesk.core.words import N_, Words
from commdesk.core.workbook import read_fact

LEFT = Left(N_("(erased)"), N_("erased {number}"))


@op("Erase {count} people", is_final=True)
def erase(db: Database, features: Features, people: Sequence[Person], *, today: date) -> Erased:
    """Take these people out of the workbook for good; afterwards `forget_bytes`."""
    return erase_people(db, features, people, today=today)


def erase_people(
    db: Database,
    features: Features,
    people: Sequence[Person],
    *,
    today: date,
    why: str = WHY,
) -> Erased:
    """The part of an op that takes people out of tables, texts of others, and the journal.

    Somebody who is not there any more is taken out of the journal all the same. `why`: the msgid
    of what undo says of earlier acts about them. The op that uses this is final, its subject names
    nobody, and `forget_bytes` follows it.
    """
    return erase_since(db, features, dict.fromkeys(people, today), today=today, why=why)


def erase_since(
    db: Database,
    features: Features,
    people: Mapping[Person, date],
    *,
    today: date,
    why: str = WHY,
) -> Erased:
    """As `erase_people`, part of an op, for people of whom some were erased on an earlier day."""
    words = Words(read_fact(db, "language", "nl"), lambda: today)
    db.about(count=len(people))
    everybody = _with_merged(db, people)
    gathering.begin(db, everybody)
    gathering.gather(db, features)
    history.gather_earlier(db, features)
    gathering.gather(db, features)
    names = gone_names(db, features, words, LEFT)
    marks.keep(db, features, everybody)
    count_who_leaves(db, features, today)
    emptying.sort_out(db, features, today)
    removed, emptied = emptying.empty(db, features, LEFT, words)
    take_names_out(db, names, words, LEFT)
    history.blank(db, why=why)
    take_names_out_of_history(db, names)
    gathering.end(db)
    db.execute("UPDATE erased_key SET is_due = 1")
    return Erased(len(people), removed, emptied)


def count_who_leaves(db: Database, features: Features, today: date) -> None:
    """Let features keep the totals in which the members count who go now, each once.

    Part of what takes them out, when their rows are gathered and still there.
    """
    sql = f"SELECT id FROM member WHERE id IN ({gathering.ROWS_OF.format('member')})"
    members = frozenset(db.column(sql))
    if not members:
        return
    leaving = Leaving(members, members & team_of(db, features), today)
    for feature in features:
        if feature.before_erasing:
            feature.before_erasing(db, leaving)


def _with_merged(db: Database, people: Mapping[Person, date]) -> dict[Person, date]:
    """And who was merged into them before: they are the same people."""
    merges = history.merges(db)
    found = dict(people)
    for person, day in people.items():
        for other in history.merged_into(merges, person):
            found.setdefault(other, day)
    return found


def preview(
    db: Database, features: Features, person: Person, *, today: date | None = None
) -> list[Foreseen]:
    """What erasing this person would do, by kind of rows; nothing is changed."""
    found = []
    for held in held_of(db, features, person):
        stays = _staying(db, held.data, [row["id"] for row in held.rows], today)
        gone = len(held.rows) - stays
        if gone:
            found.append(Foreseen(held.data.title, gone, REMOVED))
        if stays:
            says = set(held.data.columns) - set(held.data.keeps)
            found.append(Foreseen(held.data.title, stays, EMPTIED if says else KEPT_AS_A_NUMBER))
    return found


def _staying(db: Database, data: PersonalData, ids: Iterable[int], today: date | None) -> int:
    if not data.stays:
        return 0
    listed = ", ".join(map(str, ids))
    sql = f"SELECT count(*) FROM {data.table} WHERE id IN ({listed})"
    day = today or date.max  # without a day: as if all of it were past
    where = f"{sql} AND ({data.stays_where or 'TRUE'})"
    told = {"today": day.isoformat()} if ":today" in where else {}
    return int(db.value(where, told))
