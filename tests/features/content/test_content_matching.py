"""Who looks for an item and who might answer a question: yes, no, and just on the edge."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.features.content import (
    Match,
    close_question,
    set_replies,
    who_looks_for,
    who_looks_for_item,
    who_might_answer,
    who_might_answer_item,
)
from commdesk.features.content.fitting import beginnings, telling_words, words_to_find
from commdesk.features.members import (
    change_member,
    find_any,
    find_any_from,
    is_large,
    restrict,
    stop_contact,
)
from commdesk.features.members.search.model import beginning
from commdesk.features.outreach import MessageDraft, log_message
from tests.features.content.conftest import MONDAY, MakeItem, MakePerson


def looking(desk: Desk, today: date = MONDAY, limit: int = 60) -> list[int]:
    return [match.member_id for match in who_looks_for(desk.db, today, limit)]


def answering(desk: Desk, today: date = MONDAY, limit: int = 60) -> list[int]:
    return [match.member_id for match in who_might_answer(desk.db, today, limit)]


# --- who looks for this -------------------------------------------------------------------------


FITS = (
    ("Erfgrens: wie beslist?", "Afspraken over bomen op de erfgrens"),  # at the end
    ("De erfgrens", "Erfgrens en buren"),  # at the start
    ("Wie snoeit de heg?", "Iemand die weet wie de heg SNOEIT."),  # any case
    ("Reünie van de wijkraad", "Een reunie"),  # an accent less
    ("Reunie van de wijkraad", "Een reünie"),  # an accent more
    ("Warmtepomp aan de gevel", "Regels voor warmtepompen"),  # begins a longer word
    ("Zonne-energie op daken", "Alles over energie"),  # behind a hyphen
)


@pytest.mark.parametrize(("title", "text"), FITS)
def test_a_telling_word_of_the_title_fits_what_somebody_looks_for(
    desk: Desk, item: MakeItem, person: MakePerson, title: str, text: str
) -> None:
    item(title)
    kees = person("Kees", looking_for=text)
    assert looking(desk) == [kees]


FITS_NOT = (
    ("Vergunning voor een overkapping", "Een kapping"),  # in the middle of a word
    ("Warmtepompen aan de gevel", "Een warmtepomp"),  # the longer one does not fit the shorter
    ("Hoe regelen anderen dit?", "Hoe anderen dit doen"),  # stop words only
    ("Hoe vroeg plan je een borrel?", "Zo vroeg mogelijk een plan maken"),
    ("How early do you make it cost less?", "Early steps, long weeks, what they cost"),
    ("Wat is de heg?", "Een heg"),  # three letters
    ("2026", "Plannen voor 2026"),  # a number tells nothing
    ("Bomen", "Water en wind"),
    ("Bomen", ""),
)


@pytest.mark.parametrize(("title", "text"), FITS_NOT)
def test_other_words_do_not_fit(
    desk: Desk, item: MakeItem, person: MakePerson, title: str, text: str
) -> None:
    item(title)
    person("Kees", looking_for=text)
    assert looking(desk) == []


def test_a_tag_tells_more_than_a_word_of_a_title(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    item("Erfgrens en heggen", tags=("bomen",))
    word, tag = person("Aad", looking_for="De erfgrens"), person("Kees", looking_for="Bomen")
    both = person("Lies", looking_for="Erfgrens", tags=("Bomen",))
    found = who_looks_for(desk.db, MONDAY, 60)
    assert [(match.member_id, match.word) for match in found] == [
        (tag, "bomen"), (both, "bomen"), (word, "Erfgrens"),
    ]  # fmt: skip


def test_a_tag_fits_a_tag_and_what_is_looked_for(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    made = item("Wie weet dit?", tags=("bomen", "autoluwe wijk"))
    tagged = person("Aad", tags=("Bomen",))
    seeker = person("Bea", looking_for="Ervaring met autoluwe wijken")
    person("Cor", looking_for="Een luwe wijk", tags=("boom",))
    assert who_looks_for(desk.db, MONDAY, 60) == [
        Match(seeker, made, "Wie weet dit?", MONDAY, "autoluwe wijk", "looking_for"),
        Match(tagged, made, "Wie weet dit?", MONDAY, "bomen", "tags"),
    ]


@pytest.mark.parametrize(("text", "fits"), [("Iets met AI", True), ("Airco", False)])
def test_a_short_tag_fits_a_whole_word_only(
    desk: Desk, item: MakeItem, person: MakePerson, text: str, fits: bool
) -> None:
    item("Wie weet dit?", tags=("ai",))
    person("Kees", looking_for=text)
    assert bool(looking(desk)) is fits


def test_a_word_of_the_title_fits_a_tag(desk: Desk, item: MakeItem, person: MakePerson) -> None:
    item("Hoe krijg je participatie van jongeren?")
    kees = person("Kees", tags=("participatie",))
    assert looking(desk) == [kees]


def test_role_and_notes_are_not_what_somebody_looks_for(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    item("Erfgrens", kind="article")
    person("Kees", role="adviseur erfgrens", notes="schreef over de erfgrens")
    person("Erfgrens", organisation="Bureau Erfgrens")
    assert looking(desk) == []
    assert answering(desk) == []


@pytest.mark.parametrize(("ago", "fits"), [(0, True), (13, True), (14, False), (-1, False)])
def test_an_item_is_new_for_fourteen_days(
    desk: Desk, item: MakeItem, person: MakePerson, ago: int, fits: bool
) -> None:
    item("Bomen", ago, kind="post")
    person("Kees", tags=("bomen",))
    assert bool(looking(desk)) is fits


def test_a_closed_question_is_offered_to_nobody(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    made = item("Bomen")
    person("Kees", tags=("bomen",))
    desk.do(close_question, made, today=MONDAY)
    assert looking(desk) == []
    assert answering(desk) == []


def test_one_match_a_member_with_what_tells_most(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    item("Wonen", 1, kind="post")
    old = item("Bomen", 5, kind="post")
    kees = person("Kees", tags=("wonen",), looking_for="Bomen")
    (match,) = who_looks_for(desk.db, MONDAY, 60)
    assert (match.member_id, match.item_id, match.word) == (kees, old, "Bomen")


def test_the_newest_item_comes_first_then_who_was_silent_longest(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    new, old = item("Bomen", 1, kind="post"), item("Wonen", 3, kind="post")
    ids = {name: person(name, tags=("bomen",)) for name in ("Dirk", "Anna", "Cees")}
    bert = person("Bert", tags=("wonen",))
    before = datetime.combine(MONDAY - timedelta(days=9), time(12), UTC)
    told = MessageDraft(ids["Anna"], text="Hoi", sent_at=before, is_outgoing=False)
    desk.do(log_message, told, now=desk.now())
    found = [(match.member_id, match.item_id) for match in who_looks_for(desk.db, MONDAY, 60)]
    assert found == [
        (ids["Cees"], new), (ids["Dirk"], new), (ids["Anna"], new), (bert, old),
    ]  # fmt: skip
    assert found == [(m.member_id, m.item_id) for m in who_looks_for(desk.db, MONDAY, 60)]


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 4])
def test_at_most_so_many(desk: Desk, item: MakeItem, person: MakePerson, limit: int) -> None:
    item("Bomen")
    for name in ("Anna", "Bert", "Cees"):
        person(name, tags=("bomen",))
    assert len(looking(desk, limit=limit)) == min(limit, 3)
    assert len(answering(desk, limit=limit)) == min(limit, 3)


def test_who_must_not_be_written_to_is_never_offered(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    made = item("Bomen")
    kept = person("Anna", tags=("bomen",), stage="prospect")
    former, silent, restricted = (person(name, tags=("bomen",)) for name in ("Bo", "Cees", "Dirk"))
    desk.do(change_member, former, {"stage": "former"})
    desk.do(stop_contact, silent, reason="vroeg erom", today=MONDAY)
    desk.do(restrict, restricted, is_restricted=True)
    assert looking(desk) == [kept]
    assert answering(desk) == [kept]
    for found in (who_looks_for_item(desk.db, made, 9), who_might_answer_item(desk.db, made, 9)):
        assert [fit.candidate.id for fit in found] == [kept]


# --- who might answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": ("bomen",)},
        {"role": "bomenbeheerder"},
        {"notes": "Schreef een stuk over bomen."},
        {"looking_for": "Cijfers over bomen"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_who_knows_about_it_might_answer(
    desk: Desk, item: MakeItem, person: MakePerson, fields: dict[str, str]
) -> None:
    made = item("Mag dit weg?", 20, tags=("bomen",))
    kees = person("Kees", **fields)
    person("Bomen", organisation="Bomenstichting")
    (match,) = who_might_answer(desk.db, MONDAY, 60)
    assert (match.member_id, match.item_id, match.word) == (kees, made, "bomen")
    assert match.place == next(iter(fields))


def test_whoever_asked_it_does_not_answer_but_may_answer_another(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    kees = person("Kees", tags=("bomen",), looking_for="bomen")
    own = item("Bomen", asked_by=kees)
    assert answering(desk) == []
    assert looking(desk) == []
    assert who_might_answer_item(desk.db, own, 9) == []
    other = item("Bomen", 3)
    (match,) = who_might_answer(desk.db, MONDAY, 60)
    assert (match.member_id, match.item_id) == (kees, other)


def test_a_question_with_a_reply_waits_for_nobody(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    made = item("Bomen", 3)
    kees = person("Kees", tags=("bomen",))
    desk.do(set_replies, made, 1)
    assert answering(desk) == []
    assert [fit.candidate.id for fit in who_might_answer_item(desk.db, made, 9)] == [kees]


@pytest.mark.parametrize(
    ("kind", "ago", "fits"),
    [("question", 0, True), ("question", 400, True), ("question", -1, False), ("post", 0, False)],
)
def test_only_a_published_question_is_answered(
    desk: Desk, item: MakeItem, person: MakePerson, kind: str, ago: int, fits: bool
) -> None:
    item("Bomen", ago, kind=kind)
    person("Kees", tags=("bomen",))
    assert bool(answering(desk)) is fits


def test_the_reason_is_in_the_words_of_the_member(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    made = item("Bomen")
    person("Kees", role="bomenwachter", looking_for="Bomen en buren")
    (answer,), (looks,) = (
        who_might_answer_item(desk.db, made, 9), who_looks_for_item(desk.db, made, 9),
    )  # fmt: skip
    assert str(answer.reason) == "Role: bomenwachter"
    assert str(looks.reason) == "Looks for: Bomen en buren"


def test_without_items_or_words_nobody_is_found(
    desk: Desk, item: MakeItem, person: MakePerson
) -> None:
    person("Kees", tags=("bomen",))
    assert looking(desk) == answering(desk) == []
    item("?!", tags=("#",))
    assert looking(desk) == answering(desk) == []


# --- the words and the index --------------------------------------------------------------------


def test_the_telling_words_of_a_title() -> None:
    assert telling_words("Hoe regelen jullie parkeren in een autoluwe wijk? Parkeren!") == [
        "parkeren", "autoluwe", "wijk",
    ]  # fmt: skip
    assert telling_words("What do other municipalities know about it?") == []
    assert words_to_find([], 9) == []


def test_the_beginnings_of_a_text() -> None:
    assert beginnings("De Bomen") == {"de", "bomen", "bome"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abcdeë ", min_size=4, max_size=30))
def test_a_word_of_a_title_is_found_in_the_same_words(text: str) -> None:
    has = beginnings(text)
    assert all(word in beginnings(word) for word in has)
    assert all(part in has for word in telling_words(text) for part in beginnings(word))


def test_the_index_finds_who_has_any_of_the_words(desk: Desk, person: MakePerson) -> None:
    anna = person("Anna", notes="omgevingsplannen")
    bert = person("Bert", notes="een ai en bomen")
    person("Cees", notes="nietomgevingsplan maias")
    for words, found in (
        (["omgevingsplan"], [anna]),
        (["ai"], [bert]),
        (["omgevingsplan", "bomen"], [anna, bert]),
        (["stikstof"], []),
        ([], []),
    ):
        assert list(find_any(desk.db, words, limit=9)) == found, words
        assert list(find_any_from(desk.db, words, share=0.0, limit=9)) == found, words
    assert list(find_any(desk.db, ["omgevingsplan", "bomen"], limit=1)) == [anna]
    assert list(find_any(desk.db, ["bomen"], limit=9, where="found.id <> " + str(bert))) == []
    assert not is_large(desk.db)


def test_a_long_word_is_sought_by_a_few_of_its_trigrams() -> None:
    grams = beginning("bestemmingsplannen").grams
    assert len(grams) == 6
    assert (grams[0], grams[-1]) == ("bes", "nen")
    assert beginning("ai").match == '" ai"'
