"""The pictures of the user guide: every page of the demo, in both languages, as the window is."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.people import Person
from commdesk.core.values import Period, Week
from commdesk.core.words import Words
from commdesk.features.concept.page import ConceptPage
from commdesk.features.demo.build import Recipe, build
from commdesk.features.development.goals.page import GoalsPage
from commdesk.features.development.model import USUAL_PERIOD
from commdesk.features.development.page import DevelopmentPage
from commdesk.features.development.queries import read as read_development
from commdesk.features.duplicates.page import DuplicatesPage
from commdesk.features.exchange import exporting
from commdesk.features.exchange.page import ImportSection, ReturningSection
from commdesk.features.members import MemberDraft, add_member, change_member, find_member
from commdesk.features.moderation.roster.page import RosterPage
from commdesk.features.moderation.roster.solving import solve
from commdesk.features.organisations.page import OrganisationsPage
from commdesk.features.outreach.model import Result
from commdesk.features.outreach.openings import NONE
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.people import WAITING
from commdesk.features.plan import change_todo
from commdesk.features.privacy.model import Kind, RequestDraft
from commdesk.features.privacy.ops import register_request
from commdesk.features.recovery.page.dialog import RecoveryDialog
from commdesk.features.register.page import RegisterSection
from commdesk.features.report.page import ReportPage
from commdesk.features.retention.ops import set_months
from commdesk.features.retention.page import RetentionSection
from commdesk.features.retention.queries import every_rule
from commdesk.features.safekeeping.page import BackupSection
from commdesk.features.safekeeping.passphrase.page import PassphraseSection
from commdesk.features.safekeeping.passphrase.page_asking import PassphraseQuestion
from commdesk.features.today.page import TodayPage
from commdesk.features.week.page import WeekPage
from commdesk.kit.charting.saving import save_chart
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.core.damage import destroy_pages
from tests.features.exchange import real_lists
from tests.journeys.conftest import SHOTS

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"nl": DOCS / "handleiding.md", "en": DOCS / "guide.md"}
PAGES = ("today", "week", "members", "ambassadors", "moderation")
OUTREACH = ("outreach", *(f"outreach-{name}" for name in ("hole", "sources", "waiting", "promise",
                                                          "brings", "items")))  # fmt: skip
MODERATION = ("tasks", "capacity", "team", "hours", "accounting")
YEAR = {
    "concept": ("concept", "concept"),
    "concept-boundaries": ("concept", "boundaries"),
    "concept-interviews": ("concept", "interviews"),
    "concept-needs": ("concept", "needs"),
    "ambassadors-pipeline": ("ambassadors", "pipeline"),
    "buildup": ("buildup", "buildup"),
    "buildup-experiments": ("buildup", "experiments"),
    "buildup-team": ("buildup", "buildup_team"),
}
DEVELOPMENT = {"levels": "levels", "counting": "counting", "goals": "goals"}
CHARTS = (
    *("members_share", "members", "new_members", "activity", "creators", "asking", "levels"),
    *("replies", "first_reply", "unanswered", "outreach", "hours", "gate", "ambassadors"),
    *("balance", "looking_for", "silent_organisations", "own_share"),
)
CHART_SIZE = (640, 300)
WRONG = {"nl": "{voornam}", "en": "{first_nam}"}
SIZE = (1280, 800)
PLANS = ("excel", "discourse", "outlook", "bsn", "pasted")
SHOWN = (
    PAGES[0],
    "today-close",
    PAGES[1],
    "week-fill",
    "week-report",
    *OUTREACH,
    PAGES[2],
    "organisations",
    "duplicates",
    "concept",
    "concept-paper",
    *(name for name in YEAR if name.startswith("concept-")),
    PAGES[3],
    *(name for name in YEAR if not name.startswith("concept")),
    *PAGES[4:],
    *(f"moderation-{name}" for name in (*MODERATION[:3], "roster", "proposal", *MODERATION[3:])),
    "development",
    *(f"chart-{name}" for name in CHARTS),
    *(f"development-{name}" for name in DEVELOPMENT),
    "import-columns",
    *(f"import-{name}" for name in PLANS),
    *(f"excel-{name}" for name in ("hours", "charts", "back")),
    *("second-copies", "passphrase", "unlock", "backup", "damaged", "rights", "retention"),
    "register",
)
OFFICERS = {"nl": DOCS / "privacyfunctionaris.md", "en": DOCS / "privacy-officer.md"}
ON_PAPER = ("register-record", "register-dpia")
LONG = 20_000
PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of a file that the test makes
OWN, SPLIT = "~/.local/share/commdesk", "\u200b"
NEW = (("Noor", "Bakker"), ("Sjoerd", "Wiersma"), ("Aylin", "Kaya"), ("Ruben", "Smit"))
COLOURS = 64  # in a picture: more makes it larger, and nobody sees it
SIGNED_UP = """Naam;E-mailadres;Organisatie;Telefoon
F. Yilmaz;f.yilmaz@thuis.example;Gemeente Lindenoord;
Hendriks Bram;;Gemeente Heidelanden;06-12345678
"""
_SOURCES = (real_lists.discourse, real_lists.outlook, real_lists.intekenlijst)


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for language in GUIDES:
        made[language] = tmp_path_factory.mktemp(language) / "Omgevingsnetwerk.commdesk"
        build(made[language], FEATURES, Recipe(Scale(language=language)))
    return made


@pytest.fixture(params=list(GUIDES))
def window(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    session: Session,
    demos: dict[str, Path],
    tmp_path: Path,
) -> Window:
    session.begin(Path(shutil.copy(demos[request.param], tmp_path)))
    session._preferences.keep(language=request.param)
    session._redraw()
    assert session.window is not None
    session.window.resize(*SIZE)
    qtbot.waitExposed(session.window)
    with qtbot.waitSignal(session.window.badges.counted, timeout=LONG):
        session.window.badges.count()
    return session.window


@pytest.fixture
def keep(window: Window, qtbot: QtBot, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keep a picture of the window; with --update-expected it becomes that of the guide."""
    renew = request.config.getoption("--update-expected")

    def grab(name: str) -> None:
        _settle(window, qtbot)
        _keep(window, window.words.language, name, renew=renew)

    return grab


