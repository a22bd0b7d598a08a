"""The tab of the roster by keyboard and mouse: moves are checked, refused, allowed, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.moderation.roster.ops import remove_shift
from commdesk.features.moderation.roster.page import RosterPage
from commdesk.features.moderation.roster.page.carry import Carried, mime_of
from commdesk.features.moderation.roster.page.chips import Chip
from commdesk.features.moderation.roster.page.paint import words_in
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.tasks.ops import change_task
from commdesk.kit import theme
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
TUESDAY, WEDNESDAY, THURSDAY = WEEK.days[1:4]
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
COPY = Qt.DropAction.MoveAction
_MODERATORS = {
    "Noor Jansen": (300, ("juridisch",), ""),
    "Henk Mulder": (240, (), "1e 2e 3e 4e"),
}


@pytest.fixture
def evening(desk: Desk) -> int:
    slots = Slots.parse("1e 2e 4e")
    return desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(360), slots=slots, priority=1))


@pytest.fixture
def team(desk: Desk) -> dict[str, int]:
    return {
        name.split()[0]: desk.do(
            add_moderator,
            ModeratorDraft(name, None, Minutes(minutes), skills, availability=Slots.parse(there)),
        )
        for name, (minutes, skills, there) in _MODERATORS.items()
    }


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, evening: int, legal: int, team: dict[str, int]
) -> Iterator[RosterPage]:
    made = RosterPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        shown.table.setFocus()
        yield shown


def put(desk: Desk, task: int, who: int, day: date, part: str, minutes: int = 120) -> int:
    return desk.do(add_shift, Shift(task, who, day, part, Minutes(minutes)))


def stored(desk: Desk) -> list[tuple[str, str, int]]:
    return [
        (shift.day.isoformat()[-2:], str(shift.day_part), int(shift.minutes))
        for shift in shifts_between(desk.db, WEEK.monday, WEEK.sunday)
    ]


def said(page: RosterPage) -> list[str]:
    return page.host.said  # type: ignore[attr-defined, no-any-return]


def go(page: RosterPage, task: int, part: str, day: date) -> None:
    assert page.table.choose((task, part, day.isoweekday()))


def press(page: RosterPage, key: Qt.Key, *, control: bool = False) -> None:
    held = CONTROL if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.table, key, held)


def at(page: RosterPage, task: int, part: str, day: date) -> QPoint:
    index = page.table.roster.index_of((task, part, day.isoweekday()))
    return page.table.visualRect(index).center()


def let_go(onto: QWidget, mime: QMimeData, point: QPoint) -> bool:
    """Drag over it and let go, as Qt tells a widget."""
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(point, COPY, mime, buttons, held),
        QDragMoveEvent(point, COPY, mime, buttons, held),
    ):
        QApplication.sendEvent(onto, event)
    dropped = QDropEvent(QPointF(point), COPY, mime, buttons, held)
    QApplication.sendEvent(onto, dropped)
    return dropped.isAccepted()


def test_enter_lists_who_can_and_enter_puts_them_on_the_roster(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    go(page, evening, "evening", TUESDAY)
    press(page, KEY.Key_Return)
    rows = page.side.people.rows
    assert [(row.title, row.group) for row in rows] == [
        ("Noor Jansen", "Kan"),
        ("Henk Mulder", "Kan"),
    ]
    assert page.side.people.hasFocus()
    QTest.keyClick(page.side.people, KEY.Key_Down)
    QTest.keyClick(page.side.people, KEY.Key_Return)
    assert stored(desk) == [("24", "evening", 120)]
    assert page.table.hasFocus()
    chip = page.table.chip()
    assert chip
    assert chip.shift
    assert chip.shift.moderator_id == team["Henk"]
    assert Words("nl")(desk.undo_label or "") == "Henk Mulder inroosteren voor Avonddienst"
    desk.undo()
    assert stored(desk) == []


def test_in_a_strip_everybody_is_offered_the_day_part_that_suits(
    page: RosterPage, desk: Desk, legal: int
) -> None:
    assert page.table.choose((legal, "", 0))
    assert page.table.currentIndex().data() == "nog in te delen: 2 diensten van 2 u"
    press(page, KEY.Key_Return)
    first, last = page.side.people.rows
    assert first.title == "Noor Jansen"
    assert "ma 23 nov ochtend" in first.reason
    assert (
        last.reason == "Juridische vragen vraagt juridisch; Henk Mulder heeft die expertise niet."
    )
    QTest.keyClick(page.side.people, KEY.Key_Return)
    assert stored(desk) == [("23", "morning", 120)]


def test_who_cannot_is_refused_beside_the_cell_and_can_be_allowed(
    page: RosterPage, desk: Desk, legal: int, team: dict[str, int]
) -> None:
    go(page, legal, "evening", MONDAY)
    press(page, KEY.Key_Return)
    page.side.people.select_key(team["Henk"])
    QTest.keyClick(page.side.people, KEY.Key_Return)
    assert stored(desk) == []
    assert page.refusal.isVisible()
    assert "Juridische vragen vraagt juridisch" in page.refusal.text
    assert not page.refusal.geometry().intersects(page.table.place_rect().adjusted(2, 2, -2, -2))
    assert "Ctrl+Enter" in said(page)[-1]
    assert page.table.hasFocus()
    press(page, KEY.Key_Return, control=True)
    assert stored(desk) == [("23", "evening", 120)]
    chip = page.table.chip()
    assert chip
    assert chip.kind == "exception"
    assert "uitzondering: zonder de expertise" in page.table.currentIndex().data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    press(page, KEY.Key_Plus)  # what was allowed before is not asked again
    assert stored(desk) == [("23", "evening", 135)]


def test_what_nobody_can_allow_offers_nothing(
    page: RosterPage, desk: Desk, evening: int, legal: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Noor"], MONDAY, "evening")
    go(page, legal, "evening", MONDAY)
    page.acts.drop(Carried(team["Noor"]), page.table.target())  # type: ignore[arg-type]
    assert not page.refusal.can_allow
    press(page, KEY.Key_Return, control=True)
    assert len(stored(desk)) == 1
    press(page, KEY.Key_Escape)
    assert page.refusal.isHidden()


def test_a_shift_is_moved_with_m_and_enter_while_cells_say_whether_it_can(
    page: RosterPage, desk: Desk, evening: int, legal: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_M)
    verdict = page.table.roster.verdict
    assert verdict((evening, "evening", 2)).is_allowed  # type: ignore[union-attr]
    friday = verdict((evening, "evening", 5))
    assert friday
    assert (friday.is_allowed, friday.word) == (False, "kan niet")
    assert verdict((legal, "evening", 3)).word == "expertise"  # type: ignore[union-attr]
    press(page, KEY.Key_Right)
    assert said(page)[-1] == "Dit kan."
    press(page, KEY.Key_Return)
    assert stored(desk) == [("24", "evening", 120)]
    assert page.table.roster.verdict((evening, "evening", 2)) is None
    target = page.table.target()
    assert target
    assert target.day == TUESDAY
    assert Words("nl")(desk.undo_label or "") == "Dienst van Henk Mulder voor Avonddienst wijzigen"
    desk.undo()
    assert stored(desk) == [("23", "evening", 120)]


def test_cut_and_paste_move_a_shift_into_another_week(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_X, control=True)
    page.go(1)
    press(page, KEY.Key_V, control=True)
    assert stored(desk) == []
    (moved,) = shifts_between(desk.db, (WEEK + 1).monday, (WEEK + 1).sunday)
    assert moved.day == (WEEK + 1).monday


def test_escape_leaves_a_shift_where_it_was(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_M)
    press(page, KEY.Key_Right)
    press(page, KEY.Key_Escape)
    press(page, KEY.Key_V, control=True)
    assert stored(desk) == [("23", "evening", 120)]


def test_delete_pin_and_length_work_on_the_chosen_person(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening", 60)
    put(desk, evening, team["Noor"], MONDAY, "evening", 60)
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_Space)
    press(page, KEY.Key_P)
    press(page, KEY.Key_Minus)
    press(page, KEY.Key_Plus)
    press(page, KEY.Key_Plus)
    shifts = shifts_between(desk.db, MONDAY, MONDAY)
    assert [(s.is_pinned, s.minutes) for s in shifts] == [(False, 60), (True, 75)]
    chip = page.table.chip()
    assert chip
    assert chip.is_pinned
    assert chip.text == "Noor 1,25 u"
    press(page, KEY.Key_Delete)
    assert [s.moderator_id for s in shifts_between(desk.db, MONDAY, MONDAY)] == [team["Henk"]]
    target = page.table.target()
    assert target
    assert target.day == MONDAY
    assert page.table.hasFocus()


def test_too_long_is_refused_with_the_hours_that_are_free(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening", 240)
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_Plus)
    assert page.refusal.text == "Henk Mulder heeft 4 u per week; daarvan is 4 u vrij."
    assert stored(desk) == [("23", "evening", 240)]


def test_letters_do_nothing_when_they_are_switched_off(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    page.host.has_letter_keys = False
    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_P)
    press(page, KEY.Key_M)
    assert not shifts_between(desk.db, MONDAY, MONDAY)[0].is_pinned
    press(page, KEY.Key_Right)
    press(page, KEY.Key_V, control=True)
    assert stored(desk) == [("23", "evening", 120)]


def test_a_person_is_dragged_from_the_team_into_a_cell(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    mime = mime_of(Carried(team["Noor"]))
    assert let_go(page.table.viewport(), mime, at(page, evening, "evening", THURSDAY))
    assert stored(desk) == [("26", "evening", 120)]
    target = page.table.target()
    assert target
    assert target.day == THURSDAY


def test_while_dragging_every_cell_shows_whether_it_may(
    page: RosterPage, evening: int, legal: int, team: dict[str, int]
) -> None:
    mime = mime_of(Carried(team["Henk"]))
    point = at(page, evening, "evening", TUESDAY)
    enter = QDragEnterEvent(
        point, COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.table.viewport(), enter)
    shown = [page.table.roster.verdict(key) for key in _keys(page)]
    assert all(shown)
    allowed = {key for key in _keys(page) if page.table.roster.verdict(key).is_allowed}  # type: ignore[union-attr]
    assert allowed == {(evening, "evening", day) for day in (1, 2, 3, 4)}
    page.table.carried.emit(None)
    assert page.table.roster.verdict((evening, "evening", 1)) is None


def _keys(page: RosterPage) -> list[tuple[int, str, int]]:
    from commdesk.features.moderation.roster.page.model import key_of

    return [key_of(target) for target in page.table.roster.targets()]


def test_a_shift_is_dragged_to_another_cell_and_out_of_the_grid(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    (shift,) = page.board.shifts
    mime = mime_of(Carried(team["Henk"], shift))
    assert let_go(page.table.viewport(), mime, at(page, evening, "evening", TUESDAY))
    assert stored(desk) == [("24", "evening", 120)]
    (shift,) = page.board.shifts
    assert let_go(page, mime_of(Carried(team["Henk"], shift)), QPoint(5, 5))
    assert stored(desk) == []
    desk.undo()
    assert stored(desk) == [("24", "evening", 120)]


def test_a_drop_that_a_rule_forbids_says_so_beside_the_cell(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    mime = mime_of(Carried(team["Henk"]))
    let_go(page.table.viewport(), mime, at(page, evening, "evening", WEEK.days[4]))
    assert page.refusal.text == "Henk Mulder kan niet op vr 27 nov in de avond."
    allow = page.refusal.findChildren(QPushButton)[0]
    allow.click()
    assert stored(desk) == [("27", "evening", 120)]


def test_the_mouse_picks_up_the_person_it_is_on(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    begun: list[Carried] = []
    page.table.carry = begun.append  # type: ignore[method-assign] - the system's own loop
    point = at(page, evening, "evening", MONDAY)
    viewport = page.table.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseMove(viewport, point + QPoint(2, 0))
    assert not begun
    QTest.mouseMove(viewport, point + QPoint(40, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point)
    assert [each.person_id for each in begun] == [team["Henk"]]


def test_the_team_shows_hours_left_expertise_and_days_off(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening", 240)
    rows = {row.title: row for row in page.side.team.rows}
    assert rows["Noor Jansen"].right == "5 u over"
    assert rows["Noor Jansen"].reason == "juridisch"
    assert rows["Henk Mulder"].chips == (("vol", "plain"),)


def test_the_title_the_week_and_what_is_covered(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    assert page.header.title == "Rooster week 48"
    assert page.header.line == "ma 23 nov t/m zo 29 nov · 2 van 10 uur bezet, 8 u tekort"
    page.go(5)
    assert page.header.title == "Rooster week 53"
    assert page.header.line.endswith("0 van 10 uur bezet, 10 u open")
    page.go_today()
    assert page.header.title == "Rooster week 48"


def test_a_closing_day_stands_over_its_column(page: RosterPage, desk: Desk, evening: int) -> None:
    desk.do(add_closing_day, TUESDAY, "Stadsfeest")
    heading = page.table.roster.headerData(3, Qt.Orientation.Horizontal)
    assert heading == "di 24\nStadsfeest"
    go(page, evening, "evening", TUESDAY)
    spoken = page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Avonddienst, di 24 nov avond: gesloten: Stadsfeest"


def test_a_target_is_a_shift_a_week_or_a_task_in_a_week(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    later = WEEK + 2
    shift = put(desk, evening, team["Henk"], later.days[3], "evening")
    page.show_target(shift)
    assert page.week == later
    chip = page.table.chip()
    assert chip
    assert chip.shift
    assert chip.shift.id == shift
    page.show_target("2026-W49")
    assert page.week == WEEK + 1
    page.show_target(f"{later}/{evening}")
    target = page.table.target()
    assert target
    assert (target.task.id, target.day) == (evening, later.monday)
    assert page.table.hasFocus()
    desk.do(remove_shift, shift)
    page.show_target(shift)
    assert "staat niet meer in het" in page.banner.text


def test_last_week_is_copied_and_what_does_not_fit_is_said(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    put(desk, evening, team["Henk"], MONDAY, "evening")
    put(desk, evening, team["Henk"], TUESDAY, "evening")
    page.go(1)
    desk.do(add_closing_day, (WEEK + 1).monday, "Stadsfeest")
    press(page, KEY.Key_D, control=True)
    assert "1 dienst gekopieerd" in page.banner.text
    assert "Stadsfeest" in page.banner.text
    assert page.table.roster.board
    assert [s.day for s in page.board.shifts] == [(WEEK + 1).days[1]]


@pytest.mark.parametrize(
    ("make", "begins", "where"),
    [
        (None, "Moderatietaak toevoegen", ("moderation_tasks", "new")),
        ("task", "Moderator toevoegen", ("team", "new")),
    ],
)
def test_an_empty_workbook_says_what_comes_first(
    qtbot: QtBot, qapp: QApplication, desk: Desk, make: str | None, begins: str, where: object
) -> None:
    if make:
        desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(0)))
    made = RosterPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        assert page.table.empty.isVisible()
        first = page.primary_action()
        assert page.words(first.text) == begins
        page.table.empty._press()
        assert page.host.opened == [where]  # type: ignore[attr-defined]


def test_every_cell_has_a_tooltip_that_says_all(page: RosterPage, evening: int) -> None:
    index = page.table.roster.index_of((evening, "evening", 1))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Avonddienst, ma 23 nov avond: 2 u tekort"


def test_names_are_passed_over_by_the_arrows(page: RosterPage, evening: int) -> None:
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_Left)
    assert page.table.currentIndex().column() == 2
    press(page, KEY.Key_Home)
    assert page.table.currentIndex().column() == 2


def test_narrow_the_people_take_the_place_of_the_grid(
    page: RosterPage, evening: int, qtbot: QtBot
) -> None:
    page.resize(720, 560)
    qtbot.waitUntil(page.side.isHidden)
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_Return)
    assert page.side.isVisible()
    assert not page.table.isVisible()
    QTest.keyClick(page.side.people, KEY.Key_Escape)
    assert page.table.isVisible()
    assert page.table.hasFocus()


def test_the_menu_of_a_cell_has_every_act_with_its_key(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    from commdesk.features.moderation.roster.page.menu import offer_menu

    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    menu = offer_menu(page.table, page.hands.act, page.words, QPoint(10, 10))
    keys = [action.text().split("\t")[1] for action in menu.actions()]
    assert keys == ["Enter", "Ctrl+X", "P", "+", "−", "Del"]
    menu.actions()[2].trigger()
    menu.close()
    assert shifts_between(desk.db, MONDAY, MONDAY)[0].is_pinned


def test_what_is_dragged_shows_as_a_chip_with_the_name(qapp: QApplication) -> None:
    from commdesk.features.moderation.roster.page.carry import picture_of

    assert picture_of("Noor Jansen", 2.0).width() > picture_of("Noor", 2.0).width() > 0


@pytest.mark.parametrize("width", [720, 1600])
def test_another_week_or_a_target_takes_the_candidates_of_the_old_cell_away(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int], width: int
) -> None:
    page.resize(width, 560)
    put(desk, evening, team["Henk"], MONDAY, "evening")
    for turn in (lambda: page.show_target("2026-W50"), lambda: page.go(1)):
        page.go_today()
        go(page, evening, "evening", MONDAY)
        press(page, KEY.Key_Return)
        assert page.side.people.hasFocus()
        turn()
        assert page.table.isVisible()
        assert page.table.hasFocus()
        assert page.side.currentWidget().isAncestorOf(page.side.team)


def test_keys_leave_a_grid_that_nobody_sees_as_it_is(
    page: RosterPage, desk: Desk, evening: int, team: dict[str, int]
) -> None:
    page.resize(720, 560)
    put(desk, evening, team["Henk"], MONDAY, "evening")
    go(page, evening, "evening", MONDAY)
    press(page, KEY.Key_Return)
    assert not page.table.isVisible()
    for key in (KEY.Key_Delete, KEY.Key_M, KEY.Key_P, KEY.Key_Return):
        press(page, key)
    assert stored(desk) == [("23", "evening", 120)]
    assert page.hands.holds is None
    page.take_focus()
    assert page.side.people.hasFocus()


def test_headings_fit_their_columns(page: RosterPage, desk: Desk, evening: int, legal: int) -> None:
    """Short names leave the heading its width; a long closing day is cut and told in full."""
    desk.do(change_task, evening, {"name": "Av"}, today=MONDAY)
    desk.do(change_task, legal, {"name": "Ju"}, today=MONDAY)
    desk.do(add_closing_day, TUESDAY, "Nieuwjaarsdag")
    page.resize(1000, 560)
    across, metrics = page.table.horizontalHeader(), theme.metrics("label")
    for section in range(across.count()):
        for line in page.table.roster.headerData(section, Qt.Orientation.Horizontal).split("\n"):
            assert metrics.horizontalAdvance(line) <= across.sectionSize(section) - 8
    told = page.table.roster.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "Nieuwjaarsdag" in told


def test_a_proposed_name_uses_the_room_of_its_chip() -> None:
    metrics = theme.metrics("small")
    chip = Chip("added", "Zeynep", "", Shift(1, 1, MONDAY, "evening", Minutes(60)))
    whole = metrics.horizontalAdvance("+ Zeynep")
    assert words_in(QRect(0, 0, whole + 10, 20), chip, metrics)[1] == "+ Zeynep"
    assert words_in(QRect(0, 0, whole + 3, 20), chip, metrics)[1] == "+Zeynep"
    assert words_in(QRect(0, 0, whole // 2, 20), chip, metrics)[1].endswith("…")
