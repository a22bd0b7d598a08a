"""The content calendar beside the week, the week on paper, and proposals on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.printed import Grid, PrintedCell
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence, add_closing_day
from commdesk.features.content import ItemDraft, add_item, find_item
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import TodoDraft, add_todo, find_todo, open_todos
from commdesk.features.week.page import WeekPage
from commdesk.features.week.page.blocks import MIME
from commdesk.features.week.paper import printed_week
from commdesk.features.week.queries import week_plan
from tests.host import QuietHost, focus, on_screen

MONDAY = date(2026, 11, 23)
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NL = Words("nl")


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[WeekPage]:
    made = WeekPage(desk, QuietHost(desk, NL))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        yield made


def item(desk: Desk, title: str, day: date) -> int:
    return int(desk.do(add_item, ItemDraft(title, published_on=day), today=MONDAY))


def todo(desk: Desk, title: str, day: date | None = None, minutes: int = 60, **more: Any) -> int:
    draft = TodoDraft(title, planned_on=day, minutes=Minutes(minutes), kind="events", **more)
    return int(desk.do(add_todo, draft, today=MONDAY))


# --- the content calendar -------------------------------------------------------------------------


def test_the_calendar_says_what_is_there_and_what_is_still_to_come(
    page: WeekPage, desk: Desk
) -> None:
    item(desk, "Straks", MONDAY + timedelta(3))
    item(desk, "Vandaag", MONDAY)
    item(desk, "Volgende week", MONDAY + timedelta(7))
    page.bottom.show_content()
    rows = page.bottom.calendar.rows
    assert [(row.title, row.reason, row.right) for row in rows] == [
        ("Vandaag", "Vraag · verschenen", "ma 23 nov"),
        ("Straks", "Vraag · gepland", "do 26 nov"),
    ]
    assert page.bottom.tabs[1].text() == "Content  2"
    assert focus() is page.bottom.calendar


def test_an_item_moves_by_keyboard_and_by_drag(page: WeekPage, desk: Desk, qtbot: QtBot) -> None:
    made = item(desk, "Vraag", MONDAY + timedelta(2))
    page.bottom.show_content()
    qtbot.keyClick(focus(), KEY.Key_Left, ALT)
    assert find_item(desk.db, made).published_on == MONDAY + timedelta(1)
    assert focus() is page.bottom.calendar
    carried = QMimeData()
    carried.setData(MIME, f"item/{made}".encode())
    drop = QDropEvent(
        QPointF(4, 4),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.columns[4].list.dropEvent(drop)
    assert find_item(desk.db, made).published_on == MONDAY + timedelta(4)
    page.columns[2].list.setFocus()
    page.bottom.calendar.setFocus()
    qtbot.keyClick(focus(), KEY.Key_Up, ALT)
    assert find_item(desk.db, made).published_on == MONDAY + timedelta(2), "onto the chosen day"
    qtbot.keyClick(focus(), KEY.Key_Down, ALT)
    assert "heeft altijd een dag" in page.host.said[-1]  # type: ignore[attr-defined]
    page.left.dropEvent(drop)
    assert find_item(desk.db, made).published_on == MONDAY + timedelta(2)
    desk.undo()
    assert find_item(desk.db, made).published_on == MONDAY + timedelta(4)


def test_an_item_that_is_out_keeps_its_day_and_says_so(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    made = item(desk, "Vraag", MONDAY)
    page.columns[3].list.setFocus()
    page.bottom.show_content()
    for key in (KEY.Key_Right, KEY.Key_Up):
        page.banner.hide()
        qtbot.keyClick(focus(), key, ALT)
        assert find_item(desk.db, made).published_on == MONDAY
        assert page.banner.text == "Vraag is al verschenen en houdt zijn dag."


def test_enter_opens_an_item_where_it_is_changed_and_space_says_no(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    made = item(desk, "Vraag", MONDAY)
    page.bottom.show_content()
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert page.host.opened[-1] == ("items", made)  # type: ignore[attr-defined]
    qtbot.keyClick(focus(), KEY.Key_Space)
    assert page.host.said[-1] == "Vraag wordt niet hier afgevinkt."  # type: ignore[attr-defined]


def test_an_empty_calendar_explains_itself_and_begins_an_item(page: WeekPage, qtbot: QtBot) -> None:
    page.bottom.show_content()
    assert "In deze week verschijnt niets" in page.bottom.calendar.empty.accessibleName()
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert page.host.opened[-1] == ("items", "new/2026-11-23")  # type: ignore[attr-defined]
    page.bottom.calendar.empty._press()
    assert len(page.host.opened) == 2  # type: ignore[attr-defined]


# --- on paper -------------------------------------------------------------------------------------


def column(desk: Desk, day: int) -> str:
    paper = printed_week(week_plan(desk.db, desk.features, Week.of(MONDAY), MONDAY), "Netwerk", NL)
    grid = next(part for part in paper.parts if isinstance(part, Grid))
    cell = grid.rows[0][day]
    return cell.text if isinstance(cell, PrintedCell) else cell


def test_the_paper_has_each_day_with_its_hours_and_what_is_left(desk: Desk) -> None:
    todo(desk, "Zaal vastleggen", MONDAY, 90)
    todo(desk, "Los")
    desk.do(add_closing_day, MONDAY + timedelta(1), "Brugdag")
    paper = printed_week(week_plan(desk.db, desk.features, Week.of(MONDAY), MONDAY), "Netwerk", NL)
    assert (paper.title, paper.is_landscape) == ("Week 48", True)
    assert paper.line == "Netwerk · 1,5 van 28,8 uur gepland · ma 23 nov – zo 29 nov"
    grid = next(part for part in paper.parts if isinstance(part, Grid))
    assert grid.headings[0] == "ma 23\n1,5 van 7,2 u"
    assert column(desk, 0) == "☐ Zaal vastleggen (1 u 30 min)"
    assert column(desk, 1) == "Gesloten: Brugdag"
    said = [part.text for part in paper.parts if not isinstance(part, Grid)]
    assert said[:2] == ["Nog te plannen", "Los (1 u)"]
    assert "Bijeenkomsten 1,5 van 2,9 u (0 u gedaan)" in said[2]


def test_the_paper_names_no_member_and_no_reason_of_absence(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft(first_name="Fatma"), today=MONDAY)
    draft = TodoDraft(title="Fatma bellen", planned_on=MONDAY, member_id=member)
    desk.do(add_todo, draft, today=MONDAY)
    desk.do(add_absence, MONDAY + timedelta(1), None, "Operatie")
    assert "Taak over een lid" in column(desk, 0)
    assert "Fatma" not in column(desk, 0)
    assert column(desk, 1) == "Afwezig"


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_a_full_week_is_one_page_and_counts_what_is_not_on_it(
    page: WeekPage, desk: Desk, tmp_path: Path
) -> None:
    for n in range(40):
        todo(desk, f"{n} {'lange woorden ' * 9}", MONDAY + timedelta(n % 7), 10)
        todo(desk, f"Nog {n}")
    page.taking.save_pdf(tmp_path / "week.pdf")
    assert pages_of(tmp_path / "week.pdf") == 1
    assert "week.pdf is gemaakt" in page.banner.text
    assert re.search(r"en nog \d+", "\n".join(column(desk, day) for day in range(7))) is None
    for n in range(40):
        todo(desk, f"Maandag {n} met een langere titel", MONDAY, 10)
    assert re.search(r"en nog \d+$", column(desk, 0))
    page.taking.save_pdf(tmp_path / "week.pdf")
    assert pages_of(tmp_path / "week.pdf") == 1


def test_a_pdf_that_cannot_be_made_is_refused_in_words(page: WeekPage, tmp_path: Path) -> None:
    page.taking.save_pdf(tmp_path / "week.txt")
    assert "moet eindigen op .pdf" in page.banner.text
    page.taking.save_pdf(tmp_path / "nowhere" / "week.pdf")
    assert "nowhere" in page.banner.text or "week.pdf" in page.banner.text
    assert not list(tmp_path.glob("**/week.*"))


# --- the command line -----------------------------------------------------------------------------

Verb = Callable[..., Any]


def test_fill_on_the_command_line_proposes_and_with_apply_takes(
    commdesk: Verb, workbook_path: Path, desk: Desk
) -> None:
    made = todo(desk, "Zaal", due_on=MONDAY)
    todo(desk, "Groot", minutes=1200)
    desk.close()
    shown = commdesk("week", workbook_path, "--fill", "--json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)["proposal"]
    assert not found["applied"]
    assert [(m["title"], m["to"], m["reason"]) for m in found["moves"]] == [
        ("Zaal", "2026-11-23", "Uiterlijk ma 23 nov; die dag had nog 7 u 12 min over")
    ]
    assert [each["title"] for each in found["not_placed"]] == ["Groot"]
    text = commdesk("week", workbook_path, "--fill").stdout
    assert "Voorstel" in text
    assert "Past niet" in text
    taken = commdesk("week", workbook_path, "--fill", "--apply", "--json")
    assert json.loads(taken.stdout)["proposal"]["applied"]
    assert next(d["items"] for d in json.loads(taken.stdout)["days"])[0]["title"] == "Zaal"
    with Desk.open(workbook_path, desk.features) as again:
        assert find_todo(again.db, made).planned_on == MONDAY
        again.undo()
        assert find_todo(again.db, made).planned_on is None


def test_only_some_kinds_last_week_and_what_stayed_behind_on_the_command_line(
    commdesk: Verb, workbook_path: Path, desk: Desk
) -> None:
    todo(desk, "Los")
    todo(desk, "Oud", MONDAY - timedelta(3))
    desk.close()

    def moves(*options: str) -> list[str]:
        shown = commdesk("week", workbook_path, *options, "--json")
        assert shown.exit_code == 0, shown.output
        return [each["title"] for each in json.loads(shown.stdout)["proposal"]["moves"]]

    assert moves("--fill", "--kind", "content") == []
    assert moves("--fill", "--kind", "content", "--kind", "events") == ["Oud", "Los"]
    assert moves("--carry-over", "--apply") == ["Oud"]
    assert moves("--copy-last") == []
    assert moves("--copy-last", "--week", "2026-W49") == ["Oud"]
    with Desk.open(workbook_path, desk.features) as again:
        assert [each.planned_on for each in open_todos(again.db)] == [MONDAY, None]


@pytest.mark.parametrize(
    "options", [("--apply",), ("--kind", "content"), ("--carry-over", "--kind", "x")]
)
def test_options_that_go_with_nothing_are_refused(
    commdesk: Verb, workbook_path: Path, options: tuple[str, ...]
) -> None:
    assert commdesk("week", workbook_path, *options).exit_code == 2
