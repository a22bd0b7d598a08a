"""Lists of programs taken into a workbook: one person from six places, and what never comes in."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import Member, find_by_words, find_member, list_members
from tests.features.exchange.lists import REFUSED, SAMPLES

Verb = Callable[..., Result]
OWN = sorted(
    path.name
    for path in SAMPLES.iterdir()
    if (path.suffix in {".csv", ".vcf"} or path.name == "meetup.xls") and path.name not in REFUSED
)


def planned(commdesk: Verb, *arguments: str | Path) -> dict[str, object]:
    result = commdesk("import", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def member(workbook: Path, name: str) -> Member:
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        return find_member(desk.db, find_by_words(desk.db, name).id)


def count(workbook: Path) -> int:
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        return len(list_members(desk.db))


def written(folder: Path, *rows: str, name: str = "lijst.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows), "utf-8")
    return path


@pytest.mark.parametrize("name", OWN)
def test_a_second_import_changes_nothing(name: str, commdesk: Verb, workbook_path: Path) -> None:
    first = planned(commdesk, workbook_path, SAMPLES / name, "--apply")
    assert first["new"]
    assert first["format"] != "generic"
    again = planned(commdesk, workbook_path, SAMPLES / name)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, first["new"])


def test_one_person_from_six_places_is_one_member(commdesk: Verb, workbook_path: Path) -> None:
    for name in ("mailchimp.csv", "slack-members.csv", "civicrm.csv", "kaart-4.vcf", "entra.csv"):
        planned(commdesk, workbook_path, SAMPLES / name, "--apply")
    planned(commdesk, workbook_path, SAMPLES / "slack-analytics.csv", "--apply")
    fatma = member(workbook_path, "fatma")
    assert (fatma.name, fatma.organisation) == ("Fatma Yılmaz", "Gemeente Voorbeeld")
    assert count(workbook_path) == 2  # and Hanneke, of Entra


def test_an_infix_lands_in_its_place(commdesk: Verb, workbook_path: Path) -> None:
    for name in ("outlook-nl.csv", "outlook-en.csv"):
        planned(commdesk, workbook_path, SAMPLES / name, "--apply")
    hanneke, adriaan = member(workbook_path, "hanneke"), member(workbook_path, "adriaan")
    assert (hanneke.first_name, hanneke.infix, hanneke.last_name) == ("Hanneke", "van", "Dijk")
    assert (adriaan.first_name, adriaan.infix, adriaan.last_name) == ("Adriaan", "van der", "Berg")
    assert planned(commdesk, workbook_path, SAMPLES / "google.csv")["new"] == 0


def test_a_changed_address_is_found_by_the_key_of_the_program(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, SAMPLES / "slack-members.csv", "--apply")
    text = (SAMPLES / "slack-members.csv").read_text("utf-8").replace("f.yilmaz@", "fatma@")
    plan = planned(commdesk, workbook_path, written(tmp_path, text), "--apply")
    assert (plan["new"], plan["changed"]) == (0, 1)
    assert member(workbook_path, "fatma").email == "fatma@voorbeeld.example"


def test_a_later_list_with_only_the_second_address_finds_the_person(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, SAMPLES / "outlook-en.csv", "--apply")
    later = written(tmp_path, "E-mail;Functie", "adriaan@prive.example;voorzitter")
    plan = planned(commdesk, workbook_path, later, "--apply")
    assert (plan["new"], plan["changed"]) == (0, 1)
    adriaan = member(workbook_path, "adriaan")
    assert (adriaan.email, adriaan.role) == ("a.vdberg@voorbeeld.example", "voorzitter")


def test_an_opt_out_is_never_undone_by_a_plainer_list(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, SAMPLES / "mailchimp.csv", "--apply")
    assert not member(workbook_path, "fatma").do_not_contact
    planned(commdesk, workbook_path, SAMPLES / "mailchimp-unsubscribed.csv", "--apply")
    left = member(workbook_path, "fatma")
    planned(commdesk, workbook_path, SAMPLES / "mailchimp.csv", "--apply")
    no = written(
        tmp_path, "Naam;E-mail;Geen contact", "Fatma Yılmaz;f.yilmaz@voorbeeld.example;nee"
    )
    planned(commdesk, workbook_path, no, "--apply")
    now = member(workbook_path, "fatma")
    assert now.do_not_contact
    assert now.do_not_contact_reason == left.do_not_contact_reason
    assert left.do_not_contact_reason.startswith("Uitgeschreven bij Mailchimp op 2 maart 2026")


def test_many_subscribers_without_a_name_are_no_wrong_columns(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    head = "Email Address,First Name,Last Name,MEMBER_RATING,CONFIRM_TIME,LEID,EUID,TAGS"
    rows = [f"{n}@x.example,{'Eva' if n % 2 else ''},,2,,{n},e{n}," for n in range(10)]
    assert planned(commdesk, workbook_path, written(tmp_path, head, *rows))["new"] == 10


HIDDEN = "geheim8734"


def with_secrets(name: str, dropped: set[str]) -> str:
    """The sample with a secret in every column that is dropped, in every row."""
    text = (SAMPLES / name).read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for n, row in enumerate(rows[1:], 1):
        cells = itertools.zip_longest(rows[0], row, fillvalue="")
        rows[n] = [HIDDEN if heading in dropped else cell for heading, cell in cells]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("name", [name for name in OWN if name.endswith(".csv")])
def test_what_was_dropped_is_nowhere_in_the_bytes_of_the_workbook(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    before = planned(commdesk, workbook_path, SAMPLES / name)
    dropped = {str(heading) for heading in before["dropped"]}
    source = tmp_path / name
    source.write_text(with_secrets(name, dropped), "utf-8")
    assert (HIDDEN in source.read_text("utf-8")) is bool(dropped)
    assert planned(commdesk, workbook_path, source, "--apply")["new"] == before["new"]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.commdesk*"))
    assert HIDDEN.encode() not in kept


def test_what_a_card_says_of_family_is_nowhere_in_the_bytes(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    lines = ("BEGIN:VCARD", "FN:Eva Bos", "BDAY:1980-02-03", f"ADR:;;{HIDDEN} 1;;;;")
    lines += (f"X-SPOUSE:{HIDDEN}", f"PHOTO;BASE64:{HIDDEN}", "END:VCARD")
    planned(commdesk, workbook_path, written(tmp_path, *lines, name="k.vcf"), "--apply")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.commdesk*"))
    assert b"Eva" in kept
    assert HIDDEN.encode() not in kept
    assert b"1980-02-03" not in kept
