"""What stands out, rule by rule: when something is said, when it is not, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Behind, Chart, Line, NextStep, Reference, Span, Unit
from commdesk.core.values import Week
from commdesk.core.words import Words, say
from commdesk.features.development.model import AtRisk, Reading, Standout
from commdesk.features.development.standing import nothing_stands_out, stands_out
from commdesk.features.development.standing.changing import changes_of
from commdesk.features.development.standing.crossing import crossings_of

LAST = Week(2026, 47)
CALM = (9, 11, 10, 8, 12, 10, 9, 11) * 3
HALF = Reference(0.5, say("50%: others carry half"), say("Then it carries itself."))
Values = tuple[float | None, ...]


def line(values: Values, of: tuple[int | None, ...] = (), name: str = "replies") -> Line:
    return Line(name, say("Replies"), values, of)


def chart(*lines: Line, unit: Unit = "count", name: str = "chart", rank: int = 20) -> Chart:
    weeks = tuple(LAST - n for n in reversed(range(len(lines[0].values))))
    return Chart(name, "Title", "Question?", say("Answer."), weeks, lines, unit=unit, rank=rank)


def reading(*charts: Chart, is_running: bool = False) -> Reading:
    weeks = charts[0].places
    today = LAST.sunday if is_running else (LAST + 1).monday
    return Reading(Span(tuple(w for w in weeks if isinstance(w, Week)), today), charts)


def told(db: Database, *charts: Chart) -> list[str]:
    return [str(each.sentence) for each in stands_out(db, reading(*charts))]


@pytest.mark.parametrize(
    ("recent", "way"),
    [
        ((10.0,), 0),
        ((16.0,), 0),
        ((30.0,), 1),
        ((0.0,), -1),
        ((10.0, 20.0, 21.0), 1),
        ((16.0, 10.0, 10.0), 0),
        ((3.0, 4.0, 3.0), -1),
    ],
)
def test_a_change_is_outside_of_the_usual_spread(recent: Values, way: int) -> None:
    values = (*map(float, CALM), *recent)
    found = [each for each in changes_of(line(values), "count") if each.at >= len(CALM)]
    assert [each.way for each in found] == [way] * abs(way)


def test_from_two_to_four_is_no_news() -> None:
    assert not changes_of(line((2.0, 1.0, 3.0, 2.0, 2.0, 1.0, 2.0, 3.0, 4.0, 4.0)), "count")


def test_one_shift_is_told_once() -> None:
    values = (*map(float, CALM), *(30.0, 31.0, 29.0, 30.0) * 4)
    assert len(changes_of(line(values), "count")) == 1


def test_a_shift_that_goes_on_is_told_again() -> None:
    values = (*map(float, CALM), 30.0, 30.0, 31.0, 80.0, 82.0)
    assert [each.way for each in changes_of(line(values), "count")] == [1, 1]


def test_going_back_from_a_single_week_is_not_told() -> None:
    values = (*map(float, CALM), 40.0, *map(float, CALM))
    assert len(changes_of(line(values), "count")) == 1


@pytest.mark.parametrize(("known", "is_told"), [(5, False), (6, True), (8, True)])
def test_with_fewer_than_six_known_weeks_before_nothing_is_said(known: int, is_told: bool) -> None:
    before = (*(10.0,) * known, *(None,) * (8 - known))
    assert bool(changes_of(line((*before, 60.0)), "count")) == is_told


def test_a_gap_of_ten_weeks_says_nothing_until_six_weeks_are_known_again() -> None:
    values = (*map(float, CALM), *(None,) * 10, *(50.0,) * 6)
    assert not changes_of(line(values), "count")


def test_all_zero_says_nothing() -> None:
    assert not changes_of(line((0.0,) * 60), "count")


def test_a_share_of_few_says_nothing() -> None:
    values, few = (*(0.1,) * 20, 1.0, 1.0), (10,) * 20
    assert not changes_of(line(values, (*few, 7, 7)), "share")
    assert changes_of(line(values, (*few, 8, 8)), "share")


def test_what_a_later_week_brings_changes_nothing_that_was_told() -> None:
    values = (*map(float, CALM), 30.0, 3.0, 40.0, None, *map(float, CALM), 60.0)
    whole = changes_of(line(values), "count")
    for end in range(len(values)):
        now = changes_of(line(values[:end]), "count")
        assert now == [each for each in whole if each.at < end]


@pytest.mark.parametrize(
    ("before", "recent", "of", "way"),
    [
        (0.40, (0.62, 0.61), 200, 1),
        (0.60, (0.40, 0.41), 200, -1),
        (0.40, (0.62,), 200, 0),
        (0.40, (0.62, 0.45), 200, 0),
        (0.49, (0.51, 0.51), 200, 0),
        (0.40, (0.62, 0.61), 7, 0),
        (0.60, (0.62, 0.61), 200, 0),
    ],
)
def test_a_reference_is_crossed_for_two_weeks_and_surely(
    before: float, recent: tuple[float, ...], of: int, way: int
) -> None:
    values = (*(before, before - 0.02, before + 0.02) * 5, *recent)
    found = crossings_of(line(values, (of,) * len(values)), "share", 0.5)
    assert [each.way for each in found if each.at == len(values) - 1] == [way] * abs(way)


def test_a_count_that_is_a_part_of_another_stays_a_count() -> None:
    values = (*map(float, CALM), 30.0)
    wholes = (*(20,) * len(CALM), 400)
    assert changes_of(line(values, wholes), "count") == changes_of(line(values), "count")


def test_a_shift_told_by_the_line_it_crossed_is_not_told_again(desk: Desk) -> None:
    values = (*(0.4, 0.38, 0.42) * 5, *(0.62, 0.6, 0.61) * 3)
    rules = []
    for end in range(17, len(values) + 1):
        seen = chart(line(values[:end], (200,) * end), unit="share")
        seen = replace(seen, references=(HALF,))
        rules += [each.rule for each in stands_out(desk.db, reading(seen))]
    assert rules == ["crossed"]


def test_a_line_among_others_is_told_with_its_chart(desk: Desk) -> None:
    calm = line(tuple(map(float, (*CALM, 10))), name="calm")
    (sentence,) = told(desk.db, chart(line((*map(float, CALM), 40.0)), calm))
    assert sentence.startswith("Replies (Title) rose to 40 in week 47")


def test_a_crossing_is_told_once() -> None:
    values = (*(0.4, 0.38, 0.42) * 5, *(0.62, 0.6, 0.61) * 5)
    assert len(crossings_of(line(values, (200,) * len(values)), "share", 0.5)) == 1


def test_the_sentence_has_the_numbers(desk: Desk) -> None:
    values = (*map(float, CALM), 3.0, 3.0, 4.0)
    (two,) = told(desk.db, chart(line(values[:-1])))
    assert two == (
        "Replies fell to 3 a week over the last 2 weeks; "
        "the eight weeks before were between 8 and 12."
    )
    one = told(desk.db, chart(line((*map(float, CALM), 40.0))))
    assert one == ["Replies rose to 40 in week 47; the eight weeks before were between 8 and 12."]


def test_dutch_says_the_same(desk: Desk) -> None:
    found = stands_out(desk.db, reading(chart(line((*map(float, CALM), 40.0)))))
    assert Words("nl")(found[0].sentence) == (
        "Replies: gestegen naar 40 in week 47; de acht weken daarvoor lagen tussen 8 en 12."
    )


def test_a_line_crossed_is_told_with_its_reason(desk: Desk) -> None:
    values = (*(0.4, 0.38, 0.42) * 5, 0.62, 0.61)
    seen = chart(line(values, (200,) * len(values)), unit="share")
    seen = replace(seen, references=(HALF,))
    (found,) = stands_out(desk.db, reading(seen))
    assert (found.rule, found.line, found.week) == ("crossed", "replies", LAST)
    assert str(found.sentence).startswith("Replies went over 50%: 62% over the last 2 weeks")
    assert "50%: others carry half. Then it carries itself." in map(str, found.evidence)


def test_a_running_week_is_not_judged(desk: Desk) -> None:
    seen = chart(line((*map(float, CALM), 0.0)))
    assert stands_out(desk.db, reading(seen))
    assert not stands_out(desk.db, reading(seen, is_running=True))


def test_at_most_three_and_one_of_a_chart(desk: Desk) -> None:
    values = (*map(float, CALM), 40.0)
    two = chart(line(values, name="a"), line(values, name="b"))
    assert len(told(desk.db, two)) == 1
    many = [chart(line(values, name=f"{n}"), name=f"{n}", rank=10 * n) for n in range(5)]
    found = stands_out(desk.db, reading(*many))
    assert [each.line for each in found] == ["0", "1", "2"]


def test_bad_news_stands_above_good_news_of_the_same_size(desk: Desk) -> None:
    values = (*map(float, CALM), 40.0)
    good, bad = line(values, name="good"), line(values, name="bad")
    bad = Line(bad.name, bad.title, bad.values, better="down")
    found = stands_out(desk.db, reading(chart(good, name="a"), chart(bad, name="b")))
    assert [each.line for each in found] == ["bad", "good"]


def test_what_is_not_watched_is_not_told(desk: Desk) -> None:
    values = (*map(float, CALM), 40.0)
    assert not told(desk.db, chart(Line("a", say("A"), values, is_watched=False)))


def test_it_says_who_is_behind_and_what_to_do(desk: Desk) -> None:
    asked: list[tuple[str, Week]] = []

    def behind(_: Database, name: str, week: Week) -> list[Behind]:
        asked.append((name, week))
        return [Behind(f"Member {n}", say(""), "members", n) for n in range(20)]

    for better, step in (("up", "Thank who did it"), ("down", "Do this")):
        values = (*map(float, CALM), 40.0)
        weeks = tuple(LAST - n for n in reversed(range(len(values))))
        seen = Chart(
            "c", "C", "?", say("."), weeks, (Line("a", say("A"), values, better=better),),  # type: ignore[arg-type]
            next_step=NextStep(say("Do this"), "outreach"), behind=behind,
        )  # fmt: skip
        (found,) = stands_out(desk.db, reading(seen))
        assert len(found.behind) == 8
        assert found.next_step
        assert str(found.next_step.text) == step
    assert asked == [("a", LAST)] * 2


def test_a_target_at_risk_is_handed_in(desk: Desk) -> None:
    calm = chart(line((*map(float, CALM), 10.0)))
    risk = AtRisk(say("Goal"), say("40 members by week 50 will not be made."))
    (found,) = stands_out(desk.db, reading(calm), [risk])
    assert found.rule == "at-risk"
    assert str(found.sentence) == "Goal. 40 members by week 50 will not be made."


def test_nothing_says_why() -> None:
    calm = reading(chart(line((*map(float, CALM), 10.0))))
    assert str(nothing_stands_out(calm)).startswith("The last week was like the eight before it")
    young = reading(chart(line((None,) * 20 + (5.0,) * 3)))
    assert "3 weeks, of the 7 it takes" in str(nothing_stands_out(young))
    small = reading(chart(line((1.0, 2.0, 0.0) * 6)))
    assert "numbers this small" in str(nothing_stands_out(small))
    assert str(nothing_stands_out(reading(chart(line((None,) * 20)))))


numbers = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(0, 50)
series = st.lists(numbers, min_size=1, max_size=60)


@settings(max_examples=150)
@example(values=[0.0] * 6 + [float("inf"), 7.0], wholes=None, unit="count")
@given(
    values=series,
    wholes=st.none() | st.lists(st.none() | st.integers(0, 10**9), min_size=60, max_size=60),
    unit=st.sampled_from(["count", "share", "minutes", "days", "ratio"]),
)
def test_any_line_gives_a_sentence_or_none(
    values: list[float | None], wholes: list[int | None] | None, unit: Unit
) -> None:
    of = tuple(wholes[: len(values)]) if wholes else ()
    seen = chart(line(tuple(values), of), unit=unit)
    whole = reading(replace(seen, references=(HALF,)))
    found = stands_out(None, whole)  # type: ignore[arg-type] - nothing asks it
    assert _said(found) == _said(stands_out(None, whole))  # type: ignore[arg-type]
    known = [value for value in values[-9:] if value is not None]
    assert not found or len(known) > 6, "Too few weeks are known to say anything."
    assert str(nothing_stands_out(whole))


def _said(found: tuple[Standout, ...]) -> list[str]:
    return [f"{each.sentence} {[str(text) for text in each.evidence]}" for each in found]
