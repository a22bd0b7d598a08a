"""The verbs: what is printed, the JSON that others build on, a chart as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.features.development.goals.model import GoalDraft
from commdesk.features.development.goals.ops import add_goal

Run = Callable[..., Result]


def document(verb: Run, desk: Desk, *more: str) -> Any:
    return json.loads(verb("development", desk.path, "--json", *more).stdout)


def test_the_json_names_every_series_with_its_weeks_and_values(grown: Desk, verb: Run) -> None:
    found = document(verb, grown)
    assert found["week"] == "2026-W48"
    active = found["series"]["grown-active"]
    assert (active["chart"], active["unit"]) == ("grown", "count")
    assert active["weeks"][-1] == "2026-W48"
    assert active["values"] == [1] * 30, "weeks before anything happened are left out"
    assert len(active["weeks"]) == 30
    assert found["series"]["shared"]["of"] == [1] * 30
    assert found["series"]["where"]["places"] == ["Forum", "Bijeenkomst"]


def test_the_json_has_the_phase_the_levels_and_what_stands_out(grown: Desk, verb: Run) -> None:
    found = document(verb, grown)
    assert found["phase"]["name"] == "establishment"
    assert found["phase"]["evidence"] == ["157 weken"]
    assert found["levels"]["counts"] == {"core": 3}
    assert found["levels"]["movements"] == [
        {"month": "2026-11", "was": "visitor", "level": "core", "members": 2}
    ]
    assert found["stands_out"] == []


def test_a_week_that_has_passed_is_told_as_it_was(grown: Desk, verb: Run) -> None:
    found = document(verb, grown, "--week", "2026-W40")
    assert found["week"] == "2026-W40"
    assert len(found["series"]["grown-active"]["values"]) == 22


def test_without_json_every_chart_has_its_answer_and_its_last_weeks(grown: Desk, verb: Run) -> None:
    said = verb("development", grown.path).stdout
    assert said.startswith("Ontwikkeling, week 48, ma 23 nov – zo 29 nov 2026, tot nu toe\n")
    assert "Opbouwfase\n157 weken" in said
    assert "2026-W41" in said
    assert "2026-W40" not in said, "8 weeks"
    assert "1 van 1 (100%)" in said, "a share names both numbers"


def test_an_empty_workbook_says_so_and_breaks_nothing(grower: Desk, verb: Run) -> None:
    said = verb("development", grower.path)
    assert said.exit_code == 0
    assert "Niets." not in said.stdout.splitlines()[0]
    found = document(verb, grower)
    assert (found["phase"], found["series"]) == (None, {})


def test_a_chart_is_drawn_over_the_weeks_asked_for(grown: Desk, verb: Run, tmp_path: Path) -> None:
    for more, weeks in (((), 26), (("--weeks", "8"), 8)):
        place = tmp_path / f"{weeks}.svg"
        said = verb("chart", grown.path, "grown", "--to", place, *more)
        assert said.exit_code == 0, said.output
        assert place.read_text("utf-8").startswith(f"grown {weeks} ")


def test_an_unknown_chart_is_refused_with_the_names_there_are(
    grown: Desk, verb: Run, tmp_path: Path
) -> None:
    said = verb("chart", grown.path, "groei", "--to", tmp_path / "a.svg")
    assert said.exit_code == 1
    for name in ("grown", "shared", "where", "nothing"):
        assert name in said.stderr


def test_a_chart_without_figures_is_refused_with_why(
    grown: Desk, verb: Run, tmp_path: Path
) -> None:
    said = verb("chart", grown.path, "nothing", "--to", tmp_path / "a.png")
    assert (said.exit_code, said.stderr) == (1, "Nothing.\n")
    assert not (tmp_path / "a.png").exists()


def test_a_file_that_is_there_is_replaced_only_when_asked(
    grown: Desk, verb: Run, tmp_path: Path
) -> None:
    place = tmp_path / "a.svg"
    place.write_text("mine", "utf-8")
    said = verb("chart", grown.path, "grown", "--to", place)
    assert said.exit_code == 1
    assert "--replace" in said.stderr
    assert place.read_text("utf-8") == "mine"
    assert verb("chart", grown.path, "grown", "--to", place, "--replace").exit_code == 0
    assert place.read_text("utf-8").startswith("grown")


def test_only_pictures_are_made(grown: Desk, verb: Run, tmp_path: Path) -> None:
    said = verb("chart", grown.path, "grown", "--to", tmp_path / "a.pdf")
    assert said.exit_code == 1
    assert ".svg" in said.stderr


def test_a_week_that_has_not_begun_is_refused(grown: Desk, verb: Run, tmp_path: Path) -> None:
    drawn = ["chart", grown.path, "grown", "--to", tmp_path / "a.svg"]
    for more in (["development", grown.path], drawn):
        said = verb(*more, "--week", "2026-W49")
        assert said.exit_code
        assert "week 49 is nog niet begonnen" in said.stderr
    assert not list(tmp_path.glob("a.svg"))


def test_the_json_has_the_goals_and_a_goal_at_risk_is_named(grown: Desk, verb: Run) -> None:
    draft = GoalDraft(
        title="Elke week meer", target=40.0, start_on=date(2026, 9, 1), due_on=date(2026, 12, 7),
        measure="grown.grown-active",
    )  # fmt: skip
    grown.do(add_goal, draft)
    found = document(verb, grown)
    (goal,) = found["goals"]
    assert (goal["title"], goal["target"], goal["now"]) == ("Elke week meer", 40, 1)
    (told,) = found["stands_out"]
    assert told["rule"] == "at-risk"
    assert told["sentence"].startswith("Doel: Elke week meer. ")
    assert goal["sentence"] in told["sentence"]


def test_a_goal_that_is_not_there_is_said_to_be_not_there(grown: Desk, verb: Run) -> None:
    grown.close()
    said = verb("goal-value", grown.path, "Iets anders", "3")
    assert "Geen doel heet Iets anders." in said.stderr
