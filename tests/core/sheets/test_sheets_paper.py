"""Files that go out together, their names, and sheets that are a page."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from commdesk.core.errors import Refused
from commdesk.core.housestyle import HouseStyle
from commdesk.core.sheets.output import is_ours, refuse_to_replace, safe_name, staged
from commdesk.core.sheets.paper import Choice, Paper, Spot
from commdesk.core.sheets.papers import save_papers
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.words import Words

NL = Words("nl")


def write(folder: Path, *names: str) -> list[Path]:
    with staged(folder) as stage:
        for name in names:
            paper = Paper("Blad", (10,))
            paper.add(Spot(name))
            save_papers(stage.folder / name, [paper], NL, title="t")
        return stage.place()


def test_all_files_are_placed_and_nothing_else_is_left(tmp_path: Path) -> None:
    placed = write(tmp_path / "nieuw", "b.xlsx", "a.xlsx")
    assert [path.name for path in placed] == ["a.xlsx", "b.xlsx"]
    assert sorted(path.name for path in (tmp_path / "nieuw").iterdir()) == ["a.xlsx", "b.xlsx"]
    assert all(map(is_ours, placed))


def test_our_own_file_is_replaced_and_another_is_never(tmp_path: Path) -> None:
    write(tmp_path, "a.xlsx")
    write(tmp_path, "a.xlsx")
    other = tmp_path / "b.xlsx"
    other.write_bytes(b"van iemand anders")
    before = (tmp_path / "a.xlsx").stat().st_ino
    with pytest.raises(Refused, match=r"b\.xlsx exists already and was not made by commdesk"):
        write(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    assert other.read_bytes() == b"van iemand anders"
    assert (tmp_path / "a.xlsx").stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def save_with_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"].value = "ingevuld"
    book.save(path)


def save_with_libreoffice(path: Path) -> None:
    """Starting LibreOffice takes a few seconds."""
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(path.parent / "bewaard"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (path.parent / "bewaard" / path.name).replace(path)


@pytest.mark.parametrize(
    "save",
    [
        save_with_openpyxl,
        pytest.param(
            save_with_libreoffice,
            marks=pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here"),
        ),
    ],
)
def test_what_somebody_saved_since_is_never_replaced(
    tmp_path: Path, save: Callable[[Path], None]
) -> None:
    folder = tmp_path / "uit"
    a, b, _ = write(folder, "a.xlsx", "b.xlsx", "c.xlsx")
    save(a)
    save_with_openpyxl(b)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(Refused) as refused:
        write(folder, "a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx")
    said = NL(refused.value.text)
    assert said.startswith("a.xlsx en b.xlsx zijn door iemand bewaard nadat commdesk ze maakte")
    assert said.endswith("Er is niets gewijzigd.")
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def test_what_an_earlier_version_made_may_have_been_filled_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = "commdesk"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Refused, match="was saved by somebody"):
        write(tmp_path, "a.xlsx")


def test_a_list_is_sealed_like_a_page(tmp_path: Path) -> None:
    book = Workbook(NL, title="Leden")
    book.add("Leden", (Column("name", "Name"),), [{"name": "Noor"}])
    book.save(tmp_path / "leden.xlsx")
    assert is_ours(tmp_path / "leden.xlsx")
    save_with_openpyxl(tmp_path / "leden.xlsx")
    with pytest.raises(Refused, match="was saved by somebody"):
        refuse_to_replace(tmp_path / "leden.xlsx")


def test_when_one_file_cannot_move_the_older_ones_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.xlsx", "b.xlsx")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    move = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "b.xlsx" and self.parent.name.endswith(".tmp"):
            raise PermissionError(13, "open in Excel", str(target))
        return move(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Refused, match="Close it in Excel"):
        write(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_is_refused_and_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        write(tmp_path / "geen" / "map", "a.xlsx")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(Refused, match="no folder"):
        write(tmp_path / "bestand", "a.xlsx")
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "leeg"):
        1 / 0  # noqa: B018
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Noor: Jansen/De Wit?", "Noor Jansen De Wit"),
        (" a\tb\nc. ", "a b c"),
        ("CON", "CON-"),
        ("lpt1.oud", "lpt1.oud-"),
        ("<>", "-"),
        ("Zeynep Şahin", "Zeynep Şahin"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_two_of_one_name_get_a_number() -> None:
    assert safe_name("noor", ["Noor", "noor 2"]) == "noor 3"


def test_a_form_takes_what_it_asks_and_keeps_texts_texts(tmp_path: Path) -> None:
    paper = Paper("Vraag", (3, 10), is_form=True, hidden=(1,))
    choices = (Choice("kan", "good"), Choice("nee", "muted"))
    paper.add(Spot("123", "code"), Spot("kan", "input", choices=choices, prompt="Kies."))
    paper.add(Spot(role="none"), Spot("=1+1", "text"))
    paper.add(Spot(role="none"), Spot("=SUM(A1:A2)", "total", "hours", is_formula=True))
    save_papers(tmp_path / "v.xlsx", [paper, paper], NL, title="t")
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    assert book.sheetnames == ["Vraag", "Vraag 2"]
    sheet = book["Vraag"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("123", "s")
    assert not sheet["B1"].protection.locked
    assert sheet["B2"].protection.locked
    assert (sheet["B2"].data_type, sheet["B3"].data_type) == ("s", "f")
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref), rule.prompt) == ('"kan,nee"', "B1", "Kies.")


def test_a_paper_is_in_the_house_style_and_its_logo_leaves_the_title_free(tmp_path: Path) -> None:
    logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") + (100).to_bytes(4, "big")
    style = HouseStyle("Gemeente", "Georgia", "FFD400", logo)
    wide, narrow = Paper("Breed", (20,) * 6), Paper("Smal", (10, 10))
    for paper in (wide, narrow):
        paper.add(Spot("Rooster week 49", "title"))
        paper.add(Spot("Taak", "heading"))
    save_papers(tmp_path / "a.xlsx", [wide, narrow], NL, title="Rooster", style=style)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.read("xl/media/image1.png") == logo
        assert not [name for name in archive.namelist() if "drawing2" in name]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heading = book.worksheets[0]["A2"]
    assert (heading.fill.fgColor.rgb, heading.font.color.rgb) == ("00FFD400", f"00{style.ink}")
    assert heading.font.name == "Georgia"
    assert book.worksheets[0].oddFooter.left.text == "Gemeente · Rooster"
    assert is_ours(tmp_path / "a.xlsx")
