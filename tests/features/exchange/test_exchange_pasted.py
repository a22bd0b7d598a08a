"""What is pasted: cells out of a spreadsheet, addresses out of Outlook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.features.exchange import sources
from commdesk.features.exchange.sources import pasted
from tests.features.exchange.lists import wanted

LINE = (
    'Fatma Yılmaz <f.yilmaz@voorbeeld.example>; "Jong, A. de" <a.dejong@voorbeeld.example>; '
    "b.hendriks@voorbeeld.example"
)


def who(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.email) for person in pasted.people(text)]


def rows(text: str) -> list[dict[str, Any]]:
    return [dict(row) for row in sources.take((pasted.table_of(text, "geplakt"),), wanted()).rows]


def test_an_address_line_of_outlook_is_read() -> None:
    assert pasted.is_address_line(LINE)
    assert who(LINE) == [
        ("Fatma Yılmaz", "f.yilmaz@voorbeeld.example"),
        ("Jong, A. de", "a.dejong@voorbeeld.example"),
        ("", "b.hendriks@voorbeeld.example"),
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("a@x.example, b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("Jong, A. de <a@x.example>, Bea <b@x.example>", [("Jong, A. de", "a@x.example"),
                                                         ("Bea", "b@x.example")]),
        ("'Piet Vos' <p@x.example>;", [("Piet Vos", "p@x.example")]),
        ("'p@x.example' <p@x.example>", [("", "p@x.example")]),
        ("Piet <mailto:p@x.example>\nBea <b@x.example>", [("Piet", "p@x.example"),
                                                        ("Bea", "b@x.example")]),
        ('"Vos; Piet" <p@x.example>', [("Vos; Piet", "p@x.example")]),
        ("p@x.example (Piet Vos)", [("Piet Vos", "p@x.example")]),
        ("Bea; <b@x.example>", [("Bea", ""), ("", "b@x.example")]),
    ],
)  # fmt: skip
def test_addresses_are_cut_as_mail_programs_write_them(
    text: str, people: list[tuple[str, str]]
) -> None:
    assert who(text) == people


def test_a_part_without_an_address_is_said_and_left_out() -> None:
    taken = pasted.take_addresses("Bea <b@x.example>; Noor; c@x.example", "geplakt")
    assert [row["row"] for row in taken.rows] == [1, 3]
    assert [(p.row, p.found) for p in taken.problems] == [(2, "Noor")]


BAD = (
    "Jansen, Piet <piet.jansen@x.example>; 'Zoë Ägir' <zoe@x.example>; kaal@x.example; "
    "Fatma Yılmaz <>; rommel"
)


@pytest.mark.parametrize("text", [BAD, BAD.replace("; ", ";\n")])
def test_bad_pieces_leave_the_good_ones_of_a_line_alone(text: str) -> None:
    assert pasted.is_address_line(text)
    taken = pasted.take_addresses(text, "geplakt")
    assert [(row.get("name"), row["email"]) for row in taken.rows] == [
        ("Jansen, Piet", "piet.jansen@x.example"),
        ("Zoë Ägir", "zoe@x.example"),
        (None, "kaal@x.example"),
    ]
    assert [(p.row, p.found) for p in taken.problems] == [(4, "Fatma Yılmaz <>"), (5, "rommel")]


@pytest.mark.parametrize(
    "text", ["x, a@x.example", "rommel; Noor; a@x.example; troep", "piet@@x; Bea <a@x.example>"]
)
def test_one_address_on_a_line_is_enough(text: str) -> None:
    assert pasted.is_address_line(text)
    assert [each.email for each in pasted.people(text) if each.email] == ["a@x.example"]


def test_a_quote_that_is_never_closed_swallows_nobody() -> None:
    assert who('"Piet <p@x.example>; Bea <b@x.example>') == [
        ("Piet", "p@x.example"),
        ("Bea", "b@x.example"),
    ]


def test_addresses_with_only_spaces_between_them_are_as_many_people() -> None:
    assert [email for _, email in who("a@x.example b@x.example")] == ["a@x.example", "b@x.example"]


@given(st.lists(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True), max_size=9))
def test_addresses_come_back_as_they_were_joined(addresses: list[str]) -> None:
    assert [email for _, email in who("; ".join(addresses))] == addresses


@given(st.text())
def test_any_text_at_all_is_cut_without_trouble(text: str) -> None:
    assert all(person.text for person in pasted.people(text))


@pytest.mark.parametrize(
    "text",
    ["Naam\tE-mail\nBea\tb@x.example", "E-mail\na@x.example\nb@x.example", "Naam;E-mail\nBea;b@x.e",
     "Bea", ""],
)  # fmt: skip
def test_cells_are_no_address_line(text: str) -> None:
    assert not pasted.is_address_line(text)


def test_a_block_with_headings_is_a_list() -> None:
    assert rows("Naam\tE-mail\tMobiel\r\nBea\tb@x.example\t06-1\r\n") == [
        {"row": 2, "name": "Bea", "email": "b@x.example", "phone": "06-1"}
    ]


def test_a_cell_may_hold_lines_and_quotes() -> None:
    text = 'Naam\tNotities\n"Bea ""B."" Vos"\t"belt\nop maandag"\n'
    assert rows(text) == [{"row": 2, "name": 'Bea "B." Vos', "notes": "belt\nop maandag"}]


def test_quotes_that_do_not_fit_are_letters() -> None:
    assert [row["name"] for row in rows('Naam\tRol\n"Bea\tjurist\nCor\tarts')] == ['"Bea', "Cor"]


def test_without_headings_columns_are_known_by_their_values() -> None:
    text = (
        "Bea van Dijk\tGemeente Oosterveen\tb@x.example\t06 12345678\t3-11-2026\n"
        "Cor Vos\tProvincie\tc@x.example\t030-1234567\t12-11-2026"
    )
    assert rows(text)[0] == {
        "row": 1,
        "name": "Bea van Dijk",
        "email": "b@x.example",
        "phone": "06 12345678",
        "last_contact_on": date(2026, 11, 3),
    }


def test_one_column_of_addresses_needs_no_heading() -> None:
    assert [row["email"] for row in rows("a@x.example\nb@x.example")] == [
        "a@x.example",
        "b@x.example",
    ]


def test_a_citizen_service_number_does_not_come_in_by_pasting() -> None:
    taken = sources.take(
        (pasted.table_of("a@x.example\t111222333\nb@x.example\t123456782", "geplakt"),), wanted()
    )
    assert taken.dropped == ("B",)


def test_nothing_on_the_clipboard_is_refused() -> None:
    with pytest.raises(Refused, match="no text on the clipboard"):
        pasted.table_of(" \n", "geplakt")
