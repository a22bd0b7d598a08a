"""What a list brings that we do not use is said; what somebody else made is not replaced."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.desk import Desk
from commdesk.core.workbook import Workbook

Run = Callable[..., Result]
LIST = "Naam;E-mail;Schoenmaat;Leeg\nEva Bos;eva@wijk.example;38;\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_a_filled_column_that_nobody_knows_is_named(
    workbook_path: Path, source: Path, commdesk: Run
) -> None:
    plan = json.loads(commdesk("import", workbook_path, source, "--json").stdout)
    assert plan["unused"] == ["Schoenmaat"]
    shown = commdesk("import", workbook_path, source).stdout
    assert "Niet herkend, dus niet gebruikt: “Schoenmaat”" in shown


def test_of_many_unknown_columns_the_first_few_are_named(
    workbook_path: Path, tmp_path: Path, commdesk: Run
) -> None:
    many = tmp_path / "vragen.csv"
    heads = [f"Vraag {n}, deel" for n in range(298)]
    many.write_text(f"Naam;{';'.join(heads)}\nEva Bos;{';'.join('x' * 298)}\n", "utf-8")
    shown = commdesk("import", workbook_path, many).stdout
    assert "“Vraag 4, deel”, “Vraag 5, deel” en nog 292" in shown
    plan = json.loads(commdesk("import", workbook_path, many, "--json").stdout)
    assert plan["unused"] == heads


def test_a_total_under_a_list_is_no_person(
    workbook_path: Path, tmp_path: Path, commdesk: Run
) -> None:
    totalled = tmp_path / "lijst.csv"
    totalled.write_text("Naam;E-mail;Rol\nEva Bos;eva@wijk.example;\nTotaal;;30\n", "utf-8")
    plan = json.loads(commdesk("import", workbook_path, totalled, "--json", "--rows").stdout)
    assert [(row["name"], row["kind"], row["reason"]) for row in plan["rows"]] == [
        ("Eva Bos", "new", None),
        ("Totaal", "skipped", "een totaal, geen persoon"),
    ]


def test_an_import_without_a_change_offers_no_undo(
    workbook_path: Path, source: Path, commdesk: Run
) -> None:
    assert "undo" in commdesk("import", workbook_path, source, "--apply").stdout
    again = commdesk("import", workbook_path, source, "--apply").stdout
    assert "Er was niets te wijzigen." in again
    assert "undo" not in again


def test_an_export_replaces_only_what_commdesk_made(
    workbook_path: Path, tmp_path: Path, commdesk: Run
) -> None:
    out = tmp_path / "week.xlsx"
    for _ in range(2):
        assert commdesk("export", workbook_path, "--to", out).exit_code == 0
    out.write_bytes(b"mijn eigen lijst")
    refused = commdesk("export", workbook_path, "--to", out)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "bestaat al" in refused.stderr
    assert out.read_bytes() == b"mijn eigen lijst"


def test_a_refusal_speaks_the_language_of_the_workbook(
    tmp_path: Path, commdesk: Run, clock: object
) -> None:
    path = tmp_path / "nl.commdesk"
    with Desk.create(path, FEATURES, Workbook("Net", language="nl")):
        held = commdesk("undo", path)
    assert "Er is niets gewijzigd" in held.stderr
    raw = engine.connect(str(path))
    raw.execute("PRAGMA user_version=9999")
    raw.close()
    newer = commdesk("today", path)
    assert newer.exit_code == 1
    assert "nieuwere commdesk" in newer.stderr
