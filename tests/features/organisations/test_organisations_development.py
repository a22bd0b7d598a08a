"""Organisations by contact: each in one of three, and as many silent as their page says."""

from __future__ import annotations

from datetime import timedelta

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.features.organisations import list_organisations
from commdesk.features.organisations.development import development
from tests.spans import insert_many, span_until

SILENT = """
    SELECT count(*) FROM organisation WHERE coalesce(
        (SELECT max(coalesce(last_contact_on, added_on)) FROM member
          WHERE organisation_id = organisation.id AND stage <> 'former'
            AND (last_contact_on IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM member AS other WHERE other.organisation_id = organisation.id
                   AND other.stage <> 'former' AND other.last_contact_on IS NOT NULL))),
        '0000') <= date(:today, '-60 days')
"""


@op("Put them there")
def _put(db: Database, ago: list[tuple[str, int | None, int]]) -> None:
    """Name, days since the last contact, days since they came in."""
    for name, contact, added in ago:
        (organisation,) = insert_many(db, "organisation", [{"name": name}])
        row = {
            "first_name": "Kees",
            "sort_name": "Kees",
            "organisation_id": organisation,
            "added_on": _day(added),
            "last_contact_on": None if contact is None else _day(contact),
        }
        insert_many(db, "member", [row])
    insert_many(db, "organisation", [{"name": "Niemand"}])


def _day(ago: int) -> str:
    from tests.conftest import MONDAY

    return (MONDAY.date() - timedelta(days=ago)).isoformat()


def test_each_is_silent_in_contact_or_new(desk: Desk) -> None:
    rows = [
        ("Gemeente A", 59, 300), ("Gemeente B", 60, 300), ("Gemeente C", 400, 500),
        ("Gemeente D", None, 59), ("Gemeente E", None, 60),
    ]  # fmt: skip
    desk.do(_put, rows)
    (chart,) = development(desk.db, span_until(desk.today()))
    assert chart.lines[0].values == (4, 1, 1)
    assert chart.lines[0].values[0] == desk.db.value(SILENT, {"today": desk.today().isoformat()})
    silent = [o for o in list_organisations(desk.db) if o.is_silent(desk.today())]
    assert len(silent) == 4
    assert chart.behind
    found = chart.behind(desk.db, "organisations_by_contact", Week.of(desk.today()))
    assert {each.title for each in found} == {each.name for each in silent}
    assert not [each for each in found if "Kees" in each.title + str(each.note)]


def test_of_a_past_week_it_is_not_known(desk: Desk) -> None:
    desk.do(_put, [("Gemeente A", 3, 300)])
    past = Span(tuple(Week.of(desk.today()) - n for n in (4, 3, 2)), desk.today())
    (chart,) = development(desk.db, past)
    assert chart.is_empty
    assert str(chart.answer) == "Only of this week is it known which organisations are silent."


def test_without_organisations_a_sentence_says_where_they_come_from(desk: Desk) -> None:
    (chart,) = development(desk.db, span_until(desk.today()))
    assert chart.is_empty
    assert str(chart.answer)
