"""What a feature hands in about the weeks is looked through when it is read."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Span
from commdesk.core.feature import Feature
from commdesk.core.values import Week
from commdesk.core.words import say
from commdesk.features.development.model import Reading
from commdesk.features.development.queries import FIRST, read

WEEK = Week(2026, 47)


def _chart(_: Database, span: Span) -> list[Chart]:
    """Ten a week until the week of the test, and then forty."""
    values = tuple(40.0 if week >= WEEK else 10.0 for week in span.weeks)
    line = Line("visits", say("Visits"), values)
    return [Chart("visits", "Visits", "Who came?", say("Ten."), span.weeks, (line,))]


def test_a_reading_says_what_stands_out_of_its_week(desk: Desk) -> None:
    features = (Feature(name="visits", rank=1, title="Visits", development=_chart),)
    told = read(desk.db, features, WEEK, (WEEK + 1).monday).stands_out
    assert [(each.line, each.week) for each in told] == [("visits", WEEK)]
    before = read(desk.db, features, WEEK - 1, (WEEK + 1).monday)
    assert not before.stands_out


def test_what_fills_a_window_is_told_before_the_rest_is_read(desk: Desk) -> None:
    told: list[Reading] = []
    today = desk.today()
    whole = read(desk.db, desk.features, Week.of(today), today, told.append)
    (first,) = told
    assert first.phase == whole.phase
    assert len(first.charts) == FIRST < len(whole.charts)
    assert {each.name for each in first.charts} <= {each.name for each in whole.charts}
    assert whole.span.shared is None
