"""An empty workbook says where to begin: on Today, in the export log and in history."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.exchange.page.export_log import ExportLogSection
from commdesk.features.history.page import HistorySection
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.today.page import TodayPage
from commdesk.kit.page import Page
from tests.host import QuietHost


def test_today_without_people_offers_a_list_and_the_way_to_members(
    qtbot: QtBot, desk: Desk
) -> None:
    host = QuietHost(desk, Words("en"))
    page = TodayPage(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.refresh()
    page.list._empty._press()
    assert host.opened == [("import", None)]
    (go,) = [each for each in page.page_actions() if each.in_header]
    go.slot()
    assert host.opened[-1] == ("members", None)
    desk.do(add_member, MemberDraft("Fatma"), today=date(2026, 11, 1))
    page.refresh()
    assert [each.name for each in page.page_actions() if each.in_header] == ["close_day"]


@pytest.mark.parametrize(
    ("kind", "place"), [(ExportLogSection, "export"), (HistorySection, "today")]
)
def test_an_empty_section_has_the_button_that_fills_it(
    qtbot: QtBot, desk: Desk, kind: type[Page], place: str
) -> None:
    host = QuietHost(desk, Words("en"))
    page = kind(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.table._empty._press()  # type: ignore[attr-defined]
    assert host.opened == [(place, None)]
