"""Members: who they are, what each is looking for; find, filter, add, change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget

from commdesk.core.story import story_tables
from commdesk.core.words import N_
from commdesk.features.members.model import Member
from commdesk.features.members.ops import allow_contact, remove_member, restrict, stop_contact
from commdesk.features.members.page.columns import COLUMNS
from commdesk.features.members.page.editor import MemberEditor
from commdesk.features.members.page.found import Found
from commdesk.features.members.page.story import story_of
from commdesk.features.members.queries import (
    MemberRow,
    find_member,
    place_of_member,
)
from commdesk.kit.detail import DetailPane
from commdesk.kit.dialogs import ask, ask_text
from commdesk.kit.page import Page, PageAction, Regions
from commdesk.kit.parts import Card, FilterField, button
from commdesk.kit.signals import after_pause, soon
from commdesk.kit.table import RowsModel, Table


class MembersPage(Page):
    """A table, and beside it the member or the form."""

    NAME = "members"
    TITLE = N_("Members")
    HELP = N_(
        "Everyone in the community, and what each is looking for. Type in the filter to find "
        "somebody by name, address, organisation, tag or what they look for. Enter opens the "
        "member, Ctrl+E changes, Ctrl+N adds one."
    )
    WATCHES = frozenset({"member", "member_tag", "tag", "organisation"})
    ICON = "account-group-outline"

    def build(self) -> None:
        self._found = Found(self.desk.db)
        self._is_typing = False
        self._filter = FilterField(
            self.words("Filter by name, organisation, tag…"), self.words("Filter the members")
        )
        self._search_soon: Callable[[], None] = after_pause(self, 0, self._search)
        self._show_soon: Callable[[], None] = after_pause(self, 60, self._show_selected)
        self._count_soon: Callable[[], None] = after_pause(self, 250, self._count_on)
        self._filter.textChanged.connect(lambda _text: self._search_soon())
        self.table = self._make_table()
        self._detail = DetailPane(self.words("Choose a member to see who it is."))
        self.editor = MemberEditor(self)
        self.editor.done.connect(self._edited)
        self._right = QStackedWidget()
        self._right.addWidget(self._detail)
        self._right.addWidget(self.editor)
        card = Card(padding=12)
        card.body.addWidget(self._filter)
        card.body.addWidget(self.table, 1)
        self._regions = Regions(
            "members", (card, self._right), words=self.words, memory=self.host.memory
        )
        self.content.addWidget(self._regions, 1)
        self._filter.went_down.connect(self.table.setFocus)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add member"), self.add)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Change member"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Stop contact…"), self.stop_contact, in_header=False),
            PageAction(N_("Remove member"), self.remove, in_header=False),
        ]

    def filter_field(self) -> QLineEdit:
        return self._filter

    def watched(self) -> frozenset[str]:
        return self.WATCHES | story_tables(self.desk)

    def reload(self) -> None:
        self._found.forget()
        self._show_found()

    def _search(self) -> None:
        """At every keystroke: the list at once, the detail when the typing pauses."""
        self._is_typing = True
        self._show_found()
        self._is_typing = False

    def _show_found(self) -> None:
        self.table.reload()
        self._say_how_many()
        if self.table.current_row() is None and self.table.model().rowCount():
            self.table.select_row(0)

    def show_target(self, target: object) -> None:
        """Select this member, whatever the filter was."""
        self._filter.clear()
        self.refresh()
        key, down = self._found.sort
        place = place_of_member(self.desk.db, int(str(target)), key, is_descending=down)
        if place is not None:
            self.table.select_row(place)
            self._regions.reveal(1)
        self.table.setFocus()

    def has_unsaved(self) -> bool:
        return self._right.currentWidget() is self.editor and self.editor.form.is_dirty

    def drop_unsaved(self) -> None:
        self._right.setCurrentWidget(self._detail)

    def add(self) -> None:
        self.editor.begin(None)
        self._show_editor()

    def change(self) -> None:
        if row := self.table.current_row():
            with self.refusals():
                self.editor.begin(find_member(self.desk.db, row.id))
                self._show_editor()

    def stop_contact(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is None:
            return
        ask_text(
            self.window(),
            self.words,
            title=self.words("Stop contact with {name}?", name=row.name),
            text=self.words("They enter no queue and no message goes out to them any more."),
            name=self.words("Why"),
            do=self.words("Stop contact"),
            then=lambda why: self.do(stop_contact, row.id, reason=why, today=self.desk.today()),
        )

    def remove(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is None:
            return
        ask(
            self.window(),
            self.words,
            title=self.words("Remove {name}?", name=row.name),
            text=self.words("With everything that hangs on them. You can undo this."),
            do=self.words("Remove"),
            then=lambda: self.do(remove_member, row.id),
            is_danger=True,
        )

    def _make_table(self) -> Table:
        model = RowsModel(
            COLUMNS, self._count, self._found.fetch, self.words, sort=self._set_sort, parent=self
        )
        table = Table(model, name="members", title=self.words("Members"), memory=self.host.memory)
        table.selected.connect(self._selected)
        table.opened.connect(lambda _row: self._open())
        return table

    def _count(self) -> int:
        self._found.typed = self._filter.text()
        return self._found.count()

    def _set_sort(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - the table's call
        self._found.sort = (key, is_descending)

    def _say_how_many(self) -> None:
        self.header.show_words(line=self.words(self._found.outcome()))
        if self._found.is_cut:
            self._count_soon()
        if not self.table.model().rowCount():
            self._explain_emptiness(is_filtered=self._found.everybody > 0)

    def _count_on(self) -> None:
        """A part of the count, then let the window do what it has to, then the next."""
        if not self._found.is_cut:
            return
        if line := self._found.count_on():
            self.header.show_words(line=self.words(line))
        else:
            soon(self, self._count_on)

    def _explain_emptiness(self, *, is_filtered: bool) -> None:
        if is_filtered:
            title = self.words("Nobody found for “{typed}”", typed=self._filter.text())
            self.table.set_empty(title, "", self.words("Clear the filter"), self._filter.clear)
            return
        text = self.words(
            "Here is everyone in the community and what each is looking for. Add somebody, or "
            "import the list of your platform."
        )
        self.table.set_empty(self.words("No members yet"), text, self.words("Add member"), self.add)

    def _selected(self, _row: MemberRow | None) -> None:
        if self._is_typing:
            self._show_soon()
        else:
            self._show_selected()

    def _show_selected(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is None:
            self._detail.show_nothing()
        else:
            with self.refusals():
                self._show_member(find_member(self.desk.db, row.id))

    def _show_member(self, member: Member) -> None:
        stop = button(self.words("Stop contact…"), self.stop_contact)
        if member.do_not_contact:
            stop = button(
                self.words("Allow contact again"), lambda: self.do(allow_contact, member.id)
            )
        buttons = (
            button(self.words("Change"), self.change, "primary"),
            stop,
            self._restriction(member),
            button(self.words("Remove"), self.remove),
        )
        self._detail.show_detail(story_of(self.desk, member, self.words, buttons))

    def _restriction(self, member: Member) -> QPushButton:
        """Says what it does now: keep the data without using it, or use it again."""
        to = not member.is_restricted
        made = button(
            self.words("Restrict use") if to else self.words("Use again"),
            lambda: self.do(restrict, member.id, is_restricted=to),
        )
        made.setToolTip(self.words("Restricted: kept, but in no queue and in no export."))
        return made

    def _open(self) -> None:
        self._right.setCurrentWidget(self._detail)
        self._regions.reveal(1)

    def _show_editor(self) -> None:
        self._right.setCurrentWidget(self.editor)
        self._regions.reveal(1)
        self.editor.form.focus_first()

    def _edited(self, member_id: Any) -> None:
        self._right.setCurrentWidget(self._detail)
        if member_id is not None:
            self.show_target(member_id)
        self.table.setFocus()
