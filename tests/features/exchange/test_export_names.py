"""What leaves the house by default names no member, anywhere in the file."""

import zipfile
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.clock import ExampleClock
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.values import Week
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.exchange import exporting, spans
from commdesk.features.members import member_names
from commdesk.features.plan import Repeat, TodoDraft, add_series, add_todo, complete_todo
from commdesk.features.week.sheet import export_rows


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("names") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale()))
    return path


def test_the_week_sheet_tells_of_shifts_without_the_names_of_moderators(demo: Path) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        scope = ExportScope((Week.of(DAY),), DAY, FEATURES)
        said = [desk.words(row["what"]) for row in export_rows(desk.db, scope)]
        moderators = desk.db.column("SELECT name FROM moderator")
    shifts = [text for text in said if text.endswith("(dienst)")]
    assert len(shifts) > 5
    assert len(moderators) > 3
    assert not [text for text in shifts if any(name in text for name in moderators)]


def test_no_member_is_named_in_any_part_of_a_file_that_asks_no_purpose(
    demo: Path, tmp_path: Path
) -> None:
    with Desk.open(demo, FEATURES, clock=ExampleClock(DAY)) as desk:
        names = member_names(desk.db)
        member_id, name = next((n, name) for n, name in names.items() if len(name.split()) > 1)
        about = TodoDraft(f"Bel {name}", planned_on=DAY, member_id=member_id, note=f"{name} wacht")
        desk.do(complete_todo, desk.do(add_todo, about, today=DAY), today=DAY)
        desk.do(add_todo, about, today=DAY)
        desk.do(add_series, about, Repeat("FREQ=WEEKLY"), today=DAY)
        wanted = exporting.wish(FEATURES, (), spans.span_of("year", Week.of(DAY)))
        made = exporting.gather(desk, wanted)
        exporting.hand_out(desk, made, tmp_path / "uit.xlsx")
        owner = desk.workbook.owner
    assert made.people_count == 0
    with zipfile.ZipFile(tmp_path / "uit.xlsx") as parts:
        everything = "\n".join(
            parts.read(part).decode("utf-8", "replace") for part in parts.namelist()
        )
    assert "Taak over een lid" in everything, "that one is in it is told"
    assert [each for each in names.values() if each in everything and each != owner] == []


def test_who_once_had_a_todo_is_no_word_to_choose_from(demo: Path, tmp_path: Path) -> None:
    with Desk.open(demo, FEATURES, clock=ExampleClock(DAY)) as desk:
        gone = TodoDraft("Uitgezwaaid", owner="Wubbo van Weleer", planned_on=DAY.replace(year=2025))
        desk.do(complete_todo, desk.do(add_todo, gone, today=DAY), today=DAY.replace(year=2025))
        made = exporting.gather(desk, exporting.wish(FEATURES, (), spans.days_of(Week.of(DAY))))
        exporting.hand_out(desk, made, tmp_path / "uit.xlsx")
    with zipfile.ZipFile(tmp_path / "uit.xlsx") as parts:
        assert not [part for part in parts.namelist() if b"Wubbo" in parts.read(part)]
