"""The import verb on real files: plan, apply, again, undo; and what it refuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import find_by_words
from tests.core.dump import dump
from tests.core.elsewhere import VERB, end, hold, run
from tests.core.sheets import bad_files
from tests.features.exchange.lists import SAMPLES, excel

Verb = Callable[..., Result]
SAMPLE = SAMPLES / "discourse.csv"


def content(path: Path) -> dict[str, list[dict[str, object]]]:
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return dump(desk.db)


def planned(commdesk: Verb, *arguments: str | Path) -> dict[str, object]:
    result = commdesk("import", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def counts(plan: dict[str, object]) -> tuple[object, ...]:
    return tuple(plan[kind] for kind in ("new", "changed", "same", "skipped"))


@pytest.fixture
def members_list(tmp_path: Path) -> Path:
    return excel(
        tmp_path / "leden.xlsx",
        ("Ledenlijst 2026",),
        ("E-mail", "Naam", "Organisatie", "Laatst gesproken", "BSN", "Mobiel"),
        (
            "h.mulder@oosterveen.example",
            "Henk Mulder",
            "Gemeente Oosterveen",
            "3 nov 2026",
            1,
            612345678,
        ),
        ("p.vos@middelland.example", "Petra Vos", "Provincie Middelland", "geen idee", 2, None),
        (None, None, "Gemeente Leeg", None, 3, None),
    )


def test_the_plan_writes_nothing(commdesk: Verb, workbook_path: Path, members_list: Path) -> None:
    before = content(workbook_path)
    plan = planned(commdesk, workbook_path, members_list)
    assert plan == {
        "format": "generic",
        "new": 2,
        "changed": 0,
        "same": 0,
        "skipped": 1,
        "identities": 0,
        "problems": [
            {
                "row": 4,
                "column": "Laatst gesproken",
                "found": "geen idee",
                "message": "dit is geen datum; schrijf 23-11-2026",
            }
        ],
        "dropped": ["BSN"],
        "applied": False,
    }
    assert content(workbook_path) == before


def test_the_plan_is_what_gets_applied(
    commdesk: Verb, workbook_path: Path, members_list: Path
) -> None:
    plan = planned(commdesk, workbook_path, members_list, "--rows")
    done = planned(commdesk, workbook_path, members_list, "--rows", "--apply")
    assert done == {**plan, "applied": True}
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        henk = find_by_words(desk.db, "Henk Mulder")
    assert (str(henk.last_contact_on), henk.phone) == ("2026-11-03", "0612345678")


@pytest.mark.parametrize("source", ["list", "platform"])
def test_import_twice_changes_nothing(
    source: str, commdesk: Verb, workbook_path: Path, members_list: Path
) -> None:
    path = members_list if source == "list" else SAMPLE
    first = planned(commdesk, workbook_path, path, "--apply")
    after = content(workbook_path)
    again = planned(commdesk, workbook_path, path, "--apply")
    assert counts(again) == (0, 0, first["new"], first["skipped"])
    assert content(workbook_path) == after


def test_one_import_is_one_undo(commdesk: Verb, workbook_path: Path) -> None:
    before = content(workbook_path)
    planned(commdesk, workbook_path, SAMPLE, "--apply")
    assert content(workbook_path) != before
    assert commdesk("undo", workbook_path).exit_code == 0
    assert content(workbook_path) == before


def test_a_later_list_never_wipes_what_it_does_not_have(
    commdesk: Verb, workbook_path: Path, members_list: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, members_list, "--apply")
    plainer = tmp_path / "later.csv"
    plainer.write_text(
        "Naam;E-mail;Functie;Mobiel\nHenk Mulder;h.mulder@oosterveen.example;jurist;\n"
    )
    assert counts(planned(commdesk, workbook_path, plainer, "--apply")) == (0, 1, 0, 0)
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        henk = find_by_words(desk.db, "Henk Mulder")
    assert (henk.role, henk.phone, henk.organisation) == (
        "jurist",
        "0612345678",
        "Gemeente Oosterveen",
    )


def test_a_user_name_serves_until_somebody_gives_the_name(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, SAMPLE, "--apply")
    named = tmp_path / "namen.csv"
    named.write_text("Naam;E-mail\nBram Hendriks;b.hendriks@voorbeeld.example\n")
    planned(commdesk, workbook_path, named, "--apply")
    assert counts(planned(commdesk, workbook_path, SAMPLE))[1] == 0


def test_what_was_dropped_is_nowhere_in_the_file(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "leden.csv"
    source.write_text("Naam;Kenmerk;IP-adres;Huisadres\nA;123456782;198.51.100.7;Dorpsweg 9\n")
    planned(commdesk, workbook_path, source, "--apply")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.commdesk*"))
    assert not [t for t in (b"123456782", b"198.51.100.7", b"Dorpsweg") if t in kept]


def test_of_a_workbook_the_sheet_with_people_is_read(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(("Uitleg", "bij deze lijst"))
    book.create_sheet("Leden").append(("Naam",))
    book["Leden"].append(("Bea",))
    book.save(tmp_path / "b.xlsx")
    assert counts(planned(commdesk, workbook_path, tmp_path / "b.xlsx")) == (1, 0, 0, 0)


def test_people_read_the_plan_as_a_table(
    commdesk: Verb, workbook_path: Path, members_list: Path
) -> None:
    shown = commdesk("import", workbook_path, members_list, "--rows").stdout
    assert "leden.xlsx: 2 nieuw, 0 gewijzigd, 0 gelijk, 1 overgeslagen" in shown
    assert "Henk Mulder" in shown
    assert "Niet overgenomen: “BSN”" in shown


def _csv(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, "utf-8")


def _bad(name: str) -> Callable[[Path], object]:
    return next(each.make for each in bad_files.BAD_FILES if each.id == name)


NAMELESS = "Naam;E-mail\n" + "A;a@x.example\n;b@x.example\nC;\nD;\n;e@x.example\n"
WRONG: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("weg.csv", lambda _: None, "weg.csv"),
    "folder": ("map.csv", Path.mkdir, "map"),
    "empty": ("leeg.csv", _csv(""), "leeg"),
    "quote": ("q.csv", _csv('Naam;Notitie\nA;"open\nB;dicht\n'), "aanhalingsteken"),
    "password": ("w.xlsx", _bad("password"), "wachtwoord"),
    "far cell": ("ver.xlsx", _bad("far cell"), "XFD1048576"),
    "zip bomb": ("bom.xlsx", _bad("zip bomb"), "bom.xlsx"),
    "no people": ("p.csv", _csv("Artikel;Prijs\nFiets;3\n"), "“Artikel”"),
    "doubled": (
        "d.csv",
        _csv("Naam;E-mail;E-mail\nA;a@x.example;b@x.example\n"),
        "kolommen B en C",
    ),
    "nameless": ("n.csv", _csv(NAMELESS), "2 van de 5"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    file, make, says = WRONG[name]
    make(tmp_path / file)
    before = content(workbook_path)
    result = commdesk("import", workbook_path, tmp_path / file, "--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert "Er is niets gewijzigd." in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert content(workbook_path) == before


def test_a_workbook_that_another_holds_is_only_looked_at(
    commdesk: Verb, workbook_path: Path
) -> None:
    child = hold(workbook_path)
    try:
        assert counts(planned(commdesk, workbook_path, SAMPLE)) == (5, 0, 0, 2)
        refused = commdesk("import", workbook_path, SAMPLE, "--apply")
    finally:
        end(child)
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1


def test_what_cannot_be_imported_is_refused_with_what_can(
    commdesk: Verb, workbook_path: Path
) -> None:
    refused = commdesk("import", workbook_path, SAMPLE, "--as", "elephants")
    assert refused.exit_code == 2
    assert "elephants kan niet worden geïmporteerd" in refused.stderr
    assert "members" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits file sizes the Unix way")
def test_a_full_disk_leaves_the_workbook_as_it_was(workbook_path: Path, tmp_path: Path) -> None:
    from tests.core.elsewhere import with_room_for

    source = tmp_path / "leden.csv"
    lines = (f"Lid {n};lid{n}@x.example;{'tekst ' * 60}" for n in range(4000))
    source.write_text("Naam;E-mail;Notities\n" + "\n".join(lines))
    before = content(workbook_path)
    room = workbook_path.stat().st_size + 400_000
    done = run(VERB, "import", workbook_path, source, "--apply", before=with_room_for(room))
    assert done.returncode == 1
    assert "schijf" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert content(workbook_path) == before
