"""The rules of the concept: evidence on and off, readiness in words, paper, sheet and verb."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope
from commdesk.core.printed import Grid
from commdesk.core.words import Words
from commdesk.features.concept import FEATURE
from commdesk.features.concept.boundaries import (
    BoundaryDraft,
    explained_on,
    list_boundaries,
    list_told,
    plain_words,
)
from commdesk.features.concept.boundaries.ops import (
    add_boundary,
    change_boundary,
    note_explained,
    write_plain_words,
)
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.readiness import (
    SUBJECTS,
    DecisionDraft,
    Subject,
    standing,
)
from commdesk.features.concept.readiness.model import Decision
from commdesk.features.concept.readiness.ops import add_decision, answer_subject
from commdesk.features.concept.sheet import SHEET
from commdesk.features.concept.statement import current_version, list_versions
from commdesk.features.concept.statement.comparing import compare
from commdesk.features.concept.statement.ops import begin_version, change_concept, write_answer
from commdesk.features.concept.statement.paper import printed
from commdesk.features.concept.statement.whole import read_whole
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.outreach.templates.queries import manner

TODAY = date(2026, 11, 23)
LONG = "x" * 50_000


def found(desk: Desk, key: str) -> bool:
    evidence = next(each for each in FEATURE.evidence if each.key == key)
    return evidence.look(desk.db, TODAY).is_met


def draw(desk: Desk, *sides: str) -> None:
    for side in sides:
        desk.do(add_boundary, BoundaryDraft(side, f"Iets over {side}"))


def test_the_concept_is_answered_when_all_five_say_what_they_come_for(desk: Desk) -> None:
    for key, _ in QUESTIONS:
        assert not found(desk, "concept-answered")
        desk.do(write_answer, key, theirs="Iets", today=TODAY)
    assert found(desk, "concept-answered")
    desk.do(write_answer, QUESTIONS[0][0], theirs=" ", ours="Iets", today=TODAY)
    assert not found(desk, "concept-answered")


@pytest.mark.parametrize(
    ("key", "sides"),
    [
        ("boundaries-drawn", ("about", "not-about")),
        ("house-rules-written", ("house-rule", "ladder")),
    ],
)
def test_boundaries_and_house_rules_each_take_two_kinds(
    desk: Desk, key: str, sides: tuple[str, str]
) -> None:
    draw(desk, "organisation", sides[0])
    assert not found(desk, key)
    draw(desk, sides[1])
    assert found(desk, key)
    desk.undo()
    assert not found(desk, key)


def test_readiness_is_known_when_every_subject_has_a_state(desk: Desk) -> None:
    for kind in SUBJECTS:
        assert not found(desk, "readiness-known")
        desk.do(answer_subject, kind.key, state="no")
    assert found(desk, "readiness-known")
    desk.do(answer_subject, SUBJECTS[0].key, state="")
    assert not found(desk, "readiness-known")


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({}, "Nothing is known yet of these 7 subjects."),
        ({"sponsor": "yes"}, "6 of 7 subjects are still open; next: Room to experiment."),
        (dict.fromkeys((kind.key for kind in SUBJECTS), "yes"),
         "The organisation is ready: all 7 subjects are settled."),
        (dict.fromkeys((kind.key for kind in SUBJECTS), "yes") | {"fears": "no", "time": "partly"},
         "1 of 7 subjects is not there yet: Known fears."),
        (dict.fromkeys((kind.key for kind in SUBJECTS), "yes") | {"time": "partly"},
         "1 of 7 subjects is only partly there: Time of the manager."),
    ],
)  # fmt: skip
def test_readiness_says_what_is_missing_first(states: dict[str, str], said: str) -> None:
    subjects = [Subject(kind.key, "", states.get(kind.key, "")) for kind in SUBJECTS]
    assert str(standing(subjects, [Decision("Alles", id=1)])) == said


def test_plain_words_put_the_list_in_a_sentence(desk: Desk) -> None:
    for side, text in (("about", "Bomen."), ("about", "AVG"), ("not-about", "Personen")):
        desk.do(add_boundary, BoundaryDraft(side, text))
    said = plain_words(list_boundaries(desk.db), Words("en"))
    assert said == "Here it is about bomen and AVG. It is not about personen."


def test_templates_and_boundaries_say_the_same_text(desk: Desk) -> None:
    desk.do(write_plain_words, "Hier gaat het over bomen.")
    assert manner(desk.db).boundaries == "Hier gaat het over bomen."


def test_a_boundary_of_another_kind_goes_to_the_end_there(desk: Desk) -> None:
    draw(desk, "about", "not-about")
    first = list_boundaries(desk.db)[0]
    desk.do(change_boundary, first.id, {"side": "not-about"})
    assert [each.id for each in list_boundaries(desk.db)][-1] == first.id


def test_a_member_who_was_told_has_a_fact_and_a_story(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft("Fatma"), today=TODAY)
    assert FEATURE.facts
    assert FEATURE.timeline
    assert FEATURE.facts(desk.db, member, TODAY) == []
    assert [each.name for each in list_told(desk.db, is_told=False, typed="FAT")] == ["Fatma"]
    with pytest.raises(Refused):
        desk.do(note_explained, member, date(2026, 11, 24), today=TODAY)
    desk.do(note_explained, member, date(2026, 11, 2), today=TODAY)
    desk.do(note_explained, member, TODAY, today=TODAY)
    assert explained_on(desk.db, member) == TODAY
    assert len(FEATURE.facts(desk.db, member, TODAY)) == 1
    assert len(FEATURE.timeline(desk.db, member)) == 1
    assert list_told(desk.db, is_told=False) == []


def test_members_who_were_both_told_are_merged_and_undone(desk: Desk) -> None:
    kept = desk.do(add_member, MemberDraft("Fatma", email="f@a.example"), today=TODAY)
    other = desk.do(add_member, MemberDraft("Fatma", email="f@b.example"), today=TODAY)
    for member, day in ((kept, date(2026, 11, 2)), (other, TODAY)):
        desk.do(note_explained, member, day, today=TODAY)
    places = [place for feature in desk.features for place in feature.personal_data]
    desk.do(merge_members, kept, other, places=places)
    assert desk.db.query("PRAGMA foreign_key_check") == []
    assert explained_on(desk.db, kept)
    assert len(list_told(desk.db, is_told=True)) == 1
    desk.undo()
    assert explained_on(desk.db, other) == TODAY


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: desk.do(write_answer, "gain", theirs=LONG, today=TODAY),
        lambda desk: desk.do(change_concept, {"goal": LONG}, today=TODAY),
        lambda desk: desk.do(begin_version, LONG, today=TODAY),
        lambda desk: desk.do(add_boundary, BoundaryDraft("about", "Iets", LONG)),
        lambda desk: desk.do(write_plain_words, LONG),
        lambda desk: desk.do(answer_subject, "sponsor", answer=LONG),
        lambda desk: desk.do(add_decision, DecisionDraft(LONG)),
        lambda desk: desk.do(add_decision, DecisionDraft("Iets", "", 400)),
        lambda desk: desk.do(add_decision, DecisionDraft(" ")),
    ],
)
def test_bad_input_is_refused_and_names_its_field(desk: Desk, act: Callable[[Desk], Any]) -> None:
    with pytest.raises(Refused) as refused:
        act(desk)
    assert refused.value.field
    assert current_version(desk.db) is None


def test_versions_are_compared_field_by_field(desk: Desk) -> None:
    desk.do(write_answer, "gain", theirs="Antwoord", ours="Minder inhuur", today=TODAY)
    desk.do(change_concept, {"kind": "practice"}, today=TODAY)
    desk.do(begin_version, "Sneller", today=TODAY)
    desk.do(write_answer, "gain", theirs="Antwoord in twee dagen", today=TODAY)
    now, before = list_versions(desk.db)
    fields = compare(before, now)
    assert [(each.before, each.after) for each in fields if each.is_different] == [
        ("Antwoord", "Antwoord in twee dagen")
    ]
    assert len(fields) == 3


def whole(desk: Desk) -> None:
    desk.do(write_answer, "gain", theirs="Antwoord <b>snel</b>", ours="Inzicht", today=TODAY)
    desk.do(change_concept, {"kind": "practice", "goal": "Samen"}, today=TODAY)
    draw(desk, "about", "not-about", "ladder")
    desk.do(answer_subject, "sponsor", state="yes", answer="De directeur")
    desk.do(add_decision, DecisionDraft("Uitgaven", "De directeur", 5))


def test_paper_and_sheet_hold_all_of_it_in_both_languages(desk: Desk) -> None:
    whole(desk)
    for language, heading in (("nl", "Zij komen voor"), ("en", "They come for")):
        paper = printed(read_whole(desk.db), "Omgevingsnetwerk", Words(language))
        grid = paper.parts[0]
        assert isinstance(grid, Grid)
        assert grid.headings[1] == heading
        assert "De directeur" in str(paper.parts)
    rows = SHEET.rows(desk.db, ExportScope((), TODAY))
    assert {"questions", "held", "boundaries", "readiness", "decisions", "versions"} == {
        row["part"] for row in rows
    }
    assert not SHEET.has_people


def test_an_empty_concept_prints_and_is_told(
    desk: Desk, workbook_path: Path, commdesk: Callable[..., Any]
) -> None:
    assert printed(read_whole(desk.db), "Omgevingsnetwerk", Words("nl")).parts == ()
    desk.close()
    assert "nog niets geschreven" in commdesk("concept", workbook_path).output


def test_the_verb_gives_the_concept_as_json(
    desk: Desk, workbook_path: Path, commdesk: Callable[..., Any]
) -> None:
    whole(desk)
    desk.close()
    document = json.loads(commdesk("concept", workbook_path, "--json").output)
    assert document["version"]["answers"]["gain"]["ours"] == "Inzicht"
    assert document["decisions"][0]["within_days"] == 5
    assert [each["side"] for each in document["boundaries"]] == ["about", "not-about", "ladder"]
    assert "Antwoord" in commdesk("concept", workbook_path).output
