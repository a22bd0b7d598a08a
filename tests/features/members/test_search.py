"""The search index: hits in the order of names, whatever came between whom, and no false ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core import engine, migrate
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.features.members import (
    MemberDraft,
    OwnFieldDraft,
    add_field,
    add_member,
    change_member,
    list_members,
    remove_field,
    remove_member,
)
from commdesk.features.members.search import count_hits, find_hits, search_text
from commdesk.features.members.search.model import sought
from tests.conftest import MovableClock


@op("Add many")
def add_many(db: Database, names: list[str]) -> None:
    rows = [(name, name.lower(), "2026-01-01") for name in names]
    insert_many(db, "member", ("last_name", "sort_name", "added_on"), rows)


def add(desk: Desk, **fields: Any) -> int:
    return desk.do(add_member, MemberDraft(**fields), today=desk.today())


def names(desk: Desk, typed: str) -> list[str]:
    return [row.name for row in list_members(desk.db, search=typed)]


def is_sound(desk: Desk) -> bool:
    """Everybody once, in name order, with the text they have, and the trigrams of it."""
    places = desk.db.query("SELECT id, text FROM member_search ORDER BY place")
    in_order = desk.db.query(
        """
        SELECT member.id, search_text(said.text) AS text
          FROM member JOIN member_search_text AS said ON said.id = member.id
      ORDER BY sort_name, member.id
        """
    )
    rowids = desk.db.column("SELECT rowid FROM member_gram WHERE member_gram MATCH '\"  l\"'")
    return places == in_order and len(rowids) == len(places)


def test_words_with_the_same_trigrams_are_no_hit(desk: Desk) -> None:
    add(desk, first_name="Hannah", last_name="Nancy")
    add(desk, first_name="Kofi", last_name="Annan")
    assert names(desk, "annan") == ["Kofi Annan"]


def test_hits_come_in_name_order_and_say_when_there_are_more(desk: Desk) -> None:
    desk.do(add_many, [f"Lid {n:03}" for n in range(99, -1, -1)])
    hits = find_hits(desk.db, "lid", limit=10)
    assert hits is not None
    assert hits.is_cut
    assert [row.name for row in list_members(desk.db, search="lid")][:3] == [
        "Lid 000",
        "Lid 001",
        "Lid 002",
    ]
    assert [*count_hits(desk.db, "lid")][-1] == 100
    assert find_hits(desk.db, "lid 09", limit=10) is not None
    assert not find_hits(desk.db, "lid 09", limit=10).is_cut  # type: ignore[union-attr]
    assert find_hits(desk.db, "  ") is None


def test_two_hundred_between_the_same_two_push_them_apart(desk: Desk) -> None:
    add(desk, last_name="Lid a")
    add(desk, last_name="Lid z")
    for number in range(200):
        add(desk, last_name=f"Lid b{number:03}")
    assert is_sound(desk)
    for number in range(60):
        add(desk, last_name=f"Lid c{60 - number:03}")
    assert is_sound(desk)


def test_a_bulk_of_any_size_is_indexed_and_undone(desk: Desk) -> None:
    desk.do(add_many, [f"Lid {n:04}" for n in range(0, 3000, 2)])
    assert is_sound(desk)
    desk.do(add_many, [f"Lid {n:04}" for n in range(1, 600, 2)])
    assert is_sound(desk)
    desk.undo()
    desk.undo()
    assert is_sound(desk)
    assert find_hits(desk.db, "lid") is not None
    assert not find_hits(desk.db, "lid").ids  # type: ignore[union-attr]


def test_a_new_name_moves_and_a_new_note_does_not(desk: Desk) -> None:
    first = add(desk, last_name="Lid a")
    add(desk, last_name="Lid b")
    desk.do(change_member, first, {"notes": "parkeren"})
    assert names(desk, "lid") == ["Lid a", "Lid b"]
    desk.do(change_member, first, {"last_name": "Lid c"})
    assert names(desk, "lid") == ["Lid b", "Lid c"]
    assert names(desk, "arkere") == ["Lid c"]
    desk.do(remove_member, first)
    assert names(desk, "parkeren") == []
    assert is_sound(desk)


@pytest.mark.parametrize("typed", ["Ğüş", "ﬁets", "Straße", "دار", "北京", "a_b", "x" * 400])
def test_any_script_finds_itself(desk: Desk, typed: str) -> None:
    add(desk, last_name="Lid", notes=f"vooraf {typed} daarna")
    assert names(desk, typed) == ["Lid"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text("abé'", min_size=1, max_size=3), min_size=1, max_size=40))
def test_the_index_equals_one_made_again(desk: Desk, typed: list[str]) -> None:
    for name in typed:
        add(desk, last_name=f"Lid {name}")
    assert is_sound(desk)


def test_text_and_parts_fit_each_other() -> None:
    assert search_text("Jan van der Berg, jan@x.example") == "  jan  van  der  berg  x  example"
    assert sought("Jan v be").parts == ("jan", "  v", " be")
    assert sought("jansen v").match == '"jan" AND "ans" AND "nse" AND "sen" AND "  v"'


def test_sorted_otherwise_a_far_block_is_the_same_from_either_end(
    desk: Desk, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(add_many, [f"Lid {n % 7}" for n in range(50)])
    for sort in ("name", "stage", "added_on", "organisation"):
        for down in (False, True):
            whole = list_members(desk.db, sort=sort, is_descending=down)
            with monkeypatch.context() as patched:
                patched.setattr("commdesk.features.members.queries.listing._FAR", 0)
                far = list_members(desk.db, sort=sort, is_descending=down, offset=40, limit=20)
            assert far == whole[40:]


def test_own_texts_and_choices_are_found_and_other_own_fields_are_not(desk: Desk) -> None:
    town = desk.do(add_field, OwnFieldDraft("Wijk", "text"))
    role = desk.do(add_field, OwnFieldDraft("Inzet", "choice", ("bestuurder", "adviseur")))
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    lia = add(desk, first_name="Lia", own={town: "Oosterpark", role: "adviseur", size: "4711"})
    assert names(desk, "sterpar advi") == ["Lia"]
    assert names(desk, "4711") == []
    desk.do(change_member, lia, {"own": {town: "Westpoort"}})
    assert (names(desk, "oosterpark"), names(desk, "westpoort")) == ([], ["Lia"])
    desk.undo()
    assert (names(desk, "oosterpark"), names(desk, "westpoort")) == (["Lia"], [])
    desk.do(change_member, lia, {"own": {role: ""}})
    assert names(desk, "adviseur") == []
    desk.do(remove_field, town)
    assert names(desk, "oosterpark") == []
    desk.undo()
    assert names(desk, "oosterpark") == ["Lia"]
    assert is_sound(desk)


def test_an_older_file_finds_what_was_filled_in_as_soon_as_it_is_open(
    desk: Desk, workbook_path: Path
) -> None:
    """As it was before own fields were in the search text."""
    town = desk.do(add_field, OwnFieldDraft("Wijk", "text"))
    add(desk, first_name="Lia", own={town: "Oosterpark"})
    desk.close()
    raw = engine.connect(str(workbook_path))
    for name in ("filled", "refilled", "emptied"):
        raw.execute(f"DROP TRIGGER member_search_{name}")
    raw.execute("UPDATE member_search SET text = '  lia'")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'own_fields_in_search'")
    raw.execute(f"PRAGMA user_version={migrate.version_of(raw) - 1}")
    raw.close()
    with Desk.open(workbook_path, FEATURES) as opened:
        assert names(opened, "oosterpark") == ["Lia"]
        assert is_sound(opened)
