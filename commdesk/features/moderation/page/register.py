"""A table with the form of its rows beside it: what Tasks and Team have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.features.members import find_by_words, find_for_palette, find_member
from commdesk.features.plan import new_todo_about
from commdesk.kit import theme
from commdesk.kit.complete import Lookup
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.flow import Flow
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, Regions
from commdesk.kit.parts import Card, button
from commdesk.kit.regions import first_to_focus
from commdesk.kit.scrolled import scrolled
from commdesk.kit.table import RowsModel, Table, TableColumn


class Kept(Struct, frozen=True):
    """What a register keeps: how it reads, adds, changes and removes. All texts are worded."""

    name: str
    title: str
    new: str
    columns: Sequence[TableColumn]
    fields: Sequence[Field]
    rows: Callable[[], Sequence[Any]]
    find: Callable[[int], Any]
    empty: Any
    add: Callable[[Mapping[str, Any]], tuple[Callable[..., int], Any]]
    """Values of the form -> the op that adds, and its draft."""
    change: Callable[..., object]
    remove: Callable[..., int]
    """Returns how many shifts left the roster with it."""
    change_with: Callable[[], Mapping[str, Any]] = dict
    """What `change` is told besides: today, where it counts from when a change holds."""
    remove_with: Callable[[], Mapping[str, Any]] = dict
    """The same for `remove`."""
    why_empty: str = ""
    has_members: bool = False
    """Whether its rows may be members: its form has a field `member` for `member_id`."""
    todo_table: str = ""
    """Where its rows stand, when a to-do can be about one of them."""


_LEAST_HEIGHT = 400  # most of a form; a page that is lower scrolls


class Register(QWidget):
    """Enter goes to the form, Ctrl+Enter saves, Esc goes back to the table."""

    shown = Signal(object)
    """The thing that is in the form now; None for a new one."""

    def __init__(self, page: Page, kept: Kept) -> None:
        super().__init__()
        self._page, self._kept = page, kept
        words = page.words
        self._rows: Sequence[Any] = ()
        model = RowsModel(kept.columns, lambda: len(self._rows), self._fetch, words, parent=self)
        self.table = Table(model, name=kept.name, title=kept.title, memory=page.host.memory)
        self.table.selected.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._to_form())
        self.table.set_empty(kept.title, kept.why_empty, kept.new, self.begin)
        self.form = Form(kept.fields, words, today=page.desk.today)
        self._members = self._lookup() if kept.has_members else None
        self._card = Card(" ", padding=0)
        self._remove = button(words("Remove"), self.remove)
        self._todo = button(words("New to-do"), self.add_todo)
        self._buttons = Flow()
        self._side = QStackedWidget()
        self._only_stored: list[QWidget] = []
        self._lay_out()
        self._row_id: int | None = None
        self._is_reading = False
        form_keys(self._card, self.save, self.leave)

    @property
    def current_id(self) -> int | None:
        """The id of the row that the form shows; None for a new one."""
        return self._row_id

    def reload(self) -> None:
        self._rows = self._kept.rows()
        self._is_reading = True  # a row that is chosen once more is no other row
        self.table.reload()
        if not self.form.is_dirty:
            if self.table.current_row() is None and self._rows:
                self.table.select_row(0)
            self._selected(self.table.current_row())
        self._is_reading = False

    def begin(self, like: Any = None) -> None:
        """A form for a new one: empty, or filled in with `like`."""
        self._show(None)
        if like is not None:
            self.form.load(like)
            self.shown.emit(None)
        self._to_form()

    def add_button(self, text: str, slot: Callable[[], object]) -> None:
        """One more thing that can be done with a stored row; `text` is worded."""
        self._only_stored.append(button(text, slot))
        self._buttons.addWidget(self._only_stored[-1])

    def add_side(self, card: QWidget) -> None:
        """Something that can stand in the place of the form; see `show_side`."""
        self._side.addWidget(card)

    def show_side(self, card: QWidget) -> None:
        self._side.setCurrentWidget(card)
        self._regions.reveal(1)
        first_to_focus(card).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_side(self) -> None:
        """Back from there: the form shows again, the keyboard is in the table."""
        self._side.setCurrentWidget(self._card)
        self._left()

    def save(self) -> None:
        page, row_id = self._page, self._row_id
        with page.refusals(self.form):
            values = self._values()
            if row_id is None:
                op, draft = self._kept.add(values)
                page.do(op, draft, form=self.form, then=self._stored)
            else:
                page.do(
                    self._kept.change,
                    row_id,
                    values,
                    form=self.form,
                    **self._kept.change_with(),
                    then=lambda _none: self._stored(row_id),
                )

    def remove(self) -> None:
        if self._row_id is not None:
            self._page.do(
                self._kept.remove,
                self._row_id,
                **self._kept.remove_with(),
                then=self._removed,
            )

    def add_todo(self) -> None:
        """In Week, about the thing that shows."""
        about = new_todo_about(self._kept.todo_table, self._row_id or 0)
        self._page.host.open_page("week", about)

    def leave(self) -> None:
        """Typing is thrown away only on purpose."""
        page = self._page
        ask_to_drop(page.window(), page.words, is_typed=self.form.is_dirty, then=self._left)

    def _removed(self, shifts: int) -> None:
        """What left the roster with it is said: nobody sees it go."""
        self._left()
        if shifts:
            said = self._page.words.plural(
                "{n} shift is off the roster.", "{n} shifts are off the roster.", shifts
            )
            self._page.banner.show_text(said, "warn")
            self._page.tell(said)

    def _left(self) -> None:
        self._selected(self.table.current_row())
        self._regions.reveal(0)
        self.table.setFocus()

    def _stored(self, row_id: int) -> None:
        self._show(self._kept.find(row_id))
        self.reload()
        self.table.select_id(row_id)
        self._page.tell(self._page.words("Saved"))
        self.table.setFocus()

    def _chosen(self, row: Any) -> None:
        if not self._is_reading:
            self._selected(row)

    def _selected(self, row: Any) -> None:
        if row is None:
            self._show(None)
            return
        with self._page.refusals():
            self._show(self._kept.find(row.id))

    def _show(self, thing: Any) -> None:
        self._row_id = thing.id if thing else None
        self._card.heading.setText(thing.name if thing else self._kept.new)
        self._remove.setVisible(thing is not None)
        is_linkable = bool(self._kept.todo_table) and self._page.host.has_page("week")
        self._todo.setVisible(is_linkable and thing is not None)
        for each in self._only_stored:
            each.setVisible(thing is not None)
        self.form.load(thing or self._kept.empty)
        if self._members and thing and thing.member_id is not None:
            member = find_member(self._page.desk.db, thing.member_id)
            self._members.show(member.id, member.name, member.organisation)
        self.shown.emit(thing)

    def _values(self) -> dict[str, Any]:
        values = self.form.values()
        if self._members:
            values["member_id"] = self._member_id(self._members, values.pop("member"))
        return values

    def _member_id(self, members: Lookup, typed: str) -> int | None:
        if not typed or (taken := members.taken) is not None:
            return taken if typed else None
        try:
            return find_by_words(self._page.desk.db, typed).id
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _lookup(self) -> Lookup:
        line = self.form.control("member")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        return Lookup(line, lambda typed: find_for_palette(self._page.desk.db, typed))

    def _to_form(self) -> None:
        self._side.setCurrentWidget(self._card)
        self._regions.reveal(1)
        self.form.focus_first()

    def _fetch(self, offset: int, limit: int) -> Sequence[Any]:
        return self._rows[offset : offset + limit]

    def _lay_out(self) -> None:
        page, words = self._page, self._page.words
        buttons = self._buttons
        buttons.addWidget(button(words("Save"), self.save, "primary"))
        buttons.addWidget(button(words("Cancel"), self.leave))
        buttons.addWidget(self._remove)
        buttons.addWidget(self._todo)
        buttons.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self._card.heading.setContentsMargins(16, 16, 16, 4)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(scrolled(self.form), 1)
        self._card.body.addLayout(buttons)
        self._side.addWidget(self._card)
        left = Card(padding=12)
        left.body.addWidget(self.table, 1)
        self._regions = Regions(
            self._kept.name, (left, self._side), words=words, memory=page.host.memory
        )
        self._regions.setMinimumHeight(_LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions, 1)
