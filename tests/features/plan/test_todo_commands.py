"""To-dos from the command line: repeating ones too, listed, ticked off by id or by title."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def run(commdesk: Callable[..., Any], workbook_path: Path) -> Callable[..., Any]:
    def made(verb: str, *arguments: str) -> Any:
        return commdesk(verb, workbook_path, *arguments)

    return made


def listed(run: Callable[..., Any], *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("todos", "--json", *arguments).stdout)
    return found


def test_a_repeating_one_is_written_down_in_words_or_as_a_rule(run: Callable[..., Any]) -> None:
    done = run("todo", "Vraag plaatsen", "--on", "24-11-2026", "--repeat", "every week",
               "--until", "08-12-2026")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "every week on Tuesday" in done.stdout or "elke week op dinsdag" in done.stdout
    run("todo", "Cijfers", "--repeat", "FREQ=MONTHLY;BYMONTHDAY=-1", "--skip-closed", "--json")
    found = listed(run, "--until", "2026-12-31")
    assert [(each["title"], each["planned_on"]) for each in found] == [
        ("Vraag plaatsen", "2026-11-24"),
        ("Cijfers", "2026-11-30"),
        ("Vraag plaatsen", "2026-12-01"),
        ("Vraag plaatsen", "2026-12-08"),
        ("Cijfers", "2026-12-31"),
    ]


def test_one_is_ticked_off_by_its_id_or_its_title(run: Callable[..., Any]) -> None:
    run("todo", "Vraag plaatsen", "--on", "24-11-2026", "--repeat", "every week")
    run("todo", "Zaal vastleggen", "--on", "24-11-2026")
    (question, hall) = listed(run)
    assert question["id"].startswith("-")
    done = run("todo-done", question["id"], "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["done_on"] == "2026-11-23"
    assert run("todo-done", "zaal").exit_code == 0
    assert listed(run) == []
    assert hall["id"] != question["id"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("todo", "Iets", "--repeat", "soms"),
        ("todo", "Iets", "--repeat", "FREQ=HOURLY"),
        ("todo", "Iets", "--until", "08-12-2026"),
        ("todo-done", "niets"),
        ("todo-done", "12345"),
        ("todo-done", "-12345"),
    ],
)
def test_what_cannot_be_is_refused(run: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 1


def test_words_that_fit_two_are_refused(run: Callable[..., Any]) -> None:
    run("todo", "Zaal vastleggen", "--on", "24-11-2026")
    run("todo", "Zaal afzeggen", "--on", "24-11-2026")
    assert run("todo-done", "zaal").exit_code == 1
    assert run("todo-done", "afzeggen").exit_code == 0


def test_a_list_of_nothing_says_so(run: Callable[..., Any]) -> None:
    assert "niets" in run("todos").stdout or "nothing" in run("todos").stdout
