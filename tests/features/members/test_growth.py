"""Who came in and left each week, through whom; totals stay when people are erased."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core import backup, erasing
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Span
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import (
    Growth,
    MemberDraft,
    add_member,
    change_member,
    change_members,
    growth_by_week,
    members_called,
    remove_member,
    restrict,
)
from commdesk.features.members.growth import growth_charts
from commdesk.features.members.handed import facts, team
from commdesk.features.members.intake import INTAKE, apply_members, plan_members

TODAY = date(2027, 1, 6)
WEEK_53 = Week(2026, 53)
WEEKS = tuple(Week.of(TODAY) - n for n in range(20, -1, -1))
SPAN = Span(WEEKS, TODAY)
EN, NL = Words("en"), Words("nl")
RECOUNT = """
    SELECT strftime('%G-W%V', coalesce(joined_on, added_on)) AS week, count(*) AS new,
           sum(came_through IN ('member', 'self')) AS by_members,
           sum(came_through = 'team') AS by_team
      FROM member
     WHERE stage IN ('member', 'former') AND coalesce(joined_on, added_on) <= :last
  GROUP BY 1
"""
RECOUNT_LEFT = """
    SELECT strftime('%G-W%V', left_on) AS week, count(*) AS n FROM member
     WHERE left_on <= :last GROUP BY 1
