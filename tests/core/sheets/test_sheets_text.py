"""Text files: the delimiter, the characters and the quotes are found without asking."""

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.sheets.encoding import find_encoding
from commdesk.core.sheets.limits import Limits
from tests.core.sheets.reading import cells_of, rows_of, text_file

NAMES = "Naam;Plaats\nFatma Yılmaz;Groningen\nRenée Müller;’s-Hertogenbosch\n"
WESTERN = "Naam;Plaats\nZoë;Fryslân\nRenée Müller;’s-Hertogenbosch\nJörg;foto’s – “citaat”\n"
DOS = "Naam;Plaats\nZoë;Fryslân\nRenée Müller;Coevorden\nJörg;België\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "Naam;Mail;Plaats\nJan;j@x.example;Ede\nAnna;;Ede\n".replace(";", delimiter)
    assert cells_of(text_file(tmp_path, text))[1:] == [
        ["Jan", "j@x.example", "Ede"],
        ["Anna", None, "Ede"],
    ]


@pytest.mark.parametrize(
    ("text", "second_row"),
    [
        ("Naam;Uren;Rest\nJan;1,5;2,5\nPiet;2,0;3,5\n", ["Jan", "1,5", "2,5"]),
        ("Naam\nJong, A. de\nBerg, B. van\n", ["Jong, A. de"]),
        ("Leden, per 1 mei\n\nNaam;Mail\nJan;a\n", ["Naam", "Mail"]),
        ('"Naam, voluit";Mail\n"Jong, A.";a\n', ["Jong, A.", "a"]),
    ],
    ids=["decimal commas", "one column of names", "a title above", "quoted commas"],
)
def test_is_not_misled_by_commas_in_texts(tmp_path: Path, text: str, second_row: list[str]) -> None:
    assert cells_of(text_file(tmp_path, text))[1] == second_row


def test_obeys_a_first_line_that_names_the_delimiter_and_does_not_count_it(tmp_path: Path) -> None:
    path = text_file(tmp_path, "\ufeffsep=,\r\nNaam,Mail\r\nJan;Piet,a\r\n")
    assert rows_of(path) == [(1, ["Naam", "Mail"]), (2, ["Jan;Piet", "a"])]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", NAMES),
        ("utf-8-sig", NAMES),
        ("utf-16", NAMES),
        ("utf-16-le", NAMES),
        ("utf-16-be", NAMES),
        ("utf-32", NAMES),
        ("cp1252", WESTERN),
        ("mac_roman", WESTERN),
        ("cp850", DOS),
    ],
)
def test_finds_the_characters(tmp_path: Path, encoding: str, text: str) -> None:
    rows = cells_of(text_file(tmp_path, text.encode(encoding)))
    assert rows == [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize("word", ["Zoë", "José", "Daniël", "foto’s", "€ 5", "wacht…", "‘ja’"])
def test_takes_one_word_with_an_accent_for_windows_where_it_can_be(word: str) -> None:
    assert find_encoding([f"Naam\n{word}\n".encode("cp1252")]) == "cp1252"


@pytest.mark.parametrize("page", ["mac_roman", "cp850"])
@pytest.mark.parametrize("word", ["Zoë", "José", "Daniël", "Müller", "België"])
def test_knows_one_word_saved_by_excel_for_mac_or_dos(word: str, page: str) -> None:
    assert find_encoding([f"Naam\n{word}\n".encode(page)]) == page


def test_finds_an_accent_that_comes_late(tmp_path: Path) -> None:
    text = "Naam;Nr\n" + "Jan;1\n" * 100_000 + "Zoë;2\n"
    assert cells_of(text_file(tmp_path, text.encode("cp1252")))[-1] == ["Zoë", "2"]


def test_numbers_rows_as_excel_shows_them(tmp_path: Path) -> None:
    text = '\nNaam;Noot\n\nJan;"regel 1\nregel 2"\n;\nPiet;x\n'
    assert rows_of(text_file(tmp_path, text)) == [
        (2, ["Naam", "Noot"]),
        (4, ["Jan", "regel 1\nregel 2"]),
        (6, ["Piet", "x"]),
    ]


def test_reads_sloppy_quotes_inside_one_line(tmp_path: Path) -> None:
    text = 'Naam;Mail\n"Jan "de bakker" Jansen";a\n5" buis;b\n'
    assert cells_of(text_file(tmp_path, text))[2] == ['5" buis', "b"]
    assert cells_of(text_file(tmp_path, text))[1][1] == "a"


def test_keeps_the_literal_quotes_of_discourse(tmp_path: Path) -> None:
    text = 'id,name,mail\n57,"""Jong, A. de""",a\n'
    assert cells_of(text_file(tmp_path, text))[1] == ["57", '"Jong, A. de"', "a"]


def test_drops_nul_and_other_control_characters(tmp_path: Path) -> None:
    assert cells_of(text_file(tmp_path, "Na\0am;M\x07ail\nJan\x1b;a\n")) == [
        ["Naam", "Mail"],
        ["Jan", "a"],
    ]


def test_reads_a_cell_longer_than_python_reads_by_itself(tmp_path: Path) -> None:
    long = "x" * 150_000
    assert cells_of(text_file(tmp_path, f"Naam;Noot\nJan;{long}\n"))[1][1] == long


def test_reads_ragged_rows(tmp_path: Path) -> None:
    rows = cells_of(text_file(tmp_path, "a,b,c\n1,2,3\n1,2\n1,2,3,4\n"))
    assert [len(row) for row in rows] == [3, 3, 2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_the_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    assert len(cells_of(text_file(tmp_path, f"a;b{end}c;d{end}"))) == 2


def test_reads_the_tab_text_that_meetup_names_xls(tmp_path: Path) -> None:
    text = "Name\tMember ID\nFatma Yılmaz\t100000001\n"
    assert cells_of(text_file(tmp_path, text, "leden.xls"))[1] == ["Fatma Yılmaz", "100000001"]


def test_reads_the_attendance_report_of_teams(tmp_path: Path) -> None:
    text = (
        "1. Summary\nMeeting title\tKennisuur, bomen\nStart time\t11/26/25, 4:16:54 PM\n\n"
        "2. Participants\nName\tFirst Join\tEmail\nFatma\t11/26/25, 4:16:55 PM\tf@x.example\n"
    )
    assert cells_of(text_file(tmp_path, text.encode("utf-16")))[-1] == [
        "Fatma",
        "11/26/25, 4:16:55 PM",
        "f@x.example",
    ]


def test_reads_a_list_packed_by_discourse(tmp_path: Path) -> None:
    content = b"id,name\n42,Fatma\n"
    packed = text_file(tmp_path, gzip.compress(content), "user-list.csv.gz")
    with zipfile.ZipFile(tmp_path / "user-list.zip", "w") as archive:
        archive.writestr("user-list-260302.csv", content)
        archive.writestr("__MACOSX/._user-list-260302.csv", b"\0")
    expected = [["id", "name"], ["42", "Fatma"]]
    assert cells_of(packed) == cells_of(tmp_path / "user-list.zip") == expected


def test_stops_inflating_at_the_limit(tmp_path: Path) -> None:
    path = text_file(tmp_path, gzip.compress(b"a;b\n" * 500_000), "leden.csv.gz")
    with pytest.raises(Refused, match="more room or time"):
        rows_of(path, limits=Limits(inflated_bytes=1_000_000))


@given(st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(content)
    try:
        rows = rows_of(path)
    except Refused as refused:
        assert "bytes.csv" in str(refused)  # noqa: PT017 - either end is right
    else:
        assert all(cells and cells[-1] is not None for _, cells in rows)
