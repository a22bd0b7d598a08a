"""Rules of the journal: what is recorded, what undo gives back, when it refuses."""

from datetime import date
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine, journal
from commdesk.core.database import Database, insert, update
from commdesk.core.desk import Desk
from commdesk.core.errors import Broken, Refused
from commdesk.core.journal import op
from commdesk.core.workbook import add_absence, add_closing_day, set_facts
from commdesk.features.members import (
    MemberDraft,
    add_member,
    change_member,
    find_member,
    list_members,
    remove_member,
)
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
FATMA = MemberDraft(first_name="Fatma", last_name="Yılmaz", tags=("bomen", "wonen"))


def test_undo_gives_back_the_former_state_and_redo_the_later(desk: Desk) -> None:
    before = dump(desk.db)
    member_id = desk.do(add_member, FATMA, today=TODAY)
    after = dump(desk.db)
    desk.undo()
    assert dump(desk.db) == before
    desk.redo()
    assert dump(desk.db) == after
    assert find_member(desk.db, member_id).tags == ("bomen", "wonen")


def test_undo_survives_a_restart(desk: Desk) -> None:
    before = dump(desk.db)
    desk.do(add_member, FATMA, today=TODAY)
    desk.close()
    with Desk.open(desk.path, FEATURES, clock=desk.clock) as again:
        assert str(again.undo()) == "Add Fatma Yılmaz"
        assert dump(again.db) == before


