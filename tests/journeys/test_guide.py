"""The pictures of the user guide: every page of the demo, in both languages, as the window is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.feature import Scale
from commdesk.features.demo.build import Recipe, build
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.journeys.conftest import SHOTS

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"nl": DOCS / "handleiding.md", "en": DOCS / "guide.md"}
PAGES = ("today", "week", "outreach", "members", "ambassadors", "moderation")
SIZE = (1280, 800)
LIST = """Naam;E-mailadres;Gemeente;Zoekt;Laatst gesproken;BSN
Hanneke van Dijk;h.vandijk@lindenoord.example;Gemeente Lindenoord;Planregels;3-11-2026;
"Jong, A. de";a.dejong@wijk.example;Wijkraad Oost;;12 nov 2026;
Bram Hendriks;;Gemeente Heidelanden;;;
;;Gemeente Zandhoek;;;
Sil Wiersma;geen adres;Waterschap De Vliet;;;
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "Omgevingsnetwerk.commdesk"
    build(path, FEATURES, Recipe(Scale()))
    return path


@pytest.fixture(params=["nl", "en"])
def window(request: pytest.FixtureRequest, qtbot: QtBot, session: Session, demo: Path) -> Window:
    session.begin(demo)
    session._preferences.keep(language=request.param)
    session._redraw()
    assert session.window is not None
    session.window.resize(*SIZE)
    qtbot.waitExposed(session.window)
    return session.window


def test_every_page_of_the_demo_is_in_the_guide(
    window: Window, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    language = window.words.language
    for name in PAGES:
        window.open_page(name)
        qtbot.wait(50)
        _keep(window, language, name, renew=request.config.getoption("--update-expected"))
    source = tmp_path / "ledenlijst.csv"
    source.write_text(LIST, "utf-8")
    window.open_page("data", "import")
    section = window.stage.page("data").shown_part()
    section.load(source)
    qtbot.waitUntil(lambda: section.plan is not None, timeout=15_000)
    assert len(section.plan.plan.changes) == 5
    assert section.plan.plan.dropped == ("BSN",)
    _keep(window, language, "import", renew=request.config.getoption("--update-expected"))


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_that_a_guide_shows_is_there(language: str) -> None:
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", GUIDES[language].read_text("utf-8"))
    assert [Path(each).stem for each in shown] == [*PAGES, "import"]
    assert all((DOCS / each).is_file() for each in shown)
    assert all(f"/{language}/" in each for each in shown)


def _keep(window: Window, language: str, name: str, *, renew: bool) -> None:
    QApplication.processEvents()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(picture.constBits()).cast("I")).most_common(256)
    table, flag = [colour for colour, _ in colours], Qt.ImageConversionFlag
    small = picture.convertToFormat(QImage.Format.Format_Indexed8, table, flag.AvoidDither)
    folder = DOCS / "pictures" / language if renew else SHOTS / "guide" / language
    folder.mkdir(parents=True, exist_ok=True)
    assert small.save(str(folder / f"{name}.png"), quality=0)  # 0: the smallest file
    assert len(colours) > 50, f"{name} is empty"
