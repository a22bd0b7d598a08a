"""`commdesk duplicates FILE [--json]`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.features.duplicates.ops import dismiss_pair
from tests.features.duplicates.conftest import Add

Run = Callable[..., Result]


def test_an_empty_workbook_says_so(commdesk: Run, workbook_path: Path) -> None:
    assert commdesk("duplicates", workbook_path).output == (
        "Niemand lijkt dubbel in het communitybestand te staan.\n"
    )
    assert json.loads(commdesk("duplicates", workbook_path, "--json").output) == []


def test_a_pair_is_listed_with_its_evidence(commdesk: Run, desk: Desk, add: Add) -> None:
    one = add("Fatma", "", "Yılmaz", email="f@lindenoord.example", organisation="Lindenoord")
    other = add("F.", "", "Yilmaz", organisation="Lindenoord", phone="06-12345678")
    (pair,) = json.loads(commdesk("duplicates", desk.path, "--json").output)
    assert pair["a"] == {
        "id": str(one),
        "name": "Fatma Yılmaz",
        "email": "f@lindenoord.example",
        "organisation": "Lindenoord",
    }
    assert pair["b"]["id"] == str(other)
    assert pair["evidence"] == ["de voorletters passen, bij dezelfde organisatie"]
    assert 0 < pair["score"] < 1
    shown = commdesk("duplicates", desk.path).output
    assert "Fatma Yılmaz (f@lindenoord.example)" in shown
    assert "voorletters" in shown


def test_who_is_told_apart_is_not_listed(commdesk: Run, desk: Desk, add: Add) -> None:
    pair = [add("Jan", "", "Bakker", organisation="A", phone=phone) for phone in ("06-1", "06-2")]
    assert len(json.loads(commdesk("duplicates", desk.path, "--json").output)) == 1
    desk.do(dismiss_pair, *pair)
    assert json.loads(commdesk("duplicates", desk.path, "--json").output) == []


def test_nobody_in_the_demo_is_suspected(commdesk: Run, tmp_path: Path) -> None:
    """Two of its people share a name, as people do."""
    path = tmp_path / "demo.commdesk"
    made = commdesk("demo", "--no-window", "--to", path, "--date", "2026-11-23")
    assert made.exit_code == 0, made.output
    assert json.loads(commdesk("duplicates", path, "--json").output) == []