@pytest.fixture
def section(window: Window) -> ImportSection:
    window.open_page("data", "import")
    shown = window.stage.page("data").shown_part()
    assert isinstance(shown, ImportSection)
    return shown


def test_every_page_of_the_demo_is_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    for name in PAGES:
        window.open_page(name)
        keep(name)
    window.open_page("members", "organisations")
    page = window.stage.page("members").shown_part()
    assert isinstance(page, OrganisationsPage)
    page.table.select_row(next(n for n, row in enumerate(page._shown) if row.is_silent))
    keep("organisations")


def test_a_morning_of_messages_and_an_afternoon_of_replies_are_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    window.open_page("outreach", "outreach")
    page = window.stage.page("outreach").shown_part()
    assert isinstance(page, OutreachPage)
    _choose_with_message(page)
    keep("outreach")
    member, text = page.composer.member_id, page.composer.text.toPlainText()
    first_name = find_member(page.desk.db, member or 0).first_name
    page.composer.text.setPlainText(text.replace(first_name, WRONG[window.words.language]))
    keep("outreach-hole")
    page.composer.text.setPlainText(text)
    page.show_sources()
    keep("outreach-sources")
    page.leave_form()
    page.go_to(WAITING)
    page.people.filter.setText(page.people.waiting.rows[3].title[:4].lower())
    keep("outreach-waiting")
    qtbot.keyClick(page.people.filter, Qt.Key.Key_Down)
    page.acts.set_result(Result.WILL_CONTRIBUTE)
    assert page.promise_form.isVisible()
    keep("outreach-promise")
    page.promise_form.empty()
    page.leave_form()
    for part, name in (("outcomes", "brings"), ("items", "items")):
        window.open_page("outreach", part)
        keep(f"outreach-{name}")


