"""Where the organisation does not allow files with people in them, every door says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.events import list_events
from commdesk.core.exports import export_entry, note_export, purpose_wanted
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.exchange.page import ExportLogSection, ExportSection
from commdesk.features.history.page import HistorySection
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.outreach import MessageDraft, log_message
from commdesk.features.recovery.page import RecoverySection
from commdesk.features.register.page import RegisterSection
from tests.host import QuietHost

TODAY = date(2026, 11, 23)
ALLOWED = "staat geen bestanden met mensen erin toe"
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def policy(home: Path) -> None:
    place = Path(os.environ["COMMDESK_POLICY"])
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("exports_of_people_forbidden = true\n", "utf-8")


@pytest.fixture
def filled(workbook_path: Path, clock: object) -> Path:
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:  # type: ignore[arg-type]
        member = desk.do(add_member, MemberDraft("Henk", last_name="Mulder"), today=TODAY)
        draft = MessageDraft(member_id=member, text="Dag Henk")
        desk.do(log_message, draft, now=desk.now())
        moderator = desk.do(add_moderator, ModeratorDraft("Eva Mol", None, Minutes(600)))
        task = desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(600)))
        desk.do(add_shift, Shift(task, moderator, TODAY, "morning", Minutes(90)))
    return workbook_path


def _verbs(folder: Path) -> Iterator[tuple[str, ...]]:
    days = ("--from", "2026-11-01", "--until", "2026-11-30")
    yield "export", "--sheets", "members", "--to", str(folder / "a.xlsx"), "--purpose", "x"
    yield "handover", "--to", str(folder / "b.zip"), "--purpose", "x"
    yield "record", *days, "--to", str(folder / "c.zip"), "--purpose", "x"
    yield "history", "--to", str(folder / "d.xlsx"), "--purpose", "x"
    yield "dump", "--to", str(folder / "g.zip"), "--purpose", "x"
    yield "roster-publish", "--week", "2026-W48", "--to", str(folder / "h"), "--purpose", "x"
    yield "availability", "--out", str(folder / "i"), "--purpose", "x"
    named = ("--kinds", "shift,team,follow-up", "--purpose", "x")
    yield "calendar", "--to", str(folder / "j.ics"), *days, *named
    yield "export", "--sheets", "members", "--to", str(folder / "e.xlsx")
    yield "record", *days, "--to", str(folder / "f.zip")
    yield "dump", "--to", str(folder / "k.zip")
    yield "roster-publish", "--week", "2026-W48", "--to", str(folder / "l")
    yield "availability", "--out", str(folder / "m")
    yield "handover", "--to", str(folder / "n.zip")
    yield "history", "--to", str(folder / "o.xlsx")


@pytest.mark.parametrize("number", range(15))
def test_every_verb_that_takes_people_out_is_refused_in_words_and_makes_nothing(
    filled: Path, commdesk: Run, tmp_path: Path, number: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    verb, *rest = list(_verbs(folder))[number]
    result = commdesk(verb, filled, *rest)
    assert result.exit_code == 1
    assert ALLOWED in result.stderr
    assert "--purpose" not in result.stderr, "A purpose would not help."
    assert list(folder.iterdir()) == []


def test_the_file_of_what_is_kept_of_a_person_goes_out_to_them_all_the_same(
    filled: Path, commdesk: Run, tmp_path: Path
) -> None:
    result = commdesk("person", filled, "Henk Mulder", "--access", tmp_path / "inzage.zip")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "inzage.zip").stat().st_size
    with Desk.open(filled, FEATURES, read_only=True) as desk:
        assert desk.db.value("SELECT people_count FROM export_log") == 1


def test_a_calendar_that_names_nobody_goes_out(filled: Path, commdesk: Run, tmp_path: Path) -> None:
    assert commdesk("calendar", filled, "--to", tmp_path / "a.ics").exit_code == 0


def test_that_it_was_tried_stays_in_history(desk: Desk) -> None:
    with pytest.raises(Refused, match="does not allow"):
        export_entry(
            desk, file_name="a.xlsx", sheets=("members",), rows=3, people=3, purpose="jaarverslag"
        )
    (event,) = list_events(desk.db)
    assert (event.result, event.object) == ("refused", "members")
    assert desk.db.value("SELECT count(*) FROM export_log") == 0


def test_the_question_for_a_purpose_is_not_asked_first() -> None:
    assert "does not allow" in str(purpose_wanted(3))


def test_a_person_still_gets_what_is_kept_of_themselves(desk: Desk) -> None:
    entry = export_entry(
        desk, file_name="inzage.zip", sheets=("inzage",), rows=3, people=1, purpose="inzageverzoek",
        is_their_own=True,
    )  # fmt: skip
    desk.do(note_export, entry, save=lambda: None)
    assert desk.db.value("SELECT count(*) FROM export_log") == 1


def test_what_holds_nobody_goes_out_as_before(filled: Path, commdesk: Run, tmp_path: Path) -> None:
    assert commdesk("export", filled, "--to", tmp_path / "week.xlsx").exit_code == 0
    assert commdesk("register", filled, "--to", tmp_path / "register.xlsx").exit_code == 0


def test_the_export_page_says_it_up_front(desk: Desk, qtbot: QtBot) -> None:
    page = ExportSection(desk, QuietHost(desk, Words("nl")))
    qtbot.addWidget(page)
    assert ALLOWED in page.people.text()
    assert not page.form.control("sheet_members").isEnabled()
    assert page.form.control("sheet_hours").isEnabled()


def test_pages_that_would_ask_for_a_purpose_say_it_instead(desk: Desk, qtbot: QtBot) -> None:
    host = QuietHost(desk, Words("nl"))
    register, history = RegisterSection(desk, host), HistorySection(desk, host)
    log, recovery = ExportLogSection(desk, host), RecoverySection(desk, host)
    desk.do(add_member, MemberDraft("Henk", last_name="Mulder"), today=TODAY)
    for page, ask in (
        (recovery, recovery.save),
        (register, register.speaking.ask),
        (history, history.taking.ask),
        (log, log.export),
    ):
        qtbot.addWidget(page)
        ask()
        assert ALLOWED in host.said[-1]
