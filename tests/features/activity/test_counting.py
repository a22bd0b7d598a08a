"""The counts of weeks equal a recount of the rows, by name and by hand, whatever happened."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert, update
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.dumping import dump as write_dump
from commdesk.core.dumping import load
from commdesk.core.erasing import erase
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.values import Week
from commdesk.core.workbook import set_facts
from commdesk.features.activity.counting import (
    NAMES,
    Figure,
    WeekCounts,
    count_all_weeks,
    week_counts,
)
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.model import KINDS
from commdesk.features.duplicates import ops as duplicates
from commdesk.features.members import MemberDraft, add_member
from tests.conftest import MovableClock

TODAY = date(2026, 11, 23)
WEEK = Week(2026, 47)
PLACES = [data for feature in FEATURES for data in feature.personal_data]
TALK = {"reply", "reaction"}
LAST_DAY = date(2027, 1, 6)
"""In the week after 2026-W53; the days before it hold a night on which the clock went back."""


@op("Note what they did")
def note(db: Database, facts: list[tuple[int, str, date]]) -> None:
    for member_id, kind, day in facts:
        key = str(db.next_id())
        row = {"member_id": member_id, "kind": kind, "happened_on": day.isoformat()}
        insert(db, "activity", {**row, "source": "test", "key": key})


@op("Change what they did")
def change(db: Database, row_id: int, values: dict[str, Any]) -> None:
    update(db, "activity", row_id, values)


@op("Take out what they did")
def take_out(db: Database, row_id: int) -> None:
    db.execute("DELETE FROM activity WHERE id = :id", {"id": row_id})


@op("Change the workbook")
def set_facts_of(db: Database, **facts: Any) -> None:
    set_facts(db, **facts)


def people(desk: Desk, count: int) -> list[int]:
    return [
        desk.do(add_member, MemberDraft(first_name=f"Lid{n}", last_name="Test"), today=TODAY)
        for n in range(count)
    ]


def span(
    last: Week, weeks: int = 40, *, today: date = LAST_DAY, team: tuple[int, ...] = ()
) -> Span:
    return Span(tuple(last - n for n in reversed(range(weeks))), today, frozenset(team))


def lines(desk: Desk) -> list[Any]:
    return desk.db.query("SELECT * FROM activity_week ORDER BY id")


def made_anew(desk: Desk) -> list[Any]:
    desk.db.execute("BEGIN")
    count_all_weeks(desk.db)
    found = lines(desk)
    desk.db.execute("ROLLBACK")
    return found


def recount(desk: Desk, week: Week, last_day: date, team: tuple[int, ...]) -> list[list[int]]:
    """In plain SQL and plain Python, of the rows themselves: everybody's and the team's."""
    sql = "SELECT member_id, nobody, kind FROM activity WHERE happened_on BETWEEN :first AND :last"
    days = {"first": str(week.monday), "last": str(min(week.sunday, last_day))}
    rows = [(r["member_id"] or r["nobody"], r["kind"]) for r in desk.db.query(sql, days)]
    parts = (rows, [row for row in rows if row[0] in team])
    return [
        [
            sum(kind not in TALK for _, kind in part),
            sum(kind in TALK for _, kind in part),
            len({who for who, _ in part}),
            len({who for who, kind in part if kind not in TALK and kind != "event"}),
            sum(kind == "question" for _, kind in part),
            sum(kind == "event" for _, kind in part),
        ]
        for part in parts
    ]


def told(week: WeekCounts) -> list[list[int]]:
    return [
        [p.contributions, p.conversations, p.active, p.contributing, p.questions, p.attendance]
        for p in (week.all, week.team)
    ]


@contextmanager
def workbook(path: Path) -> Iterator[Desk]:
    """A copy of its own for each example."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "w.commdesk"))
        with Desk.open(copy, FEATURES, clock=MovableClock()) as desk:
            yield desk


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from([str(kind) for kind, _ in KINDS]),
        st.integers(0, 90).map(lambda back: LAST_DAY + timedelta(days=7 - back)),
    ),
    min_size=1,
    max_size=40,
)
ACTS = st.lists(
    st.sampled_from(["change", "move", "out", "merge", "erase", "undo", "redo"]), max_size=8
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(deeds=DEEDS, acts=ACTS, seed=st.integers(0, 999))
def test_weeks_equal_a_recount_of_the_rows_after_any_acts(
    empty_workbook: Path, deeds: list[tuple[int, str, date]], acts: list[str], seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    with workbook(empty_workbook) as desk:
        who = people(desk, 5)
        desk.do(note, [(who[n], kind, day) for n, kind, day in deeds])
        for act in acts:
            before = totals(desk)
            do(desk, act, who, rng)
            if act == "erase":
                assert totals(desk) == before, "who is erased stays in the totals"
            assert lines(desk) == made_anew(desk), act
        team = tuple(who[:2])
        for last in (Week(2026, 53), Week(2027, 1), Week(2027, 2)):
            asked = span(last, 14, team=team)
            for week in week_counts(desk.db, asked):
                assert told(week) == recount(desk, week.week, asked.last_day, team), week.week


def totals(desk: Desk) -> list[Any]:
    return [told(week) for week in week_counts(desk.db, span(Week(2027, 2), 16))]


def do(desk: Desk, act: str, who: list[int], rng: random.Random) -> None:
    """One act at random; what cannot be done now is left."""
    rows = desk.db.column("SELECT id FROM activity ORDER BY id")
    there = desk.db.column("SELECT id FROM member ORDER BY id")
    known = desk.db.column("SELECT id FROM activity WHERE member_id IS NOT NULL ORDER BY id")
    day = LAST_DAY - timedelta(days=rng.randrange(60))
    try:
        if act == "change" and rows:
            kind = rng.choice(["post", "event", "reply"])
            desk.do(change, rng.choice(rows), {"kind": kind, "happened_on": str(day)})
        elif act == "move" and known and there:
            desk.do(change, rng.choice(known), {"member_id": rng.choice(there)})
        elif act == "out" and rows:
            desk.do(take_out, rng.choice(rows))
        elif act == "merge" and len(there) > 1:
            keep, drop = rng.sample(there, 2)
            desk.do(duplicates.merge_members, keep, drop, (), PLACES)
        elif act == "erase" and there:
            desk.do(erase, FEATURES, [Person(rng.choice(there))], today=TODAY)
        elif act in {"undo", "redo"}:
            getattr(desk, act)()
    except Refused:
        return


def test_nothing_links_the_weeks_of_somebody_who_was_erased(desk: Desk) -> None:
    fatma, bram = people(desk, 2)
    days = [WEEK.monday, WEEK.sunday, (WEEK - 1).monday, (WEEK - 1).sunday]
    desk.do(note, [(who, "post", day) for who in (fatma, bram) for day in days])
    desk.do(erase, FEATURES, [Person(fatma), Person(bram)], today=TODAY)
    found = desk.db.query("SELECT happened_on, nobody FROM activity")
    by_week = [{r["nobody"] for r in found if Week.of(date.fromisoformat(r["happened_on"])) == week}
               for week in (WEEK, WEEK - 1)]  # fmt: skip
    assert [len(each) for each in by_week] == [2, 2], "two people in each week"
    assert not by_week[0] & by_week[1], "and none of them in both"
    assert [week.all.active for week in week_counts(desk.db, span(WEEK, 2))] == [2, 2]


def test_what_the_team_did_stays_its_own_when_who_did_it_is_erased(desk: Desk) -> None:
    desk.do(set_facts_of, owner="Lid0 Test")
    owner, fatma = people(desk, 2)
    days = [WEEK.monday, WEEK.sunday, (WEEK - 1).monday]
    desk.do(note, [(who, "post", day) for who in (owner, fatma) for day in days])
    before = week_counts(desk.db, span(WEEK, 2, team=(owner,)))
    assert [week.team.contributions for week in before] == [1, 2]
    desk.do(erase, FEATURES, [Person(owner), Person(fatma)], today=TODAY)
    assert week_counts(desk.db, span(WEEK, 2)) == before
    begun = week_counts(desk.db, span(WEEK, 1, today=WEEK.days[3]))[0]
    assert (begun.all.contributions, begun.team.contributions, begun.team.active) == (2, 1, 1)
    found = desk.db.query("SELECT happened_on, nobody FROM activity WHERE nobody > 0")
    assert len({row["nobody"] for row in found}) == 2, "and nothing links its weeks"


def test_who_was_erased_still_counts_in_a_workbook_made_of_an_export(
    desk: Desk, tmp_path: Path
) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", WEEK.monday), (fatma, "reply", WEEK.sunday)])
    desk.do(erase, FEATURES, [Person(fatma)], today=TODAY)
    write_dump(desk, tmp_path / "all.zip", lambda *_: None)
    load(tmp_path / "all.zip", tmp_path / "new.commdesk", FEATURES, lambda *_: None)
    with Desk.open(tmp_path / "new.commdesk", FEATURES, clock=MovableClock()) as again:
        assert lines(again) == lines(desk) != []
        assert week_counts(again.db, span(WEEK, 1)) == week_counts(desk.db, span(WEEK, 1))
        assert week_counts(again.db, span(WEEK, 1))[0].all.active == 1


def test_a_week_that_runs_counts_up_to_its_last_day(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", WEEK.days[n]) for n in (0, 3, 6)])
    counts = week_counts(desk.db, span(WEEK, 1, today=WEEK.days[3]))[0]
    assert counts.all.contributions == 2
    assert week_counts(desk.db, span(WEEK, 1))[0].all.contributions == 3


def figure(name: str, n: int | None) -> Figure:
    return replace(NAMES[name], n=n)


def count(desk: Desk, **figures: int | None) -> None:
    given = [figure(name.replace("_", "-"), n) for name, n in figures.items()]
    desk.do(count_week, WEEK, given, today=TODAY)


def test_the_larger_of_typed_and_known_by_name_counts(desk: Desk) -> None:
    fatma, noor = people(desk, 2)
    desk.do(note, [(fatma, "post", WEEK.monday), (noor, "post", WEEK.monday)] * 2)
    count(desk, contributions=3, conversations=8, team_conversations=2)
    (week,) = week_counts(desk.db, span(WEEK, 1, team=(noor,)))
    assert (week.all.contributions, week.all.conversations) == (4, 8)
    assert (week.members.contributions, week.members.conversations) == (2, 6)
    count(desk, contributions=9, team_contributions=5)
    (week,) = week_counts(desk.db, span(WEEK, 1, team=(noor,)))
    assert (week.all.contributions, week.members.contributions) == (9, 4)


def test_what_was_never_counted_is_unknown_and_no_zero(desk: Desk) -> None:
    count(desk, contributions=0)
    before, week = week_counts(desk.db, span(WEEK, 2))
    assert (before.figure("contributions"), week.figure("contributions")) == (None, 0)
    assert week.figure("active") is None
    assert week.of_members("contributions") is None, "nobody knows what the team did"


def test_the_part_of_members_is_known_where_the_team_is_known_or_its_part_was_typed(
    desk: Desk,
) -> None:
    (noor,) = people(desk, 1)
    count(desk, contributions=12)
    (week,) = week_counts(desk.db, span(WEEK, 1))
    assert week.of_members("contributions") is None
    (week,) = week_counts(desk.db, span(WEEK, 1, team=(noor,)))
    assert week.of_members("contributions") == 12
    count(desk, team_contributions=0)
    (week,) = week_counts(desk.db, span(WEEK, 1))
    assert week.of_members("contributions") == 12
    assert week.of_members("conversations") is None


@pytest.mark.parametrize("typed", [{}, {"contributions": 30}])
def test_what_is_known_of_members_stays_theirs_however_much_is_typed_of_the_team(
    desk: Desk, typed: dict[str, int]
) -> None:
    fatma, noor = people(desk, 2)
    desk.do(note, [(fatma, "post", WEEK.monday)] * 21 + [(noor, "post", WEEK.monday)] * 2)
    count(desk, team_contributions=30, **typed)
    (week,) = week_counts(desk.db, span(WEEK, 1, team=(noor,)))
    assert (week.all.contributions, week.of_members("contributions")) == (51, 21)


def test_where_nobody_is_known_as_the_team_a_typed_whole_says_how_much_it_is(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", WEEK.monday)] * 21)
    count(desk, contributions=40, team_contributions=30)
    (week,) = week_counts(desk.db, span(WEEK, 1))
    assert (week.all.contributions, week.of_members("contributions")) == (40, 10)
    count(desk, contributions=None)
    (week,) = week_counts(desk.db, span(WEEK, 1))
    assert (week.all.contributions, week.of_members("contributions")) == (51, 21)


def test_a_gap_between_known_weeks_is_zero(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", WEEK.monday), (fatma, "post", (WEEK - 11).monday)])
    found = [week.figure("active") for week in week_counts(desk.db, span(WEEK + 1, 14))]
    assert found == [None, 1, *[0] * 10, 1, None]


def test_every_typed_figure_is_one_step_back(desk: Desk) -> None:
    count(desk, contributions=3)
    count(desk, contributions=5)
    count(desk, contributions=None)
    seen = []
    for _ in range(3):
        seen.append(week_counts(desk.db, span(WEEK, 1))[0].figure("contributions"))
        desk.undo()
    assert seen == [None, 5, 3]
    assert desk.db.query("SELECT * FROM activity_count") == []
    for _ in range(2):
        desk.redo()
    assert week_counts(desk.db, span(WEEK, 1))[0].figure("contributions") == 5


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"contributions": -1}, "contributions"),
        ({"contributions": 10**9}, "contributions"),
        ({"contributions": 2, "team_contributions": 3}, "team-contributions"),
        ({"answered": 3, "questions": 2}, "answered"),
        ({"contributing": 3, "active": 2}, "contributing"),
    ],
)
def test_nonsense_is_refused_at_its_field(desk: Desk, figures: dict[str, int], field: str) -> None:
    with pytest.raises(Refused) as refused:
        count(desk, **figures)
    assert refused.value.field == field


def test_a_whole_that_is_less_than_its_part_is_refused_at_the_whole(desk: Desk) -> None:
    count(desk, team_contributions=3)
    with pytest.raises(Refused) as refused:
        count(desk, contributions=2)
    assert refused.value.field == "contributions"


def test_a_week_that_has_not_begun_is_not_counted(desk: Desk) -> None:
    with pytest.raises(Refused, match="has not begun"):
        desk.do(count_week, Week(2026, 49), [figure("active", 1)], today=TODAY)
