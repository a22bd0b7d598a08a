"""Who and what is past its date: people by name, texts by kind; and letting one wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtWidgets import QPushButton

from commdesk.core.words import N_, Text, say
from commdesk.features.retention.model import Due, Standing
from commdesk.features.retention.ops import hold, keep_longer
from commdesk.features.retention.page.beside import TableBeside, with_year
from commdesk.features.retention.queries import list_people
from commdesk.kit.detail import Detail
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page
from commdesk.kit.parts import button
from commdesk.kit.table import TableColumn

FIELDS = (
    Field("until", N_("Keep until"), "date"),
    Field(
        "reason",
        N_("Reason"),
        placeholder=N_("A request under the Woo, a complaint that runs…"),
        help=N_("It stands in the workbook and in history: nobody's health or views."),
    ),
)


class PastRow(Struct, frozen=True):
    """Somebody past their date, or all texts of one kind."""

    id: str
    who: str | Text
    rule: Text
    until_on: date
    standing: Standing
    due: Due | None = None


COLUMNS = (
    TableColumn("who", N_("Who or what"), 200, stretches=True, sorts=False),
    TableColumn("rule", N_("Retention period"), 230, is_muted=True, sorts=False, needs=520),
    TableColumn("until_on", N_("Was kept until"), 152, sorts=False, format=with_year),
)


class KeepForm(FormCard):
    """Until when one of them is kept, and why; `done` with the line, or None when it was left."""

    def __init__(self, page: Page) -> None:
        form = Form(FIELDS, page.words, today=page.desk.today)
        super().__init__(page.words, form, saves=page.words("Keep longer"))
        self._page = page
        self._row: PastRow | None = None

    def begin(self, row: PastRow) -> None:
        self._row = row
        self.heading.setText(self.words("Keep {who} longer", who=row.who))
        self.form.load(None)
        self.form.focus_first()

    def save(self) -> None:
        if (row := self._row) is None:
            return
        page, retention = self._page, row.standing.rule.retention
        with page.refusals(self.form):
            typed = self.form.values() | {"today": page.desk.today()}
            if row.due is None:
                page.do(hold, retention, form=self.form, then=self._kept, **typed)
            else:
                named = {"name": row.due.name} | typed
                page.do(
                    keep_longer, retention, row.due.id, form=self.form, then=self._kept, **named
                )

    def _kept(self, _result: object) -> None:
        self._page.tell(say("Kept longer; undo takes that back."))
        self.finish(self._row)


class PastPart(TableBeside):
    """The list that is applied as a whole; what is not to go is kept longer first."""

    def __init__(self, page: Page) -> None:
        self._found: Sequence[Standing] = ()
        self.keeping = KeepForm(page)
        super().__init__(
            page,
            name="retention_past",
            title=page.words("Past their date"),
            columns=COLUMNS,
            nothing=page.words("Choose a line to see why it is here."),
            form=self.keeping,
        )
        self.table.set_empty(
            page.words("Nobody and nothing is past its date."),
            page.words("How long everything is kept stands under “Periods”."),
        )
        self.table.ticked.connect(lambda _row: self.keep())
        self.table.opened.connect(lambda _row: self.reveal())

    def show_found(self, found: Sequence[Standing]) -> None:
        self._found = [each for each in found if each.past]
        self.table.reload()

    def keep(self) -> None:
        """Not this one: ask until when, and why."""
        row = self.table.current_row()
        if row is None:
            self.page.banner.show_text(self.page.words("Choose a line first."), "warn")
            return
        self.show_form()
        self.keeping.begin(row)

    def count(self) -> int:
        return sum(_lines(each) for each in self._found)

    def fetch(self, offset: int, limit: int) -> list[PastRow]:
        """Lines `offset` and on, over the rules: of texts one line, of people one each."""
        rows: list[PastRow] = []
        before = 0
        for each in self._found:
            lines = _lines(each)
            first, last = max(offset - before, 0), min(offset + limit - before, lines)
            if first < last:
                rows += self._rows(each, first, last - first)
            before += lines
        return rows

    def detail(self, row: PastRow) -> Detail:
        words, rule = self.page.words, row.standing.rule
        paragraphs = [
            (words("Kept"), words(rule.told)),
            (words("Why"), words(rule.retention.why)),
            (words("What happens"), words(_what_happens(row))),
        ]
        title = row.who if isinstance(row.who, str) else words(row.who)
        line = words(N_("was kept until {day}"), day=row.until_on)
        return Detail(title, line, paragraphs=paragraphs, buttons=self._buttons(row))

    def _buttons(self, row: PastRow) -> list[QPushButton]:
        words, page = self.page.words, self.page
        found = [button(words("Not this one…"), self.keep)]
        if row.due and row.due.rule.retention.table == "member":
            go = partial(page.host.open_page, "members", row.due.id)
            found.append(button(words("Show in Members"), go, "link"))
        return found

    def _rows(self, each: Standing, first: int, count: int) -> list[PastRow]:
        desk = self.page.desk
        title = Text(each.rule.retention.title)
        if not each.rule.retention.is_people:
            oldest = each.oldest_on or desk.today()
            until = each.rule.kept_until(oldest) or desk.today()
            who = Text("{n}× {what}", {"n": each.past, "what": title})
            return [PastRow(each.id, who, title, until, each)]
        people = list_people(
            desk.db, desk.features, each.rule, desk.today(), offset=first, limit=count
        )
        return [
            PastRow(f"{each.id}:{due.id}", due.name or "…", title, due.due_on, each, due)
            for due in people
        ]


def _lines(each: Standing) -> int:
    return each.past if each.rule.retention.is_people else 1


def _what_happens(row: PastRow) -> Text:
    retention = row.standing.rule.retention
    if retention.is_people:
        return say(
            "Erased from every table, from history and from the file. What counts stays, without "
            "the person."
        )
    if any(not part.columns for part in retention.blanks):
        return say("The lines themselves go.")
    return say("The text is emptied; the line stays and counts.")
