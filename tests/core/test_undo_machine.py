"""Random acts, undone and redone at random, always lead back to where they came from."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.workbook import add_absence, list_absences, set_facts
from commdesk.features.members import (
    MemberDraft,
    add_member,
    allow_contact,
    change_member,
    list_members,
    remove_member,
    restrict,
    set_tag_cadence,
    stop_contact,
)
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
WORDS = st.text("abcdé 'ğ\n\"{}", min_size=1, max_size=12).filter(str.strip)
TAGS = st.lists(st.sampled_from(["bomen", "wonen", "water"]), max_size=3, unique=True).map(tuple)
EMPTY: list[Path] = []


class Acts(RuleBasedStateMachine):
    """Keeps the state after every act; undo must give the one before, redo the one after."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(shutil.copy(EMPTY[0], Path(self.folder.name) / "w.commdesk"))
        self.desk = Desk.open(path, FEATURES)
        self.past = [dump(self.desk.db)]
        self.future: list[object] = []

    def teardown(self) -> None:
        self.desk.close()
        assert self.desk.path.exists()
        self.folder.cleanup()

    def _done(self) -> None:
        state = dump(self.desk.db)
        if state != self.past[-1]:
            self.past.append(state)
            self.future.clear()

    @rule(first=WORDS, last=WORDS, tags=TAGS, organisation=st.sampled_from(["", "A", "B"]))
    def add(self, first: str, last: str, tags: tuple[str, ...], organisation: str) -> None:
        draft = MemberDraft(first_name=first, last_name=last, tags=tags, organisation=organisation)
        self.desk.do(add_member, draft, today=TODAY)
        self._done()

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), notes=WORDS, tags=TAGS, organisation=st.sampled_from(["", "A", "C"]))
    def change(
        self, data: st.DataObject, notes: str, tags: tuple[str, ...], organisation: str
    ) -> None:
        changes = {"notes": notes, "tags": tags, "organisation": organisation}
        self.desk.do(change_member, data.draw(st.sampled_from(self._ids())), changes)
        self._done()

    @precondition(lambda self: self._ids())
    @rule(data=st.data(), what=st.sampled_from(["remove", "stop", "allow", "restrict"]))
    def act_on(self, data: st.DataObject, what: str) -> None:
        member_id = data.draw(st.sampled_from(self._ids()))
        match what:
            case "remove":
                self.desk.do(remove_member, member_id)
            case "stop":
                self.desk.do(stop_contact, member_id, reason="vroeg erom", today=TODAY)
            case "allow":
                self.desk.do(allow_contact, member_id)
            case _:
                self.desk.do(restrict, member_id, is_restricted=True)
        self._done()

    @rule(days=st.integers(1, 60), owner=WORDS)
    def settle_things(self, days: int, owner: str) -> None:
        self.desk.do(set_tag_cadence, "bomen", days)
        self._done()
        self.desk.do(set_facts, owner=owner, weekly_minutes=days)
        self._done()
        away = TODAY + timedelta(days=len(list_absences(self.desk.db)))
        self.desk.do(add_absence, away, away, owner)
        self._done()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.desk.undo()
        self.future.append(self.past.pop())
        assert dump(self.desk.db) == self.past[-1]

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.desk.redo()
        self.past.append(self.future.pop())  # type: ignore[arg-type]
        assert dump(self.desk.db) == self.past[-1]

    @rule()
    def restart(self) -> None:
        self.desk.close()
        self.desk = Desk.open(self.desk.path, FEATURES)
        assert dump(self.desk.db) == self.past[-1]

    @invariant()
    def is_sound(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.db.query("PRAGMA foreign_key_check") == []
            assert self.desk.db.value("PRAGMA integrity_check") == "ok"

    def _ids(self) -> list[int]:
        return [row.id for row in list_members(self.desk.db)] if hasattr(self, "desk") else []


@pytest.mark.usefixtures("home")
def test_any_sequence_of_acts_undoes_to_where_it_began(empty_workbook: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    EMPTY[:] = [empty_workbook]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Acts,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
