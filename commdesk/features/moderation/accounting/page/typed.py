"""The first and last week of an account, typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.accounting.model import Span, weeks_of
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import Card, button

FIELDS = (
    Field("first", N_("First week"), placeholder="2026-W35"),
    Field("last", N_("Last week"), placeholder="2026-W47", beside=True),
)


class TypedWeeks(Card):
    """Two weeks, read at a press or Enter; `weeks` are those that were read last."""

    def __init__(
        self, words: Words, today: Callable[[], date], shown: Callable[[], object]
    ) -> None:
        super().__init__()
        self._today = today
        self.weeks: tuple[Week, Week] | None = None
        self.form = Form(FIELDS, words, today=today)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.form, 1)
        across.addWidget(button(words("Show these weeks"), shown))
        self.body.addWidget(row)
        form_keys(row, shown, self.form.focus_first)

    def begin(self, weeks: Sequence[Week]) -> None:
        """With these weeks, or with last week."""
        last = Week.of(self._today()) - 1
        ends = (weeks[0], weeks[-1]) if weeks else (last, last)
        self.weeks = ends
        self.form.load({"first": str(ends[0]), "last": str(ends[1])})
        self.form.focus_first()

    def read(self) -> None:
        """Refuses what is no week, or is not over, next to its field."""
        values = self.form.values()
        ends = (self._week(values["first"], "first"), self._week(values["last"], "last"))
        weeks_of(Span.TYPED, self._today(), None, ends)
        self.weeks = ends

    def _week(self, typed: str, field: str) -> Week:
        """`2026-W40`, or just its number: of this year."""
        year = Week.of(self._today()).year
        try:
            return Week.parse(f"{year}-W{typed}" if typed.isdecimal() else typed)
        except ValueError:
            raise Refused(
                "{typed} is no week. Write 2026-W40 or 40.", typed=typed, field=field
            ) from None
