"""The part of the to-do form that says how it repeats: choices for its day, an end, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import workdays
from commdesk.features.plan.model import Todo, TodoDraft
from commdesk.features.plan.repeats.model import Repeat, Series, first_days, turn_on
from commdesk.features.plan.repeats.queries import find_series, repeat_of
from commdesk.features.plan.repeats.typed import check_repeat
from commdesk.features.plan.repeats.wording import (
    ONCE,
    OWN,
    choice_of,
    choices_for,
    rule_of,
    typed_rule,
    worded,
)
from commdesk.kit.form import Field, Form
from commdesk.kit.page import Page
from commdesk.kit.parts import label

KEYS = ("repeat", "rule", "until_on", "times", "skips_closed")
ONLY, COMING = N_("Only this one"), N_("This and the coming ones")
REPEATS = Field("repeat", N_("Repeats"), "choice", ((ONCE, N_("Once")),), stretch=4)
MORE_OF_REPEATING = (
    Field("rule", N_("Own rule"), placeholder="FREQ=WEEKLY;BYDAY=TU", stretch=4),
    Field("until_on", N_("Up to and including"), "date", beside=True, stretch=3),
    Field("times", N_("Number of times"), "number", beside=True, stretch=3),
    Field("skips_closed", N_("Skip closing days"), "check", beside=True, stretch=4),
)
_SHOWN = 3
_AS_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_SHORT = 14


class Repeating(QObject):
    """Fills and reads these fields of a form, and says under them what they mean."""

    opened = Signal()
    """There is more to say of it now."""

    def __init__(self, form: Form, page: Page) -> None:
        super().__init__(form)
        self._form, self._page = form, page
        self._todo: Todo | None = None
        self._base = page.desk.today()
        """The day for which the choices are offered."""
        self._loaded: tuple[Any, ...] = ()
        self.scope = QComboBox()
        self.scope.setSizeAdjustPolicy(_AS_NARROW)
        self.scope.setMinimumContentsLength(_SHORT)
        """Whether what is done is done to this one alone."""
        self.scope.addItems([page.words(text) for text in (ONLY, COMING)])
        self.scope.setAccessibleName(page.words("Applies to"))
        self.scope.activated.connect(lambda _place: self._edited())
        self.meaning: QLabel = label("", "small", wraps=True)
        form.add_under("skips_closed", self.meaning)
        form.edited.connect(self._edited)

    def loaded(self, todo: Todo | None, day: date | None) -> dict[str, Any]:
        """What these fields show of a to-do that is about to be loaded; readies the choices."""
        self.scope.setCurrentIndex(0)
        self._todo = todo if todo and todo.series_id is not None else None
        repeat, self._base = Repeat(), day or self._page.desk.today()
        if self._todo:
            repeat = repeat_of(self._page.desk.db, self._todo)
            self._base = self._based_on(self._todo, repeat)
        choice = choice_of(repeat.rule, self._base, self._weekdays)
        self._offer(choice)
        return {
            "repeat": choice,
            "rule": repeat.rule if choice == OWN else "",
            "until_on": repeat.until_on,
            "times": repeat.times,
            "skips_closed": repeat.skips_closed,
        }

    def settle(self) -> None:
        """After loading: what is there is what was, and only what is asked shows."""
        self._loaded = self._now()
        self._show()

    def read(self, values: dict[str, Any], day: date | None) -> Repeat | None:
        """How it repeats by these values, which it takes out of them; None when it comes once.

        Refuses an end or an own rule that cannot be, at its field.
        """
        typed = {key: values.pop(key) for key in KEYS}
        repeat = self._repeat(typed, day or self._page.desk.today())
        if repeat:
            check_repeat(repeat, day or self._page.desk.today())
        return repeat

    @property
    def is_coming(self) -> bool:
        """Whether the coming ones change along with this one."""
        return self._todo is not None and self.scope.currentIndex() == 1

    @property
    def is_changed(self) -> bool:
        return self._now() != self._loaded

    def _repeat(self, typed: Mapping[str, Any], day: date) -> Repeat | None:
        if typed["repeat"] == ONCE:
            return None
        until, times = typed["until_on"], typed["times"]
        if typed["repeat"] == OWN:
            own = typed_rule(typed["rule"], day, self._weekdays)
            if (until and own.times) or (times and own.until_on):
                raise Refused("The rule says its end already.", field="rule")
            rule, until, times = own.rule, until or own.until_on, times or own.times
        else:
            rule = rule_of(typed["repeat"], self._base, self._weekdays)
        return Repeat(rule, until, times, bool(typed["skips_closed"]))

    def _edited(self) -> None:
        if self._todo and self.is_changed:
            self.scope.setCurrentIndex(1)  # how it repeats is never of one alone
        day = self._day()
        is_whole = self._todo is None or self.is_coming
        if day and is_whole and day != self._was_on() and day != self._base:
            self._base = day
            self._offer(str(self._form.value_now("repeat")))
        self._show()

    def told(self, draft: TodoDraft, repeat: Repeat) -> str:
        """What was saved: which to-do, how often, until when."""
        often = worded(repeat.rule, self._weekdays)
        values = {"title": draft.title, "often": often}
        said = say("Saved: {title}, {often}", **values)
        if repeat.until_on:
            said = say("Saved: {title}, {often} until {day}", day=repeat.until_on, **values)
        elif repeat.times:
            said = say_n(
                "Saved: {title}, {often}, {n} time", "Saved: {title}, {often}, {n} times",
                repeat.times, **values,
            )  # fmt: skip
        return self._page.words(said)

    def _show(self) -> None:
        """Only what is asked; and in words what the fields say together."""
        choice, was = self._form.value_now("repeat"), self.meaning.isHidden()
        for key in KEYS[1:]:
            self._form.show_field(key, shown=choice != ONCE and (key != "rule" or choice == OWN))
        self.scope.setVisible(self._todo is not None)
        text = self._page.words(said) if (said := self._meaning()) else ""
        self.meaning.setText(text[:1].upper() + text[1:])
        self.meaning.setVisible(bool(text))
        if was and text and self._form.is_dirty:
            self.opened.emit()

    def _meaning(self) -> Text | None:
        try:
            typed = dict(zip(KEYS, (self._form.value_now(key) for key in KEYS), strict=True))
            day = self._day() or self._base
            repeat = self._repeat(typed, day)
            if repeat is None:
                return None
            check_repeat(repeat, day)
        except Refused:
            return None  # said at its field when it is saved, not at every key before
        often = worded(repeat.rule, self._weekdays)
        return say("{often}; it comes on {days}", often=often, days=self._next(repeat, day))

    def _next(self, repeat: Repeat, day: date) -> list[date]:
        series = Series(
            rule=repeat.rule,
            from_on=day,
            until_on=repeat.until_on,
            times=repeat.times,
            skips_closed=repeat.skips_closed,
        )
        days = workdays(self._page.desk.db)
        coming = (turn_on(series, each, days) for each in first_days(repeat, day, 2 * _SHOWN))
        return [turn.day for turn in coming if turn][:_SHOWN]

    def _offer(self, chosen: str) -> None:
        words = self._page.words
        choices: list[tuple[str, str]] = [(ONCE, words("Once"))]
        offered = choices_for(self._base)
        if chosen not in {ONCE, OWN, *offered}:
            offered = (*offered, chosen)
        for each in offered:
            text = words(worded(rule_of(each, self._base, self._weekdays), self._weekdays))
            choices.append((each, text[:1].upper() + text[1:]))
        self._form.set_choices("repeat", [*choices, (OWN, words("Own rule…"))])

    def _based_on(self, todo: Todo, repeat: Repeat) -> date:
        """The day by which the rule is one of the choices: this one, or that of the first."""
        days = (todo.occurs_on, find_series(self._page.desk.db, todo.series_id).from_on)
        fitting = (
            day for day in days if day and choice_of(repeat.rule, day, self._weekdays) != OWN
        )
        return next(fitting, todo.occurs_on or self._base)

    def _day(self) -> date | None:
        """The day that is typed: to do it, else the one it is due on."""
        for key in ("planned_on", "due_on"):
            try:
                day = self._form.value_now(key)
            except Refused:
                return None
            if isinstance(day, date):
                return day
        return None

    def _was_on(self) -> date | None:
        return (self._todo.planned_on or self._todo.due_on) if self._todo else None

    def _now(self) -> tuple[Any, ...]:
        try:
            return tuple(self._form.value_now(key) for key in KEYS)
        except Refused:
            return ()

    @property
    def _weekdays(self) -> tuple[int, ...]:
        return self._page.desk.workbook.workdays
