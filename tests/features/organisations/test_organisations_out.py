"""Organisations on the command line, in an export, in the demo, and in an empty workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.members import restrict
from commdesk.features.organisations import FEATURE
from commdesk.features.organisations.handed import today_items
from commdesk.features.organisations.model import summary
from commdesk.features.organisations.ops import set_contact_person
from commdesk.features.organisations.queries import list_organisations
from commdesk.features.organisations.sheet import export_rows
from tests.features.organisations.conftest import MONDAY, Person

Verb = Callable[..., Result]
SCOPE = ExportScope((Week.of(MONDAY),), MONDAY)


def test_the_command_line_gives_one_document(desk: Desk, commdesk: Verb, person: Person) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost", 75)
    west, _ = person("Henk", "Gemeente West", 2)
    desk.do(set_contact_person, oost, fatma)
    desk.close()
    found = json.loads(commdesk("organisations", desk.path, "--json").stdout)
    assert found[0] == {
        "id": str(oost),
        "name": "Gemeente Oost",
        "kind": "municipality",
        "members": 1,
        "contacts": ["Fatma"],
        "last_contact_on": "2026-09-09",
        "is_silent": True,
        "silent_since": "2026-11-08",
        "reason": "75 dagen geen contact (afgesproken: elke 60)",
    }
    assert (found[1]["id"], found[1]["is_silent"], found[1]["reason"]) == (str(west), False, None)
    shown = commdesk("organisations", desk.path).stdout
    assert "1 van de 2 gemeenten is stil" in shown
    assert "Fatma" in shown


def test_an_empty_workbook_says_so(commdesk: Verb, workbook_path: Path) -> None:
    assert json.loads(commdesk("organisations", workbook_path, "--json").stdout) == []
    said = commdesk("organisations", workbook_path).stdout
    assert said == "Er zijn nog geen organisaties.\n"


def test_an_empty_workbook_asks_nothing(desk: Desk) -> None:
    assert list_organisations(desk.db) == []
    assert today_items(desk.db, MONDAY) == []
    assert export_rows(desk.db, SCOPE) == []


def test_an_export_names_no_restricted_member(desk: Desk, person: Person) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost", 75)
    _, henk = person("Henk", "Gemeente Oost", 80)
    for member in (fatma, henk):
        desk.do(set_contact_person, oost, member)
    desk.do(restrict, fatma, is_restricted=True)
    (row,) = export_rows(desk.db, SCOPE)
    assert (row["contacts"], row["members"], row["is_silent"]) == ("Henk", 2, True)
    (sheet,) = FEATURE.sheets
    assert row.keys() == {column.key for column in sheet.columns}
    assert sheet.has_people
    assert not sheet.by_default


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(), 1, DAY))
    return path


def test_three_of_the_twelve_municipalities_of_the_demo_are_silent(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        found = list_organisations(desk.db)
        assert [Words("nl")(text) for text in summary(found, DAY)] == [
            "3 van de 12 gemeenten zijn stil"
        ]
        assert len(today_items(desk.db, DAY)) == 3
        assert sum(bool(each.contacts) for each in found) > 18


def test_the_demo_counts_from_the_contacts_of_its_members(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        for each in list_organisations(desk.db):
            days = desk.db.column(
                "SELECT last_contact_on FROM member WHERE organisation_id = :id"
                " AND stage <> 'former' AND last_contact_on IS NOT NULL",
                {"id": each.id},
            )
            assert str(each.signs.last_contact_on) == max(days)
