"""The verb: a list without --apply, and with it everything past its date is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from tests.conftest import MovableClock
from tests.features.retention.everything import files_of, fill, where_found

OLD, NEW = "zoekwoordoud", "zoekwoordnieuw"
Verb = Callable[..., Result]


@pytest.fixture
def full(workbook_path: Path, clock: MovableClock) -> Path:
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        fill(desk, OLD, NEW)
    return workbook_path


def test_lists_rules_with_counts_and_people_by_name(commdesk: Verb, full: Path) -> None:
    said = commdesk("retention", full).stdout
    assert "Vertrokken leden" in said
    assert f"{OLD}wegvoor {OLD}wegachter" in said
    assert "nieuw" not in said


def test_the_document_has_ids_names_rule_and_day(commdesk: Verb, full: Path) -> None:
    found = json.loads(commdesk("retention", full, "--json").stdout)
    assert (found["people"], found["texts"]) == (6, 12)
    (left,) = [each for each in found["past"] if each["rule"] == "former-members"]
    assert (left["since_on"], left["due_on"], left["table"]) == (
        "2019-03-04",
        "2020-03-04",
        "member",
    )
    assert left["id"].isdecimal()
    rule = next(each for each in found["rules"] if each["rule"] == "message-texts")
    assert (rule["months"], rule["past"], rule["next_on"]) == (24, 3, "2028-11-21")


def test_another_day_lists_what_is_past_its_date_then(commdesk: Verb, full: Path) -> None:
    early = json.loads(commdesk("retention", full, "--json", "--date", "2020-03-04").stdout)
    assert "former-members" not in {each["rule"] for each in early["past"]}


def test_a_program_that_says_apply_is_not_asked_and_yes_alone_does_nothing(
    commdesk: Verb, full: Path
) -> None:
    assert commdesk("retention", full, "--yes").exit_code == 2
    assert json.loads(commdesk("retention", full, "--json").stdout)["people"] == 6
    assert commdesk("retention", full, "--apply").exit_code == 0
    assert json.loads(commdesk("retention", full, "--json").stdout)["people"] == 0


def test_applying_says_what_went_and_it_is_gone(commdesk: Verb, full: Path) -> None:
    done = commdesk("retention", full, "--apply", "--yes", "--json")
    went = json.loads(done.stdout)
    assert (went["people"], went["texts"], len(went["rules"])) == (6, 12, 15)
    assert OLD not in done.output
    assert where_found(OLD, files_of(full)) == []
    again = json.loads(commdesk("retention", full, "--apply", "--yes", "--json").stdout)
    assert again == {"people": 0, "texts": 0, "rules": []}
    assert "niets over de datum" in commdesk("retention", full, "--apply").stdout
