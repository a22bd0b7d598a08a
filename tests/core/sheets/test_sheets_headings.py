"""The heading row is found wherever it stands, and a heading that occurs twice is seen."""

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.sheets.headings import Headings, find_heading_row, headings_at, normal_heading
from commdesk.core.sheets.reader import read_table
from tests.core.sheets.reading import text_file

KNOWN = {"Naam": "name", "E-mail": "email", "Organisatie": "organisation"}


@pytest.mark.parametrize(
    "written", ["E-mailadres", " e mail adres ", "É-MAILADRES", "E-mail\nadres", "e_mail/adres:"]
)
def test_a_heading_is_known_however_it_is_written(written: str) -> None:
    assert normal_heading(written) == "emailadres"


@given(st.integers(0, 18), st.booleans())
def test_finds_the_headings_anywhere_in_the_first_twenty_rows(above: int, as_test: bool) -> None:
    titles: list[tuple[int, list[object]]] = [(n + 1, ["Ledenlijst", None]) for n in range(above)]
    rows = [*titles, (above + 1, ["naam", "e-mail", "Schoenmaat"]), (above + 2, ["Naam", "x", "y"])]
    known = {normal_heading(name) for name in KNOWN}
    test = (lambda text: normal_heading(text) in known) if as_test else KNOWN
    assert find_heading_row(rows, test) == above


def test_does_not_look_past_the_twentieth_row() -> None:
    rows = [(1, ["Ledenlijst"]), (2, ["x", "y"]), (21, ["Naam", "E-mail"])]
    assert find_heading_row(rows, KNOWN) == 1


def test_takes_the_first_row_with_two_texts_when_no_heading_is_known() -> None:
    assert find_heading_row([(1, ["Lijst"]), (2, ["foo", "bar"]), (3, [1, 2])], KNOWN) == 1
    assert find_heading_row([(1, [1])], KNOWN) == 0
    assert find_heading_row([], KNOWN) == 0


def test_shows_headings_that_stand_above_two_columns() -> None:
    headings = headings_at([(3, ["Naam", None, "E-mail", "naam ", 2026, None])], 0)
    assert headings == Headings(3, ("Naam", "", "E-mail", "naam", "2026", ""))
    assert headings.duplicates == ("Naam",)
    assert headings.columns_of("NAAM") == (0, 3)


def test_a_table_gives_its_rows_below_the_headings_at_full_width(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "Leden\n\nNaam;E-mail;Noot\nJan;;\nAn;a;b\n"))
    headings = table.headings(KNOWN)
    assert (table.name, table.sheet, headings.row) == ("leden.csv", "", 3)
    assert list(table.below(headings)) == [(4, ("Jan", None, None)), (5, ("An", "a", "b"))]


def test_what_was_read_costs_the_garbage_collector_nothing(tmp_path: Path) -> None:
    """50,000 rows that it has to walk make it stop the window for a fifth of a second."""
    table = read_table(text_file(tmp_path, "Naam;Mail\n" + "Jan;a\n" * 5_000))
    gc.collect()
    gc.collect()
    assert sum(map(gc.is_tracked, table.rows)) == 0
