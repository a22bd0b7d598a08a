"""Proposing in the tab of the roster: searched in a job, shown in the grid, taken or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    add_moderator,
    add_shift,
    change_moderator,
    set_budget,
    task_weeks,
)
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.ops import pin_shift
from commdesk.features.moderation.roster.page import RosterPage
from commdesk.features.moderation.roster.page.proposal import Found, gap_words
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.roster.solving import (
    Change,
    ChangeKind,
    Proposal,
    read_instance,
    solve,
)
from commdesk.features.moderation.roster.solving import propose as propose_apart
from commdesk.features.moderation.tasks import find_task
from commdesk.features.moderation.tasks.ops import change_task
from commdesk.features.moderation.team import DaysOff
from commdesk.features.moderation.team.ops import add_days_off
from tests.host import ThreadedHost, on_screen

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
NL = Words("nl")
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 20_000  # the solver starts in a process of its own


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, evening: int, henk: int
) -> Iterator[RosterPage]:
    made = RosterPage(desk, ThreadedHost(desk, NL))  # type: ignore[arg-type]
    made.proposing.search.look = solve  # the same search without a process of its own
    with on_screen(made, qtbot, qapp) as shown:
        yield shown
        shown.host.jobs.stop()  # type: ignore[attr-defined]


def propose(page: RosterPage, qtbot: QtBot, weeks: int = 1) -> Found:
    page.proposing.propose(weeks)
    return wait_for(page, qtbot)


def wait_for(page: RosterPage, qtbot: QtBot) -> Found:
    qtbot.waitUntil(lambda: not page.proposing.is_running, timeout=LONG)
    assert page.proposing.found
    return page.proposing.found


def stored(desk: Desk) -> list[Shift]:
    return shifts_between(desk.db, WEEK.monday, WEEK.sunday)


@pytest.mark.parametrize("look", [solve, propose_apart], ids=["here", "apart"])
def test_a_proposal_is_asked_for_shown_and_taken_over_as_one_step(
    page: RosterPage, desk: Desk, qtbot: QtBot, look: Callable[..., Proposal]
) -> None:
    page.proposing.search.look = look
    page.proposing.ask()
    assert page.proposing.bar.start.hasFocus()
    assert page.proposing.bar.weeks.itemText(0) == "alleen week 48"
    QTest.keyClick(page.proposing.bar.start, KEY.Key_Return)
    found = wait_for(page, qtbot)
    assert stored(desk) == [], "nothing is written before it is taken over"
    assert page.proposing.bar.text.text() == "2 diensten erbij, 1 blijft open"
    assert page.header.line.endswith("4 van 6 uur bezet, 2 u tekort")
    assert len(found.differences.added) == 2
    spoken = [
        page.table.roster.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(2, 9)
    ]
    assert sum("voorgesteld" in each for each in spoken) == 2
    assert page.table.hasFocus()
    QTest.keyClick(page.table, KEY.Key_Return)
    assert len(stored(desk)) == 2
    assert page.proposing.bar.isHidden()
    assert page.table.hasFocus()
    desk.undo()
    assert stored(desk) == []


def test_what_stays_open_says_why_and_what_would_help(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int
) -> None:
    """The change that is offered closes the gap, once it is made."""
    propose(page, qtbot)
    (row,) = page.side.uncovered.places.rows
    assert "Henk Mulder heeft te weinig uren over" in row.reason
    assert row.title.startswith("Avonddienst, ")
    desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(600)))
    found = propose(page, qtbot)
    assert not found.explained
    assert page.proposing.bar.text.text().endswith("alles gedekt")


def test_a_change_of_hours_is_made_and_proposed_again(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int
) -> None:
    propose(page, qtbot)
    (row,) = page.side.uncovered.places.rows
    explained = row.data
    number, text = explained.gap.wanted, explained.change.text
    budget = Change(ChangeKind.BUDGET, number, evening, WEEK, text, minutes=Minutes(120))
    page.proposing.mend(replace(explained, change=budget))
    wait_for(page, qtbot)
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert cell.needed == 240
    assert page.proposing.bar.text.text().endswith("alles gedekt")


def test_a_change_in_team_opens_team(page: RosterPage, qtbot: QtBot, henk: int) -> None:
    propose(page, qtbot)
    (row,) = page.side.uncovered.places.rows
    assert row.data.change.kind == ChangeKind.HOURS
    assert page.side.uncovered.mend.text() == "Openen in Team"
    page.side.uncovered.mend.click()
    assert page.host.opened == [("team", henk)]  # type: ignore[attr-defined]


def test_a_pinned_shift_stays_and_what_goes_is_struck_through(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int, henk: int
) -> None:
    kept = desk.do(add_shift, Shift(evening, henk, MONDAY, "evening", Minutes(60)))
    desk.do(pin_shift, kept, is_pinned=True)
    desk.do(add_shift, Shift(evening, henk, WEEK.days[1], "evening", Minutes(60)))
    found = propose(page, qtbot)
    assert [shift.minutes for shift in found.differences.removed] == [60]
    chips = page.table.roster.chips(page.table.roster.index_of((evening, "evening", 2)))
    assert [chip.kind for chip in chips if chip.kind == "removed"] == ["removed"]
    page.proposing.take()
    assert kept in {shift.id for shift in stored(desk)}


def test_escape_drops_a_proposal(page: RosterPage, desk: Desk, qtbot: QtBot) -> None:
    propose(page, qtbot)
    QTest.keyClick(page.table, KEY.Key_Escape)
    assert page.proposing.found is None
    assert stored(desk) == []
    assert page.header.line.endswith("0 van 6 uur bezet, 6 u tekort")


def test_nothing_is_moved_by_hand_while_a_proposal_shows(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int
) -> None:
    propose(page, qtbot)
    page.table.choose((evening, "evening", 1))
    QTest.keyClick(page.table, KEY.Key_Delete)
    assert "eerst over" in page.host.said[-1]  # type: ignore[attr-defined]
    assert page.proposing.found


def test_a_roster_that_changed_meanwhile_is_proposed_again(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int, henk: int
) -> None:
    propose(page, qtbot)
    desk.do(add_shift, Shift(evening, henk, MONDAY, "evening", Minutes(120)))
    assert page.proposing.found is None
    assert "intussen gewijzigd" in page.banner.text
    page.banner._press()
    found = wait_for(page, qtbot)
    assert found.still_holds(stored(desk))


def test_the_best_so_far_can_be_taken_at_any_moment(
    page: RosterPage, qtbot: QtBot, desk: Desk
) -> None:
    page.proposing.propose(4)
    page.proposing.bar.enough.emit()
    qtbot.waitUntil(lambda: not page.proposing.is_running, timeout=LONG)
    assert stored(desk) == []


def test_a_second_enter_does_not_stop_the_search(page: RosterPage, qtbot: QtBot) -> None:
    page.proposing.ask()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    wait_for(page, qtbot)


def test_a_search_is_cancelled_and_changes_nothing(
    page: RosterPage, qtbot: QtBot, desk: Desk
) -> None:
    page.proposing.propose(4)
    assert page.table.is_locked
    page.proposing.bar.stop.click()
    assert not page.proposing.is_running
    assert page.proposing.bar.isHidden()
    assert not page.table.is_locked
    assert "Er is niets gewijzigd" in page.host.said[-1]  # type: ignore[attr-defined]
    jobs = page.host.jobs  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)
    assert page.proposing.found is None


def test_another_solution_says_when_there_is_none(
    page: RosterPage, qtbot: QtBot, evening: int
) -> None:
    before = propose(page, qtbot)
    page.proposing.another()
    after = wait_for(page, qtbot)
    assert after.open_count == before.open_count
    same = before.differences == after.differences
    assert page.banner.isVisible() == same


def test_several_weeks_are_shown_one_at_a_time(page: RosterPage, qtbot: QtBot) -> None:
    found = propose(page, qtbot, 2)
    assert found.weeks == (WEEK, WEEK + 1)
    page.go(1)
    assert page.header.line.endswith("4 van 6 uur bezet, 2 u tekort")
    page.go(1)
    assert page.header.line.endswith("0 van 6 uur bezet, 6 u tekort")


def test_a_gap_is_said_as_a_share_of_the_most() -> None:
    assert gap_words(0.0, NL) == "meer dekking is niet mogelijk"
    assert gap_words(0.004, NL) == "dekking bewezen binnen 1% van het hoogst haalbare"


def test_a_change_of_day_part_is_of_one_more() -> None:
    from commdesk.features.moderation.roster.page.proposing import _with

    text = NL  # any words will do
    change = Change(
        ChangeKind.DAY_PART,
        0,
        1,
        WEEK,
        text,
        spot=(MONDAY, DayPart.MORNING),  # type: ignore[arg-type]
    )
    assert str(_with(Slots.parse("1e"), change)) == "1m 1e"


def test_narrow_what_stays_open_comes_in_place_of_the_grid(page: RosterPage, qtbot: QtBot) -> None:
    page.resize(720, 560)
    propose(page, qtbot)
    assert page.table.isVisible()
    page.proposing.bar.gaps.click()
    assert page.side.uncovered.places.hasFocus()
    assert not page.table.isVisible()
    QTest.keyClick(page.side.uncovered.places, KEY.Key_Escape)
    assert page.table.hasFocus()
    assert page.proposing.found


def test_a_proposal_that_is_dropped_gives_the_room_back_to_the_grid(
    page: RosterPage, qtbot: QtBot
) -> None:
    page.resize(720, 560)
    propose(page, qtbot)
    page.proposing.bar.gaps.click()
    page.proposing.bar.drop.click()
    assert page.table.isVisible()
    assert page.table.hasFocus()


def test_fewer_hours_close_the_gap_also_where_others_could_not_do_more(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int, henk: int
) -> None:
    """What is filled stays as long as it is: the hours left are not cut over all evenings anew."""
    desk.do(change_task, evening, {"expertise": ""}, today=MONDAY)
    desk.do(change_moderator, henk, {"availability": Slots.parse("1e")})
    found = propose(page, qtbot)
    each = found.explained[0]
    gone = tuple((other.gap.wanted, other.gap.count) for other in found.explained)
    text = each.change.text
    change = Change(ChangeKind.BUDGET, each.gap.wanted, evening, WEEK, text,
                    minutes=Minutes(240), gone=gone)  # fmt: skip
    page.proposing.mend(replace(each, change=change))
    assert page.proposing.found
    assert page.proposing.bar.text.text() == "1 dienst erbij, alles gedekt"
    page.proposing.take()
    assert [shift.minutes for shift in stored(desk)] == [120]
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert (cell.needed, cell.missing) == (120, 0)


def test_another_day_part_is_of_this_proposal_alone(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int, henk: int
) -> None:
    """With one more day part for good its hours would be cut over all of them anew."""
    desk.do(change_moderator, henk, {"availability": Slots(), "weekly_minutes": Minutes(600)})
    off = Shift(evening, henk, WEEK.days[2], "morning", Minutes(60))
    desk.do(pin_shift, desk.do(add_shift, off), is_pinned=True)
    found = propose(page, qtbot)
    each = next(e for e in found.explained if e.change.kind == ChangeKind.DAY_PART)
    before = {other.gap for other in found.explained}
    page.proposing.mend(each)
    assert page.proposing.found
    assert len(page.proposing.found.explained) == len(before) - 1
    page.proposing.take()
    assert str(find_task(desk.db, evening).slots) == "1e 2e 4e"
    (cell,) = task_weeks(desk.db, [WEEK], MONDAY)
    assert cell.missing == 0


@pytest.mark.parametrize("what", ["day off", "hours", "expertise", "budget", "closing day", "task"])
def test_whatever_a_proposal_was_read_from_changes_it_is_proposed_again(
    page: RosterPage, desk: Desk, qtbot: QtBot, evening: int, henk: int, what: str
) -> None:
    desk.do(change_moderator, henk, {"weekly_minutes": Minutes(360)})
    propose(page, qtbot)
    changes: dict[str, Callable[[], object]] = {
        "day off": lambda: desk.do(add_days_off, DaysOff(henk, MONDAY, MONDAY)),
        "hours": lambda: desk.do(change_moderator, henk, {"weekly_minutes": Minutes(240)}),
        "expertise": lambda: desk.do(change_moderator, henk, {"expertise": ("juridisch",)}),
        "budget": lambda: desk.do(set_budget, evening, WEEK, Minutes(480)),
        "closing day": lambda: desk.do(add_closing_day, MONDAY, "Stadsfeest"),
        "task": lambda: desk.do(change_task, evening, {"people": 2}, today=MONDAY),
    }
    changes[what]()
    assert page.proposing.found is None
    assert "intussen gewijzigd" in page.banner.text
    assert page.proposing.bar.isHidden()
    assert not page.table.is_locked
    page.banner._press()
    assert wait_for(page, qtbot).is_about(read_instance(desk.db, [WEEK], MONDAY))


def test_what_is_refused_at_taking_over_can_be_proposed_again(
    page: RosterPage, desk: Desk, qtbot: QtBot, henk: int
) -> None:
    found = propose(page, qtbot)
    too_long = [replace(shift, minutes=Minutes(600)) for shift in found.shifts]
    page.proposing.found = replace(found, shifts=tuple(too_long))
    page.proposing.take()
    assert stored(desk) == []
    assert "Henk Mulder heeft" in page.banner.text
    page.banner._press()
    assert wait_for(page, qtbot).shifts == found.shifts


def test_another_solution_is_no_change_of_the_team(page: RosterPage, desk: Desk, qtbot: QtBot,
                                                   henk: int) -> None:  # fmt: skip
    desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(60)))
    propose(page, qtbot)
    page.proposing.another()
    assert wait_for(page, qtbot)
    page.reload()
    assert page.proposing.found


def test_undo_names_the_weeks_of_a_proposal_from_the_first_to_the_last(
    page: RosterPage, desk: Desk, qtbot: QtBot
) -> None:
    propose(page, qtbot, 2)
    page.proposing.take()
    assert NL(desk.undo_label or "") == "Rooster van 2026-W48 – 2026-W49 overnemen"
    desk.undo()
    propose(page, qtbot)
    page.proposing.take()
    assert NL(desk.undo_label or "") == "Rooster van 2026-W48 overnemen"


def test_narrow_another_week_gives_the_room_back_to_the_grid(
    page: RosterPage, qtbot: QtBot
) -> None:
    page.resize(720, 560)
    propose(page, qtbot, 2)
    page.proposing.bar.gaps.click()
    page.go(1)
    assert page.table.isVisible()
    assert page.table.hasFocus()
    assert page.proposing.found
