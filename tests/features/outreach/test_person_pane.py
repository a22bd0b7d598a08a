"""The person beside a message: balance, what is open between us, facts of every feature, story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.ambassadors import (
    AmbassadorDraft,
    ExchangeDraft,
    add_ambassador,
    log_exchange,
)
from commdesk.features.members import find_member
from commdesk.features.outreach.introductions.page import IntroductionsPage
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.person import person_of
from commdesk.features.outreach.promises import PromiseDraft, Side, open_promise
from commdesk.kit.detail import Detail
from commdesk.kit.detailwords import AT_FIRST
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
Add = Callable[..., int]
Log = Callable[..., int]


@pytest.fixture
def person(desk: Desk) -> Callable[..., Detail]:
    def make(member: int, language: str = "en", why: str = "") -> Detail:
        return person_of(desk, find_member(desk.db, member), Words(language), (), why)

    return make


@pytest.fixture
def pass_on(desk: Desk) -> Callable[..., None]:
    def make(member: int, kind: str, times: int) -> None:
        for number in range(times):
            day = MONDAY - timedelta(days=number)
            desk.do(log_exchange, ExchangeDraft(member, kind, "Iets", day), today=MONDAY)

    return make


def told(detail: Detail) -> dict[str, str]:
    return {label: text for label, text in detail.paragraphs if text or label in detail.marks}


def test_a_balance_below_zero_is_amber_and_says_what_to_do(
    add: Add, person: Callable[..., Detail], pass_on: Callable[..., None]
) -> None:
    henk = add("Henk", tags=("bomen",))
    pass_on(henk, "give", 2)
    pass_on(henk, "ask", 5)
    found = person(henk)
    assert found.marks == {"Last 90 days": ("2× given, 5× asked", "warn")}
    assert told(found)["Last 90 days"] == "Give something back first."
    assert list(found.chips) == [("bomen", "accent")], "the balance stands there once"
    dutch = person(henk, "nl")
    assert dutch.marks == {"Laatste 90 dagen": ("2× gegeven, 5× gevraagd", "warn")}
    assert told(dutch)["Laatste 90 dagen"] == "Geef eerst iets terug."


def test_a_balance_of_exactly_zero_is_no_warning(
    add: Add, person: Callable[..., Detail], pass_on: Callable[..., None]
) -> None:
    henk = add("Henk")
    pass_on(henk, "give", 2)
    pass_on(henk, "ask", 2)
    found = person(henk)
    assert found.marks == {"Last 90 days": ("2× given, 2× asked", "accent")}
    assert told(found)["Last 90 days"] == ""


def test_without_gives_and_asks_there_is_no_balance(
    desk: Desk, add: Add, person: Callable[..., Detail]
) -> None:
    henk, fatma = add("Henk"), add()
    desk.do(add_ambassador, henk, AmbassadorDraft(), today=MONDAY)
    assert not person(henk).marks
    assert not person(fatma).marks


def test_open_promises_of_both_sides_and_what_features_know_stand_there_once(
    desk: Desk, add: Add, person: Callable[..., Detail]
) -> None:
    henk = add("Henk", looking_for="Een podium", email="henk@x.example", notes="Belt liever")
    note = "een podium."
    desk.do(add_ambassador, henk, AmbassadorDraft(looking_for_note=note), today=MONDAY)
    for side, what in ((Side.OURS, "Een plek"), (Side.OURS, "Een naam"), (Side.THEIRS, "Een stuk")):
        desk.do(open_promise, PromiseDraft(henk, side=side, what=what), today=MONDAY)
    found = person(henk, why="Vroeg iets")
    labels = [label for label, text in found.paragraphs if text]
    assert labels == [
        "Looking for",
        "Promised by us",
        "Promised by them",
        "Why now",
        "Notes",
        "E-mail and phone",
        "Ambassador",
    ]
    assert told(found)["Looking for"] == "Een podium"
    assert set(told(found)["Promised by us"].split("\n")) == {"Een plek", "Een naam"}
    assert told(found)["E-mail and phone"] == "henk@x.example", "what was typed keeps its letters"


def test_a_message_that_waits_says_when_to_come_back_and_once_what_it_said(
    add: Add, log: Log, person: Callable[..., Detail]
) -> None:
    fatma = add()
    log(fatma, days_ago=3, text="Hoe gaat het met de bomen?")
    found = person(fatma)
    assert told(found)["Waits for an answer"] == (
        "Fri 20 Nov, direct message (keep in touch)\nFri 27 Nov: come back to it without an answer"
    )
    assert "Open follow-ups" not in told(found)
    said = [text for _, text in (*found.paragraphs, *found.timeline) if "met de bomen" in text]
    assert len(said) == 1


def test_two_lines_that_say_the_same_of_one_day_are_one(
    add: Add, person: Callable[..., Detail], pass_on: Callable[..., None], desk: Desk
) -> None:
    henk = add("Henk")
    for _ in range(2):
        desk.do(log_exchange, ExchangeDraft(henk, "give", "Bedankt", MONDAY), today=MONDAY)
    assert len([each for each in person(henk).timeline if "Bedankt" in each[1]]) == 1


# --- on the page ----------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[OutreachPage]:
    host = QuietHost(desk, Words("en"))
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def shown(page: OutreachPage) -> list[str]:
    labels = page.detail.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisible() and each.text()]


def test_the_pane_shows_the_balance_and_nothing_of_who_was_there_before(
    page: OutreachPage, add: Add, pass_on: Callable[..., None]
) -> None:
    henk, fatma = add("Henk", looking_for="Een podium"), add()
    pass_on(henk, "ask", 1)
    page.resize(1400, 900)
    page.show_target(henk)
    assert "0× given, 1× asked" in shown(page)
    assert "Give something back first." in shown(page)
    page.show_target(fatma)
    assert "Fatma" in shown(page)
    assert not {"0× given, 1× asked", "Give something back first.", "Een podium"} & {*shown(page)}


def test_a_long_story_is_whole_after_one_key(
    qtbot: QtBot, page: OutreachPage, add: Add, log: Log
) -> None:
    fatma = add()
    for number in range(AT_FIRST + 5):
        log(fatma, days_ago=40 + number, text=f"Bericht {number}", is_outgoing=False)
    page.resize(1400, 900)
    page.show_target(fatma)
    assert len([text for text in shown(page) if "Bericht" in text]) == AT_FIRST
    more = page.detail._story.more
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert len([text for text in shown(page) if "Bericht" in text]) == AT_FIRST + 5


def test_a_give_opens_the_introduction_with_both_filled_in(
    qtbot: QtBot, qapp: QApplication, desk: Desk, add: Add
) -> None:
    kees, anna = add("Kees", looking_for="Which trees may go"), add("Anna", tags=("trees",))
    other = add("Piet")
    host = QuietHost(desk, Words("en"))
    with on_screen(IntroductionsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        made.show_target(f"new-{kees}-{anna}")
        assert made.form._one.member().id == kees
        assert made.form._other.member().id == anna
        assert made.form.form.values()["why"] == "Kees looks for this; Anna has the tag trees"
        made.drop_unsaved()
        made.show_target(f"new-{kees}-{other}")
        assert made.form._one.member().id == kees, "who fits no more is left to choose"
        made.drop_unsaved()
