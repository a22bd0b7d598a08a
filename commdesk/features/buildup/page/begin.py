"""What stands here before there is a plan: what it is, its first day, and a mistake in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.core.workbook import read_workbook
from commdesk.features.buildup.steps import Playbook, own_playbook
from commdesk.features.buildup.steps.ops import begin_plan
from commdesk.kit import theme
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button, label
from commdesk.kit.readable import Readable

_WIDTH = 560


class BeginCard(QWidget):
    """Begins the plan; Enter in the date or Ctrl+Enter does too."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._playbook: Playbook | None = None
        words = page.words
        self.form = Form((Field("start_on", N_("Starts on"), "date"),), words,
                         today=page.desk.today)  # fmt: skip
        self._about = label(role="muted", wraps=True)
        self.problem = label(role="warn", wraps=True)
        self._place = Readable("small")
        self.do = button(words("Begin the plan"), self.begin, "primary")
        card = Card(words("No build-up plan yet"))
        card.setMaximumWidth(theme.px(_WIDTH))
        for part in (self._about, self.problem, self.form, self._place):
            card.body.addWidget(part)
        card.body.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card, 10)
        row.addStretch()
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        form_keys(card, self.begin)
        self.setFocusProxy(self.do)

    def show_playbook(self, playbook: Playbook) -> None:
        words, self._playbook = self._page.words, playbook
        number = len(playbook.steps)
        self._about.setText(
            words(
                "About a year in {n} steps, from an idea to a community that carries itself. Each "
                "step says why and how, and sees in the workbook how far it is. Dates, steps and "
                "texts can be changed afterwards.",
                n=number,
            )
        )
        self.problem.setText(problem_words(self._page, playbook))
        self.problem.setVisible(bool(self.problem.text()))
        language = read_workbook(self._page.desk.db).language
        place = own_playbook(language)
        mine = words("These are the steps of your organisation, from {file}.", file=str(place))
        built_in = words("Your organisation can put steps of its own in {file}.", file=str(place))
        self._place.setText(mine if playbook.is_own else built_in)
        if not self.form.is_dirty:
            self.form.load({"start_on": self._page.desk.today()})

    def begin(self) -> None:
        page = self._page
        with page.refusals(self.form):
            start_on = self.form.values()["start_on"] or page.desk.today()
            if self._playbook is not None:
                page.do(begin_plan, self._playbook.steps, start_on, today=page.desk.today(),
                        form=self.form, then=lambda _none: page.take_focus())  # fmt: skip


def problem_words(page: Page, playbook: Playbook) -> str:
    """What is wrong with the organisation's own file; empty when nothing is."""
    if playbook.problem is None:
        return ""
    return page.words("{problem} The built-in steps are used instead.", problem=playbook.problem)
