"""The forms beside the timeline: a step, and evidence by hand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.buildup.steps import Proof, Step, StepDraft, list_steps
from commdesk.features.buildup.steps.ops import add_proof, add_step, change_step
from commdesk.features.moderation import list_moderators
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page

_REAL = ("began_on", "done_on")
_USUAL = timedelta(days=11)
"""A new step is planned for two working weeks."""
_BETWEEN = re.compile(r"[\s,;]+")


def _fields(owners: list[str]) -> tuple[Field, ...]:
    return (
        Field("title", N_("Title")),
        Field("planned_from", N_("Planned from"), "date"),
        Field("planned_until", N_("Planned until"), "date", beside=True),
        Field("began_on", N_("Began on"), "date"),
        Field("done_on", N_("Done on"), "date", beside=True),
        Field("owner", N_("Owner"), choices=[(each, each) for each in owners]),
        Field("waits_for", N_("Waits for"), beside=True,
              placeholder=N_("Numbers of steps: 2, 5")),
        Field("note", N_("Note"), "long", lines=3),
        Field("why", N_("Why"), "long", lines=3),
        Field("how", N_("How"), "long", lines=3),
    )  # fmt: skip


class StepForm(FormCard):
    """Adds or changes one step; `done` with its id, or None when it was left."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form((), page.words, today=page.desk.today))
        self._is_whole = False
        self._page = page
        self._known: Step | None = None

    def begin(self) -> None:
        """An empty form for a step of one's own."""
        today = self._page.desk.today()
        self._show(None)
        self.heading.setText(self.words("New step"))
        self.form.load({"planned_from": today, "planned_until": today + _USUAL})
        self.form.focus_first()

    def begin_change(self, step: Step) -> None:
        self._show(step)
        self.heading.setText(step.title)
        steps = list_steps(self._page.desk.db)
        numbers = [str(n) for n, each in enumerate(steps, 1) if each.id in step.waits_for]
        keys = (*StepDraft.__struct_fields__,)
        values = {key: getattr(step, key) for key in keys if key != "evidence"}
        self.form.load(values | {"waits_for": ", ".join(numbers)})
        self.form.control("title").setFocus()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self._values()
            if self._known is None:
                draft = StepDraft(**{k: v for k, v in values.items() if k not in _REAL})
                page.do(add_step, draft, form=self.form, then=self._saved)
                return
            known = self._known
            changes = {k: v for k, v in values.items() if v != getattr(known, k)}
            if not changes:
                self.finish(known.id)
                return
            page.do(
                change_step,
                known.id,
                changes,
                today=page.desk.today(),
                form=self.form,
                then=lambda _none: self._saved(known.id),
            )

    def empty(self) -> None:
        self.form.load({})

    def _values(self) -> dict[str, Any]:
        values = self.form.values()
        for key in ("planned_from", "planned_until"):
            if values[key] is None:
                raise Refused("Say when it is planned.", field=key)
        return values | {"waits_for": self._waits(values["waits_for"])}

    def _waits(self, typed: str) -> tuple[int, ...]:
        """The ids of the steps whose numbers were typed."""
        steps = list_steps(self._page.desk.db)
        found = []
        for part in filter(None, _BETWEEN.split(typed.strip())):
            place = int(part) if part.isascii() and part.isdecimal() and len(part) < 4 else 0  # noqa: PLR2004 - no plan has a thousand steps
            if not 1 <= place <= len(steps):
                raise Refused("There is no step {number}.", number=part[:20], field="waits_for")
            found.append(steps[place - 1].id)
        return tuple(sorted(set(found), key=lambda each: _place_in(self._known, each)))

    def _show(self, known: Step | None) -> None:
        """Ten fields are made when somebody first asks for them: it takes as long as the page."""
        db, today = self._page.desk.db, self._page.desk.today
        if not self._is_whole:
            owners = sorted({each.name for each in list_moderators(db, only_active=True)})
            self.hold(Form(_fields(owners), self.words, today=today))
            self._is_whole = True
        self._known = known
        for key in _REAL:
            self.form.show_field(key, shown=known is not None)

    def _saved(self, step_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(step_id)


class ProofForm(FormCard):
    """Notes what was seen by hand; `done` with the step's id."""

    def __init__(self, page: Page) -> None:
        fields = (
            Field("text", N_("What was seen"), "long", lines=4,
                  help=N_("A decision, a letter, a conversation.")),
            Field("seen_on", N_("Seen on"), "date"),
        )  # fmt: skip
        super().__init__(page.words, Form(fields, page.words, today=page.desk.today))
        self._page = page
        self._step_id = 0

    def begin(self, step: Step) -> None:
        self._step_id = step.id
        self.heading.setText(self.words("Evidence for {title}", title=step.title))
        self.form.load({"seen_on": self._page.desk.today()})
        self.form.focus_first()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            seen_on: date = values["seen_on"] or page.desk.today()
            proof = Proof(self._step_id, values["text"], seen_on)
            page.do(add_proof, proof, today=page.desk.today(), form=self.form, then=self._saved)

    def empty(self) -> None:
        self.form.load({})

    def _saved(self, _proof_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(self._step_id)


def _place_in(known: Step | None, step_id: int) -> tuple[bool, int]:
    """What it waited for already keeps its place, so that nothing counts as changed."""
    waits = known.waits_for if known else ()
    return step_id not in waits, waits.index(step_id) if step_id in waits else step_id
