"""Whoever is erased is in no byte of the workbook any more, nor of anything beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import erasing
from commdesk.core.check import faults
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.erasing import ledger
from commdesk.core.erasing.forgetting import is_due
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.keys import Key
from commdesk.core.people import Person, held_of
from tests.core.erasing.conftest import grams_with, places_with
from tests.core.erasing.planting import WORD, plant_rows, plant_words


@op("Take some of it out")
def remove_some(db: Database, person: Person) -> None:
    """Only the journal has it then."""
    for held in held_of(db, FEATURES, person):
        if held.data.table != "member" and not held.data.through:
            db.execute(f"DELETE FROM {held.data.table} WHERE id = :id", held.rows[0])


@op("Sample")
def sample(db: Database) -> None:
    db.execute("ANALYZE")


def planted(desk: Desk) -> Person:
    """Somebody with a word of their own in every text, twice changed, and partly taken out."""
    person = Person(desk.db.value("SELECT id FROM member ORDER BY sort_name LIMIT 1 OFFSET 40"))
    desk.do(plant_rows, person.id)
    assert desk.do(plant_words, person, "first") > 60
    desk.do(remove_some, person)
    desk.do(plant_rows, person.id)
    desk.do(plant_words, person, "then")
    desk.do(sample)
    return person


def test_no_word_of_who_was_erased_is_left_in_any_byte(
    demo: Desk, key: Key | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room := tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    person = planted(demo)
    covered = {held.data.table for held in held_of(demo.db, FEATURES, person)}
    assert covered == {each.table for feature in FEATURES for each in feature.personal_data}
    demo.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert places_with(WORD, tmp_path, key) == ["demo.commdesk"]
    assert grams_with(demo.db, WORD)
    demo.do(erasing.erase, FEATURES, [person], today=demo.today())
    assert erasing.forget_bytes(demo.db)
    assert places_with(WORD, tmp_path, key) == []
    assert grams_with(demo.db, WORD) == []
    assert faults(demo.db.raw) == []
    demo.close()
    assert places_with(WORD, tmp_path, key) == []
    with Desk.open(demo.path, FEATURES, key=key, clock=demo.clock) as again:
        assert faults(again.db.raw) == []
        with pytest.raises(Refused, match="it is final"):
            again.undo()


def test_a_reader_in_the_way_is_said_and_it_is_done_at_closing(
    demo: Desk, key: Key | None, tmp_path: Path
) -> None:
    person = planted(demo)
    with demo.twin() as twin:
        twin.db.execute("BEGIN")
        assert twin.db.value("SELECT count(*) FROM member")
        demo.do(erasing.erase, FEATURES, [person], today=demo.today())
        assert not erasing.forget_bytes(demo.db)
        assert is_due(demo.db)
        twin.db.execute("ROLLBACK")
    demo.close()
    assert places_with(WORD, tmp_path, key) == []
    with Desk.open(demo.path, FEATURES, key=key, clock=demo.clock) as again:
        assert not is_due(again.db)


def test_what_a_crash_left_over_is_done_at_the_next_opening(
    demo: Desk, key: Key | None, tmp_path: Path, home: Path
) -> None:
    """Between the act and the bytes; the numbers for older copies are kept then, too."""
    person = planted(demo)
    demo.do(erasing.erase, FEATURES, [person], today=demo.today())
    (there := tmp_path / "there").mkdir()
    for file in (demo.path, demo.path.with_name(f"{demo.path.name}-wal")):
        shutil.copy(file, there / file.name)
    with Desk.open(there / demo.path.name, FEATURES, key=key, clock=demo.clock) as again:
        assert not is_due(again.db)
        assert person in ledger.read(again.db)
    assert places_with(WORD, there, key) == []


def test_a_column_that_is_dropped_at_the_door_is_in_no_byte(
    plain_demo: Desk, tmp_path: Path, commdesk: Callable[..., Result]
) -> None:
    plain_demo.close()
    (outside := tmp_path / "list").mkdir()
    lines = ["Naam;E-mail;BSN;Geboortedatum"]
    lines += [f"Piet Pietersen{n};p{n}@elders.example;123456782;17-07-1971" for n in range(5)]
    (outside / "lijst.csv").write_text("\n".join(lines))
    commdesk("import", plain_demo.path, outside / "lijst.csv", "--apply")
    assert places_with("pietersen4", tmp_path) == ["list/lijst.csv", "plain.commdesk"]
    for dropped in ("123456782", "17-07-1971", "1971-07-17"):
        assert set(places_with(dropped, tmp_path)) <= {"list/lijst.csv"}
