"""What is counted stays as it was when people are erased, and nothing trips over rows of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import erasing
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.feature import ExportScope, Feature
from commdesk.core.people import Person, held_of
from commdesk.core.reporting import ReportScope
from commdesk.core.values import Period, Week
from commdesk.features.activity import contributions_by_week, counts_by_weekday
from commdesk.features.concept.gate import gate_now
from commdesk.features.duplicates.model import find_suspects
from commdesk.features.duplicates.queries import list_people
from commdesk.features.members import growth_by_week
from commdesk.features.moderation.coverage.queries import task_weeks
from commdesk.features.outreach.outcomes.queries import outcomes
from tests.core.erasing.planting import plant_rows

BACK = 26
COUNTED = {
    "outreach_message": "date(sent_at, 'localtime'), is_outgoing, channel, purpose, result",
    "activity": "happened_on, kind",
    "todo WHERE done_on IS NOT NULL": "done_on, kind, minutes",
    "interview WHERE held_on IS NOT NULL": "held_on, circle, willing, version_id, weekly_minutes",
    "interview_theme": "theme_id",
    "moderation_log": "day, task_id, minutes",
    "moderation_shift WHERE day < '2026-11-23'": "day, task_id, day_part, minutes",
    "content_item": "published_on, kind, replies",
}


def figures(desk: Desk) -> dict[str, Any]:
    """Totals of days and weeks, by what the pages and the reports show them with."""
    db, today = desk.db, desk.today()
    now = Week.of(today)
    past = tuple(now - n for n in range(BACK, 0, -1))
    found: dict[str, Any] = {
        rows: db.query(f"SELECT {columns}, count(*) AS n FROM {rows} GROUP BY {columns}")
        for rows, columns in COUNTED.items()
    }
    sent = outcomes(db, Period(past[0].monday, past[-1].sunday), today)
    found["sent"] = (sent.total.sent, sent.total.promised)
    found["contributions"] = {w: n for w, (n, _) in contributions_by_week(db, past, []).items()}
    found["growth"] = growth_by_week(db, Span(past, today))
    found["weekdays"] = counts_by_weekday(db, past[0].monday, today)
    found["hours"] = [
        (each.week, each.task_id, each.needed, each.planned, each.worked)
        for each in task_weeks(db, past, today)
    ]
    return found


@pytest.fixture
def people(plain_demo: Desk) -> list[Person]:
    """Busy members, one with a row everywhere, a moderator and an interviewee who is no member."""
    db = plain_demo.db
    ids = db.column(
        """
        SELECT member_id FROM (
            SELECT member_id FROM outreach_message UNION ALL SELECT member_id FROM interview
             UNION ALL SELECT member_id FROM moderator UNION ALL SELECT member_id FROM activity)
         WHERE member_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 12
        """
    )
    plain_demo.do(plant_rows, ids[0])
    alone = [
        Person(db.value(f"SELECT id FROM {table} WHERE member_id IS NULL"), table)
        for table in ("moderator", "interview")
        if db.value(f"SELECT id FROM {table} WHERE member_id IS NULL")
    ]
    return [*map(Person, ids), *alone]


def test_what_is_counted_stays_as_it_was(plain_demo: Desk, people: list[Person]) -> None:
    assert {person.table for person in people} == {"member", "moderator", "interview"}
    before, gate = figures(plain_demo), gate_now(plain_demo.db)
    done = plain_demo.do(erasing.erase, FEATURES, people, today=plain_demo.today())
    assert (done.people, done.rows_removed > 20, done.rows_emptied > 20) == (14, True, True)
    assert figures(plain_demo) == before
    assert gate_now(plain_demo.db) == gate


def test_the_preview_says_what_happens(plain_demo: Desk, people: list[Person]) -> None:
    person = people[0]
    foreseen = erasing.preview(plain_demo.db, FEATURES, person, today=plain_demo.today())
    rows = sum(len(held.rows) for held in held_of(plain_demo.db, FEATURES, person))
    assert sum(each.rows for each in foreseen) == rows
    assert {each.fate for each in foreseen} == {"removed", "emptied", "kept as a number"}
    done = plain_demo.do(erasing.erase, FEATURES, [person], today=plain_demo.today())
    assert done.rows_removed == sum(each.rows for each in foreseen if each.fate == "removed")
    assert held_of(plain_demo.db, FEATURES, person) == []


def test_no_page_report_or_export_trips_over_rows_of_nobody(
    plain_demo: Desk, people: list[Person]
) -> None:
    plain_demo.do(erasing.erase, FEATURES, people, today=plain_demo.today())
    assert sum(len(list(read_all(plain_demo, feature))) for feature in FEATURES) > 1_000
    find_suspects(list_people(plain_demo.db))


def read_all(desk: Desk, feature: Feature) -> Iterator[Any]:
    """Whatever a feature hands to the pages of others, and to files."""
    db, today = desk.db, desk.today()
    week = Week.of(today)
    weeks = tuple(week + n for n in range(-12, 3))
    scope = ExportScope(weeks, today, FEATURES, with_texts=True)
    days = Period(today - timedelta(days=90), today + timedelta(days=90))
    members = db.column("SELECT id FROM member LIMIT 20")
    reads = [(read, today) for read in (feature.today, feature.tiles, feature.morning)]
    reads += [(read, each) for read in (feature.week, feature.publishes) for each in weeks]
    reads += [(feature.report, ReportScope(week, today)), (feature.events, days)]
    reads += [(feature.charts, scope), *((sheet.rows, scope) for sheet in feature.sheets)]
    reads += [(feature.development, Span(weeks[:13], today))]
    reads += [(feature.timeline, member) for member in members]
    for read, of in reads:
        yield from read(db, of) if read else ()
    for member in members:
        yield from feature.facts(db, member, today) if feature.facts else ()
        yield feature.balance(db, member, today) if feature.balance else None
    yield feature.badge(db, today) if feature.badge else None
    yield from (evidence.look(db, today) for evidence in feature.evidence)
    yield from (handout.make(desk) for handout in feature.handouts)


def test_what_is_still_to_be_done_with_somebody_goes_and_what_was_done_stays(
    plain_demo: Desk, people: list[Person]
) -> None:
    plain_demo.do(erasing.erase, FEATURES, people, today=plain_demo.today())
    db = plain_demo.db
    assert not db.value("SELECT count(*) FROM outreach_message WHERE member_id IS NULL"
                        " AND (follow_up_on IS NOT NULL OR text <> '')")  # fmt: skip
    moments = db.column("SELECT time(sent_at, 'localtime') FROM outreach_message"
                        " WHERE member_id IS NULL")  # fmt: skip
    assert set(moments) == {"12:00:00"}
    later = "SELECT count(*) FROM moderation_shift AS shift JOIN moderator ON moderator.id ="
    later += " shift.moderator_id WHERE moderator.name LIKE 'gewist%' AND shift.day >= '2026-11-23'"
    assert db.value(later) == 0
    assert db.value("SELECT sum(is_active) FROM moderator WHERE name LIKE 'gewist%'") == 0
    assert date.fromisoformat(db.value("SELECT max(erased_on) FROM erased_person"))
