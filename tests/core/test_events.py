"""What happens to the workbook itself stays in history, without undo and without a name."""

from __future__ import annotations

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.events import keep_event, list_events, note_event
from commdesk.core.words import Words, say_n
from commdesk.core.workbook import set_facts

NL = Words("nl")


def test_an_event_keeps_action_object_result_device_actor_and_moment(desk: Desk) -> None:
    assert note_event(desk, "Back up now", "omgeving-1.commdesk", "failed")
    (event,) = list_events(desk.db)
    assert (NL(event.action), event.object, event.result) == (
        "Nu back-up maken",
        "omgeving-1.commdesk",
        "failed",
    )
    assert (event.actor, event.at) == ("Noor", desk.now())
    assert event.device


def test_its_texts_are_worded_in_the_language_of_the_reader(desk: Desk) -> None:
    note_event(
        desk, "Back up now", detail=say_n("{n} person, {rows} rows", "{n} people, {rows} rows", 3,
                                          rows=1200)
    )  # fmt: skip
    (event,) = list_events(desk.db)
    assert (NL(event.detail), str(event.detail)) == (
        "3 mensen, 1.200 rijen",
        "3 people, 1,200 rows",
    )


def test_an_event_is_no_act_and_ends_no_redo(desk: Desk) -> None:
    desk.do(set_facts, marker="x")
    desk.undo()
    note_event(desk, "Back up now")
    assert desk.next_undo is None
    assert desk.next_redo is not None
    desk.redo()
    assert len(list_events(desk.db)) == 1, "Redo and undo leave it as it is."


def test_a_desk_that_only_reads_keeps_nothing_and_does_not_fail(desk: Desk) -> None:
    with desk.twin() as twin:
        assert not note_event(twin, "Back up now")
    assert list_events(desk.db) == []


def test_listeners_hear_of_an_event(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.on_change(heard.append)
    note_event(desk, "Back up now")
    assert frozenset({"event_log"}) in heard


def test_an_older_workbook_gets_the_table(desk: Desk) -> None:
    path = desk.path
    desk.db.execute("PRAGMA query_only=OFF")
    desk.db.execute("DROP TABLE event_log")
    desk.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'event_log'")
    version = int(desk.db.value("PRAGMA user_version"))
    desk.db.execute(f"PRAGMA user_version={version - 1}")
    desk.close()
    with Desk.open(path, FEATURES) as again:
        assert note_event(again, "Back up now")


def test_keeping_a_line_is_an_op_of_its_own_or_a_part_of_one() -> None:
    assert getattr(keep_event, "label", "")
