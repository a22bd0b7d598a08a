"""The page Build-up: the year of the plan, and beside it the step that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from commdesk.core.words import N_
from commdesk.core.workbook import read_workbook
from commdesk.features.buildup.page.acts import Acts
from commdesk.features.buildup.page.bars import Legend, Line
from commdesk.features.buildup.page.begin import BeginCard
from commdesk.features.buildup.page.forms import ProofForm, StepForm
from commdesk.features.buildup.page.rows import Beside, detail_of, lines_of
from commdesk.features.buildup.page.timeline import Timeline
from commdesk.features.buildup.steps import (
    Playbook,
    Step,
    list_steps,
    proofs_of,
    read_playbook,
)
from commdesk.features.buildup.steps.seeing import Sight, look, seen_of
from commdesk.features.buildup.steps.todos import TABLE, offered
from commdesk.features.buildup.steps.wording import Plan, pace_words, plan_words
from commdesk.features.plan import todos_for
from commdesk.kit.detail import DetailPane
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, label
from commdesk.kit.signals import on_key


class BuildupPage(Page):
    """Arrows choose a step, Space begins or ends it, Enter changes it."""

    NAME = "buildup"
    TITLE = N_("Build-up")
    HELP = N_(
        "About a year in steps, from an idea to a community that carries itself. Beside the step "
        "that is chosen stands what the workbook sees of it, what holds it and when it will be at "
        "this pace. Arrows choose a step, Enter changes it, Space begins it and then ends it. "
        "Alt+Right plans it a week later, Alt+Left a week earlier. Ctrl+Shift+E notes evidence, "
        "Ctrl+Shift+T makes its to-dos, Ctrl+N adds a step, Delete removes one. Missing evidence "
        "warns and never locks."
    )
    ICON = "stairs"

    def build(self) -> None:
        words, memory = self.words, self.host.memory
        self.plan = Plan.of((), self.desk.today())
        self.sight: Sight = {}
        self.playbook = self._read_playbook()
        self.acts = Acts(self)
        self.begin_card = BeginCard(self)
        self.timeline = Timeline(words("Build-up plan"), words)
        self.timeline.chosen.connect(self._chosen)
        self.timeline.opened.connect(lambda _line: self.change())
        self.detail = DetailPane(words("Choose a step to see how it stands."))
        self.form, self.proof_form = StepForm(self), ProofForm(self)
        self._right = QStackedWidget()
        for part in (self.detail, self.form, self.proof_form):
            self._right.addWidget(part)
        for form in (self.form, self.proof_form):
            form.done.connect(self._end_form)
        self._says, self._pace = label(role="strong", wraps=True), label(role="small", wraps=True)
        self.regions = Regions(
            "buildup", (self._year(), self._right), words=words, memory=memory, shares=(8, 5)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.begin_card)
        self._stack.addWidget(self.regions)
        self.content.addWidget(self._stack, 1)
        for keys, act in (
            ("Space", self.acts.go_on),
            ("Alt+Right", lambda: self.acts.move(1)),
            ("Alt+Left", lambda: self.acts.move(-1)),
            ("Del", self.acts.remove),
        ):
            on_key(self.timeline, keys, act)

    def watched(self) -> frozenset[str]:
        """Evidence can be of any feature."""
        return frozenset().union(*(feature.tables for feature in self.desk.features))

    def primary_action(self) -> PageAction | None:
        return PageAction(N_("Add a step"), self.add, NEW) if self.plan.steps else None

    def page_actions(self) -> list[PageAction]:
        if not self.plan.steps:
            return []
        act, acts = PageAction, self.acts
        return [
            act(N_("Begin or end the step"), acts.go_on, in_header=False),
            act(N_("Change the step"), self.change, "Ctrl+E", in_header=False),
            act(N_("A week later"), lambda: acts.move(1), in_header=False),
            act(N_("A week earlier"), lambda: acts.move(-1), in_header=False),
            act(N_("Note evidence"), self.note_proof, "Ctrl+Shift+E", in_header=False),
            act(N_("Make its to-dos"), acts.make_todos, "Ctrl+Shift+T", in_header=False),
            act(N_("Remove the step"), acts.remove, in_header=False),
        ]

    def reload(self) -> None:
        db, today = self.desk.db, self.desk.today()
        had = bool(self.plan.steps)
        self.plan = Plan.of(list_steps(db), today)
        self.sight = look(db, self.desk.features, self.plan.steps, today)
        has = bool(self.plan.steps)
        self._stack.setCurrentWidget(self.regions if has else self.begin_card)
        if not has:
            self.playbook = self._read_playbook()
            self.begin_card.show_playbook(self.playbook)
        self._say()
        self.timeline.show_lines(lines_of(self.plan, self.words), today)
        if has and not had:
            self.choose_next()
        self._chosen(self.timeline.current())
        if had != has:
            self.show_actions()
            self.host.refresh_actions()

    def show_target(self, target: object) -> None:
        """A step by its id."""
        if self.is_stale:
            self.refresh()
        self.timeline.choose(int(str(target)))
        self.regions.reveal(1)

    def take_focus(self) -> None:
        self.timeline.setFocus() if self.plan.steps else self.begin_card.form.focus_first()

    def has_unsaved(self) -> bool:
        return self._right.currentWidget() is not self.detail and self._now().form.is_dirty

    def drop_unsaved(self) -> None:
        self._now().empty()
        self._right.setCurrentWidget(self.detail)

    def step(self) -> Step | None:
        """The step that is chosen."""
        line = self.timeline.current()
        return self.plan.by_id.get(line.id) if line else None

    def choose_next(self) -> None:
        """The step to do something about."""
        if (step := self.acts.next_one()) is not None:
            self.timeline.choose(step.id)

    def add(self) -> None:
        self._show_form(self.form)
        self.form.begin()

    def change(self) -> None:
        if step := self.step():
            self._show_form(self.form)
            self.form.begin_change(step)

    def note_proof(self) -> None:
        if step := self.step():
            self._show_form(self.proof_form)
            self.proof_form.begin(step)

    def beside(self, step: Step) -> Beside:
        """What stands beside this step."""
        db = self.desk.db
        todos = todos_for(db, TABLE, step.id)
        return Beside(
            seen=seen_of(step, self.sight),
            proofs=proofs_of(db, step.id),
            todos=todos,
            offered=offered(step, self.playbook, todos),
        )

    def _read_playbook(self) -> Playbook:
        known = {each.key for feature in self.desk.features for each in feature.evidence}
        return read_playbook(read_workbook(self.desk.db).language, known)

    def _year(self) -> QWidget:
        card = Card(padding=12)
        for part in (self._says, self._pace, self.timeline.months):
            card.body.addWidget(part)
        card.body.addWidget(self.timeline, 1)
        card.body.addWidget(Legend(self.words, self.desk.today()))
        card.setFocusProxy(self.timeline)
        return card

    def _say(self) -> None:
        words, steps = self.words, self.plan.steps
        done = sum(step.is_done for step in steps)
        line = words("{done} of {n} steps done", done=done, n=len(steps)) if steps else ""
        self.header.show_words(line=line)
        self._says.setText(words(plan_words(self.plan)) if steps else "")
        self._pace.setText(words(pace_words(self.plan)) if steps else "")

    def _chosen(self, line: Line | None) -> None:
        step = self.plan.by_id.get(line.id) if line else None
        if step is None:
            self.detail.show_nothing()
            return
        beside = self.beside(step)
        buttons = self.acts.buttons(step, beside)
        self.detail.show_detail(detail_of(self.plan, step, beside, self.words, buttons))

    def _now(self) -> FormCard:
        return self.proof_form if self._right.currentWidget() is self.proof_form else self.form

    def _show_form(self, form: FormCard) -> None:
        self._right.setCurrentWidget(form)
        self.regions.reveal(1)

    def _end_form(self, step_id: object) -> None:
        self._right.setCurrentWidget(self.detail)
        if isinstance(step_id, int):
            self.timeline.choose(step_id)
        self.regions.reveal(0)
        self.timeline.setFocus()
