"""The form of a to-do, shown under the days of the week."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import asdict, replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.members import find_by_words, find_for_palette, find_member
from commdesk.features.plan.about import find_things, name_of, read_target
from commdesk.features.plan.model import KINDS, Todo, TodoDraft
from commdesk.features.plan.ops import (
    add_todo,
    change_todo,
    complete_todo,
    remove_todo,
    reopen_todo,
)
from commdesk.features.plan.page.repeating import MORE_OF_REPEATING, REPEATS, Repeating
from commdesk.features.plan.queries import find_todo
from commdesk.features.plan.repeats.model import Repeat
from commdesk.features.plan.repeats.ops import (
    add_series,
    change_coming,
    end_series,
    remove_coming,
    repeat_todo,
)
from commdesk.kit import theme
from commdesk.kit.complete import Lookup
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button, label
from commdesk.kit.scrolled import keep_in_sight, quiet_area
from commdesk.kit.signals import soon

FIELDS = (
    Field("title", N_("What is to be done"), stretch=6),
    Field("kind", N_("Kind of work"), "choice", KINDS, beside=True, stretch=3),
    Field("minutes", N_("How long"), "minutes", beside=True, stretch=2),
    Field("planned_on", N_("On"), "date", stretch=3),
    Field("due_on", N_("Due"), "date", beside=True, stretch=3),
    Field("member", N_("About member"), beside=True, stretch=3),
    Field("thing", N_("Belongs to"), placeholder=N_("Moderation task…"), beside=True, stretch=3),
    REPEATS,
    Field("note", N_("Note"), beside=True, stretch=5),
    Field("owner", N_("Owner"), beside=True, stretch=2),
    Field("is_promise", N_("Promised to somebody"), "check", beside=True, stretch=3),
    *MORE_OF_REPEATING,
)


_PRIVACY = N_("Nothing about clients, health or political views.")


class TodoEditor(Card):
    """Adds or changes one to-do; `done` with its id, or None when it was left or removed."""

    done = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__("")
        self._page = page
        self._todo: Todo | None = None
        words = page.words
        self.form = Form(FIELDS, words, today=page.desk.today)
        self._repeating = Repeating(self.form, page)
        self._member, self._thing = self._line("member"), self._line("thing")
        self._members = Lookup(self._member, lambda typed: find_for_palette(page.desk.db, typed))
        self._things = Lookup(self._thing, self._find_things)
        self._tables: dict[int, str] = {}
        """Of each thing that was shown: where it stands."""
        self._tick = button("", self.tick)
        self._remove = button(words("Remove"), self.remove)
        row = QHBoxLayout()
        row.addWidget(button(words("Save"), self.save, "primary"))
        row.addWidget(button(words("Cancel"), self.leave))
        row.addWidget(self._tick)
        row.addWidget(self._remove)
        row.addWidget(self._repeating.scope)
        row.addStretch()
        self.heading.show()
        self.body.addWidget(self._scrolled(), 1)
        self.body.addLayout(row)
        form_keys(self, self.save, self.leave)

    def begin(self, todo_id: int | None, day: date | None = None, about: str = "") -> None:
        """Show this to-do, or an empty form for one on `day`; refuses one that is gone.

        `about` is what `new_todo_about` made of a thing.
        """
        page = self._page
        todo = find_todo(page.desk.db, todo_id) if todo_id is not None else None
        self._todo = todo
        self.heading.setText(page.words("Change the to-do") if todo else page.words("New to-do"))
        self._remove.setVisible(todo is not None)
        self._tick.setVisible(todo is not None)
        is_done = todo is not None and todo.is_done
        self._tick.setText(page.words("Not done after all") if is_done else page.words("Tick off"))
        draft = todo or self._new(day, about)
        self.form.load(
            asdict(draft) | self._repeating.loaded(todo, draft.planned_on or draft.due_on)
        )
        self._repeating.settle()
        if draft.member_id is not None:
            member = find_member(page.desk.db, draft.member_id)
            self._members.show(member.id, member.name, member.organisation)
        if draft.link_id is not None:
            self._show_thing(draft.link_table, draft.link_id)
        self.form.focus_first()

    def save(self) -> None:
        """By one act, whether it comes once, repeats, or is one of a series."""
        page, todo = self._page, self._todo
        with page.refusals(self.form):
            values = self._values()
            repeat = self._repeating.read(values, values["planned_on"] or values["due_on"])
            if todo is None:
                self._add(values, repeat)
            elif todo.series_id is None and repeat:
                said = self._repeating.told(TodoDraft(**values), repeat)
                self._do(repeat_todo, todo.id, values, repeat, today=page.desk.today(), said=said)
            elif todo.series_id is None or not self._repeating.is_coming:
                self._check_only()
                self._do(change_todo, todo.id, values, todo_id=todo.id)
            elif repeat is None:
                self._do(end_series, todo.id, values, todo_id=todo.id)
            else:
                said = self._repeating.told(TodoDraft(**values), repeat)
                self._do(change_coming, todo.id, values, repeat, today=page.desk.today(), said=said)

    def _add(self, values: dict[str, Any], repeat: Repeat | None) -> None:
        draft, today = TodoDraft(**values), self._page.desk.today()
        if repeat:
            self._do(
                add_series, draft, repeat, today=today, said=self._repeating.told(draft, repeat)
            )
        else:
            self._do(add_todo, draft, today=today)

    def _do(
        self, op: Any, *args: Any, todo_id: int | None = None, said: str = "", **more: Any
    ) -> None:
        """Do it, and end with the to-do it gave, or with `todo_id`; `said` tells what was saved."""
        self._page.do(
            op, *args, **more, form=self.form,
            then=lambda made: self._stored(made if todo_id is None else todo_id, said),
        )  # fmt: skip

    def _check_only(self) -> None:
        if self._todo and self._todo.series_id is not None and self._repeating.is_changed:
            raise Refused("How it repeats changes for the coming ones too.")

    def leave(self) -> None:
        """Typing is thrown away only on purpose."""
        ask_to_drop(
            self._page.window(), self._page.words, is_typed=self.form.is_dirty, then=self._left
        )

    def _left(self) -> None:
        self.form.load(None)
        self.done.emit(None)

    def tick(self) -> None:
        """Done, or not done after all; what was typed in the form is left out of it."""
        if self._todo and self._todo.is_done:
            self._page.do(reopen_todo, self._todo.id, then=lambda _none: self._left())
        elif self._todo:
            today = self._page.desk.today()
            self._page.do(
                complete_todo, self._todo.id, today=today, then=lambda _none: self._left()
            )

    def remove(self) -> None:
        """This one; of a series the coming ones too, when that is chosen."""
        if self._todo:
            op = remove_coming if self._repeating.is_coming else remove_todo
            self._page.do(op, self._todo.id, then=lambda _none: self._left())

    def _values(self) -> dict[str, Any]:
        """What is typed; the member and the thing as they were chosen, or by what names one."""
        values = self.form.values()
        values["member_id"] = self._member_id(values.pop("member"))
        link_id = self._thing_id(values.pop("thing"))
        table = self._tables[link_id] if link_id is not None else ""
        return values | {"link_table": table, "link_id": link_id}

    def _member_id(self, typed: str) -> int | None:
        if not typed:
            return None
        if (taken := self._members.taken) is not None:
            return taken
        try:
            return find_by_words(self._page.desk.db, typed).id
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _thing_id(self, typed: str) -> int | None:
        if not typed or (taken := self._things.taken) is not None:
            return taken if typed else None
        found = self._find_things(typed)
        if len(found) != 1:
            raise Refused("Choose one of what is found for {typed}.", typed=typed, field="thing")
        return found[0][0]

    def _find_things(self, typed: str) -> list[tuple[int, str, str]]:
        found = list(find_things(self._page.desk, typed, self._page.words))
        self._tables |= {thing_id: table for table, thing_id, _shown in found}
        return [(thing_id, shown, "") for _table, thing_id, shown in found]

    def _show_thing(self, table: str, thing_id: int) -> None:
        if name := name_of(self._page.desk, table, thing_id, self._page.words):
            self._tables[thing_id] = table
            self._things.show(thing_id, name)

    def _new(self, day: date | None, about: str) -> TodoDraft:
        draft = TodoDraft(planned_on=day, owner=self._page.desk.workbook.owner)
        if (thing := read_target(about)) is None:
            return draft
        link_id = thing.id if thing.table else None
        return replace(draft, link_table=thing.table, link_id=link_id, member_id=thing.member_id)

    def _scrolled(self) -> QScrollArea:
        """The form, which is higher than its place when the to-do repeats."""
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(theme.px(4),) * 4)
        column.addWidget(self.form)
        column.addWidget(label(self._page.words(_PRIVACY), "small", wraps=True))
        column.addStretch()
        area = quiet_area(inside)
        keep_in_sight(self.form.controls(), area)
        self._repeating.opened.connect(lambda: soon(area, lambda: _to_the_end(area)))
        return area

    def _line(self, key: str) -> QLineEdit:
        line = self.form.control(key)
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        return line

    def _stored(self, todo_id: int, said: str) -> None:
        self.form.load(None)
        self._page.tell(said or self._page.words("Saved"))
        self.done.emit(todo_id)


def _to_the_end(area: QScrollArea) -> None:
    """What was opened at the end of the form is seen."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