def test_removing_a_member_brings_back_all_that_hung_on_them(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    before = dump(desk.db)
    assert list_members(desk.db, search="yilmaz bomen")
    desk.do(remove_member, member_id)
    assert not list_members(desk.db, search="yilmaz")
    desk.undo()
    assert dump(desk.db) == before
    assert list_members(desk.db, search="yilmaz bomen")
    desk.redo()
    assert not list_members(desk.db)
    desk.undo()
    assert dump(desk.db) == before


def test_an_update_records_the_changed_fields_only(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    desk.do(change_member, member_id, {"phone": "+31600000000"})
    newest = journal.history(desk.db)[0]
    (change,) = journal.changes_of(desk.db, newest.id)
    assert (change.before, change.after) == ({"phone": ""}, {"phone": "+31600000000"})


def test_an_entry_names_actor_device_and_moment(desk: Desk) -> None:
    desk.do(add_member, FATMA, today=TODAY)
    newest = journal.history(desk.db)[0]
    assert newest.actor == "Noor"
    assert newest.device
    assert newest.at == desk.now()


def test_whoever_writes_under_a_name_of_their_own_does_so_in_a_bulk_op_too(desk: Desk) -> None:
    desk.my_name = "Piet"
    desk.do(add_member, FATMA, today=TODAY)
    with desk.fork() as twin:
        twin.do(set_facts, owner="Mirjam")
    assert [entry.actor for entry in journal.history(desk.db, limit=2)] == ["Piet", "Piet"]


def test_the_first_line_of_history_is_by_the_owner(desk: Desk) -> None:
    assert journal.history(desk.db)[-1].actor == "Noor"


def test_undo_and_redo_refuse_when_they_are_about_another_act_than_was_named(desk: Desk) -> None:
    desk.do(add_member, FATMA, today=TODAY)
    named = desk.next_undo
    assert named
    desk.do(set_facts, owner="Mirjam")
    before = dump(desk.db)
    with pytest.raises(Refused, match="now it would be: Change the workbook's settings"):
        desk.undo(named.id)
    assert dump(desk.db) == before
    desk.undo()
    desk.undo(named.id)
    with pytest.raises(Refused, match="now it would be"):
        desk.redo(0)
    desk.redo(named.id)


def test_undo_after_a_rest_refuses_to_undo_what_a_colleague_did(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    named = desk.next_undo
    assert named
    desk.let_go()
    with Desk.open(desk.path, FEATURES, clock=desk.clock) as colleague:
        colleague.do(change_member, member_id, {"phone": "06"})
    with pytest.raises(Refused, match="now it would be"):
        desk.undo(named.id)
    assert desk.db.value("SELECT phone FROM member") == "06"


def test_an_act_that_changes_nothing_leaves_no_entry(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    count = len(journal.history(desk.db))
    desk.do(change_member, member_id, {"first_name": "Fatma"})
    assert len(journal.history(desk.db)) == count


def test_a_new_act_ends_redo_for_good(desk: Desk) -> None:
    desk.do(add_member, FATMA, today=TODAY)
    desk.undo()
    desk.do(set_facts, owner="Mirjam")
    assert desk.redo_label is None
    desk.undo()
    assert str(desk.redo()) == "Change the workbook's settings"
    with pytest.raises(Refused, match="nothing to redo"):
        desk.redo()


def test_undo_refuses_when_a_changed_field_was_changed_since(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    desk.do(change_member, member_id, {"notes": "belt liever"})
    _change_behind_our_back(desk.path, "UPDATE member SET notes = 'mailt liever'")
    before = dump(desk.db)
    with pytest.raises(Refused, match="“Notes” was changed since"):
        desk.undo()
    assert dump(desk.db) == before


def test_undo_of_one_field_leaves_what_another_changed_beside_it(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    desk.do(change_member, member_id, {"notes": "belt liever"})
    _change_behind_our_back(desk.path, "UPDATE member SET phone = '0612345678'")
    desk.undo()
    member = find_member(desk.db, member_id)
    assert (member.notes, member.phone) == ("", "0612345678")


def test_undo_refuses_when_newer_things_hang_on_what_it_would_remove(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)
    _change_behind_our_back(
        desk.path, f"INSERT INTO member_identity VALUES (1, {member_id}, 'forum', 'fyilmaz')"
    )
    before = dump(desk.db)
    with pytest.raises(Refused, match="newer things hang on it"):
        desk.undo()
    assert dump(desk.db) == before


def test_a_write_outside_an_op_is_refused(desk: Desk) -> None:
    row = {"day": "2026-12-31", "name": "Oudjaar"}
    with pytest.raises(engine.OperationalError, match="readonly"):
        insert(desk.db, "closing_day", row)  # before the first act nothing can be written
    desk.do(set_facts, owner="Mirjam")
    with pytest.raises(engine.IntegrityError, match=r"outside desk\.do"):
        insert(desk.db, "closing_day", row)


def test_a_function_that_is_no_op_cannot_write(desk: Desk) -> None:
    def not_an_op(db: Database) -> None:
        insert(db, "closing_day", {"day": "2026-12-31", "name": "Oudjaar"})

    with pytest.raises(Broken, match="not marked"):
        desk.do(not_an_op)


def test_an_op_that_fails_halfway_changes_nothing(desk: Desk) -> None:
    @op("Fail halfway")
    def fail(db: Database) -> None:
        add_closing_day(db, date(2026, 12, 31), "Oudjaar")
        raise ZeroDivisionError

    before = dump(desk.db)
    with pytest.raises(ZeroDivisionError):
        desk.do(fail)
    assert dump(desk.db) == before
    desk.do(add_closing_day, date(2026, 12, 31), "Oudjaar")


def test_listeners_hear_which_tables_changed(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    stop = desk.on_change(heard.append)
    desk.do(add_member, FATMA, today=TODAY)
    desk.undo()
    stop()
    desk.do(add_absence, TODAY, TODAY)
    assert heard == [frozenset({"member", "tag", "member_tag"})] * 2


def test_an_id_is_above_the_last_also_when_the_clock_is_set_back(desk: Desk) -> None:
    desk.do(set_facts, owner="A")
    last = journal.history(desk.db)[0].id
    _change_behind_our_back(
        desk.path, f"UPDATE journal_entry SET id = {last + 10**15} WHERE id = {last}", fk=False
    )
    desk.do(set_facts, owner="B")
    assert [entry.subject for entry in journal.history(desk.db)][:1] == [{}]
    assert journal.next_undo(desk.db).id > last + 10**15  # type: ignore[union-attr]


def test_a_final_act_cannot_be_undone_and_says_why(desk: Desk) -> None:
    @op("Erase for good", is_final=True)
    def erase(db: Database) -> None:
        add_closing_day(db, date(2026, 12, 31), "Oudjaar")

    desk.do(erase)
    assert desk.undo_label is None
    with pytest.raises(Refused, match="it is final"):
        desk.undo()


def test_scrubbing_blanks_values_and_names_but_keeps_who_when_and_what(desk: Desk) -> None:
    member_id = desk.do(add_member, FATMA, today=TODAY)

    @op("Erase a person", is_final=True)
    def erase(db: Database) -> None:
        update(db, "member", member_id, {"first_name": "", "last_name": ""})
        journal.scrub(db, [("member", member_id)], why="the person was erased")

    desk.do(erase)
    held = desk.db.query("SELECT before, after FROM journal_change WHERE table_name = 'member'")
    assert all(row["before"] is None and row["after"] is None for row in held)
    entries = journal.history(desk.db)
    assert [str(entry.text) for entry in entries][:2] == ["Erase a person", "Add …"]
    assert entries[1].actor == "Noor"


def _change_behind_our_back(path: Path, sql: str, *, fk: bool = True) -> None:
    raw = engine.connect(str(path))
    raw.execute(f"PRAGMA foreign_keys={'ON' if fk else 'OFF'}")
    raw.execute(sql)
    raw.close()


def test_an_act_larger_than_a_block_is_undone_and_redone_whole(desk: Desk) -> None:
    @op("Close for years")
    def close_for_years(db: Database) -> None:
        for number in range(4_500):
            day = date.fromordinal(TODAY.toordinal() + 5_000 + number)
            add_closing_day(db, day, "dicht")
            if number % 3 == 0:
                db.execute("DELETE FROM closing_day WHERE day = :day", {"day": day.isoformat()})

    before = dump(desk.db)
    desk.do(close_for_years)
    after = dump(desk.db)
    desk.undo()
    assert dump(desk.db) == before
    desk.redo()
    assert dump(desk.db) == after


def test_values_survive_the_journal_as_they_were(desk: Desk) -> None:
    odd = ['a "quote"', "nul\x00inside", "line\nbreak\\", "🌳 ğ e\u0301", "", "x" * 100_000, "null"]
    for text in odd:
        member_id = desk.do(add_member, MemberDraft(first_name="A"), today=TODAY)
        desk.do(_write_notes, member_id, text)
        before = dump(desk.db)
        desk.do(remove_member, member_id)
        desk.undo()
        assert dump(desk.db) == before
        desk.undo()
        desk.redo()
        assert dump(desk.db) == before


@op("Write notes")
def _write_notes(db: Database, member_id: int, text: str) -> None:
    update(db, "member", member_id, {"notes": text})
