"""Makes and changes a view: its conditions, how many fit them now, its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.members.page.conditions import ConditionRow
from commdesk.features.members.page.pane import Pane
from commdesk.features.members.queries import list_organisations, list_tags
from commdesk.features.members.views import (
    Condition,
    View,
    add_view,
    change_view,
    list_owners,
    operator_of,
    remove_view,
)
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import button, label
from commdesk.kit.signals import after_pause, speak

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

_FIRST = Condition("last_contact_on", "older", 60)


class ViewEditor(Pane):
    """The list shows who fits while it is typed; `done` with the key of what was saved."""

    def __init__(self, page: MembersPage) -> None:
        super().__init__()
        self._page, self.words = page, page.words
        self._view = View("")
        self._rows: list[ConditionRow] = []
        self._is_edited = False
        self._form = Form((Field("name", N_("Name of the view")),), page.words, today=_no_day)
        self._form.dirty.connect(lambda _dirty: None)
        self._holder = QVBoxLayout()
        self._holder.setSpacing(8)
        self._count = label(role="strong", wraps=True)
        self._remove = button(self.words("Remove view"), self._ask_removal)
        kept = self.words("The columns and the order of the list are kept with it.")
        self.inside.addWidget(label(self.words("Everyone of whom all this holds:"), wraps=True))
        self.inside.addLayout(self._holder)
        self._more = button(self.words("Add condition"), self.add_condition, "link", icon="plus")
        self.inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self._count)
        self.inside.addSpacing(8)
        self.inside.addWidget(self._form)
        self.inside.addWidget(label(kept, "small", wraps=True))
        self.inside.addStretch()
        self._ways = (
            button(self.words("Save view"), self.save, "primary"),
            button(self.words("Cancel"), self.leave),
            self._remove,
        )
        self.add_buttons(self._ways)
        self._try_soon = after_pause(self, 150, self._try)
        form_keys(self, self.save)

    def begin(self, view: View | None) -> None:
        """Show this view; without one a new one, with a first condition to change."""
        self._view = view or View("", (_FIRST,))
        self.name(
            self.words("View {name}", name=self.words(view.name))
            if view
            else self.words("New view")
        )
        self._form.load({"name": self.words(self._view.name) if view else ""})
        self._remove.setVisible(bool(view and view.id))
        for row in list(self._rows):
            self._take_away(row)
        known = self._page.members.showing.known.subjects
        for condition in self._view.conditions:
            if operator_of(condition, known) is not None:
                self._add(condition)
        self._is_edited = False
        self._order_tabs()
        self._try()

    @property
    def is_dirty(self) -> bool:
        return self._is_edited or self._form.is_dirty

    def take_focus(self) -> None:
        self._rows[0].take_focus() if self._rows else self._form.focus_first()

    def add_condition(self) -> None:
        self._add(Condition("tags", "has")).take_focus()
        self._edited()

    def save(self) -> None:
        """Keep it: a changed own view under its name, anything else as a new one."""
        with self._page.refusals(self._form):
            view = self._typed()
            if self._view.id:
                key = self._view.key
                self._page.do(
                    change_view,
                    self._view.id,
                    view,
                    form=self._form,
                    then=lambda _none: self._saved(key),
                )
            else:
                self._page.do(add_view, view, form=self._form, then=self._saved)

    def _typed(self) -> View:
        columns = self._page.members.table.columns
        sort, is_descending = columns.sort
        return View(
            str(self._form.values()["name"]),
            self._conditions(is_said=True),
            sort,
            is_descending,
            columns.keys,
        )

    def _saved(self, key: Any) -> None:
        self._is_edited = False
        self._form.load(None)
        self._page.tell(self.words("Saved"))
        self.done.emit(str(key))

    def _ask_removal(self) -> None:
        self._page.do(remove_view, self._view.id, then=lambda _none: self.done.emit(""))

    def _conditions(self, *, is_said: bool = False) -> tuple[Condition, ...]:
        """What is typed; raises Refused for the first that is not whole, said under it."""
        found = []
        for row in self._rows:
            row.show_error("")
            try:
                found.append(row.condition())
            except Refused as refused:
                if is_said:
                    row.show_error(self.words(refused.text))
                    row.take_focus()
                raise
        return tuple(found)

    def _edited(self) -> None:
        self._is_edited = True
        self._order_tabs()
        self._try_soon()

    def _order_tabs(self) -> None:
        """As they stand: what is made later would come behind everything in the window."""
        rows = [each for row in self._rows for each in row.controls()]
        for one, next_ in pairwise((*rows, self._more, self._form.control("name"), *self._ways)):
            self.setTabOrder(one, next_)

    def _try(self) -> None:
        """Show in the list who fits, and say how many; nothing while a condition is half."""
        if self.isHidden():
            return
        try:
            conditions = self._conditions()
        except Refused:
            self._count.setText(self.words("Fill in each condition to see who fits."))
            return
        self._page.members.try_conditions(conditions)
        count = self._page.members.showing.count_of(conditions)
        self._count.setText(self.words.plural("{n} member fits", "{n} members fit", count))
        speak(self, self._count.text())

    def _add(self, condition: Condition) -> ConditionRow:
        page = self._page
        row = ConditionRow(
            page.members.showing.known,
            self.words,
            today=page.desk.today,
            complete=self._known_values,
        )
        row.load(condition)
        row.edited.connect(self._edited)
        row.removed.connect(lambda: self._removed(row))
        self._rows.append(row)
        self._holder.addWidget(row)
        return row

    def _removed(self, row: ConditionRow) -> None:
        self._take_away(row)
        self._edited()
        self.take_focus()

    def _take_away(self, row: ConditionRow) -> None:
        self._rows.remove(row)
        self._holder.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _known_values(self, field: str) -> Sequence[str]:
        reads = {"tags": list_tags, "organisation": list_organisations, "owner": list_owners}
        return reads[field](self._page.desk.db) if field in reads else ()


def _no_day() -> Any:
    """A name has no day in it."""
    raise AssertionError
