"""A file that comes back to a workbook which went on: days later, with series, with other edits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.clock import ExampleClock
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Scale
from commdesk.core.values import Period, Week
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.exchange import exporting, spans
from commdesk.features.exchange.returning.commands import chosen
from commdesk.features.exchange.returning.ops import take_all
from commdesk.features.exchange.returning.taking import Returned, read
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.members.ops import restrict
from commdesk.features.moderation import change_moderator, list_moderators
from commdesk.features.outreach import MessageDraft, log_message
from commdesk.features.plan import (
    Repeat,
    TodoDraft,
    add_series,
    add_todo,
    change_todo,
    complete_todo,
    find_todo,
    open_todos,
    plan_todo,
)
from tests.core.dump import dump
from tests.features.exchange.returned import TOO_LONG, Edited, fill, send, through_libreoffice

LATER = Period(date(2026, 12, 7), date(2026, 12, 13))


def send_days(desk: Desk, path: Path, days: Period, names: str = "todo") -> Edited:
    made = exporting.gather(desk, exporting.wish(FEATURES, names.split(), days))
    exporting.hand_out(desk, made, path, "terug te sturen")
    return Edited(path)


def tick(file: Edited, todo_id: int) -> Path:
    column = file.columns("todo")["Id"]
    first = file.first("todo")
    ids = [file.sheet("todo").cell(row, column).value for row in range(first, first + 40)]
    file.put("todo", first + ids.index(str(todo_id)), "Gedaan", "ja")
    return file.save()


def kinds(found: Returned) -> list[tuple[str, str]]:
    return [(each.kind, each.column) for each in found.differences]


def test_a_repeating_todo_that_nobody_wrote_down_is_ticked_and_that_is_undone(
    desk: Desk, tmp_path: Path
) -> None:
    draft = TodoDraft("Ronde", planned_on=desk.today())
    ronde = desk.do(add_series, draft, Repeat("FREQ=WEEKLY"), today=desk.today())
    assert ronde < 0, "only its rule says so"
    path = tick(send_days(desk, tmp_path / "w.xlsx", spans.days_of(Week.of(desk.today()))), ronde)
    found, before = read(path, desk, "Ine"), dump(desk.db)
    assert kinds(found) == [("changed", "is_done")]
    take_all(desk, found, {})
    assert find_todo(desk.db, ronde).done_on == desk.today()
    assert read(path, desk, "Ine").differences == ()
    desk.undo()
    assert dump(desk.db) == before
    assert not find_todo(desk.db, ronde).is_done


def test_a_round_of_last_week_is_still_known_when_the_next_one_stands(
    desk: Desk, clock: Any, tmp_path: Path
) -> None:
    draft = TodoDraft("Ronde", planned_on=date(2026, 11, 20))
    ronde = desk.do(add_series, draft, Repeat("FREQ=WEEKLY"), today=desk.today())
    file = send_days(desk, tmp_path / "w.xlsx", LATER)
    clock.move(days=8)
    found = read(tick(file, ronde), desk, "Ine")
    assert kinds(found) == [("changed", "is_done")]
    take_all(desk, found, {})
    assert find_todo(desk.db, ronde).is_done


def test_a_todo_that_was_moved_away_or_done_since_is_known(
    desk: Desk, clock: Any, tmp_path: Path
) -> None:
    moved, done = (desk.do(add_todo, TodoDraft(t), today=desk.today()) for t in ("weg", "klaar"))
    file = send_days(desk, tmp_path / "w.xlsx", LATER)
    desk.do(plan_todo, moved, date(2027, 5, 3))
    desk.do(complete_todo, done, today=desk.today())
    clock.move(days=8)
    for row in range(file.first("todo"), file.first("todo") + 2):
        file.put("todo", row, "Eigenaar", "Ine")
    found = read(file.save(), desk, "Ine")
    assert sorted(kinds(found)) == [
        ("changed", "owner"), ("changed", "owner"), ("here", "is_done"), ("here", "planned_on"),
    ]  # fmt: skip


def test_what_was_changed_here_after_the_comparison_is_not_overwritten(
    desk: Desk, tmp_path: Path
) -> None:
    fill(desk)
    file = Edited(send(desk, tmp_path / "w.xlsx", ["todo"]))
    column = file.columns("todo")["Id"]
    todo_id = int(str(file.sheet("todo").cell(file.first("todo"), column).value))
    file.put("todo", file.first("todo"), "Eigenaar", "Daar")
    found = read(file.save(), desk, "Ine")
    desk.do(change_todo, todo_id, {"owner": "Hier"})
    before = dump(desk.db)
    with pytest.raises(Refused, match="changed meanwhile"):
        take_all(desk, found, {})
    assert dump(desk.db) == before
    assert desk.my_name != "Ine"
    again = read(file.path, desk, "Ine")
    assert kinds(again) == [("conflict", "owner")]
    take_all(desk, again, chosen(again, "there", is_deleting=False))
    assert find_todo(desk.db, todo_id).owner == "Daar"


def test_a_new_todo_that_is_called_total_is_no_total(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_todo, TodoDraft("er is er een"), today=desk.today())
    file = Edited(send(desk, tmp_path / "w.xlsx", ["todo"]))
    file.put("todo", file.first("todo") + 1, "Taak", "Totaal")
    found = read(file.save(), desk, "Ine")
    assert [(each.kind, each.title) for each in found.differences] == [("new", "Totaal")]
    take_all(desk, found, {})
    assert "Totaal" in [todo.title for todo in open_todos(desk.db)]


def test_a_text_that_was_changed_there_is_shown_and_left(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    member = desk.do(add_member, MemberDraft("Lang"), today=desk.today())
    draft = MessageDraft(member, text=TOO_LONG, sent_at=desk.now())
    desk.do(log_message, draft, now=desk.now())
    path = send(desk, tmp_path / "w.xlsx", ["outreach"], with_texts=True)
    assert read(path, desk, "Ine").differences == ()
    file = Edited(path)
    place = file.put("outreach", file.first("outreach") + 3, "Bericht", "Ander verhaal")
    found = read(file.save(), desk, "Ine").differences
    assert [(e.kind, e.column, e.cell, e.there) for e in found] == [
        ("ignored", "text", place, "Ander verhaal")
    ]


def test_availability_of_whose_data_is_restricted_stays_here(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    member = desk.do(add_member, MemberDraft("Ine", last_name="Bakker"), today=desk.today())
    ine = next(each for each in list_moderators(desk.db) if each.name == "Ine Bakker")
    desk.do(change_moderator, ine.id, {"member_id": member})
    file = Edited(send(desk, tmp_path / "w.xlsx", ["availability"]))
    file.put("availability", file.first("availability"), "Avond", "kan niet")
    path = file.save()
    desk.do(restrict, member, is_restricted=True)
    assert {each.kind for each in read(path, desk, "Ine Bakker").differences} == {"invalid"}
    again = Edited(send(desk, tmp_path / "n.xlsx", ["availability"]))
    assert "Ine Bakker" not in [row[0] for row in again.rows("availability")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sheet_of_the_demo_comes_back_through_libreoffice_as_it_went(
    language: str, tmp_path: Path
) -> None:
    path = tmp_path / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=60, messages=300, language=language)))
    with Desk.open(path, FEATURES, clock=ExampleClock(DAY)) as desk:
        names = [exporting.ALL, exporting.CHARTS]
        days = spans.span_of("quarter", Week.of(DAY))
        wanted = exporting.wish(FEATURES, names, days, with_texts=True)
        sent = tmp_path / "alles.xlsx"
        exporting.hand_out(desk, exporting.gather(desk, wanted), sent, "terug te sturen")
        assert read(sent, desk, "Ine").differences == ()
        assert read(through_libreoffice(sent, tmp_path / "lo"), desk, "Ine").differences == ()
