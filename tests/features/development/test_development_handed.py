"""What goes into the weekly report and the Excel file: read back from what was made."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from commdesk.core.desk import Desk
from commdesk.core.printed import Drawn
from commdesk.core.reporting import ReportPart, ReportScope, ReportTable
from commdesk.core.values import Week
from commdesk.core.words import Words, say
from commdesk.features.development.goals.model import GoalDraft
from commdesk.features.development.goals.ops import add_goal, note_value
from commdesk.features.development.handed import report_over
from commdesk.features.exchange import exporting, spans
from commdesk.features.report import wording
from commdesk.features.report.queries import week_report
from commdesk.kit.printing import is_one_page, settled
from tests.features.development.conftest import THIS
from tests.features.development.growing import happen

TODAY = date(2026, 11, 23)


def exported(desk: Desk, place: Path) -> exporting.Export:
    wanted = exporting.wish(desk.features, ["charts"], spans.days_of(THIS))
    made = exporting.gather(desk, wanted)
    exporting.hand_out(desk, made, place)
    return made


def native(place: Path) -> list[Any]:
    sheet: Any = openpyxl.load_workbook(place).worksheets[0]
    return list(sheet._charts)


def test_the_report_tells_the_phase_and_names_nobody(grown: Desk) -> None:
    report = week_report(grown.db, grown.features, THIS, TODAY)
    (part,) = (each for each in report.parts if each.name == "development")
    assert [Words("nl")(line) for line in part.lines] == [
        "Opbouwfase",
        "Deze fase duurt meestal 6 tot 18 maanden.",
    ]
    assert 1 <= len(part.charts) <= 3
    assert not any("Fatma" in Words("nl")(line) for line in part.lines)


@pytest.mark.parametrize(("week", "is_told"), [(THIS, True), (THIS - 1, True), (THIS - 2, False)])
def test_the_report_of_the_last_week_judges_goals_on_the_day_it_is_told(
    grown: Desk, week: Week, is_told: bool
) -> None:
    friday = date(2026, 11, 27)
    wanted = GoalDraft(title="Meer", target=40.0, start_on=date(2026, 6, 1),
                       due_on=date(2026, 12, 25))  # fmt: skip
    made = grown.do(add_goal, wanted)
    for n in range(12):
        day = friday - timedelta(weeks=n)
        grown.do(note_value, made, 12.0 - n % 2, day, today=friday)
    report = week_report(grown.db, grown.features, week, friday)
    (part,) = (each for each in report.parts if each.name == "development")
    words = Words("nl")
    assert any("Doel: Meer" in words(line) for line in part.lines) == is_told
    assert any("Zonder besluit" in words(line) for line in part.asks) == is_told


def test_the_report_stays_on_one_page_with_its_pictures(grown: Desk, qapp: object) -> None:
    report = week_report(grown.db, grown.features, THIS, TODAY)
    page = settled(wording.one_page(report, Words("nl")))
    assert is_one_page(page)
    assert [type(part) for part in page.parts].count(Drawn) == 2


def test_pictures_go_before_anything_else_where_the_page_is_full(grown: Desk, qapp: object) -> None:
    report = week_report(grown.db, grown.features, THIS, TODAY)
    rows = tuple((f"taak {n}",) for n in range(60))
    full = ReportPart("Hours", 10, table=ReportTable(("Task",), rows))
    asks = ReportPart("Members", 11, asks=tuple(say("Hours") for _ in range(12)))
    crowded = replace(report, parts=(*report.parts, full, asks))
    page = settled(wording.one_page(crowded, Words("nl")))
    assert is_one_page(page)


def test_left_out_of_the_report_its_pictures_are_left_out_too(grown: Desk) -> None:
    report = week_report(grown.db, grown.features, THIS, TODAY)
    without = replace(report, left_out=frozenset({"development"}))
    tries = wording.one_page(without, Words("nl")).tries
    assert not any(isinstance(part, Drawn) for page in tries for part in page.parts)


def test_nothing_is_told_of_a_workbook_in_which_nothing_happened(grower: Desk) -> None:
    assert report_over(grower.db, grower.features, ReportScope(THIS, TODAY)) == []


def test_every_chart_with_figures_is_a_native_chart(grown: Desk, tmp_path: Path) -> None:
    made = exported(grown, tmp_path / "c.xlsx")
    names = [chart.name for chart in made.charts]
    assert names.count("grown") == names.count("shared") == names.count("where") == 1
    assert "nothing" not in names
    assert len(native(tmp_path / "c.xlsx")) == len(made.charts)


def test_a_reference_is_a_dashed_line_over_the_columns(grown: Desk, tmp_path: Path) -> None:
    made = exported(grown, tmp_path / "c.xlsx")
    shared = next(chart for chart in made.charts if chart.name == "shared")
    assert [series.is_reference for series in shared.series] == [False, True]
    assert set(shared.series[1].values) == {0.5}
    charts = native(tmp_path / "c.xlsx")
    dashed = [
        series.graphicalProperties.line.prstDash
        for chart in charts
        for part in chart._charts
        for series in part.series
    ]
    assert "dash" in dashed


def test_the_figures_stand_beside_the_chart_a_quarter_at_least(grown: Desk, tmp_path: Path) -> None:
    made = exported(grown, tmp_path / "c.xlsx")
    found = next(chart for chart in made.charts if chart.name == "grown")
    assert (found.categories[0], found.categories[-1]) == ("2026-W36", "2026-W48")
    sheet: Any = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]
    rows = [row[:3] for row in sheet.iter_rows(values_only=True)]
    assert ("2026-W47", 1, 1) in rows
    share = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 0.5)
    assert share.number_format == "0%"


@pytest.mark.parametrize("last", [Week(2026, 44), Week(2026, 52)])
def test_weeks_to_come_are_not_drawn(grower: Desk, last: Week) -> None:
    happen(grower, THIS - 8, THIS - 7)
    wanted = exporting.wish(grower.features, ["charts"], spans.days_of(last))
    found = next(c for c in exporting.gather(grower, wanted).charts if c.name == "grown")
    assert found.categories[-1] == str(min(last, THIS))
