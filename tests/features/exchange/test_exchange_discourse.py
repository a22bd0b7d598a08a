"""The user list of Discourse, with every trap of it."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from commdesk.features.exchange.model import Taken
from tests.features.exchange.lists import SAMPLES, taken_from

SAMPLE = SAMPLES / "discourse.csv"


def zipped(folder: Path) -> Path:
    path = folder / "user-list-260302-101500.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLE, "user-list-260302-101500.csv")
    return path


def gzipped(folder: Path) -> Path:
    path = folder / "user-list.csv.gz"
    path.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    return path


def older(folder: Path) -> Path:
    """Without secondary_emails, and without group_names for who has none."""
    path = folder / "user-list.csv"
    lines = SAMPLE.read_text("utf-8").splitlines()
    names = lines[0].split(",")
    gone = names.index("secondary_emails")
    rows = []
    for line in lines[:2] + lines[4:5]:
        cells = line.split(",")
        del cells[gone]
        rows.append(",".join(cells).removesuffix(","))
    path.write_text("\n".join(rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def users() -> Taken:
    return taken_from(SAMPLE)


def by_id(found: Taken, number: str) -> dict[str, object]:
    return next(dict(r) for r in found.rows if ("discourse", number) in r["identities"])


def test_it_is_recognised_by_its_headings(users: Taken) -> None:
    assert (users.format, users.source) == ("discourse", "Discourse")


@pytest.mark.parametrize("packed", [zipped, gzipped])
def test_it_is_read_as_it_was_packed(packed, users: Taken, tmp_path: Path) -> None:
    assert taken_from(packed(tmp_path)).rows == users.rows


def test_a_row_without_its_last_column_is_read(tmp_path: Path) -> None:
    found = taken_from(older(tmp_path))
    assert by_id(found, "42")["tags"] == ("ambassadeurs", "kerngroep")
    assert "tags" not in by_id(found, "61")


def test_the_number_there_is_the_key_and_the_groups_are_tags(users: Taken) -> None:
    assert by_id(users, "42") == {
        "row": 2,
        "name": "Fatma Yılmaz",
        "email": "f.yilmaz@voorbeeld.example",
        "role": "beleidsmedewerker",
        "joined_on": date(2026, 1, 12),
        "tags": ("ambassadeurs", "kerngroep"),
        "identities": [("discourse", "42")],
    }


def test_literal_quotes_around_a_comma_go(users: Taken) -> None:
    assert by_id(users, "57")["name"] == "Jong, A. de"


def test_being_seen_on_the_platform_is_no_contact(users: Taken) -> None:
    assert not any("last_contact_on" in row for row in users.rows)


def test_ghosts_and_the_platform_itself_are_skipped_with_the_reason(users: Taken) -> None:
    assert [(c.row, c.kind, c.title) for c in users.skipped] == [
        (4, "skipped", "ghost"),
        (8, "skipped", "system"),
    ]
    assert all(change.reason for change in users.skipped)


def test_a_user_without_a_name_is_called_by_the_user_name(users: Taken) -> None:
    assert by_id(users, "61")["name_if_new"] == "bramh"


def test_who_is_suspended_now_is_not_to_be_contacted(users: Taken) -> None:
    suspended = by_id(users, "64")
    assert suspended["do_not_contact"] is True
    assert suspended["do_not_contact_reason"] == "Geschorst op het platform"
    assert "do_not_contact" not in by_id(users, "66")


def test_a_suspension_says_until_when(tmp_path: Path) -> None:
    path = tmp_path / "user-list.csv"
    path.write_text(SAMPLE.read_text("utf-8").replace("2274-01-01", "2027-01-01"), "utf-8")
    reason = by_id(taken_from(path), "64")["do_not_contact_reason"]
    assert reason == "Geschorst op het platform tot 1 januari 2027"


def test_a_trust_level_that_cannot_be_is_a_problem(users: Taken) -> None:
    assert [(p.row, p.column, p.found) for p in users.problems] == [(5, "trust_level", "9")]


def test_the_address_of_the_computer_is_dropped(users: Taken) -> None:
    assert users.dropped == ("ip_address",)
    assert "198.51.100" not in repr(users.rows)
