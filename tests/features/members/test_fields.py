"""Own fields, the owner and many members at once: what is kept, refused, undone, carried over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.features.members import (
    MemberDraft,
    OwnFieldDraft,
    add_field,
    add_member,
    change_field,
    change_member,
    change_members,
    find_member,
    ids_of_members,
    list_fields,
    remove_field,
    stop_contact,
)
from tests.core.dump import dump

TODAY = date(2026, 11, 23)
NL = Words("nl")


def add(desk: Desk, first: str, **more: Any) -> int:
    return desk.do(add_member, MemberDraft(first_name=first, **more), today=TODAY)


# --- own fields -----------------------------------------------------------------------------------


def test_a_value_is_kept_until_it_is_emptied(desk: Desk) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    fatma = add(desk, "Fatma", own={size: "12.5"})
    desk.do(change_member, fatma, {"role": "jurist"})
    assert find_member(desk.db, fatma).own == {size: "12.5"}
    desk.do(change_member, fatma, {"own": {size: ""}})
    assert find_member(desk.db, fatma).own == {}
    desk.undo()
    assert find_member(desk.db, fatma).own == {size: "12.5"}


def test_removing_a_field_says_how_many_values_go_and_undo_brings_them_back(desk: Desk) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    fatma = add(desk, "Fatma", own={size: "3"})
    before = dump(desk.db)
    desk.do(remove_field, size)
    assert find_member(desk.db, fatma).own == {}
    assert NL(desk.undo()) == "Veld Omvang verwijderen, 1 keer ingevuld"
    assert dump(desk.db) == before


def test_a_renamed_field_keeps_its_values(desk: Desk) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    fatma = add(desk, "Fatma", own={size: "3"})
    desk.do(change_field, size, OwnFieldDraft("Grootte", "number"))
    assert [field.title for field in list_fields(desk.db)] == ["Grootte"]
    assert find_member(desk.db, fatma).own == {size: "3"}


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (OwnFieldDraft(" "), "title"),
        (OwnFieldDraft("OMVANG"), "title"),
        (OwnFieldDraft("Kleur", "choice"), "choices"),
    ],
)
def test_refuses_a_field_that_cannot_be(desk: Desk, draft: OwnFieldDraft, field: str) -> None:
    desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    with pytest.raises(Refused) as refused:
        desk.do(add_field, draft)
    assert refused.value.field == field


def test_what_is_filled_in_keeps_its_kind_and_its_choices(desk: Desk) -> None:
    colour = desk.do(add_field, OwnFieldDraft("Kleur", "choice", ("rood", "blauw")))
    add(desk, "Fatma", own={colour: "rood"})
    with pytest.raises(Refused) as kind:
        desk.do(change_field, colour, OwnFieldDraft("Kleur", "text"))
    with pytest.raises(Refused) as choices:
        desk.do(change_field, colour, OwnFieldDraft("Kleur", "choice", ("blauw",)))
    assert (kind.value.field, choices.value.field) == ("kind", "choices")
    desk.do(change_field, colour, OwnFieldDraft("Kleur", "choice", ("rood", "groen")))


def test_own_fields_and_owner_go_out_to_excel_and_come_back(
    desk: Desk, commdesk: Callable[..., Result], tmp_path: Path
) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    since = desk.do(add_field, OwnFieldDraft("In de kerngroep", "date"))
    colour = desk.do(add_field, OwnFieldDraft("Kleur", "choice", ("rood", "blauw")))
    own = {size: "12.5", since: "2026-03-01", colour: "rood"}
    fatma = add(desk, "Fatma", email="f@voorbeeld.example", owner="Sanne", own=own)
    desk.close()
    out = tmp_path / "leden.xlsx"
    done = commdesk(
        "export", desk.path, "--to", out, "--sheets", "members", "--purpose", "controle"
    )
    assert done.exit_code == 0, done.output
    again = commdesk("import", desk.path, out, "--json", "--apply")
    assert (json.loads(again.stdout)["changed"], json.loads(again.stdout)["same"]) == (0, 1)
    shown = json.loads(commdesk("members", desk.path, "--json").stdout)[0]
    assert shown["own"] == {"Omvang": 12.5, "In de kerngroep": "2026-03-01", "Kleur": "rood"}
    assert (shown["owner"], int(shown["id"])) == ("Sanne", fatma)


def test_an_imported_list_fills_own_fields(
    desk: Desk, commdesk: Callable[..., Result], tmp_path: Path
) -> None:
    size = desk.do(add_field, OwnFieldDraft("Omvang", "number"))
    desk.do(add_field, OwnFieldDraft("Kleur", "choice", ("rood", "blauw")))
    fatma = add(desk, "Fatma", email="f@voorbeeld.example", own={size: "3"})
    source = tmp_path / "lijst.csv"
    source.write_text(
        "Naam;E-mail;omvang;Kleur;Eigenaar\n"
        "Fatma;f@voorbeeld.example;4;paars;Sanne\n"
        "Bas;b@voorbeeld.example;12,5;Blauw;\n",
        "utf-8",
    )
    desk.close()
    done = json.loads(commdesk("import", desk.path, source, "--json", "--apply").stdout)
    assert (done["new"], done["changed"], len(done["problems"])) == (1, 1, 1)
    shown = json.loads(commdesk("members", desk.path, "--json").stdout)
    own = {each["name"]: each["own"] for each in shown}
    assert own["Fatma"] == {"Omvang": 4, "Kleur": None}
    assert own["Bas"] == {"Omvang": 12.5, "Kleur": "blauw"}
    assert {each["name"]: each["owner"] for each in shown} == {"Fatma": "Sanne", "Bas": ""}
    assert fatma


# --- many at once ---------------------------------------------------------------------------------


def test_many_are_changed_in_one_entry_and_undone(desk: Desk) -> None:
    anna, bas = add(desk, "Anna", tags=("bomen",)), add(desk, "Bas")
    desk.do(stop_contact, bas, reason="op reis", today=date(2026, 11, 1))
    before = dump(desk.db)
    changes = {
        "add_tags": ("Wonen", "bomen"),
        "stage": "former",
        "owner": "Sanne",
        "cadence_days": 30,
        "no_contact_because": "vroeg erom",
    }
    assert desk.do(change_members, [anna, bas, 404], changes, today=TODAY) == 2
    for each in (anna, bas):
        found = find_member(desk.db, each)
        assert set(found.tags) == {"bomen", "Wonen"}
        assert (found.stage, found.owner, found.cadence_days) == ("former", "Sanne", 30)
    assert find_member(desk.db, bas).do_not_contact_reason == "op reis"
    assert find_member(desk.db, anna).do_not_contact_on == TODAY
    desk.undo()
    assert dump(desk.db) == before


def test_tags_go_a_cadence_of_zero_goes_and_the_workbooks_owner_is_nobody(desk: Desk) -> None:
    anna = add(desk, "Anna", tags=("bomen", "wonen"), cadence_days=14, owner="Sanne")
    changes = {"remove_tags": ("BOMEN", "nooit"), "cadence_days": 0, "owner": "Noor"}
    desk.do(change_members, [anna], changes, today=TODAY)
    found = find_member(desk.db, anna)
    assert (found.tags, found.cadence_days, found.owner) == (("wonen",), None, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "stage"),
        ({"stage": "king"}, "stage"),
        ({"cadence_days": -1}, "cadence_days"),
        ({"add_tags": ("a",), "remove_tags": ("a",)}, "remove_tags"),
    ],
)
def test_refuses_what_cannot_be_for_all_and_changes_nobody(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    add(desk, "Anna")
    before = dump(desk.db)
    with pytest.raises(Refused) as refused:
        desk.do(change_members, ids_of_members(desk.db), changes, today=TODAY)
    assert refused.value.field == field
    assert dump(desk.db) == before
