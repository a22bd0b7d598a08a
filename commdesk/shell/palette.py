"""Ctrl+K: any member, page or action, in either language, in a list under the search field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from commdesk.core.desk import Desk
from commdesk.core.words import LANGUAGES, Text, Words
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.signals import after_pause, speak
from commdesk.shell.topbar import SearchField

_MOST = 10


class Command(Struct, frozen=True):
    """Something the palette can do, found by its title in either language."""

    title: str | Text
    """English msgid; the & of a menu is left out once it is worded."""
    kind: str
    """English msgid of what it is: page, action."""
    run: Callable[[], object]
    note: str = ""
    """Where it is done, in words."""
    also: str = ""
    """English msgid: other words by which it is found; they are shown then."""


def worded(title: str | Text, words: Words) -> str:
    """A title as the palette shows it: translated as the menu has it, without its & and dots."""
    return words(title).replace("&", "").removesuffix("…")


def matches(typed: str, title: str | Text, speakers: Iterable[Words]) -> bool:
    """Whether every typed word begins a word of the title in one of the languages."""
    wanted = typed.casefold().replace("-", " ").split()
    for words in speakers:
        have = worded(title, words).casefold().replace("-", " ").split()
        if all(any(each.startswith(word) for each in have) for word in wanted):
            return True
    return False


class Palette(QFrame):
    """The list under the search field; it never takes the keyboard away from it."""

    came = Signal()

    def __init__(
        self,
        window: QWidget,
        field: SearchField,
        desk: Desk,
        words: Words,
        commands: Callable[[], list[Command]],
        open_page: Callable[[str, object], object],
    ) -> None:
        super().__init__(window)
        self._field, self._desk, self.words = field, desk, words
        self._commands, self._open_page = commands, open_page
        self._speakers = [Words(language) for language in LANGUAGES]
        self._before: QWidget | None = None
        self._searched = ""
        self.setProperty("role", "popup")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self.hide()
        field.asked.connect(self.open)
        field.moved.connect(self._move)
        self._open_soon: Callable[[], None] = after_pause(self, 60, self._open_typed)
        field.textEdited.connect(lambda _text: self._open_soon())
        field.installEventFilter(self)

    def focus(self, before: QWidget | None) -> None:
        """Go to the field and open; Esc goes back to what had the keyboard.

        Having the keyboard alone opens nothing: a window gives it to its first field by itself.
        """
        if before is not self._field:
            self._before = before
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.open()

    def open(self) -> None:
        self._search()
        self.show()
        self.raise_()
        self.came.emit()

    def close_list(self) -> None:
        self.hide()
        self._field.clear()
        before, self._before = self._before, None
        if before is not None and isValid(before) and self._field.hasFocus():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def rows(self) -> list[CardRow]:
        return self._list.rows

    @cached_property
    def _list(self) -> CardList:
        """Made when it is first asked for: a window starts without it."""
        made = CardList(self.words("Found"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _index: self._run())
        self._column.addWidget(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()  # a click in the list leaves the keyboard where it is
        return super().eventFilter(watched, event)

    def _open_typed(self) -> None:
        """Open for what is typed, unless it was left or carried out meanwhile."""
        if self._field.hasFocus() and self._field.text():
            self.open()
        elif self.isVisible():
            self._search()

    def _search(self) -> None:
        typed = self._searched = self._field.text().strip()
        found = [*self._found_commands(typed), *self._found_things(typed)][: 2 * _MOST]
        self._list.show_rows(found)
        self._list.set_empty(self.words("Nothing found for “{typed}”", typed=typed))
        self._list.select_first()
        self._place()

    def _found_commands(self, typed: str) -> list[CardRow]:
        commands = self._commands()
        named = [c for c in commands if matches(typed, c.title, self._speakers)]
        meant = [
            replace(c, note=self.words(c.also))
            for c in commands
            if c.also and c not in named and matches(typed, c.also, self._speakers)
        ]
        return [
            CardRow(
                key=(command.kind, str(command.title)),
                title=worded(command.title, self.words),
                reason=command.note,
                right=self.words(command.kind),
                data=command.run,
            )
            for command in (*named, *meant)[:_MOST]
        ]

    def _found_things(self, typed: str) -> list[CardRow]:
        if not typed:
            return []
        rows = []
        for feature in self._desk.features:
            for each, title, note in feature.find(self._desk.db, typed) if feature.find else ():
                page = feature.page or feature.name
                rows.append(self._thing_row(page, feature.title, each, title, note))
        return rows[:_MOST]

    def _thing_row(self, page: str, kind: str, each: int, title: str, note: str) -> CardRow:
        return CardRow(
            key=(page, each),
            title=title,
            reason=note,
            right=self.words(kind),
            data=lambda: self._open_page(page, each),
        )

    def _move(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run()
        elif self.isHidden():
            self.open()
        else:
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
            if row := self._list.current():
                speak(self._field, f"{row.title}, {row.right}")

    def _run(self) -> None:
        if self.isHidden() or self._searched != self._field.text().strip():
            self.open()  # typed fast: Enter means what stands there, not what was found before
        row = self._list.current()
        if row is None:
            return
        self.close_list()
        row.data()

    def _place(self) -> None:
        """Under the field, as wide as it or wider, as high as its rows up to half the window."""
        window = self.parentWidget()
        if window is None:
            return
        width = max(self._field.width(), theme.px(460))
        at = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        left = max(8, min(at.x(), window.width() - width - 8))
        self.resize(width, 100)
        height = min(self._list.full_height() + 10, window.height() * 2 // 3)
        self.setGeometry(left, at.y(), width, max(height, theme.px(64)))
