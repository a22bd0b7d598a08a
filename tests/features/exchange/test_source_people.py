"""The lists of people of other programs: every sample lands right, with what is left out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from commdesk.features.exchange.model import Taken
from tests.features.exchange.lists import SAMPLES, excel, taken, taken_from

ADRIAAN = {
    "row": 2,
    "first_name": "Adriaan",
    "last_name": "van der Berg",
    "phone": "030-0000000",
    "organisation": "Wijkraad Oost",
    "role": "secretaris",
    "notes": "Wil graag\nmodereren",
    "email": "a.vdberg@voorbeeld.example",
    "identities": [("email", "adriaan@prive.example")],
}
OF_GOOGLE = {
    "row": 2,
    "first_name": "Adriaan",
    "middle_name": "van der",
    "last_name": "Berg",
    "phone": "+31600000000",
    "organisation": "Wijkraad Oost",
    "notes": "Wil graag\nmodereren",
    "tags": ("ambassadeurs",),
    "email": "a.vdberg@voorbeeld.example",
}
FATMA = {"row": 2, "name": "Fatma Yılmaz", "email": "f.yilmaz@voorbeeld.example"}
OF_MAILCHIMP = {
    "row": 2,
    "first_name": "Fatma",
    "last_name": "Yılmaz",
    "email": "f.yilmaz@voorbeeld.example",
    "joined_on": date(2026, 1, 20),
    "identities": [("mailchimp", "ab12")],
}

SAMPLE_ROWS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "outlook-nl.csv": (
        "outlook",
        [
            {
                "row": 2,
                "first_name": "Hanneke",
                "middle_name": "van",
                "last_name": "Dijk",
                "phone": "06-00000000",
                "organisation": "Gemeente Voorbeeld",
                "role": "communicatieadviseur",
                "tags": "Kerngroep;Pers",
                "email": "h.vandijk@voorbeeld.example",
            }
        ],
    ),
    "outlook-en.csv": ("outlook", [{**ADRIAAN, "tags": "Kerngroep;Pers"}]),
    "google.csv": ("google", [OF_GOOGLE]),
    "google-old.csv": (
        "google",
        [{**OF_GOOGLE, "role": "secretaris", "identities": ADRIAAN["identities"]}],
    ),
    "thunderbird.csv": ("thunderbird", [ADRIAAN]),
    "slack-members.csv": ("slack", [{**FATMA, "identities": [("slack", "U01AAA")]}]),
    "slack-analytics.csv": ("slack", [{**FATMA, "joined_on": date(2025, 3, 14)}]),
    "civicrm.csv": (
        "civicrm",
        [
            {
                "row": 2,
                "first_name": "Fatma",
                "last_name": "Yılmaz",
                "email": "f.yilmaz@voorbeeld.example",
                "organisation": "Gemeente Voorbeeld",
                "role": "beleidsmedewerker",
                "tags": "Ambassadeurs,Nieuwsbrief;wonen",
                "source": "inloopavond",
                "identities": [("civicrm", "203")],
            }
        ],
    ),
    "mailchimp.csv": ("mailchimp", [{**OF_MAILCHIMP, "tags": ("ambassadeur", "wonen")}]),
    "mailchimp-unsubscribed.csv": (
        "mailchimp",
        [
            {
                **OF_MAILCHIMP,
                "do_not_contact": True,
                "do_not_contact_reason": "Uitgeschreven bij Mailchimp op 2 maart 2026: "
                "No longer interested",
            }
        ],
    ),
    "meetup.xls": (
        "meetup",
        [
            {
                "row": 2,
                "name": "Fatma Yılmaz",
                "joined_on": date(2025, 9, 1),
                "identities": [("meetup", "100000001")],
            }
        ],
    ),
    "entra.csv": (
        "entra",
        [
            {
                "row": 2,
                "first_name": "Hanneke",
                "last_name": "van Dijk",
                "phone": "06-00000000",
                "role": "communicatieadviseur",
                "email": "h.vandijk@gemeente.example",
                "identities": [("entra", "00000000-0000-4000-8000-00000000000a")],
            },
            {
                "row": 3,
                "name": "Fatma Yılmaz",
                "email": "f.yilmaz@voorbeeld.example",
                "tags": "gast",
                "identities": [("entra", "00000000-0000-4000-8000-00000000000b")],
            },
        ],
    ),
}
DENIED = {
    "outlook-nl.csv": {"Sofinummer", "Geslacht", "Verjaardag", "Kinderen", "Partner", "Hobby's"}
    | {"Huisadres, straat", "Huisadres, postcode", "Huisadres, plaats", "Land/regio (thuis)"}
    | {"Huisadres, straat 2", "Huisadres, straat 3", "Huisadres, provincie"}
    | {"Huisadres, postbusnummer"},
    "outlook-en.csv": {"Government ID Number", "Gender", "Birthday", "Children", "Spouse", "Hobby"}
    | {"Home Street", "Home Postal Code", "Home City", "Home Country/Region", "Home State"}
    | {"Home Address PO Box"},
    "google.csv": {"Birthday", "Address 1 - Street", "Address 1 - Formatted", "Event 1 - Value"},
    "google-old.csv": {"Birthday", "Gender", "Hobby", "Address 1 - City", "Relation 1 - Value"},
    "thunderbird.csv": {"Home Address", "Home City", "Home ZipCode", "Birth Year", "Birth Day"},
    "civicrm.csv": {"Gender", "Birth Date", "Legal Identifier", "Street Address", "City"}
    | {"Latitude", "Longitude", "Postal Code", "Supplemental Address 1"},
    "mailchimp.csv": {"OPTIN_IP", "CONFIRM_IP", "LATITUDE", "LONGITUDE"},
    "entra.csv": {"ageGroup", "consentProvidedForMinor", "streetAddress", "postalCode", "city"},
}


@pytest.mark.parametrize("name", SAMPLE_ROWS)
def test_the_sample_lands_right(name: str) -> None:
    found = taken_from(SAMPLES / name)
    assert (found.format, [dict(row) for row in found.rows]) == SAMPLE_ROWS[name]
    assert found.problems == ()


@pytest.mark.parametrize("name", DENIED)
def test_what_says_too_much_is_closed(name: str) -> None:
    found = taken_from(SAMPLES / name)
    assert DENIED[name] <= set(found.dropped)
    assert not DENIED[name] & set(found.unused)


def skipped(found: Taken) -> list[tuple[int, str, str]]:
    return [(change.row, change.title, str(change.reason)) for change in found.skipped]


@pytest.mark.parametrize(
    ("name", "row", "title", "reason"),
    [
        ("slack-members.csv", 3, "Oud Lid", "the account is switched off"),
        ("entra.csv", 4, "Oud Lid", "the account is switched off"),
        ("outlook-en.csv", 3, "Loodgieter", "no name and no e-mail address in this row"),
        ("google-old.csv", 3, "noreply@winkel.example", "an address that the program collected"),
        ("google-old.csv", 4, "", "no name and no e-mail address in this row"),
    ],
)
def test_who_is_nobody_is_skipped_with_the_reason(
    name: str, row: int, title: str, reason: str
) -> None:
    found = skipped(taken_from(SAMPLES / name))
    assert any(each[:2] == (row, title) and each[2].startswith(reason) for each in found)


def test_filled_columns_that_are_not_used_are_said_and_defaults_are_not() -> None:
    assert taken_from(SAMPLES / "outlook-nl.csv").unused == ("Werkadres, plaats",)
    assert taken_from(SAMPLES / "outlook-en.csv").unused == ("Home Phone",)
    assert taken_from(SAMPLES / "google.csv").unused == ()


# --- traps ---------------------------------------------------------------------------------------

SLACK = "username,email,status,billing-active,has-2fa,userid,fullname,displayname"
CIVI = "Contact ID,Contact Type,Display Name,Email,Do Not Email,Do Not Trade,On Hold"
CIVI_OUT = "No Bulk Emails (User Opt Out),Deceased,Contact is in Trash"


def test_a_bot_is_no_person(tmp_path: Path) -> None:
    found = taken(SLACK, "poll,,Bot,0,0,U9,Poll,", "a,,Member,1,1,U1,,", folder=tmp_path)
    assert skipped(found) == [(2, "Poll", "a program, not a person")]
    assert dict(found.rows[0])["name_if_new"] == "a"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("1,,,,,", "CiviCRM: Do Not Email"),
        (",,,Yes,,", "CiviCRM: No Bulk Emails (User Opt Out)"),
        (",,On Hold Opt Out,,,", "CiviCRM: On Hold (Opt Out)"),
        (",1,0,0,,", ""),
        ("0,,No,No,No,No", ""),
    ],
)
def test_an_opt_out_of_civicrm_carries_its_name(cells: str, reason: str, tmp_path: Path) -> None:
    row = f"7,Individual,Eva Bos,eva@x.example,{cells}"
    found = dict(taken(f"{CIVI},{CIVI_OUT}", row, folder=tmp_path).rows[0])
    assert found.get("do_not_contact_reason", "") == reason
    assert found.get("do_not_contact", False) is bool(reason)


def test_contacts_of_civicrm_that_are_nobody_now_are_skipped(tmp_path: Path) -> None:
    found = taken(
        f"{CIVI},{CIVI_OUT}",
        "1,Organization,Straat BV,info@x.example,,,,,,",
        "2,Individual,Eva Bos,eva@x.example,,,,,1,",
        "3,Individual,Jan Bos,jan@x.example,,,,,,1",
        folder=tmp_path,
    )
    assert [reason for _, _, reason in skipped(found)] == [
        "an organisation or household, not a person",
        "this person has died",
        "this contact is in the trash",
    ]


def test_an_address_that_broke_is_skipped(tmp_path: Path) -> None:
    found = taken(
        "Email Address,First Name,MEMBER_RATING,CONFIRM_TIME,CLEAN_TIME,LEID,EUID",
        "weg@x.example,Weg,1,,2026-01-01 10:00:00,1,a1",
        folder=tmp_path,
    )
    assert skipped(found) == [(2, "Weg", "mail to this address came back")]


@pytest.mark.parametrize("number", ["111222333", "123456782"])
def test_an_account_number_that_passes_the_eleven_test_by_chance_stays(
    number: str, tmp_path: Path
) -> None:
    found = taken("Name,Member ID,Events attended", f"Eva,{number},3", folder=tmp_path)
    assert found.rows[0]["identities"] == [("meetup", number)]


def test_who_came_to_a_meetup_has_the_same_number(tmp_path: Path) -> None:
    found = taken(
        "Name,User ID,Title,Event Host,RSVP,Guests,RSVPed on,Joined Group on,URL of Member Profile",
        "Eva,user 100000001,,No,Yes,0,2026-01-02,2025-09-01,https://x.example",
        folder=tmp_path,
    )
    assert (found.format, found.rows[0]["identities"]) == ("meetup", [("meetup", "100000001")])


@pytest.mark.parametrize("name", ["Name,Member ID", "Contact ID,Email,Name", "email,userid,name"])
def test_too_few_headings_of_a_program_make_any_list(name: str, tmp_path: Path) -> None:
    assert taken(name, "a@x.example,1,b", folder=tmp_path).format == "generic"


def test_the_shown_name_of_outlook_serves_without_the_address(tmp_path: Path) -> None:
    head = "E-mailadres,E-mailtype,Weergavenaam voor e-mail,Telefoon op werk,Middelste naam"
    found = taken(
        head,
        "eva@x.example,SMTP,Eva Bos (eva@x.example),,",
        "jan@x.example,SMTP,jan@x.example,,",
        folder=tmp_path,
    )
    assert dict(found.rows[0])["name"] == "Eva Bos"
    assert dict(found.rows[1]) == {"row": 3, "email": "jan@x.example", "is_certain": True}


def test_phone_numbers_of_outlook_come_mobile_first(tmp_path: Path) -> None:
    head = "Telefoon op werk;Voornaam;Mobiele telefoon;E-mailtype;Terugbellen;Middelste naam"
    found = taken(head, "030-1;Eva;06-2;;;", "030-1;Jan;;;;", folder=tmp_path)
    assert [row["phone"] for row in found.rows] == ["06-2", "030-1"]


def test_users_of_the_admin_centre_are_the_same_users(tmp_path: Path) -> None:
    head = "Block credential,City,Display name,First name,Last name,Object Id,User principal name"
    found = taken(
        f"{head},Title,Licenses,When created",
        "False,Zwolle,Hanneke van Dijk,Hanneke,van Dijk,a,h@x.example,jurist,E3,2020-01-01",
        "True,,Oud Lid,Oud,Lid,b,weg@x.example,,,",
        folder=tmp_path,
    )
    assert dict(found.rows[0]) == {
        "row": 2,
        "first_name": "Hanneke",
        "last_name": "van Dijk",
        "role": "jurist",
        "email": "h@x.example",
        "identities": [("entra", "a")],
    }
    assert skipped(found) == [(3, "Oud Lid", "the account is switched off")]
    assert found.dropped == ("City",)


def test_an_address_alone_is_a_contact_where_nothing_has_labels(tmp_path: Path) -> None:
    lone = taken("First Name,E-mail 1 - Value", ",eva@x.example", folder=tmp_path)
    assert (lone.format, lone.rows[0]["email"]) == ("google", "eva@x.example")
    among = taken("First Name,Labels,E-mail 1 - Value", ",,eva@x.example", folder=tmp_path)
    assert len(among.skipped) == 1


def test_a_few_chosen_columns_of_civicrm_are_enough(tmp_path: Path) -> None:
    head = "Contact ID,Display Name,Email,No Bulk Emails (User Opt Out)"
    found = taken(head, "7,Eva Bos,eva@x.example,Yes", folder=tmp_path)
    assert (found.format, found.rows[0]["do_not_contact"]) == ("civicrm", True)


# --- Microsoft Forms -----------------------------------------------------------------------------

MOMENT = datetime(2026, 11, 3, 9, 14)  # noqa: DTZ001 - a workbook has no zones
FORMS_EN = ("ID", "Start time", "Completion time", "Email", "Name")
FORMS_NL = ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam")


@pytest.mark.parametrize("head", [FORMS_EN, FORMS_NL])
def test_answers_of_a_form_are_an_enrolment(head: tuple[str, ...], tmp_path: Path) -> None:
    path = excel(
        tmp_path / "f.xlsx",
        (*head, "Organisatie", "Groepen", "Wat vond je ervan?"),
        (1, MOMENT, MOMENT, "eva@x.example", "Eva Bos", "Straat", "Wonen;Bomen;", "Mooi"),
    )
    found = taken_from(path)
    assert (found.format, found.unused) == ("forms", ("Wat vond je ervan?",))
    assert dict(found.rows[0]) == {
        "row": 2,
        "name": "Eva Bos",
        "email": "eva@x.example",
        "organisation": "Straat",
        "tags": "Wonen;Bomen",
        "joined_on": date(2026, 11, 3),
    }


@pytest.mark.parametrize("nobody", ["anonymous", "anoniem"])
def test_who_answered_without_an_account_may_say_who_they_are(nobody: str, tmp_path: Path) -> None:
    path = excel(
        tmp_path / "f.xlsx",
        (*FORMS_NL, "E-mailadres", "Voornaam", "Achternaam"),
        (1, MOMENT, MOMENT, nobody, None, "eva@x.example", "Eva", "Bos"),
        (2, MOMENT, MOMENT, nobody, None, None, None, None),
    )
    found = taken_from(path)
    row = dict(found.rows[0])
    assert (row["email"], row["first_name"], row["last_name"]) == ("eva@x.example", "Eva", "Bos")
    assert skipped(found) == [(3, "", "no name and no e-mail address in this row")]
