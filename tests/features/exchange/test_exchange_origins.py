"""Two lists that differ: the last one wins, the plan says what it replaces, nothing wipes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.features.exchange.page import ImportSection
from commdesk.features.members import (
    OwnFieldDraft,
    add_field,
    change_member,
    find_by_words,
    list_fields,
)
from tests.core.dump import dump
from tests.features.exchange.lists import excel
from tests.features.exchange.test_exchange_mapping_page import load, page
from tests.features.exchange.test_exchange_page import host, shown

__all__ = ["host", "page", "shown"]
Verb = Callable[..., Result]

OUTLOOK = (
    "First Name,Last Name,E-mail Address,E-mail 2 Address,E-mail Display Name,Job Title,"
    "Company,Business Phone,Notes"
)


def outlook(folder: Path, *cells: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text(f"{OUTLOOK}\n{','.join(cells)}\n", "utf-8")
    return path


def take_in(commdesk: Verb, book: Path, path: Path) -> dict[str, Any]:
    result = commdesk("import", book, path, "--apply", "--rows", "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_plan_says_what_it_replaces_and_where_that_came_from(
    commdesk: Verb, workbook_path: Path, desk: Desk, tmp_path: Path
) -> None:
    first = tmp_path / "leden.csv"
    first.write_text("Naam;E-mail;Functie;Organisatie\nEva Bos;e@x.example;jurist;Oost\n", "utf-8")
    desk.close()
    take_in(commdesk, workbook_path, first)
    eva = outlook(tmp_path, "Eva", "Bos", "e@x.example", "", "", "adviseur", "West", "", "")
    shown = commdesk("import", workbook_path, eva).stdout
    assert "jurist (uit leden.csv, 23 november 2026) → adviseur" in " ".join(shown.split())
    (row,) = take_in(commdesk, workbook_path, eva)["rows"]
    assert row["fields"]["role"] == {
        "old": "jurist", "new": "adviseur", "from": "leden.csv", "since": "2026-11-23",
    }  # fmt: skip
    assert row["fields"]["organisation"]["from"] == "leden.csv"
    with Desk.open(workbook_path, desk.features) as again:
        member = find_by_words(again.db, "Eva")
        assert (member.role, member.organisation) == ("adviseur", "West"), "the last one wins"
        again.undo()
        assert find_by_words(again.db, "Eva").role == "jurist"


def test_what_somebody_typed_is_said_beside_the_plan(
    page: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "een.xlsx", ("Naam", "Functie"), ("Eva Bos", "jurist")))
    page.apply()
    qtbot.waitUntil(lambda: page.plan is None, timeout=20_000)
    eva = find_by_words(desk.db, "Eva").id
    desk.do(change_member, eva, {"role": "griffier"})
    load(page, qtbot, excel(tmp_path / "twee.xlsx", ("Naam", "Functie"), ("Eva Bos", "adviseur")))
    page.view.show_kind("changed")
    told = [label.text() for label in page.view.detail.findChildren(QLabel)]
    assert "griffier → adviseur\nWas: hier getypt, 23 november 2026" in told


@pytest.mark.parametrize("empty", ["", "  ", "0-0-00"])
def test_what_is_empty_in_a_later_list_wipes_nothing(
    empty: str, commdesk: Verb, workbook_path: Path, desk: Desk, tmp_path: Path
) -> None:
    desk.do(add_field, OwnFieldDraft("Wijk", "text"))
    assert list_fields(desk.db)
    desk.close()
    head = ("Naam", "E-mail", "Telefoon", "Functie", "Organisatie", "Labels", "Zoekt", "Notities",
            "Lid sinds", "Laatst gesproken", "Geen contact", "Bron", "Wijk")  # fmt: skip
    full = ("Eva Bos", "e@x.example", "038-1234567", "jurist", "Oost", "wonen", "kaarten", "belt",
            "2026-01-02", "2026-03-04", "ja", "beurs", "Zuid")  # fmt: skip
    take_in(commdesk, workbook_path, excel(tmp_path / "vol.xlsx", head, full))
    with Desk.open(workbook_path, desk.features, read_only=True) as book:
        before = dump(book.db)["member"]
    texts = ("",) * 6 if empty == "0-0-00" else (empty,) * 6
    bare = ("Eva Bos", "e@x.example", *texts, empty, empty, "nee", texts[0], texts[0])
    plan = take_in(commdesk, workbook_path, excel(tmp_path / "leeg.xlsx", head, bare))
    assert (plan["changed"], plan["same"], plan["problems"]) == (0, 1, [])
    bare_outlook = outlook(tmp_path, "Eva", "Bos", "e@x.example", "", "", "", empty.strip("0-"), "")
    assert take_in(commdesk, workbook_path, bare_outlook)["changed"] == 0
    with Desk.open(workbook_path, desk.features, read_only=True) as book:
        assert dump(book.db)["member"] == before
        assert find_by_words(book.db, "Eva").do_not_contact
