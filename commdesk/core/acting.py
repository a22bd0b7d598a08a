"""One act: one entry of history in one transaction, of which all is kept or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from commdesk.core import engine, journal
from commdesk.core.database import Database
from commdesk.core.feature import Features
from commdesk.core.journal import Entry, Kind


class Running:
    """The entry that is being written."""

    id = 0
    is_final = False
    tables: frozenset[str] = frozenset()
    """What it changed, once it has ended."""


@contextmanager
def entry(
    db: Database,
    features: Features,
    kind: Kind,
    op: str,
    label: str,
    now: datetime,
    who: tuple[str, str],
    what: Entry | None = None,
) -> Iterator[Running]:
    """Everything written inside is one entry; `what` is the act that an undo or redo is about."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.subject = dict(what.subject) if what else {}
        running = Running()
        running.id = journal.begin(
            db, kind=kind, op=op, label=label, now=now, who=who, of=what.id if what else None
        )
        yield running
        for feature in features:
            if feature.settle:
                feature.settle(db)
        running.tables = journal.finish(db, running.id, db.subject, is_final=running.is_final)
        db.execute("COMMIT")
    except BaseException:
        _roll_back(db)
        raise


def _roll_back(db: Database) -> None:
    """Nothing of the act remains; SQLite may have rolled back already, on a full disk say."""
    with suppress(engine.DatabaseError):
        if db.in_transaction:
            db.execute("ROLLBACK")
        journal.stop(db)
