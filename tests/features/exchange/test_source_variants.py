"""A list reads the same however it was saved: delimiter, characters, ends of lines, columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.exchange import importing
from commdesk.features.exchange.model import Taken
from tests.features.exchange.lists import SAMPLES, TODAY, excel, taken_from, wanted
from tests.features.exchange.unpacked import unpacked

Cells = list[list[str]]
LISTS = (
    "civicrm-nl.csv", "meetup-attendees.csv", "thunderbird-nl.csv",
    "civicrm.csv", "discourse.csv", "entra.csv", "google-old.csv", "google.csv",
    "mailchimp-unsubscribed.csv", "mailchimp.csv", "meetup.xls", "outlook-en.csv",
    "outlook-nl.csv", "slack-analytics.csv", "slack-members.csv", "thunderbird.csv",
)  # fmt: skip
CARDS = ("kaart-2.vcf", "kaart-3.vcf", "kaart-4.vcf")
UNUSED = {
    "civicrm-nl.csv": {"Geslacht", "Postcode", "Straat"},
    "meetup-attendees.csv": {"Guests", "URL of Member Profile"},
    "thunderbird-nl.csv": {"Aangepast 1", "Geboortejaar", "Faxnummer", ""},
    "civicrm.csv": {"Signature Html", "Sic Code", "Image Url", "Gender"},
    "discourse.csv": {"topics_entered", "website", "views"},
    "entra.csv": {"usageLocation", "department", "ageGroup"},
    "google-old.csv": {"Yomi Name", "Mileage", "Gender"},
    "google.csv": {"Photo", "Phonetic First Name", "Birthday"},
    "mailchimp-unsubscribed.csv": {"GMTOFF", "CC", "OPTIN_IP"},
    "mailchimp.csv": {"GMTOFF", "CC", "OPTIN_IP", "MEMBER_RATING"},
    "meetup.xls": {"Last visited group on"},
    "outlook-en.csv": {"Telex", "Pager", "Account", "Gender"},
    "outlook-nl.csv": {"Telex", "Pager", "Account", "Sofinummer"},
    "slack-analytics.csv": {"Days active"},
    "slack-members.csv": {"has-2fa", "expiration-timestamp"},
    "thunderbird.csv": {"Custom 1", "Custom 2", "Birth Year", ""},
}


def cells_of(name: str) -> Cells:
    text = (SAMPLES / name).read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(name)))
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _delimiter(name: str) -> str:
    return "\t" if name == "meetup.xls" else ","


def as_it_is(_name: str, cells: Cells) -> Cells:
    return cells


def turned(_name: str, cells: Cells) -> Cells:
    return [row[::-1] for row in cells]


def with_more(_name: str, cells: Cells) -> Cells:
    """A column of somebody's own, first, with newlines and delimiters in quotes."""
    return [["Eigen kolom" if not n else "a\n\n;b,\tc", *row] for n, row in enumerate(cells)]


def with_less(name: str, cells: Cells) -> Cells:
    kept = [place for place, heading in enumerate(cells[0]) if heading not in UNUSED[name]]
    assert len(kept) < len(cells[0])
    return [[row[place] for place in kept] for row in cells]


def in_capitals(_name: str, cells: Cells) -> Cells:
    """Headings as somebody typed them over: capitals, spaces, no accents."""
    plain = str.maketrans("ëé", "ee")
    return [[f" {name.upper()} ".translate(plain) for name in cells[0]], *cells[1:]]


VARIANTS: dict[str, tuple[str, str, str, Callable[[str, Cells], Cells]]] = {
    "semicolons, mark, turned": (";", "utf-8-sig", "\r\n", turned),
    "tabs, utf-16": ("\t", "utf-16", "\r\n", as_it_is),
    "windows-1252, more columns": (",", "cp1252", "\r\n", with_more),
    "semicolons, fewer columns": (";", "utf-16", "\n", with_less),
    "tabs, typed over": ("\t", "utf-8", "\n", in_capitals),
}


def saved(folder: Path, cells: Cells, delimiter: str, encoding: str, ends: str) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ends).writerows(cells)
    path = folder / "lijst.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def essence(found: Taken) -> tuple[object, ...]:
    rows = [
        {
            key: " ".join(sorted(value)) if key == "tags" and isinstance(value, tuple) else value
            for key, value in row.items()
        }
        for row in found.rows
    ]
    return found.format, rows, found.skipped


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_list_reads_the_same_however_it_was_saved(
    name: str, variant: str, tmp_path: Path
) -> None:
    delimiter, encoding, ends, change = VARIANTS[variant]
    cells = cells_of(name)
    if encoding == "cp1252":  # has no dotless i
        cells = [[cell.replace("ı", "ï") for cell in row] for row in cells]
    plain = saved(tmp_path, cells, ",", "utf-8", "\n")
    expected = taken_from(plain)
    path = saved(tmp_path, change(name, cells), delimiter, encoding, ends)
    assert essence(importing.take_in(path, wanted())) == essence(expected)


@pytest.mark.parametrize("name", CARDS)
def test_cards_are_read_in_the_child(name: str) -> None:
    found = importing.take_in(SAMPLES / name, wanted())
    assert essence(found) == essence(unpacked(SAMPLES / name))


@pytest.fixture(scope="module")
def answers_of_a_form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    head = ("ID", "Start time", "Completion time", "Email", "Name")
    path = tmp_path_factory.mktemp("forms") / "antwoorden.xlsx"
    return excel(path, head, (1, None, None, "eva@x.example", "Eva Bos")).read_bytes()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.sampled_from((*LISTS, *CARDS, "antwoorden.xlsx")), share=st.floats(0, 1))
def test_any_prefix_of_a_file_is_refused_or_planned(
    desk: Desk, answers_of_a_form: bytes, name: str, share: float, tmp_path: Path
) -> None:
    is_form = name == "antwoorden.xlsx"
    content = answers_of_a_form if is_form else (SAMPLES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content[: round(len(content) * share)])
    intake = importing.find_intake(desk.features, "members")
    try:
        plan = importing.plan(desk.db, desk.features, intake, unpacked(path), TODAY).plan
    except Refused as refused:
        assert "Nothing was changed." in str(refused)  # noqa: PT017
    else:
        rows = [change.row for change in plan.changes]
        assert len(rows) == len(set(rows))
