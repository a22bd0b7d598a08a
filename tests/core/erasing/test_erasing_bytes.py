"""Whoever is erased is in no byte of the workbook any more, nor of anything beside it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import erasing
from commdesk.core.check import faults
from commdesk.core.database import Database
from commdesk.core.desk import Desk
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
