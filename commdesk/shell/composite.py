"""A page made of smaller pages: it answers for whichever of them is shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit

from commdesk.core.errors import Refused
from commdesk.kit.form import Form
from commdesk.kit.page import Page, PageAction


class Composite(Page):
    """Base of Data and of a page with tabs; actions, refusals and unsaved text are the part's."""

    def parts(self) -> Iterable[Page]:
        """The pages inside that were made so far."""
        return ()

    def primary_action(self) -> PageAction | None:
        page = self.shown_part()
        return page.primary_action() if page is not self else None

    def bookmark(self) -> str:
        page = self.shown_part()
        return page.bookmark() if page is not self else ""

    def page_actions(self) -> list[PageAction]:
        page = self.shown_part()
        return page.page_actions() if page is not self else []

    def show_actions(self) -> None:
        """Each part shows its own buttons, beside its own title."""

    def filter_field(self) -> QLineEdit | None:
        page = self.shown_part()
        return page.filter_field() if page is not self else None

    def show_refusal(self, refused: Refused, form: Form | None = None) -> None:
        page = self.shown_part()
        if page is self:
            super().show_refusal(refused, form)
        else:
            page.show_refusal(refused, form)

    def has_unsaved(self) -> bool:
        return any(page.has_unsaved() for page in self.parts())

    def drop_unsaved(self) -> None:
        for page in self.parts():
            page.drop_unsaved()

    def begin_day(self) -> None:
        for page in self.parts():
            page.begin_day()

    def tables_changed(self, tables: frozenset[str]) -> None:
        for page in self.parts():
            page.tables_changed(tables)