def test_from_idea_to_a_community_is_in_the_guide(
    window: Window, keep: Callable[[str], None]
) -> None:
    for name, (page, tab) in YEAR.items():
        window.open_page(page, tab)
        if name == "concept-interviews":
            window.open_page("concept", "interviews/record")
        keep(name)


def test_the_concept_on_paper_is_in_the_guide(
    window: Window, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    window.open_page("concept")
    page = window.stage.page("concept").shown_part()
    paper = tmp_path / "paper.pdf"
    assert isinstance(page, ConceptPage)
    page.taking.save_pdf(paper)
    assert paper.read_bytes().startswith(b"%PDF")
    renew = request.config.getoption("--update-expected")
    _store(_drawn(paper, 1), window.words.language, "concept-paper", renew=renew)


def test_a_day_that_is_closed_and_a_week_that_fills_itself_are_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    window.open_page("today")
    today = window.stage.page("today")
    assert isinstance(today, TodayPage)
    today.close_day()
    keep("today-close")
    today.drop_unsaved()
    window.open_page("week", "week")
    week = window.stage.page("week").shown_part()
    assert isinstance(week, WeekPage)
    week.planning.fill()
    keep("week-fill")
    week.planning.leave()


def test_the_weekly_report_on_paper_is_in_the_guide(
    window: Window, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    window.open_page("week", "report")
    page = window.stage.page("week").shown_part()
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.read is not None, timeout=LONG)
    page.taking.save_pdf(tmp_path / "report.pdf")
    renew = request.config.getoption("--update-expected")
    drawn = _drawn(tmp_path / "report.pdf", 1)
    _store(drawn, window.words.language, "week-report", renew=renew)


def test_the_record_of_processing_on_paper_is_in_the_guide(
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    keep: Callable[[str], None],
) -> None:
    window.open_page("data", "register")
    page = window.stage.page("data").shown_part()
    assert isinstance(page, RegisterSection)
    qtbot.waitUntil(lambda: page.register is not None, timeout=LONG)
    keep("register")
    renew = request.config.getoption("--update-expected")
    for name in ("record", "dpia"):
        page.show_target(name)
        paper = tmp_path / f"{name}.pdf"
        page.taking.save_pdf(paper)
        _store(_drawn(paper, 1), window.words.language, f"register-{name}", renew=renew)


def test_rights_and_retention_are_in_the_guide(window: Window, keep: Callable[[str], None]) -> None:
    desk = window.stage.page("today").desk
    today = desk.today()
    asks, *past = desk.db.column(
        "SELECT id FROM member WHERE stage = 'member' AND email <> '' ORDER BY sort_name LIMIT 6"
    )
    asked = RequestDraft(Kind.ACCESS, today - timedelta(days=24), Person(asks))
    desk.do(register_request, asked, today=today)
    for days, member_id in enumerate(past, 3):
        desk.do(change_member, member_id, {"retention_on": today - timedelta(days=days)})
    window.open_page("data", "rights")
    window.stage.page("data").show_target(asks)
    keep("rights")
    texts = next(each for each in every_rule(desk.features) if each.key == "message-texts")
    desk.do(set_months, texts, 4)
    window.open_page("data", "retention")
    page = window.stage.page("data").shown_part()
    assert isinstance(page, RetentionSection)
    page.past.table.select_row(0)
    keep("retention")


def test_backups_and_a_second_copy_are_in_the_guide(
    window: Window, qtbot: QtBot, home: Path, keep: Callable[[str], None]
) -> None:
    desk = window.stage.page("today").desk
    for days in (41, 20, 7, 4, 3, 1):
        backup.keep(desk.path, desk.now() - timedelta(days=days))
        _add(desk, *NEW[days % len(NEW)])
    window.open_page("data", "backup")
    page = window.stage.page("data").shown_part()
    assert isinstance(page, BackupSection)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0, timeout=LONG)
    page.table.select_row(1)
    _settle(window, qtbot)
    for each in page.findChildren(QLabel):  # a folder of a test says nothing to a reader
        text = each.text().replace(SPLIT, "")
        if str(home) in text:
            each.setText(text.replace(str(home / "data"), OWN))
    keep("backup")
    other = desk.path.with_name(f"{desk.path.stem}-LAPTOP2.commdesk")
    shutil.copy(backup.copies_for(desk.path)[0].path, other)
    with Desk.open(other, FEATURES, clock=desk.clock) as there:
        for name in NEW[:2]:
            _add(there, *name)
    window.open_page("data", "conflicts")
    keep("second-copies")


