"""Address cards of versions 2.1, 3.0 and 4.0, and what telephones make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commdesk.core.errors import Refused
from commdesk.features.exchange.model import Taken
from tests.features.exchange.lists import SAMPLES
from tests.features.exchange.unpacked import unpacked

UID = "00000000-0000-4000-8000-000000000001"


def cards(*lines: str, folder: Path, encoding: str = "utf-8") -> Taken:
    """One card, version 3.0, of these lines."""
    path = folder / "kaart.vcf"
    text = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))
    path.write_bytes(text.encode(encoding))
    return unpacked(path)


def test_version_3_lands_right() -> None:
    found = unpacked(SAMPLES / "kaart-3.vcf")
    assert (found.format, found.source, found.problems) == ("vcard", "vCard", ())
    assert [dict(row) for row in found.rows] == [
        {
            "row": 1,
            "first_name": "Adriaan",
            "middle_name": "van der",
            "last_name": "Berg",
            "organisation": "Wijkraad Oost",
            "role": "secretaris",
            "email": "a.vdberg@voorbeeld.example",
            "phone": "+31600000000",
            "tags": "ambassadeur;wonen",
            "notes": "Wil modereren, niet op vrijdag\nBelt liever",
        }
    ]
    assert found.unused == ("URL",)


def test_version_4_lands_right() -> None:
    found = unpacked(SAMPLES / "kaart-4.vcf")
    assert [dict(row) for row in found.rows] == [
        {
            "row": 1,
            "first_name": "Fatma",
            "last_name": "Yılmaz",
            "email": "f.yilmaz@voorbeeld.example",
            "phone": "+31600000000",
            "tags": "kerngroep",
            "identities": [("vcard", UID)],
        }
    ]


def test_version_2_lands_right() -> None:
    """Quoted-printable over two lines, a fax, a preferred address, a picture."""
    found = unpacked(SAMPLES / "kaart-2.vcf")
    assert dict(found.rows[0]) == {
        "row": 1,
        "first_name": "Fatma",
        "last_name": "Yılmaz",
        "email": "f.yilmaz@voorbeeld.example",
        "phone": "06-00000000",
        "notes": "Eerste regel\ntweede regel",
        "identities": [("email", "fatma@prive.example")],
    }
    assert found.dropped == ("BDAY", "ADR")


def test_a_card_of_an_organisation_is_nobody_and_a_name_may_stand_whole() -> None:
    found = unpacked(SAMPLES / "kaart-2.vcf")
    assert [(c.row, c.title) for c in found.skipped] == [(2, "Wijkraad Oost")]
    assert dict(found.rows[1]) == {"row": 3, "name": "Ine Bakker", "email": "ine@voorbeeld.example"}


def test_a_line_that_is_none_is_told_with_its_card() -> None:
    (problem,) = unpacked(SAMPLES / "kaart-2.vcf").problems
    assert (problem.row, problem.found) == (3, "dit is geen regel")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_cards_are_read_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    found = cards("N:Coëlho;Aïcha;;;", "FN:Aïcha Coëlho", folder=tmp_path, encoding=encoding)
    assert dict(found.rows[0]) == {"row": 1, "first_name": "Aïcha", "last_name": "Coëlho"}


def test_the_words_of_an_old_telephone_are_read(tmp_path: Path) -> None:
    name = "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Co=EBlho;A=EFcha;;;"
    found = cards(name, "TEL;CELL;PREF:06-1", folder=tmp_path)
    assert found.rows[0]["last_name"] == "Coëlho"


def test_lines_go_on_after_a_space(tmp_path: Path) -> None:
    found = cards("FN:Eva Bos", "NOTE:belt lie", " ver op maan", "\tdag", folder=tmp_path)
    assert found.rows[0]["notes"] == "belt liever op maandag"


def test_what_family_and_days_say_is_dropped(tmp_path: Path) -> None:
    lines = ("FN:Eva Bos", "BDAY:1980-02-03", "GENDER:F", "ANNIVERSARY:2001-02-03")
    lines += ("item1.ADR;TYPE=HOME:;;Dorpsstraat 1;Utrecht;;;", "X-SPOUSE:Kim", "RELATED:Kim")
    found = cards(*lines, folder=tmp_path)
    assert set(found.dropped) == {"BDAY", "GENDER", "ANNIVERSARY", "ADR", "X-SPOUSE", "RELATED"}
    assert dict(found.rows[0]) == {"row": 1, "name": "Eva Bos"}


@pytest.mark.parametrize("end", ["", "END:VCARD\r\nBEGIN:VCARD\r\nFN:Jan"])
def test_a_file_that_ends_within_a_card_is_refused(end: str, tmp_path: Path) -> None:
    path = tmp_path / "kaart.vcf"
    path.write_text(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Bos\r\n{end}")
    with pytest.raises(Refused, match=r"kaart\.vcf is damaged or incomplete"):
        unpacked(path)


def test_many_cards_in_one_file_are_read_under_their_number(tmp_path: Path) -> None:
    path = tmp_path / "kaart.vcf"
    path.write_text("".join(f"BEGIN:VCARD\nFN:Lid {n}\nEND:VCARD\n" for n in range(300)))
    found = unpacked(path)
    assert [row["row"] for row in found.rows] == list(range(1, 301))


def test_a_text_beyond_all_measure_is_refused_by_its_card(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"NOTE \(1\)"):
        cards("FN:Eva Bos", "NOTE:" + "a" * 10_000_000, folder=tmp_path)


def test_a_large_picture_is_passed_over(tmp_path: Path) -> None:
    lines = ("PHOTO;ENCODING=b;TYPE=JPEG:AAAA", *[" " + "A" * 74] * 20_000, "FN:Eva Bos")
    assert dict(cards(*lines, folder=tmp_path).rows[0]) == {"row": 1, "name": "Eva Bos"}


def test_a_card_that_says_nothing_is_left_out(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        cards("VERSION:4.0", folder=tmp_path)
