"""What the charts of activity say: figures of weeks, a sentence always, and who is behind them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Span
from commdesk.core.feature import ExportScope
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.activity.counting import NAMES, week_counts
from commdesk.features.activity.counting.charts import behind, counted
from commdesk.features.activity.counting.creators import creators_chart
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.counting.sheet import rows
from commdesk.features.members import MemberDraft, add_member, change_member, restrict
from tests.conftest import MovableClock
from tests.features.activity.test_counting import TODAY, WEEK, note, people, span

LATER = date(2026, 11, 30)


def development(db: Database, asked: Span) -> list[Chart]:
    return [*counted(week_counts(db, asked), asked), creators_chart(db, asked)]


def charts(desk: Desk, asked: Span) -> dict[str, Chart]:
    return {chart.name: chart for chart in development(desk.db, asked)}


def said(desk: Desk, name: str, weeks: int = 20, *, today: date = LATER) -> str:
    return str(charts(desk, span(WEEK, weeks, today=today))[name].answer)


def test_nothing_known_is_a_sentence_and_a_way_to_figures(desk: Desk) -> None:
    for chart in development(desk.db, span(WEEK, 157)):
        assert chart.is_empty
        assert not chart.lines
        assert "is known" in str(chart.answer)
        assert chart.next_step
        assert chart.next_step.page in {"counting", "import"}


def test_every_line_has_a_value_a_week_and_every_answer_is_dutch_too(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, kind, WEEK.monday) for kind in ("post", "event", "question", "reply")])
    asked = span(WEEK, 157, today=LATER, team=(9,))
    for chart in development(desk.db, asked):
        assert Words("nl")(chart.answer) != str(chart.answer)
        for line in chart.lines:
            assert len(line.values) == len(chart.places)
    found = {
        line.name: line.values[-1]
        for chart in development(desk.db, asked)
        for line in chart.lines
        if chart.is_weekly
    }
    assert found == {
        "active": 1, "contributing": 1, "contributions": 3, "members_contributions": 3,
        "conversations": 1, "questions_asked": 1, "attendance": 1,
    }  # fmt: skip


def test_all_zero_and_a_gap_are_said(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", (WEEK - 11).monday), (fatma, "post", (WEEK + 1).monday)])
    before = ", as in each of the 8 weeks before it."
    assert said(desk, "members") == f"No member did anything in week 47{before}"
    assert said(desk, "activity") == f"Nothing was contributed in week 47{before}"


def typed(desk: Desk, week: Week, **figures: int) -> None:
    given = [replace(NAMES[name.replace("_", "-")], n=n) for name, n in figures.items()]
    desk.do(count_week, week, given, today=TODAY)


@pytest.mark.parametrize("now", [25, 90])
def test_beside_a_week_stands_what_the_eight_before_it_were_and_never_that_it_changed(
    desk: Desk, now: int
) -> None:
    for back, n in enumerate((19, 22, 31, 20, 25, 30, 19, 27, 99), start=1):
        typed(desk, WEEK - back, active=n, contributions=n, questions=n)
    typed(desk, WEEK, active=now, contributions=now, questions=now)
    found = charts(desk, span(WEEK, 20, today=LATER))
    for name in ("members", "activity", "asking"):
        answer = found[name].answer
        assert "in the eight weeks before it between 19 and 31" in str(answer)
        assert "in de acht weken ervoor tussen 19 en 31" in Words("nl")(answer)
        assert not any(word in str(answer) for word in ("usual", "more", "fewer", "too few"))


def test_what_is_not_known_is_left_out_of_the_sentence(desk: Desk) -> None:
    typed(desk, WEEK, contributions=12, active=50)
    assert said(desk, "members") == "50 members did something in week 47."
    assert said(desk, "activity") == "12 contributions in week 47."
    found = charts(desk, span(WEEK, 20, today=LATER))["activity"]
    assert found.next_step
    assert found.next_step.page == "team"
    typed(desk, WEEK, team_contributions=0, contributing=0)
    assert said(desk, "members") == "50 members did something in week 47; nobody contributed."
    assert said(desk, "activity") == "12 contributions in week 47; 12 of them came from members."


def test_a_week_that_runs_is_told_of_only_while_it_is_all_there_is(desk: Desk) -> None:
    desk.do(count_week, WEEK, [replace(NAMES["active"], n=26)], today=TODAY)
    running = WEEK.days[2]
    assert said(desk, "members", today=running).startswith("26 members did something this week")
    desk.do(count_week, WEEK - 1, [replace(NAMES["active"], n=20)], today=TODAY)
    assert said(desk, "members", today=running).startswith("20 members did something in week 46")
    assert said(desk, "members", today=WEEK.days[6]).startswith("20 members")
    assert said(desk, "members", today=(WEEK + 1).monday).startswith("26 members")


def test_what_is_after_the_last_known_week_is_unknown(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", (WEEK - 3).monday)])
    chart = charts(desk, span(WEEK, 10, today=LATER))["members"]
    assert "Nothing is known after week 44" in str(chart.answer)
    assert chart.lines[0].values[-4:] == (1, None, None, None)


def test_creators_are_a_share_of_the_members_without_the_team(desk: Desk) -> None:
    who = people(desk, 20)
    noted = [(each, "reply", WEEK.monday) for each in who[:8]]
    noted += [(who[0], "post", WEEK.monday), (who[9], "event", WEEK.monday)]
    noted += [(who[19], "post", WEEK.monday), (who[1], "post", WEEK.monday - timedelta(days=100))]
    desk.do(note, noted)
    chart = charts(desk, span(WEEK, 20, today=LATER, team=(who[19],)))["creators"]
    assert chart.lines[0].values == (1 / 19, 8 / 19, 10 / 19)
    assert [reference.value for reference in chart.references] == [0.01, 0.09, 0.90]
    assert "1 of 19 members" in str(chart.answer)
    assert "33%" in str(chart.answer)


def test_few_members_are_too_few_to_tell(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", WEEK.monday)])
    assert said(desk, "creators").endswith("That is too few to tell.")


def test_who_is_restricted_stands_behind_no_figure(desk: Desk) -> None:
    fatma, bram = people(desk, 2)
    desk.do(note, [(who, "post", WEEK.monday) for who in (fatma, bram)])
    desk.do(restrict, bram, is_restricted=True)
    for name in ("active", "contributing", "contributions"):
        assert [each.target for each in behind(desk.db, name, WEEK)] == [fatma]
    assert behind(desk.db, "attendance", WEEK) == []


def test_behind_every_line_stand_who_did_it_and_nobody_who_is_restricted(desk: Desk) -> None:
    fatma, bram = people(desk, 2)
    kinds = ("post", "question", "reply", "event")
    desk.do(note, [(who, kind, WEEK.monday) for who in (fatma, bram) for kind in kinds])
    desk.do(restrict, bram, is_restricted=True)
    for chart in counted(week_counts(desk.db, span(WEEK, 3)), span(WEEK, 3)):
        assert chart.behind
        for line in chart.lines:
            assert [each.target for each in chart.behind(desk.db, line.name, WEEK)] == [fatma]
    notes = {
        name: str(behind(desk.db, name, WEEK)[0].note)
        for name in ("contributions", "conversations", "questions_asked", "attendance")
    }
    assert notes == {
        "contributions": "3 contributions", "conversations": "1 conversation",
        "questions_asked": "1 question", "attendance": "1 meeting",
    }  # fmt: skip


def test_who_only_came_to_a_meeting_is_active_and_not_contributing(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "event", WEEK.monday)])
    assert [len(behind(desk.db, name, WEEK)) for name in ("active", "contributing")] == [1, 0]


def test_the_sheet_of_week_counts_has_totals_and_leaves_what_is_unknown_empty(desk: Desk) -> None:
    desk.do(count_week, WEEK, [replace(NAMES["contributions"], n=7)], today=TODAY)
    (found,) = rows(desk.db, ExportScope((WEEK,), TODAY, desk.features))
    assert (found["week"], found["contributions"], found["active"]) == ("2026-W47", 7, None)
    assert rows(desk.db, ExportScope((Week(2030, 1),), TODAY)) == []


def test_a_week_is_counted_and_shown_on_the_command_line(
    commdesk: Callable[..., Result], workbook_path: Path
) -> None:
    typed = ("contributions=12", "team-contributions=3", "active=9")
    done = commdesk("count", workbook_path, "--week", "2026-W47", *typed, "--json")
    figures = {each["name"]: each for each in json.loads(done.output)["figures"]}
    assert figures["contributions"] == {
        "name": "contributions", "typed": 12, "known": 0, "counts": 12,
    }  # fmt: skip
    assert figures["conversations"]["counts"] is None
    again = commdesk("count", workbook_path, "--week", "2026-W47", "active=")
    assert again.exit_code == 0
    assert "12" in commdesk("count", workbook_path, "--week", "2026-W47").output


def test_the_command_speaks_as_the_workbook_and_says_which_week_and_which_figure(
    commdesk: Callable[..., Result], workbook_path: Path
) -> None:
    shown = commdesk("count", workbook_path, "--week", "2026-W47").output
    assert "Telling van week 47" in shown
    assert "Bijdragen van het team zelf" in shown
    assert "likes=3 is geen getal van de week" in commdesk("count", workbook_path, "likes=3").output


def test_more_who_take_part_than_there_are_members_is_saved_with_a_warning(
    commdesk: Callable[..., Result], workbook_path: Path
) -> None:
    with Desk.open(workbook_path, FEATURES, clock=MovableClock()) as desk:
        people(desk, 3)
    week = ("--week", "2026-W47")
    done = commdesk("count", workbook_path, *week, "active=4", "contributing=3")
    assert done.exit_code == 0
    assert done.stderr == "4 is meer dan de 3 leden in het communitybestand: Actieve leden.\n"
    shown = json.loads(commdesk("count", workbook_path, *week, "--json").output)
    assert {"name": "active", "typed": 4, "known": 0, "counts": 4} in shown["figures"]


@pytest.mark.parametrize("typed", ["likes=3", "contributions", "contributions=veel", "active=-1"])
def test_what_cannot_be_counted_is_refused_and_nothing_changes(
    commdesk: Callable[..., Result], workbook_path: Path, typed: str
) -> None:
    done = commdesk("count", workbook_path, "--week", "2026-W47", "--", "questions=2", typed)
    assert done.exit_code
    shown = commdesk("count", workbook_path, "--week", "2026-W47", "--json").output
    assert all(each["typed"] is None for each in json.loads(shown)["figures"])


def test_a_former_member_is_no_part_of_who_create(desk: Desk) -> None:
    left = MemberDraft(first_name="Oud", last_name="Lid", stage="former")
    gone = desk.do(add_member, left, today=TODAY)
    (fatma,) = people(desk, 1)
    desk.do(note, [(who, "post", WEEK.monday) for who in (fatma, gone)])
    assert "2 of 2 members" in said(desk, "creators"), "before they left"
    now = charts(desk, span(WEEK + 1, 20, today=LATER))["creators"]
    assert "1 of 1 members" in str(now.answer)


def test_creators_of_a_past_week_are_a_share_of_who_was_a_member_then(desk: Desk) -> None:
    who = people(desk, 3)
    desk.do(note, [(who[0], "post", (WEEK - 20).monday), (who[0], "post", (WEEK + 1).monday)])
    for each, day in zip(who, (WEEK - 30, WEEK - 30, WEEK - 2), strict=True):
        desk.do(change_member, each, {"joined_on": day.monday})
    then = charts(desk, span(WEEK - 20, 20, today=LATER))["creators"]
    assert str(then.answer).startswith("1 of 2 members")
    assert str(charts(desk, span(WEEK + 1, 20, today=LATER))["creators"].answer).startswith(
        "1 of 3"
    )
    desk.do(change_member, who[1], {"stage": "former"})
    assert charts(desk, span(WEEK - 20, 20, today=LATER))["creators"].answer == then.answer


def test_after_a_quarter_without_figures_nobody_is_said_to_create_nothing(desk: Desk) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", (WEEK - 30).monday)])
    assert charts(desk, span(WEEK, 40, today=LATER))["creators"].is_empty
