"""Second addresses: they find a person as the main one does, and are nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.features.members import find_by_words, find_member, list_members
from commdesk.features.members.intake.addresses import are_alike
from commdesk.features.members.intake.known import name_once
from commdesk.features.members.model import parse_last_name, parse_name
from tests.features.members.test_intake import kinds, plan, reasons, take_in


def second(*addresses: str) -> list[tuple[str, str]]:
    return [("email", address) for address in addresses]


ANNA = {
    "name": "Anna Bos",
    "email": "anna@werk.example",
    "identities": second("Anna@Thuis.example", "anna@werk.example"),
}


def identities(desk: Desk) -> list[tuple[str, str]]:
    sql = "SELECT source, key FROM member_identity ORDER BY source, key"
    return [(row["source"], row["key"]) for row in desk.db.query(sql)]


def test_a_second_address_is_kept_once_and_plain(desk: Desk) -> None:
    take_in(desk, ANNA)
    assert identities(desk) == [("email", "anna@thuis.example")]
    assert kinds(plan(desk, ANNA)) == ["same"]


def test_found_by_identity_then_address_then_name(desk: Desk) -> None:
    take_in(desk, {**ANNA, "identities": [("forum", "1"), *second("anna@thuis.example")]})
    take_in(desk, {"name": "Bram Kok", "email": "bram@werk.example"}, {"name": "Chris Vos"})
    ids = {row.name: row.id for row in list_members(desk.db)}
    made = plan(
        desk,
        {"name": "A. B.", "identities": [("forum", "1")], "email": "bram@werk.example"},
        {"name": "Bram Kok", "identities": second("bram@werk.example"), "email": "b@b.example"},
        {"name": "Chris Vos", "identities": second("chris@thuis.example")},
    )
    assert [c.target for c in made.changes] == [ids["Anna Bos"], ids["Bram Kok"], ids["Chris Vos"]]


@pytest.mark.parametrize("named", [{}, {"name": "A. Bos"}, {"name": "Anna Bos"}])
def test_a_list_with_only_the_second_address_finds_the_person(
    desk: Desk, named: dict[str, Any]
) -> None:
    take_in(desk, ANNA)
    take_in(desk, {**named, "email": "anna@thuis.example", "phone": "06"})
    anna = find_member(desk.db, find_by_words(desk.db, "bos").id)
    assert (anna.email, anna.phone) == ("anna@werk.example", "06")
    assert len(list_members(desk.db)) == 1


def test_a_known_main_address_that_becomes_a_second_one_is_kept(desk: Desk) -> None:
    take_in(desk, {"name": "Anna Bos", "email": "anna@thuis.example"})
    assert kinds(take_in(desk, ANNA)) == ["changed"]
    assert find_by_words(desk.db, "anna").email == "anna@werk.example"
    assert identities(desk) == [("email", "anna@thuis.example")]


def test_a_shared_mailbox_makes_no_one_person_of_two(desk: Desk) -> None:
    shared = second("team@werk.example")
    made = take_in(
        desk,
        {"name": "Anna Bos", "email": "anna@werk.example", "identities": shared},
        {"name": "Marie Bos", "email": "marie@werk.example", "identities": shared},
        {"name": "Team Groen", "email": "team@werk.example"},
    )
    assert kinds(made) == ["new", "new", "new"]
    assert [(p.row, p.found) for p in made.problems] == [(3, "team@werk.example")]
    again = {"name": "Marie Bos", "email": "marie@werk.example", "identities": shared}
    assert kinds(plan(desk, again)) == ["same"]


def test_one_person_twice_in_a_file_is_seen_by_a_second_address(desk: Desk) -> None:
    made = plan(desk, ANNA, {"name": "A. Bos", "email": "anna@thuis.example"})
    assert kinds(made) == ["new", "skipped"]
    assert reasons(made)[1] == "the same person as row 2"


def test_a_second_address_that_is_none_is_told(desk: Desk) -> None:
    made = take_in(desk, {**ANNA, "identities": second("geen adres")})
    assert [(p.row, p.column, p.found) for p in made.problems] == [(2, "email", "geen adres")]
    assert identities(desk) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Fatma Yılmaz", "F. Yilmaz", True),
        ("Anna Bos", "Anna Bos-de Wit", True),
        ("Anna Bos", "", True),
        ("Anna Bos", "Anna", True),
        ("Anna Bos", "Marie Bos", False),
        ("Anna Bos", "Anna Kok", False),
        ("Anna Bos", "Redactie", False),
    ],
)
def test_names_are_alike_when_they_can_be_one_persons(one: str, other: str, alike: bool) -> None:
    rows = [
        name_once({"first_name": name.first, "infix": name.infix, "last_name": name.last})
        for name in map(parse_name, (one, other))
    ]
    assert are_alike(*rows) is are_alike(*reversed(rows)) is alike


# --- infixes of address books --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "infix", "last"),
    [
        ("van der Berg", "van der", "Berg"),
        ("Berg, van der", "van der", "Berg"),
        ("Berg van der", "van der", "Berg"),
        ("Bos", "", "Bos"),
        ("Ben Ali", "", "Ben Ali"),
        ("Bos, Jan", "", "Bos, Jan"),
        ("van", "", "van"),
        ("", "", ""),
    ],
)
def test_an_infix_glued_to_the_last_name_comes_off(typed: str, infix: str, last: str) -> None:
    assert parse_last_name(typed) == (infix, last)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"middle_name": "van der", "last_name": "Berg"}, ("Jan", "van der", "Berg")),
        ({"middle_name": "Willem", "last_name": "Bos"}, ("Jan Willem", "", "Bos")),
        ({"middle_name": "W.", "last_name": "van Dijk"}, ("Jan W.", "van", "Dijk")),
        ({"infix": "ibn", "last_name": "Ali"}, ("Jan", "ibn", "Ali")),
    ],
)
def test_a_middle_name_is_an_infix_or_a_first_name(
    desk: Desk, given: dict[str, str], parts: tuple[str, ...]
) -> None:
    take_in(desk, {"first_name": "Jan", **given})
    jan = find_member(desk.db, find_by_words(desk.db, "jan").id)
    assert (jan.first_name, jan.infix, jan.last_name) == parts
    assert kinds(plan(desk, {"first_name": "Jan", **given})) == ["same"]
