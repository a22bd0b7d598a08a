"""Reads beside a copy: which acts came after it, and in what the tables differ by now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from commdesk.core import backup, engine, files, journal, settings
from commdesk.core.backup import Backup, State
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import PassphraseWanted
from commdesk.core.feature import Feature
from commdesk.core.keys import Key
from commdesk.core.place import shared_place
from commdesk.core.values import from_moment
from commdesk.core.words import Text, say
from commdesk.features.safekeeping.model import (
    Compared,
    Difference,
    Kept,
    Place,
    Since,
    sound_words,
    state_words,
)

_MOST_NAMES = 5
_MOST_ACTS = 60
_NEWEST = "SELECT max(id) FROM journal_entry"


def kept_copies(desk: Desk) -> list[Kept]:
    """Every copy of this workbook with what is to be said of it; for a thread."""
    copies = backup.list_backups(desk.path)
    goes = backup.goes_on((each.at for each in copies), desk.today())
    chosen = backup.chosen_base()
    return [_kept(desk, each, goes[each.at], chosen) for each in copies]


def place_of_copies(workbook: Path) -> Place:
    """Where copies of this workbook go; it may lie on a network, so for a thread."""
    chosen, is_fixed = backup.chosen_base(), "backup_folder" in settings.load().fixed
    base = chosen or backup.own_base()
    if chosen and not backup.is_reached(chosen):
        return Place(base, is_chosen=True, is_fixed=is_fixed, is_reached=False)
    there = next(each for each in (base, *base.parents) if each.is_dir())
    return Place(
        base,
        is_chosen=chosen is not None,
        is_fixed=is_fixed,
        is_same_disk=there.stat().st_dev == workbook.parent.stat().st_dev,
        shared=shared_place(there / "x"),
    )


def what_changed(desk: Desk, kept: Kept, check: Callable[[], object] = lambda: None) -> Compared:
    """All that is to be said of a copy beside the workbook as it is now.

    For a thread: `desk` is a twin, see `differences`.
    """
    newest = newest_act(kept.backup, desk.key)
    if newest is None:
        return Compared()
    acts = [each for each in journal.history(desk.db, limit=_MOST_ACTS) if each.id > newest]
    found = differences(desk, kept.backup, check)
    return Compared(tuple(found), tuple((each.at, each.text) for each in acts))


def check_copy(copy: Backup, key: Key | None) -> tuple[Text, bool]:
    """In words whether a copy is as it was made and sound inside; and whether that is well."""
    state = backup.state_of(copy)
    if state in {State.CHANGED, State.UNREAD}:
        return state_words(state), False
    try:
        faults = backup.faults_of(copy.path, key)
    except PassphraseWanted:
        return say("{state}; it opens with another passphrase", state=state_words(state)), True
    return sound_words(state, faults), not faults


def newest_act(copy: Backup, key: Key | None) -> int | None:
    """The last act that a copy holds; None for one that cannot be read."""
    try:
        raw = engine.connect(str(copy.path), key=key, read_only=True)
    except engine.DatabaseError:
        return None
    try:
        return raw.execute(_NEWEST).fetchone()[0] or 0
    except engine.DatabaseError:
        return None
    finally:
        raw.close()


def acts_since(db: Database, newest: int) -> Since:
    """What came after this act; see `Since`."""
    where = {"newest": newest}
    is_ahead = newest and not db.value("SELECT 1 FROM journal_entry WHERE id = :newest", where)
    acts = db.value("SELECT count(*) FROM journal_entry WHERE id > :newest", where)
    return Since(int(acts), tuple(_rows_since(db, newest)), bool(is_ahead))


def oldest_since(db: Database, newest: int) -> datetime | None:
    """When the first act after this one was done; None when there is none."""
    sql = "SELECT at FROM journal_entry WHERE id > :newest ORDER BY id LIMIT 1"
    found = db.value(sql, {"newest": newest})
    return from_moment(found) if found else None


def count_since(db: Database, newest: int) -> int:
    sql = "SELECT count(*) FROM journal_entry WHERE id > :newest"
    return int(db.value(sql, {"newest": newest}))


def differences(
    desk: Desk, copy: Backup, check: Callable[[], object] = lambda: None
) -> list[Difference]:
    """Per table the rows added, changed and removed between a copy and now; for a thread.

    `desk` is a twin, on whose connection the copy is opened too. `check` raises to stop.
    """
    db, unwatched = desk.db, [name for each in desk.features for name in each.unwatched]
    with files.readable_errors(copy.path):
        engine.attach(db.raw, str(copy.path), "copy", desk.key)
        try:
            tables = journal.watched_tables(db, unwatched)
            found = []
            for table in tables:
                check()
                found.append(_difference(db, table))
        finally:
            db.raw.execute("DETACH DATABASE copy")
    return _with_names(desk.features, copy, desk.key, [each for each in found if each.is_any])


def _kept(desk: Desk, copy: Backup, goes: date, chosen: object) -> Kept:
    newest = newest_act(copy, desk.key)
    opens = newest is not None or backup.opens_with(copy.path, desk.key)
    since = None if newest is None else acts_since(desk.db, newest)
    is_chosen = chosen is not None and copy.path.is_relative_to(str(chosen))
    return Kept(copy, opens, since, goes, is_chosen)


def _rows_since(db: Database, newest: int) -> list[tuple[str, int]]:
    sql = """
        SELECT table_name, count(DISTINCT row_id) AS rows FROM journal_change
         WHERE entry_id > :newest GROUP BY table_name ORDER BY rows DESC, table_name
    """
    return [(row["table_name"], row["rows"]) for row in db.query(sql, {"newest": newest})]


def _difference(db: Database, table: str) -> Difference:
    columns = _columns(db, "copy", table) & _columns(db, "main", table)
    if not columns:  # the copy is of before this table
        return Difference(table, added=int(db.value(f'SELECT count(*) FROM main."{table}"')))
    pair = f'main."{table}" AS now JOIN copy."{table}" AS old ON old.id = now.id'
    sides = (", ".join(f'{side}."{each}"' for each in sorted(columns)) for side in ("now", "old"))
    now, old = sides
    added, changed, removed = (
        int(db.value(sql))
        for sql in (
            _missing(table, "main", "copy"),
            f"SELECT count(*) FROM {pair} WHERE ({now}) IS NOT ({old})",
            _missing(table, "copy", "main"),
        )
    )
    gone = _missing(table, "copy", "main", "this.id") + f" ORDER BY id LIMIT {_MOST_NAMES}"
    names = tuple(map(str, db.column(gone))) if removed else ()
    return Difference(table, added, changed, removed, names)


def _missing(table: str, there: str, here: str, what: str = "count(*)") -> str:
    """Rows of one side that the other has not."""
    return f"""
        SELECT {what} FROM {there}."{table}" AS this
         WHERE NOT EXISTS (SELECT 1 FROM {here}."{table}" AS that WHERE that.id = this.id)
    """


def _columns(db: Database, side: str, table: str) -> set[str]:
    return set(db.column(f"SELECT name FROM pragma_table_info('{table}', '{side}')"))


def _with_names(
    features: tuple[Feature, ...], copy: Backup, key: Key | None, found: list[Difference]
) -> list[Difference]:
    """Names in the place of the ids, as the copy has them; none where nothing has a name."""
    names_for = {name: f for each in features for name, f in each.names_for.items()}
    raw = engine.connect(str(copy.path), key=key, read_only=True)
    db = Database(copy.path, raw, key)
    try:
        for feature in features:
            if feature.prepare:
                feature.prepare(db)
        return [_named(db, each, names_for.get(each.table)) for each in found]
    finally:
        db.close()


def _named(
    db: Database, found: Difference, name_of: Callable[[Database, int], str] | None
) -> Difference:
    names: list[str] = []
    if name_of:
        with suppress(engine.DatabaseError):  # of before a column that names it now
            names = [name_of(db, int(row_id)) for row_id in found.only_in_copy]
    kept = tuple(name for name in names if name)
    return Difference(found.table, found.added, found.changed, found.removed, kept)
