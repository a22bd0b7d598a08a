"""The card of themes: ranked, merged, renamed, taken away, and people made of names, by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from commdesk.core.words import N_
from commdesk.features.concept.needs.page.asking import ask_who
from commdesk.features.concept.needs.page.themelist import ThemeList, rows_of
from commdesk.features.concept.needs.queries import namesakes
from commdesk.features.concept.themes import Theme
from commdesk.features.concept.themes.model import prospect_named
from commdesk.features.concept.themes.ops import (
    make_prospect,
    merge_themes,
    remove_theme,
    rename_theme,
)
from commdesk.features.concept.themes.queries import theme_named
from commdesk.features.members import Name
from commdesk.kit import theme
from commdesk.kit.cardlist import CardRow
from commdesk.kit.dialogs import ask, ask_text
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, Slot, button
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.kit.page import Page

_CHOOSE = N_("Select two or more themes first, with Shift or Ctrl.")


class ThemesCard(Card):
    """Enter shows the interviews that name it; F2 renames, M merges, P makes a prospect."""

    def __init__(self, page: Page, show_interviews: Callable[[Theme], object]) -> None:
        words = page.words
        super().__init__(words("What they say"))
        self._page, self.words = page, words
        self._show_interviews = show_interviews
        self.list = ThemeList(words("Themes"))
        self.list.setMinimumHeight(theme.px(220))
        self.list.opened.connect(lambda row: show_interviews(row.data))
        self.list.selected.connect(self._selected)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.prospect = button(words("Make a prospect"), self.make_prospect)
        self.merge_button = button(words("Merge"), self.merge)
        self._rename = button(words("Rename"), self.rename)
        self._remove = button(words("Delete"), self.remove)
        self.buttons = QWidget()
        row = Flow(self.buttons)
        for each in (self.prospect, self.merge_button, self._rename, self._remove):
            row.addWidget(each)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.buttons)
        for keys, slot in (("F2", self.rename), ("Del", self.remove)):
            on_key(self.list, keys, slot)
        for keys, slot in (("M", self.merge), ("P", self.make_prospect)):
            on_key(self.list, keys, _lettered(page, slot))

    def show_themes(self, themes: Sequence[Theme]) -> None:
        self.list.show_rows(rows_of(themes, self.words))
        if self.list.current() is None:
            self.list.select_first()
        self._selected()

    def merge(self) -> None:
        """The others that are selected go into the one with the keyboard."""
        chosen = self.list.chosen()
        if len(chosen) <= 1:
            self._page.tell(self.words(_CHOOSE))
            return
        self._merge(chosen[0], chosen[1:])

    def rename(self) -> None:
        if chosen := self.list.chosen():
            words = self.words
            ask_text(
                self.window(),
                words,
                title=words("Rename theme “{name}”", name=chosen[0].name),
                name=words("Name"),
                do=words("Rename"),
                then=lambda typed: self._name(chosen[0], typed),
                help=words("The name of another theme merges the two."),
            )

    def remove(self) -> None:
        """Undo brings it back, so nothing is asked."""
        if chosen := self.list.chosen():
            name = chosen[0].name
            said = self.words("Theme deleted: {name}", name=name)
            self._page.do(remove_theme, chosen[0].id, then=lambda _none: self._page.tell(said))

    def make_prospect(self) -> None:
        """Somebody named as needed becomes a prospect; a member of that name is asked about."""
        if not (chosen := self.list.chosen()):
            return
        if not chosen[0].may_be_somebody:
            self._page.tell(self.words("Only who they need can become a prospect, once."))
            return
        self.make_prospect_of(chosen[0])

    def make_prospect_of(self, named: Theme) -> None:
        draft = prospect_named(named.name)
        name = str(Name(draft.first_name, draft.infix, draft.last_name))
        ask_who(
            self._page, name, namesakes(self._page.desk.db, name),
            lambda who: self._make(named, name, who),
        )  # fmt: skip

    def _make(self, named: Theme, name: str, who: int | None) -> None:
        said = self.words("{name} is a prospect now", name=name)
        if who is not None:
            said = self.words("{name} is tied to the member", name=name)
        page = self._page
        page.do(
            make_prospect, named.id, who, today=page.desk.today(),
            then=lambda _id: page.tell(said),
        )  # fmt: skip

    def _name(self, renamed: Theme, typed: str) -> None:
        """Another name; that of another theme merges the two, after a question."""
        page, words = self._page, self.words
        other = theme_named(page.desk.db, renamed.question, " ".join(typed.split()))
        if other is None or other.id == renamed.id:
            page.do(rename_theme, renamed.id, typed)
            return
        ask(
            self.window(),
            words,
            title=words("There is a theme “{name}” already", name=other.name),
            text=words("Interviews that name both will name it once."),
            do=words("Merge"),
            then=lambda: self._merge(other, [renamed]),
        )

    def _merge(self, keep: Theme, others: Sequence[Theme]) -> None:
        said = self.words.plural(
            "{n} theme merged into {name}", "{n} themes merged into {name}",
            len(others), name=keep.name,
        )  # fmt: skip
        page = self._page

        def merged(_none: object) -> None:
            self.list.select_key(keep.id)
            page.tell(said)

        page.do(merge_themes, keep.id, [each.id for each in others], then=merged)

    def _selected(self, _row: CardRow | None = None) -> None:
        chosen = self.list.chosen()
        self.buttons.setVisible(bool(chosen))
        if chosen:
            self.prospect.setVisible(len(chosen) == 1 and chosen[0].may_be_somebody)
            self.merge_button.setEnabled(len(chosen) > 1)
            self.merge_button.setToolTip("" if len(chosen) > 1 else self.words(_CHOOSE))


def _lettered(page: Page, slot: Slot) -> Slot:
    """A key of one letter can be switched off."""
    return lambda: slot() if page.host.has_letter_keys else None
