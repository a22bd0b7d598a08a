"""The tab Experiments of Build-up: what is tried, what came out, and what was learnt."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_
from commdesk.features.buildup.experiments.model import VERDICTS, Experiment, Verdict
from commdesk.features.buildup.experiments.ops import change_experiment, remove_experiment
from commdesk.features.buildup.experiments.page.form import JUDGED, ExperimentForm
from commdesk.features.buildup.experiments.page.rows import detail_of, learnt_of, rows_of
from commdesk.features.buildup.experiments.queries import list_experiments
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.listbeside import ListBeside
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import button
from commdesk.kit.signals import on_key


class ExperimentsPage(Page):
    """Enter changes, Space goes to what came out, Ctrl+L shows what was learnt."""

    NAME = "experiments"
    TITLE = N_("Experiments")
    HELP = N_(
        "What you believe, what you try, with whom and until when; the measure and from which "
        "outcome it holds are decided beforehand. On its last day an experiment stands on Today: "
        "keep, change or stop. In the list Enter changes an experiment, Space goes to what came "
        "out, Delete removes it, Ctrl+N notes a new one, Ctrl+L shows what was learnt."
    )
    WATCHES = frozenset({"experiment"})
    ICON = "flask-outline"

    def build(self) -> None:
        words = self.words
        self.list = CardList(words("Experiments"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self.change())
        self.detail = DetailPane(words("Choose an experiment to see what it is about."))
        self.form = ExperimentForm(self)
        self.beside = ListBeside(
            "experiments", self.list, (self.detail, self.form), words, self.host.memory
        )
        self.beside.filter.set_empty(
            words("No experiments yet"),
            words(
                "Not sure whether something works? Write down what you believe, try it small, and "
                "decide beforehand from which outcome it holds."
            ),
            words("New experiment"),
            self.add,
        )
        self.content.addWidget(self.beside, 1)
        on_key(self.list, "Space", self.judge)
        on_key(self.list, "Del", self.remove)

    def primary_action(self) -> PageAction:
        return PageAction(N_("New experiment"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Lessons"), self.show_learnt, "Ctrl+L"),
            PageAction(N_("Change the experiment"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Say what came out"), self.judge, in_header=False),
            PageAction(N_("Remove the experiment"), self.remove, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.beside.filter

    def reload(self) -> None:
        today, words = self.desk.today(), self.words
        found = list_experiments(self.desk.db)
        running = sum(each.state(today) == "running" for each in found)
        waiting = sum(each.state(today) == "to-judge" for each in found)
        line = []
        if running:
            line.append(words.plural("{n} is running", "{n} are running", running))
        if waiting:
            line.append(words.plural("{n} is to be judged", "{n} are to be judged", waiting))
        self.header.show_words(line=" · ".join(line))
        self.beside.filter.setVisible(bool(found))
        self.beside.filter.show_rows(rows_of(found, today, words))

    def show_target(self, target: object) -> None:
        """An experiment by its id."""
        if self.is_stale:
            self.refresh()
        self.beside.go_to(int(str(target)))

    def has_unsaved(self) -> bool:
        return self.beside.is_typed

    def drop_unsaved(self) -> None:
        self.beside.drop_form()

    def add(self) -> None:
        self.beside.show_form()
        self.form.begin()

    def change(self) -> None:
        if experiment := self._experiment():
            self.beside.show_form()
            self.form.begin_change(experiment)

    def judge(self) -> None:
        """To what came out, with the verdict beside it."""
        if experiment := self._experiment():
            self.beside.show_form()
            self.form.begin_change(experiment, JUDGED)

    def remove(self) -> None:
        if experiment := self._experiment():
            said = self.words("Removed: {title}", title=experiment.belief)
            self.do(remove_experiment, experiment.id, then=lambda _none: self.tell(said))

    def show_learnt(self) -> None:
        """Beside the list: what every judged experiment taught, the newest first."""
        self.beside.detail.show_detail(learnt_of(list_experiments(self.desk.db), self.words))
        self.beside.drop_form()

    def _experiment(self) -> Experiment | None:
        row = self.list.current()
        return row.data if row else None

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        buttons = self._buttons(row.data)
        self.detail.show_detail(detail_of(row.data, self.desk.today(), self.words, buttons))

    def _buttons(self, experiment: Experiment) -> list[QPushButton]:
        words = self.words
        made = [button(words("Say what came out"), self.judge)]
        if experiment.state(self.desk.today()) == "to-judge":
            made = [
                button(words("Verdict: {verdict}", verdict=words(text)),
                       partial(self._decide, experiment, value))
                for value, text in VERDICTS if value
            ] + made  # fmt: skip
        return [*made, button(words("Change"), self.change), button(words("Remove"), self.remove)]

    def _decide(self, experiment: Experiment, verdict: str) -> None:
        said = self.words(
            "Verdict: {verdict}", verdict=self.words(dict(VERDICTS)[Verdict(verdict)])
        )
        changes = {"verdict": verdict}
        today = self.desk.today()
        self.do(change_experiment, experiment.id, changes, today=today,
                then=lambda _none: self.tell(said))  # fmt: skip
