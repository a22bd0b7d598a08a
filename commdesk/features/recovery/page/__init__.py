"""The recovery section: is the workbook sound, what of a damaged one, and all of it as text."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.dumping import SUFFIX, Dumped
from commdesk.core.exports import check_people_may_leave, purpose_wanted
from commdesk.core.files import SUFFIX as WORKBOOK
from commdesk.core.words import N_, Text, say_n
from commdesk.features.recovery import handing
from commdesk.features.recovery.recovering import free_place
from commdesk.kit import theme
from commdesk.kit.checking import CHECK, check_workbook
from commdesk.kit.dialogs import pick_file, pick_place
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, Slot, button, label
from commdesk.kit.progress import Progress
from commdesk.kit.scrolled import quiet_area

_WIDTH = 640
_CHECK = N_(
    "Every page and every link in the file is looked at. With a passphrase each page has a "
    "checksum too, so that no changed byte goes unseen."
)
_DAMAGED = N_(
    "Of a file that is damaged, or does not open, most can be saved: every row that can still be "
    "read goes into a new workbook. The damaged file itself is not touched."
)
_READABLE = N_(
    "A zip with a text for each table (JSON), which people and other programs can read for as long "
    "as there are computers. commdesk makes a new workbook of it again."
)
_OPEN = N_(
    "It holds everybody in the workbook and has no passphrase, also when the workbook has one. "
    "Keep it as carefully."
)
_FIELDS = (
    Field(
        "purpose",
        N_("Purpose"),
        help=N_("Why people's data leaves the workbook. It is kept in the export log."),
    ),
    Field("history", N_("With history: who changed what, and when"), "check"),
)


class RecoverySection(Page):
    """Three cards: check, save of a damaged file, and everything as readable files."""

    NAME = "recovery"
    TITLE = N_("Recovery")
    ICON = "lifebuoy"
    HELP = N_(
        "For the day that a file is damaged. Check says whether this workbook is sound. Of a "
        "damaged file it is shown what can be saved, table by table, and which backup is good; "
        "either can be opened as a new workbook. Everything in the workbook can also be written "
        "as text in a zip, and a new workbook made of it."
    )

    def build(self) -> None:
        self.form = Form(_FIELDS, self.words, today=self.desk.today)
        self.form.load({"purpose": "", "history": True})
        room = QWidget()
        room.setMaximumWidth(theme.px(_WIDTH))
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._card(N_("Is this workbook sound?"), _CHECK, [(CHECK, self.check)]))
        column.addWidget(
            self._card(
                N_("A damaged file"),
                _DAMAGED,
                [(N_("See what can be saved of a file…"), self.pick_damaged)],
            )
        )
        column.addWidget(self._readable())
        column.addStretch()
        self.content.addWidget(quiet_area(room), 1)

    def page_actions(self) -> list[PageAction]:
        """Each stands in its card; here for the menu and Ctrl+K."""
        return [
            PageAction(
                N_("Save everything as readable files…"), self.save, in_header=False, name="dump"
            ),
            PageAction(CHECK, self.check, in_header=False, name="check"),
            PageAction(
                N_("See what can be saved of a file…"),
                self.pick_damaged,
                in_header=False,
                name="recover",
            ),
            PageAction(
                N_("New workbook from readable files…"), self.pick_zip, in_header=False, name="load"
            ),
        ]

    # --- is it sound -----------------------------------------------------------------------------

    def check(self) -> None:
        check_workbook(self)

    def pick_damaged(self) -> None:
        pick_file(
            self,
            title=self.words("Which file is damaged?"),
            kinds=f"commdesk (*{WORKBOOK})",
            folder=str(self.desk.path.parent),
            then=self.host.recover,
        )

    # --- everything as readable files ------------------------------------------------------------

    def save(self) -> None:
        """Ask where, then write in a thread; people without a purpose are refused first."""
        self.banner.hide()
        with self.refusals(self.form):
            values = self.form.values()
            people = handing.people_in(self.desk)
            if people:
                check_people_may_leave(self.desk, (handing.SHEET,))
            if people and not values["purpose"]:
                raise purpose_wanted(people)
            day = self.desk.today().isoformat()
            pick_place(
                self,
                title=self.words("Save everything as readable files"),
                kinds=f"zip (*{SUFFIX})",
                name=f"{self.desk.workbook.name}-{day}{SUFFIX}",
                then=lambda path: self.write(
                    path, values["purpose"], with_history=bool(values["history"])
                ),
            )

    def write(self, path: Path, purpose: str, *, with_history: bool) -> None:
        with self.refusals(self.form):
            handing.check_is_free(self.desk, path)

            def work(desk: Desk, progress: Progress) -> Dumped:
                return handing.hand_out(
                    desk, path, purpose, progress.report, with_history=with_history
                )

            title = self.words("Making {file}", file=path.name)
            self.host.run_bulk(title, work, partial(self._written, path), self.tell_why)

    def pick_zip(self) -> None:
        pick_file(
            self,
            title=self.words("New workbook from readable files"),
            kinds=f"zip (*{SUFFIX})",
            then=self.load_zip,
        )

    def load_zip(self, path: Path) -> None:
        """Make a workbook beside the zip, in a thread."""
        to, desk = free_place(path.with_suffix(WORKBOOK)), self.desk
        self.host.run_job(
            self.words("Making {file}", file=to.name),
            lambda progress: handing.take_in(
                path, to, desk.features, progress.report, clock=desk.clock
            ),
            partial(self._loaded, to),
            self.tell_why,
        )

    def _written(self, path: Path, made: Dumped) -> None:
        self.desk.announce(frozenset({"export_log", "event_log"}))
        self._say_good(handing.told(made, path.name))

    def _loaded(self, to: Path, loaded: tuple[Dumped, Text | None]) -> None:
        made, erased = loaded
        told = say_n("{new} is made, with {n} row.", "{new} is made, with {n} rows.", made.total,
                     new=to.name)  # fmt: skip
        if erased:
            told = Text("{told} {erased}", {"told": told, "erased": erased})
        self._say_good(told, do=N_("Open it"), slot=partial(self.host.open_workbook, to))

    def _say_good(self, told: Text, do: str = "", slot: Slot | None = None) -> None:
        self.banner.show_text(self.words(told), "good", do=do and self.words(do), slot=slot)
        self.tell(told)

    # --- inside ----------------------------------------------------------------------------------

    def _readable(self) -> Card:
        card = self._card(
            N_("Everything as readable files"),
            _READABLE,
            [
                (N_("Save everything as readable files…"), self.save),
                (N_("New workbook from readable files…"), self.pick_zip),
            ],
            label(self.words(_OPEN), wraps=True),
            self.form,
        )
        form_keys(card, self.save)
        return card

    def _card(self, title: str, text: str, acts: list[tuple[str, Slot]], *between: QWidget) -> Card:
        card = Card(self.words(title))
        card.body.addWidget(label(self.words(text), "muted", wraps=True))
        for each in between:
            card.body.addWidget(each)
        row = Flow()
        for words, slot in acts:
            row.addWidget(button(self.words(words), slot))
        card.body.addLayout(row)
        return card
