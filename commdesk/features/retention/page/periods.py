"""How long everything is kept here: each rule, why, and how many are past it."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core import settings
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.retention.model import Standing, months_text
from commdesk.features.retention.ops import hold, set_months
from commdesk.features.retention.page.beside import TableBeside, with_year
from commdesk.kit.detail import Detail
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import button, label
from commdesk.kit.table import TableColumn


def _what(row: Standing, words: Words) -> str:
    return words(row.rule.retention.title)


def _length(row: Standing, words: Words) -> str:
    return words(row.rule.length)


COLUMNS = (
    TableColumn("what", N_("What"), 190, text=_what, stretches=True, sorts=False),
    TableColumn("length", N_("Kept for"), 110, text=_length, sorts=False),
    TableColumn("past", N_("Past its date"), 124, "right", sorts=False),
    TableColumn("next_on", N_("Next on"), 136, needs=572, is_muted=True, sorts=False,
                format=with_year),
)  # fmt: skip
FIELDS = (
    Field(
        "months",
        N_("Months"),
        "number",
        help=N_("Empty: without an end."),
    ),
)


class MonthsForm(FormCard):
    """How many months something is kept; `done` with the rule, or None when it was left."""

    def __init__(self, page: Page) -> None:
        self._told = label(role="muted", wraps=True)
        form = Form(FIELDS, page.words, today=page.desk.today)
        super().__init__(page.words, form, self._told)
        self._page = page
        self._row: Standing | None = None

    def begin(self, row: Standing) -> None:
        self._row = row
        self.heading.setText(self.words(row.rule.retention.title))
        retention = row.rule.retention
        told = Text(
            "{since}. {why}", {"since": Text(retention.counts_from), "why": Text(retention.why)}
        )
        self._told.setText(self.words(N_("Counts from {told}"), told=told))
        self.form.load({"months": row.rule.months})
        self.form.focus_first()

    def save(self) -> None:
        if (row := self._row) is None:
            return
        with self._page.refusals(self.form):
            months = self.form.values()["months"]
            self._page.do(
                set_months,
                row.rule.retention,
                months,
                text_days=settings.load().text_days,
                form=self.form,
                then=self._saved,
            )

    def _saved(self, _result: object) -> None:
        self._page.tell(N_("Saved"))
        self.finish(self._row)


class PeriodsPart(TableBeside):
    """One line a rule; Enter changes its months."""

    def __init__(self, page: Page) -> None:
        self._found: Sequence[Standing] = ()
        self.changing = MonthsForm(page)
        super().__init__(
            page,
            name="retention_periods",
            title=page.words("Retention periods"),
            columns=COLUMNS,
            nothing=page.words("Choose a line to see why it is kept so long."),
            form=self.changing,
        )
        self.table.opened.connect(lambda _row: self.change())

    def show_found(self, found: Sequence[Standing]) -> None:
        self._found = found
        self.table.reload()

    def change(self) -> None:
        """Choose other months for the rule that is selected."""
        row = self.table.current_row()
        if row is None or row.rule.retention.is_fixed:
            self.reveal()
            return
        self.show_form()
        self.changing.begin(row)

    def count(self) -> int:
        return len(self._found)

    def fetch(self, offset: int, limit: int) -> Sequence[Standing]:
        return self._found[offset : offset + limit]

    def detail(self, row: Standing) -> Detail:
        words, rule = self.page.words, row.rule
        retention = rule.retention
        usual = "" if retention.is_fixed else words(months_text(retention.default_months))
        paragraphs = [
            (words("Kept"), words(rule.told)),
            (words("Why"), words(retention.why)),
            (words("Usual"), usual),
            (words("By the organisation"), words(_by_policy(row))),
            (words("Kept longer"), words(_held(row))),
        ]
        buttons = []
        if not retention.is_fixed:
            buttons.append(button(words("Change…"), self.change))
        if rule.held_until:
            buttons.append(button(words("No longer keep longer"), self._let_go, "link"))
        line = words("Nothing is past its date.")
        if row.past:
            line = words.plural("{n} is past its date", "{n} are past their date", row.past)
        return Detail(words(retention.title), line, paragraphs=paragraphs, buttons=buttons)

    def _let_go(self) -> None:
        row = self.table.current_row()
        if row is not None:
            today = self.page.desk.today()
            self.page.do(hold, row.rule.retention, until=None, reason="", today=today)


def _by_policy(row: Standing) -> Text | str:
    days = row.rule.most_days
    return say("at most {days} days, set by the organisation", days=days) if days else ""


def _held(row: Standing) -> Text | str:
    rule = row.rule
    if not rule.held_until:
        return ""
    return say("until {day}: {reason}", day=rule.held_until, reason=rule.held_because)
