"""Answers to a form, or a list, taken in as interviews: once, with willing in either language."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.concept.interviews.intake import plan_interviews
from commdesk.features.concept.interviews.model import willing_of
from commdesk.features.concept.interviews.queries import answers_of, list_interviews
from commdesk.features.members import MemberDraft, add_member

Verb = Callable[..., Result]
TODAY = date(2026, 11, 23)
LIST = """\
Naam,E-mail,Groep,Datum,Wil bijdragen,Uren per week,Drijfveren,Onderwerpen,Wil doen,Wil terug
Petra Vos,p.vos@x.example,Beleid,20-11-2026,"Ja, graag",2,Kennis delen,Bomen,Schrijven,Podium
Bram Hendriks,,Juristen,19-11-2026,misschien,,Netwerk,,,
Kees Visser,,Bewoners,18-11-2026,Nee,,,,,
Eva Mol,,Bewoners,01-12-2026,,,,,,
"""
FORM = """\
ID,Start time,Completion time,Email,Name,What drives you?,Would you contribute?,Group
1,2026-11-20 09:00,2026-11-20 09:10,anonymous,Joost Verbeek,Knowledge,Yes,Lawyers
2,2026-11-20 10:00,2026-11-21 10:10,b@x.example,Bea Smit,Network,No;,Policy
"""


@pytest.fixture
def workbook(desk: Desk, workbook_path: Path) -> Path:
    petra = MemberDraft(first_name="Petra", last_name="Vos", email="p.vos@x.example")
    desk.do(add_member, petra, today=TODAY)
    desk.close()
    return workbook_path


def taken(commdesk: Verb, workbook: Path, path: Path) -> dict[str, Any]:
    result = commdesk("import", workbook, path, "--as", "interviews", "--apply", "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def counts(plan: dict[str, Any]) -> tuple[int, ...]:
    return tuple(plan[kind] for kind in ("new", "changed", "same", "skipped"))


def file(folder: Path, text: str) -> Path:
    path = folder / "antwoorden.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_list_comes_in_once(commdesk: Verb, workbook: Path, tmp_path: Path) -> None:
    path = file(tmp_path, LIST)
    assert counts(taken(commdesk, workbook, path)) == (4, 0, 0, 0)
    assert counts(taken(commdesk, workbook, path)) == (0, 0, 4, 0)
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        found = {each.name: each for each in list_interviews(desk.db)}
        petra, eva = found["Petra Vos"], found["Eva Mol"]
        said = answers_of(desk.db, [petra.id])[petra.id]
    assert (petra.willing, petra.weekly_minutes, petra.circle) == ("yes", 120, "Beleid")
    assert petra.member_id is not None
    assert [each.text for each in said] == ["Kennis delen", "Bomen"]
    assert (eva.held_on, eva.planned_on) == (None, date(2026, 12, 1))
    assert (found["Bram Hendriks"].willing, found["Kees Visser"].willing) == ("maybe", "no")


def test_a_corrected_list_changes_what_is_different(
    commdesk: Verb, workbook: Path, tmp_path: Path
) -> None:
    taken(commdesk, workbook, file(tmp_path, LIST))
    again = file(tmp_path, LIST.replace("misschien", "ja").replace("Bomen", "Bomen en groen"))
    assert counts(taken(commdesk, workbook, again)) == (0, 2, 2, 0)
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        assert len(list_interviews(desk.db)) == 4


def test_answers_to_a_form_come_in_on_the_day_of_the_answer(
    commdesk: Verb, workbook: Path, tmp_path: Path
) -> None:
    path = file(tmp_path, FORM)
    assert counts(taken(commdesk, workbook, path)) == (2, 0, 0, 0)
    assert counts(taken(commdesk, workbook, path)) == (0, 0, 2, 0)
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        bea, joost = list_interviews(desk.db)
        said = answers_of(desk.db, [joost.id])[joost.id]
    assert (bea.held_on, bea.willing, bea.email) == (date(2026, 11, 21), "no", "b@x.example")
    assert (joost.willing, joost.circle, joost.email) == ("yes", "Lawyers", "")
    assert [each.text for each in said] == ["Knowledge"]


def test_what_cannot_be_is_said_with_its_row(desk: Desk) -> None:
    rows = [
        {"row": 2, "name": "A", "held_on": date(2026, 12, 1), "willing": "ja"},
        {"row": 3, "name": "B", "held_on": TODAY, "willing": "paars"},
        {"row": 4, "willing": "ja"},
        {"row": 5, "name": "C", "held_on": TODAY, "said_gain": "x" * 50_000},
        {"row": 6, "name": "D", "held_on": TODAY, "willing": "ja"},
        {"row": 7, "name": "d", "held_on": TODAY, "willing": "nee"},
    ]
    plan = plan_interviews(desk.db, rows, TODAY)
    assert [change.kind for change in plan.changes] == ["skipped"] * 4 + ["new", "skipped"]
    assert [(p.row, p.column) for p in plan.problems] == [
        (2, "held_on"), (3, "willing"), (4, "name"), (5, "said_gain"),
    ]  # fmt: skip


def test_a_day_that_cannot_be_read_is_no_interview_of_today(
    commdesk: Verb, workbook: Path, tmp_path: Path
) -> None:
    path = file(tmp_path, LIST.replace("18-11-2026", "32-11-2026"))
    plan = taken(commdesk, workbook, path)
    assert counts(plan) == (3, 0, 0, 1)
    assert [(each["row"], each["column"]) for each in plan["problems"]] == [(4, "Datum")]
    said = commdesk("import", workbook, path, "--as", "interviews", "--rows").stdout
    assert "de dag is niet te lezen" in said
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        assert "Kees Visser" not in {each.name for each in list_interviews(desk.db)}


def test_only_an_address_stands_for_the_name_of_who_gave_none(desk: Desk) -> None:
    rows = [
        {"row": 2, "email": "b.smit@x.example", "held_on": TODAY, "willing": "ja"},
        {"row": 3, "email": "anoniem", "held_on": TODAY, "willing": "ja"},
    ]
    plan = plan_interviews(desk.db, rows, TODAY)
    assert [(each.kind, each.title) for each in plan.changes] == [
        ("new", "b.smit@x.example"), ("skipped", "anoniem"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "willing"),
    [
        ("ja", "yes"), ("JA, graag!", "yes"), ("yes", "yes"), ("nee", "no"), ("No", "no"),
        ("misschien", "maybe"), ("maybe", "maybe"), ("doet al", "already"),
        ("does already", "already"), ("already", "already"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_willing_is_read_in_both_languages(typed: object, willing: str) -> None:
    assert willing_of(typed) == willing
