"""Themes coded in interviews: ranked, merged, renamed, taken away, and made into people."""

from __future__ import annotations

from datetime import date

import pytest
from sqlite_utils import Database as Tables

from commdesk.core import engine
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.concept import InterviewDraft, add_interview, schema
from commdesk.features.concept.interviews import answers_of
from commdesk.features.concept.interviews.ops import write_down
from commdesk.features.concept.questions import Question
from commdesk.features.concept.statement.ops import begin_version
from commdesk.features.concept.themes import find_theme, interviews_with, list_themes
from commdesk.features.concept.themes.ops import (
    make_prospect,
    merge_themes,
    remove_theme,
    rename_theme,
)
from commdesk.features.concept.themes.queries import theme_named
from commdesk.features.members import (
    MemberDraft,
    Stage,
    add_member,
    count_members,
    find_member,
    remove_member,
)
from tests.core.dump import dump

MONDAY = date(2026, 11, 23)
DRIVES, NEEDED = Question.DRIVES, Question.WHOM_NEEDED


def coded(desk: Desk, name: str, *themes: str, question: str = DRIVES) -> int:
    draft = InterviewDraft(name=name, held_on=MONDAY, willing="yes")
    interview_id = desk.do(add_interview, draft, today=MONDAY)
    desk.do(write_down, interview_id, question, themes=themes)
    return interview_id


def theme(desk: Desk, name: str, question: str = DRIVES) -> int:
    found = theme_named(desk.db, question, name)
    assert found
    return found.id


@pytest.fixture
def three(desk: Desk) -> list[int]:
    return [
        coded(desk, "Marieke", "Unieke kennis", "Vakkennis"),
        coded(desk, "Fatma", "vakkennis", "Groter netwerk"),
        coded(desk, "Bram", "Vakkennis"),
    ]


def ranked(desk: Desk, version_id: int | None = None) -> list[tuple[str, int]]:
    return [(each.name, each.interviews) for each in list_themes(desk.db, version_id)]


@pytest.mark.usefixtures("three")
def test_themes_are_ranked_by_the_interviews_that_name_them(desk: Desk) -> None:
    assert ranked(desk) == [("Vakkennis", 3), ("Groter netwerk", 1), ("Unieke kennis", 1)]


@pytest.mark.usefixtures("three")
def test_another_version_has_themes_of_its_own(desk: Desk) -> None:
    first = desk.do(begin_version, "voor juristen", today=MONDAY)
    version_id = desk.do(begin_version, "voor bewoners", today=MONDAY)
    assert ranked(desk, version_id) == []
    coded(desk, "Kees", "Vakkennis")
    assert ranked(desk, version_id) == [("Vakkennis", 1)]
    assert ranked(desk, first)[0] == ("Vakkennis", 3)


def test_merging_moves_rows_drops_doubles_and_is_one_step_back(
    desk: Desk, three: list[int]
) -> None:
    before = dump(desk.db)
    keep, other = theme(desk, "Unieke kennis"), theme(desk, "Vakkennis")
    network = theme(desk, "Groter netwerk")
    desk.do(merge_themes, keep, [other, network, keep])
    assert ranked(desk) == [("Unieke kennis", 3)]
    assert interviews_with(desk.db, keep) == set(three)
    said = answers_of(desk.db, three)
    assert [said[each][0].themes for each in three] == [("Unieke kennis",)] * 3
    desk.undo()
    assert dump(desk.db) == before


def test_themes_of_two_questions_are_not_merged(desk: Desk) -> None:
    coded(desk, "Marieke", "Waterschap")
    coded(desk, "Fatma", "Waterschap", question=NEEDED)
    with pytest.raises(Refused, match="different questions"):
        desk.do(merge_themes, theme(desk, "Waterschap"), [theme(desk, "Waterschap", NEEDED)])


@pytest.mark.usefixtures("three")
def test_merging_nothing_is_refused(desk: Desk) -> None:
    keep = theme(desk, "Vakkennis")
    with pytest.raises(Refused):
        desk.do(merge_themes, keep, [keep])


@pytest.mark.usefixtures("three")
def test_a_theme_is_renamed_but_not_to_the_name_of_another(desk: Desk) -> None:
    known = theme(desk, "Vakkennis")
    desk.do(rename_theme, known, "  VAKKENNIS  delen ")
    assert find_theme(desk.db, known).name == "VAKKENNIS delen"
    desk.do(rename_theme, known, "vakkennis DELEN")
    for name in ("groter netwerk", "  ", "x" * 50_000):
        with pytest.raises(Refused):
            desk.do(rename_theme, known, name)


