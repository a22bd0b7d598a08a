"""Items on Today, in a story, in Ctrl+K, on the command line, in an export and in the demo."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.story import story
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.content import FEATURE, list_items, who_looks_for, who_might_answer
from commdesk.features.content.handed import AT_MOST, today_items
from commdesk.features.content.queries import find_for_palette
from commdesk.features.content.sheet import export_rows
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.members import restrict
from tests.features.content.conftest import MONDAY, MakeItem, MakePerson

Verb = Callable[..., Result]
SCOPE = ExportScope((Week.of(MONDAY),), MONDAY)
NL = Words("nl")


@pytest.mark.parametrize(("ago", "is_told"), [(0, False), (1, True), (2, True)])
def test_a_question_without_a_reply_rises_to_today_after_a_day(
    desk: Desk, item: MakeItem, ago: int, is_told: bool
) -> None:
    item(ago=ago)
    assert bool(today_items(desk.db, MONDAY)) is is_told


def test_the_line_on_today_says_how_long_and_opens_the_item(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees", last_name="Visser")
    made = item("Mag de boom weg?", 3, asked_by=kees)
    (line,) = today_items(desk.db, MONDAY)
    assert NL(line.title) == "Vraag zonder antwoord: Mag de boom weg?"
    assert NL(line.reason) == "Al 3 dagen zonder antwoord; gevraagd door Kees Visser"
    assert (line.page, line.target, line.due_on) == ("items", made, MONDAY), "a day of work"
    desk.do(restrict, kees, is_restricted=True)
    (line,) = today_items(desk.db, MONDAY)
    assert NL(line.reason) == "Al 3 dagen zonder antwoord"


def test_many_questions_are_a_few_lines(desk: Desk, item: MakeItem) -> None:
    for ago in range(1, AT_MOST + 1):
        item(ago=ago)
    assert len(today_items(desk.db, MONDAY)) == AT_MOST
    item(ago=9)
    item(ago=10)
    *few, rest = today_items(desk.db, MONDAY)
    assert [line.due_on for line in few] == [MONDAY - timedelta(days=d) for d in (7, 7, 0)]
    assert NL(rest.title) == "Nog 2 vragen zonder antwoord"
    assert (rest.page, rest.target) == ("items", None)


def test_what_somebody_asked_stands_in_their_story(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees")
    item("Mag de boom weg?", 3, asked_by=kees)
    item("Een verslag", 1, kind="event", asked_by=kees)
    told = [
        (NL(line.kind), NL(line.text)) for line in story(desk, kees) if line.feature == "content"
    ]
    assert told == [("Bijeenkomst", "Een verslag"), ("Vraag", "Mag de boom weg?")]


def test_the_palette_finds_items_by_title_and_tag(desk: Desk, item: MakeItem) -> None:
    made = item("Mag de boom weg?", tags=("bomen", "wonen"))
    assert find_for_palette(desk.db, "boom") == [(made, "Mag de boom weg?", "bomen, wonen")]
    assert find_for_palette(desk.db, "wonen")
    assert find_for_palette(desk.db, "water") == find_for_palette(desk.db, "  ") == []


def test_the_command_line_gives_one_document(
    desk: Desk, commdesk: Verb, item: MakeItem, person: MakePerson
) -> None:
    made = item("Mag de boom weg?", 2, tags=("bomen",), asked_by=person("Kees"))
    item("Verslag", 3, kind="article", link="https://forum.example/t/1", replies=4)
    desk.close()
    found = json.loads(commdesk("items", desk.path, "--json").stdout)
    assert found[0] == {
        "id": str(made),
        "kind": "question",
        "title": "Mag de boom weg?",
        "link": "",
        "tags": ["bomen"],
        "published_on": "2026-11-21",
        "replies": 0,
        "first_reply_on": None,
        "is_open": True,
        "asked_by": "Kees",
    }
    (article,) = json.loads(commdesk("items", desk.path, "--json", "--kind", "article").stdout)
    assert (article["title"], article["replies"], article["asked_by"]) == ("Verslag", 4, None)
    assert "Mag de boom weg?" in commdesk("items", desk.path).stdout


def test_an_empty_workbook_says_so(commdesk: Verb, workbook_path: Path) -> None:
    assert json.loads(commdesk("items", workbook_path, "--json").stdout) == []
    assert commdesk("items", workbook_path).stdout == "Er zijn nog geen items.\n"


def test_an_export_names_nobody(desk: Desk, item: MakeItem, person: MakePerson) -> None:
    item("Mag de boom weg?", tags=("bomen", "wonen"), asked_by=person("Kees"), notes="van Kees")
    (sheet,) = FEATURE.sheets
    (row,) = export_rows(desk.db, SCOPE)
    assert row.keys() == {column.key for column in sheet.columns}
    assert row["tags"] == "bomen, wonen"
    assert "Kees" not in str(row)
    assert not sheet.has_people


@pytest.fixture(scope="module", params=["nl", "en"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(language=request.param), 1, DAY))
    return path


def test_the_demo_shows_items_and_whom_they_suit(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        assert len([each for each in list_items(desk.db) if each.is_planned(DAY)]) == 3
        found = list_items(desk.db, until=DAY)
        assert len(found) == 20
        assert {each.kind for each in found} == {"question", "post", "article", "event"}
        assert sum(each.is_unanswered for each in found) == 4
        assert sum(bool(each.asked_by) for each in found) == 10
        assert len(today_items(desk.db, DAY)) == 3
        assert len(who_looks_for(desk.db, DAY, 60)) == 60
        answering = {each.item_id for each in who_might_answer(desk.db, DAY, 60)}
        assert answering == {each.id for each in found if each.is_unanswered}
