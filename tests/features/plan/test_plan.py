"""Writing down, planning and ticking off to-dos in a real workbook."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, Words
from commdesk.features.members import MemberDraft, add_member, remove_member, restrict
from commdesk.features.plan import (
    Kind,
    TodoDraft,
    add_todo,
    change_todo,
    complete_todo,
    find_todo,
    open_todos,
    plan_todo,
    remove_todo,
    reopen_todo,
    todos_for,
)
from commdesk.features.plan.demo import fill
from commdesk.features.plan.handed import timeline, today_items, week_items
from commdesk.features.plan.queries import find_for_palette
from commdesk.features.plan.sheet import COLUMNS, export_rows

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)


def add(desk: Desk, title: str = "Zaal vastleggen", **fields: Any) -> int:
    return desk.do(add_todo, TodoDraft(title=title, **fields), today=MONDAY)


def dump(desk: Desk) -> list[dict[str, Any]]:
    return desk.db.query("SELECT * FROM todo ORDER BY id")


def test_each_op_undone_gives_the_former_workbook(desk: Desk) -> None:
    todo_id = add(desk, due_on=MONDAY)
    for act, *arguments in (
        (change_todo, todo_id, {"title": "Zaal afzeggen", "minutes": Minutes(45)}),
        (plan_todo, todo_id, MONDAY),
        (remove_todo, todo_id),
    ):
        before = dump(desk)
        desk.do(act, *arguments)
        assert dump(desk) != before
        desk.undo()
        assert dump(desk) == before
    before = dump(desk)
    desk.do(complete_todo, todo_id, today=MONDAY)
    desk.undo()
    assert dump(desk) == before
    desk.undo()
    assert dump(desk) == []


def test_a_change_touches_only_the_fields_it_names(desk: Desk) -> None:
    todo_id = add(desk, due_on=MONDAY, note="Bel eerst", kind=Kind.EVENTS)
    desk.do(change_todo, todo_id, {"minutes": Minutes(90)})
    todo = find_todo(desk.db, todo_id)
    assert (todo.minutes, todo.due_on, todo.note, todo.kind) == (90, MONDAY, "Bel eerst", "events")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"minutes": Minutes(-1)}, "minutes"),
        ({"minutes": Minutes(24 * 60 + 1)}, "minutes"),
        ({"kind": "nonsense"}, "kind"),
        ({"link_table": "todo"}, "link_id"),
    ],
)
def test_refuses_a_to_do_that_cannot_be(desk: Desk, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add(desk, **{"title": "Iets", **fields})
    assert refused.value.field == field
    assert dump(desk) == []


def test_ticking_twice_is_refused_so_the_first_day_stays(desk: Desk) -> None:
    todo_id = add(desk)
    desk.do(complete_todo, todo_id, today=MONDAY)
    with pytest.raises(Refused):
        desk.do(complete_todo, todo_id, today=MONDAY + timedelta(1))
    desk.do(reopen_todo, todo_id)
    assert find_todo(desk.db, todo_id).done_on is None


def test_a_removed_member_leaves_the_to_do(desk: Desk) -> None:
    member_id = desk.do(add_member, MemberDraft(first_name="Fatma"), today=MONDAY)
    todo_id = add(desk, member_id=member_id)
    desk.do(remove_member, member_id)
    assert find_todo(desk.db, todo_id).member_id is None


def test_today_shows_open_to_dos_and_its_tick_ends_them(desk: Desk) -> None:
    add(desk, "Later", due_on=MONDAY + timedelta(30))
    add(desk, "{accolades} 100% {name}", due_on=MONDAY)
    (item,) = today_items(desk.db, MONDAY)
    assert Words("nl")(item.title) == "{accolades} 100% {name}"
    assert item.tick
    desk.do(item.tick.op, *item.tick.args, **item.tick.kwargs)
    assert today_items(desk.db, MONDAY) == []


def test_week_puts_a_to_do_on_its_day_and_the_rest_among_what_is_left(desk: Desk) -> None:
    add(desk, "Gepland", planned_on=MONDAY + timedelta(2))
    add(desk, "Los", due_on=MONDAY + timedelta(3))
    add(desk, "Oud", planned_on=MONDAY - timedelta(5))
    add(desk, "Volgende week", planned_on=MONDAY + timedelta(7))
    found = {Words("nl")(i.title): (i.day, i.was_on) for i in week_items(desk.db, WEEK)}
    assert found == {
        "Gepland": (MONDAY + timedelta(2), None),
        "Los": (None, None),
        "Oud": (None, MONDAY - timedelta(5)),
    }


def test_a_week_item_moves_and_toggles_by_the_acts_it_brings(desk: Desk) -> None:
    todo_id = add(desk)
    (item,) = week_items(desk.db, WEEK)
    assert item.move
    assert item.toggle
    for act in (item.move(MONDAY), item.toggle(MONDAY)):
        desk.do(act.op, *act.args, **act.kwargs)
    todo = find_todo(desk.db, todo_id)
    assert (todo.planned_on, todo.done_on) == (MONDAY, MONDAY)
    (item,) = week_items(desk.db, WEEK)
    assert item.is_done
    assert item.toggle
    act = item.toggle(MONDAY)
    desk.do(act.op, *act.args, **act.kwargs)
    assert not find_todo(desk.db, todo_id).is_done


def test_work_done_in_a_week_shows_in_it_wherever_it_was_planned(desk: Desk) -> None:
    todo_id = add(desk, planned_on=MONDAY - timedelta(5))
    desk.do(complete_todo, todo_id, today=MONDAY)
    (item,) = week_items(desk.db, WEEK)
    assert (item.day, item.is_done) == (MONDAY, True)


def test_the_story_of_a_member_tells_of_to_dos(desk: Desk) -> None:
    member_id = desk.do(add_member, MemberDraft(first_name="Fatma"), today=MONDAY)
    todo_id = add(desk, "Terugbellen", member_id=member_id, is_promise=True)
    desk.do(complete_todo, todo_id, today=MONDAY)
    told = [Words("nl")(item.text) for item in timeline(desk.db, member_id)]
    assert told == ["Terugbellen", "Gedaan: Terugbellen"]


def test_the_palette_finds_by_every_typed_word_and_takes_percent_as_typed(desk: Desk) -> None:
    todo_id = add(desk, "Zaal voor 100% bijeenkomst")
    add(desk, "Zaal afzeggen")
    assert [found[0] for found in find_for_palette(desk.db, "zaal 100%")] == [todo_id]
    assert find_for_palette(desk.db, " ") == []


def test_a_to_do_hangs_on_any_other_thing(desk: Desk) -> None:
    todo_id = add(desk, link_table="member", link_id=7)
    assert [todo.id for todo in todos_for(desk.db, "member", 7)] == [todo_id]


def test_the_sheet_holds_what_is_open_and_what_was_done_in_the_weeks(desk: Desk) -> None:
    add(desk, "Open")
    done = add(desk, "Gedaan", planned_on=MONDAY)
    desk.do(complete_todo, done, today=MONDAY)
    rows = export_rows(desk.db, ExportScope((WEEK,), MONDAY))
    assert {row["title"]: row["done_on"] for row in rows} == {"Open": None, "Gedaan": MONDAY}
    assert all(set(row) == {column.key for column in COLUMNS} for row in rows)


def test_the_demo_is_the_same_for_the_same_seed(workbook_path: Path) -> None:
    def titles() -> list[str]:
        db = Database.connect(workbook_path)
        db.execute("BEGIN")
        fill(db, Scale(weeks=4), random.Random(1), MONDAY)  # noqa: S311 - a demo is no secret
        found = db.column("SELECT title || coalesce(planned_on, '') FROM todo ORDER BY id")
        db.execute("ROLLBACK")
        db.close()
        return found

    assert titles() == titles()
    assert len(titles()) > 50


def test_a_to_do_is_written_down_from_the_command_line(
    commdesk: Callable[..., Any], workbook_path: Path
) -> None:
    done = commdesk(
        "todo", workbook_path, "Zaal vastleggen", "--due", "27-11-2026", "--minutes", "1:30",
        "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert (made["title"], made["due_on"], made["minutes"]) == (
        "Zaal vastleggen",
        "2026-11-27",
        90,
    )
    assert commdesk("todo", workbook_path, "Iets", "--minutes", "lang").exit_code == 1


def test_the_open_ones_come_by_due_day_promises_first(desk: Desk) -> None:
    add(desk, "Zonder dag")
    add(desk, "Vandaag", due_on=MONDAY)
    add(desk, "Beloofd", due_on=MONDAY, is_promise=True)
    assert [todo.title for todo in open_todos(desk.db)] == ["Beloofd", "Vandaag", "Zonder dag"]


def test_the_default_export_names_nobody(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft(first_name="Fatma"), today=MONDAY)
    hidden = desk.do(add_member, MemberDraft(first_name="Piet"), today=MONDAY)
    desk.do(restrict, hidden, is_restricted=True)
    add(desk, "Fatma terugbellen", member_id=member, planned_on=MONDAY, note="Vroeg naar zus")
    add(desk, "Piet terugbellen", member_id=hidden, planned_on=MONDAY)
    add(desk, "Zaal vastleggen", planned_on=MONDAY)
    rows = export_rows(desk.db, ExportScope((WEEK,), MONDAY))
    assert [Words("en")(Text("{t}", {"t": row["title"]})) for row in rows] == [
        "To-do about a member",
        "Zaal vastleggen",
    ]
    assert "note" not in {column.key for column in COLUMNS}
    shared = [item.shared_title for item in week_items(desk.db, WEEK)]
    assert [Words("en")(title) if title else None for title in shared] == [
        "To-do about a member",
        "To-do about a member",
        None,
    ]


def test_a_title_is_a_line_not_a_book(desk: Desk) -> None:
    add(desk, "x" * 200)
    with pytest.raises(Refused) as refused:
        add(desk, "x" * 201)
    assert refused.value.field == "title"


def test_a_day_in_the_story_is_that_day_west_of_greenwich_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    member_id = desk.do(add_member, MemberDraft(first_name="Fatma"), today=MONDAY)
    add(desk, "Terugbellen", member_id=member_id)
    for zone in ("America/Los_Angeles", "Pacific/Auckland"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            (told,) = timeline(desk.db, member_id)
            assert told.at.astimezone().date() == MONDAY
        finally:
            monkeypatch.setenv("TZ", "Europe/Amsterdam")
            time.tzset()


def test_a_bare_number_of_minutes_is_minutes(
    commdesk: Callable[..., Any], workbook_path: Path
) -> None:
    for typed, minutes in (("15", 15), ("1:30", 90), ("1,5u", 90), ("90m", 90)):
        done = commdesk("todo", workbook_path, "Iets", "--minutes", typed, "--json")
        assert json.loads(done.stdout)["minutes"] == minutes


def test_a_kind_is_typed_as_it_is_stored(commdesk: Callable[..., Any], workbook_path: Path) -> None:
    done = commdesk("todo", workbook_path, "Iets", "--kind", "strategy", "--json")
    assert json.loads(done.stdout)["kind"] == "strategy"


def test_the_sheet_groups_by_where_a_to_do_stands(desk: Desk) -> None:
    add(desk, "Later", planned_on=MONDAY + timedelta(8))
    add(desk, "Los")
    done = add(desk, "Af", planned_on=MONDAY)
    desk.do(complete_todo, done, today=MONDAY)
    add(desk, "Vrijdag", planned_on=MONDAY + timedelta(4))
    add(desk, "Dinsdag", planned_on=MONDAY + timedelta(1))
    rows = export_rows(desk.db, ExportScope((WEEK,), MONDAY))
    assert [(row["state"], row["title"]) for row in rows] == [
        ("week", "Dinsdag"), ("week", "Vrijdag"), ("left", "Los"), ("later", "Later"),
        ("done", "Af"),
    ]  # fmt: skip
