"""The door: what says more about people than the work needs never comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.features.exchange.sources import door
from tests.features.exchange.lists import taken

BSN = ("111222333", "123456782", "010464554")


@pytest.mark.parametrize(
    "heading",
    [
        "BSN", "bsn-nummer", "BSN van lid", "Burgerservicenummer", "Sofinummer",
        "Government ID Number", "Geboortedatum", "Birthday", "Verjaardag", "Date of birth",
        "Geslacht", "Gender", "Kinderen", "Children", "Partner", "Spouse", "Hobby's", "Hobby",
        "Huisadres, straat", "Huisadres, straat 2", "Huisadres, postcode", "Home Street",
        "Home Postal Code", "Home Address PO Box", "Land/regio (thuis)", "Woonadres", "Adres",
        "Postcode", "ip_address", "IP-adres", "registration_ip_address", "OPTIN_IP",
    ],
)  # fmt: skip
def test_a_heading_that_says_too_much_is_closed(heading: str) -> None:
    assert door.is_denied_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Naam", "E-mailadres", "E-mail Address", "Werkadres, straat", "Business Street", "Partners",
        "Partnerorganisatie", "Beschrijving", "Website", "Fase", "Stage", "Language", "Mailadres",
    ],
)  # fmt: skip
def test_other_headings_are_open(heading: str) -> None:
    assert not door.is_denied_heading(heading)


@pytest.mark.parametrize("number", BSN)
def test_citizen_service_numbers_pass_the_eleven_test(number: str) -> None:
    assert door.passes_eleven_test(number)


@given(st.sampled_from(BSN), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_fails_it(number: str, place: int, by: int) -> None:
    digit = str((int(number[place]) + by) % 10)
    changed = number[:place] + digit + number[place + 1 :]
    assert not door.passes_eleven_test(changed) or changed == "0" * 9


def test_a_column_of_citizen_service_numbers_is_closed_whatever_its_name(tmp_path: Path) -> None:
    lines = (f"Lid {n};{number}" for n, number in enumerate(BSN))
    found = taken("Naam;Kenmerk", *lines, "Lid 4;123456789", folder=tmp_path)
    assert found.dropped == ("Kenmerk",)


def test_so_is_a_column_that_we_would_have_taken(tmp_path: Path) -> None:
    lines = (f"Lid {n};{number[:4]}.{number[4:6]}.{number[6:]}" for n, number in enumerate(BSN))
    found = taken("Naam;Lidnummer", *lines, folder=tmp_path)
    assert found.dropped == ("Lidnummer",)
    assert all("identity" not in row for row in found.rows)


def test_other_numbers_of_nine_digits_are_no_citizens(tmp_path: Path) -> None:
    lines = [f"Lid {n};{700_000_000 + n}" for n in range(40)]
    assert taken("Naam;Lidnummer", *lines, folder=tmp_path).dropped == ()


def test_one_number_among_notes_is_flagged_and_never_shown_whole(tmp_path: Path) -> None:
    found = taken(
        "Naam;Notities", "A;belt op maandag", "B;bsn is 123456782", "C;werkt", folder=tmp_path
    )
    assert [(p.row, p.column, p.found) for p in found.problems] == [(3, "Notities", "123…")]
    assert found.dropped == ()


def test_what_is_closed_is_in_no_row(tmp_path: Path) -> None:
    found = taken(
        "Naam;Geboortedatum;Geslacht;Huisadres", "A;1-2-1980;v;Dorpsstraat 1", folder=tmp_path
    )
    assert found.dropped == ("Geboortedatum", "Geslacht", "Huisadres")
    assert dict(found.rows[0]) == {"row": 2, "name": "A"}
