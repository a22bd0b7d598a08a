"""The plan in a workbook: begun, changed, refused; playbook files; Today, tile, Excel, shell."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.buildup import demo, handed
from commdesk.features.buildup.experiments import ExperimentDraft, list_experiments
from commdesk.features.buildup.experiments.ops import add_experiment, change_experiment
from commdesk.features.buildup.steps import (
    Proof,
    Step,
    StepDraft,
    find_step,
    list_steps,
    own_playbook,
    proofs_of,
    read_playbook,
)
from commdesk.features.buildup.steps.ops import (
    add_proof,
    add_step,
    begin_plan,
    change_step,
    remove_proof,
    remove_step,
)
from commdesk.features.buildup.steps.playbook import parse_playbook
from commdesk.features.buildup.steps.sheet import COLUMNS, export_rows
from commdesk.features.buildup.steps.todos import TABLE, make_todos, offered
from commdesk.features.buildup.steps.wording import Plan
from commdesk.features.plan import complete_todo, todos_for

MONDAY = date(2026, 11, 23)
EN = Words("en")
NewStep = Callable[..., int]
STEP = '[[step]]\nkey = "a"\ntitle = "A"\n'


def change(desk: Desk, step_id: int, **changes: Any) -> None:
    desk.do(change_step, step_id, changes, today=MONDAY)


# --- the playbook ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_built_in_playbook_has_thirteen_steps_of_a_year(language: str) -> None:
    steps = read_playbook(language).steps
    assert len(steps) == 13
    assert all(step.why and step.how and step.todos for step in steps)
    assert max(step.start + step.weeks for step in steps) == 53
    assert [step.key for step in steps] == [step.key for step in read_playbook("en").steps]


def test_every_evidence_of_the_playbook_is_named_once_in_it() -> None:
    handed_in = {each.key for feature in FEATURES for each in feature.evidence}
    ours = {"hours-needed", "team-there", "hours-covered", "items-ready", "replies-per-question",
            "not-the-manager"}  # fmt: skip
    named = {key for step in read_playbook("nl").steps for key in step.evidence}
    assert ours <= handed_in & named


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[step]]\nkey = \n", "line 2, column 7"),
        (STEP + 'after = ["a"]\n', "line 4, column 9: a waits for itself"),
        (STEP + STEP, "line 5, column 7: there are two steps with the key a"),
        (STEP + 'after = ["b"]\n', "line 4, column 9: there is no step with the key b"),
        (STEP + 'after = ["b"]\n[[step]]\nkey = "b"\ntitle = "B"\n', "b stands further on"),
        (STEP + "weeks = 0\n", "line 4, column 9: weeks is not what belongs there"),
        (STEP + "color = 3\n", "color is not what belongs there"),
        ('[[step]]\nkey = "a"\n', "title is missing"),
        ("# empty\n", "between 1 and 60 steps"),
        (STEP + f'why = "{"x" * 50_000}"\n', "why is not what belongs there"),
        ('[[step]]\nkey = "a b"\ntitle = "A"\n', "key is not what belongs there"),
        (STEP + 'evidence = ["two words"]\n', "line 4, column 12: evidence is not what belongs"),
        (STEP + "weeks = 2\n  why= 3\n", "line 5, column 8: why is not what belongs there"),
        (f'[[step]]\nkey = "a"\ntitle = "{"x" * 201}"\n', "line 3, column 9: title is not"),
    ],
)
def test_a_mistake_in_a_playbook_is_named_with_its_place(text: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_playbook(text)
    assert place in EN(refused.value.text)


def test_evidence_that_nobody_hands_in_is_a_mistake_with_its_place() -> None:
    text = STEP + STEP.replace('"a"', '"b"') + 'weeks = 2\nevidence = ["seen", "interviews-hed"]\n'
    assert parse_playbook(text)[1].evidence == ("seen", "interviews-hed")
    assert parse_playbook(text, known={"seen", "interviews-hed"})
    with pytest.raises(Refused) as refused:
        parse_playbook(text, known={"seen"})
    said = EN(refused.value.text)
    assert "line 8, column 12: there is no evidence interviews-hed" in said
    place = own_playbook("nl")
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    assert read_playbook("nl", {"seen"}).problem is not None


def test_the_built_in_playbook_names_only_evidence_that_is_handed_in() -> None:
    known = {each.key for feature in FEATURES for each in feature.evidence}
    for language in ("nl", "en"):
        assert {key for step in read_playbook(language).steps for key in step.evidence} <= known


def test_an_own_playbook_is_used_when_it_is_right_and_else_the_built_in_one() -> None:
    place = own_playbook("nl")
    place.parent.mkdir(parents=True)
    place.write_text(STEP, "utf-8")
    assert read_playbook("nl").is_own
    place.write_text(STEP + "weeks = many\n", "utf-8")
    found = read_playbook("nl")
    assert (found.is_own, len(found.steps)) == (False, 13)
    assert found.problem is not None
    assert "line 4, column 9" in EN(found.problem)
    place.write_bytes(b"\xff\xfe\x00")
    assert read_playbook("nl").problem is not None


# --- steps ----------------------------------------------------------------------------------------


def test_a_plan_begins_on_its_day_and_goes_on_by_weeks(desk: Desk) -> None:
    thursday = date(2026, 11, 26)
    desk.do(begin_plan, read_playbook("nl").steps, thursday, today=thursday)
    steps = list_steps(desk.db)
    assert steps[0].planned_from == thursday, "not late on its first day"
    assert steps[0].planned_until == date(2026, 12, 11)
    assert steps[1].planned_from == date(2026, 12, 14)
    assert [steps[0].id] == list(steps[1].waits_for)
    with pytest.raises(Refused, match="already"):
        desk.do(begin_plan, read_playbook("nl").steps, MONDAY)
    seen = Plan.of(steps, MONDAY).outlook.steps.values()
    assert {(each.slips, each.begins_later) for each in seen} == {(0, 0)}, "it fits from the start"
    desk.undo()
    assert not list_steps(desk.db)


@pytest.mark.parametrize("begins", [date(2032, 1, 1), date(1900, 1, 1), date(2199, 1, 1)])
def test_a_plan_does_not_begin_more_than_five_years_away(desk: Desk, begins: date) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(begin_plan, read_playbook("nl").steps, begins, today=MONDAY)
    assert refused.value.field == "start_on"


def test_a_plan_begun_in_a_weekend_begins_on_monday(desk: Desk) -> None:
    sunday = date(2026, 11, 29)
    (step,) = parse_playbook(STEP)
    desk.do(begin_plan, [step], sunday, today=sunday)
    (only,) = list_steps(desk.db)
    assert (only.planned_from, only.planned_until) == (date(2026, 11, 30), date(2026, 12, 4))


def test_the_title_of_a_step_has_at_most_200_characters(new_step: NewStep, desk: Desk) -> None:
    known = new_step("x" * 200)
    for act in (lambda: new_step("x" * 201), lambda: change(desk, known, title="x" * 201)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.field == "title"


def test_a_step_never_waits_for_itself_or_in_a_circle(desk: Desk, new_step: NewStep) -> None:
    first = new_step("Een")
    second = new_step("Twee", waits_for=(first,))
    third = new_step("Drie", waits_for=(second,))
    with pytest.raises(Refused, match="wait for itself"):
        change(desk, first, waits_for=(first,))
    with pytest.raises(Refused, match="wait for each other"):
        change(desk, first, waits_for=(third,))
    change(desk, third, waits_for=(first,))
    change(desk, second, waits_for=(third,))
    assert Plan.of(list_steps(desk.db), MONDAY).waits(find_step(desk.db, second))[0].id == third


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"planned_until": MONDAY - timedelta(days=1)}, "planned_until"),
        ({"began_on": MONDAY + timedelta(days=1)}, "began_on"),
        ({"began_on": MONDAY, "done_on": MONDAY - timedelta(days=1)}, "done_on"),
        ({"title": "  "}, "title"),
        ({"note": "x" * 50_000}, "note"),
        ({"why": "x" * 50_000}, "why"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, new_step: NewStep, changes: dict[str, Any], field: str
) -> None:
    step = new_step()
    with pytest.raises(Refused) as refused:
        change(desk, step, **changes)
    assert refused.value.field == field
    assert find_step(desk.db, step).title == "Tuin"


def test_done_without_a_beginning_began_when_it_was_planned(desk: Desk, new_step: NewStep) -> None:
    step = new_step(planned_from=MONDAY - timedelta(days=14))
    change(desk, step, done_on=MONDAY)
    assert find_step(desk.db, step).began_on == MONDAY - timedelta(days=14)


def test_what_waited_for_a_removed_step_no_longer_does(desk: Desk, new_step: NewStep) -> None:
    first = new_step("Een")
    second = new_step("Twee", waits_for=(first,))
    desk.do(remove_step, first)
    assert find_step(desk.db, second).waits_for == ()
    desk.undo()
    assert find_step(desk.db, second).waits_for == (first,)


def test_evidence_by_hand_is_noted_and_taken_away(desk: Desk, new_step: NewStep) -> None:
    step = new_step()
    proof = desk.do(add_proof, Proof(step, " Brief van de wethouder ", MONDAY), today=MONDAY)
    assert [each.text for each in proofs_of(desk.db, step)] == ["Brief van de wethouder"]
    for wrong in (Proof(step, "", MONDAY), Proof(step, "x" * 50_000, MONDAY),
                  Proof(step, "Straks", MONDAY + timedelta(days=1))):  # fmt: skip
        with pytest.raises(Refused):
            desk.do(add_proof, wrong, today=MONDAY)
    desk.do(remove_proof, proof)
    assert not proofs_of(desk.db, step)


def test_todos_of_the_playbook_are_offered_once(desk: Desk, plan: list[Step]) -> None:
    playbook, step = read_playbook("en"), plan[0]
    titles = offered(step, playbook, todos_for(desk.db, TABLE, step.id))
    assert len(titles) == 2
    assert desk.do(make_todos, step.id, titles[:1], today=MONDAY) == 1
    (todo,) = todos_for(desk.db, TABLE, step.id)
    assert (todo.due_on, todo.kind) == (step.planned_until, "strategy")
    desk.do(complete_todo, todo.id, today=MONDAY)
    made = todos_for(desk.db, TABLE, step.id)
    assert list(offered(step, playbook, made)) == list(titles[1:])
    assert desk.undo_label is not None


# --- what it hands in -----------------------------------------------------------------------------


def test_today_has_a_few_late_steps_and_experiments_that_end(desk: Desk, plan: list[Step]) -> None:
    assert not handed.today_items(desk.db, MONDAY)
    later = MONDAY + timedelta(weeks=30)
    first = handed.today_items(desk.db, later)
    assert [item.target for item in first] == [plan[0].id], "the others wait for this one"
    assert EN(first[0].title) == "Begin the step Concept"
    draft = ExperimentDraft(belief="Maandag werkt", from_on=MONDAY, until_on=later)
    trial = desk.do(add_experiment, draft, today=MONDAY)
    assert len(handed.today_items(desk.db, later - timedelta(days=1))) == 1
    assert [item.page for item in handed.today_items(desk.db, later)] == ["buildup", "experiments"]
    desk.do(change_experiment, trial, {"verdict": "stop"}, today=later)
    assert len(handed.today_items(desk.db, later)) == 1


def test_a_late_step_that_runs_is_to_be_finished(desk: Desk, plan: list[Step]) -> None:
    change(desk, plan[0].id, began_on=MONDAY)
    (item,) = handed.today_items(desk.db, MONDAY + timedelta(weeks=4))
    assert EN(item.title) == "Finish the step Concept"
    assert "late" in EN(item.reason)


def test_the_tile_counts_steps_and_names_the_next(desk: Desk, plan: list[Step]) -> None:
    change(desk, plan[0].id, done_on=MONDAY)
    (tile,) = handed.tiles(desk.db, MONDAY)
    assert (EN(tile.figure), tile.done, tile.of) == ("1 of 13 steps", 1, 13)
    assert EN(tile.note) == "next: Boundaries and support"


def test_without_a_plan_nothing_is_handed_in(desk: Desk) -> None:
    assert handed.tiles(desk.db, MONDAY) == handed.today_items(desk.db, MONDAY) == []
    assert handed.find(desk.db, " ") == []


def test_the_palette_finds_a_step_by_its_words(desk: Desk, plan: list[Step]) -> None:
    assert [each[1] for each in handed.find(desk.db, "small circle")] == ["Start in a small circle"]


def test_the_sheet_has_every_step_and_nobody(desk: Desk, plan: list[Step]) -> None:
    change(desk, plan[0].id, owner="Lotte de Wit", note="met Lotte")
    rows = export_rows(desk.db, ExportScope((), MONDAY, FEATURES))
    assert [set(row) for row in rows] == [{column.key for column in COLUMNS}] * 13
    assert "Lotte" not in str(rows)
    assert (rows[0]["state"], rows[8]["met"], rows[8]["asked"]) == ("ready", 0, 1)


def test_the_verb_tells_every_step(
    desk: Desk, workbook_path: Path, commdesk: Callable[..., Result], plan: list[Step]
) -> None:
    change(desk, plan[0].id, began_on=MONDAY)
    desk.close()
    found = json.loads(commdesk("build-up", workbook_path, "--json").output)
    assert [step["key"] for step in found] == [step.key for step in plan]
    assert (found[0]["state"], found[1]["blocked_by"]) == ("running", ["concept"])
    assert found[8]["evidence"][0]["met"] is False
    assert set(found[0]["forecast"]) == {"begins_on", "ends_on", "slips"}
    assert "small circle" in commdesk("build-up", workbook_path).output


def test_the_verb_speaks_the_language_of_the_workbook(
    desk: Desk, workbook_path: Path, commdesk: Callable[..., Result], plan: list[Step]
) -> None:
    change(desk, plan[0].id, began_on=MONDAY)
    desk.close()
    said = commdesk("build-up", workbook_path).output
    assert "loopt" in said
    assert "running" not in said
    assert "still to come" not in said
    assert "Bewijs" in said
    assert "Aanwijzing" not in said


def test_the_verb_says_when_there_is_no_plan(
    workbook_path: Path, commdesk: Callable[..., Result]
) -> None:
    assert json.loads(commdesk("build-up", workbook_path, "--json").output) == []
    assert commdesk("build-up", workbook_path).output.strip()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_demo_is_five_months_in_with_a_late_step(desk: Desk, language: str) -> None:
    @op("Demo")
    def fill(db: Any) -> None:
        demo.fill(db, Scale(language=language), random.Random(1), MONDAY)  # noqa: S311 - a demo

    desk.do(fill)
    plan = Plan.of(list_steps(desk.db), MONDAY)
    states = [plan.state(step) for step in plan.steps]
    assert (states.count("done"), states.count("late"), states.count("blocked")) == (5, 2, 1)
    assert plan.outlook.is_measured
    assert plan.steps[0].title == read_playbook(language).steps[0].title
    running, judged = list_experiments(desk.db)
    assert (running.state(MONDAY), judged.verdict) == ("running", "keep")
    assert running.until_on <= MONDAY + timedelta(days=6)


def test_a_new_step_needs_a_title_and_an_end_after_its_start(desk: Desk) -> None:
    early = MONDAY - timedelta(days=1)
    for draft in (StepDraft(planned_from=MONDAY, planned_until=MONDAY),
                  StepDraft(title="x", planned_from=MONDAY, planned_until=early)):  # fmt: skip
        with pytest.raises(Refused):
            desk.do(add_step, draft)
