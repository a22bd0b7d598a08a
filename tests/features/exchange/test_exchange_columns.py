"""What the columns of a list are: recognised, corrected by hand, remembered, closed at the door."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Change, Intake, Plan
from commdesk.core.sheets.headings import Headings
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Words
from commdesk.features.exchange import importing, sources
from commdesk.features.exchange.model import (
    LEFT_OUT,
    NO_HEADINGS,
    Chosen,
    FoundColumn,
    Import,
    Part,
    Remembered,
    Taken,
    without,
)
from commdesk.features.exchange.ops import remember_mapping, take_in
from commdesk.features.exchange.queries import list_imports, remembered_mappings
from commdesk.features.exchange.sources import columns as columns_of
from tests.core.dump import dump
from tests.features.exchange.lists import excel, wanted

Verb = Callable[..., Result]
LIST = (("Wie", "Waar", "Post", "Geboren"), ("Bea Vos", "Oost", "b@x.example", "1-2-1980"))
BSN = ("111222333", "123456782", "010464554")


def taken(
    *rows: tuple[Any, ...], chosen: Chosen | None = None, may_ask: bool = True, **remembered: Any
) -> Taken:
    table = Table("lijst.csv", "", [(n, row) for n, row in enumerate(rows, 1)])
    asked = replace(wanted(), chosen=chosen, may_ask=may_ask, **remembered)
    return sources.take((table,), asked)


def columns(found: Taken) -> dict[str, FoundColumn]:
    assert found.layout is not None
    return {column.heading: column for column in found.layout.columns}


def keys(found: Taken) -> dict[str, str]:
    return {heading: column.key for heading, column in columns(found).items()}


# --- what is shown of a column --------------------------------------------------------------------


def test_a_column_shows_its_first_different_values() -> None:
    found = taken(("Naam", "Kleur"), ("A", "rood"), ("B", "rood"), ("C", None), ("D", "geel\nen"))
    assert columns(found)["Kleur"].samples == ("rood", "geel en")


def test_a_closed_column_says_why_and_a_bsn_shows_no_value() -> None:
    rows = [(f"Lid {n}", number, "1-2-1980") for n, number in enumerate(BSN)]
    found = taken(("Naam", "Kenmerk", "Geboortedatum"), *rows)
    bsn, born = columns(found)["Kenmerk"], columns(found)["Geboortedatum"]
    assert (str(born.closed), born.is_never) == ("date of birth or age", False)
    assert "3 of 3 pass the eleven-test" in str(bsn.closed)
    assert (bsn.is_never, bsn.samples) == (True, ())


@pytest.mark.parametrize(
    "numbers",
    [
        BSN,
        [int(number) for number in BSN],
        ["123.456.782", "111.222.333", "0104.64.554"],
        ["123 456 782", "111 22 2333", " 010464554 "],
        [10464001, 10464013, 10464025],  # a spreadsheet ate the zero before them
    ],
)
def test_a_bsn_is_known_by_its_value_however_it_is_written(numbers: list[Any]) -> None:
    rows = [(f"Lid {n}", number) for n, number in enumerate(numbers)]
    assert taken(("Naam", "Kenmerk"), *rows).dropped == ("Kenmerk",)


def test_figures_of_eight_digits_are_no_citizens() -> None:
    rows = [(f"Lid {n}", 20261100 + n) for n in range(60)]
    assert taken(("Naam", "Lidnummer"), *rows).dropped == ()


# --- correcting -----------------------------------------------------------------------------------


def test_a_list_that_nobody_understands_is_asked_about_where_somebody_can_answer() -> None:
    found = taken(*LIST)
    assert found.rows == ()
    assert found.layout
    assert str(found.layout.question) == "Which column holds the names or the e-mail addresses?"
    with pytest.raises(Refused, match="no column with names"):
        taken(*LIST, may_ask=False)


def test_what_is_chosen_counts() -> None:
    chosen = Chosen({"wie": "name", "waar": "organisation", "post": "email"})
    found = taken(*LIST, chosen=chosen)
    assert [dict(row) for row in found.rows] == [
        {"row": 2, "name": "Bea Vos", "organisation": "Oost", "email": "b@x.example"}
    ]
    assert found.layout
    assert found.layout.question is None


def test_a_recognised_column_can_be_left_out() -> None:
    found = taken(("Naam", "Rol"), ("A", "jurist"), chosen=Chosen({"rol": LEFT_OUT}))
    assert dict(found.rows[0]) == {"row": 2, "name": "A"}
    assert found.unused == ("Rol",)


def test_of_two_columns_that_become_the_same_the_first_filled_counts_and_tags_add_up() -> None:
    found = taken(
        ("Naam", "Waar", "Oord", "Soort", "Groep"),
        ("A", None, "West", "bomen", "wonen"),
        ("B", "Oost", "West", None, "water"),
        chosen=Chosen(
            {"waar": "organisation", "oord": "organisation", "soort": "tags", "groep": "tags"}
        ),
    )
    assert [(row["organisation"], row["tags"]) for row in found.rows] == [
        ("West", "bomen;wonen"),
        ("Oost", "water"),
    ]


def test_of_two_columns_with_one_heading_either_can_be_chosen() -> None:
    rows = (("Naam", "Mail", "Mail"), ("A", "a@x.example", "b@x.example"))
    found = taken(*rows)
    assert found.layout
    assert "both called “Mail”" in str(found.layout.question)
    assert found.rows[0]["email"] == "a@x.example"
    other = taken(*rows, chosen=Chosen({"mail": LEFT_OUT, "mail#2": "email"}))
    assert other.rows[0]["email"] == "b@x.example"
    assert other.layout
    assert other.layout.question is None


def test_the_heading_row_can_be_another_one_or_none() -> None:
    rows = (("Naam", "Rol"), ("naam", "e-mail"), ("Bea", "b@x.example"))
    lower = taken(*rows, chosen=Chosen(heading_row=2))
    assert [dict(row) for row in lower.rows] == [{"row": 3, "name": "Bea", "email": "b@x.example"}]
    none = taken(("Bea Vos", "b@x.example"), chosen=Chosen(heading_row=NO_HEADINGS))
    assert none.rows[0]["row"] == 1
    assert keys(none) == {"A": "name", "B": "email"}


# --- closed columns by hand -----------------------------------------------------------------------


def test_a_closed_column_comes_into_the_notes_only_with_a_reason() -> None:
    rows = (("Naam", "Notities", "Verjaardag"), ("A", "belt", "1-2-1980"), ("B", None, "3-4-1990"))
    chosen = Chosen({"verjaardag": "notes"})
    assert taken(*rows, chosen=chosen).dropped == ("Verjaardag",)
    found = taken(*rows, chosen=replace(chosen, reasons={"verjaardag": "voor de kaart"}))
    assert [row["notes"] for row in found.rows] == [
        "belt\nVerjaardag: 1-2-1980",
        "Verjaardag: 3-4-1990",
    ]
    assert found.dropped == ()
    assert found.by_hand == {"Verjaardag": "voor de kaart"}


def test_a_closed_column_comes_into_nothing_but_the_notes() -> None:
    chosen = Chosen({"verjaardag": "added_on"}, {"verjaardag": "voor de kaart"})
    found = taken(("Naam", "Verjaardag"), ("A", "1-2-1980"), chosen=chosen)
    assert (found.dropped, found.by_hand) == (("Verjaardag",), {})


def test_no_reason_brings_a_bsn_in() -> None:
    rows = [(f"Lid {n}", number, "x") for n, number in enumerate(BSN)]
    chosen = Chosen(
        {"kenmerk": "notes", "bsn": "notes"}, {"kenmerk": "moet echt", "bsn": "moet echt"}
    )
    found = taken(("Naam", "Kenmerk", "BSN"), *rows, chosen=chosen)
    assert found.dropped == ("Kenmerk", "BSN")
    assert all(set(row) == {"row", "name"} for row in found.rows)


# --- remembering ----------------------------------------------------------------------------------


def test_a_choice_holds_for_the_next_list_with_these_headings_in_any_order() -> None:
    first = taken(*LIST, chosen=Chosen({"wie": "name", "post": "email"}))
    assert first.layout
    kept = {first.layout.signature: Remembered(first.layout.corrections, date(2026, 11, 3))}
    next_one = taken(
        ("stand 1 december",),
        ("Geboren", "Post", "Wie", "Waar"),
        (None, "c@x.example", "Cor", "West"),
        remembered=kept,
    )
    assert [dict(row) for row in next_one.rows] == [
        {"row": 3, "name": "Cor", "email": "c@x.example"}
    ]
    assert next_one.layout
    assert next_one.layout.chosen_on == date(2026, 11, 3)


def test_what_opened_the_door_once_opens_it_never_again_by_itself() -> None:
    chosen = Chosen({"verjaardag": "notes"}, {"verjaardag": "voor de kaart"})
    found = taken(("Naam", "Verjaardag"), ("A", "1-2-1980"), chosen=chosen)
    assert found.layout
    assert found.layout.corrections == {}
    opened = {columns_of.digest("verjaardag"): "notes"}
    kept = {found.layout.signature: Remembered(opened, date(2026, 11, 3))}
    assert taken(("Naam", "Verjaardag"), ("A", "1-2-1980"), remembered=kept).by_hand == {}


@pytest.mark.parametrize(
    "row",
    [("Bea Vos", "b@x.example"), ("Bea", "06-12345678"), ("Bea", "123456782"), ("x" * 80, "Naam")],
)
def test_a_row_that_may_be_somebody_is_never_remembered(row: tuple[str, str]) -> None:
    found = taken(row, ("Cor", "c"), chosen=Chosen(heading_row=1))
    assert found.layout
    assert found.layout.signature == ""


def test_the_first_person_taken_for_headings_is_not_kept_by_name() -> None:
    found = taken(("Bea", "Oost"), ("Cor", "West"), chosen=Chosen({"bea": "name"}))
    assert found.layout
    kept = found.layout.signature + "".join(found.layout.corrections)
    assert found.layout.corrections
    assert "bea" not in kept.casefold()


def test_a_number_where_a_heading_belongs_is_never_a_name_of_a_column() -> None:
    found = taken(("Bea", BSN[0]), ("Cor", BSN[1]), chosen=Chosen({"bea": "name"}, heading_row=1))
    assert found.dropped == ("B",)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return excel(tmp_path / "lijst.xlsx", *LIST)


def test_the_command_line_uses_what_was_chosen_and_says_so(
    commdesk: Verb, workbook_path: Path, source: Path
) -> None:
    assert commdesk("import", workbook_path, source).exit_code == 1
    with Desk.open(workbook_path, FEATURES) as desk:
        signature = columns_of.signature(Headings(1, LIST[0]))
        chosen = {columns_of.digest("wie"): "name", columns_of.digest("post"): "email"}
        desk.do(remember_mapping, signature, chosen, today=date(2026, 11, 3))
        assert desk.undo_label is None, "it is no step to undo"
    shown = commdesk("import", workbook_path, source, "--apply").stdout
    assert "lijst.xlsx: 1 nieuw" in shown
    assert "Kolommen zoals gekozen op 3 november 2026" in shown
    again = json.loads(commdesk("import", workbook_path, source, "--apply", "--json").stdout)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 1)
    with Desk.open(workbook_path, FEATURES) as desk:
        assert len(list_imports(desk.db)) == 1, "an import that changes nothing is not kept"
        desk.do(remember_mapping, signature, {}, today=date(2026, 11, 3))
        assert remembered_mappings(desk.db) == {}
    assert commdesk("import", workbook_path, source).exit_code == 1


# --- doing ----------------------------------------------------------------------------------------


def _plan(desk: Desk, found: Taken) -> Import:
    intake = importing.find_intake(FEATURES, "members")
    return importing.plan(desk.db, FEATURES, intake, found, desk.today())


def test_an_import_keeps_what_was_left_at_the_door_and_why_what_was_not(desk: Desk) -> None:
    chosen = Chosen({"verjaardag": "notes"}, {"verjaardag": "voor de kaart"})
    found = taken(("Naam", "Verjaardag", "Geslacht"), ("A", "1-2-1980", "v"), chosen=chosen)
    made = _plan(desk, found)
    before = dump(desk.db)
    entry = importing.entry_of(desk, "lijst.csv", found, made)
    desk.do(take_in, made, today=desk.today(), entry=entry)
    (kept,) = list_imports(desk.db)
    assert (kept.file_name, kept.format, kept.new_count) == ("lijst.csv", "generic", 1)
    assert (kept.dropped, kept.by_hand) == (("Geslacht",), {"Verjaardag": "voor de kaart"})
    desk.undo()
    assert dump(desk.db) == before
    desk.redo()
    assert [each.file_name for each in list_imports(desk.db)] == ["lijst.csv"]


def test_an_unticked_row_is_skipped_and_the_rest_is_as_it_was(desk: Desk) -> None:
    made = _plan(desk, taken(("Naam", "E-mail"), ("A", "a@x.example"), ("B", "b@x.example")))
    left = without(made, [{0}])
    kinds = [(c.kind, str(c.reason) if c.reason else "") for c in left.plan.changes]
    assert kinds == [("skipped", "left out by hand"), ("new", "")]
    assert left.plan.changes[1] is made.plan.changes[1]
    desk.do(take_in, left, today=desk.today())
    assert desk.db.column("SELECT email FROM member") == ["b@x.example"]


def test_what_a_person_did_goes_with_a_new_person_who_is_left_out() -> None:
    people = Plan("x", (Change(2, "new", "A"), Change(3, "changed", "B", target=7)))
    did = Plan("x", tuple(Change(n, "new", "", extra={"person": n}) for n in (2, 3)))
    intakes = [Intake(name, name, (), lambda *_: did, lambda *_a, **_k: {}) for name in "ab"]
    made = Import("x", (Part(intakes[0], people), Part(intakes[1], did)))
    left = without(made, [{0, 1}, ()])
    assert [change.kind for change in left.parts[1].plan.changes] == ["skipped", "new"]


def test_the_words_of_a_closed_column_are_dutch() -> None:
    found = taken(("Naam", "Geboortedatum"), ("A", "1-2-1980"))
    assert Words("nl")(found.why_dropped["Geboortedatum"]) == "geboortedatum of leeftijd"
