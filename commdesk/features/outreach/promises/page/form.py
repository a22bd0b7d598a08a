"""The form of a promise, beside a list: what, by when, what help it needs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox

from commdesk.core.words import N_
from commdesk.features.members import Member, find_member
from commdesk.features.outreach.model import CAREFUL
from commdesk.features.outreach.promises.model import SIDES, Promise, PromiseDraft, Side
from commdesk.features.outreach.promises.ops import change_promise, open_promise
from commdesk.features.outreach.promises.page.who import WhoLine
from commdesk.features.outreach.promises.queries import find_promise, promise_of_message
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard
from commdesk.kit.page import Page

FIELDS = (
    Field("member", N_("With"), placeholder=N_("Name or e-mail address")),
    Field("side", N_("Whose promise"), "choice", SIDES),
    Field("what", N_("What"), placeholder=N_("An article, an example, an answer…")),
    Field("due_on", N_("By"), "date"),
    Field("follow_up_on", N_("Ask after it on"), "date", placeholder=N_("in a week")),
    Field("help", N_("Help it needs"), "long", lines=3, help=CAREFUL),
)
_THEIRS = ("follow_up_on", "help")
"""Only asked of what they promised."""
_CHANGED = ("what", "help", "due_on", "follow_up_on")


class PromiseForm(FormCard):
    """Notes or changes one promise; `done` with its id, or None when it was left."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words, Form(FIELDS, page.words, today=page.desk.today))
        self._page = page
        self._known: Promise | None = None
        self._member: Member | None = None
        self._who = WhoLine(self.form, "member", page.desk.db)
        box = self.form.control("side")
        if not isinstance(box, QComboBox):
            raise TypeError(box)
        self._side = box
        box.activated.connect(lambda _index: self._follow())

    @property
    def member_id(self) -> int | None:
        """Whose promise stands in the form."""
        if self._known:
            return self._known.member_id
        return self._member.id if self._member else None

    def begin(self, member: Member | None = None, side: str = Side.THEIRS) -> None:
        """An empty form for a new promise, with this member when there is one."""
        self._show(None, member)
        self.form.load({"side": side})
        name = member.name if member else ""
        title = self.words("Promise with {name}", name=name) if member else None
        self.heading.setText(title or self.words("New promise"))
        self._follow()
        self.take_keyboard()

    def begin_change(self, promise: Promise) -> None:
        """This promise, with the keyboard in what it is."""
        self._show(promise, None)
        self.form.load({key: getattr(promise, key) for key in (*_CHANGED, "side")})
        self.heading.setText(self.words("Promise with {name}", name=promise.name))
        self._follow()
        self.take_keyboard()

    def begin_after(self, message_id: int) -> bool:
        """What was promised on this message, just now; False: nothing was."""
        promise = promise_of_message(self._page.desk.db, message_id)
        if promise is not None:
            self.begin_change(promise)
        return promise is not None

    def take_keyboard(self) -> None:
        is_unknown = self._known is None and self._member is None
        self.form.control("member" if is_unknown else "what").setFocus()

    def save(self) -> None:
        """Store what is in the form; a promise that nobody changed stays as it is."""
        with self._page.refusals(self.form):
            values = self.form.values()
            if self._known is None:
                self._open(values)
            elif self.form.is_dirty:
                self._change(self._known.id, values)
            else:
                self.finish(self._known.id)

    def empty(self) -> None:
        self.form.load({})

    def _open(self, values: dict[str, Any]) -> None:
        page = self._page
        member = find_member(page.desk.db, self._member.id) if self._member else self._who.member()
        del values["member"]
        draft = PromiseDraft(member.id, **values)
        page.do(open_promise, draft, today=page.desk.today(), form=self.form, then=self._saved)

    def _change(self, promise_id: int, values: dict[str, Any]) -> None:
        known = find_promise(self._page.desk.db, promise_id)
        changes = {key: values[key] for key in _CHANGED if values[key] != getattr(known, key)}
        self._page.do(
            change_promise,
            promise_id,
            changes,
            form=self.form,
            then=lambda _none: self._saved(promise_id),
        )

    def _saved(self, promise_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(promise_id)

    def _show(self, known: Promise | None, member: Member | None) -> None:
        self._known, self._member = known, member
        self.form.show_field("member", shown=known is None and member is None)
        self.form.show_field("side", shown=known is None)

    def _follow(self) -> None:
        """What goes with either side."""
        is_theirs = self._side.currentIndex() == 0
        for key in _THEIRS:
            self.form.show_field(key, shown=is_theirs)
