"""What went when: every time that the rules were applied, in numbers, to print or save."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.printed import Printed
from commdesk.core.words import N_, Words, say
from commdesk.features.retention.model import Run, people_and_texts
from commdesk.features.retention.page.beside import TableBeside
from commdesk.features.retention.paper import printed
from commdesk.features.retention.queries import count_runs, every_rule, list_runs
from commdesk.kit.detail import Detail
from commdesk.kit.page import Page
from commdesk.kit.parts import button
from commdesk.kit.table import TableColumn
from commdesk.kit.taking import PaperTaking


def _all(row: Run, words: Words) -> str:
    return words(people_and_texts(row.people, row.texts))


COLUMNS = (
    TableColumn("at", N_("When"), 170, sorts=False),
    TableColumn("all", N_("What went"), 200, text=_all, stretches=True, sorts=False),
    TableColumn("actor", N_("Who"), 130, is_muted=True, sorts=False, needs=520),
)


class RunTaking(PaperTaking):
    """The report of the run that is selected, else of the last one."""

    def __init__(self, page: Page, part: WentPart) -> None:
        super().__init__(page)
        self._part = part

    def paper(self) -> Printed:
        return printed(self._page.desk, self._part.run, self._page.words)

    def name(self) -> str:
        return f"{self._page.words('Retention').lower()}-{self._part.run.at:%Y-%m-%d}"


class WentPart(TableBeside):
    """Newest first; nothing here can be changed."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            name="retention_runs",
            title=page.words("What went"),
            columns=COLUMNS,
            nothing=page.words("Choose a line to see what went."),
        )
        self.taking = RunTaking(page, self)
        self.table.set_empty(
            page.words("Nothing went yet."),
            page.words("Each time that the retention periods are applied is listed here."),
        )
        self.table.opened.connect(lambda _row: self.reveal())

    @property
    def run(self) -> Run:
        """The one that is selected, else the newest; there must be one."""
        return self.table.current_row() or list_runs(self.page.desk.db, limit=1)[0]

    def count(self) -> int:
        return count_runs(self.page.desk.db)

    def fetch(self, offset: int, limit: int) -> Sequence[Run]:
        return list_runs(self.page.desk.db, offset=offset, limit=limit)

    def detail(self, row: Run) -> Detail:
        words = self.page.words
        titles = {each.key: each.title for each in every_rule(self.page.desk.features)}
        told = [
            (
                words(titles.get(part.rule, part.rule)),
                words(say("{n}, the oldest of {day}", n=part.count, day=part.oldest_on)),
            )
            for part in row.parts
        ]
        buttons = [
            button(words("Save as PDF"), self.taking.ask_for_pdf),
            button(words("Print"), self.taking.print),
        ]
        line = words(N_("{moment} by {who}"), moment=row.at, who=row.actor)
        return Detail(_all(row, words), line, paragraphs=told, buttons=buttons)
