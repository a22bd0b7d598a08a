"""The Ambassadors page: who they are by stage, and beside it what we give, ask and agreed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QStackedWidget

from commdesk.core.words import N_
from commdesk.features.ambassadors.model import ORDER, STAGES, Card, Kind
from commdesk.features.ambassadors.ops import move_stage, remove_ambassador
from commdesk.features.ambassadors.page.buttons import buttons_of
from commdesk.features.ambassadors.page.detail import detail_of
from commdesk.features.ambassadors.page.editors import AmbassadorEditor, Editor, ExchangeEditor
from commdesk.features.ambassadors.page.forms import (
    AgreementEditor,
    CardEditor,
    CheckEditor,
    MoveEditor,
    WantedEditor,
)
from commdesk.features.ambassadors.page.saying import line_of, row_of
from commdesk.features.ambassadors.queries import capacity, list_ambassadors
from commdesk.features.members import count_members
from commdesk.kit import parts
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.dialogs import ask
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.signals import on_key

E = TypeVar("E", bound=Editor)
ADD = "new"
"""In the place of an ambassador: the form for one more."""


class AmbassadorsPage(Page):
    """Alt+Right moves somebody a stage on, Alt+Left back; G logs a give, A an ask."""

    NAME = "ambassadors"
    TITLE = N_("Ambassadors")
    HELP = N_(
        "Who carries the community with you: what each is looking for, what was agreed, and "
        "whether you give more than you ask. In the list Alt+Right moves somebody to the next "
        "stage and Alt+Left back, G logs something you gave, A something you asked, Ctrl+E changes "
        "the agreement, M writes a move with its note, L looks back on what they were looking for."
    )
    WATCHES = frozenset(
        {
            "ambassador", "ambassador_exchange", "ambassador_move", "ambassador_agreement",
            "ambassador_check", "content_item", "outreach_cadence", "outreach_message",
            "outreach_pause", "member", "member_tag", "tag", "workbook_fact", "closing_day",
            "absence",
        }
    )  # fmt: skip
    ICON = "account-star-outline"

    def build(self) -> None:
        self.list = CardList(self.words("Ambassadors"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(self._open)
        self._detail = DetailPane(self.words("Choose an ambassador to see what you agreed."))
        self._right = QStackedWidget()
        self._right.addWidget(self._detail)
        card = parts.Card(padding=8)
        self.filter = CardFilter(self.words, self.list)
        card.body.addWidget(self.filter)
        card.body.addWidget(self.list)
        card.setFocusProxy(self.list)
        self._regions = Regions(
            "ambassadors", (card, self._right), words=self.words, memory=self.host.memory
        )
        self.content.addWidget(self._regions, 1)
        on_key(self.list, "Alt+Right", lambda: self.move_on(1))
        on_key(self.list, "Alt+Left", lambda: self.move_on(-1))
        for key, kind in (("G", Kind.GIVE), ("A", Kind.ASK)):
            on_key(self.list, key, partial(self._by_letter, partial(self.log, kind)))
        on_key(self.list, "M", partial(self._by_letter, self.move_with_note))
        on_key(self.list, "L", partial(self._by_letter, self.look_back))

    @cached_property
    def editor(self) -> AmbassadorEditor:
        """Made when it is first wanted, as every form here: together they take a while."""
        return self._placed(AmbassadorEditor(self))

    @cached_property
    def exchange(self) -> ExchangeEditor:
        return self._placed(ExchangeEditor(self))

    @cached_property
    def mover(self) -> MoveEditor:
        return self._placed(MoveEditor(self))

    @cached_property
    def agreement(self) -> AgreementEditor:
        return self._placed(AgreementEditor(self))

    @cached_property
    def check(self) -> CheckEditor:
        return self._placed(CheckEditor(self))

    @cached_property
    def wanted(self) -> WantedEditor:
        return self._placed(WantedEditor(self))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add ambassador"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Log a give"), partial(self.log, Kind.GIVE), in_header=False),
            PageAction(N_("Log an ask"), partial(self.log, Kind.ASK), in_header=False),
            PageAction(N_("Change the agreement"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("To the next stage"), lambda: self.move_on(1), in_header=False),
            PageAction(N_("To the stage before"), lambda: self.move_on(-1), in_header=False),
            PageAction(N_("Move with a note"), self.move_with_note, in_header=False),
            PageAction(N_("New agreement"), self.agree, in_header=False),
            PageAction(N_("Look back"), self.look_back, in_header=False),
            PageAction(N_("Hours wanted"), self.want, in_header=False),
            PageAction(N_("Take off the list"), self.remove, in_header=False),
        ]

    def filter_field(self) -> CardFilter:
        return self.filter

    def take_focus(self) -> None:
        """In the form that is open, else in the list when there is one."""
        form = self._right.currentWidget()
        if isinstance(form, Editor) and (field := form.focusWidget()):
            field.setFocus()
        elif self.list.rows:
            self.list.setFocus()
        else:
            super().take_focus()

    def reload(self) -> None:
        cards = list_ambassadors(self.desk.db, self.desk.today())
        found = capacity(self.desk.db, cards, self.desk.today())
        self.header.show_words(line=line_of(cards, found, self.words))
        self._explain_emptiness()
        self.filter.setVisible(bool(cards))
        self.filter.show_rows([row_of(card, self.words) for card in cards])

    def person_at_hand(self) -> int | None:
        card = self._card()
        return card.ambassador.member_id if card else None

    def show_target(self, target: object) -> None:
        """One of them by their id, or the form for one more once there are members."""
        if self.is_stale:
            self.refresh()
        if target == ADD:
            if count_members(self.desk.db):
                self.add()
            return
        if not self.has_unsaved():
            self.drop_unsaved()
        self.filter.clear()
        self.list.select_key(int(str(target)))
        self._regions.reveal(1)

    def has_unsaved(self) -> bool:
        shown = self._right.currentWidget()
        return isinstance(shown, Editor) and shown.form.is_dirty

    def drop_unsaved(self) -> None:
        self._right.setCurrentWidget(self._detail)

    def add(self) -> None:
        self._show_form(self.editor)
        self.editor.begin(None)

    def change(self) -> None:
        if card := self._card():
            self._show_form(self.editor)
            self.editor.begin(card.ambassador)

    def log(self, kind: Kind) -> None:
        """Log a give or an ask with the selected ambassador."""
        if card := self._card():
            self._show_form(self.exchange)
            self.exchange.begin(card, kind)

    def move_with_note(self) -> None:
        if card := self._card():
            self._begin(self.mover, card)

    def agree(self) -> None:
        """A further agreement with the selected ambassador."""
        if card := self._card():
            self._begin(self.agreement, card)

    def look_back(self) -> None:
        """Did the selected ambassador get what they were looking for?"""
        if card := self._card():
            self._begin(self.check, card)

    def _begin(self, form: CardEditor, card: Card) -> None:
        self._show_form(form)
        form.begin(card)

    def _placed(self, form: E) -> E:
        self._right.addWidget(form)
        form.done.connect(self._edited)
        return form

    def want(self) -> None:
        """How many hours a week all ambassadors together should come to."""
        self._show_form(self.wanted)
        self.wanted.begin()

    def move_on(self, steps: int) -> None:
        """One stage on or back; at either end nothing happens."""
        card = self._card()
        if card is None:
            return
        person = card.ambassador
        place = ORDER.index(person.stage) + steps
        if 0 <= place < len(ORDER):
            stage = self.words(dict(STAGES)[ORDER[place]])
            said = f"{person.name}: {stage}"
            self.do(
                move_stage,
                person.id,
                ORDER[place],
                today=self.desk.today(),
                then=lambda _none: self.tell(said),
            )

    def remove(self) -> None:
        if card := self._card():
            person = card.ambassador
            ask(
                self.window(),
                self.words,
                title=self.words("Take {name} off the list?", name=person.name),
                text=self.words(
                    "They stay a member, and what was given and asked stays. You can undo this."
                ),
                do=self.words("Take off the list"),
                then=lambda: self.do(remove_ambassador, person.id),
                is_danger=True,
            )

    def _open(self, _row: CardRow) -> None:
        self._regions.reveal(1)

    def _card(self) -> Card | None:
        row = self.list.current()
        return row.data if row else None

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self._detail.show_nothing()
            return
        with self.refusals():
            detail = detail_of(self.desk, row.data, self.words, self._buttons(row.data))
            self._detail.show_detail(detail)

    def _buttons(self, card: Card) -> tuple[QPushButton, ...]:
        return buttons_of(self, card)

    def _by_letter(self, act: Callable[[], None]) -> None:
        if self.host.has_letter_keys:
            act()

    def _show_form(self, form: Editor) -> None:
        self._right.setCurrentWidget(form)
        self._regions.reveal(1)

    def _edited(self, ambassador_id: object) -> None:
        self._right.setCurrentWidget(self._detail)
        if ambassador_id is not None:
            self.list.select_key(ambassador_id)
        self._regions.reveal(0)
        self.list.setFocus()

    def _explain_emptiness(self) -> None:
        words = self.words
        text = words(
            "Ambassadors carry the community with you. Begin with a member who helps others "
            "already, and write down what they are looking for."
        )
        if count_members(self.desk.db):
            self.filter.set_empty(
                words("No ambassadors yet"), text, words("Add ambassador"), self.add
            )
        else:
            go = partial(self.host.open_page, "members")
            self.filter.set_empty(words("No ambassadors yet"), text, words("Go to Members"), go)
