"""Members: who they are, what each is looking for; find, filter, view, change one or many."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from commdesk.core.errors import Refused
from commdesk.core.story import story_tables
from commdesk.core.words import N_
from commdesk.features.members.page.acts import ask_to_remove, ask_to_stop, buttons_for
from commdesk.features.members.page.beside import Beside
from commdesk.features.members.page.editor import MemberEditor
from commdesk.features.members.page.emptiness import explain_emptiness
from commdesk.features.members.page.listing import MemberList
from commdesk.features.members.page.manypane import ManyPane
from commdesk.features.members.page.story import story_of
from commdesk.features.members.page.vieweditor import ViewEditor
from commdesk.features.members.queries import MemberRow, find_member
from commdesk.features.members.views import TARGET, View, find_view
from commdesk.kit.detail import DetailPane
from commdesk.kit.page import NEW, Page, PageAction, Regions
from commdesk.kit.signals import after_pause, soon


class MembersPage(Page):
    """A list, and beside it the member, a form, or what is done with many."""

    NAME = "members"
    TITLE = N_("Members")
    HELP = N_(
        "Everyone in the community, and what each is looking for. Type in the filter to find "
        "somebody by name, address, organisation, tag or what they look for. Enter opens the "
        "member, Ctrl+E changes, Ctrl+N adds one. A view is a list by name, such as who was not "
        "spoken for long: choose one in the side bar, make one with New view. Shift and the "
        "arrows select several members, Ctrl+A all of them: then Ctrl+E changes them at once, "
        "Ctrl+C copies them for Excel. Ctrl+V takes in rows copied from Excel."
    )
    WATCHES = frozenset(
        {"member", "member_tag", "tag", "organisation"}
        | {"member_field", "member_value", "member_view"}
    )
    ICON = "account-group-outline"

    def build(self) -> None:
        self.members = MemberList(self)
        self.table = self.members.table
        self._detail = DetailPane(self.words("Choose a member to see who it is."))
        self.beside = Beside(self, self._detail)
        self._show_soon = after_pause(self, 60, self._show_selected)
        self._count_soon = after_pause(self, 250, self._count_on)
        parts, memory = (self.members, self.beside), self.host.memory
        self._regions = Regions("members", parts, words=self.words, memory=memory, shares=(7, 4))
        self.content.addWidget(self._regions, 1)
        self.members.shown.connect(self._say_how_many)
        self.members.view_closed.connect(lambda: self.open_view(None))
        self.members.view_opened.connect(self.change_view)
        table = self.table
        table.selected.connect(self._selected)
        table.opened.connect(lambda _row: self._open())
        table.many_selected.connect(self._many_selected)
        table.pasted.connect(self._paste)
        table.columns.all_wanted.connect(self.choose_columns)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add member"), self.add, NEW)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("New view"), self.new_view),
            PageAction(N_("Change view"), self.change_view, in_header=False),
            PageAction(N_("Show everyone"), lambda: self.open_view(None), in_header=False),
            PageAction(N_("Change member"), self.change, "Ctrl+E", in_header=False),
            PageAction(N_("Stop contact…"), self.stop_contact, in_header=False),
            PageAction(N_("Remove member"), self.remove, in_header=False),
            PageAction(N_("Rights of this person…"), self.open_rights, in_header=False),
            PageAction(N_("Columns…"), self.choose_columns, in_header=False),
            PageAction(N_("Own fields…"), self.manage_fields, in_header=False),
        ]

    @property
    def editor(self) -> MemberEditor:
        """The form of one member."""
        return self.beside.editor

    def filter_field(self) -> QLineEdit | None:
        return self.members.filter

    def watched(self) -> frozenset[str]:
        return self.WATCHES | story_tables(self.desk)

    def bookmark(self) -> str:
        view = self.members.view
        return TARGET + view.key if view else ""

    def reload(self) -> None:
        view = self.members.view
        if view is not None and not self.is_trying():
            with self.refusals():
                self._reread(view)
        self.members.reload()
        if self.table.current_row() is None and self.table.model().rowCount():
            self.table.select_row(0)

    def person_at_hand(self) -> int | None:
        row: MemberRow | None = self.table.current_row()
        return row.id if row else None

    def show_target(self, target: object) -> None:
        """A view by its target, or a member by their id, whatever the list showed."""
        if str(target).startswith(TARGET):
            with self.refusals():
                key = str(target).removeprefix(TARGET)
                self.open_view(find_view(self.desk.db, self.desk.features, key))
            return
        self.members.filter.clear()
        if self.members.showing.place_of(int(str(target))) is None:
            self.open_view(None)
        self.refresh()
        place = self.members.showing.place_of(int(str(target)))
        if place is not None:
            self.table.select_row(place)
            if not self.has_unsaved():
                self.beside.setCurrentWidget(self._detail)
            self._regions.reveal(1)
        self.table.setFocus()

    def has_unsaved(self) -> bool:
        return self.beside.has_unsaved()

    def drop_unsaved(self) -> None:
        self.beside.setCurrentWidget(self._detail)

    # --- views ------------------------------------------------------------------------------------

    def open_view(self, view: View | None) -> None:
        """Show who is in this view; None: everybody. What is being typed stays beside it."""
        if not self.has_unsaved():
            self.beside.setCurrentWidget(self._detail)
        self.members.open_view(view)
        if self.table.model().rowCount():
            self.table.select_row(0)
        self.host.refresh_actions()

    def new_view(self) -> None:
        self._edit_view(None)

    def change_view(self) -> None:
        """The open view; a built-in one becomes one of one's own when it is saved."""
        self._edit_view(self.members.view)

    def _edit_view(self, view: View | None) -> None:
        self._show(self.beside.views)
        self.beside.views.begin(view)
        self.beside.views.take_focus()

    def view_edited(self, key: Any) -> None:
        """Saved under this key; removed: empty; left: None."""
        view = self.members.view if key is None else None
        if key:
            with self.refusals():
                view = find_view(self.desk.db, self.desk.features, str(key))
        self.beside.setCurrentWidget(self._detail)
        self.open_view(view)
        self.table.setFocus()

    def _reread(self, view: View) -> None:
        """The open view as it is now; gone: everybody."""
        try:
            now = find_view(self.desk.db, self.desk.features, view.key)
        except Refused:
            self.open_view(None)
            raise
        if now != view:
            self.members.open_view(now)

    def is_trying(self) -> bool:
        """Whether conditions are shown that are not kept yet."""
        return isinstance(self.beside.currentWidget(), ViewEditor)

    # --- one member -------------------------------------------------------------------------------

    def add(self) -> None:
        self.editor.begin(None)
        self._show_editor()

    def change(self) -> None:
        """The member who is selected, or all of them when they are several."""
        if self.table.selected_count > 1:
            self._show(self.beside.many)
            self.beside.many.take_focus()
        elif row := self.table.current_row():
            with self.refusals():
                self.editor.begin(find_member(self.desk.db, row.id))
                self._show_editor()

    def stop_contact(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is not None:
            ask_to_stop(self, row.id, row.name)

    def remove(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is not None:
            ask_to_remove(self, row.id, row.name)

    def open_rights(self) -> None:
        """What is held of them, and what they may ask; where this build has that."""
        if (member_id := self.person_at_hand()) is not None:
            self.host.open_page("rights", member_id)

    # --- the list as a whole ----------------------------------------------------------------------

    def choose_columns(self) -> None:
        self.beside.columns.begin()
        self._show(self.beside.columns)
        self.beside.columns.take_focus()

    def manage_fields(self) -> None:
        self._show(self.beside.fields)
        self.beside.fields.begin()

    def _many_selected(self, count: int) -> None:
        """A pane for all of them takes the place of the member, not of something being typed."""
        now = self.beside.currentWidget()
        if count > 1:
            self.beside.many.show_count(count, self.table.model().rowCount())
            if now is self._detail:
                self.beside.setCurrentWidget(self.beside.many)
        elif isinstance(now, ManyPane):
            self.beside.setCurrentWidget(self._detail)

    def _paste(self) -> None:
        """Rows copied elsewhere become an import plan."""
        if QGuiApplication.clipboard().mimeData().hasText():
            self.host.open_page("import", "paste")

    def _say_how_many(self) -> None:
        showing = self.members.showing
        self.header.show_words(line=self.words(showing.outcome()))
        if showing.is_cut:
            self._count_soon()
        if not self.table.model().rowCount():
            explain_emptiness(self)

    def _count_on(self) -> None:
        """A part of the count, then let the window do what it has to, then the next."""
        if not self.members.showing.is_cut:
            return
        if line := self.members.showing.count_on():
            self.header.show_words(line=self.words(line))
        else:
            soon(self, self._count_on)

    # --- what stands beside the list --------------------------------------------------------------

    def _selected(self, _row: MemberRow | None) -> None:
        if self.members.is_typing:
            self._show_soon()
        else:
            self._show_selected()

    def _show_selected(self) -> None:
        row: MemberRow | None = self.table.current_row()
        if row is None:
            self._detail.show_nothing()
            return
        with self.refusals():
            member = find_member(self.desk.db, row.id)
            self._detail.show_detail(
                story_of(self.desk, member, self.words, buttons_for(self, member))
            )

    def _open(self) -> None:
        self._show(self._detail)

    def _show(self, widget: QWidget) -> None:
        self.beside.setCurrentWidget(widget)
        self._regions.reveal(1)

    def _show_editor(self) -> None:
        self._show(self.editor)
        self.editor.form.focus_first()

    def left(self) -> None:
        """Back to the member, and to the list."""
        self.beside.setCurrentWidget(self._detail)
        self._regions.go_back()
        self.table.setFocus()

    def edited(self, member_id: Any) -> None:
        self.beside.setCurrentWidget(self._detail)
        if member_id is not None:
            self.show_target(member_id)
        self.table.setFocus()
