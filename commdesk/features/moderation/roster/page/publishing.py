"""Publishing from the tab: for which weeks and what purpose, where to, and what was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
)

from commdesk.core.errors import Refused
from commdesk.core.exports import purpose_wanted
from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.moderation.dayparts import DAY_PARTS, DayPart, part_name
from commdesk.features.moderation.roster.publishing import (
    hand_out_print,
    part_times,
    people_in,
    printed_roster,
    publish_roster,
)
from commdesk.features.moderation.roster.publishing.ops import set_part_times
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_folder, pick_place
from commdesk.kit.parts import button, label
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.moderation.roster.page import RosterPage

_WEEKS = (1, 2, 4, 8)


class PublishBar(QFrame):
    """One line under the title: the files say no more than a person needs, and the log why."""

    def __init__(self, page: RosterPage) -> None:
        super().__init__()
        self._page = page
        self.words = words = page.words
        self.setProperty("role", "card")
        self.setAccessibleName(words("Publish roster"))
        self.weeks = QComboBox()
        self.weeks.setAccessibleName(words("Weeks to publish"))
        for count in _WEEKS:
            self.weeks.addItem("", count)
        self.weeks.currentIndexChanged.connect(self._count)
        self.purpose = QLineEdit()
        self.purpose.setAccessibleName(words("Purpose"))
        self.purpose.setPlaceholderText(words("So that everybody knows when they moderate"))
        self.purpose.returnPressed.connect(self.publish)
        self.question = label(wraps=True)
        self.error = label(role="error", wraps=True)
        self.times: dict[DayPart, QTimeEdit] = {}
        self._lay_out()
        on_key(self, "Escape", self.leave)
        self.hide()

    def ask(self) -> None:
        """Whose data goes out, and what for."""
        week, words = self._page.week, self.words
        for place, count in enumerate(_WEEKS):
            several = words("{n} weeks from {week} on", n=count, week=week)
            self.weeks.setItemText(place, several if count > 1 else words("{week} only", week=week))
        self._count()
        self._show_times()
        self.show()
        self.purpose.setFocus()

    def leave(self) -> None:
        self.hide()
        self._page.table.setFocus()

    def publish(self) -> None:
        """A purpose first, then a folder."""
        if purpose := self._given_purpose():
            title = self.words("Publish roster")
            pick_folder(self, title=title, then=lambda folder: self.save(folder, purpose))

    def save(self, folder: Path, purpose: str) -> None:
        """All files of the chosen weeks, or none."""
        weeks = self._chosen()
        self._page.host.run_bulk(
            self.words("Publishing the roster"),
            lambda desk, progress: publish_roster(desk, weeks, folder, purpose, progress.report),
            lambda made: self._saved(folder, made),
            self._failed,
        )

    def print(self) -> None:
        """The weeks on paper: names and tasks, no hours by name."""
        from commdesk.kit.printing import print_pages

        if purpose := self._given_purpose():
            name = self.words("Print")
            with self._page.refusals():
                print_pages(
                    self,
                    self._pages(),
                    self.words,
                    lambda: self._note(name, purpose, _nothing),
                    house_style(self._page.desk.db),
                )

    def save_pdf(self) -> None:
        if purpose := self._given_purpose():
            pick_place(
                self,
                title=self.words("Save as a PDF"),
                kinds="PDF (*.pdf)",
                name=f"{self.words('Roster')} {self._page.week}.pdf",
                then=lambda path: self.write_pdf(path, purpose),
            )

    def write_pdf(self, path: Path, purpose: str) -> None:
        from commdesk.kit.printing import save_pdf

        with self._page.refusals():
            pages, style = self._pages(), house_style(self._page.desk.db)
            self._note(path.name, purpose, lambda: save_pdf(pages, path, self.words, style))
            self._done(self.words("{file} is made.", file=path.name))

    def _pages(self) -> list[Printed]:
        return [printed_roster(self._page.desk, week) for week in self._chosen()]

    def _note(self, name: str, purpose: str, save: Callable[[], object]) -> None:
        """In the export log, a week a line; what could not be made is not in it."""
        for week in self._chosen():
            hand_out_print(self._page.desk, week, name, purpose, save)
            save = _nothing

    def _given_purpose(self) -> str:
        """What was typed; without it the question is asked again."""
        purpose = self.purpose.text().strip()
        self._refuse("" if purpose else self.question.text())
        return purpose

    def _chosen(self) -> list[Week]:
        return [self._page.week + n for n in range(int(self.weeks.currentData()))]

    def _count(self) -> None:
        people = people_in(self._page.desk, self._chosen())
        self.question.setText(self.words(purpose_wanted(people).text))
        self._refuse("")

    def _refuse(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.purpose.setProperty("wrong", bool(text))
        self.purpose.setAccessibleDescription(text)
        theme.restyle(self.purpose)
        if text:
            self._page.host.announce(text)
            self.purpose.setFocus()

    def _saved(self, folder: Path, made: list[Path]) -> None:
        self._done(
            self.words.plural(
                "{n} file in {folder}: the team's, and one with a calendar for each person.",
                "{n} files in {folder}: the team's, and one with a calendar for each person.",
                len(made),
                folder=folder.name,
            )
        )

    def _done(self, text: str) -> None:
        self.leave()
        self._page.banner.show_text(text, "good")
        self._page.tell(text)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._refuse(self.words(error.text))
        else:
            self._page.tell(N_("Cancelled. Nothing was changed."))

    def _lay_out(self) -> None:
        words = self.words
        above = QHBoxLayout()
        above.addWidget(self.question, 1)
        for text, slot in (
            (words("Print"), self.print),
            (words("Save as a PDF"), self.save_pdf),
            (words("Cancel"), self.leave),
        ):
            above.addWidget(button(text, slot))
        below = QHBoxLayout()
        below.addWidget(self.weeks)
        below.addWidget(self.purpose, 1)
        below.addWidget(button(words("Choose a folder"), self.publish, "primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.CARD_PADDING, 10, theme.CARD_PADDING, 10)
        column.addLayout(above)
        column.addLayout(below)
        column.addLayout(self._lay_out_times())
        column.addWidget(self.error)
        self.error.hide()

    def _lay_out_times(self) -> QHBoxLayout:
        """From when on a day part is, in calendars: kept in the workbook when it is typed."""
        row = QHBoxLayout()
        row.addWidget(label(self.words("In a calendar shifts begin at"), "small"))
        for part, name in DAY_PARTS:
            field = QTimeEdit()
            field.setDisplayFormat("H:mm")
            field.setAccessibleName(
                self.words("The {part} begins at", part=self.words(part_name(part)))
            )
            field.editingFinished.connect(self._keep_times)
            self.times[DayPart(part)] = field
            row.addWidget(label(self.words(name), "muted"))
            row.addWidget(field)
        row.addStretch()
        return row

    def _show_times(self) -> None:
        for part, moment in part_times(self._page.desk.db).items():
            self.times[part].setTime(QTime(moment.hour, moment.minute))

    def _keep_times(self) -> None:
        typed = {part: field.time() for part, field in self.times.items()}
        times = {part: time(each.hour(), each.minute()) for part, each in typed.items()}
        if times == dict(part_times(self._page.desk.db)):
            return
        try:
            self._page.desk.do(set_part_times, times)
        except Refused as refused:
            self._refuse(self.words(refused.text))
        else:
            self._refuse("")


def _nothing() -> None:
    """A printer has it already."""
