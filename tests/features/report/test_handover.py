"""The pack for who takes over: what is in it, and that what may not go along is really gone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.check import faults
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Cancelled, Refused
from commdesk.core.feature import PersonalData
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.features.activity import WeekCounts, week_counts
from commdesk.features.development.queries import span_of
from commdesk.features.members import Growth, growth_by_week, list_members
from commdesk.features.report.handover import Pack, hand_over
from commdesk.features.report.handover.making import people_in
from commdesk.kit.headless import write_pdf
from tests.conftest import MovableClock

Verb = Callable[..., Result]
TODAY = date(2026, 11, 23)
MARK = "Xanthippe"
NO_TEXT = {"explained_on", "informed_on", "retention_on", "availability", "rather_not", "expertise"}
PURPOSE = "Overdracht aan Sam"
pytestmark = pytest.mark.usefixtures("qapp")


def everything_about(db: Database) -> list[PersonalData]:
    return [each for feature in FEATURES for each in feature.personal_data if not each.is_key]


@op("Plant")
def plant(db: Database, members: list[int]) -> None:
    """Every text that is about these members says so, and history keeps that."""
    for data in everything_about(db):
        texts = [column for column in data.columns if column not in NO_TEXT and "_on" not in column]
        for column in texts:
            if column in data.keeps or (data.table == "member" and column == "source"):
                continue  # what is counted stays in rows of nobody
            for member in members:
                sql = f"""UPDATE {data.table} SET {column} = '{MARK} {data.table} ' || id
                           WHERE {data.member_column} = :member"""
                db.execute(sql, {"member": member})


@op("Plant what was said")
def plant_said(db: Database) -> None:
    """Texts that stay behind, whoever they are about."""
    for feature in FEATURES:
        for each in feature.withheld:
            for column in each.columns:
                db.execute(f"UPDATE {each.table} SET {column} = '{MARK} said ' || id")
    db.execute(f"UPDATE outreach_draft SET text = '{MARK} draft'")


def busy_members(db: Database) -> list[int]:
    """The members with something in the most tables."""
    found: dict[int, int] = {}
    for data in everything_about(db):
        column = data.member_column
        for member in db.column(f"SELECT DISTINCT {column} FROM {data.table}"):
            if member is not None:
                found[member] = found.get(member, 0) + 1
    return sorted(found, key=lambda each: -found[each])[:8]


@pytest.fixture
def planted(demo: Desk) -> Desk:
    """Four members are restricted, four past the day until which to keep them."""
    gone = busy_members(demo.db)
    demo.do(plant, gone)
    demo.do(plant_said)

    @op("Restrict and expire")
    def bar(db: Database) -> None:
        for place, member in enumerate(gone):
            day = (TODAY - timedelta(days=1)).isoformat()
            change = "is_restricted = 1" if place % 2 else f"retention_on = '{day}'"
            db.execute(f"UPDATE member SET {change} WHERE id = :id", {"id": member})

    demo.do(bar)
    return demo


def made(desk: Desk, folder: Path) -> tuple[Pack, Path]:
    path = folder / "pakket.zip"
    return hand_over(desk, path, PURPOSE, write_pdf), path


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def copy_in(path: Path, folder: Path) -> Path:
    name, content = next(
        (name, content) for name, content in members_of(path).items() if name.endswith(".commdesk")
    )
    copy = folder / f"copy-{name}"
    copy.write_bytes(content)
    return copy


def test_the_pack_holds_a_page_of_every_feature_a_letter_and_a_copy(
    demo: Desk, tmp_path: Path
) -> None:
    pack, path = made(demo, tmp_path)
    assert list(members_of(path)) == list(pack.files)
    assert pack.files == (
        "lees mij.txt",
        "Weekoverzicht.pdf",
        "Open toezeggingen.pdf",
        "Ambassadeurs.pdf",
        "Rooster.pdf",
        "Urenverantwoording.pdf",
        "Concept.pdf",
        "Opbouwplan.pdf",
        "Omgevingsnetwerk.commdesk",
    )
    letter = members_of(path)["lees mij.txt"].decode("utf-8-sig")
    assert [name for name in pack.files if name not in letter] == []
    assert "Teksten van berichten" in letter


def test_what_may_not_go_along_is_gone_from_the_bytes(planted: Desk, tmp_path: Path) -> None:
    mark = MARK.encode()
    assert planted.path.read_bytes().count(mark) + _beside(planted.path).count(mark) > 50
    _, path = made(planted, tmp_path)
    content = members_of(path)
    assert [name for name, held in content.items() if mark in held] == []
    assert [name for name, held in content.items() if mark.lower() in held.lower()] == []
    text = "".join(_texts_of(content))
    assert MARK not in text


def _beside(path: Path) -> bytes:
    wal = path.with_name(path.name + "-wal")
    return wal.read_bytes() if wal.exists() else b""


def _texts_of(content: dict[str, bytes]) -> list[str]:
    """The words on the pages: a PDF packs them."""
    import shutil
    import subprocess

    if not (tool := shutil.which("pdftotext")):
        pytest.skip("pdftotext is not here to read the pages with")
    return [
        subprocess.run(
            [tool, "-", "-"], input=held, capture_output=True, check=True
        ).stdout.decode()
        for name, held in content.items()
        if name.endswith(".pdf")
    ]


def test_who_may_not_go_along_is_on_no_page(planted: Desk, tmp_path: Path) -> None:
    gone = busy_members(planted.db)
    restricted = planted.db.value("SELECT count(*) FROM member WHERE is_restricted")
    pack, path = made(planted, tmp_path)
    assert (pack.stripped.restricted, pack.stripped.expired) == (restricted, 4)
    with Desk.open(copy_in(path, tmp_path), FEATURES, read_only=True) as copy:
        assert copy.db.value(f"SELECT count(*) FROM member WHERE id IN {tuple(gone)}") == 0
        assert copy.db.value("SELECT count(*) FROM member") == pack.stripped.people
        keys = [row for row in copy.db.column("SELECT key FROM today_snooze") if ":" in row]
        assert [key for key in keys if int(key.split(":")[1]) in gone] == []


def test_the_copy_is_a_sound_workbook_that_goes_on(
    planted: Desk, tmp_path: Path, clock: MovableClock
) -> None:
    _, path = made(planted, tmp_path)
    with Desk.open(copy_in(path, tmp_path), FEATURES, clock=clock) as copy:
        assert faults(copy.db.raw) == []
        assert copy.next_undo is None
        for feature in FEATURES:
            for read in (feature.today, feature.tiles):
                if read:
                    read(copy.db, copy.today())
        member = list_members(copy.db)[0]
        assert list_members(copy.db, search=member.name.split()[0])
        assert copy.db.value("SELECT count(*) FROM journal_change WHERE before IS NOT NULL") == 0
        assert copy.db.value("SELECT count(*) FROM journal_entry WHERE subject <> '{}'") == 0
        assert copy.db.value("SELECT count(*) FROM journal_entry") > 0, "who and when stay"


def test_who_was_left_out_still_counts_in_the_weeks_of_the_copy(
    planted: Desk, tmp_path: Path, clock: MovableClock
) -> None:
    before = figures(planted)
    _, path = made(planted, tmp_path)
    with Desk.open(copy_in(path, tmp_path), FEATURES, clock=clock) as copy:
        assert figures(copy) == before
        gone = copy.db.query("SELECT * FROM member_growth_gone")
        assert sum(row["n"] for row in gone if row["kind"] == "new") > 0


def figures(desk: Desk) -> tuple[list[Growth], list[WeekCounts]]:
    span = span_of(desk.db, FEATURES, Week.of(TODAY), TODAY)
    return growth_by_week(desk.db, span), week_counts(desk.db, span)


def test_the_copy_passes_the_check_of_the_command_line(
    demo: Desk, tmp_path: Path, commdesk: Verb
) -> None:
    copy = copy_in(made(demo, tmp_path)[1], tmp_path)
    assert commdesk("check", copy).exit_code == 0
    assert commdesk("today", copy).exit_code == 0
    assert commdesk("history", copy).exit_code == 0


def test_the_workbook_itself_loses_nothing(planted: Desk, tmp_path: Path) -> None:
    counted = {
        t: planted.db.value(f"SELECT count(*) FROM {t}") for t in ("member", "journal_change")
    }
    made(planted, tmp_path)
    after = {t: planted.db.value(f"SELECT count(*) FROM {t}") for t in counted}
    assert after == counted
    assert planted.db.value(f"SELECT count(*) FROM outreach_message WHERE text LIKE '{MARK}%'")


def test_it_is_kept_in_the_export_log(demo: Desk, tmp_path: Path) -> None:
    pack, _ = made(demo, tmp_path)
    row = demo.db.one("SELECT * FROM export_log ORDER BY id DESC LIMIT 1")
    assert row
    assert (row["file_name"], row["purpose"]) == ("pakket.zip", PURPOSE)
    assert row["people_count"] == pack.stripped.people == people_in(demo)


def test_without_a_purpose_nothing_leaves(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        hand_over(demo, tmp_path / "pakket.zip", " ", write_pdf)
    assert refused.value.field == "purpose"
    assert not (tmp_path / "pakket.zip").exists()


@pytest.mark.parametrize("step", [0, 3, 12])
def test_cancelling_leaves_no_file_and_no_line_in_the_log(
    demo: Desk, tmp_path: Path, step: int
) -> None:
    logged = demo.db.value("SELECT count(*) FROM export_log")
    ticks = iter(range(100))

    def tick(_done: int, _of: int) -> None:
        if next(ticks) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(demo, tmp_path / "pakket.zip", PURPOSE, write_pdf, tick)
    assert list(tmp_path.glob("*pakket*")) == []
    assert demo.db.value("SELECT count(*) FROM export_log") == logged


def test_a_place_that_cannot_be_written_is_refused_and_not_logged(
    demo: Desk, tmp_path: Path
) -> None:
    logged = demo.db.value("SELECT count(*) FROM export_log")
    with pytest.raises(Refused):
        hand_over(demo, tmp_path / "nergens" / "pakket.zip", PURPOSE, write_pdf)
    assert demo.db.value("SELECT count(*) FROM export_log") == logged


def test_an_older_pack_stays_when_a_new_one_is_cancelled(demo: Desk, tmp_path: Path) -> None:
    _, path = made(demo, tmp_path)
    before = path.read_bytes()

    def tick(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(demo, path, PURPOSE, write_pdf, tick)
    assert path.read_bytes() == before


def test_an_empty_workbook_can_be_handed_over(desk: Desk, tmp_path: Path) -> None:
    pack, path = made(desk, tmp_path)
    assert pack.files == ("lees mij.txt", "Weekoverzicht.pdf", "Omgevingsnetwerk.commdesk")
    assert zipfile.is_zipfile(io.BytesIO(path.read_bytes()))


def test_every_column_that_stays_behind_is_there(desk: Desk) -> None:
    for feature in FEATURES:
        for each in feature.withheld:
            assert each.table in feature.tables | feature.unwatched, "its own tables only"
            columns = desk.db.column(f"SELECT name FROM pragma_table_info('{each.table}')")
            assert set(each.columns) <= set(columns)


def test_the_verb_makes_the_pack(commdesk: Verb, demo_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "uit.zip"
    done = commdesk("handover", demo_path, "--to", path, "--purpose", PURPOSE)
    assert done.exit_code == 0, done.output
    assert "9 bestanden" in done.output
    assert len(members_of(path)) == 9


def test_the_verbs_can_act_as_if_it_is_another_day(
    commdesk: Verb, demo_path: Path, tmp_path: Path
) -> None:
    told = commdesk("report", demo_path, "--date", "2026-09-18")
    assert "week 38" in told.output.splitlines()[0]
    path = tmp_path / "uit.zip"
    done = commdesk(
        "handover", demo_path, "--to", path, "--purpose", PURPOSE, "--date", "18-09-2026"
    )
    assert done.exit_code == 0, done.output
    assert "18 september 2026" in members_of(path)["lees mij.txt"].decode("utf-8-sig")


def test_the_verb_asks_for_a_purpose_and_an_ending(
    commdesk: Verb, demo_path: Path, tmp_path: Path
) -> None:
    done = commdesk("handover", demo_path, "--to", tmp_path / "uit.zip")
    assert done.exit_code == 1
    assert "met welk doel" in done.output or "waarvoor" in done.output
    assert "--purpose" in done.output
    done = commdesk("handover", demo_path, "--to", tmp_path / "uit.pdf", "--purpose", PURPOSE)
    assert done.exit_code == 1
    assert ".zip" in done.output
