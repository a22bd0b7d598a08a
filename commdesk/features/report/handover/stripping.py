"""Take out of a copy of the workbook what may not go along; the bytes too.

The copy is nobody's workbook yet: it has no history of its own to write, and the values in the
history that it came with are blanked. What goes, by product.md and the retention dates in the file:

- members whose data is restricted, and those who were to be kept until a day that has passed, with
  all that hangs on them; where a row outlives its member, what it says of them is emptied;
- what features name as `withheld`: texts of messages, drafts, what was said in interviews;
- the names of those members, where others typed them: see `naming`;
- every value in the history: who, when and what kind stay, and undo begins anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from commdesk.core import journal
from commdesk.core.database import Database
from commdesk.core.erasing import count_who_leaves, emptying, gathering
from commdesk.core.erasing.emptying import Left
from commdesk.core.erasing.forgetting import clean
from commdesk.core.erasing.naming import Names, gone_names, take_names_out
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.people import Person
from commdesk.core.reporting import Withheld
from commdesk.core.words import N_, Words
from commdesk.features.report.handover.model import Stripped

_WHY = N_("this copy was handed over without earlier values")
LEFT = Left(N_("(left out)"), N_("left out {number}"))


def strip(
    path: Path, features: Features, today: date, words: Words, key: Key | None = None
) -> tuple[Stripped, Names]:
    """Strip the workbook at `path`, a copy that nobody has open; whole or not at all.

    The names are those of who was left out, to take them from pages too.
    """
    db = Database.connect(path, key=key)
    try:
        for feature in features:
            if feature.prepare:
                feature.prepare(db)
        db.execute("BEGIN IMMEDIATE")
        found = _strip(db, features, today, words)
        db.execute("COMMIT")
        clean(db)
    finally:
        db.close()
    return found


def _strip(db: Database, features: Features, today: date, words: Words) -> tuple[Stripped, Names]:
    restricted, expired = _find_gone(db, today)
    gathering.gather(db, features)
    names = gone_names(db, features, words, LEFT)
    count_who_leaves(db, features, today)
    emptying.sort_out(db, features, today)
    emptying.empty(db, features, LEFT, words)
    for feature in features:
        for withheld in feature.withheld:
            _withhold(db, withheld)
    take_names_out(db, names, words, LEFT)
    for feature in features:
        if feature.settle:
            feature.settle(db)
    journal.scrub_all(db, why=_WHY)
    gathering.end(db)
    people = int(db.value("SELECT count(*) FROM member"))
    return Stripped(people, restricted, expired), names


def _find_gone(db: Database, today: date) -> tuple[int, int]:
    """Note who may not go along; how many are restricted, how many are expired."""
    restricted = db.column("SELECT id FROM member WHERE is_restricted")
    sql = "SELECT id FROM member WHERE NOT is_restricted AND retention_on < :today"
    expired = db.column(sql, {"today": today.isoformat()})
    gathering.begin(db, map(Person, (*restricted, *expired)))
    return len(restricted), len(expired)


def _withhold(db: Database, withheld: Withheld) -> None:
    if not withheld.columns:
        db.execute(f"DELETE FROM {withheld.table}")
        return
    columns = emptying.columns_of(db, withheld.table)
    empty = ("NULL" if columns[name].is_nullable else "''" for name in withheld.columns)
    sets = ", ".join(f"{name} = {said}" for name, said in zip(withheld.columns, empty, strict=True))
    db.execute(f"UPDATE {withheld.table} SET {sets}")
