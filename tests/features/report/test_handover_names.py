"""Who may not go along is named in no text of the pack that somebody typed by hand."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.check import faults
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.erasing import gathering
from commdesk.core.erasing.naming import Names, gone_names
from commdesk.core.journal import op, watched_tables
from commdesk.core.people import Person
from commdesk.core.printed import Grid, OnePage, Printed, PrintedCell, Said
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.members import list_members
from commdesk.features.report.handover import hand_over
from commdesk.features.report.handover.stripping import LEFT
from commdesk.kit.headless import write_pdf

NAME, MAIL, PHONE = "Zoë van der Quast", "zoe@quast.example", "+31 6 5551 2345"
STAYS = "Ytje Kramer"
FREE = {
    "title", "note", "notes", "name", "what", "why", "how", "text", "link", "theirs", "ours",
    "trial", "belief", "learnt", "outcome", "owner", "with_whom", "looking_for", "agreement",
    "contact_person", "opening", "asks", "file_name", "evidence", "example", "website", "goal",
    "shared_values", "change", "place", "said", "choices", "reason"
}  # fmt: skip
NL = Words("nl")
pytestmark = pytest.mark.usefixtures("qapp")


@op("Restrict one, keep one")
def two_people(db: Database) -> None:
    gone, kept = db.column("SELECT id FROM member WHERE NOT is_restricted LIMIT 2")
    sql = """
        UPDATE member SET first_name = :first, infix = :infix, last_name = :last, email = :email,
                          phone = :phone, is_restricted = :out WHERE id = :id
    """
    for person in (
        {"first": "Zoë", "infix": "van der", "last": "Quast", "email": MAIL, "phone": PHONE,
         "out": 1, "id": gone},
        {"first": "Ytje", "infix": "", "last": "Kramer", "email": "y@kramer.example", "phone": "",
         "out": 0, "id": kept},
    ):  # fmt: skip
        db.execute(sql, person)


@op("Plant in every text")
def plant(db: Database) -> None:
    """In the last row of every table, in every text that takes it: the name in some other way."""
    said = (f"bij {NAME} thuis", f"{NAME.upper()} (provincie)", unicodedata.normalize("NFD", NAME),
            "Quast, Zoë van der", f"via {MAIL.title()} of {PHONE}")  # fmt: skip
    number = 0
    for table in watched_tables(db, {"member_search", "member_search_due", "outreach_pace"}):
        sql = f"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'"
        for column in db.column(sql):
            if column in FREE:
                number += 1
                sql = (
                    f"UPDATE {table} SET {column} = :text WHERE id = (SELECT max(id) FROM {table})"
                )
                db.execute(sql, {"text": said[number % len(said)]})


@op("Plant rows that hang on nobody")
def plant_rows(db: Database) -> None:
    for name in (NAME, f" {NAME.lower()} "):
        row = {"name": name, "email": MAIL, "source": "form", "key": name}
        insert(db, "interview", row)
    for theme in (f"{NAME} (provincie)", f"Taart voor {NAME}"):
        insert(db, "theme", {"question": "looking-for", "name": theme})
    for who in (NAME, STAYS):
        todo = {"title": f"Taart voor {who}", "minutes": 5, "kind": "other"}
        insert(db, "todo", {**todo, "added_on": "2026-11-23"})
    insert(db, "report_note", {"week": "2026-W47", "opening": f"{NAME} stopt", "asks": NAME})
    set_facts(db, report_left_out=[NAME])


@pytest.fixture
def planted(demo: Desk) -> Desk:
    demo.do(two_people)
    demo.do(plant)
    demo.do(plant_rows)
    demo.db.raw.execute("ANALYZE")
    return demo


@pytest.fixture
def pack(planted: Desk, tmp_path: Path) -> dict[str, bytes]:
    path = tmp_path / "pakket.zip"
    hand_over(planted, path, "Overdracht", write_pdf)
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def marks() -> set[bytes]:
    mark = {"Quast", "QUAST", "quast", MAIL, MAIL.title(), PHONE}
    return {each.encode() for each in mark}


def test_no_text_of_the_copy_names_who_is_left_out(planted: Desk, tmp_path: Path) -> None:
    wal = planted.path.with_name(planted.path.name + "-wal")
    before = planted.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")
    assert before.count(b"Quast") > 50
    path = tmp_path / "pakket.zip"
    hand_over(planted, path, "Overdracht", write_pdf)
    with zipfile.ZipFile(path) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    found = {name: each for name, held in content.items() for each in marks() if each in held}
    assert found == {}


def test_the_copy_is_sound_and_says_that_somebody_was_left_out(
    pack: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "copy.commdesk"
    path.write_bytes(next(held for name, held in pack.items() if name.endswith(".commdesk")))
    with Desk.open(path, FEATURES) as copy:
        assert faults(copy.db.raw) == []
        titles = copy.db.column("SELECT title FROM todo WHERE title LIKE 'Taart voor%'")
        assert sorted(titles) == ["Taart voor (weggelaten)", f"Taart voor {STAYS}"]
        names = copy.db.column("SELECT name FROM interview WHERE source = 'form'")
        assert all(name.startswith("weggelaten ") for name in names)
        assert copy.db.column("SELECT email FROM interview WHERE source = 'form'").count(MAIL) == 0
        assert [each.name for each in list_members(copy.db, search="Ytje Kramer")] == [STAYS]
        assert list_members(copy.db, search="Quast") == []
        statistics = "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat_'"
        tables = copy.db.column(statistics)
        assert sum(copy.db.value(f"SELECT count(*) FROM {table}") for table in tables) == 0


def test_no_page_names_who_is_left_out(pack: dict[str, bytes]) -> None:
    import shutil
    import subprocess

    if not (tool := shutil.which("pdftotext")):
        pytest.skip("pdftotext is not here to read the pages with")
    for name, held in pack.items():
        if name.endswith(".pdf"):
            read = subprocess.run([tool, "-", "-"], input=held, capture_output=True, check=True)
            assert "quast" not in read.stdout.decode().casefold(), name


def test_the_letter_says_that_texts_may_still_name_people(pack: dict[str, bytes]) -> None:
    letter = pack["lees mij.txt"].decode("utf-8-sig")
    assert "teksten kunnen nog mensen noemen" in letter


def looked_for(desk: Desk) -> Names:
    restricted = desk.db.column("SELECT id FROM member WHERE is_restricted")
    gathering.begin(desk.db, map(Person, restricted))
    try:
        return gone_names(desk.db, FEATURES, NL, LEFT)
    finally:
        gathering.end(desk.db)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zoë belt terug", "Zoë belt terug"),
        ("de Quastlaan", "de Quastlaan"),
        ("Zoë van der Quasten", "Zoë van der Quasten"),
        ("Zoë  van der\nQuast: taart", "(weggelaten): taart"),
        ("mail zoe@quast.example.", "mail (weggelaten)."),
        ("ZOË VAN DER QUAST-dossier", "(weggelaten)-dossier"),
        ("", ""),
    ],
)
def test_only_a_whole_name_is_taken_out(planted: Desk, text: str, left: str) -> None:
    assert looked_for(planted).without(text) == left


def test_a_name_that_somebody_in_the_copy_bears_too_stays(planted: Desk) -> None:
    @op("Same name")
    def same(db: Database) -> None:
        sql = "UPDATE member SET first_name = 'zoë', infix = 'van der', last_name = 'Quast'"
        db.execute(f"{sql} WHERE first_name = 'Ytje' AND last_name = 'Kramer'")

    planted.do(same)
    names = looked_for(planted)
    assert names.without(NAME) == NAME
    assert names.without(MAIL) == "(weggelaten)"


def test_names_are_taken_off_every_part_of_a_page(planted: Desk) -> None:
    grid = Grid((NAME,), ((NAME, PrintedCell(NAME, "bad")),), (1, 2), frozenset({1}))
    page = OnePage((Printed(NAME, (Said(NAME, "muted"), grid), NAME),))
    bare = looked_for(planted).off(page)
    assert "Quast" not in str(bare)
    kept = bare.tries[0].parts[1]
    assert (kept.widths, kept.right, kept.rows[0][1].tone) == ((1, 2), frozenset({1}), "bad")
