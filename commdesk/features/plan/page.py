"""The form of a to-do, shown under the days of the week."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from commdesk.core.words import N_
from commdesk.features.members import find_by_words, find_member
from commdesk.features.plan.model import KINDS, Todo, TodoDraft
from commdesk.features.plan.ops import (
    add_todo,
    change_todo,
    complete_todo,
    remove_todo,
    reopen_todo,
)
from commdesk.features.plan.queries import find_todo
from commdesk.kit.form import Field, Form
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button, label
from commdesk.kit.signals import on_key

FIELDS = (
    Field("title", N_("What is to be done"), stretch=6),
    Field("kind", N_("Kind of work"), "choice", KINDS, beside=True, stretch=3),
    Field("minutes", N_("How long"), "minutes", beside=True, stretch=2),
    Field("planned_on", N_("On"), "date", stretch=3),
    Field("due_on", N_("Due"), "date", beside=True, stretch=3),
    Field("member", N_("About member"), beside=True, stretch=3),
    Field("owner", N_("Owner"), beside=True, stretch=2),
    Field("note", N_("Note"), stretch=8),
    Field("is_promise", N_("Promised to somebody"), "check", beside=True, stretch=3),
)


class TodoEditor(Card):
    """Adds or changes one to-do; `done` with its id, or None when it was left or removed."""

    done = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__("")
        self._page = page
        self._todo: Todo | None = None
        words = page.words
        self.form = Form(FIELDS, words, today=page.desk.today)
        self._tick = button("", self.tick)
        self._remove = button(words("Remove"), self.remove)
        row = QHBoxLayout()
        row.addWidget(button(words("Save"), self.save, "primary"))
        row.addWidget(button(words("Cancel"), self.leave))
        row.addWidget(self._tick)
        row.addWidget(self._remove)
        row.addWidget(label(words("Nothing about clients, health or political views."), "small"))
        row.addStretch()
        self.heading.show()
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.body.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            on_key(self, keys, self.save)
        on_key(self, "Esc", self.leave)

    def begin(self, todo_id: int | None, day: date | None = None) -> None:
        """Show this to-do, or an empty form for one on `day`; refuses one that is gone."""
        page = self._page
        todo = find_todo(page.desk.db, todo_id) if todo_id is not None else None
        self._todo = todo
        self.heading.setText(page.words("Change the to-do") if todo else page.words("New to-do"))
        self._remove.setVisible(todo is not None)
        self._tick.setVisible(todo is not None)
        is_done = todo is not None and todo.is_done
        self._tick.setText(page.words("Not done after all") if is_done else page.words("Tick off"))
        self.form.load(todo or TodoDraft(planned_on=day, owner=page.desk.workbook.owner))
        if todo and todo.member_id is not None:
            member = find_member(page.desk.db, todo.member_id)
            self.form.load(_record(todo) | {"member": member.email or member.name})
        self.form.focus_first()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self._values()
            if self._todo is None:
                draft = TodoDraft(**values)
                page.do(add_todo, draft, today=page.desk.today(), form=self.form, then=self._stored)
            else:
                todo_id = self._todo.id
                page.do(
                    change_todo,
                    todo_id,
                    values,
                    form=self.form,
                    then=lambda _none: self._stored(todo_id),
                )

    def leave(self) -> None:
        self.form.load(None)
        self.done.emit(None)

    def tick(self) -> None:
        """Done, or not done after all; what was typed in the form is left out of it."""
        if self._todo and self._todo.is_done:
            self._page.do(reopen_todo, self._todo.id, then=lambda _none: self.leave())
        elif self._todo:
            today = self._page.desk.today()
            self._page.do(
                complete_todo, self._todo.id, today=today, then=lambda _none: self.leave()
            )

    def remove(self) -> None:
        if self._todo:
            self._page.do(remove_todo, self._todo.id, then=lambda _none: self.leave())

    def _values(self) -> dict[str, Any]:
        """What is typed; the member by whatever names exactly one."""
        values = self.form.values()
        typed = values.pop("member")
        values["member_id"] = find_by_words(self._page.desk.db, typed).id if typed else None
        return values

    def _stored(self, todo_id: int) -> None:
        self.form.load(None)
        self._page.tell(self._page.words("Saved"))
        self.done.emit(todo_id)


def _record(todo: Todo) -> dict[str, Any]:
    return {field.key: getattr(todo, field.key, None) for field in FIELDS}
