"""The phase: more than half, 90 %, up at once, down at the end of a month, always explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Span
from commdesk.core.journal import op
from commdesk.core.shares import Share
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.activity.counting import NAMES, Figure
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.phase import phase_charts, read_phase
from commdesk.features.activity.phase.model import (
    PHASES,
    Shares,
    Stand,
    missing,
    months_between,
    stand_at,
    windows,
)
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import ModeratorDraft, add_moderator

FIRST = Week(2026, 45)
EN, NL = Words("en"), Words("nl")
FEW = Share(3, 14)
THROUGH = "through members or by themselves"


def weeks_of(*counts: int | None, of: int = 100, growth: Share = FEW) -> list[Shares]:
    """A week for each: so many of a hundred contributions by members; None: too few to tell."""
    return [
        Shares(FIRST + n, growth, FEW if count is None else Share(count, of))
        for n, count in enumerate(counts)
    ]


def after(weeks: Sequence[Shares]) -> date:
    return weeks[-1].week.sunday + timedelta(days=1)


@pytest.mark.parametrize(
    ("growth", "activity", "phase"),
    [
        (Share(15, 30), Share(100, 100), "inception"),
        (Share(16, 30), Share(100, 100), "establishment"),
        (Share(30, 30), Share(50, 100), "inception"),
        (Share(30, 30), Share(51, 100), "establishment"),
        (Share(26, 30), Share(100, 100), "establishment"),
        (Share(27, 30), Share(100, 100), "maturity"),
        (Share(30, 30), Share(89, 100), "establishment"),
        (Share(30, 30), Share(90, 100), "maturity"),
        (Share(0, 14), Share(90, 100), "maturity"),
        (Share(0, 15), Share(90, 100), "inception"),
        (Share(30, 30), Share(14, 14), "inception"),
        (Share(30, 30), None, "inception"),
    ],
)
def test_both_shares_must_pass_exactly_half_is_inception_exactly_90_is_maturity(
    growth: Share, activity: Share | None, phase: str
) -> None:
    weeks = [Shares(FIRST, growth, activity)]
    assert stand_at(weeks, after(weeks)).name == phase


def test_a_phase_goes_up_when_the_week_is_over() -> None:
    weeks = weeks_of(51)
    assert stand_at(weeks, FIRST.sunday) == Stand(0)
    assert stand_at(weeks, FIRST.sunday + timedelta(days=1)) == Stand(1, FIRST.sunday)


@pytest.mark.parametrize(
    ("day", "stand"),
    [
        (date(2026, 11, 16), Stand(1, date(2026, 11, 8))),
        (date(2026, 11, 30), Stand(1, date(2026, 11, 8))),
        (date(2026, 12, 1), Stand(0, date(2026, 11, 30))),
        (date(2026, 12, 31), Stand(0, date(2026, 11, 30))),
    ],
)
def test_it_goes_down_on_the_last_day_of_a_month_only(day: date, stand: Stand) -> None:
    """Week 45 of 2026 ends on 8 November; the last whole week of November on the 29th."""
    assert stand_at(weeks_of(60, 40, 40, 40, 40, 40, 40), day) == stand


def test_a_month_that_ends_on_a_sunday_is_judged_by_that_week() -> None:
    """Week 22 of 2026 ends on Sunday 31 May."""
    weeks = [
        Shares(Week(2026, 20) + n, FEW, Share(count, 100)) for n, count in enumerate((95, 95, 60))
    ]
    assert stand_at(weeks, date(2026, 5, 31)).name == "maturity"
    assert stand_at(weeks, date(2026, 6, 1)) == Stand(1, date(2026, 5, 31))


def test_a_dip_within_the_month_changes_nothing() -> None:
    weeks = weeks_of(60, 20, 60, 60, 60)
    assert stand_at(weeks, after(weeks)) == Stand(1, FIRST.sunday)


def test_too_few_to_tell_changes_nothing() -> None:
    weeks = weeks_of(60, *([None] * 10))
    assert stand_at(weeks, after(weeks)) == Stand(1, FIRST.sunday)


def test_it_goes_down_by_more_than_one_when_the_numbers_say_so() -> None:
    weeks = weeks_of(95, 10, 10, 10, 10)
    assert stand_at(weeks, after(weeks)) == Stand(0, date(2026, 11, 30))


SHARES = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
    lambda pair: Share(min(pair), max(pair))
)
SERIES = st.lists(st.tuples(SHARES, st.none() | SHARES), min_size=1, max_size=16)


@given(SERIES)
def test_it_never_goes_down_within_a_month(series: list[tuple[Share, Share | None]]) -> None:
    """Looked at every day: lower than the day before only on the day after a month's last."""
    weeks = [Shares(FIRST + n, one, other) for n, (one, other) in enumerate(series)]
    day, before = FIRST.monday, Stand()
    while day <= after(weeks):
        stand = stand_at(weeks, day)
        assert stand.phase >= before.phase or day.day == 1, f"down on {day}"
        day, before = day + timedelta(days=1), stand


