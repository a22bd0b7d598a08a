"""Fields in a text: what is filled, what stays a hole, and where exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.words import Words
from commdesk.features.outreach.templates.fields import (
    FIELDS,
    Hole,
    fields_of,
    fill,
    find_field,
    finish,
    first_fault,
    holes_in,
    in_language,
)
from commdesk.features.outreach.templates.model import greeting

VALUES = {field.name: f"<{field.name}>" for field in FIELDS}
PIECES = st.sampled_from(
    ["{", "}", "{{", "}}", "{first_name}", "{voornaam}", "{x}", "{}", "\n", "a", "😀", "محمد", " "]
)
TEXTS = st.lists(PIECES).map("".join) | st.text()
NAMES = ["{" + name + "}" for field in FIELDS for name in (field.name, field.dutch)]
VALID = st.lists(st.sampled_from(["{{", "}}", "woord", "😀", "\n", *NAMES])).map(" ".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hole.typed, hole.kind) for hole in fill(text, VALUES).holes]


def said(hole: Hole, language: str = "en") -> str:
    return Words(language)(hole.words)


def test_a_field_is_known_by_its_name_in_either_language() -> None:
    values = {"first_name": "Fatma", "greeting": "Hoi Fatma,"}
    assert fill("{aanhef} {greeting} {voornaam}", values).text == "Hoi Fatma, Hoi Fatma, Fatma"


def test_no_two_fields_share_a_name() -> None:
    names = [name for field in FIELDS for name in {field.name, field.dutch}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("typed", ["{Mijn_Naam}", "{ mijn naam }", "{mijn-naam}", "{MY_NAME}"])
def test_capitals_spaces_and_hyphens_do_not_matter(typed: str) -> None:
    assert fill(typed, {"my_name": "Noor"}).text == "Noor"


def test_an_unknown_field_stays_as_typed_and_says_what_was_meant() -> None:
    filled = fill("Dag {voornam}, hoe gaat het?", VALUES)
    (hole,) = filled.holes
    assert filled.text == "Dag {voornam}, hoe gaat het?"
    assert (hole.start, hole.end, hole.name, hole.kind) == (4, 13, "voornam", "unknown")
    assert said(hole) == "{voornam} is not a field. Did you mean {voornaam}?"
    assert said(hole, "nl") == "{voornam} is geen veld. Bedoel je {voornaam}?"


def test_what_is_like_no_field_is_only_said_to_be_none() -> None:
    (hole,) = fill("{qqqqqqqqqq}", {}).holes
    assert said(hole) == "{qqqqqqqqqq} is not a field."


@pytest.mark.parametrize("value", ["", "  "])
def test_a_field_without_a_value_stays_and_says_what_to_do(value: str) -> None:
    filled = fill("Zie {item}", {"content_title": value})
    (hole,) = filled.holes
    assert filled.text == "Zie {item}"
    assert (hole.name, hole.kind, hole.typed) == ("content_title", "empty", "{item}")
    assert said(hole) == "{item}: choose an item"
    assert said(hole, "nl") == "{item}: kies een item"


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_in_dutch_what_it_needs(name: str) -> None:
    (hole,) = fill(name, {}).holes
    assert said(hole, "nl") != said(hole, "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("een { open", [("{", "broken")]),
        ("een } dicht", [("}", "broken")]),
        ("{voornaam", [("{", "broken")]),
        ("{voor\nnaam}", [("{", "broken"), ("}", "broken")]),
        ("{{voornaam}}", []),
        ("{{{voornaam}}}", []),
        ("{{{voornaam}", [("{", "broken")][:0]),
        ("{voornaam}}", [("}", "broken")]),
        ("{}", [("{}", "unknown")]),
        ("{" + "x" * 61 + "}", [("{", "broken"), ("}", "broken")]),
        ("{a {voornaam}", [("{", "broken")]),
    ],
)
def test_braces_that_are_no_field(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_a_broken_brace_says_how_to_mend_it() -> None:
    opened, closed = fill("{ }", {}).holes[0], fill("x }", {}).holes[0]
    assert opened.kind == "unknown", "a pair around nothing is a field without a name"
    (opened,) = fill("een { open", {}).holes
    assert said(opened) == "{ stands alone. Write {…}, or {{ for the sign itself."
    assert said(closed) == "} stands alone. Write {…}, or }} for the sign itself."


def test_a_doubled_brace_is_the_sign_itself() -> None:
    assert fill("{{x}} {voornaam}", {"first_name": "Jan"}).text == "{x} Jan"


def test_a_value_with_braces_is_never_filled_again() -> None:
    values = {"organisation": "{voornaam} { }}", "first_name": "Jan"}
    filled = fill("{organisatie} {voornaam}", values)
    assert (filled.text, filled.holes) == ("{voornaam} { }} Jan", ())
    assert holes_in(filled.text, values) == ()
    assert finish(filled.text, values).text == filled.text


def test_a_text_being_edited_keeps_its_doubled_braces_until_it_is_sent() -> None:
    values = {"first_name": "Jan"}
    edited = fill("{{x}} {voornaam}", values, to_edit=True).text
    assert edited == "{{x}} Jan"
    assert holes_in(edited, values) == ()
    assert finish(edited, values).text == "{x} Jan"


def test_what_was_typed_into_a_filled_text_is_a_hole() -> None:
    text = "Hoi Jan, {item} en {voornaam} {"
    assert [hole.kind for hole in holes_in(text, VALUES)] == ["empty", "empty", "broken"]
    assert finish(text, VALUES).text == text
    assert finish(text, VALUES).holes == holes_in(text, VALUES)


def test_positions_count_characters_after_emoji_and_from_right_to_left() -> None:
    values = {"first_name": "محمد", "organisation": "👩‍👩‍👧 Plein"}
    filled = fill("😀 {voornaam} {organisatie} {x}!", values)
    (hole,) = filled.holes
    assert filled.text[hole.start : hole.end] == "{x}"
    assert filled.text.startswith("😀 محمد 👩‍👩‍👧 Plein ")


def test_twenty_thousand_characters_are_filled() -> None:
    text = "{voornaam} woord 😀 " * 1_100
    filled = fill(text, {"first_name": "Jan"})
    assert len(text) > 20_000
    assert filled.text == "Jan woord 😀 " * 1_100
    assert len(fill("{" * 20_000, VALUES).text) == 10_000


def test_the_names_are_shown_in_the_language_of_the_window() -> None:
    text = "{aanhef} {{naam}} {x} {content_title"
    assert in_language(text, "en") == "{greeting} {{naam}} {x} {content_title"
    assert in_language("{greeting} {content_link}", "nl") == "{aanhef} {link}"
    assert fields_of("{aanhef} {greeting} {x} {link}") == ("greeting", "content_link")


def test_only_what_no_value_can_mend_is_a_fault() -> None:
    assert first_fault(fill("{item}", {}).holes) is None
    fault = first_fault(fill("{item} {x}", {}).holes)
    assert fault is not None
    assert fault.typed == "{x}"


@pytest.mark.parametrize(
    ("language", "formality", "first", "name", "words"),
    [
        ("nl", "informal", "Fatma", "Fatma Yılmaz", "Hoi Fatma,"),
        ("nl", "formal", "Fatma", "Fatma Yılmaz", "Beste Fatma Yılmaz,"),
        ("en", "informal", "Fatma", "Fatma Yılmaz", "Hi Fatma,"),
        ("en", "formal", "Fatma", "Fatma Yılmaz", "Dear Fatma Yılmaz,"),
        ("nl", "formal", "", "van der Berg", "Beste Van der Berg,"),
        ("nl", "informal", "", "", "Hallo,"),
        ("en", "formal", "", "", "Hello,"),
    ],
)
def test_the_greeting_goes_with_language_and_formality(
    language: str, formality: str, first: str, name: str, words: str
) -> None:
    assert greeting(language, formality, first, name) == words


@given(TEXTS)
def test_no_text_is_too_odd(text: str) -> None:
    for filled in (fill(text, VALUES), fill(text, {}), fill(text, {}, to_edit=True), finish(text)):
        for hole in filled.holes:
            assert filled.text[hole.start : hole.end] == hole.typed
            assert said(hole, "nl")
    for hole in holes_in(text, VALUES):
        assert text[hole.start : hole.end] == hole.typed


@given(TEXTS, st.dictionaries(st.sampled_from([f.name for f in FIELDS]), TEXTS))
def test_positions_are_exact_whatever_the_values(text: str, values: dict[str, str]) -> None:
    filled = fill(text, values)
    ends = 0
    for hole in filled.holes:
        assert filled.text[hole.start : hole.end] == hole.typed
        assert ends <= hole.start < hole.end
        ends = hole.end


@given(VALID)
def test_a_valid_text_with_all_values_has_no_holes(text: str) -> None:
    filled = fill(text, VALUES)
    assert filled.holes == ()
    edited = fill(text, VALUES, to_edit=True).text
    assert holes_in(edited, VALUES) == ()
    assert finish(edited, VALUES).text == filled.text


@given(TEXTS)
def test_another_language_of_names_fills_to_the_same_text(text: str) -> None:
    for language in ("nl", "en"):
        assert fill(in_language(text, language), VALUES).text == fill(text, VALUES).text
    assert find_field("no such field") is None
