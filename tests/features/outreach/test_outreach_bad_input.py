"""Outreach on the command line with what nobody should type: a clear sentence, no change."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member, restrict, stop_contact

Run = Callable[..., Result]
READS = ("queue", "waiting", "outreach-stats", "promises", "items", "templates")
DM = ("--channel", "dm", "--text", "Hoi")


@pytest.fixture
def book(workbook_path: Path) -> Path:
    with Desk.open(workbook_path, FEATURES) as desk:
        people = [("Fatma", "Yılmaz"), ("Jan", "Bos"), ("Jan", "Bos"), ("Kees", "Visser"),
                  ("Joke", "Stop"), ("Rik", "Dicht")]  # fmt: skip
        made = {
            last: desk.do(add_member, MemberDraft(first, last_name=last), today=date(2026, 10, 1))
            for first, last in people
        }
        desk.do(stop_contact, made["Stop"], reason="Nee", today=date(2026, 10, 2))
        desk.do(restrict, made["Dicht"], is_restricted=True)
    return workbook_path


def state(path: Path) -> list[object]:
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return [
            desk.db.query(f"SELECT * FROM {table} ORDER BY id")
            for table in ("outreach_message", "outreach_introduction", "outreach_promise", "member")
        ]


@pytest.mark.parametrize("verb", READS)
def test_an_empty_workbook_answers(commdesk: Run, workbook_path: Path, verb: str) -> None:
    assert commdesk(verb, workbook_path).exit_code == 0
    found = commdesk(verb, workbook_path, "--json")
    assert found.exit_code == 0
    json.loads(found.stdout)


@pytest.mark.parametrize("verb", READS)
def test_a_file_that_is_none_is_one_sentence(commdesk: Run, tmp_path: Path, verb: str) -> None:
    odd = tmp_path / "kapot.commdesk"
    odd.write_text("geen werkboek")
    for path in (odd, tmp_path / "weg.commdesk", tmp_path):
        refused = commdesk(verb, path)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("log", "Niemand", *DM), "Er is geen lid dat Niemand heet."),
        (("log", " ", *DM), "Noem het lid: een nummer, een e-mailadres of een naam."),
        (("log", "Jan Bos", *DM), "Jan Bos kan "),
        (("log", "Joke", *DM), "Joke Stop wil geen contact."),
        (("log", "Joke", *DM, "--answer"), "Joke Stop wil geen contact."),
        (("log", "Rik", *DM), "Het gebruik van de gegevens van Rik Dicht is beperkt."),
        (("log", "9" * 30, *DM), f"Er is geen lid dat {'9' * 30} heet."),
        (("log", "Fatma", *DM, "--at", "onzin"), "onzin is geen moment."),
        (("log", "Fatma", *DM, "--date", "2199-12-31"), "di 31 dec 2199 moet nog komen."),
        (("log", "Fatma", "--channel", "dm", "--text", "x" * 20_001), "De tekst heeft 20.001 "),
        (("log", "Fatma", "--channel", "dm", "--text", " \n "), "Typ wat er in het bericht staat."),
        (("answer", "Fatma", "none"), "Er is geen bericht aan Fatma Yılmaz dat op antwoord wacht."),
        (("introduce", "Fatma", "Fatma", "--why", "x"), "Kies twee verschillende mensen."),
        (("introduce", "Fatma", "Jan Bos", "--why", "x"), "Jan Bos kan "),
        (("introduce", "Fatma", "Joke", "--why", "x"), "Joke Stop wil geen contact."),
        (("introduce", "Rik", "Fatma", "--why", "x"), "Het gebruik van de gegevens van Rik "),
        (("introduce", "Fatma", "Kees", "--why", " "), "Vul in wat deze twee voor elkaar "),
        (("outreach-stats", "--weeks", "3", "--from", "2026-01-01"), "Geef een aantal weken, "),
        (("outreach-stats", "--from", "2026-11-02", "--until", "2026-11-01"), "De laatste dag "),
        (("outreach-stats", "--from", "1970-01-01", "--until", "2200-12-31"), "Dat is meer dan "),
    ],
    ids=lambda given: " ".join(given)[:40] if isinstance(given, tuple) else "",
)  # fmt: skip
def test_what_is_refused_is_said_in_the_language_of_the_workbook(
    commdesk: Run, book: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    before = state(book)
    verb, *rest = arguments
    refused = commdesk(verb, book, *rest)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(sentence), refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert state(book) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("queue", "--date", "2500-01-01"),
        ("queue", "--date", "0001-01-01"),
        ("queue", "--date", "gisteren"),
        ("queue", "--limit", "0"),
        ("queue", "--limit", "veel"),
        ("outreach-stats", "--by", "maan"),
        ("outreach-stats", "--weeks", "261"),
        ("promises", "--date", "31-02-2026"),
        ("items", "--kind", "boek"),
        ("introduce", "Fatma", "Kees"),
        ("introduce", "Fatma", "--why", "x"),
        ("introduce", "Fatma", "Kees", "--why", "x", "--channel", "fax"),
        ("log", "Fatma", "--channel", "fax", "--text", "x"),
        ("waiting", "--onbekend"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_changes_nothing(
    commdesk: Run, book: Path, arguments: tuple[str, ...]
) -> None:
    before = state(book)
    verb, *rest = arguments
    wrong = commdesk(verb, book, *rest)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert state(book) == before


@pytest.mark.parametrize("day", ["1970-01-01", "2026-12-31", "2200-12-31"])
def test_a_date_at_the_end_of_the_calendar_is_a_day(commdesk: Run, book: Path, day: str) -> None:
    for verb in ("queue", "outreach-stats", "promises"):
        found = commdesk(verb, book, "--date", day, "--json")
        assert found.exit_code == 0, found.stderr
        json.loads(found.stdout)


def test_a_name_with_odd_signs_finds_nobody(commdesk: Run, book: Path) -> None:
    for typed in ("%", "_", "'", '"*', "*", "\u202e", "😀", "a" * 500):
        assert commdesk("waiting", book, "--name", typed).exit_code == 0


def test_while_a_window_holds_the_file_it_is_read_and_not_written(
    commdesk: Run, book: Path
) -> None:
    with Desk.open(book, FEATURES):
        for verb in READS:
            assert commdesk(verb, book).exit_code == 0
        for arguments in (("log", book, "Fatma", *DM), ("answer", book, "Fatma", "none"),
                          ("introduce", book, "Fatma", "Kees", "--why", "x")):  # fmt: skip
            refused = commdesk(*arguments)
            assert (refused.exit_code, refused.stdout) == (1, "")
            assert refused.stderr.strip()


def test_a_file_that_may_not_be_written_is_read(commdesk: Run, read_only_folder: Path) -> None:
    for verb in READS:
        assert commdesk(verb, read_only_folder).exit_code == 0