@given(SERIES)
def test_what_was_said_of_a_day_does_not_change_later(
    series: list[tuple[Share, Share | None]],
) -> None:
    weeks = [Shares(FIRST + n, one, other) for n, (one, other) in enumerate(series)]
    for n in range(1, len(weeks) + 1):
        day = after(weeks[:n])
        assert stand_at(weeks[:n], day) == stand_at(weeks, day)


@given(st.lists(SHARES, max_size=40))
def test_a_window_is_thirteen_weeks(parts: list[Share]) -> None:
    for place, found in enumerate(windows(parts)):
        own = parts[max(place - 12, 0) : place + 1]
        assert found == Share(sum(each.count for each in own), sum(each.of for each in own))


@given(SHARES.filter(lambda share: share.of > 0), st.sampled_from((1, 2)))
def test_what_is_missing_is_just_enough(share: Share, phase: int) -> None:
    more = missing(share, phase)
    if share.count + more <= share.of:
        reached = Shares(FIRST, FEW, Share(share.count + more, share.of))
        assert share.of < 15 or (reached.reached or 0) >= phase
    if more:
        less = Shares(FIRST, FEW, Share(share.count + more - 1, share.of))
        assert share.of < 15 or (reached_or(less) < phase)


def reached_or(shares: Shares) -> int:
    return shares.reached or 0


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 15), date(2026, 11, 14), 9),
        (date(2026, 1, 15), date(2026, 11, 15), 10),
        (date(2026, 11, 15), date(2026, 1, 15), 0),
    ],
)
def test_months_are_whole(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


TODAY = date(2026, 11, 23)
WEEKS = tuple(Week.of(TODAY) - n for n in range(20, -1, -1))


def figure(name: str, n: int) -> Figure:
    return replace(NAMES[name], n=n)


@op("Do things")
def _act(db: Database, member: int | None, times: int, day: date) -> None:
    for _ in range(times):
        row = {"member_id": member, "kind": "post", "happened_on": day.isoformat()}
        insert(db, "activity", {**row, "source": "test", "key": str(db.next_id())})


def span(desk: Desk) -> Span:
    team = frozenset[int]().union(*(f.team(desk.db) for f in desk.features if f.team))
    return Span(WEEKS, TODAY, team)


def add(desk: Desk, name: str, **more: Any) -> int:
    draft = MemberDraft(first_name=name, **more)
    return desk.do(add_member, draft, today=date(2026, 11, 3))


def chart(desk: Desk) -> Chart:
    (found,) = phase_charts(desk.db, span(desk))
    return found


def evidence(desk: Desk, words: Words = EN) -> list[str]:
    phase = read_phase(desk.db, span(desk))
    assert phase is not None
    return [words(each) for each in phase.evidence]


@pytest.fixture
def team_member(desk: Desk) -> int:
    member = add(desk, "Sanne")
    desk.do(add_moderator, ModeratorDraft(name="Sanne", member_id=member))
    return member


def test_without_anything_there_is_no_phase_and_a_sentence(desk: Desk) -> None:
    assert read_phase(desk.db, span(desk)) is None
    found = chart(desk)
    assert (found.is_empty, found.lines, found.places) == (True, (), ())
    assert EN(found.answer).startswith("That cannot be told yet.")
    assert NL(found.answer).startswith("Dat is nog niet te zeggen.")
    assert found.next_step is not None


def test_what_a_moderator_does_is_the_team_s_own(desk: Desk, team_member: int) -> None:
    fatma = add(desk, "Fatma", came_through="member")
    desk.do(_act, team_member, 8, date(2026, 11, 10))
    desk.do(_act, fatma, 12, date(2026, 11, 10))
    found = chart(desk)
    activity = next(line for line in found.lines if line.name == "activity_share")
    assert (activity.values[-1], activity.of[-1]) == (0.6, 20)
    growth = next(line for line in found.lines if line.name == "growth_share")
    assert (growth.values[-1], growth.of[-1]) == (None, 1)


def test_without_known_origins_the_phase_is_told_by_activity_alone_and_says_so(
    desk: Desk, team_member: int
) -> None:
    desk.do(_act, add(desk, "Fatma"), 20, date(2026, 11, 10))
    phase = read_phase(desk.db, span(desk))
    assert phase is not None
    assert (phase.name, phase.since) == ("maturity", date(2026, 11, 15))
    assert "The phase is told by activity alone, until it is known how newcomers came." in evidence(
        desk
    )


def test_the_evidence_names_both_shares_and_what_is_needed(desk: Desk, team_member: int) -> None:
    for n in range(30):
        add(desk, f"Lid {n}", came_through="member" if n < 12 else "team")
    desk.do(_act, team_member, 9, date(2026, 11, 10))
    desk.do(_act, None, 11, date(2026, 11, 10))
    assert evidence(desk) == [
        f"12 of 30 newcomers came {THROUGH}; more than half is needed for establishment.",
        "11 of 20 contributions are by members.",
        "Usually takes 3 to 9 months; the workbook began less than a month ago.",
    ]
    assert evidence(desk, NL)[0] == (
        "12 van 30 nieuwe leden kwamen via leden of uit zichzelf; "
        "voor de opbouwfase is meer dan de helft nodig."
    )


def test_where_nobody_is_known_as_the_team_activity_tells_nothing(desk: Desk) -> None:
    desk.do(_act, add(desk, "Fatma", came_through="self"), 20, date(2026, 11, 10))
    phase = read_phase(desk.db, span(desk))
    assert phase is not None
    assert (phase.name, phase.since) == ("inception", None)
    assert any("not known which contributions" in line for line in evidence(desk))
    assert chart(desk).is_empty
    assert PHASES[0] == "inception"


def test_the_week_that_runs_has_no_say_yet_and_that_is_said(desk: Desk, team_member: int) -> None:
    desk.do(_act, add(desk, "Fatma"), 20, TODAY)
    phase = read_phase(desk.db, span(desk))
    assert phase is not None
    assert phase.name == "inception"
    assert any("when the week is over" in line for line in evidence(desk))


def test_a_typed_zero_of_the_team_is_a_known_part_and_other_weeks_tell_nothing(desk: Desk) -> None:
    week = Week.of(TODAY) - 1
    desk.do(count_week, week, [figure("contributions", 20)], today=TODAY)
    desk.do(count_week, week - 1, [figure("contributions", 90)], today=TODAY)
    assert chart(desk).is_empty
    desk.do(count_week, week, [figure("team-contributions", 0)], today=TODAY)
    activity = next(line for line in chart(desk).lines if line.name == "activity_share")
    assert (activity.values[-1], activity.of[-1]) == (1.0, 20)


def test_months_count_from_the_first_known_week_where_that_is_before_the_workbook(
    desk: Desk, team_member: int
) -> None:
    desk.do(_act, team_member, 20, date(2026, 9, 7))
    assert "the first week that is known was 2 months ago." in evidence(desk)[-1]
    assert "de eerste bekende week is 2 maanden geleden." in evidence(desk, NL)[-1]
    desk.do(count_week, Week.of(date(2026, 4, 6)), [figure("active", 3)], today=TODAY)
    assert "7 months ago" in evidence(desk)[-1]
