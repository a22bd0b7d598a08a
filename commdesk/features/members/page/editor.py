"""The form of a member, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.features.members.model import LEGAL_GROUNDS, STAGES, Member, MemberDraft
from commdesk.features.members.ops import add_member, change_member
from commdesk.features.members.queries import list_organisations, list_tags
from commdesk.kit import theme
from commdesk.kit.form import Field, Form
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.members.page import MembersPage

_CAREFUL = N_("Nothing about clients, health or political views.")


def fields(organisations: list[str], tags: list[str]) -> tuple[Field, ...]:
    return (
        Field("first_name", N_("First name"), stretch=4),
        Field("infix", N_("Infix"), beside=True, stretch=2),
        Field("last_name", N_("Last name"), beside=True, stretch=5),
        Field("email", N_("E-mail"), "email"),
        Field("phone", N_("Phone"), beside=True),
        Field("organisation", N_("Organisation"), choices=[(name, name) for name in organisations]),
        Field("role", N_("Role"), beside=True),
        Field("looking_for", N_("Looking for"), "long", lines=2, help=_CAREFUL),
        Field("tags", N_("Tags"), "tags", [(t, t) for t in tags], help=N_("Commas between them")),
        Field("stage", N_("Stage"), "choice", STAGES),
        Field("cadence_days", N_("Contact every … days"), "number", beside=True),
        Field("notes", N_("Notes"), "long", lines=3, help=_CAREFUL),
        Field("source", N_("Where the data came from")),
        Field("legal_ground", N_("Legal ground"), "choice", LEGAL_GROUNDS, beside=True),
        Field("joined_on", N_("Member since"), "date"),
        Field("informed_on", N_("Informed on"), "date"),
        Field("retention_on", N_("Kept until"), "date", beside=True),
    )


class MemberEditor(Card):
    """Adds or changes one member; `done` with the id, or None when it was left."""

    done = Signal(object)

    def __init__(self, page: MembersPage) -> None:
        super().__init__(padding=0)
        self._page = page
        self._member_id: int | None = None
        self.words = page.words
        db = page.desk.db
        known = fields(list_organisations(db), list_tags(db))
        self.form = Form(known, page.words, today=page.desk.today)
        self._save = button(self.words("Save"), self.save, "primary")
        leave = button(self.words("Cancel"), self.leave)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self._save)
        buttons.addWidget(leave)
        buttons.addStretch()
        self.heading.setContentsMargins(16, 16, 16, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._area(), 1)
        self.body.addLayout(buttons)
        on_key(self, "Ctrl+Return", self.save)
        on_key(self, "Ctrl+S", self.save)
        on_key(self, "Esc", self.leave)

    def begin(self, member: Member | None) -> None:
        """Show this member, or an empty form for a new one."""
        self._member_id = member.id if member else None
        self.form.load(member or MemberDraft())
        title = (
            self.words("Change {name}", name=member.name) if member else self.words("New member")
        )
        self.heading.setText(title)
        self.heading.show()

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            values["tags"] = tuple(values["tags"])
            self._store(values)

    def leave(self) -> None:
        self.done.emit(None)

    def _store(self, values: dict[str, Any]) -> None:
        page, member_id = self._page, self._member_id
        if member_id is None:
            draft = MemberDraft(**values)
            page.do(add_member, draft, today=page.desk.today(), form=self.form, then=self._stored)
        else:
            page.do(
                change_member,
                member_id,
                values,
                form=self.form,
                then=lambda _none: self._stored(member_id),
            )

    def _stored(self, member_id: int) -> None:
        self.form.load(None)
        self._page.tell(self.words("Saved"))
        self.done.emit(member_id)

    def _area(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        column.addWidget(self.form)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area