def test_taking_a_theme_away_leaves_what_was_said(desk: Desk, three: list[int]) -> None:
    desk.do(write_down, three[0], DRIVES, quote="Ik schrijf het graag op.")
    before = dump(desk.db)
    desk.do(remove_theme, theme(desk, "Vakkennis"))
    (answer,) = answers_of(desk.db, three)[three[0]]
    assert answer.themes == ("Unieke kennis",)
    assert answer.quote == "Ik schrijf het graag op."
    desk.undo()
    assert dump(desk.db) == before


def test_somebody_named_becomes_a_prospect_at_their_organisation(desk: Desk) -> None:
    coded(desk, "Marieke", "Petra van der Vos (provincie)", question=NEEDED)
    before = dump(desk.db)
    named = theme(desk, "Petra van der Vos (provincie)", NEEDED)
    member = find_member(desk.db, desk.do(make_prospect, named, today=MONDAY))
    assert (member.name, member.infix, member.organisation, member.stage) == (
        "Petra van der Vos", "van der", "provincie", Stage.PROSPECT,
    )  # fmt: skip
    (listed,) = list_themes(desk.db, None)
    assert (listed.member_id, listed.stage) == (member.id, Stage.PROSPECT)
    with pytest.raises(Refused):
        desk.do(make_prospect, named, today=MONDAY)
    desk.undo()
    assert dump(desk.db) == before


def test_a_known_member_is_tied_instead(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft("Petra", "", "Vos"), today=MONDAY)
    coded(desk, "Marieke", "Petra Vos", question=NEEDED)
    desk.do(make_prospect, theme(desk, "Petra Vos", NEEDED), member, today=MONDAY)
    assert count_members(desk.db) == 1
    desk.do(remove_member, member)
    (listed,) = list_themes(desk.db, None)
    assert (listed.member_id, listed.interviews) == (None, 1)


def test_what_drives_them_is_no_person(desk: Desk) -> None:
    coded(desk, "Marieke", "Petra Vos")
    with pytest.raises(Refused):
        desk.do(make_prospect, theme(desk, "Petra Vos"), today=MONDAY)


def test_two_people_are_not_merged_as_themes(desk: Desk) -> None:
    coded(desk, "Marieke", "Petra Vos", "Kees Visser", "Petra", question=NEEDED)
    petra, kees, alias = (
        theme(desk, name, NEEDED) for name in ("Petra Vos", "Kees Visser", "Petra")
    )
    member = desk.do(make_prospect, petra, today=MONDAY)
    desk.do(make_prospect, kees, today=MONDAY)
    with pytest.raises(Refused, match="two different people"):
        desk.do(merge_themes, petra, [kees])
    desk.do(merge_themes, alias, [petra])
    assert find_theme(desk.db, alias).member_id == member


def test_two_names_of_people_who_were_erased_stand_beside_each_other(desk: Desk) -> None:
    desk.do(_insert_themes, "", "")
    assert desk.db.column("SELECT name FROM theme") == ["", ""]
    with pytest.raises(engine.IntegrityError, match="UNIQUE"):
        desk.do(_insert_themes, "Netwerk", "NETWERK")


def test_an_older_file_keeps_its_themes_and_what_names_them() -> None:
    tables = Tables(memory=True)
    tables.execute("CREATE TABLE member (id INTEGER PRIMARY KEY)")
    schema.concept(tables)
    tables.execute("INSERT INTO interview (id, name) VALUES (1, 'Kees')")
    tables.execute("INSERT INTO theme (id, question, name) VALUES (7, 'drives', 'Netwerk')")
    tables.execute("INSERT INTO interview_theme VALUES (1, 1, 7)")
    schema.themes_without_a_name(tables)
    assert list(tables.query("SELECT id, name FROM theme")) == [{"id": 7, "name": "Netwerk"}]
    assert tables["interview_theme"].count == 1
    links = {key.other_table for key in tables["interview_theme"].foreign_keys}
    assert links == {"interview", "theme"}


@op("Erase")
def _insert_themes(db: Database, *names: str) -> None:
    for name in names:
        insert(db, "theme", {"question": NEEDED, "name": name})
