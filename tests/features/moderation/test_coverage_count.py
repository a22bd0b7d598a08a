"""One count of shortages in every place that says it, and who could is who breaks no rule."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation.coverage import shortage_weeks, shortages
from commdesk.features.moderation.coverage.sheet import SHEET
from commdesk.features.moderation.coverage.who import who
from commdesk.features.moderation.dayparts import PARTS
from commdesk.features.moderation.handed import badge, today_items
from commdesk.features.moderation.page import ModerationPage
from commdesk.features.moderation.page.gridmodel import TONE
from commdesk.features.moderation.roster import Shift, around, breaches
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_moderators
from tests.conftest import MovableClock
from tests.features.moderation.coverage_cases import fill
from tests.host import QuietHost

NL = Words("nl")


def reds(page: ModerationPage) -> int:
    """Cells that stand out, without the totals."""
    model = page.overview.grid.grid_model
    rows, columns = range(model.rowCount() - 1), range(model.columnCount())
    return sum(model.index(r, c).data(TONE) == "bad" for r in rows for c in columns)


@pytest.mark.parametrize("seed", range(12))
def test_side_bar_today_moderation_and_export_count_the_same(
    workbook_path: Path, qtbot: QtBot, seed: int
) -> None:
    db = Database.connect(workbook_path)
    db.execute("BEGIN")
    _, today = fill(db, random.Random(seed))  # noqa: S311 - examples, not secrets
    db.execute("COMMIT")
    db.close()
    clock = MovableClock()
    clock.move(days=(today - clock.today()).days)
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        count = len(shortages(desk.db, today))
        assert len(today_items(desk.db, today)) == count
        said = badge(desk.db, today)
        assert (NL(said.text) if said else "").partition(" ")[0] == (str(count) if count else "")
        scope = ExportScope(shortage_weeks(today), today)
        assert sum(row["short"] > 0 for row in SHEET.rows(desk.db, scope)) == count
        page = ModerationPage(desk, QuietHost(desk, NL))  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.freshen()
        assert f" {count} tekort" in page.header.line
        assert reds(page) == count
        page.overview.show_by(by_expertise=True)
        assert f" {count} tekort" in page.header.line
        short = {(c.week, c.expertise.lower()) for c in shortages(desk.db, today)}
        assert reds(page) == len(short), "an expertise is short when one of its tasks is"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_who_could_is_who_breaks_no_rule(workbook_path: Path, seed: int) -> None:
    """A quarter in any day part that is named breaks none; in one that is not it breaks some."""
    db = Database.connect(workbook_path)
    db.execute("BEGIN")
    try:
        weeks, today = fill(db, random.Random(seed))  # noqa: S311 - examples, not secrets
        for task in list_tasks(db, only_active=True)[:2]:
            week = max(weeks[seed % len(weeks)], Week.of(today))
            found = who(db, [task], task.expertise, week, today)
            could = {(c.person.id, spot) for c in found.could for spot in c.spots}
            people = [*found.could, *found.could_not]
            assert {c.person.id for c in people} == {
                m.id for m in list_moderators(db, only_active=True)
            }
            for each in people:
                for spot in ((day, part) for day in week.days for part in PARTS if day >= today):
                    shift = Shift(task.id, each.person.id, *spot, Minutes(min(each.free, 15) or 15))
                    broken = breaches(shift, task, each.person, around(db, shift))
                    assert ((each.person.id, spot) in could) == (not broken), broken
    finally:
        db.execute("ROLLBACK")
        db.close()
