"""The tab of boundaries: about, not about, rules and the ladder; plain words and who knows them."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.features.concept.boundaries import (
    Boundary,
    BoundarySide,
    count_explained,
    list_boundaries,
    plain_text,
    plain_words,
)
from commdesk.features.concept.boundaries.ops import (
    move_boundary,
    note_explained,
    remove_boundary,
    take_back_explained,
    write_plain_words,
)
from commdesk.features.concept.boundaries.page.form import BoundaryForm, rows_of
from commdesk.features.concept.boundaries.page.plain import PlainCard
from commdesk.features.concept.boundaries.page.told import ToldCard
from commdesk.features.concept.page.written import save_all, store
from commdesk.features.plan import TodoDraft, add_todo
from commdesk.kit import theme
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList
from commdesk.kit.dialogs import ask
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, label
from commdesk.kit.scrolled import quiet_area
from commdesk.kit.signals import on_key


class BoundariesPage(Page):
    """Lines in the order of the user; beside them the plain words, and who was told."""

    NAME = "boundaries"
    TITLE = N_("Boundaries")
    HELP = N_(
        "What the community is about and what not, with examples; rules of the organisation, "
        "house rules, and a ladder for when somebody steps over. Ctrl+N adds a line, Enter changes "
        "it, Alt+Up and Alt+Down move it, Delete removes it. The plain words are what templates "
        "say about it: the same text as in Outreach. In the list of people Space notes "
        "that you explained it today, or takes that back."
    )
    WATCHES = frozenset(
        {"concept_boundary", "concept_explained", "workbook_fact", "member", "organisation"}
    )
    ICON = "fence"

    def build(self) -> None:
        words = self.words
        self.list = CardList(words("Boundaries"))
        self.list.opened.connect(lambda _row: self.change())
        self.filter = CardFilter(words, self.list)
        keys = (("Del", self.remove), ("Alt+Up", partial(self.shift, -1)),
                ("Alt+Down", partial(self.shift, 1)))  # fmt: skip
        for key, slot in keys:
            on_key(self.list, key, slot)
        self.filter.set_empty(
            words("No boundaries yet"),
            words(
                "Write down what the community is about and what not, with an example of each, "
                "then the house rules and what happens when somebody steps over."
            ),
            words("Add a boundary"),
            self.add,
        )
        card = Card(padding=8)
        card.body.addWidget(self.filter)
        card.body.addWidget(self.list, 1)
        hint = words("Alt+Up and Alt+Down move a line, Delete removes it.")
        card.body.addWidget(label(hint, "small", wraps=True))
        card.setFocusProxy(self.list)
        self.form = BoundaryForm(self)
        self.form.done.connect(self._end_form)
        self._right = QStackedWidget()
        self._right.addWidget(self._beside())
        self._right.addWidget(self.form)
        self._regions = Regions(
            "boundaries", (card, self._right), words=words, memory=self.host.memory, shares=(4, 3)
        )
        self.content.addWidget(self._regions, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add a boundary"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change the boundary"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Move up"), partial(self.shift, -1), in_header=False),
            PageAction(N_("Move down"), partial(self.shift, 1), in_header=False),
            PageAction(N_("Remove the boundary"), self.remove, in_header=False),
            PageAction(N_("Propose plain words"), self.propose, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.filter

    def reload(self) -> None:
        db = self.desk.db
        known = list_boundaries(db)
        self.filter.setVisible(bool(known))
        self.filter.show_rows(rows_of(known, self.words))
        self.plain.show_text(plain_text(db), can_propose=bool(plain_words(known, self.words)))
        told, of = count_explained(db)
        self.told.reload(told, of)
        line = self.words.plural(
            "{n} person has not heard them yet", "{n} people have not heard them yet", of - told
        )
        self.header.show_words(line=line if known and told < of else "")

    def show_target(self, target: object) -> None:
        """A boundary by its id."""
        self.filter.clear()
        self.list.select_key(int(str(target)))

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """What is being typed in plain words is stored first."""
        return save_all([self.plain.written]) or self.form.form.is_dirty

    def drop_unsaved(self) -> None:
        self.plain.written.drop()
        self.form.empty()
        self._right.setCurrentIndex(0)

    def add(self) -> None:
        """One more of the kind that is selected."""
        known = self._boundary()
        self._show_form()
        self.form.begin(None, known.side if known else BoundarySide.ABOUT)

    def change(self) -> None:
        if known := self._boundary():
            self._show_form()
            self.form.begin(known, known.side)

    def remove(self) -> None:
        if known := self._boundary():
            said = self.words("Removed: {title}", title=known.text)
            self.do(remove_boundary, known.id, then=lambda _none: self.tell(said))

    def shift(self, steps: int) -> None:
        if known := self._boundary():
            self.do(move_boundary, known.id, steps)

    def propose(self) -> None:
        """Plain words out of the list; over a text of somebody's own only when they say so."""
        words = self.words
        text = plain_words(list_boundaries(self.desk.db), words)
        if not text:
            return
        if self.plain.written.typed.strip() in {"", text}:
            self._take_over(text)
            return
        ask(
            self.window(),
            words,
            title=words("Propose other words?"),
            text=words(
                "What stands there now is replaced by a text out of the list. Undo brings it back."
            ),
            do=words("Replace"),
            then=lambda: self._take_over(text),
        )

    def explain(self, member_id: int, *, is_told: bool) -> None:
        """Note that it was explained today, or take that back."""
        today: date = self.desk.today()
        if is_told:
            self.do(take_back_explained, member_id, then=lambda _none: self.tell(N_("Taken back")))
        else:
            done = self.words("Boundaries explained")
            self.do(note_explained, member_id, today, today=today, then=lambda _i: self.tell(done))

    def make_todo(self) -> None:
        """One to-do for all who do not know them yet."""
        told, of = count_explained(self.desk.db)
        words, today = self.words, self.desk.today()
        title = words.plural(
            "Explain the boundaries to {n} person",
            "Explain the boundaries to {n} people",
            of - told,
        )
        made = words("To-do made: {title}", title=title)
        self.do(add_todo, TodoDraft(title), today=today, then=lambda _id: self.tell(made))

    def _beside(self) -> QScrollArea:
        """The plain words and who was told; where the window is low they scroll."""
        self.plain, self.told = PlainCard(self.words, self.propose), ToldCard(self)
        self.plain.written.left.connect(self._write_plain)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.plain)
        column.addWidget(self.told, 1)
        holder.setProperty("role", "page")
        return quiet_area(holder, only_down=True)

    def _take_over(self, text: str) -> None:
        self.plain.written.drop()
        self._write_plain(text)

    def _write_plain(self, text: str) -> None:
        store(self, self.plain.written, write_plain_words, text)

    def _boundary(self) -> Boundary | None:
        row = self.list.current()
        return row.data if row else None

    def _show_form(self) -> None:
        self._right.setCurrentWidget(self.form)
        self._regions.reveal(1)

    def _end_form(self, boundary_id: object) -> None:
        self._right.setCurrentIndex(0)
        if boundary_id is not None:
            self.filter.clear()
            self.list.select_key(boundary_id)
        self._regions.reveal(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
