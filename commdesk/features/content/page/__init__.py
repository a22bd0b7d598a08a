"""The tab Items beside Outreach: what there is to point people to, and whom it may concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget

from commdesk.core.words import N_
from commdesk.features.content.model import KINDS, Item, Kind
from commdesk.features.content.page.acts import Acts
from commdesk.features.content.page.editor import ItemEditor
from commdesk.features.content.page.pane import ItemPane
from commdesk.features.content.page.rows import row_of
from commdesk.features.content.queries import (
    count_items,
    count_open_questions,
    list_items,
)
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.parts import Card, FilterField
from commdesk.kit.signals import after_pause, on_key

_UNANSWERED = "unanswered"
_NEW = "new"
_MOST_SHOWN = 200


class ItemsPage(Page):
    """A list, and beside it the item with its people, or the form."""

    NAME = "items"
    TITLE = N_("Items")
    HELP = N_(
        "Questions, posts, articles and meetings to point people to. Beside an item stand the "
        "people who might answer it or look for it, with the reason. Enter goes to them; there "
        "Enter opens somebody on Outreach. In the list + counts one more reply and keeps the day "
        "of the first, Ctrl+L opens the link, Ctrl+E changes, Ctrl+N adds an item."
    )
    WATCHES = frozenset({"content_item", "content_tag", "tag", "member", "member_tag"})
    ICON = "lightbulb-outline"

    def build(self) -> None:
        self._filter = FilterField(
            self.words("Filter by title, tag, name…"), self.words("Filter the items")
        )
        search: Callable[[], None] = after_pause(self, 80, self._search)
        self._filter.textChanged.connect(lambda _text: search())
        self.kinds = self._make_kinds()
        self.list = CardList(self.words("Items"))
        self.list.selected.connect(self._selected)
        self.list.opened.connect(lambda _row: self._to_people())
        self.acts = Acts(self)
        self.pane = ItemPane(self.desk, self.words)
        self.pane.people.opened.connect(self._open_person)
        self.editor = ItemEditor(self)
        self.editor.done.connect(self._edited)
        self._right = QStackedWidget()
        self._right.addWidget(self.pane)
        self._right.addWidget(self.editor)
        self._regions = Regions(
            "items",
            (self._left(), self._right),
            words=self.words,
            memory=self.host.memory,
            shares=(6, 5),
        )
        self.content.addWidget(self._regions, 1)
        on_key(self.list, "+", self._count_reply)
        on_key(self, "Ctrl+L", self.acts.open_link)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add item"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change item"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Open link"), self.acts.open_link, in_header=False),
            PageAction(N_("One more reply"), self.acts.count_reply, in_header=False),
            PageAction(N_("Close or reopen question"), self.acts.toggle_question, in_header=False),
            PageAction(N_("Remove item"), self.acts.remove, in_header=False),
        ]

    def filter_field(self) -> QLineEdit | None:
        return self._filter

    def reload(self) -> None:
        self._show_rows()
        self.header.show_words(line=self._line())

    def show_target(self, target: object) -> None:
        """Select this item, whatever the filter was; `new/2026-11-27` is a new one for that day."""
        begins, _, day = str(target).partition("/")
        if begins == _NEW:
            self._edit(None, date.fromisoformat(day) if day else None)
            return
        self._clear()
        self.refresh()
        if self.list.select_key(int(str(target))):
            self._right.setCurrentWidget(self.pane)
            self._regions.reveal(1)
        self.list.setFocus()

    def has_unsaved(self) -> bool:
        return self._right.currentWidget() is self.editor and self.editor.form.is_dirty

    def drop_unsaved(self) -> None:
        self._right.setCurrentWidget(self.pane)

    def add(self) -> None:
        self._edit(None)

    def change(self) -> None:
        if item := self.item():
            self._edit(item)

    def item(self) -> Item | None:
        """The item that is selected."""
        row = self.list.current()
        return row.data if row else None

    def _line(self) -> str:
        """How many there are, how many questions wait, and what is left out."""
        words, count = self.words, count_items(self.desk.db)
        waiting = count_open_questions(self.desk.db, self.desk.today())
        told = words.plural(
            "{n} question without a reply", "{n} questions without a reply", waiting
        )
        parts = [words.plural("{n} item", "{n} items", count)] + [told] * bool(waiting)
        if count > _MOST_SHOWN:
            parts.append(words("the newest {n} are shown", n=_MOST_SHOWN))
        return " · ".join(parts) if count else ""

    def _left(self) -> Card:
        card = Card(padding=12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._filter, 1)
        row.addWidget(self.kinds)
        card.body.addLayout(row)
        card.body.addWidget(self.list, 1)
        self._filter.went_down.connect(self.list.setFocus)
        return card

    def _make_kinds(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.words("Which items"))
        box.addItem(self.words("All kinds"), "")
        for kind, title in KINDS:
            box.addItem(self.words(title), str(kind))
        box.addItem(self.words("Without a reply"), _UNANSWERED)
        box.currentIndexChanged.connect(lambda _index: self._show_rows())
        return box

    def _found(self) -> list[Item]:
        """The newest that fit; further ones come into sight by filtering."""
        typed, kind = self._filter.text(), self.kinds.currentData() or ""
        if kind != _UNANSWERED:
            return list_items(self.desk.db, search=typed, kind=kind, limit=_MOST_SHOWN)
        asked = list_items(
            self.desk.db, search=typed, kind=Kind.QUESTION, until=self.desk.today(), limit=-1
        )
        return [item for item in asked if item.is_unanswered][:_MOST_SHOWN]

    def _search(self) -> None:
        """Typed a moment ago: the workbook may be closed by now."""
        if self.desk.is_open:
            self._show_rows()

    def _show_rows(self) -> None:
        today = self.desk.today()
        self.list.show_rows([row_of(item, self.words, today) for item in self._found()])
        if self.list.current() is None:
            self.list.select_first()
        self._selected(self.list.current())
        self._explain_emptiness()

    def _explain_emptiness(self) -> None:
        words = self.words
        if count_items(self.desk.db):
            title = words("No item fits this filter")
            self.list.set_empty(title, "", words("Clear the filter"), self._clear)
            return
        text = words(
            "An item is what you point people to: a question, a post, an article or a meeting. "
            "With its tags you see who looks for it and who might answer it."
        )
        self.list.set_empty(words("No items yet"), text, words("Add item"), self.add)

    def _clear(self) -> None:
        self._filter.clear()
        self.kinds.setCurrentIndex(0)
        self._show_rows()

    def _selected(self, row: CardRow | None) -> None:
        if row is None:
            self.pane.show_nothing()
        else:
            self.pane.show_item(row.data, self.acts.buttons(row.data))

    def _count_reply(self) -> None:
        if self.host.has_letter_keys:
            self.acts.count_reply()

    def _to_people(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self._regions.reveal(1)
        if self.pane.people.current():
            self.pane.people.setFocus()

    def _open_person(self, row: CardRow) -> None:
        self.host.open_page("outreach", row.data.candidate.id)

    def _edit(self, item: Item | None, day: date | None = None) -> None:
        """What is typed about another is thrown away only on purpose."""

        def show() -> None:
            self._right.setCurrentWidget(self.editor)
            self._regions.reveal(1)
            self.editor.begin(item, day)

        ask_to_drop(self.window(), self.words, is_typed=self.has_unsaved(), then=show)

    def _edited(self, item_id: Any) -> None:
        self._right.setCurrentWidget(self.pane)
        if item_id is not None:
            self.show_target(item_id)
        self._regions.reveal(0)
        self.list.setFocus()
