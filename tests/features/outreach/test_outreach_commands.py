"""`commdesk log` and `commdesk answer` as scripts use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member, find_by_words, stop_contact
from commdesk.features.outreach.promises import promises_of
from commdesk.features.outreach.queries import messages_of

Run = Callable[..., Result]


@pytest.fixture
def book(workbook_path: Path) -> Path:
    with Desk.open(workbook_path, FEATURES) as desk:
        for first, last in (("Fatma", "Yılmaz"), ("Jan", "Bos"), ("Jan", "Smit")):
            desk.do(add_member, MemberDraft(first, last_name=last), today=date(2026, 10, 1))
    return workbook_path


def logged(book: Path, name: str) -> list[tuple[bool, str, str, str]]:
    with Desk.open(book, FEATURES, read_only=True) as desk:
        found = messages_of(desk.db, find_by_words(desk.db, name).id)
    return [(m.is_outgoing, m.channel, m.purpose, m.sent_on.isoformat()) for m in found]


def test_log_and_answer(commdesk: Run, book: Path) -> None:
    done = commdesk("log", book, "Fatma", "--channel", "dm", "--text", "Hoi", "--purpose", "ask")
    assert done.exit_code == 0
    assert done.stdout == "Vastgelegd: bericht aan Fatma Yılmaz. Opvolgen op ma 30 nov.\n"
    done = commdesk("answer", book, "Fatma", "answered")
    assert (done.exit_code, done.stdout) == (0, "Opgeslagen bij Fatma Yılmaz: heeft geantwoord.\n")
    assert logged(book, "fatma") == [(True, "dm", "ask", "2026-11-23")]


def test_answer_without_a_waiting_message_is_refused(commdesk: Run, book: Path) -> None:
    commdesk("log", book, "Fatma", "--channel", "dm", "--text", "Hoi", "--incoming")
    refused = commdesk("answer", book, "Fatma", "none")
    assert refused.exit_code == 1
    assert refused.stderr == "Er is geen bericht aan Fatma Yılmaz dat op antwoord wacht.\n"


def test_a_date_is_the_day_of_the_message(commdesk: Run, book: Path) -> None:
    commdesk("log", book, "Fatma", "--channel", "mail", "--text", "x", "--date", "2026-11-20")
    assert logged(book, "fatma") == [(True, "mail", "keep-in-touch", "2026-11-20")]


def test_the_cap_refuses_and_an_answer_passes(commdesk: Run, book: Path) -> None:
    one = ("log", book, "Fatma", "--channel", "dm", "--text", "x")
    assert [commdesk(*one).exit_code for _ in range(3)] == [0, 0, 1]
    assert commdesk(*one, "--answer").exit_code == 0
    assert commdesk(*one, "--incoming").exit_code == 0
    assert len(logged(book, "fatma")) == 4


def test_do_not_contact_is_refused_in_one_sentence(commdesk: Run, book: Path) -> None:
    with Desk.open(book, FEATURES) as desk:
        fatma = find_by_words(desk.db, "Fatma").id
        desk.do(stop_contact, fatma, reason="Nee", today=desk.today())
    refused = commdesk("log", book, "Fatma", "--channel", "dm", "--text", "x")
    assert (refused.exit_code, refused.stderr) == (1, "Fatma Yılmaz wil geen contact.\n")
    assert commdesk("answer", book, "Fatma", "none").exit_code == 1
    passed = commdesk("log", book, "Fatma", "--channel", "dm", "--text", "x", "--incoming")
    assert passed.stdout == "Vastgelegd: bericht van Fatma Yılmaz.\n"


def test_no_contact_stops_contact_with_a_reason(commdesk: Run, book: Path) -> None:
    commdesk("log", book, "Fatma", "--channel", "dm", "--text", "Hoi")
    assert commdesk("answer", book, "Fatma", "no-contact").exit_code == 0
    with Desk.open(book, FEATURES) as desk:
        member = find_by_words(desk.db, "Fatma")
        assert member.do_not_contact
        assert member.do_not_contact_reason
        desk.undo()
        assert not find_by_words(desk.db, "Fatma").do_not_contact


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("log", "Jan", "--channel", "dm", "--text", "x"), 1),
        (("log", "Niemand", "--channel", "dm", "--text", "x"), 1),
        (("log", "Fatma", "--channel", "fax", "--text", "x"), 2),
        (("log", "Fatma", "--channel", "dm"), 2),
        (("log", "Fatma", "--channel", "dm", "--text", ""), 1),
        (("answer", "Fatma", "maybe"), 2),
    ],
)
def test_what_is_wrong_changes_nothing(
    commdesk: Run, book: Path, arguments: tuple[str, ...], code: int
) -> None:
    verb, *rest = arguments
    assert commdesk(verb, book, *rest).exit_code == code
    assert logged(book, "fatma") == []


def test_a_day_to_come_is_refused_and_today_is_not(commdesk: Run, book: Path) -> None:
    message = ("--channel", "phone", "--text", "Gebeld")
    refused = commdesk("log", book, "Fatma", *message, "--date", "2026-11-24")
    assert (refused.exit_code, refused.stderr) == (1, "di 24 nov moet nog komen.\n")
    assert logged(book, "Fatma") == []
    assert commdesk("log", book, "Fatma", *message, "--date", "2026-11-23").exit_code == 0


def test_a_result_is_logged_with_the_message(commdesk: Run, book: Path) -> None:
    message = ("--channel", "phone", "--text", "Gebeld", "--result", "will-contribute")
    assert commdesk("log", book, "Fatma", *message).exit_code == 0
    with Desk.open(book, FEATURES, read_only=True) as desk:
        (found,) = messages_of(desk.db, find_by_words(desk.db, "Fatma").id)
        (promise,) = promises_of(desk.db, find_by_words(desk.db, "Fatma").id)
    assert (found.result, promise.follow_up_on) == ("will-contribute", date(2026, 11, 30))
    assert commdesk("answer", book, "Fatma", "none").exit_code == 1


def test_at_is_when_it_was(commdesk: Run, book: Path) -> None:
    said = ("log", book, "Fatma", "--channel", "phone", "--text", "x")
    assert commdesk(*said, "--at", "gi 21:00", "--incoming").exit_code == 0
    assert commdesk(*said, "--at", "vr", "--date", "2026-11-12").exit_code == 0
    assert [day for *_, day in logged(book, "fatma")] == ["2026-11-22", "2026-11-06"]
    refused = commdesk(*said, "--at", "morgen 9:00")
    assert (refused.exit_code, refused.stderr) == (1, "morgen 9:00 moet nog komen.\n")


def test_waiting_says_who_owes_an_answer(commdesk: Run, book: Path) -> None:
    none = commdesk("waiting", book)
    assert (none.exit_code, none.stdout) == (0, "Niemand hoeft nog te antwoorden\n")
    assert json.loads(commdesk("waiting", book, "--json").stdout) == {"waiting": [], "count": 0}
    for name, day in (("Fatma", "2026-11-20"), ("Jan Bos", "2026-11-23")):
        commdesk("log", book, name, "--channel", "mail", "--text", "x", "--date", day)
    found = json.loads(commdesk("waiting", book, "--json").stdout)
    assert found["count"] == 2
    assert [row["name"] for row in found["waiting"]] == ["Jan Bos", "Fatma Yılmaz"]
    assert found["waiting"][1] == found["waiting"][1] | {
        "channel": "mail",
        "purpose": "keep-in-touch",
        "days": 3,
        "follow_up_on": "2026-11-27",
    }
    assert "Fatma" not in commdesk("waiting", book, "--name", "jan").stdout


def test_a_name_is_counted_and_said_as_it_was_asked(commdesk: Run, book: Path) -> None:
    for name in ("Fatma", "Jan Bos", "Jan Smit"):
        commdesk("log", book, name, "--channel", "mail", "--text", "x")
    some = commdesk("waiting", book, "--name", "jan", "--limit", "1")
    assert some.stdout.strip().startswith("2 berichten wachten op antwoord")
    for none in ("zzz", "%"):
        said = commdesk("waiting", book, "--name", none).stdout
        assert said == f"Niemand met de naam {none} hoeft nog te antwoorden\n"
        found = json.loads(commdesk("waiting", book, "--name", none, "--json").stdout)
        assert found == {"waiting": [], "count": 0}


@pytest.mark.parametrize("channel", ["meeting", "event"])
def test_a_meeting_is_of_both_unless_told(commdesk: Run, book: Path, channel: str) -> None:
    one = ("log", book, "Fatma", "--channel", channel, "--text", "Gesproken")
    said = [commdesk(*one).stdout for _ in range(3)]  # outside the cap
    assert said == ["Vastgelegd: contact met Fatma Yılmaz.\n"] * 3
    assert commdesk("waiting", book).stdout == "Niemand hoeft nog te antwoorden\n"
    ours = commdesk(*one, "--outgoing").stdout
    assert ours == "Vastgelegd: bericht aan Fatma Yılmaz. Opvolgen op ma 30 nov.\n"
    assert sum(is_outgoing for is_outgoing, *_ in logged(book, "fatma")) == 1


@pytest.mark.parametrize(
    ("channel", "options", "said"),
    [
        ("dm", ("--incoming", "--result", "answered"), "niet bij een van de ander."),
        ("dm", ("--incoming", "--answer"), "niet bij een van de ander."),
        ("meeting", ("--answer",), "is dat met --outgoing."),
        ("event", ("--result", "none"), "is dat met --outgoing."),
        ("dm", ("--incoming", "--outgoing"), "laat --incoming of --outgoing weg."),
    ],
)
def test_what_goes_only_with_our_message_is_refused_with_theirs(
    commdesk: Run, book: Path, channel: str, options: tuple[str, ...], said: str
) -> None:
    refused = commdesk("log", book, "Fatma", "--channel", channel, "--text", "x", *options)
    assert refused.exit_code == 1
    assert refused.stderr.strip().endswith(said)
    assert logged(book, "fatma") == []


def test_a_day_of_another_year_is_refused_with_its_year(commdesk: Run, book: Path) -> None:
    said = ("log", book, "Fatma", "--channel", "phone", "--text", "x", "--date", "2030-01-01")
    assert commdesk(*said).stderr == "di 1 jan 2030 moet nog komen.\n"


def test_a_name_of_several_is_one_or_the_other(commdesk: Run, book: Path) -> None:
    refused = commdesk("log", book, "Jan", "--channel", "dm", "--text", "x")
    assert "Jan kan Jan Bos <-> (" in refused.stderr
    assert ") of Jan Smit <-> (" in refused.stderr


def test_the_queue_says_that_a_day_is_not_worked(commdesk: Run, book: Path) -> None:
    said = commdesk("queue", book, "--date", "2026-11-28").stdout.splitlines()[0]
    assert said == "za 28 nov is geen werkdag; de volgende is ma 30 nov."
