"""Changes all selected members at once, beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.members.many import change_members
from commdesk.features.members.model import CAME_THROUGH, STAGES
from commdesk.features.members.page.pane import Pane
from commdesk.features.members.queries import list_tags
from commdesk.features.members.views import list_owners
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.parts import button, label
from commdesk.kit.progress import Progress

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

IN_ONE_GO = 500
"""Above so many members the change is made in a thread, with progress."""
_AS_IT_IS = N_("leave as it is")


def fields(owners: list[str], tags: list[str]) -> tuple[Field, ...]:
    known = [(tag, tag) for tag in tags]
    return (
        Field("add_tags", N_("Add tags"), "tags", known, help=N_("Commas between them")),
        Field("remove_tags", N_("Take tags away"), "tags", known),
        Field("stage", N_("Stage"), "choice", (("", _AS_IT_IS), *STAGES)),
        Field("came_through", N_("Came through"), "choice", _origins()),
        Field("owner", N_("Owner"), choices=[(name, name) for name in owners]),
        Field(
            "cadence_days",
            N_("Contact every … days"),
            "number",
            help=N_("0: no cadence of their own any more"),
        ),
        Field(
            "no_contact_because",
            N_("Stop contact, because"),
            help=N_(
                "They enter no queue and no message goes out to them any more. Nothing about "
                "clients, health or political views."
            ),
        ),
    )


def _origins() -> tuple[tuple[str, str], ...]:
    """That it is not known is how it is, not something to make of many."""
    return (("", _AS_IT_IS), *((key, title) for key, title in CAME_THROUGH if key))


class ManyPane(Pane):
    """What is left empty stays as it is with everybody."""

    def __init__(self, page: MembersPage) -> None:
        super().__init__()
        self._page, self.words = page, page.words
        db = page.desk.db
        self.form = Form(fields(list_owners(db), list_tags(db)), page.words, today=page.desk.today)
        self._everyone = button("", self._select_all, "link")
        self.inside.addWidget(self._everyone)
        note = self.words("Empty fields stay as they are. One undo brings everything back.")
        self.inside.addWidget(label(note, "small", wraps=True))
        self.inside.addWidget(self.form)
        self.inside.addStretch()
        change = button(self.words("Change"), self.save, "primary")
        self.add_buttons((change, button(self.words("Cancel"), self.leave)))
        self.form.load({"stage": "", "came_through": ""})
        form_keys(self, self.save)

    @property
    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def show_count(self, count: int, of: int) -> None:
        """So many are selected, of so many in the list."""
        said = self.words.plural("{n} member selected", "{n} members selected", count)
        self.name(said)
        self._everyone.setText(self.words("Select all {n}", n=of))
        self._everyone.setVisible(count < of)

    def take_focus(self) -> None:
        self.form.focus_first()

    def drop(self) -> None:
        self.form.load({"stage": "", "came_through": ""})

    def save(self) -> None:
        """Do it to everybody who is selected; in a thread when they are many."""
        with self._page.refusals(self.form):
            values = self.form.values()
            changes = {**values, "add_tags": tuple(values["add_tags"])}
            changes["remove_tags"] = tuple(values["remove_tags"])
            members = self._page.members
            ids = members.showing.ids(members.table.selected_runs())
            if len(ids) <= IN_ONE_GO:
                self._change(ids, changes)
            else:
                self._change_in_thread(ids, changes)

    def _change(self, ids: list[int], changes: dict[str, Any]) -> None:
        page = self._page
        today = page.desk.today()
        page.do(change_members, ids, changes, today=today, form=self.form, then=self._changed)

    def _change_in_thread(self, ids: list[int], changes: dict[str, Any]) -> None:
        page = self._page
        page.host.run_bulk(
            self.words("Changing {count} members", count=len(ids)),
            partial(_change_all, ids, changes),
            self._changed,
            self._not_changed,
        )

    def _changed(self, count: int) -> None:
        self.drop()
        said = self.words.plural("{n} member changed", "{n} members changed", count)
        self._page.tell(said)
        self.done.emit(count)

    def _not_changed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.show_refusal(error, self.form)

    def _select_all(self) -> None:
        self._page.members.table.selectAll()
        self._page.members.table.setFocus()


def _change_all(ids: list[int], changes: dict[str, Any], desk: Desk, _progress: Progress) -> int:
    return desk.do(change_members, ids, changes, today=desk.today())
