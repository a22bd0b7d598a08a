"""The rules of goals: where one stands, what is refused, what Today and others are told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Line, Span
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words, say
from commdesk.features.concept.statement.ops import change_concept, write_answer
from commdesk.features.development.goals.handed import today_items
from commdesk.features.development.goals.judging import is_in_danger, judge, points_of_line
from commdesk.features.development.goals.measures import find_measure, measures_of
from commdesk.features.development.goals.model import Goal, GoalDraft, in_field, typed_value
from commdesk.features.development.goals.ops import (
    add_goal,
    change_goal,
    keep_seen,
    note_value,
    remove_goal,
)
from commdesk.features.development.goals.queries import (
    find_goal,
    goal_named,
    goals_at_risk,
    list_goals,
    list_values,
    standings,
    suggestions,
)
from commdesk.features.development.goals.wording import (
    asked,
    at_risk,
    expectation,
    range_of,
    sentence,
    verdict_text,
)
from commdesk.features.development.model import Reading

TODAY = date(2026, 11, 23)
START = TODAY - timedelta(weeks=20)


def goal(**fields: Any) -> Goal:
    known: dict[str, Any] = {
        "title": "Meer gesprekken",
        "target": 40,
        "start_on": START,
        "due_on": TODAY + timedelta(weeks=4),
    }
    return Goal(**known | fields)


def series(*values: float, last: date = TODAY) -> list[tuple[date, float]]:
    """A value a week, the last on that day."""
    count = len(values)
    return [(last - timedelta(weeks=count - 1 - n), value) for n, value in enumerate(values)]


def rising(first: float, step: float, weeks: int = 12) -> list[tuple[date, float]]:
    wobble = (0, 1, -1, 2, -2, 1)
    return series(*(first + step * n + wobble[n % 6] for n in range(weeks)))


def draft(**fields: Any) -> GoalDraft:
    known: dict[str, Any] = {
        "title": "Meer gesprekken",
        "target": 40.0,
        "start_on": START,
        "due_on": TODAY + timedelta(weeks=4),
    }
    return GoalDraft(**known | fields)


# --- the verdict ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        (rising(5, 2.4), "on-course"),
        (rising(10, 1.8), "at-risk"),
        (rising(10, 0.2), "behind"),
        (rising(45, 0.5), "reached"),
        (rising(5, 2, weeks=5), "too-few"),
        ([], "too-few"),
    ],
)
def test_a_goal_gets_its_verdict(points: list[tuple[date, float]], verdict: str) -> None:
    found = judge(goal(), points, TODAY)
    target = 36 if verdict == "on-course" else 40
    found = judge(goal(target=target), points, TODAY)
    assert found.verdict == verdict, str(sentence(found))


def test_at_most_is_the_mirror_of_at_least() -> None:
    down = [(day, 80 - value) for day, value in rising(10, 1.8)]
    assert judge(goal(direction="most"), down, TODAY).verdict == "at-risk"
    assert judge(goal(direction="most"), rising(2, 0.1), TODAY).verdict == "reached"


def test_more_is_never_a_worse_verdict() -> None:
    order = ["behind", "at-risk", "on-course", "reached"]
    steps = [order.index(judge(goal(), rising(5, s / 10), TODAY).verdict) for s in range(0, 60, 2)]
    assert steps == sorted(steps)
    assert set(steps) == {0, 1, 2, 3}


def test_what_is_reached_and_surely_lost_again_is_at_risk() -> None:
    falling = series(*(90 - 4 * n for n in range(12)))
    assert falling[-1][1] == 46
    assert judge(goal(), falling, TODAY).verdict == "at-risk"


def test_one_week_over_the_target_of_a_chart_is_not_yet_reached() -> None:
    points = [*rising(10, 0.2)[:-1], (TODAY, 41.0)]
    assert judge(goal(measure="members.active"), points, TODAY).verdict != "reached"
    assert judge(goal(), points, TODAY).verdict in {"reached", "at-risk"}


def test_due_today_there_is_still_a_range() -> None:
    found = judge(goal(due_on=TODAY), rising(10, 1), TODAY)
    assert found.expected
    assert not found.is_past


@pytest.mark.parametrize(("last", "verdict"), [(40, "reached"), (39, "behind")])
def test_after_its_date_only_what_was_known_then_counts(last: float, verdict: str) -> None:
    due = TODAY - timedelta(days=7)
    points = [*series(20, 22, 30, last, last=due), (TODAY, 100.0 if verdict == "behind" else 0.0)]
    found = judge(goal(due_on=due), points, TODAY)
    assert (found.verdict, found.expected) == (verdict, None)
    assert "16 Nov" in str(sentence(found))


def test_a_target_that_was_met_long_ago_and_lost_is_not_reached() -> None:
    lost = series(*(60.0 if n < 3 else 20.0 for n in range(12)))
    assert judge(goal(), lost, TODAY).verdict == "behind"


@given(
    st.lists(st.floats(0, 1e6), max_size=30),
    st.integers(-400, 400),
    st.floats(0, 1e6),
    st.sampled_from(["least", "most"]),
    st.booleans(),
)
@settings(max_examples=150)
def test_every_series_gives_a_sentence(
    values: list[float], due: int, target: float, direction: str, is_chart: bool
) -> None:
    wanted = goal(
        due_on=TODAY + timedelta(days=due),
        start_on=TODAY - timedelta(days=500),
        target=target,
        direction=direction,
        measure="a.b" if is_chart else "",
    )
    found = judge(wanted, series(*values), TODAY)
    for language in ("nl", "en"):
        assert Words(language)(sentence(found))
    assert 0 <= found.progress <= 1
    is_in_danger(found)
    at_risk([found])


def test_the_sentence_names_a_range_and_the_target() -> None:
    found = judge(goal(due_on=date(2026, 12, 31)), rising(10, 1.6), TODAY)
    assert found.expected
    low, high = range_of(found.expected, "count")
    said = Words("en")(sentence(found))
    assert said.startswith(f"On Thu 31 Dec between {low:.0f} and {high:.0f}, ")
    assert said.endswith("target at least 40: at risk.")
    assert low < high


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [("27%", "share", 0.27), ("27", "share", 0.27), ("26,5", "minutes", 1590), ("40", "count", 40),
     ("", "count", None), ("10:30", "minutes", 630), ("90m", "minutes", 90),
     ("1 000", "count", 1000), ("1,25", "ratio", 1.25),
     ("0.125", "ratio", 0.125), ("1250", "count", 1250)],
)  # fmt: skip
def test_a_figure_is_typed_in_its_unit(typed: str, unit: str, value: float | None) -> None:
    found = typed_value(typed, unit, "target")
    assert found == (value if value is None else pytest.approx(value))
    if value is not None:
        assert typed_value(str(in_field(found, unit)), unit, "target") == pytest.approx(value)


@pytest.mark.parametrize(("typed", "unit"), [("101", "share"), ("-1", "count"), ("veel", "count"),
                                             ("nan", "count"), ("inf", "days"),
                                             ("40%", "count"), ("40%", "minutes"), ("1e9", "count"),
                                             ("1e9", "minutes"), ("1.000", "count"),
                                             ("1,000", "count"), ("12.345.678", "minutes"),
                                             ("1_000", "count"), ("1:30", "count")])  # fmt: skip
def test_refuses_a_figure_that_cannot_be(typed: str, unit: str) -> None:
    with pytest.raises(Refused):
        typed_value(typed, unit, "target")


def test_a_thousands_form_is_refused_with_what_to_write() -> None:
    with pytest.raises(Refused) as refused:
        typed_value("1.000", "count", "target")
    assert "1000" in Words("nl")(refused.value.text)


@pytest.mark.parametrize("points", [rising(5, 2.4), rising(10, 1.8), rising(10, 0.2),
                                    rising(45, 0.5), rising(45, 2, weeks=3), rising(5, 2, weeks=3),
                                    []])  # fmt: skip
@pytest.mark.parametrize("due", [TODAY + timedelta(weeks=4), TODAY - timedelta(days=7)])
def test_beside_a_verdict_what_is_expected_does_not_say_it_again(
    points: list[tuple[date, float]], due: date
) -> None:
    found = judge(goal(due_on=due), points, TODAY)
    told = Words("en")(expectation(found)).casefold()
    assert Words("en")(verdict_text(found)) not in told
    assert Words("nl")(expectation(found))


# --- the workbook ---------------------------------------------------------------------------------


def test_a_goal_and_its_values_can_be_undone(desk: Desk) -> None:
    made = desk.do(add_goal, draft())
    desk.do(note_value, made, 12.0, TODAY, today=TODAY)
    desk.do(note_value, made, 13.0, TODAY, today=TODAY)
    assert [each.value for each in list_values(desk.db)] == [13.0]
    desk.do(remove_goal, made)
    assert not list_values(desk.db)
    desk.undo()
    assert [each.value for each in list_values(desk.db)] == [13.0]
    desk.undo()
    assert [each.value for each in list_values(desk.db)] == [12.0]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": " "}, "title"), ({"due_on": START}, "due_on"), ({"unit": "share"}, "target"),
     ({"target": -1.0}, "target"), ({"whose": "boss"}, "whose")],
)  # fmt: skip
def test_refuses_a_goal_that_cannot_be(desk: Desk, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(add_goal, draft(**fields))
    assert refused.value.field == field
    assert not list_goals(desk.db)


def test_refuses_a_value_of_a_day_to_come_or_of_a_goal_with_a_chart(desk: Desk) -> None:
    made = desk.do(add_goal, draft())
    with pytest.raises(Refused):
        desk.do(note_value, made, 1.0, TODAY + timedelta(days=1), today=TODAY)
    desk.do(change_goal, made, {"measure": "members.active"})
    with pytest.raises(Refused):
        desk.do(note_value, made, 1.0, TODAY, today=TODAY)
    assert find_goal(desk.db, made).measure == "members.active"


def reading(*values: float | None, week: Week | None = None) -> Reading:
    """One chart with one line, up to the running week."""
    last = week or Week.of(TODAY)
    weeks = tuple(last - n for n in reversed(range(len(values))))
    line = Line("active", say("Goals"), values)
    chart = Chart("members", "Members", "", say("Goals"), weeks, (line,))
    return Reading(Span(weeks, TODAY), (chart,))


def test_a_line_counts_whole_weeks_only_and_skips_what_is_not_known() -> None:
    found = reading(5, None, 6, 7)
    chart, line = found.lines()[0]
    points = points_of_line(line, chart, TODAY)
    assert [value for _, value in points] == [5, 6]
    assert points[-1][0] == date(2026, 11, 22)


def test_a_goal_is_measured_by_a_line(desk: Desk) -> None:
    name, unit = find_measure(reading(1), "active")
    assert (name, unit) == ("members.active", "count")
    desk.do(add_goal, draft(measure=name))
    found = standings(desk.db, reading(*(10 + n for n in range(12)), None))
    assert found[0].verdict in {"at-risk", "behind"}
    assert found[0].now == (date(2026, 11, 22), 21)
    assert standings(desk.db, Reading(Span((Week.of(TODAY),), TODAY), ()))[0].verdict == "too-few"
    with pytest.raises(Refused):
        find_measure(reading(1), "nothing")
    assert [name for name, _, _ in measures_of(reading(1))] == ["members.active"]


def by_hand(desk: Desk, points: list[tuple[date, float]], **fields: Any) -> int:
    made = desk.do(add_goal, draft(**fields))
    for day, value in points:
        desk.do(note_value, made, float(value), day, today=TODAY)
    return made


@pytest.mark.parametrize(
    ("points", "weeks", "count"),
    [(rising(10, 1.8), 4, 1), (rising(10, 1.8), 5, 0), (rising(45, 1), 4, 0), ([], 4, 0)],
)
def test_today_has_a_goal_that_is_due_in_four_weeks_and_at_risk(
    desk: Desk, points: list[tuple[date, float]], weeks: int, count: int
) -> None:
    by_hand(desk, points, due_on=TODAY + timedelta(weeks=weeks))
    items = today_items(desk.db, TODAY)
    assert len(items) == count
    for item in items:
        assert item.page == "goals"
        assert "at risk" in str(item.reason)


def test_today_says_what_was_seen_last_of_a_goal_with_a_chart(desk: Desk) -> None:
    made = desk.do(add_goal, draft(measure="members.active"))

    def said(day: date) -> list[str]:
        return [str(each.reason) for each in today_items(desk.db, day)]

    assert said(TODAY) == ["due on Mon 21 Dec; see where it stands"]
    wanted = find_goal(desk.db, made)
    desk.do(keep_seen, [judge(wanted, rising(10, 0.2), TODAY)])
    assert said(TODAY) == ["due on Mon 21 Dec; it was behind on Mon 23 Nov"]
    assert said(TODAY + timedelta(days=15)) == ["due on Mon 21 Dec; see where it stands"]
    desk.do(keep_seen, [judge(wanted, rising(45, 1), TODAY)])
    assert said(TODAY) == []
    assert str(desk.undo()).startswith("Goal")


def test_what_goes_off_course_within_four_weeks_stands_out(desk: Desk) -> None:
    far = TODAY + timedelta(weeks=8)
    broke = series(*(10 + 2 * n for n in range(14)), 30, 28, 26, 24)
    by_hand(desk, broke, target=55.0, due_on=far, title="Was op koers")
    by_hand(desk, rising(10, 0.1), due_on=far, title="Loopt al lang achter")
    found = goals_at_risk(desk.db, Reading(Span((Week.of(TODAY),), TODAY), ()))
    assert [each.title.values["title"] for each in found] == ["Was op koers"]
    assert found[0].next_step
    assert found[0].next_step.page == "goals"


def test_of_a_goal_in_danger_a_decision_is_asked_with_what_happens_without(desk: Desk) -> None:
    by_hand(desk, rising(10, 0.2), title="Elkaar helpen.")
    by_hand(desk, rising(45, 1), title="Gehaald")
    (told,) = asked(standings(desk.db, Reading(Span((Week.of(TODAY),), TODAY), ())))
    assert "The goal “Elkaar helpen” is in danger" in Words("en")(told)
    assert "Zonder besluit" in Words("nl")(told)


def test_of_goals_with_one_title_an_id_tells_which(desk: Desk) -> None:
    first, second = (desk.do(add_goal, draft(title=f"Helpen {n}")) for n in (1, 2))
    with pytest.raises(Refused, match="2 goals hold helpen in their title") as refused:
        goal_named(desk.db, "helpen")
    assert str(first) in str(refused.value)
    desk.do(change_goal, second, {"title": "Helpen 1"})
    with pytest.raises(Refused, match="2 goals are called Helpen 1; give the id") as refused:
        goal_named(desk.db, "Helpen 1")
    assert str(second) in str(refused.value)
    assert goal_named(desk.db, str(second)).id == second


def test_the_concept_offers_its_texts_until_they_are_goals(desk: Desk) -> None:
    assert suggestions(desk.db, desk.features) == []
    desk.do(change_concept, {"goal": "Elkaar helpen"}, today=TODAY)
    desk.do(write_answer, "gain", today=TODAY, theirs="Kennis", ours="Minder vragen")
    offered = [(whose, str(text)) for whose, text in suggestions(desk.db, desk.features)]
    assert offered == [
        ("organisation", "Elkaar helpen"),
        ("organisation", "Minder vragen"),
        ("members", "Kennis"),
    ]
    desk.do(add_goal, draft(title="elkaar helpen"))
    assert len(suggestions(desk.db, desk.features)) == 2
