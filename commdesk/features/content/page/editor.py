"""The form of an item, beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from PySide6.QtWidgets import QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.content.model import KINDS, Item, ItemDraft
from commdesk.features.content.ops import add_item, change_item
from commdesk.features.members import (
    find_by_words,
    find_for_palette,
    list_tags,
    name_of_member,
)
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.content.page import ItemsPage


def _fields(tags: list[str]) -> tuple[Field, ...]:
    return (
        Field("title", N_("Title")),
        Field("kind", N_("Kind"), "choice", KINDS),
        Field(
            "published_on",
            N_("Published on"),
            "date",
            beside=True,
            help=N_("A day to come plans it."),
        ),
        Field("link", N_("Link"), placeholder="https://"),
        Field(
            "tags",
            N_("Tags"),
            "tags",
            [(tag, tag) for tag in tags],
            help=N_("The tags of members, with commas between: they bring the right people."),
        ),
        Field("replies", N_("Replies so far"), "number"),
        Field("first_reply_on", N_("First reply on"), "date", beside=True),
        Field("member", N_("By whom"), placeholder=N_("Name of a member")),
        Field(
            "notes",
            N_("Notes"),
            "long",
            lines=2,
            help=N_("Nothing about clients, health or political views."),
        ),
    )


class ItemEditor(FormCard):
    """Adds or changes one item; `done` with its id."""

    def __init__(self, page: ItemsPage) -> None:
        super().__init__(page.words, Form((), page.words, today=page.desk.today))
        self._page = page
        self._known: Item | None = None

    def begin(self, known: Item | None, day: date | None = None) -> None:
        """Show this item, or an empty form for a new one of `day`, else of today."""
        page, self._known = self._page, known
        self.hold(Form(_fields(list_tags(page.desk.db)), self.words, today=page.desk.today))
        line = self._line()
        self._members = Lookup(line, lambda typed: find_for_palette(page.desk.db, typed))
        self.form.load(known or asdict(ItemDraft("", published_on=day or page.desk.today())))
        if known and known.asked_by is not None:
            self._members.show(known.asked_by, known.asked_by_name)
        self.heading.setText(self.words("Change item") if known else self.words("New item"))
        self.form.focus_first()

    def save(self) -> None:
        """Store what is in the form; a refusal shows next to its field."""
        page, known = self._page, self._known
        with page.refusals(self.form):
            values = self._values()
            if known:
                page.do(change_item, known.id, values, form=self.form, today=page.desk.today(),
                        then=lambda _none: self._stored(known.id))  # fmt: skip
            else:
                draft = ItemDraft(**values | {"tags": tuple(values["tags"])})
                today = page.desk.today()
                page.do(add_item, draft, today=today, form=self.form, then=self._stored)

    def _values(self) -> dict[str, Any]:
        values = self.form.values()
        values["replies"] = values["replies"] or 0
        return values | {"asked_by": self._asker(values.pop("member"))}

    def _asker(self, typed: str) -> int | None:
        """Whom the typed name means; the one who stood there when it was not touched."""
        if not typed:
            return None
        db = self._page.desk.db
        taken = self._members.taken
        if taken is not None and name_of_member(db, taken):
            return taken
        try:
            return find_by_words(db, typed).id
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _line(self) -> QLineEdit:
        line = self.form.control("member")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        return line

    def _stored(self, item_id: Any) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(item_id)
