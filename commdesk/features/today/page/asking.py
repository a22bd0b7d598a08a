"""Beside the list: to which day, or to whom; a few that are likely, and a line to type another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from commdesk.core.words import N_
from commdesk.features.today.acts import known_owners
from commdesk.features.today.model import Line
from commdesk.kit.complete import Found, Lookup
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.parts import button, empty_layout

if TYPE_CHECKING:
    from commdesk.features.today.page import TodayPage

_DAY = Field("until", N_("Which day"), "date", help=N_("Type tomorrow, Fri, +3 or 27-11."))


class _AskingCard(FormCard):
    """One field, and under it buttons that fill it in and take it at once."""

    def __init__(self, page: TodayPage, form: Form) -> None:
        self._page = page
        self._take: Callable[[Any], object] = lambda _value: None
        self._likely = QWidget()
        self._row = Flow(self._likely)
        super().__init__(page.words, form, self._likely, saves=page.words("Take over"))

    def ask(
        self, heading: str, likely: Iterable[tuple[Any, str]], take: Callable[[Any], object]
    ) -> None:
        self._take = take
        self.heading.setText(heading)
        empty_layout(self._row)
        for value, text in likely:
            self._row.addWidget(button(text, partial(take, value)))
        self.order_tabs()
        self.form.focus_first()


class DayCard(_AskingCard):
    """A day: typed as people type it, picked from a calendar, or one of the usual ones."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page, Form((_DAY,), page.words, today=page.desk.today))

    def begin(self, heading: str, days: Sequence[date], take: Callable[[date], object]) -> None:
        self.form.load(None)
        self.ask(heading, [(day, self.words.date(day)) for day in days], take)

    def save(self) -> None:
        with self._page.refusals(self.form):
            day = self.form.values()["until"]
            if day is None:
                self.form.show_error("until", self.words("Choose a day, or type one."))
            else:
                self._take(day)


class OwnerCard(_AskingCard):
    """A name: one that is known, or another."""

    def __init__(self, page: TodayPage) -> None:
        form = Form((Field("owner", N_("Owner")),), page.words, today=page.desk.today)
        super().__init__(page, form)
        self._known: Sequence[str] = ()
        line = form.control("owner")
        if isinstance(line, QLineEdit):
            self._lookup = Lookup(line, self._find)

    def begin(
        self, heading: str, owner: str, lines: Sequence[Line], take: Callable[[str], object]
    ) -> None:
        self._known = known_owners(lines, self._page.desk.workbook.owner)
        self.form.load({"owner": owner})
        self.ask(heading, [(name, name) for name in self._known if name != owner], take)

    def save(self) -> None:
        with self._page.refusals(self.form):
            self._take(self.form.values()["owner"])

    def _find(self, typed: str) -> Found:
        wanted = typed.strip().casefold()
        fitting = [name for name in self._known if wanted in name.casefold()]
        return [(place, name, "") for place, name in enumerate(fitting)]
