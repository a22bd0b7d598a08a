"""The need by keyboard: day parts, what a task comes to, periods with other hours, starter set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Slots,
    TaskDraft,
    add_moderator,
    add_task,
    list_tasks,
    task_weeks,
)
from commdesk.features.moderation.tasks import Budget, Carry, Stretch, Task, read_amount, stretches
from commdesk.features.moderation.tasks.ops import add_tasks, set_budget
from commdesk.features.moderation.tasks.page import TasksPage
from commdesk.features.moderation.tasks.page.comes_to import comes_to, hindrances
from commdesk.features.moderation.tasks.starter import starter_tasks
from commdesk.features.moderation.team import Moderator
from tests.host import QuietHost, focus, on_screen

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[TasksPage]:
    made = TasksPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        yield shown


def go(page: TasksPage, key: str) -> QWidget:
    control = page.register.form.control(key)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return control


def test_a_task_gets_its_day_parts_and_says_what_it_comes_to(
    page: TasksPage, desk: Desk, qtbot: QtBot
) -> None:
    page.register.begin()
    qtbot.keyClicks(focus(), "Avonddienst")
    qtbot.keyClicks(go(page, "weekly_minutes"), "6")
    grid = go(page, "slots")
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_Right, KEY.Key_Space):
        qtbot.keyClick(grid, key)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Space):
        qtbot.keyClick(grid, key)
    assert page._comes_to.text() == "3 diensten van 2 u per week"
    assert page._wrong.isHidden()
    qtbot.keyClick(grid, KEY.Key_Return, CTRL)
    (task,) = list_tasks(desk.db)
    assert (task.slots, task.people) == (Slots.parse("1e 2e 4e"), 1)
    assert page.register.table.currentIndex().siblingAtColumn(3).data() == "ma, di en do avond"


def test_only_what_applies_to_the_task_is_asked(page: TasksPage, legal: int) -> None:
    form = page.register.form
    form.load({"carry": Carry.NONE, "slots": Slots()})
    page._say()
    assert form.control("carry_weeks").isHidden() or not form.control("carry_weeks").isVisible()
    assert form.control("shift_minutes").isVisibleTo(form)
    form.load({"carry": Carry.ENDS, "slots": Slots.parse("1e")})
    page._say()
    assert form.control("carry_weeks").isVisibleTo(form)
    assert not form.control("shift_minutes").isVisibleTo(form)


def test_expertise_is_completed_from_the_team_and_the_tasks(
    page: TasksPage, desk: Desk, legal: int
) -> None:
    desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(300), ("Juridisch", "redactie")))
    assert [known.casefold() for known in page._known.texts] == ["juridisch", "redactie"]


def test_a_period_gets_a_percentage_of_the_usual_hours_by_keyboard(
    page: TasksPage, desk: Desk, legal: int, qtbot: QtBot
) -> None:
    page.reload()
    page.begin_period()
    form = page.periods.form
    form.focus_first()
    qtbot.keyClicks(focus(), "14-12-2026")
    qtbot.keyClicks(form.control("last"), "3-1-2027")
    qtbot.keyClicks(form.control("amount"), "150%")
    qtbot.keyClicks(form.control("reason"), "campagne")
    qtbot.keyClick(form.control("reason"), KEY.Key_Return)
    weeks = [Week(2026, 50) + n for n in range(5)]
    assert [c.needed for c in task_weeks(desk.db, weeks, MONDAY)] == [240, 360, 360, 360, 240]
    (row,) = page.periods.list.rows
    assert (row.title, row.right) == ("week 51 t/m 53", "6 u")
    assert page._comes_to.text().endswith("Andere uren in week 51 t/m 53 (6 u)")
    page.periods.list.select_key(row.key)
    page.periods.list.setFocus()
    qtbot.keyClick(page.periods.list, KEY.Key_Delete)
    assert not page.periods.list.rows
    desk.undo()
    assert page.periods.list.rows


def test_another_task_in_the_table_shows_its_own_periods(
    page: TasksPage, desk: Desk, legal: int
) -> None:
    other = desk.do(add_task, TaskDraft("Redactie", "", Minutes(60)))
    desk.do(set_budget, other, WEEK, Minutes(90), "campagne")
    page.register.table.select_id(legal)
    page.begin_period()
    assert not page.periods.list.rows
    page.register.table.select_id(other)
    assert [row.right for row in page.periods.list.rows] == ["1,5 u"]
    page.periods.form.control("amount").setFocus()
    page.periods.leave()
    assert page.register.form.isVisible()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"amount": "6"}, "first"), ({"first": "14-12-2026", "amount": "veel"}, "amount"),
     ({"first": "14-12-2026", "last": "1-12-2026", "amount": "6"}, "last")],
)  # fmt: skip
def test_what_is_wrong_with_a_period_stands_under_its_field(
    page: TasksPage, legal: int, typed: dict[str, str], field: str
) -> None:
    page.reload()
    page.begin_period()
    for key, text in typed.items():
        page.periods.form.control(key).setText(text)  # type: ignore[attr-defined]
    page.periods.save()
    assert page.periods.form._errors[field].isVisible()


def test_the_starter_set_fills_an_empty_workbook_in_one_step(
    page: TasksPage, desk: Desk, qtbot: QtBot
) -> None:
    page.begin_starter()
    assert len(page.starter.boxes) == 8
    qtbot.keyClick(page.starter.boxes[0], KEY.Key_Space)
    qtbot.keyClick(focus(), KEY.Key_Return, CTRL)
    names = [task.name for task in list_tasks(desk.db)]
    assert len(names) == 7
    assert "Eerste reacties" not in names
    assert "Avonddienst" in names
    desk.undo()
    assert not list_tasks(desk.db)


def test_the_starter_set_leaves_out_what_is_there(page: TasksPage, desk: Desk) -> None:
    desk.do(add_task, TaskDraft("avonddienst", "", Minutes(60)))
    page.begin_starter()
    assert len(page.starter.boxes) == 7


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_starter_set_can_be_held_by_a_team_of_six(language: str) -> None:
    drafts = starter_tasks(Words(language))
    assert len({draft.name for draft in drafts}) == len(drafts) == 8
    for draft in drafts:
        assert comes_to(as_task(draft), Words(language))
        assert not hindrances(as_task(draft), [])


def as_task(draft: TaskDraft) -> Task:
    return Task(**{key: getattr(draft, key) for key in TaskDraft.__struct_fields__}, id=1)


def test_nothing_is_added_when_one_of_the_set_cannot_be(desk: Desk, legal: int) -> None:
    drafts = [TaskDraft("Redactie"), TaskDraft("juridische vragen")]
    with pytest.raises(Refused):
        desk.do(add_tasks, drafts)
    assert len(list_tasks(desk.db)) == 1


def test_a_task_like_this_one_has_a_name_of_its_own(
    page: TasksPage, desk: Desk, legal: int
) -> None:
    page.reload()
    page.begin_like()
    assert page._comes_to.text() == "2 diensten van 2 u per week"
    page.register.save()
    assert [task.name for task in list_tasks(desk.db)] == [
        "Juridische vragen",
        "Juridische vragen 2",
    ]


# --- what it comes to -----------------------------------------------------------------------------


def task(**fields: object) -> Task:
    return Task(**{"name": "T", "weekly_minutes": Minutes(360), **fields})  # type: ignore[arg-type]


def person(*expertise: str, minutes: int = 600) -> Moderator:
    return Moderator("Noor", None, Minutes(minutes), expertise)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"slots": Slots.parse("1e 2e 4e")}, "3 diensten van 2 u per week"),
        ({"slots": Slots.parse("1e 2e"), "people": 2}, "4 diensten van 1 u 30 min per week"),
        ({"shift_minutes": Minutes(90)}, "4 diensten van 1 u 30 min per week"),
        ({"shift_minutes": Minutes(100)}, "4 diensten van 1 u 30 min per week"),
        (
            {"weekly_minutes": Minutes(130), "slots": Slots.parse("1e 2e 3e")},
            "2 diensten van 45 min en 1 dienst van 40 min per week",
        ),
        ({"weekly_minutes": Minutes(0)}, ""),
    ],
)
def test_a_task_comes_to_shifts(fields: dict[str, object], said: str) -> None:
    assert comes_to(task(**fields), Words("nl")) == said


@pytest.mark.parametrize(
    ("fields", "team", "said"),
    [
        ({"people": 12, "expertise": "recht"}, [person("recht")], "12 mensen tegelijk"),
        ({"people": 3}, [person(), person()], "3 mensen tegelijk"),
        ({"expertise": "recht"}, [person()], "Niemand in het team heeft recht"),
        ({"weekly_minutes": Minutes(900)}, [person()], "10 u"),
        ({"weekly_minutes": Minutes(900), "slots": Slots.parse("1e")}, [], "hoogstens 12 uur"),
        ({"slots": Slots.every(range(1, 8))}, [], "kort"),
        ({"shift_minutes": Minutes(10)}, [], "36 diensten"),
    ],
)
def test_what_cannot_be_held_is_said(
    fields: dict[str, object], team: list[Moderator], said: str
) -> None:
    found = hindrances(task(**fields), team)
    assert found
    assert said in Words("nl")(found[0])


def test_nothing_is_wrong_with_a_task_that_the_team_can_do() -> None:
    assert not hindrances(task(slots=Slots.parse("1e 2e"), expertise="recht"), [person("Recht")])


# --- periods --------------------------------------------------------------------------------------


def test_weeks_that_are_alike_are_one_period_over_the_turn_of_the_year() -> None:
    weeks = [Week(2026, 52), Week(2026, 53), Week(2027, 1), Week(2027, 3)]
    found = stretches([Budget(week, Minutes(60), "feestdagen") for week in weeks])
    assert found == [
        Stretch(Week(2026, 52), Week(2027, 1), Minutes(60), "feestdagen"),
        Stretch(Week(2027, 3), Week(2027, 3), Minutes(60), "feestdagen"),
    ]
    assert found[0].weeks == weeks[:3]


def test_a_period_ends_where_the_hours_or_the_reason_change(desk: Desk, legal: int) -> None:
    desk.do(set_budget, legal, WEEK, Minutes(60), "a")
    found = stretches(
        [Budget(WEEK, Minutes(60), "a"), Budget(WEEK + 1, Minutes(60), "b"),
         Budget(WEEK + 2, Minutes(90), "b")]
    )  # fmt: skip
    assert len(found) == 3


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("150%", 360), ("50 %", 120), ("33,3%", 80), ("0%", 0), ("6", 360), ("1:30", 90)],
)
def test_an_amount_is_a_length_or_a_percentage(typed: str, minutes: int) -> None:
    assert read_amount(typed, Minutes(240)) == minutes