def test_a_passphrase_is_in_the_guide(
    window: Window,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    language, renew = window.words.language, request.config.getoption("--update-expected")
    window.open_page("data", "passphrase")
    page = window.stage.page("data").shown_part()
    assert isinstance(page, PassphraseSection)
    page.ask_set()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, PassphraseQuestion)
    for name in ("new", "again"):
        asked.fields.form.control(name).setText(PASSPHRASE)
    asked.accept()
    qtbot.waitUntil(lambda: session.reworking._job is not None, timeout=LONG)
    qtbot.waitUntil(lambda: session.window not in (None, window), timeout=LONG)
    reopened = session.window
    assert reopened is not None
    reopened.resize(*SIZE)
    _settle(reopened, qtbot)
    _keep(reopened, language, "passphrase", renew=renew)
    session.lock()
    assert session.start_window is not None
    session.start_window.resize(*SIZE)
    qtbot.wait(200)
    _store(session.start_window.grab().toImage(), language, "unlock", renew=renew)


def test_what_can_be_saved_is_in_the_guide(
    window: Window, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    path = window.stage.page("today").desk.path
    backup.keep(path, window.stage.page("today").desk.now())
    damaged = Path(shutil.copy(backup.copies_for(path)[0].path, path.with_name("Netwerk.commdesk")))
    backup.keep(damaged, window.stage.page("today").desk.now())
    destroy_pages(damaged, range(60, 400, 47))
    now = window.stage.page("today").desk.now()
    dialog = RecoveryDialog(window, window.words, FEATURES, damaged, now, lambda _path: None)
    dialog.open()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=LONG)
    qtbot.wait(200)
    renew = request.config.getoption("--update-expected")
    _store(dialog.grab().toImage(), window.words.language, "damaged", renew=renew)
    dialog.close()


