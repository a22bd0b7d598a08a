"""A chart as a picture: real text in an SVG, sharp in a PNG, whole or not at all, not another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from defusedxml import ElementTree
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.core.housestyle import PLAIN, HouseStyle
from commdesk.core.printed import Drawn, Printed, Said
from commdesk.core.sheets.made import made_state
from commdesk.core.terminal import Program
from commdesk.core.words import Words
from commdesk.kit import headless, theme
from commdesk.kit.charting import ChartSaving
from commdesk.kit.charting.saving import save_chart
from commdesk.kit.page import Page
from commdesk.kit.paper import as_html, document_of, font_of
from commdesk.kit.paperview import PaperView
from commdesk.kit.printing import save_pdf
from tests.host import QuietHost
from tests.kit.charting.charts import LAST, active, empty, shares

pytestmark = pytest.mark.usefixtures("qtbot")
EN = Words("en")
SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_has_question_answer_and_source_as_text(tmp_path: Path) -> None:
    path = tmp_path / "active.svg"
    save_chart(active(), path, EN, style=HouseStyle("Gemeente"), source="Omgevingsnetwerk")
    root = ElementTree.fromstring(path.read_bytes())
    told = [" ".join("".join(each.itertext()).split()) for each in root.iter(f"{SVG}text")]
    assert "Who takes part?" in told
    assert "27 of 240 members did something this week." in told
    assert "Gemeente · Omgevingsnetwerk" in told
    assert {"Active", "Contributing", "wk 48 so far"} <= set(told)
    assert root.findtext(f"{SVG}title") == "Who takes part?"
    assert "10: a small core" in str(root.findtext(f"{SVG}desc"))


def test_a_png_is_twice_as_sharp_and_white_in_a_dark_window(
    tmp_path: Path, qapp: QApplication
) -> None:
    theme.apply(qapp, "dark", 2.0)
    path = tmp_path / "active.png"
    save_chart(active(), path, EN, (800, 450))
    theme.apply(qapp, "light")
    image = QImage(str(path))
    assert image.width() == 1600
    assert image.pixelColor(3, 3) == QColor("white")
    assert image.text("Title") == "Who takes part?"


def test_a_chart_without_figures_is_its_sentence(tmp_path: Path) -> None:
    save_chart(empty(), tmp_path / "gate.png", EN)
    assert QImage(str(tmp_path / "gate.png")).height() < 400


def test_a_long_answer_is_not_cut_and_makes_the_picture_higher(tmp_path: Path) -> None:
    from commdesk.core.words import say

    long = replace(active(), answer=say("A very long answer. " * 60))
    save_chart(long, tmp_path / "long.png", EN, (600, 300))
    assert QImage(str(tmp_path / "long.png")).height() > 600


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="must end in"):
        save_chart(active(), tmp_path / "active.gif", EN)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_only_a_picture_of_ours_is_replaced_without_asking(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    headless.write_chart(active(), path, EN, PLAIN)
    assert made_state(path) == "ours"
    headless.write_chart(shares(), path, EN, PLAIN)
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1) + b" ")
    assert made_state(path) == "saved since"
    before = path.read_bytes()
    with pytest.raises(Refused, match="saved by somebody"):
        headless.write_chart(active(), path, EN, PLAIN)
    path.write_bytes(b"\x89PNG of another" if name.endswith("png") else b"<svg/>")
    with pytest.raises(Refused, match="not made by commdesk"):
        headless.write_chart(active(), path, EN, PLAIN)
    assert path.read_bytes() != before


class SmallPage(Page):
    NAME = "small"
    TITLE = "Members"


def test_the_page_says_where_it_went_or_why_it_did_not(
    desk: Desk, host: QuietHost, qtbot: QtBot, tmp_path: Path
) -> None:
    page = SmallPage(desk, host)
    qtbot.addWidget(page)
    saving = ChartSaving(page)
    saving.save(active(), tmp_path / "active.svg")
    assert "active.svg is made." in host.said
    assert b"Omgevingsnetwerk" in (tmp_path / "active.svg").read_bytes()
    saving.save(active(), tmp_path / "nowhere" / "active.svg")
    assert not (tmp_path / "nowhere").exists()


def test_a_chart_is_printed_in_the_words_of_the_page(tmp_path: Path) -> None:
    page = Printed(
        "Development", (Said("Who takes part?", "section"), Drawn(active(), "en"), Said("After"))
    )
    plain = replace(page, parts=(page.parts[0], page.parts[2]))
    sizes = []
    for number, each in enumerate((page, plain)):
        save_pdf(each, tmp_path / f"{number}.pdf", EN)
        sizes.append((tmp_path / f"{number}.pdf").stat().st_size)
    assert sizes[0] > sizes[1] + 3000
    assert 'alt="27 of 240 members' in as_html(page)
    tall = document_of(page, PLAIN, font_of(PLAIN)).size().height()
    assert tall > document_of(plain, PLAIN, font_of(PLAIN)).size().height() + 150


def test_a_chart_fits_in_the_look_at_a_page_beforehand(qtbot: QtBot) -> None:
    view = PaperView("Report")
    qtbot.addWidget(view)
    view.resize(500, 700)
    view.show_page(Printed("Development", (Drawn(active(), "en"),)))
    view.show()
    assert view.document().idealWidth() <= view.viewport().width() + 1


def test_a_verb_writes_a_chart_without_a_window(tmp_path: Path) -> None:
    program = Program(FEATURES, chart_writer="commdesk.kit.headless:write_chart")
    program.write_chart(active(), tmp_path / "a.svg", EN, PLAIN, "Omgevingsnetwerk")
    assert b"Omgevingsnetwerk" in (tmp_path / "a.svg").read_bytes()
    without = Program(FEATURES, chart_writer="commdesk.kit.nowhere:write_chart")
    with pytest.raises(Refused, match="missing: Qt"):
        without.write_chart(active(), tmp_path / "b.svg", EN, PLAIN, "")
    assert [each.name for each in tmp_path.glob("*.svg")] == ["a.svg"]


def test_the_week_that_runs_is_open_and_one_that_is_over_is_not() -> None:
    weekly = replace(active(), open_places=0)
    span = Span(weekly.places, LAST.monday)  # type: ignore[arg-type]
    assert weekly.seen_in(span).open_places == 1
    assert active().seen_in(span).open_places == 1
    over = Span(weekly.places, (LAST + 1).monday)  # type: ignore[arg-type]
    assert weekly.seen_in(over).open_places == 0
    assert empty().seen_in(span).open_places == 0


def test_a_picture_of_lying_bars_is_as_high_as_they_are(tmp_path: Path) -> None:
    bars = replace(shares(), shape="bars", places=shares().places[:2])
    save_chart(bars, tmp_path / "bars.png", EN, (960, 540))
    save_chart(replace(bars, shape="lines"), tmp_path / "lines.png", EN, (960, 540))
    heights = [QImage(str(tmp_path / name)).height() for name in ("bars.png", "lines.png")]
    assert heights[0] < 0.6 * heights[1]
