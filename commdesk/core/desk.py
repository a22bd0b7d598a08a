"""The desk: one open workbook with its clock, language and features; the only way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from commdesk.core import acting, engine, files, journal, lock
from commdesk.core.called import called_by
from commdesk.core.clock import Clock, SystemClock, today_of
from commdesk.core.connection import BULK_WAIT_MS, connect, connect_twin, record
from commdesk.core.database import Database
from commdesk.core.erasing import again, forgetting
from commdesk.core.errors import Broken, Refused, passphrase_first
from commdesk.core.feature import Features
from commdesk.core.journal import Entry
from commdesk.core.keys import Key
from commdesk.core.turn import Turn
from commdesk.core.undoable import Undoable
from commdesk.core.words import N_, Text, Words
from commdesk.core.workbook import Workbook, read_workbook, set_up

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[frozenset[str]], None]
START = N_("the workbook starts here")


class Desk(Undoable):
    """One open workbook. Read through `desk.db`, write through `desk.do(op, ...)` only."""

    def __init__(
        self, db: Database, features: Features, clock: Clock, turn: Turn | None = None
    ) -> None:
        self.db = db
        self.path = db.path
        self.features = features
        self.clock = clock
        self.called = called_by(features)
        self.workbook = read_workbook(db)
        self.words = self._speaker()
        self._turn = turn
        self._listeners: list[Listener] = []
        self.is_read_only = turn is None
        self.place = turn.place if turn else None
        """Where the file lies when others may reach it there: one opener at a time."""
        self.was_left_open = False
        """Whether the file was not closed the last time: then it is looked whether it is sound."""
        self.is_open = True
        self.my_name = ""
        """Who writes, when it is another than the workbook's owner; stands in history."""
        self.erased_again = 0
        """People who were erased before, and came back with this older copy: erased on opening, or
        in a file that is open for reading still there."""

    @classmethod
    def open(
        cls,
        path: Path,
        features: Features,
        *,
        clock: Clock | None = None,
        key: Key | None = None,
        read_only: bool = False,
        take_over: bool = False,
    ) -> Self:
        """Open an existing workbook; refuse with what is wrong with the file.

        For writing it takes the lock and migrates an older file (after copying it). Read-only
        opens beside a writer and never migrates; on a shared place only on the writer's computer.
        `take_over`: another computer's note says that it has the file, but nobody is there.
        `key`: of a workbook with a passphrase; else PassphraseWanted or WrongPassphrase.
        """
        is_left = not read_only and lock.was_left_open(path)
        files.check_is_workbook(path, key)
        clock = clock or SystemClock()
        if read_only:
            with files.database_errors(path):
                twin = connect_twin(path, features, key)
                return cls._on(twin, features, clock, look=again.still_there)
        turn = Turn(path, features, key)
        with files.readable_errors(path):
            db = turn.begin(over=take_over)
            desk = cls._on(db, features, clock, turn, look=again.settle)
        desk.was_left_open = is_left
        return desk

    @classmethod
    def create(
        cls,
        path: Path,
        features: Features,
        workbook: Workbook,
        *,
        clock: Clock | None = None,
        key: Key | None = None,
    ) -> Self:
        """A new workbook; refuses where a file is already, and leaves nothing behind on failure."""
        with files.made_whole(path), files.readable_errors(path), ExitStack() as half_made:
            engine.create(str(path), key).close()
            desk = cls.open(path, features, clock=clock, key=key)
            half_made.callback(desk.close)
            desk.my_name = workbook.owner  # who is not in the file yet
            desk.do(set_up, workbook)
            desk.my_name = ""
            # Making a workbook is not an act to undo.
            desk.db.execute("UPDATE journal_entry SET closed_because = :why", {"why": START})
            half_made.pop_all()
        return desk

    @classmethod
    def _on(
        cls,
        db: Database,
        features: Features,
        clock: Clock,
        turn: Turn | None = None,
        look: Callable[[Desk], int] | None = None,
    ) -> Self:
        """A desk on this connection, which is closed when the file cannot be understood.

        `look`: who in it was erased from another copy of the workbook.
        """
        try:
            desk = cls(db, features, clock, turn)
            desk.erased_again = look(desk) if look else 0
        except BaseException:
            db.close()
            if turn:
                turn.end()
            raise
        return desk

    @property
    def key(self) -> Key | None:
        """Of a workbook with a passphrase: what else opens this file or a copy of it needs it."""
        return self.db.key

    def twin(self) -> Desk:
        """A second desk on the same file that only reads, for a thread; close it."""
        files.check_is_workbook(self.path, self.key)
        with files.database_errors(self.path):
            db = connect_twin(self.path, self.features, self.key)
            return self._on(db, self.features, self.clock)

    def fork(self) -> Desk:
        """A second writing desk on the same file for one bulk op in a worker thread.

        It works under this desk's lock, which is taken back first. Close it, then tell this desk
        with `announce`. Raises Refused when another has the file now.
        """
        if self.is_read_only:
            raise self._read_only()
        self.take_back()
        db = connect(self.path, self.features, self.key, wait_ms=BULK_WAIT_MS)
        twin = Desk(db, self.features, self.clock)
        twin.is_read_only, twin.my_name = False, self.my_name
        return twin

    def let_go(self) -> None:
        """Free the file for others while nobody works here; the next act takes it back."""
        if self._turn:
            self._turn.let_go(self.db)

    @property
    def is_resting(self) -> bool:
        """Whether this desk writes, but has let go of the file."""
        return self._turn is not None and self._turn.is_let_go

    def take_back(self) -> bool:
        """Hold the file again after `let_go`; whether another wrote meanwhile, which it announces.

        Raises Refused when another has it now, or when it is no longer what this program can write.
        """
        found = self._turn.take_back(self.db) if self._turn else None
        if found is None:
            return False
        before, self.db = self.db, found
        if before is not found:
            before.close()
        self.announce(frozenset({"workbook_fact"}).union(*(f.tables for f in self.features)))
        return True

    def close(self) -> None:
        """Close the file and free the lock; a second call does nothing."""
        self.is_open = False
        self._listeners.clear()
        with suppress(engine.DatabaseError):
            if not (self.is_read_only or self.is_resting) and forgetting.is_due(self.db):
                forgetting.forget_bytes(self.db)  # somebody read it when it was due
        if self._turn:
            self._turn.leave(self.db)
        with suppress(engine.DatabaseError):
            self.db.close()
        if self._turn:
            self._turn.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return today_of(self.clock)

    @property
    def actor(self) -> str:
        """Who writes: in history, and in the log of exports."""
        return self.my_name or self.workbook.owner or lock.user_name()

    @property
    def holder(self) -> lock.Holder | None:
        """Who holds the file for writing, for the banner of a read-only window."""
        return lock.find_holder(self.path)

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

    def undo(self, only: int | None = None) -> Text:
        """Undo the newest act that stands; returns its label.

        `only`: the entry that was named to the user; when it is no longer the next, it refuses.
        """
        self.take_back()
        what = journal.named_next(self.db, journal.next_undo, N_("There is nothing to undo."), only)
        with self._entry("undo", what.op, what.label, what) as entry:
            journal.play_back(self.db, what, what.id, entry.id, self.called)
            journal.mark_undone(self.db, what.id, is_undone=True)
        return what.text

    def redo(self, only: int | None = None) -> Text:
        """Do again what was undone last; returns its label."""
        self.take_back()
        what = journal.named_next(self.db, journal.next_redo, N_("There is nothing to redo."), only)
        with self._entry("redo", what.op, what.label, what) as entry:
            source = journal.undo_entry_of(self.db, what.id)
            journal.play_back(self.db, what, source, entry.id, self.called)
            journal.mark_undone(self.db, what.id, is_undone=False)
        return what.text

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
    ) -> Iterator[acting.Running]:
        if self.is_read_only:
            raise self._read_only()
        self.take_back()
        if self.db.in_transaction:
            raise Broken(f"{op} was called inside another op")
        now, who = self.now(), (self.actor, lock.computer_name())
        with files.readable_errors(self.path):
            record(self.db, self.features)
            with acting.entry(self.db, self.features, kind, op, label, now, who, what) as running:
                yield running
        self.announce(running.tables)

    def _read_only(self) -> Refused:
        if self._turn:  # it could be written, but not before it has a passphrase
            return passphrase_first(self.path.name)
        if holder := self.holder:
            return lock.held_elsewhere(self.path, holder)
        return Refused("{file} is open for reading only. Nothing was changed.", file=self.path.name)

    def _reread(self) -> None:
        self.workbook = read_workbook(self.db)
        if self.workbook.language != self.words.language:
            self.words = self._speaker()

    def _speaker(self) -> Words:
        return Words(self.workbook.language, self.today)
