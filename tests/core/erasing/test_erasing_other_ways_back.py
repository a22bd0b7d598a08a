"""Nobody who was erased comes back by a dump, by a backup, or out of a damaged file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import backup, engine, erasing
from commdesk.core.desk import Desk
from commdesk.core.dumping import dump
from commdesk.core.erasing import ledger
from commdesk.core.keys import Key
from commdesk.core.people import Person
from commdesk.core.salvage import salvage
from commdesk.features.members import MemberDraft
from commdesk.features.members import ops as members
from commdesk.features.recovery.handing import take_in
from commdesk.features.recovery.recovering import recover
from tests.conftest import MovableClock
from tests.core.erasing.conftest import places_with

FATMA = MemberDraft(first_name="Fatma", last_name="Yılmazer", email="f.yilmazer@gemeente.example")


def untold(_done: int, _of: int) -> None:
    """Nobody watches."""


def erase(desk: Desk, person: Person) -> None:
    desk.do(erasing.erase, FEATURES, [person], today=desk.today())
    assert erasing.forget_bytes(desk.db)


@pytest.fixture
def fatma(demo: Desk) -> Person:
    return Person(demo.do(members.add_member, FATMA, today=demo.today()))


@pytest.mark.parametrize("with_history", [True, False])
def test_a_dump_of_before_is_loaded_without_them(
    demo: Desk, fatma: Person, key: Key | None, tmp_path: Path, clock: MovableClock,
    with_history: bool,
) -> None:  # fmt: skip
    with demo.twin() as twin:
        dump(twin, tmp_path / "alles.zip", untold, with_history=with_history)
    erase(demo, fatma)
    to = tmp_path / "geladen.commdesk"
    _made, said = take_in(tmp_path / "alles.zip", to, FEATURES, untold, key, clock)
    assert "1 person" in str(said)
    assert places_with("yılmazer", tmp_path, key) == []
    with Desk.open(to, FEATURES, clock=clock, key=key) as desk:
        assert desk.erased_again == 0
        assert erasing.erased_on(desk.db, email=FATMA.email)


def test_what_is_saved_of_an_older_file_is_saved_without_them(
    demo: Desk, fatma: Person, key: Key | None, tmp_path: Path, clock: MovableClock
) -> None:
    old = backup.make(demo.path, demo.now(), key=key).path
    erase(demo, fatma)
    to = tmp_path / "gered.commdesk"
    made = recover(old, to, FEATURES, key, untold, clock=clock)
    assert "1 person" in str(made.erased)
    old.unlink()
    assert places_with("yılmazer", tmp_path, key) == []


def test_also_when_the_first_act_and_with_it_their_ledger_is_lost(
    plain_demo: Desk, tmp_path: Path, clock: MovableClock
) -> None:
    fatma = Person(plain_demo.do(members.add_member, FATMA, today=plain_demo.today()))
    old = backup.make(plain_demo.path, plain_demo.now()).path
    erase(plain_demo, fatma)
    to = tmp_path / "gered.commdesk"
    salvage(old, to, FEATURES, None, untold)
    old.unlink()
    with closing(engine.connect(str(to))) as raw:
        (first,) = raw.execute("SELECT min(id) FROM journal_entry").fetchone()
        raw.execute("DELETE FROM journal_change WHERE entry_id = ?", (first,))
        raw.execute("DELETE FROM journal_entry WHERE id = ?", (first,))
    with Desk.open(to, FEATURES, clock=clock) as desk:
        assert desk.erased_again == 1
    with Desk.open(to, FEATURES, clock=clock) as desk:
        assert ledger.missed(desk.db, FEATURES) == {}


def test_a_workbook_without_any_act_shares_no_ledger_with_another(
    plain_demo: Desk, tmp_path: Path, clock: MovableClock, home: Path
) -> None:
    with plain_demo.twin() as twin:
        dump(twin, tmp_path / "alles.zip", untold, with_history=False)
    take_in(tmp_path / "alles.zip", tmp_path / "a.commdesk", FEATURES, untold, None, clock)
    with Desk.open(tmp_path / "a.commdesk", FEATURES, clock=clock) as desk:
        assert desk.erased_again == 0
    assert list(home.rglob("erased/*.json")) == []


def test_verbs_that_write_in_a_restored_copy_say_it(
    plain_demo: Desk, tmp_path: Path, commdesk: Callable[..., Result]
) -> None:
    fatma = Person(plain_demo.do(members.add_member, FATMA, today=plain_demo.today()))
    backup.keep(plain_demo.path, plain_demo.now())
    erase(plain_demo, fatma)
    path = plain_demo.path
    plain_demo.close()
    to = tmp_path / "terug.commdesk"
    restored = commdesk("backup", path, "--restore", "1", "--to", to)
    assert "1 persoon" in restored.stdout
    assert places_with("yılmazer", to.parent) == [
        str(each.path.relative_to(tmp_path)) for each in backup.list_backups(path)
    ]
    to.write_bytes(backup.list_backups(path)[0].path.read_bytes())
    written = commdesk("todo", to, "Nieuwsbrief")
    assert written.exit_code == 0, written.output
    assert "1 persoon" in written.stderr
