"""A list of people from any spreadsheet: headings, values, and what is wrong with them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commdesk.core.errors import Refused
from commdesk.features.exchange.sources.values import read_date
from tests.features.exchange.lists import excel, taken, taken_from


def test_headings_stand_in_any_order_and_either_language(tmp_path: Path) -> None:
    dutch = taken("Telefoon;E-MAILADRES;Naam", "06-1;a@x.example;Bea", folder=tmp_path)
    english = taken("full name,Phone,e mail", "Bea,06-1,a@x.example", folder=tmp_path)
    row = {"row": 2, "name": "Bea", "email": "a@x.example", "phone": "06-1"}
    assert dict(dutch.rows[0]) == dict(english.rows[0]) == row


def test_the_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    found = taken(
        "Ledenlijst 2026", "", "stand van 1 november", "Naam;Fase", "Bea;lid", folder=tmp_path
    )
    assert dict(found.rows[0]) == {"row": 5, "name": "Bea", "stage": "member"}


def test_short_rows_are_read(tmp_path: Path) -> None:
    found = taken("Naam,E-mail,Telefoon", "Bea", "Cor,c@x.example", folder=tmp_path)
    assert [len(row) for row in found.rows] == [2, 3]


def test_choices_are_understood_in_both_languages(tmp_path: Path) -> None:
    found = taken("naam;fase", "A;beoogd lid", "B;Prospect", "C;OUD-LID", folder=tmp_path)
    assert [row["stage"] for row in found.rows] == ["prospect", "prospect", "former"]


@pytest.mark.parametrize("yes", ["ja", "Ja", "WAAR", "true", "x", "1", "yes"])
def test_yes_is_written_in_many_ways(yes: str, tmp_path: Path) -> None:
    assert taken("naam;geen contact", f"A;{yes}", folder=tmp_path).rows[0]["do_not_contact"] is True


@pytest.mark.parametrize("no", ["nee", "ONWAAR", "false", "0", "no"])
def test_so_is_no(no: str, tmp_path: Path) -> None:
    assert taken("naam;opt-out", f"A;{no}", folder=tmp_path).rows[0]["do_not_contact"] is False


@pytest.mark.parametrize(
    "typed",
    [
        "3-11-2026", "03-11-2026", "3/11/2026", "3.11.2026", "3-11-26", "2026-11-03",
        "2026-11-03 09:14:03 UTC", "2026-11-03T09:14:03Z", "3 nov 2026", "3 november 2026",
        "di 3 nov. 2026", "dinsdag 3 november 2026", "Nov 3, 2026", "November 3 2026",
        "03-nov-2026", "3 Nov 2026", "46329", 46329, date(2026, 11, 3),
        datetime(2026, 11, 3, 9, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_and_programs_write_it(typed: object) -> None:
    assert read_date(typed) == date(2026, 11, 3)


def test_an_empty_outlook_date_is_no_date() -> None:
    assert read_date("0-0-00") is read_date("0.0.00") is None


def test_a_column_that_writes_the_month_first_is_read_so(tmp_path: Path) -> None:
    found = taken("Name,Joined", "A,11/26/2025", "B,03/04/2026", folder=tmp_path)
    assert [row["joined_on"] for row in found.rows] == [date(2025, 11, 26), date(2026, 3, 4)]


def test_a_bad_value_is_a_problem_and_only_that_field_is_left_out(tmp_path: Path) -> None:
    found = taken(
        "Naam;Lid sinds;Fase;Geen contact;E-mail",
        "Bea;31-2-2026;misschien;soms;b@x.example",
        folder=tmp_path,
    )
    assert dict(found.rows[0]) == {"row": 2, "name": "Bea", "email": "b@x.example"}
    assert [(p.row, p.column, p.found) for p in found.problems] == [
        (2, "Lid sinds", "31-2-2026"),
        (2, "Fase", "misschien"),
        (2, "Geen contact", "soms"),
    ]


def test_telephone_numbers_that_came_as_numbers_are_text_with_their_zero(tmp_path: Path) -> None:
    path = excel(tmp_path / "l.xlsx", ("Naam", "Mobiel"), ("A", 612345679), ("B", 31612345678))
    assert [row["phone"] for row in taken_from(path).rows] == ["0612345679", "+31612345678"]


def test_excel_dates_are_dates(tmp_path: Path) -> None:
    day = date(2026, 3, 1)
    path = excel(tmp_path / "l.xlsx", ("Naam", "Laatst gesproken"), ("A", day))
    assert taken_from(path).rows[0]["last_contact_on"] == day


def test_the_error_of_a_formula_is_a_problem(tmp_path: Path) -> None:
    found = taken("Naam;Rol", "A;#N/B", folder=tmp_path)
    assert [(p.row, p.column) for p in found.problems] == [(2, "Rol")]


def test_a_file_in_windows_1252_keeps_its_accents(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_bytes("Naam;Organisatie\nAïcha Vos;Coöperatie\n".encode("cp1252"))
    assert taken_from(path).rows[0]["name"] == "Aïcha Vos"


def test_two_filled_columns_with_one_heading_are_refused_by_letter(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        taken("Naam;E-mail;e-mail", "A;a@x.example;b@x.example", folder=tmp_path)
    assert "columns B and C" in str(refused.value)


def test_an_empty_double_of_a_column_does_no_harm(tmp_path: Path) -> None:
    found = taken("Naam;E-mail;E-mail", "A;;a@x.example", folder=tmp_path)
    assert found.rows[0]["email"] == "a@x.example"


def test_doubles_of_a_column_that_is_not_ours_do_no_harm(tmp_path: Path) -> None:
    assert taken("Naam;Kleur;Kleur", "A;rood;blauw", folder=tmp_path).rows


def test_of_two_columns_of_one_kind_the_first_filled_counts(tmp_path: Path) -> None:
    found = taken("Naam;Telefoon;Mobiel", "A;;06-2", "B;020-1;06-2", folder=tmp_path)
    assert [row["phone"] for row in found.rows] == ["06-2", "020-1"]


def test_a_list_without_people_is_refused_with_its_headings(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="“Artikel”, “Prijs”"):
        taken("Artikel;Prijs", "Fiets;300", folder=tmp_path)


def test_tags_of_two_columns_add_up(tmp_path: Path) -> None:
    found = taken("Naam;Labels;Groepen", "A;bomen;kerngroep, wonen", folder=tmp_path)
    assert found.rows[0]["tags"] == "bomen;kerngroep, wonen"
