"""The section that hands the community over: what goes along, what stays, what for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.desk import Desk
from commdesk.core.exports import purpose_wanted
from commdesk.core.housestyle import HouseStyle
from commdesk.core.printed import Paper
from commdesk.core.sheets.output import check_place
from commdesk.core.words import N_, Words
from commdesk.features.report.handover import Pack, hand_over
from commdesk.features.report.handover.letter import STILL, withheld_titles
from commdesk.features.report.handover.making import people_in, told
from commdesk.features.report.places import ZIP
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.inwindow import InWindow
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, label
from commdesk.kit.printing import save_pdf
from commdesk.kit.progress import Progress

_WIDTH = 640
_GOES = N_("The weekly report as PDF")
_COPY = N_("A copy of the workbook, with only the people who may be handed over")
_OUT = N_("All of it comes out as one .zip file; you choose where it is kept.")
_STAYS = (N_("Members whose data is restricted, or whose day to be kept until has passed"),)


class HandoverSection(Page):
    """One question and one button; out comes a .zip for who takes over."""

    NAME = "handover"
    TITLE = N_("Hand over")
    ICON = "account-switch-outline"
    HELP = N_(
        "One .zip for a new manager: the weekly report, the concept, the build-up plan, the "
        "roster, the accounting, ambassadors and open promises as PDF, and a copy of the workbook "
        "without what privacy forbids. Say what for: it is kept in the export log. Your own "
        "workbook stays as it is."
    )

    def build(self) -> None:
        words = self.words
        self._in_window = InWindow(self)
        self.form = Form(_FIELDS, words, today=self.desk.today)
        self.form.load(None)
        card = Card()
        card.setMaximumWidth(theme.px(_WIDTH))
        goes = [_GOES, *(each.name for f in self.desk.features for each in f.handouts), _COPY]
        for title, lines in (
            (N_("What goes along"), goes),
            (N_("What stays behind"), [*_STAYS, *withheld_titles(self.desk)]),
        ):
            card.body.addWidget(label(words(title), "label"))
            for line in lines:
                card.body.addLayout(_bullet(words(line)))
        card.body.addWidget(label(words(STILL), "muted", wraps=True))
        card.body.addWidget(label(words(_OUT), "muted", wraps=True))
        card.body.addSpacing(theme.GAP)
        card.body.addWidget(self.form)
        form_keys(card, self.hand_over)
        self.content.addWidget(card)
        self.content.addStretch()

    def primary_action(self) -> PageAction:
        return PageAction(N_("Hand over"), self.hand_over, name="hand_over")

    def hand_over(self) -> None:
        """Ask where; without a purpose that is asked first, with how many people it is about."""
        self.banner.hide()
        with self.refusals(self.form):
            purpose = self.form.values()["purpose"]
            if not purpose:
                raise purpose_wanted(people_in(self.desk))
            title = self.words("Hand over")
            pick_place(
                self,
                title=title,
                kinds="Zip (*.zip)",
                name=f"{self.desk.workbook.name}-{title}-{self.desk.today()}{ZIP}",
                then=lambda path: self.save(path, purpose),
            )

    def save(self, path: Path, purpose: str) -> None:
        """Make the pack in a thread; cancelled or refused it leaves no file."""
        with self.refusals(self.form):
            check_place(path, ZIP, workbook=self.desk.path)
            self.host.run_bulk(
                self.words("Making {file}", file=path.name),
                lambda desk, progress: self._make(desk, path, purpose, progress),
                lambda pack: self._saved(path, pack),
                self._failed,
            )

    def _make(self, desk: Desk, path: Path, purpose: str, progress: Progress) -> Pack:
        """In the job's thread; what lays out pages is done in the window's."""

        def write(pages: Sequence[Paper], pdf: Path, words: Words, style: HouseStyle) -> None:
            self._in_window.call(partial(save_pdf, pages, pdf, words, style), progress)

        return hand_over(desk, path, purpose, write, progress.report)

    def _saved(self, path: Path, pack: Pack) -> None:
        said = told(pack, path.name)
        self.form.load(None)
        self.banner.show_text(self.words(said), "good")
        self.tell(said)
        self.desk.announce(frozenset({"export_log"}))

    def _failed(self, error: Exception) -> None:
        self.tell_why(error)


def _bullet(text: str) -> QHBoxLayout:
    """One line of a list; what goes on in the next line hangs under its words."""
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    row.addWidget(label("·"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wraps=True), 1)
    return row


_FIELDS = (
    Field("purpose", N_("Purpose"), placeholder=N_("Handing over to a new community manager")),
)
