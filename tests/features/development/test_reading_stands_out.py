"""What a feature hands in about the weeks is looked through when it is read."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Span
from commdesk.core.feature import Feature
from commdesk.core.values import Week
from commdesk.core.words import say
from commdesk.features.development.queries import read

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
