"""The form of an experiment: what is decided beforehand, and what came out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.buildup.experiments.model import VERDICTS, Experiment, ExperimentDraft
from commdesk.features.buildup.experiments.ops import add_experiment, change_experiment
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page

JUDGED = "outcome"
_AFTER = ("outcome", "verdict", "learnt")
"""Asked once it was noted."""
_USUAL = timedelta(days=27)
FIELDS = (
    Field("belief", N_("We believe"), "long", lines=2,
          placeholder=N_("A question on Monday draws more replies than one on Friday.")),
    Field("trial", N_("We try"), "long", lines=2),
    Field("with_whom", N_("With whom"),
          help=N_("A group or a number; nothing about clients, health or political views.")),
    Field("from_on", N_("From"), "date"),
    Field("until_on", N_("Until"), "date", beside=True),
    Field("measure", N_("Measure"), placeholder=N_("Replies per question")),
    Field("threshold", N_("It holds from"), beside=True, placeholder=N_("10 replies or more")),
    Field("outcome", N_("What came out"), "long", lines=3),
    Field("verdict", N_("Keep, change or stop"), "choice", VERDICTS),
    Field("learnt", N_("What was learnt"), "long", lines=2),
)  # fmt: skip


class ExperimentForm(FormCard):
    """Notes or changes one experiment; `done` with its id, or None when it was left.

    Its fields come when they are first asked for: making ten takes as long as the whole page.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form(FIELDS[:1], page.words, today=page.desk.today))
        self._is_whole = False
        self._page = page
        self._known: Experiment | None = None

    def begin(self) -> None:
        today = self._page.desk.today()
        self._show(None)
        self.heading.setText(self.words("New experiment"))
        self.form.load({"from_on": today, "until_on": today + _USUAL, "verdict": ""})
        self.form.focus_first()

    def begin_change(self, experiment: Experiment, at: str = "belief") -> None:
        self._show(experiment)
        self.heading.setText(self.words("Change the experiment"))
        self.form.load(experiment)
        self.form.control(at).setFocus()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            for key in ("from_on", "until_on"):
                if values[key] is None:
                    raise Refused("Say from when until when.", field=key)
            today = page.desk.today()
            if self._known is None:
                draft = ExperimentDraft(**values)
                page.do(add_experiment, draft, today=today, form=self.form, then=self._saved)
            else:
                self._change(self._known, values)

    def empty(self) -> None:
        self.form.load({})

    def _change(self, known: Experiment, values: dict[str, Any]) -> None:
        changes = {key: value for key, value in values.items() if value != getattr(known, key)}
        if not changes:
            self.finish(known.id)
            return
        self._page.do(
            change_experiment,
            known.id,
            changes,
            today=self._page.desk.today(),
            form=self.form,
            then=lambda _none: self._saved(known.id),
        )

    def _show(self, known: Experiment | None) -> None:
        if not self._is_whole:
            self.hold(Form(FIELDS, self.words, today=self._page.desk.today))
            self._is_whole = True
        self._known = known
        for key in _AFTER:
            self.form.show_field(key, shown=known is not None)

    def _saved(self, experiment_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(experiment_id)
