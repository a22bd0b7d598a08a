"""The pages of the concept, ambassadors and the build-up, beside a bare Qt table.

    python -m tests.benchmarks.year_pages FOLDER [INTERVIEWS AMBASSADORS]

Makes the demo in FOLDER with 300 interviews and 60 ambassadors in all, and prints a line of JSON:
milliseconds, medians of seven in turn after one to warm. `first` makes a page, reads for it and
paints it, in a program that has shown a page before; `again` reads and paints it anew. The bare
table has as many ready texts as there are interviews.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget

from commdesk.catalog import FEATURES
from commdesk.core.cycles import look_again
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.words import Words
from commdesk.features.ambassadors import add_ambassador, ambassador_of
from commdesk.features.ambassadors.page import AmbassadorsPage
from commdesk.features.ambassadors.pipeline.page import BoardPage
from commdesk.features.buildup.page import BuildupPage
from commdesk.features.concept import InterviewDraft, add_interview
from commdesk.features.concept.interviews import list_interviews
from commdesk.features.concept.interviews.page import InterviewsPage
from commdesk.features.concept.needs.page import NeedsPage
from commdesk.features.concept.page import ConceptPage
from commdesk.features.demo.build import Recipe, build
from commdesk.kit import theme
from commdesk.kit.page import Page
from tests.conftest import MovableClock
from tests.host import QuietHost

SIZE = (1040, 700)
TURNS = 7
PAGES: tuple[type[Page], ...] = (
    ConceptPage,
    NeedsPage,
    InterviewsPage,
    AmbassadorsPage,
    BoardPage,
    BuildupPage,
)


def make_workbook(path: Path, interviews: int, ambassadors: int) -> Desk:
    if not path.exists():
        build(path, FEATURES, Recipe(Scale()))
    desk = Desk.open(path, FEATURES, clock=MovableClock())
    today = desk.today()
    known = len(list_interviews(desk.db))
    for number in range(known, interviews):
        willing = ("no", "maybe", "no", "yes", "already")[number % 5]
        held = today - timedelta(days=number % 60)
        draft = InterviewDraft(f"Persoon {number}", circle=f"Groep {number % 4}", held_on=held,
                               willing=willing)  # fmt: skip
        desk.do(add_interview, draft, today=today)
    people = desk.db.column("SELECT id FROM member ORDER BY id")
    count = desk.db.value("SELECT count(*) FROM ambassador")
    for member_id in [each for each in people if not ambassador_of(desk.db, each)]:
        if count >= ambassadors:
            break
        desk.do(add_ambassador, member_id, today=today)
        count += 1
    return desk


def painted(made: QWidget) -> QWidget:
    made.resize(*SIZE)
    made.show()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    made.grab()
    return made


def let_go(made: QWidget) -> None:
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def again(page: Page) -> Callable[[], None]:
    def run() -> None:
        page.refresh()
        QApplication.processEvents()
        page.grab()

    return run


def clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def main(folder: Path, interviews: int, ambassadors: int) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    folder.mkdir(parents=True, exist_ok=True)
    desk = make_workbook(folder / "year.commdesk", interviews, ambassadors)
    host = QuietHost(desk, Words("nl"))
    look_again()
    figures: dict[str, float] = {
        "interviews": desk.db.value("SELECT count(*) FROM interview"),
        "ambassadors": desk.db.value("SELECT count(*) FROM ambassador"),
        "bare_ms": _median(lambda: painted(_bare(interviews))),
    }
    for kind in PAGES:
        figures[f"{kind.NAME}_first_ms"] = _median(lambda kind=kind: painted(kind(desk, host)))  # type: ignore[misc, arg-type]
        page = kind(desk, host)  # type: ignore[arg-type]
        painted(page)
        figures[f"{kind.NAME}_again_ms"] = _middle([clocked(again(page)) for _ in range(1 + TURNS)])
        let_go(page)
    sys.stdout.write(json.dumps(figures) + "\n")
    desk.close()


def _bare(rows: int) -> QTableWidget:
    table = QTableWidget(rows, 5)
    for row in range(rows):
        for column in range(5):
            table.setItem(row, column, QTableWidgetItem(f"{row}, {column}"))
    return table


def _median(make: Callable[[], QWidget]) -> float:
    took = []
    for _ in range(1 + TURNS):
        made: list[QWidget] = []
        took.append(clocked(lambda made=made: made.append(make())))  # type: ignore[misc]
        let_go(made[0])
    return _middle(took)


def _middle(took: list[float]) -> float:
    return round(median(took[1:]))


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:4]]
    main(Path(sys.argv[1]), *(numbers or (300, 60)))
