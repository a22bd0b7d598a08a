"""The menus: everything the program can do, with its keys, in the same place in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from commdesk.core.settings import TEXT_SIZES, Settings
from commdesk.core.words import N_, Text, Words
from commdesk.kit.page import PageAction

Slot = Callable[[], object]

THEMES = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))
TONGUES = (("nl", "Nederlands"), ("en", "English"))


class Verb(Struct, frozen=True):
    """One entry that is always there; the palette offers it too."""

    name: str
    text: str
    """English msgid, with & for its letter in the menu."""
    slot: Slot
    keys: tuple[str, ...] = ()


class Menus:
    """Fills a menu bar; `show_undo` and `show_page` keep it true."""

    def __init__(self, bar: QMenuBar, words: Words) -> None:
        self.bar = bar
        self.whole = QMenu(bar)
        """All menus in one, under the pages: for a window too narrow for the bar."""
        self.words = words
        self._actions: dict[str, QAction] = {}
        self._page_menu: QMenu | None = None

    def add_menu(self, title: str, verbs: Sequence[Verb | None]) -> QMenu:
        """A menu of verbs; None is a line between them. `title` is an English msgid."""
        menu = self._add_menu(title)
        self.extend(menu, verbs)
        return menu

    def _add_menu(self, title: str) -> QMenu:
        menu = self.bar.addMenu(self.words(title))
        self.whole.addMenu(menu)
        return menu

    def add_pages(self, title: str, verbs: Sequence[Verb | None]) -> None:
        """The menu of pages; in the whole they stand at the top."""
        menu = self.bar.addMenu(self.words(title))
        self.extend(menu, verbs)
        first = self.whole.actions()[0]
        self.whole.insertActions(first, menu.actions())
        self.whole.insertSeparator(first)

    def extend(self, menu: QMenu, verbs: Sequence[Verb | None]) -> None:
        for verb in verbs:
            if verb is None:
                menu.addSeparator()
            else:
                self._actions[verb.name] = self._add(menu, verb)

    def add_page_menu(self, title: str) -> None:
        self._page_menu = self._add_menu(title)

    def add_choice(
        self,
        menu: QMenu,
        title: str,
        choices: Sequence[tuple[Any, str]],
        now: Any,
        choose: Callable[[Any], object],
        *,
        is_fixed: bool = False,
    ) -> None:
        """A sub-menu in which one of a few holds; `choices` are worded."""
        inner = menu.addMenu(self.words(title))
        group = QActionGroup(inner)
        for value, text in choices:
            action = QAction(text, inner, checkable=True, checked=value == now)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
            group.addAction(action)
            inner.addAction(action)
        inner.setEnabled(not is_fixed)

    def add_list(
        self,
        menu: QMenu,
        title: str,
        entries: Sequence[tuple[Any, str]],
        choose: Callable[[Any], object],
    ) -> None:
        """A sub-menu of things to open; `entries` are worded."""
        inner = menu.addMenu(self.words(title))
        for value, text in entries:
            action = inner.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
        inner.setEnabled(bool(entries))

    def add_switch(
        self,
        menu: QMenu,
        title: str,
        *,
        now: bool,
        switch: Callable[[bool], object],
        is_fixed: bool = False,
    ) -> None:
        action = QAction(self.words(title), menu, checkable=True, checked=now)
        action.triggered.connect(switch)
        action.setEnabled(not is_fixed)
        menu.addAction(action)

    def show_undo(self, undo: Text | None, redo: Text | None) -> None:
        """Name in the menu what would be undone and redone."""
        named = (("undo", undo, N_("&Undo: {what}")), ("redo", redo, N_("&Redo: {what}")))
        for name, what, text in named:
            plain = N_("&Undo") if name == "undo" else N_("&Redo")
            said = self.words(text, what=_plain(self.words, what)) if what else self.words(plain)
            self._actions[name].setText(said)
            self._actions[name].setEnabled(what is not None)

    def show_page(self, primary: PageAction | None, actions: Sequence[PageAction]) -> None:
        """What can be done on the page that shows now."""
        menu = self._page_menu
        if menu is None:
            return
        menu.clear()
        for each in ([primary] if primary else []) + [each for each in actions if each.in_menu]:
            keys = (each.shortcut,) if each.shortcut else ()
            self._add(menu, Verb(each.name, each.text, each.slot, keys))
        menu.menuAction().setVisible(not menu.isEmpty())

    def _add(self, menu: QMenu, verb: Verb) -> QAction:
        action = QAction(self.words(verb.text), menu)
        action.setShortcuts([QKeySequence(keys) for keys in verb.keys])
        action.triggered.connect(lambda _checked=False: verb.slot())
        menu.addAction(action)
        return action


def sizes(words: Words) -> list[tuple[int, str]]:
    return [(size, words.percent(size / 100)) for size in TEXT_SIZES]


def themes(words: Words) -> list[tuple[str, str]]:
    return [(name, words(text)) for name, text in THEMES]


def is_fixed(settings: Settings, key: str) -> bool:
    """Whether the organisation has set this preference."""
    return key in settings.fixed


def _plain(words: Words, what: Text) -> str:
    """A label whose & is not taken for a menu letter."""
    return words(what).replace("&", "&&")
