"""The desk: one open workbook with its clock, language and features; the only way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from commdesk.core import engine, files, journal, migrate
from commdesk.core.called import called_by
from commdesk.core.clock import Clock, SystemClock
from commdesk.core.connection import BULK_WAIT_MS, connect, connect_twin
from commdesk.core.database import Database
from commdesk.core.errors import Broken, Refused
from commdesk.core.feature import Features
from commdesk.core.journal import Entry
from commdesk.core.lock import (
    Holder,
    Lock,
    computer_name,
    find_holder,
    held_elsewhere,
    user_name,
)
from commdesk.core.paths import user_data
from commdesk.core.place import shared_place
from commdesk.core.words import N_, Text, Words
from commdesk.core.workbook import Workbook, read_workbook, set_up

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[frozenset[str]], None]
START = N_("the workbook starts here")


class Desk:
    """One open workbook. Read through `desk.db`, write through `desk.do(op, ...)` only."""

    def __init__(self, db: Database, features: Features, clock: Clock, lock: Lock | None) -> None:
        self.db = db
        self.path = db.path
        self.features = features
        self.clock = clock
        self.called = called_by(features)
        self.workbook = read_workbook(db)
        self.words = Words(self.workbook.language)
        self._lock = lock
        self._listeners: list[Listener] = []
        self._seen = 0
        self.is_read_only = lock is None
        self.place: Text | None = None
        """Where the file lies when others may reach it there: one opener at a time."""
        self.is_open = True
        self.my_name = ""
        """Who writes, when it is another than the workbook's owner; stands in history."""

    @classmethod
    def open(
        cls, path: Path, features: Features, *, clock: Clock | None = None, read_only: bool = False
    ) -> Self:
        """Open an existing workbook; refuse with what is wrong with the file.

        For writing it takes the lock and migrates an older file (after copying it). Read-only
        opens beside a writer and never migrates; on a shared place only on the writer's computer.
        """
        files.check_is_workbook(path)
        clock, place = clock or SystemClock(), shared_place(path)
        if read_only:
            with files.database_errors(path):
                return cls._on(connect_twin(path, features), features, clock, None)
        lock = Lock(path)
        with files.readable_errors(path):
            lock.take(clock.now())
            try:
                files.check_is_writable(path)
                migrate.migrate(
                    path, features, user_data() / "before-update", is_shared=bool(place)
                )
                desk = cls._on(connect(path, features), features, clock, lock)
            except BaseException:
                lock.free()
                raise
        desk.place = place
        return desk

    @classmethod
    def create(
        cls, path: Path, features: Features, workbook: Workbook, *, clock: Clock | None = None
    ) -> Self:
        """A new workbook; refuses where a file is already, and leaves nothing behind on failure."""
        files.claim(path)
        desk: Self | None = None
        try:
            with files.readable_errors(path):
                engine.create(str(path)).close()
                desk = cls.open(path, features, clock=clock)
                desk.do(set_up, workbook)
                # Making a workbook is not an act to undo.
                desk.db.execute("UPDATE journal_entry SET closed_because = :why", {"why": START})
        except BaseException:
            if desk:
                desk.close()
            files.remove_workbook(path)
            raise
        return desk

    @classmethod
    def _on(cls, db: Database, features: Features, clock: Clock, lock: Lock | None) -> Self:
        """A desk on this connection, which is closed when the file cannot be understood."""
        try:
            return cls(db, features, clock, lock)
        except BaseException:
            db.close()
            raise

    def fork(self) -> Desk:
        """A second writing desk on the same file for one bulk op in a worker thread.

        It shares this desk's lock. Close it, then tell this desk with `announce`.
        """
        db = connect(self.path, self.features, wait_ms=BULK_WAIT_MS)
        twin = Desk(db, self.features, self.clock, None)
        twin.is_read_only = self.is_read_only
        return twin

    def let_go(self) -> None:
        """Free the file for others while nobody works here; the next act takes it back."""
        if self._lock:
            self._seen = self.db.value("PRAGMA data_version")
            self._lock.free()

    @property
    def is_resting(self) -> bool:
        """Whether this desk writes, but has let go of the file."""
        return self._lock is not None and not self._lock.is_taken

    def take_back(self) -> None:
        """Hold the file again after `let_go`; tell the listeners when another wrote meanwhile.

        Raises Refused when another has it now, or when a newer commdesk has had it.
        """
        if self._lock is None or self._lock.is_taken:
            return
        self._lock.take(self.now())
        if self.db.value("PRAGMA data_version") == self._seen:
            return
        try:
            migrate.refuse_if_newer(self.db.raw, self.path, self.features)
        except Refused:
            self._lock.free()
            raise
        self.announce(frozenset({"workbook_fact"}).union(*(f.tables for f in self.features)))

    def close(self) -> None:
        """Close the file and free the lock; a second call does nothing."""
        self.is_open = False
        self._listeners.clear()
        with suppress(engine.DatabaseError):
            self.db.close()
        if self._lock:
            self._lock.free()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        """Today on this computer's clock."""
        return self.now().astimezone().date()

    @property
    def holder(self) -> Holder | None:
        """Who holds the file for writing, for the banner of a read-only window."""
        return find_holder(self.path)

    def do(self, op: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one op in one transaction as one entry of history, then tell the listeners.

        Raises Refused when the op refuses or the file cannot be written; nothing is changed then.
        """
        label = getattr(op, "label", "")
        if not label:
            raise Broken(f"{op.__qualname__} is not marked with @op")
        with self._entry("do", f"{op.__module__}.{op.__qualname__}", label) as entry:
            result = op(self.db, *args, **kwargs)
            entry.is_final = bool(getattr(op, "is_final", False))
        return result

    def undo(self) -> Text:
        """Undo the newest act that stands; returns its label."""
        what = journal.next_undo(self.db)
        if what is None:
            raise Refused("There is nothing to undo.")
        journal.refuse_if_closed(what)
        with self._entry("undo", what.op, what.label, what) as entry:
            journal.play_back(self.db, what, what.id, entry.id, self.called)
            journal.mark_undone(self.db, what.id, is_undone=True)
        return what.text

    def redo(self) -> Text:
        """Do again what was undone last; returns its label."""
        what = journal.next_redo(self.db)
        if what is None:
            raise Refused("There is nothing to redo.")
        journal.refuse_if_closed(what)
        with self._entry("redo", what.op, what.label, what) as entry:
            source = journal.undo_entry_of(self.db, what.id)
            journal.play_back(self.db, what, source, entry.id, self.called)
            journal.mark_undone(self.db, what.id, is_undone=False)
        return what.text

    @property
    def undo_label(self) -> Text | None:
        """What undo would undo now, or None."""
        entry = journal.next_undo(self.db)
        return entry.text if entry and not entry.closed_because else None

    @property
    def redo_label(self) -> Text | None:
        entry = journal.next_redo(self.db)
        return entry.text if entry and not entry.closed_because else None

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the tables changed after every act; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def announce(self, tables: frozenset[str]) -> None:
        """Tell the listeners that these tables changed (also: by a fork that has ended)."""
        if "workbook_fact" in tables:
            self._reread()
        for listener in list(self._listeners):
            listener(tables)

    @contextmanager
    def _entry(
        self, kind: journal.Kind, op: str, label: str, what: Entry | None = None
    ) -> Iterator[_Running]:
        if self.is_read_only:
            raise self._read_only()
        self.take_back()
        if self.db.in_transaction:
            raise Broken(f"{op} was called inside another op")
        running = _Running()
        with files.readable_errors(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self.db.subject = dict(what.subject) if what else {}
                running.id = journal.begin(
                    self.db,
                    kind=kind,
                    op=op,
                    label=label,
                    now=self.now(),
                    who=(self.my_name or self.workbook.owner or user_name(), computer_name()),
                    of=what.id if what else None,
                )
                yield running
                for feature in self.features:
                    if feature.settle:
                        feature.settle(self.db)
                tables = journal.finish(
                    self.db, running.id, self.db.subject, is_final=running.is_final
                )
                self.db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        self.announce(tables)

    def _roll_back(self) -> None:
        """Nothing of the op remains; SQLite may have rolled back already, on a full disk say."""
        with suppress(engine.DatabaseError):
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            journal.stop(self.db)

    def _read_only(self) -> Refused:
        if holder := self.holder:
            return held_elsewhere(self.path, holder)
        return Refused("{file} is open for reading only. Nothing was changed.", file=self.path.name)

    def _reread(self) -> None:
        self.workbook = read_workbook(self.db)
        if self.workbook.language != self.words.language:
            self.words = Words(self.workbook.language)


class _Running:
    """The entry that is being written."""

    id = 0
    is_final = False
