"""The line at the bottom says how far a job is, and how fast it reads."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.kit.jobs import Jobs
from commdesk.kit.progress import Progress
from commdesk.shell.statusline import StatusLine


def test_rows_that_are_read_are_counted_with_their_speed(desk: Desk, qtbot: QtBot) -> None:
    jobs, go_on = Jobs(desk), threading.Event()
    line = StatusLine(Words("nl"), jobs)
    qtbot.addWidget(line)
    line.show()

    def work(progress: Progress) -> None:
        progress.count(2_000)
        go_on.wait(5)

    jobs.run("lijst.csv lezen", work)

    def shown() -> str:
        texts = [label.text() for label in line.findChildren(QLabel)]
        return next((text for text in texts if "2.000 rijen" in text), "")

    qtbot.waitUntil(lambda: bool(shown()))
    assert shown().startswith("lijst.csv lezen · 2.000 rijen, ")
    assert shown().endswith(" per seconde")
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_what_is_announced_stays_while_the_last_act_is_shown_anew(desk: Desk, qtbot: QtBot) -> None:
    line = StatusLine(Words("nl"), Jobs(desk))
    qtbot.addWidget(line)
    line.announce("Twee leden zijn nu één lid.")
    line.show_last("Leden samenvoegen")
    assert line.text == "Twee leden zijn nu één lid."
    qtbot.waitUntil(lambda: line.text == "Laatst: Leden samenvoegen", timeout=10_000)
