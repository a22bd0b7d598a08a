"""Levels go up at once and down at the end of a month; what is kept equals a count anew."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core import erasing
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.values import Period, Week
from commdesk.core.words import Words
from commdesk.features.activity import one_step_from
from commdesk.features.activity.levels import (
    USUAL,
    LevelRule,
    Rung,
    derive_levels,
    development,
    levels,
    members_by_level,
)
from commdesk.features.activity.levels.model import (
    Held,
    Step,
    closings_with,
    held_on,
    held_with,
    month_end,
    steps_of,
)
from commdesk.features.activity.levels.ops import set_least
from commdesk.features.activity.levels.queries import (
    read_moves,
    standing_of,
    steps_by_member,
    who_moved,
)
from commdesk.features.activity.levels.said import explained, next_step
from commdesk.features.activity.model import Counts
from commdesk.features.members import MemberDraft, add_member, change_member, find_member, restrict
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
YEAR = timedelta(days=364)
ORBIT = LevelRule(
    (
        Rung("exploring", "conversations", 1, 1),
        Rung("participating", "conversations", 10, 4),
        Rung("contributing", "contributions", 1, 7),
        Rung("leading", "contributions", 10, 10),
    )
)
Deed = tuple[date, str]


@op("Note deeds")
def note(db: Database, member_id: int, deeds: list[Deed]) -> None:
    have = db.value("SELECT count(*) FROM activity")
    rows = ((member_id, kind, str(on), "test", f"{have + n}") for n, (on, kind) in enumerate(deeds))
    insert_many(db, "activity", ("member_id", "kind", "happened_on", "source", "key"), rows)


def member(desk: Desk, name: str = "Fatma") -> int:
    return desk.do(add_member, MemberDraft(first_name=name, last_name="Y"), today=TODAY)


def steps(deeds: list[Deed], rule: LevelRule = USUAL) -> list[Step]:
    given, talked = (
        sorted(on.toordinal() for on, kind in deeds if (kind == "reply") is is_talk)
        for is_talk in (False, True)
    )
    return list(steps_of((given, talked), rule))


def counted(deeds: list[Deed], day: date, rule: LevelRule = USUAL) -> str:
    """By counting every deed of the window."""
    kinds = [kind == "reply" for on, kind in deeds if day - YEAR <= on <= day]
    return rule.highest(Counts(kinds.count(False), kinds.count(True)))


def recounted(deeds: list[Deed], day: date) -> str:
    """The level on a day, in the words of the rule."""
    first = day.replace(day=1)
    days = [first - timedelta(days=1) + timedelta(days=n) for n in range(day.day + 1)]
    order = ["", *(rung.name for rung in USUAL.rungs)]
    return max((counted(deeds, each) for each in days), key=order.index)


@pytest.mark.parametrize(
    ("deeds", "day", "level"),
    [
        ([(date(2025, 11, 24), "post")], date(2026, 11, 23), "contributor"),
        # The 366th day counts no more, but the month is not over.
        ([(date(2025, 11, 24), "post")], date(2026, 11, 24), "contributor"),
        ([(date(2025, 11, 24), "post")], date(2026, 11, 30), "contributor"),
        ([(date(2025, 11, 24), "post")], date(2026, 12, 1), ""),
        # On the first of a month the window of the month before held it still.
        ([(date(2025, 12, 1), "post")], date(2026, 11, 30), "contributor"),
        ([(date(2025, 12, 1), "post")], date(2026, 12, 31), "contributor"),
        ([(date(2025, 12, 1), "post")], date(2027, 1, 1), ""),
        # With 29 February in the year a window is a day short of it.
        ([(date(2023, 3, 1), "post")], date(2024, 2, 29), "contributor"),
        ([(date(2023, 3, 1), "post")], date(2024, 3, 1), ""),
        ([(date(2024, 2, 29), "post")], date(2025, 2, 28), "contributor"),
        ([(date(2024, 2, 29), "post")], date(2025, 3, 1), ""),
        ([(date(2026, 11, 23), "post")], date(2026, 11, 22), ""),
        ([(date(2026, 11, 23), "post")], date(2026, 11, 23), "contributor"),
        ([(TODAY, "reply")] * 9, TODAY, "visitor"),
        ([(TODAY, "reply")] * 10, TODAY, "participant"),
        ([(TODAY, "post")] * 10, TODAY, "core"),
    ],
)
def test_a_level_rises_on_the_day_and_falls_after_the_month(
    deeds: list[Deed], day: date, level: str
) -> None:
    assert held_on(steps(deeds), day).level == level == recounted(deeds, day)


_DAYS = st.integers(0, 900).map(lambda n: date(2023, 10, 1) + timedelta(days=n))
_BURSTS = st.lists(
    st.tuples(_DAYS, st.sampled_from(["reply", "reply", "post"]), st.integers(1, 11)), max_size=12
)


def deeds_of(bursts: list[tuple[date, str, int]]) -> list[Deed]:
    return [(on, kind) for on, kind, times in bursts for _ in range(times)]


@settings(max_examples=60, deadline=None)
@given(_BURSTS, st.integers(0, 1300).map(lambda n: date(2023, 10, 1) + timedelta(days=n)))
def test_a_level_never_falls_within_a_month_and_rises_on_the_day(
    bursts: list[tuple[date, str, int]], day: date
) -> None:
    deeds = deeds_of(bursts)
    made = steps(deeds)
    assert held_on(made, day).level == recounted(deeds, day)
    order = ["", *(rung.name for rung in USUAL.rungs)]
    month = [day.replace(day=n) for n in range(1, month_end(day).day + 1)]
    places = [order.index(held_on(made, each).level) for each in month]
    assert places == sorted(places)
    closed = held_on(made, month_end(day) + timedelta(days=1)).level
    assert order.index(closed) >= order.index(counted(deeds, month_end(day)))
    since = held_on(made, day).since
    if since:
        assert held_on(made, since).level == held_on(made, day).level
        assert held_on(made, since - timedelta(days=1)).level != held_on(made, day).level


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_BURSTS, min_size=1, max_size=4), st.integers(60, 1000))
def test_counts_and_movements_equal_a_recount_in_sql(
    desk: Desk, lives: list[list[tuple[date, str, int]]], ago: int
) -> None:
    day = date(2023, 10, 1) + timedelta(days=ago)
    for bursts in lives:
        desk.do(note, member(desk), deeds_of(bursts))
    moves = read_moves(desk.db, day, {})
    end = month_end(day.replace(day=1) - timedelta(days=1))
    before = month_end(end.replace(day=1) - timedelta(days=1))
    assert moves.counts(end) == _by_sql(desk.db, [end])
    days = [end + timedelta(days=n) for n in range(day.day + 1)]
    assert moves.counts(month_end(day)) == _by_sql(desk.db, days)
    was, now = _each(desk.db, [before]), _each(desk.db, [end])
    expected = Counter((was.get(who, ""), now.get(who, "")) for who in was | now)
    found = {(m.was, m.level): m.members for m in moves.movements(end, end)}
    assert found == {pair: n for pair, n in expected.items() if pair[0] != pair[1]}
    for pair in found:
        people = set(who_moved(desk.db, end, pair, day, {}))
        assert people == {w for w in was | now if (was.get(w, ""), now.get(w, "")) == pair}


def _each(db: Database, days: list[date]) -> dict[int, str]:
    """Member -> highest level on these days, counted in plain SQL."""
    sql = """
        SELECT member_id, max(CASE WHEN given >= 10 THEN 4 WHEN given >= 1 THEN 3
                                   WHEN talked >= 10 THEN 2 ELSE 1 END) AS place
          FROM (SELECT day.value, member_id, sum(kind NOT IN ('reply', 'reaction')) AS given,
                       sum(kind IN ('reply', 'reaction')) AS talked
                  FROM json_each(:days) AS day JOIN activity
                    ON happened_on BETWEEN date(day.value, '-364 days') AND day.value
                 WHERE member_id IS NOT NULL GROUP BY 1, 2)
      GROUP BY member_id
    """
    names = ["", "visitor", "participant", "contributor", "core"]
    listed = "[" + ", ".join(f'"{day}"' for day in days) + "]"
    return {row["member_id"]: names[row["place"]] for row in db.query(sql, {"days": listed})}


def _by_sql(db: Database, days: list[date]) -> dict[str, int]:
    found = Counter(_each(db, days).values())
    names = ("visitor", "participant", "contributor", "core", "ambassador")
    return {name: found[name] for name in names}


def kept(db: Database) -> list[dict[str, object]]:
    moved = db.query("SELECT * FROM activity_level_moved ORDER BY 1, 2, 3")
    return db.query("SELECT * FROM activity_level ORDER BY 1, 2, 3, 4") + moved


@op("Take everything back")
def _take_back(db: Database, member_id: int) -> None:
    db.execute("DELETE FROM activity WHERE member_id = :id", {"id": member_id})


@op("Derive")
def _derive(db: Database) -> None:
    derive_levels(db)


def test_what_an_act_settles_is_what_is_derived_and_undo_takes_it_back(desk: Desk) -> None:
    fatma, jan = member(desk), member(desk, "Jan")
    desk.do(note, fatma, [(TODAY, "post"), (TODAY - YEAR, "reply")])
    before, whole = kept(desk.db), dump(desk.db)
    desk.do(note, jan, [(TODAY - timedelta(days=n), "post") for n in range(12)])
    desk.do(_take_back, fatma)
    after = kept(desk.db)
    desk.do(_derive)
    assert kept(desk.db) == after
    desk.undo()
    desk.undo()
    assert (kept(desk.db), dump(desk.db)) == (before, whole)
    desk.redo()
    desk.redo()
    assert kept(desk.db) == after


def test_who_was_merged_has_the_level_of_all_that_both_did(desk: Desk) -> None:
    one, other = member(desk), member(desk, "Fatima")
    desk.do(note, one, [(TODAY, "post")] * 5)
    desk.do(note, other, [(TODAY, "post")] * 5)
    sql = "UPDATE activity SET member_id = :one WHERE member_id = :other"

    @op("Merge")
    def merge(db: Database) -> None:
        db.execute(sql, {"one": one, "other": other})

    desk.do(merge)
    assert members_by_level(desk.db, TODAY)["core"] == 1
    assert members_by_level(desk.db, TODAY)["contributor"] == 0
    desk.undo()
    assert members_by_level(desk.db, TODAY)["contributor"] == 2


def test_a_former_member_has_no_level_after_the_month_in_which_they_left(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(TODAY - timedelta(days=40), "post")])
    left = desk.today()
    desk.do(change_member, fatma, {"stage": "former"})
    assert members_by_level(desk.db, left)["contributor"] == 1
    assert members_by_level(desk.db, month_end(left) + timedelta(days=1))["contributor"] == 0


def test_of_who_is_erased_past_movements_stay_as_numbers_and_no_level(desk: Desk) -> None:
    today = desk.today()
    fatma = member(desk)
    desk.do(note, fatma, [(today - timedelta(days=70), "post")])
    before = read_moves(desk.db, today, {})
    past = today.replace(day=1) - timedelta(days=1)
    desk.do(erasing.erase, desk.features, [Person(fatma)], today=today)
    after = read_moves(desk.db, today, {})
    assert after.movements(date(2020, 1, 1), past) == before.movements(date(2020, 1, 1), past)
    assert not any(after.counts(month_end(today)).values())
    assert {(m.was, m.level) for m in after.movements(today, today)} == {("contributor", "")}
    assert not kept(desk.db)


def test_an_agreement_stands_above_every_count_until_the_month_ends(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(date(2026, 9, 3), "post")] * 12)
    agreed = {fatma: (Period(date(2026, 10, 5), date(2026, 11, 10)),)}
    assert members_by_level(desk.db, date(2026, 10, 4), agreed)["core"] == 1
    for day in (date(2026, 10, 5), date(2026, 10, 31), date(2026, 11, 30)):
        counts = members_by_level(desk.db, day, agreed)
        assert (counts["ambassador"], counts["core"]) == (1, 0)
    assert members_by_level(desk.db, date(2026, 12, 1), agreed)["core"] == 1
    moves = read_moves(desk.db, date(2026, 12, 1), agreed)
    told = [(m.month, m.was, m.level) for m in moves.movements(date(2026, 9, 1), TODAY)]
    assert told == [
        ("2026-09", "", "core"),
        ("2026-10", "core", "ambassador"),
        ("2026-11", "ambassador", "core"),
    ]
    end = date(2026, 10, 31)
    assert who_moved(desk.db, end, ("core", "ambassador"), date(2026, 12, 1), agreed) == [fatma]
    assert who_moved(desk.db, end, None, date(2026, 12, 1), agreed) == [fatma]
    who = standing_of(desk.db, fatma, end, agreed)
    assert who.held == Held("ambassador", date(2026, 10, 5))


@settings(max_examples=40, deadline=None)
@given(_BURSTS, st.lists(st.tuples(_DAYS, st.integers(0, 300)), max_size=2))
def test_movements_of_a_life_add_up_to_what_is_held(
    bursts: list[tuple[date, str, int]], spells: list[tuple[date, int]]
) -> None:
    made = steps(deeds_of(bursts))
    agreed = [Period(first, first + timedelta(days=n)) for first, n in spells]
    until = date(2025, 6, 17)
    level = ""
    for _end, was, now in closings_with(made, agreed, until):
        assert was == level
        level = now
    assert level == held_with(made, agreed, until).level


def test_other_thresholds_derive_every_level_anew_and_can_be_undone(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(TODAY, "post")] * 11)
    desk.do(set_least, {"core": 12})
    assert members_by_level(desk.db, TODAY)["contributor"] == 1
    assert [spot.level for spot in one_step_from(desk.db, TODAY)] == ["core"]
    desk.undo()
    assert members_by_level(desk.db, TODAY)["core"] == 1


@pytest.mark.parametrize("least", [{"core": 0}, {"participant": 0}, {"visitor": 11}])
def test_refuses_a_threshold_that_cannot_be(desk: Desk, least: dict[str, int]) -> None:
    with pytest.raises(Refused):
        desk.do(set_least, least)


def test_the_orbit_model_is_another_rule(desk: Desk) -> None:
    names = [rung.name for rung in ORBIT.rungs]
    months = ((17, 8, 4, 1), (15, 9, 5, 1), (12, 10, 6, 2))
    deeds = (Counts(0, 1), Counts(0, 10), Counts(1, 0), Counts(10, 0))
    lots = [
        Counter(ORBIT.highest(did) for did, n in zip(deeds, month, strict=True) for _ in range(n))
        for month in months
    ]
    assert [[lot[name] for name in names] for lot in lots] == [list(month) for month in months]
    assert [ORBIT.weighed(lot) for lot in lots] == [441, 504, 666]
    assert ORBIT.gravity(lots[0], lots[1]) == 2.1
    assert ORBIT.gravity(lots[1], lots[2]) == 5.4
    assert ORBIT.gravity({}, {}) == 0


def test_an_explanation_names_the_count_the_day_and_the_next_level(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(date(2026, 11, 3), "post")] * 4)
    standing = standing_of(desk.db, fatma, TODAY, {})
    words = Words("en", lambda: TODAY)
    assert words(explained(standing)) == "Contributor: 4 contributions in 365 days; since Tue 3 Nov"
    step = next_step(standing)
    assert step is not None
    assert words(step) == "Core from 10 contributions in 365 days: 6 more"


def test_a_level_that_is_kept_says_until_when(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(TODAY - YEAR - timedelta(days=1), "post")])
    said = Words("en")(explained(standing_of(desk.db, fatma, TODAY, {})))
    assert "nothing in 365 days, kept until the end of the month" in said


def test_who_keeps_a_level_is_not_a_step_from_it(desk: Desk) -> None:
    fatma = member(desk)
    old = (TODAY - YEAR - timedelta(days=1), "post")
    desk.do(note, fatma, [old, *[(TODAY, "post")] * 9])
    assert standing_of(desk.db, fatma, TODAY, {}).held.level == "contributor"
    desk.do(note, fatma, [(TODAY - timedelta(days=2), "post")])
    desk.do(note, fatma, [(TODAY - timedelta(days=300), "post")])
    assert one_step_from(desk.db, TODAY) == []


def _span(day: date) -> Span:
    week = Week.of(day)
    return Span(tuple(week - n for n in reversed(range(157))), day)


def test_a_month_that_has_not_begun_is_refused(desk: Desk, commdesk: Callable[..., Result]) -> None:
    path = desk.path
    desk.close()
    for month in ("2030-01", "2026-12"):
        said = commdesk("levels", path, "--month", month, "--date", TODAY.isoformat())
        assert said.exit_code == 1
        assert "nog niet begonnen" in said.stderr
        assert not said.stdout


@pytest.mark.parametrize(
    ("asked", "title"),
    [(("--month", "2026-10"), "Niveaus in oktober 2026"),
     ((), "Niveaus in november 2026, tot en met ma 23 nov")],
)  # fmt: skip
def test_the_levels_name_their_month(
    desk: Desk, commdesk: Callable[..., Result], asked: tuple[str, ...], title: str
) -> None:
    path = desk.path
    desk.close()
    said = commdesk("levels", path, *asked, "--date", TODAY.isoformat()).stdout
    assert said.split("\n")[0].strip() == title


def test_movements_have_one_form_in_every_json(desk: Desk, commdesk: Callable[..., Result]) -> None:
    desk.do(note, member(desk), [(TODAY, "post")])
    path, on = desk.path, ("--date", TODAY.isoformat(), "--json")
    desk.close()
    by_level = json.loads(commdesk("levels", path, *on).stdout)
    whole = json.loads(commdesk("development", path, *on).stdout)
    moved = {"month": "2026-11", "was": "", "level": "contributor", "members": 1}
    assert by_level["movements"] == whole["levels"]["movements"] == [moved]


def test_the_chart_and_the_counts_agree(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(TODAY, "post")])
    (chart,) = development(desk.db, _span(TODAY))
    found = levels(desk.db, _span(TODAY))
    assert found is not None
    assert {line.name: line.values[-1] for line in chart.lines} == {
        f"level_{name}": n for name, n in found.counts.items()
    }
    assert len(chart.places) == len(chart.lines[0].values) == 13


def test_without_activity_the_chart_says_what_brings_levels(desk: Desk) -> None:
    (chart,) = development(desk.db, _span(TODAY))
    assert chart.is_empty
    assert chart.next_step is not None
    assert levels(desk.db, _span(TODAY)) is None


def test_a_member_who_is_gone_leaves_no_step(desk: Desk) -> None:
    fatma = member(desk)
    desk.do(note, fatma, [(TODAY, "post")])
    assert find_member(desk.db, fatma)
    assert steps_by_member(desk.db, [fatma])
    desk.undo()
    assert not steps_by_member(desk.db, [fatma])


def test_whose_data_is_restricted_counts_in_levels_and_is_not_named(desk: Desk) -> None:
    today, fatma, bram = desk.today(), member(desk), member(desk, "Bram")
    for who in (fatma, bram):
        desk.do(note, who, [(today, "post")] * 9)
    end, agreed = month_end(today), {bram: (Period(today, today),)}
    assert who_moved(desk.db, end, None, today, agreed) == sorted([fatma, bram])
    assert [spot.member_id for spot in one_step_from(desk.db, today)] == sorted([fatma, bram])
    for who in (fatma, bram):
        desk.do(restrict, who, is_restricted=True)
    assert who_moved(desk.db, end, None, today, agreed) == []
    assert one_step_from(desk.db, today) == []
    assert members_by_level(desk.db, today)["contributor"] == 2
