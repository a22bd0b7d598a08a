"""What features know of a member, as paragraphs: each thing once, what matters most first."""

from __future__ import annotations

from commdesk.core.desk import Desk
from commdesk.core.feature import Fact
from commdesk.core.known import paragraphs_of
from commdesk.core.story import story_tables
from commdesk.core.words import Text, Words, say

EN = Words("en")


def typed(label: str, text: str) -> Fact:
    return Fact(Text(label), Text("{text}", {"text": text}))


def told(*facts: Fact) -> list[tuple[str, str]]:
    return [(label, text) for label, text in paragraphs_of(facts, EN) if text]


def test_what_several_features_say_under_one_label_is_one_paragraph() -> None:
    found = told(
        typed("Notes", "Belt liever."),
        typed("Looking for", "Een netwerk"),
        typed("Promised by us", "Een plek op het programma"),
        typed("Promised by us", "Een voorbeeld"),
        typed("Looking for", "Meer lezers"),
    )
    assert found == [
        ("Looking for", "Een netwerk\nMeer lezers"),
        ("Promised by us", "Een plek op het programma\nEen voorbeeld"),
        ("Notes", "Belt liever."),
    ]


def test_what_another_line_says_too_is_not_said_again() -> None:
    whole = "Een groter podium: wil zijn aanpak delen."
    parts = (Fact(Text("Looking for"), Text("een groter podium")),
             typed("Looking for", "Wil zijn aanpak delen"))  # fmt: skip
    assert told(typed("Looking for", whole), *parts) == [("Looking for", whole)]
    assert told(*parts, typed("Looking for", whole)) == [("Looking for", whole)]
    assert told(parts[1], parts[1]) == [("Looking for", "Wil zijn aanpak delen")]


def test_two_promises_of_which_one_begins_as_the_other_are_both_there() -> None:
    facts = (typed("Promised by them", "Een stuk"), typed("Promised by them", "Een stuk, vrijdag"))
    assert told(*facts) == [("Promised by them", "Een stuk\nEen stuk, vrijdag")]


def test_our_own_words_begin_with_a_capital_and_typed_ones_stay() -> None:
    assert told(Fact(say("Ambassador"), Text("active"))) == [("Ambassador", "Active")]
    assert told(typed("E-mail", "henk@x.example")) == [("E-mail", "henk@x.example")]


def test_a_chip_is_no_paragraph() -> None:
    assert not told(Fact(say("Tag"), say("bomen"), is_chip=True))


def test_a_page_with_a_person_watches_every_table_that_tells_of_them(desk: Desk) -> None:
    telling = [f for f in desk.features if f.timeline or f.facts or f.balance]
    assert telling
    assert all(feature.tables <= story_tables(desk) for feature in telling)
