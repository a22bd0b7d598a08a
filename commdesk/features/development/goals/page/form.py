"""The forms of a goal: what is wanted by when, and a value typed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.development.goals.model import (
    DIRECTIONS,
    UNITS,
    WHOSE,
    Goal,
    GoalDraft,
    in_field,
    typed_value,
)
from commdesk.features.development.goals.ops import add_goal, change_goal, note_value
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page

_FIGURES = N_("A number; a percentage as 27, hours as 26.5.")
_BY_HAND = N_("by hand: I type the values")
FIELDS = (
    Field("title", N_("What is wanted"), "long", lines=2,
          placeholder=N_("Members answer each other without us."),
          help=N_("Nothing about clients, health or political views.")),
    Field("whose", N_("Whose goal"), "choice", WHOSE),
    Field("measure", N_("Measured by"), "choice", (("", _BY_HAND),)),
    Field("unit", N_("Counted in"), "choice", UNITS),
    Field("direction", N_("At least or at most"), "choice", DIRECTIONS),
    Field("target", N_("Target value"), beside=True, help=_FIGURES),
    Field("start_on", N_("From"), "date"),
    Field("due_on", N_("By when"), "date", beside=True),
    Field("start_value", N_("Value at the start"), help=N_("Empty: the first that is known.")),
    Field("note", N_("Note"), "long", lines=2),
)  # fmt: skip
VALUE_FIELDS = (
    Field("value", N_("Value"), help=_FIGURES),
    Field("day", N_("Measured on"), "date", beside=True),
)
_NEW = {"whose": "organisation", "measure": "", "unit": "count", "direction": "least"}


class GoalForm(FormCard):
    """Sets or changes one goal; `done` with its id, or None when it was left.

    Its fields come when they are first asked for: making ten takes as long as the whole page.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form(FIELDS[:1], page.words, today=page.desk.today))
        self._is_whole = False
        self._page = page
        self._known: Goal | None = None
        self._measures: Sequence[tuple[str, Text, str]] = ()

    def offer(self, measures: Sequence[tuple[str, Text, str]]) -> None:
        """What a goal can be measured by: name, title, unit."""
        self._measures = measures
        if self._is_whole:
            self._set_measures()

    def begin(self, title: str = "", whose: str = "organisation") -> None:
        today = self._page.desk.today()
        self._show(None)
        self.heading.setText(self.words("New goal"))
        days = {"start_on": today, "due_on": date(today.year + (today.month > 9), 12, 31)}  # noqa: PLR2004
        self.form.load(_NEW | days | {"title": title, "whose": whose})
        self._show_unit()
        self.form.focus_first()

    def begin_change(self, goal: Goal) -> None:
        self._show(goal)
        self.heading.setText(self.words("Change the goal"))
        self.form.load(self._shown(goal))
        self._show_unit()
        self.form.focus_first()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self._typed()
            if self._known is None:
                page.do(add_goal, GoalDraft(**values), form=self.form, then=self._saved)
                return
            known = self._known
            changes = {key: v for key, v in values.items() if v != getattr(known, key)}
            if not changes:
                self.finish(known.id)
                return
            page.do(change_goal, known.id, changes, form=self.form,
                    then=lambda _none: self._saved(known.id))  # fmt: skip

    def empty(self) -> None:
        self.form.load({})

    def _typed(self) -> dict[str, Any]:
        values = self.form.values()
        units = {name: unit for name, _, unit in self._measures}
        values["unit"] = unit = units.get(values["measure"], values["unit"])
        for key in ("target", "start_value"):
            values[key] = typed_value(values[key], unit, key)
        if values["target"] is None:
            raise Refused("Say which value is wanted.", field="target")
        for key in ("start_on", "due_on"):
            if values[key] is None:
                raise Refused("Say from when until when.", field=key)
        return values

    def _shown(self, goal: Goal) -> dict[str, Any]:
        shown = {field.key: getattr(goal, field.key) for field in FIELDS}
        for key in ("target", "start_value"):
            figure = in_field(shown[key], goal.unit)
            shown[key] = "" if figure is None else _as_typed(figure, self.words)
        return shown

    def _show(self, known: Goal | None) -> None:
        self._known = known
        if not self._is_whole:
            self.hold(Form(FIELDS, self.words, today=self._page.desk.today))
            self._is_whole = True
            self.form.edited.connect(self._show_unit)
        self._set_measures()

    def _set_measures(self) -> None:
        known = [(name, title) for name, title, _ in self._measures]
        measure = self._known.measure if self._known else ""
        if measure and measure not in dict(known):
            known.append((measure, say("{name}, which has no figures now", name=measure)))
        self.form.set_choices("measure", (("", _BY_HAND), *known))

    def _show_unit(self) -> None:
        """A chart knows in what it counts; only by hand it has to be chosen."""
        self.form.show_field("unit", shown=not self.form.value_now("measure"))

    def _saved(self, goal_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(goal_id)


class ValueForm(FormCard):
    """Notes what was measured on a day."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form(VALUE_FIELDS, page.words, today=page.desk.today))
        self._page = page
        self._goal: Goal | None = None

    def begin(self, goal: Goal) -> None:
        self._goal = goal
        self.heading.setText(goal.title)
        self.form.load({"value": "", "day": self._page.desk.today()})
        self.form.focus_first()

    def save(self) -> None:
        page, goal = self._page, self._goal
        if goal is None:
            return
        with page.refusals(self.form):
            typed = self.form.values()
            value = typed_value(typed["value"], goal.unit, "value")
            if value is None:
                raise Refused("Say which value it has.", field="value")
            today = page.desk.today()
            page.do(note_value, goal.id, value, typed["day"] or today, today=today,
                    form=self.form, then=lambda _id: self._saved(goal.id))  # fmt: skip

    def _saved(self, goal_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(goal_id)


def _as_typed(figure: float, words: Words) -> str:
    """Without marks between thousands, which a field does not take."""
    shown = f"{figure:.2f}".rstrip("0").rstrip(".")
    return shown.replace(".", "," if words.language == "nl" else ".")
