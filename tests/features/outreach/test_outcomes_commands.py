"""`commdesk outreach-stats` as scripts use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.shares import wilson
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message

Run = Callable[..., Result]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def book(workbook_path: Path) -> Path:
    """Twenty messages of three weeks ago, five of them answered, three of those an ask."""
    with Desk.open(workbook_path, FEATURES) as desk:
        for number in range(20):
            draft = MemberDraft(f"Lid {number}", tags=("bomen",) if number < 4 else ())
            member = desk.do(add_member, draft, today=date(2026, 8, 1))
            at = datetime(2026, 11, 2, 12).astimezone()
            message = MessageDraft(
                member,
                purpose="ask" if number < 3 else "help",
                text="Hoi",
                sent_at=at,
                result="answered" if number < 5 else "",
            )
            desk.do(log_message, message, now=at + timedelta(days=1), reason="")
    return workbook_path


def told(done: Result) -> dict[str, object]:
    assert done.exit_code == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("purpose", [("help", 17, 2), ("ask", 3, 3)]),
        ("kind", [("give", 17, 2), ("ask", 3, 3)]),
        ("channel", [("dm", 20, 5)]),
        ("template", [("", 20, 5)]),
        ("tag", [("", 16, 1), ("bomen", 4, 4)]),
    ],
)
def test_by_what_it_is_told_apart(
    commdesk: Run, book: Path, by: str, rows: list[tuple[str, int, int]]
) -> None:
    found = told(commdesk("outreach-stats", book, "--by", by, "--json"))
    assert [(r["key"], r["sent"], r["answered"]) for r in found["rows"]] == rows  # type: ignore[attr-defined]
    low, high = wilson(5, 20)
    assert found["total"] == {
        "sent": 20,
        "answered": 5,
        "answered_share": {"share": 0.25, "low": low, "high": high},
        "will_contribute": 0,
        "contributed": 0,
        "contributed_share": {"share": 0.0, "low": 0.0, "high": wilson(0, 20)[1]},
    }


def test_thirteen_weeks_unless_told_otherwise(commdesk: Run, book: Path) -> None:
    found = told(commdesk("outreach-stats", book, "--by", "week", "--json"))
    assert (found["from"], found["until"]) == ("2026-08-31", "2026-11-29")
    rows = {row["key"]: row["sent"] for row in found["rows"]}  # type: ignore[attr-defined]
    assert len(rows) == 13
    assert rows["2026-W45"] == 20


def test_another_period(commdesk: Run, book: Path) -> None:
    for options in (("--weeks", "2"), ("--from", "2026-11-03"), ("--until", "2026-11-01")):
        assert told(commdesk("outreach-stats", book, "--json", *options))["total"]["sent"] == 0  # type: ignore[index]
    one_day = ("--from", "2026-11-02", "--until", "2-11-2026".zfill(10))
    assert told(commdesk("outreach-stats", book, "--json", *one_day))["total"]["sent"] == 20  # type: ignore[index]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--weeks", "2", "--from", "2026-11-01"), "niet allebei"),
        (("--from", "2026-11-02", "--until", "2026-11-01"), "ligt voor de eerste"),
        (("--from", "1990-01-01"), "meer dan vijf jaar"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    commdesk: Run, book: Path, options: tuple[str, ...], why: str
) -> None:
    refused = commdesk("outreach-stats", book, *options)
    assert refused.exit_code == 1
    assert why in refused.stderr


def test_people_read_a_sentence_and_a_table(commdesk: Run, book: Path) -> None:
    done = commdesk("outreach-stats", book)
    assert done.exit_code == 0
    first, *lines = done.stdout.splitlines()
    assert first == (
        "Schrijven levert iets op: van elke honderd berichten worden er ongeveer 25 beantwoord en "
        "0 gevolgd door een bijdrage binnen 14 dagen."
    )
    (ask,) = (line for line in lines if line.strip().startswith("vragen"))
    assert ask.split()[:7] == ["vragen", "3", "3", "0", "0", "te", "weinig"]


def test_an_empty_workbook_says_so(commdesk: Run, workbook_path: Path) -> None:
    done = commdesk("outreach-stats", workbook_path)
    assert done.exit_code == 0
    assert done.stdout == "In deze periode is geen bericht verstuurd.\n"
