"""A program's list with corrected columns: only those differ, and nobody's opt-out is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from commdesk.core.sheets.reader import Table
from commdesk.features.exchange import sources
from commdesk.features.exchange.model import AS_TOLD, LEFT_OUT, Chosen, Remembered, Taken
from tests.core.sheets.reading import rows_of
from tests.features.exchange.lists import REFUSED, SAMPLES, TODAY, excel, wanted

LISTS = sorted({path.name for path in SAMPLES.glob("*.csv")} - REFUSED)
DISCOURSE = (
    (
        "id,name,username,email,title,created_at,trust_level,suspended_at,suspended_till,staged,"
        "secondary_emails,location,Telefoon thuis (custom user field),group_names"
    ),
    (
        "7,Eva Bos,evab,eva@x.example,jurist,2026-01-02,1,2026-02-01,2260-01-01,false,"
        "eva@prive.example,Oost,038-1234567,wonen"
    ),
    "8,,ghost,g@x.example,,2026-01-02,0,,,true,,,,",
)


def table_of(path: Path) -> Table:
    rows = [(number, tuple(cells)) for number, cells in rows_of(path)]
    return Table(path.name, "", rows)  # type: ignore[arg-type]


def take(table: Table, chosen: Chosen | None = None, **more: Any) -> Taken:
    return sources.take((table,), replace(wanted(), chosen=chosen, **more))


def discourse(folder: Path) -> Table:
    path = folder / "user-list.csv"
    path.write_text("\n".join(DISCOURSE), "utf-8")
    return table_of(path)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_nobody_corrects_is_as_its_program_says(name: str) -> None:
    table = table_of(SAMPLES / name)
    plain, looked = take(table), take(table, Chosen(), may_ask=True)
    assert plain.rows == looked.rows
    assert plain.layout
    assert plain.layout.program
    assert plain.layout.corrections == {}
    assert not plain.layout.has_unknown, "what a program writes needs no look first"


def test_only_the_corrected_column_differs(tmp_path: Path) -> None:
    table = discourse(tmp_path)
    before, now = take(table), take(table, Chosen({"location": "organisation"}))
    assert dict(now.rows[0]) == {**before.rows[0], "organisation": "Oost"}
    assert now.rows[0]["do_not_contact_reason"] == "Geschorst op het platform"
    assert ("email", "eva@prive.example") in now.rows[0]["identities"]
    assert ("discourse", "7") in now.rows[0]["identities"]
    assert [change.title for change in now.skipped] == ["ghost"]
    assert "location" not in now.unused


@pytest.mark.parametrize("mark", ["suspendedat", "suspendedtill", "staged", "secondaryemails"])
@pytest.mark.parametrize("key", [LEFT_OUT, "notes", "tags", AS_TOLD])
def test_nothing_chosen_takes_a_suspension_or_a_second_address_away(
    mark: str, key: str, tmp_path: Path
) -> None:
    (row,) = take(discourse(tmp_path), Chosen({mark: key})).rows
    assert row["do_not_contact"] is True
    assert ("email", "eva@prive.example") in row["identities"]


def test_a_column_that_says_no_takes_no_opt_out_away(tmp_path: Path) -> None:
    (row,) = take(discourse(tmp_path), Chosen({"staged": "do_not_contact"})).rows
    assert (row["do_not_contact"], row["do_not_contact_reason"]) == (
        True,
        "Geschorst op het platform",
    )


@pytest.mark.parametrize(
    ("name", "mark", "key"),
    [
        ("mailchimp-unsubscribed.csv", "unsubtime", LEFT_OUT),
        ("mailchimp-unsubscribed.csv", "memberrating", "notes"),
        ("mailchimp-unsubscribed.csv", "lastname", LEFT_OUT),
    ],
)
def test_who_left_the_newsletter_stays_so(name: str, mark: str, key: str) -> None:
    (row,) = take(table_of(SAMPLES / name), Chosen({mark: key})).rows
    assert row["do_not_contact"] is True
    assert "No longer interested" in row["do_not_contact_reason"]


def test_what_is_left_out_is_not_read(tmp_path: Path) -> None:
    table = table_of(SAMPLES / "outlook-en.csv")
    found = take(table, Chosen({"email2address": LEFT_OUT, "jobtitle": LEFT_OUT}))
    row = found.rows[0]
    assert not {"role", "identities"} & row.keys()
    assert row["email"] == "a.vdberg@voorbeeld.example"


def test_another_column_for_the_address_keeps_the_first_one_as_a_second(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Waar mailen we je?")
    excel(path, head, (1, None, None, "e@werk.example", "Eva Bos", "eva@prive.example"))
    (row,) = take(table_of(path), Chosen({"waarmailenweje": "email"})).rows
    assert row["email"] == "eva@prive.example"
    assert row["identities"] == [("email", "e@werk.example")]


def test_somebody_nameless_is_taken_in_by_a_corrected_column(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Wie vult dit in?")
    excel(path, head, (1, None, None, "anonymous", None, "Eva Bos"))
    assert take(table_of(path)).rows == ()
    (row,) = take(table_of(path), Chosen({"wievultditin": "name"})).rows
    assert row["name"] == "Eva Bos"


def test_a_whole_name_and_its_parts_do_not_meet(tmp_path: Path) -> None:
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Eerste", "Laatste")
    path = excel(tmp_path / "f.xlsx", head, (1, None, None, "e@x.example", "ebos", "Eva", "Bos"))
    both = Chosen({"eerste": "first_name", "laatste": "last_name"})
    (row,) = take(table_of(path), both).rows
    assert (row.get("name"), row["first_name"], row["last_name"]) == (None, "Eva", "Bos")
    (row,) = take(table_of(path), Chosen({"eerste": "first_name"})).rows
    assert (row["name"], row.get("first_name")) == ("ebos", None)


def test_tags_add_up_and_a_closed_column_comes_in_with_a_reason(tmp_path: Path) -> None:
    chosen = Chosen({"location": "tags"})
    (row,) = take(discourse(tmp_path), chosen).rows
    assert row["tags"] == ("wonen", "Oost")
    table = table_of(SAMPLES / "outlook-en.csv")
    assert "Birthday" in take(table).dropped
    chosen = Chosen({"birthday": "notes"}, {"birthday": "voor de kaart"})
    found = take(table, chosen)
    assert found.by_hand == {"Birthday": "voor de kaart"}
    assert "Birthday" not in found.dropped
    assert take(table, Chosen({"birthday": "notes"})).by_hand == {}, "not without a reason"


def test_what_is_closed_in_the_list_of_a_program_stays_closed() -> None:
    found = take(table_of(SAMPLES / "entra.csv"), Chosen({"city": "notes"}))
    assert {"streetAddress", "postalCode", "city"} <= set(found.dropped)


def test_a_correction_is_remembered_for_the_next_list_of_the_program(tmp_path: Path) -> None:
    table = discourse(tmp_path)
    first = take(table, Chosen({"location": "organisation"})).layout
    assert first
    kept = {first.signature: Remembered(first.corrections, TODAY)}
    again = take(table, remembered=kept)
    assert again.rows[0]["organisation"] == "Oost"
    assert again.layout
    assert again.layout.chosen_on == TODAY
    assert again.rows[0]["do_not_contact"] is True
