"""A week laid out: hours of days, what is left to plan, kinds of work; by rule and by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, WeekItem, WorkTarget
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words, say
from commdesk.core.workbook import add_absence, add_closing_day
from commdesk.core.workhours import hours_of_days, shared_out, stands
from commdesk.features.exchange import exporting, spans
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.plan import TodoDraft, add_todo
from commdesk.features.week.model import Frame, lay_out
from commdesk.features.week.queries import week_plan, week_rows
from commdesk.features.week.sheet import COLUMNS, SHEET, export_rows

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
WEEKDAYS = (1, 2, 3, 4, 5)
FULL = Minutes(36 * 60)
ITEM = WeekItem("plan", "todo/1", MONDAY, say("Bellen"), Minutes(60), "relations")


OTHER = replace(ITEM, kind="other")
TARGETS = (WorkTarget("relations", "Relations", Minutes(120)),)


def plan_of(
    *items: WeekItem, today: date = MONDAY, targets: tuple[WorkTarget, ...] = TARGETS
) -> Any:
    hours = hours_of_days(WEEK, FULL, WEEKDAYS, ())
    return lay_out(Frame(WEEK, today, hours), items, lambda _minutes: targets)


@given(st.integers(0, 10_000), st.integers(1, 7))
def test_minutes_shared_out_over_days_add_up(total: int, count: int) -> None:
    shared = shared_out(total, WEEK.days[:count])
    assert sum(shared.values()) == total
    assert max(shared.values()) - min(shared.values()) <= 1


@given(st.integers(0, 168 * 60), st.sets(st.integers(1, 7), min_size=1), st.sets(st.integers(0, 6)))
def test_a_day_off_takes_its_share_and_no_more(
    weekly: int, weekdays: set[int], off: set[int]
) -> None:
    closed = [WEEK.days[n] for n in off]
    whole = hours_of_days(WEEK, Minutes(weekly), weekdays, ())
    left = hours_of_days(WEEK, Minutes(weekly), weekdays, closed)
    assert sum(whole.values()) == weekly
    assert left == {day: m for day, m in whole.items() if day not in closed}


def test_somebody_elses_shift_shows_but_takes_no_time() -> None:
    plan = plan_of(ITEM, replace(ITEM, key="shift/1", is_own=False))
    assert len(plan.days[0].items) == 2
    assert (plan.planned, plan.kinds[0].planned) == (60, 60)


def test_kinds_show_target_planned_and_done_and_one_that_nobody_named() -> None:
    plan = plan_of(ITEM, replace(ITEM, key="2", is_done=True), replace(ITEM, key="3", kind="x"))
    assert [(k.kind, k.target, k.planned, k.done) for k in plan.kinds] == [
        ("relations", 120, 120, 60),
        ("x", 0, 60, 0),
    ]


def test_a_kind_without_hours_shows_only_when_something_of_it_is_planned() -> None:
    targets = (*TARGETS, WorkTarget("other", "Other", Minutes(0)))
    kinds = [[k.kind for k in plan_of(i, targets=targets).kinds] for i in (ITEM, OTHER)]
    assert kinds == [["relations"], ["relations", "other"]]


def test_left_over_is_what_has_no_day_to_come_first_due_first() -> None:
    waiting = replace(ITEM, day=None)
    tomorrow = MONDAY + timedelta(1)
    plan = plan_of(
        replace(waiting, key="undated"),
        replace(waiting, key="still to come", was_on=tomorrow),
        replace(waiting, key="missed", was_on=MONDAY - timedelta(3)),
        replace(waiting, key="due", due_on=tomorrow),
        replace(waiting, key="done", is_done=True),
    )
    assert [item.key for item in plan.left_over] == ["missed", "due", "undated"]


def test_open_work_that_nobody_moves_goes_along_with_today() -> None:
    monday, wednesday = MONDAY, MONDAY + timedelta(2)

    def stand(day: date, due_on: date, **other: Any) -> bool:
        return stands(replace(ITEM, day=day, due_on=due_on, **other), MONDAY + timedelta(1))

    assert not stand(monday, monday), "what was not done yesterday is no plan any more"
    assert stand(monday, monday, is_done=True)
    assert stand(MONDAY + timedelta(1), monday)
    assert not stand(wednesday, monday), "it is today's"
    assert stand(wednesday, wednesday)
    assert stand(monday, monday, move=lambda _day: None), "a to-do stays until somebody moves it"


def test_a_day_with_more_than_its_hours_says_so() -> None:
    assert plan_of(replace(ITEM, minutes=Minutes(433))).days[0].is_over
    assert not plan_of(replace(ITEM, minutes=Minutes(432))).days[0].is_over


def test_closing_days_and_absence_take_hours_and_are_named(desk: Desk) -> None:
    desk.do(add_closing_day, MONDAY, "Brugdag")
    desk.do(add_absence, MONDAY + timedelta(3), MONDAY + timedelta(10), "Verlof")
    plan = week_plan(desk.db, desk.features, WEEK, MONDAY)
    assert plan.available == FULL * 2 // 5
    assert plan.days[0].closed == "Brugdag"
    assert [day.absence for day in plan.days] == [None] * 3 + ["Verlof"] * 4
    assert week_plan(desk.db, desk.features, WEEK + 1, MONDAY).available == FULL // 5


def test_targets_are_scaled_to_the_hours_of_the_week_itself(desk: Desk) -> None:
    full = week_plan(desk.db, desk.features, WEEK, MONDAY)
    assert sum(kind.target for kind in full.kinds) == FULL
    desk.do(add_closing_day, MONDAY, "Brugdag")
    less = week_plan(desk.db, desk.features, WEEK, MONDAY)
    assert sum(kind.target for kind in less.kinds) == less.available == FULL * 4 // 5


def test_the_sheet_has_a_row_for_every_block_and_what_is_left_once(desk: Desk) -> None:
    for title, day in (("Maandag", MONDAY), ("Los", None)):
        desk.do(add_todo, TodoDraft(title, planned_on=day, kind="events"), today=MONDAY)
    desk.do(add_closing_day, MONDAY + timedelta(1), "Brugdag")
    rows = week_rows(desk.db, desk.features, [WEEK, WEEK + 1], MONDAY)
    words = Words("nl")
    found = [
        (r["day"], words(r["what"])) for r in rows if r.get("kind") is None or r["due_on"] is None
    ]
    texts = [text for _, text in found]
    assert texts.count("Maandag") == texts.count("Los") == 1
    assert (MONDAY + timedelta(1), "Gesloten: Brugdag") in found
    assert {words(r["kind"]) for r in rows if words(r["what"]) == "Los"} == {"Bijeenkomsten"}
    scope = ExportScope((WEEK,), MONDAY, desk.features)
    assert all(set(row) <= {c.key for c in COLUMNS} for row in export_rows(desk.db, scope))


def test_the_week_on_the_command_line(
    commdesk: Callable[..., Any], workbook_path: Path, desk: Desk
) -> None:
    desk.do(add_todo, TodoDraft("Zaal", planned_on=MONDAY, minutes=Minutes(90)), today=MONDAY)
    desk.do(add_todo, TodoDraft("Los"), today=MONDAY)
    shown = commdesk("week", workbook_path, "--json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    assert (found["week"], found["available"]) == ("2026-W48", 2160)
    items = [item for item in found["days"][0]["items"] if item["feature"] == "plan"]
    assert [(item["title"], item["minutes"]) for item in items] == [("Zaal", 90)]
    assert [item["title"] for item in found["left_over"]] == ["Los"]
    text = commdesk("week", workbook_path, "--week", "2026-W48").stdout
    assert "week 48" in text
    assert "Zaal" in text
    assert "Zaal" not in commdesk("week", workbook_path, "--week", "2026-W50").stdout


def test_the_sheet_labels_what_is_left_and_keeps_hours_of_others_apart(desk: Desk) -> None:
    desk.do(add_todo, TodoDraft("Zaal", minutes=Minutes(90)), today=MONDAY)
    task = desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(360)))
    person = desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(300)))
    desk.do(add_shift, Shift(task, person, MONDAY, "evening", Minutes(120)))
    desk.do(add_absence, MONDAY, None, "naar de dokter")
    rows = export_rows(desk.db, ExportScope((WEEK,), MONDAY, desk.features))
    words = Words("en")
    assert [(str(r["day"]), r.get("hours"), r.get("others")) for r in rows] == [
        ("2026-11-23", None, None),
        ("2026-11-23", None, 120),
        ("Still to plan", 90, None),
    ]
    said = [words(row["what"]) for row in rows]
    assert said == ["Away", "Avonddienst (shift)", "Zaal"], "why one is away stays here"


def test_the_totals_of_the_sheet_are_of_what_is_planned(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_todo, TodoDraft("Zaal", planned_on=MONDAY, minutes=Minutes(90)), today=MONDAY)
    desk.do(add_todo, TodoDraft("Los", minutes=Minutes(600)), today=MONDAY)
    made = exporting.gather(desk, exporting.Wish((SHEET,), spans.days_of(WEEK)))
    exporting.save(made, tmp_path / "week.xlsx", desk.words)
    sheet = openpyxl.load_workbook(tmp_path / "week.xlsx").active
    assert sheet is not None
    (last,) = (row for row in sheet.iter_rows() if row[0].value == "Totaal")
    first, end = 2, last[0].row - 1
    assert last[3].value == '=SUMIF(Week[Dag],">0",Week[Eigen uren])'
    hours = {row[0].is_date: row[3].value for row in sheet.iter_rows(first, end) if row[3].value}
    assert hours == {True: 1.5, False: 10.0}