def test_the_excel_workbook_is_in_the_guide(
    window: Window, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    desk, words = window.stage.page("today").desk, window.words
    first = Week.of(desk.today()).monday
    period = Period(first, first + timedelta(days=27))
    exporting.hand_out(
        desk, exporting.gather(desk, exporting.wish(desk.features, (), period)), tmp_path / "a.xlsx"
    )
    if shutil.which("soffice") is None:
        pytest.skip("the pages of a workbook are drawn by LibreOffice")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path,
         tmp_path / "a.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip
    renew = request.config.getoption("--update-expected")
    charts = "Members’ share of growth and activity"
    for name, heading in (("hours", "Hours per task"), ("charts", charts)):
        page = _page_with(tmp_path / "a.pdf", words(heading))
        _store(_drawn(tmp_path / "a.pdf", page), words.language, f"excel-{name}", renew=renew)


def test_a_workbook_that_comes_back_is_in_the_guide(
    window: Window, qtbot: QtBot, tmp_path: Path, keep: Callable[[str], None]
) -> None:
    desk, file = window.stage.page("today").desk, tmp_path / "week.xlsx"
    week = Week.of(desk.today())
    asked = exporting.wish(desk.features, ("todo", "hours"), Period(week.monday, week.sunday))
    exporting.hand_out(desk, exporting.gather(desk, asked), file)
    _edit(file, desk, window.words)
    window.open_page("data", "returning")
    page = window.stage.page("data").shown_part()
    assert isinstance(page, ReturningSection)
    page.name.setText("Noor de Wit")
    page.load(file)
    qtbot.waitUntil(lambda: page.reading is not None, timeout=LONG)
    keep("excel-back")
    page.put_away()


def test_from_three_questions_to_a_roster_is_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    for name in MODERATION:
        window.open_page("moderation", "moderation_tasks" if name == "tasks" else name)
        keep(f"moderation-{name}")


def test_a_proposal_for_the_roster_is_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    window.open_page("moderation", "roster")
    page = window.stage.page("moderation").shown_part()
    assert isinstance(page, RosterPage)
    page.go(1)
    keep("moderation-roster")
    page.proposing.search.look = solve  # here: a second process is another test's
    page.proposing.propose(1)
    qtbot.waitUntil(lambda: not page.proposing.is_running, timeout=LONG)
    keep("moderation-proposal")
    page.proposing.drop()


def test_development_is_in_the_guide(
    window: Window, qtbot: QtBot, keep: Callable[[str], None]
) -> None:
    window.open_page("development", "development")
    page = window.stage.page("development").shown_part()
    assert isinstance(page, DevelopmentPage)
    qtbot.waitUntil(lambda: page.is_settled, timeout=LONG)
    keep("development")
    for name in DEVELOPMENT:
        window.open_page("development", name)
        shown = window.stage.page("development").shown_part()
        if isinstance(shown, GoalsPage):
            qtbot.waitUntil(lambda goals=shown: bool(goals.list.rows), timeout=LONG)
        keep(f"development-{name}")


def test_every_chart_of_the_demo_is_in_the_guide(
    window: Window, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    desk, words = window.stage.page("today").desk, window.words
    today = desk.today()
    reading = read_development(desk.db, desk.features, Week.of(today), today)
    assert [chart.name for chart in reading.charts] == list(CHARTS), "The guide explains each."
    renew = request.config.getoption("--update-expected")
    for chart in reading.shown(USUAL_PERIOD):
        assert not chart.is_empty, chart.name
        place = tmp_path / f"{chart.name}.png"
        save_chart(chart, place, words, CHART_SIZE)
        small = QImage(str(place)).scaledToWidth(
            CHART_SIZE[0], Qt.TransformationMode.SmoothTransformation
        )
        _store(small, words.language, f"chart-{chart.name}", renew=renew)


def test_the_duplicates_of_a_list_that_was_taken_in_are_in_the_guide(
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    section: ImportSection,
    keep: Callable[[str], None],
) -> None:
    source = tmp_path / "inschrijvingen.csv"
    source.write_text(SIGNED_UP, "utf-8")
    _load(section, qtbot, source)
    section.apply()
    qtbot.waitUntil(lambda: section.plan is None, timeout=LONG)
    window.open_page("members", "duplicates")
    page = window.stage.page("members").shown_part()
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: page.findings is not None and bool(page.list.rows), timeout=LONG)
    keep("duplicates")


def test_the_import_of_five_lists_as_people_have_them_is_in_the_guide(
    section: ImportSection, qtbot: QtBot, tmp_path: Path, keep: Callable[[str], None]
) -> None:
    _load(section, qtbot, real_lists.ledenlijst(tmp_path))
    assert section.columns.isVisible(), "what was not recognised is asked"
    keep("import-columns")
    section.columns.pane.choice.load("looking_for")
    section.columns.pane.choice.edited.emit()
    _settle(section.window(), qtbot)
    section.show_plan()
    keep("import-excel")
    for name, source in zip(PLANS[1:4], _SOURCES, strict=True):
        section.put_away()
        _load(section, qtbot, source(tmp_path))
        section.show_plan()
        keep(f"import-{name}")
    section.put_away()
    QApplication.clipboard().setText(real_lists.ADDRESS_LINE)
    section.paste()
    qtbot.waitUntil(lambda: section.plan is not None, timeout=LONG)
    keep("import-pasted")


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize(("pages", "wanted"), [(GUIDES, SHOWN), (OFFICERS, ON_PAPER)])
def test_every_picture_that_a_page_shows_is_there(
    language: str, pages: dict[str, Path], wanted: tuple[str, ...]
) -> None:
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", pages[language].read_text("utf-8"))
    assert [Path(each).stem for each in shown] == list(wanted)
    assert all((DOCS / each).is_file() for each in shown)
    assert all(f"/{language}/" in each for each in shown)


def _edit(file: Path, desk: Desk, words: Words) -> None:
    """A colleague ticks off and hands over; one owner was changed here too."""
    book = openpyxl.load_workbook(file)
    sheet = book[words("To-dos")]
    places = {str(cell.value): cell.column for cell in sheet[1]}
    done, owner, row_id = (places[words(each)] for each in ("Done", "Owner", "Id"))
    for row in (2, 3):
        sheet.cell(row, done).value = words("yes")
    for row, name in ((4, "Noor de Wit"), (5, "Noor de Wit"), (6, "Daan")):
        sheet.cell(row, owner).value = name
    desk.do(change_todo, int(str(sheet.cell(4, row_id).value)), {"owner": "Daan"})
    book.save(file)


def _add(desk: Desk, first_name: str, last_name: str) -> None:
    desk.do(add_member, MemberDraft(first_name=first_name, last_name=last_name), today=desk.today())


def _page_with(pdf: Path, heading: str) -> int:
    """The first page that begins with this."""
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    pages = told.stdout.decode().split("\f")
    return next(n for n, page in enumerate(pages, 1) if page.strip().startswith(heading))


def _drawn(pdf: Path, page: int) -> QImage:
    if (draw := shutil.which("pdftoppm")) is None:
        pytest.skip("drawing a PDF takes poppler")
    place = pdf.with_name(f"{pdf.stem}-{page}")
    only = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([draw, "-png", "-r", "90", *only, pdf, place], check=True)
    return QImage(f"{place}.png")


def _choose_with_message(page: OutreachPage) -> None:
    """The first to whom a whole message stands ready, filled in out of a template."""
    for row in page.people.queue.rows:
        page.people.queue.select_key(row.key)
        has_template = page.composer.choices.template.value() != NONE
        if has_template and page.composer.first_hole() is None:
            return
    pytest.fail("to nobody")


def _load(section: ImportSection, qtbot: QtBot, source: Path) -> None:
    section.load(source)
    qtbot.waitUntil(lambda: section.plan is not None, timeout=LONG)
    _settle(section.window(), qtbot)


def _settle(window: Window, qtbot: QtBot) -> None:
    """Until nothing is read, planned or counted any more, and what it changed is laid out."""
    qtbot.waitUntil(lambda: not window.host.jobs.is_busy, timeout=LONG)
    qtbot.wait(200)
    qtbot.waitUntil(lambda: not window.host.jobs.is_busy, timeout=LONG)


def _keep(window: Window, language: str, name: str, *, renew: bool) -> None:
    QApplication.processEvents()
    _store(window.grab().toImage(), language, name, renew=renew)


def _store(image: QImage, language: str, name: str, *, renew: bool) -> None:
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(picture.constBits()).cast("I"))
    table = sorted(colours, key=lambda colour: -colours[colour] * _weight(colour))[:COLOURS]
    flag = Qt.ImageConversionFlag
    small = picture.convertToFormat(QImage.Format.Format_Indexed8, table, flag.AvoidDither)
    folder = DOCS / "pictures" / language if renew else SHOTS / "guide" / language
    folder.mkdir(parents=True, exist_ok=True)
    assert small.save(str(folder / f"{name}.png"), quality=0)  # 0: the smallest file
    assert len(colours) > 50, f"{name} is empty"


def _weight(colour: int) -> int:
    """A warning in red is small: what has a colour counts for more than grey."""
    parts = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return 8 + max(parts) - min(parts)