"""


def add(desk: Desk, name: str = "Fatma", today: date = TODAY, **more: Any) -> int:
    return desk.do(add_member, MemberDraft(first_name=name, **more), today=today)


def erase(desk: Desk, *ids: int) -> None:
    desk.do(erasing.erase, FEATURES, [Person(each) for each in ids], today=TODAY)
    assert erasing.forget_bytes(desk.db)


def grown(desk: Desk) -> dict[Week, Growth]:
    return {each.week: each for each in growth_by_week(desk.db, SPAN)}


def chart(desk: Desk, span: Span = SPAN) -> Chart:
    (found,) = growth_charts(desk.db, span)
    return found


def test_the_day_since_when_they_are_a_member_counts_and_else_the_day_they_were_added(
    desk: Desk,
) -> None:
    add(desk, joined_on=date(2026, 12, 28), came_through="member")
    add(desk, "Henk", date(2027, 1, 3), came_through="self")
    add(desk, "Petra", date(2027, 1, 4), came_through="team")
    add(desk, "Noud", date(2027, 1, 4))
    found = grown(desk)
    assert found[WEEK_53] == Growth(WEEK_53, new=2, by_members=2)
    assert found[WEEK_53 + 1] == Growth(WEEK_53 + 1, new=2, by_team=1)
    assert (found[WEEK_53 + 1].unknown, found[WEEK_53 + 1].known) == (1, 1)


def test_a_prospect_is_nobody_until_they_join_and_then_counts_in_that_week(
    desk: Desk, clock: Any
) -> None:
    fatma = add(desk, today=date(2026, 11, 23), stage="prospect")
    henk = add(desk, "Henk", date(2026, 11, 23), stage="prospect")
    assert not any(each.new for each in grown(desk).values())
    clock.move(weeks=2)
    desk.do(change_member, fatma, {"stage": "member"})
    desk.do(change_members, [henk], {"stage": "member"}, today=desk.today())
    found = grown(desk)
    assert (found[Week(2026, 48)].new, found[Week(2026, 50)].new) == (0, 2)
    desk.undo()
    desk.undo()
    assert not any(each.new for each in grown(desk).values())


def test_a_prospect_whom_a_list_makes_a_member_joins_on_that_day(desk: Desk) -> None:
    add(desk, "Fatma", date(2026, 9, 1), stage="prospect", email="f@x.example")
    row = {"row": 2, "email": "f@x.example", "stage": "member", "came_through": "self"}
    plan = plan_members(desk.db, [row], desk.today())
    desk.do(apply_members, plan, today=desk.today(), source="lijst.xlsx")
    assert grown(desk)[Week.of(desk.today())] == Growth(Week.of(desk.today()), 1, by_members=1)


def test_who_left_still_counts_as_having_come(desk: Desk, clock: Any) -> None:
    fatma = add(desk, today=desk.today())
    clock.move(weeks=3)
    desk.do(change_member, fatma, {"stage": "former"})
    found = grown(desk)
    assert (found[Week(2026, 48)].new, found[Week(2026, 51)].left) == (1, 1)
    desk.do(change_member, fatma, {"stage": "member"})
    assert grown(desk)[Week(2026, 51)].left == 0, "they are back"


def test_totals_stay_when_people_are_erased(desk: Desk, clock: Any) -> None:
    day = desk.today()
    ids = [
        add(desk, f"Lid {n}", day, came_through=how)
        for n, how in enumerate(("member", "team", "self", "", ""))
    ]
    clock.move(weeks=1)
    desk.do(change_member, ids[0], {"stage": "former"})
    before = grown(desk)
    erase(desk, ids[0], ids[3])
    erase(desk, ids[4])
    assert grown(desk) == before
    rows = desk.db.query("SELECT week, kind, came_through, n FROM member_growth_gone")
    assert {(r["week"], r["kind"], r["came_through"], r["n"]) for r in rows} == {
        ("2026-W48", "new", "member", 1),
        ("2026-W48", "new", "", 2),
        ("2026-W49", "left", "", 1),
    }


def test_a_prospect_who_is_erased_counts_nowhere(desk: Desk) -> None:
    erase(desk, add(desk, stage="prospect"))
    assert not desk.db.value("SELECT count(*) FROM member_growth_gone")


def test_who_is_erased_from_an_old_copy_again_counts_once(desk: Desk, tmp_path: Path) -> None:
    fatma = add(desk, today=desk.today(), came_through="member")
    before = grown(desk)
    old = backup.make(desk.path, desk.now()).path
    erase(desk, fatma)
    erase(desk, fatma)
    assert grown(desk) == before, "somebody who is gone already is not counted again"
    for _ in range(2):
        restored = Path(shutil.copy(old, tmp_path / "terug.commdesk"))
        with Desk.open(restored, FEATURES, clock=desk.clock) as again:
            assert again.erased_again == 1
            assert grown(again) == before
        with Desk.open(restored, FEATURES, clock=desk.clock) as once:
            assert (once.erased_again, grown(once)) == (0, before)


def test_two_who_were_one_count_once_in_the_earlier_week(desk: Desk, clock: Any) -> None:
    first = add(desk, "Fatma", desk.today(), joined_on=date(2026, 11, 20))
    second = add(desk, "F.", desk.today(), joined_on=date(2026, 11, 9), came_through="self")
    places = [data for feature in FEATURES for data in feature.personal_data]
    desk.do(merge_members, first, second, (), places)
    found = grown(desk)
    assert sum(each.new for each in found.values()) == 1
    assert found[Week(2026, 46)] == Growth(Week(2026, 46), 1, by_members=1)
    erase(desk, first)
    assert grown(desk) == found, "whoever was merged into them is the same person"


def test_a_member_who_is_removed_by_mistake_and_brought_back_counts_again(desk: Desk) -> None:
    fatma = add(desk, today=desk.today())
    before = grown(desk)
    desk.do(remove_member, fatma)
    assert not any(each.new for each in grown(desk).values())
    desk.undo()
    assert grown(desk) == before


def test_nothing_after_the_last_day_counts(desk: Desk) -> None:
    add(desk, "Fatma", date(2027, 1, 7))
    assert grown(desk)[Week.of(TODAY)].new == 0


@op("Fill with members")
def _fill(db: Database, rows: list[tuple[str, str, str | None, str, str | None]]) -> None:
    for row in rows:
        sql = """
            INSERT INTO member (sort_name, stage, added_on, joined_on, came_through, left_on)
            VALUES ('', ?, ?, ?, ?, ?)
        """
        db.raw.execute(sql, row)


DAYS = st.dates(date(2026, 7, 20), date(2027, 1, 20)).map(date.isoformat)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("member", "prospect", "former")),
        DAYS,
        st.none() | DAYS,
        st.sampled_from(("", "team", "member", "self")),
        st.none() | DAYS,
    ),
    max_size=40,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.sets(st.integers(0, 39)))
def test_every_week_equals_a_recount_also_after_erasing(
    desk: Desk, rows: list[tuple[str, str, str | None, str, str | None]], gone: set[int]
) -> None:
    rows = [(*row[:4], row[4] if row[0] == "former" else None) for row in rows]
    desk.do(_fill, rows)
    last = {"last": TODAY.isoformat()}
    came = {row["week"]: row for row in desk.db.query(RECOUNT, last)}
    left = {row["week"]: row["n"] for row in desk.db.query(RECOUNT_LEFT, last)}
    expected = [
        Growth(
            week,
            *(int(came[str(week)][key]) for key in ("new", "by_members", "by_team"))
            if str(week) in came
            else (0, 0, 0),
            left.get(str(week), 0),
        )
        for week in WEEKS
    ]
    assert growth_by_week(desk.db, SPAN) == expected
    ids = desk.db.column("SELECT id FROM member ORDER BY id")
    erase(desk, *(each for place, each in enumerate(ids) if place in gone))
    assert growth_by_week(desk.db, SPAN) == expected
    desk.do(_empty)


@op("Empty")
def _empty(db: Database) -> None:
    db.execute("DELETE FROM member")
    db.execute("DELETE FROM member_growth_gone")


def test_growth_is_read_from_an_index_alone(desk: Desk) -> None:
    plan = desk.db.query(
        """
        EXPLAIN QUERY PLAN
        SELECT coalesce(joined_on, added_on) AS day, came_through, count(*) FROM member
         WHERE coalesce(joined_on, added_on) BETWEEN '2026-01-01' AND '2026-12-31'
           AND stage <> 'prospect' GROUP BY 1, 2
        """
    )
    assert ["member_growth" in row["detail"] for row in plan] == [True]


def test_without_anybody_the_chart_says_what_brings_figures(desk: Desk) -> None:
    empty = chart(desk)
    assert (empty.is_empty, empty.lines) == (True, ())
    assert EN(empty.answer).startswith("Nobody has come in yet")
    assert NL(empty.answer).startswith("Er is nog niemand")


def test_one_member_makes_a_sentence(desk: Desk) -> None:
    add(desk, came_through="member")
    found = chart(desk)
    assert EN(found.answer) == (
        "1 new member in week 1; 1 of 1 through members or by themselves; "
        "of the weeks before nothing is known."
    )
    assert found.lines[0].values == (*([None] * 20), 1)
    assert found.behind is not None
    assert [each.title for each in found.behind(desk.db, "new_members", WEEKS[-1])] == ["Fatma"]


def test_beside_a_week_stands_what_the_weeks_before_it_were(desk: Desk) -> None:
    ends = [week.sunday for week in WEEKS[-11:-1]]
    for n, day in zip((9, 2, 1, 3, 2, 2, 3, 1, 1, 4), ends, strict=True):
        for _ in range(n):
            add(desk, joined_on=day)
    found = chart(desk).answer
    assert EN(found).startswith("4 new members in week 53")
    assert "in the eight weeks before it between 1 and 3" in EN(found)
    assert "in de acht weken ervoor tussen 1 en 3" in NL(found)


def test_behind_a_figure_are_the_newcomers_of_that_week_and_never_somebody_restricted(
    desk: Desk,
) -> None:
    add(desk, "Fatma", came_through="member")
    add(desk, "Henk", came_through="team")
    desk.do(restrict, add(desk, "Petra", came_through="self"), is_restricted=True)
    for n in range(30):
        add(desk, f"Lid {n:02}", TODAY - timedelta(days=7))
    behind = chart(desk).behind
    assert behind is not None
    names = [each.title for each in behind(desk.db, "new_members", WEEKS[-1])]
    through = behind(desk.db, "new_through_members", WEEKS[-1])
    assert names == ["Fatma", "Henk"]
    assert [(each.title, EN(each.note)) for each in through] == [
        ("Fatma", "through another member")
    ]
    assert len(behind(desk.db, "new_members", WEEKS[-2])) == 20


def test_how_they_came_is_a_fact_of_them(desk: Desk) -> None:
    told = facts(desk.db, add(desk, came_through="self"), TODAY)
    assert [(EN(each.label), EN(each.text)) for each in told] == [
        ("Came through", "found it themselves")
    ]
    assert facts(desk.db, add(desk, "Henk"), TODAY) == []


@pytest.mark.parametrize("heading", ["Binnengekomen via", "Referred by", "Came through"])
def test_a_list_says_how_they_came(heading: str) -> None:
    column = next(each for each in INTAKE.columns if each.key == "came_through")
    known = {column.heading.casefold(), *(alias.casefold() for alias in column.aliases)}
    assert heading.casefold() in known


def test_many_are_told_at_once_how_they_came(desk: Desk) -> None:
    ids = [add(desk), add(desk, "Henk")]
    desk.do(change_members, ids, {"came_through": "team"}, today=TODAY)
    assert desk.db.column("SELECT came_through FROM member") == ["team", "team"]
    with pytest.raises(Refused):
        desk.do(change_members, ids, {"came_through": "bus"}, today=TODAY)


def test_the_team_is_the_member_who_is_called_as_the_owner(desk: Desk) -> None:
    noor, other = add(desk, "Nóor"), add(desk, "Noortje")
    assert members_called(desk.db, " noor ") == {noor}
    assert team(desk.db) == {noor}
    assert other not in team(desk.db)
    assert members_called(desk.db, " ") == frozenset()
