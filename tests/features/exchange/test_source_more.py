"""What else programs hand out: who came, what a query found, Dutch headings, questions, logs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.errors import Refused
from commdesk.features.exchange import importing
from commdesk.features.exchange.sources.asked import asked_for
from commdesk.features.exchange.sources.listing import known_headings
from tests.features.exchange.lists import SAMPLES, excel, taken, taken_from
from tests.features.exchange.test_exchange_activity import content, facts, planned
from tests.features.exchange.test_source_people import ADRIAAN
from tests.features.exchange.unpacked import unpacked

Verb = Callable[..., Result]
KNOWN = known_headings(importing.find_intake(FEATURES, "members").columns)
QUERY = "leden@forum.voorbeeld.example-2026-03-02.dcqresult.csv"
POSTS = "berichten@forum.voorbeeld.example-2026-03-02.dcqresult.json"
STAFF = "staff-action-260303-0900.csv"


def copied(name: str, folder: Path, called: str = "") -> Path:
    return Path(shutil.copy(SAMPLES / name, folder / (called or name)))


# --- Dutch headings -------------------------------------------------------------------------------


def test_the_dutch_export_of_civicrm_lands_right() -> None:
    found = taken_from(SAMPLES / "civicrm-nl.csv")
    assert found.format == "civicrm"
    hanneke, fatma = (dict(row) for row in found.rows)
    assert hanneke == {
        "row": 2, "first_name": "Hanneke", "middle_name": "van", "last_name": "Dijk",
        "email": "h.vandijk@voorbeeld.example", "phone": "038-0000000",
        "organisation": "Gemeente Voorbeeld", "role": "communicatieadviseur",
        "tags": "Kerngroep;wonen", "source": "inloopavond", "identities": [("civicrm", "203")],
    }  # fmt: skip
    assert (fatma["do_not_contact"], fatma["do_not_contact_reason"]) == (
        True, "CiviCRM: Niet e-mailen",
    )  # fmt: skip
    assert fatma["identities"] == [("civicrm", "204"), ("civicrm-external", "L-7")]
    assert [(change.row, str(change.reason)) for change in found.skipped] == [
        (4, "an organisation or household, not a person"),
        (5, "this person has died"),
        (6, "this contact is in the trash"),
    ]
    closed = {"Geslacht", "Geboortedatum", "Straat", "Plaats", "Postcode"}
    assert closed <= set(found.dropped)
    assert not found.unused


@pytest.mark.parametrize(
    "heading",
    ["Niet e-mailen", "Niet mailen", "Niet bellen", "Geen telefoon", "Niet per post", "Geen sms",
     "Geen bulk e-mails (opt-out door gebruiker)", "Do Not Email", "E-mail niet toegestaan",
     "No Bulk Emails (User Opt Out)"],
)  # fmt: skip
def test_an_opt_out_counts_however_this_version_calls_it(heading: str, tmp_path: Path) -> None:
    found = taken(
        f"Contact-ID,Contacttype,Voornaam,{heading}", "7,Individu,Eva,Ja", folder=tmp_path
    )
    assert (found.format, found.rows[0].get("do_not_contact")) == ("civicrm", True)


def test_the_dutch_address_book_of_thunderbird_lands_right() -> None:
    found = taken_from(SAMPLES / "thunderbird-nl.csv")
    assert (found.format, [dict(row) for row in found.rows]) == ("thunderbird", [ADRIAAN])
    closed = {"Adres thuis", "Woonplaats", "Postcode", "Geboortejaar", "Geboortemaand"}
    assert closed <= set(found.dropped)


# --- who was there --------------------------------------------------------------------------------


def test_who_came_to_an_event_of_meetup_contributed(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = copied("meetup-attendees.csv", tmp_path, "Kennisuur_bomen_2026-02-14_attendees.csv")
    before = content(workbook_path)
    plan = planned(commdesk, workbook_path, path, "--apply")
    assert (plan["format"], plan["new"], plan["also"]["activity"]["new"]) == ("meetup", 3, 2)
    told = {"kind": "event", "happened_on": "2026-02-14", "place": "Kennisuur bomen",
            "source": "meetup"}  # fmt: skip
    assert facts(workbook_path) == [{"who": "Bram", **told}, {"who": "Fatma", **told}]
    again = planned(commdesk, workbook_path, path)
    assert (again["same"], again["also"]["activity"]["same"]) == (3, 2)
    alone = planned(commdesk, workbook_path, path, "--as", "activity")
    assert (alone["same"], alone["new"]) == (2, 0)
    commdesk("undo", workbook_path)
    assert content(workbook_path) == before


def test_an_event_without_a_day_in_its_name_counts_on_the_day_of_signing_up() -> None:
    found = taken_from(SAMPLES / "meetup-attendees.csv")
    days = [fact["happened_on"] for fact in found.also["activity"]]
    assert days == [date(2026, 2, 10), date(2026, 2, 11)]


def test_the_members_of_a_group_did_nothing_yet() -> None:
    assert not taken_from(SAMPLES / "meetup.xls").also


def test_meetings_among_the_activities_of_civicrm_are_contributions(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = copied("civicrm-activities.csv", tmp_path)
    plan = planned(commdesk, workbook_path, path, "--apply")
    assert (plan["new"], plan["skipped"], plan["also"]["activity"]["new"]) == (1, 2, 1)
    assert facts(workbook_path) == [
        {"who": "Fatma", "kind": "event", "happened_on": "2026-02-14",
         "place": "Kennisuur bomen", "source": "civicrm"},
    ]  # fmt: skip


# --- the Data Explorer, logs and reports of Discourse ---------------------------------------------


def test_a_query_for_users_lands_on_their_accounts() -> None:
    found = unpacked(SAMPLES / QUERY)
    assert (found.format, found.source) == ("discourse", "Discourse")
    assert [dict(row) for row in found.rows] == [
        {"row": 2, "name": "Fatma Yılmaz", "email": "f.yilmaz@voorbeeld.example",
         "identities": [("discourse", "42")]},
        {"row": 3, "name_if_new": "adejong", "email": "a.dejong@voorbeeld.example",
         "identities": [("discourse", "57")]},
    ]  # fmt: skip
    assert found.unused == ("posts_30d", "days_active")


def test_a_query_knows_who_came_in_with_the_user_list(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, copied("discourse.csv", tmp_path), "--apply")
    path = copied(POSTS, tmp_path)
    plan = planned(commdesk, workbook_path, path, "--apply")
    assert (plan["new"], plan["changed"], plan["also"]["activity"]["new"]) == (0, 0, 3)
    told = {"place": "Wonen", "source": "discourse"}
    assert [
        {k: row[k] for k in ("kind", "happened_on", *told)} for row in facts(workbook_path)
    ] == [
        {"kind": "topic", "happened_on": "2026-03-01", **told},
        {"kind": "reply", "happened_on": "2026-03-02", **told},
        {"kind": "reply", "happened_on": "2026-03-02", **told},
    ]
    again = planned(commdesk, workbook_path, path)
    assert again["also"]["activity"]["same"] == 3


@pytest.mark.parametrize(
    "text", ['{"success": true}', '{"columns": ["a"], "rows": {}}', "[1", "", '{"columns": 1}']
)
def test_a_broken_result_is_refused_in_one_sentence(
    text: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "q@forum.example-2026-03-02.dcqresult.json"
    path.write_text(text, "utf-8")
    refused = commdesk("import", workbook_path, path)
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (STAFF, None),
        ("lijst.csv", ("email,action,match_count,last_match_at,created_at,ip_address",
                       "spam@x.example,block,3,2026-01-01,2026-01-01,1.2.3.4")),
        ("moderators-activity-260303-0900.csv", ("Moderator,Meldingen,Leestijd", "ine,3,90")),
    ],
)  # fmt: skip
def test_a_log_of_moderators_makes_nobody_a_member(
    name: str, lines: tuple[str, ...] | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    if lines is None:
        copied(name, tmp_path)
    else:
        path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(Refused) as refused:
        taken_from(path)
    assert name in str(refused.value)


# --- questions of a form --------------------------------------------------------------------------

QUESTIONS = {
    "Uw naam": "name", "Wat is uw naam?": "name", "Hoe heet je?": "name", "Naam2": "name",
    "Voor- en achternaam": "name", "What is your name?": "name", "Your full name": "name",
    "Wat is je voornaam?": "first_name", "First name:": "first_name",
    "Uw achternaam (zonder tussenvoegsel)": "last_name", "What is your last name?": "last_name",
    "Tussenvoegsel": "infix", "3. Wat is uw e-mailadres?": "email", "Your e-mail address": "email",
    "E-mailadres*": "email", "Vul hier je e-mailadres in": "email", "What is your email?": "email",
    "Telefoonnummer": "phone", "Wat is je mobiele nummer?": "phone", "Phone number": "phone",
    "Wat zoekt u?": "looking_for", "Wat zoek je in dit netwerk?": "looking_for",
    "Waar bent u naar op zoek?": "looking_for", "What are you looking for?": "looking_for",
    "Wat hoop je hier te vinden?": "looking_for", "What do you need?": "looking_for",
    "Bij welke organisatie werkt u?": "organisation", "Uw organisatie": "organisation",
    "Wat is de naam van uw organisatie?": "organisation", "Where do you work?": "organisation",
    "Which organization do you work for?": "organisation", "Uw functie": "role",
    "What is your role?": "role",
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_known_however_it_is_asked(question: str) -> None:
    assert asked_for(question, KNOWN) == QUESTIONS[question]


@pytest.mark.parametrize(
    "question",
    ["Wat vindt u van de naam?", "Wat vond je ervan?", "Mogen we je naam noemen?",
     "Wie kent u nog meer?", "Wat is de naam van uw hond?", "Zoekt u vaak iets?",
     "Wilt u een bijdrage leveren?", "What is your opinion of our email?"],
)  # fmt: skip
def test_a_question_about_something_else_asks_for_nothing(question: str) -> None:
    assert asked_for(question, KNOWN) == ""


@pytest.mark.parametrize(
    ("head", "questions"),
    [
        (("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"),
         ("Wat is je voornaam?", "Wat is je achternaam?", "Uw e-mailadres", "Wat zoekt u?")),
        (("ID", "Start time", "Completion time", "Email", "Name"),
         ("What is your first name?", "Last name", "E-mail address", "What are you looking for?")),
    ],
)  # fmt: skip
def test_answers_without_an_account_tell_who_it_is(
    head: tuple[str, ...], questions: tuple[str, ...], tmp_path: Path
) -> None:
    answers: tuple[Any, ...] = ("Eva", "van Bos", "eva@x.example", "kaarten;")
    row = (1, None, None, "anoniem", None)
    found = taken_from(excel(tmp_path / "f.xlsx", (*head, *questions), (*row, *answers)))
    assert [dict(each) for each in found.rows] == [
        {"row": 2, "first_name": "Eva", "last_name": "van Bos", "email": "eva@x.example",
         "looking_for": "kaarten"}
    ]  # fmt: skip
    assert found.unused == ()


def test_every_sample_is_known() -> None:
    """What none of the programs wrote would be read as any list."""
    for path in sorted(SAMPLES.glob("*.csv")):
        if path.name == STAFF:
            continue
        found = unpacked(path)
        assert found.format != "generic", path.name
        assert json.dumps(found.format)
