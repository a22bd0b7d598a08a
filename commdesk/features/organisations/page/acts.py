"""What is done to the selected organisation and its people, with the questions it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.errors import Refused
from commdesk.features.organisations.model import Person
from commdesk.features.organisations.ops import (
    remove_contact_person,
    remove_organisation,
    set_contact_person,
    set_silent_after,
)
from commdesk.features.organisations.queries import silent_after
from commdesk.kit.dialogs import ask, ask_text

if TYPE_CHECKING:
    from commdesk.features.organisations.page import OrganisationsPage


class Acts:
    """The writing side of the page, beside its form."""

    def __init__(self, page: OrganisationsPage) -> None:
        self._page = page
        self.words = page.words

    def remove(self) -> None:
        if row := self._page.row():
            ask(
                self._page.window(),
                self.words,
                title=self.words("Remove {name}?", name=row.name),
                text=self.words(
                    "Who works there stays a member, without an organisation. You can undo this."
                ),
                do=self.words("Remove"),
                then=lambda: self._page.do(remove_organisation, row.id),
                is_danger=True,
            )

    def toggle(self, person: Person) -> None:
        """Make somebody contact person, or no longer."""
        page, words = self._page, self.words
        if (row := page.row()) is None:
            return
        op = remove_contact_person if person.is_contact else set_contact_person
        now = words("no longer contact person") if person.is_contact else words("contact person")
        said = f"{person.name}: {now}"
        page.do(op, row.id, person.id, then=lambda _none: page.tell(said))

    def ask_selected_role(self) -> None:
        person = self._page.pane.person()
        if person and person.is_contact:
            self.ask_role(person)

    def ask_role(self, person: Person) -> None:
        """Ask what we turn to this contact person for."""
        page, words = self._page, self.words
        if (row := page.row()) is None:
            return
        now = words("Now: {role}", role=person.contact_role) if person.contact_role else ""
        ask_text(
            page.window(),
            words,
            title=words("What do you turn to {name} for?", name=person.name),
            text=now,
            name=words("Role as contact person"),
            do=words("Save"),
            then=lambda role: page.do(set_contact_person, row.id, person.id, role),
        )

    def set_days(self) -> None:
        """Ask after how many days without contact an organisation is silent."""
        words, now = self.words, silent_after(self._page.desk.db)
        ask_text(
            self._page.window(),
            words,
            title=words("After how many days is an organisation silent?"),
            text=words("Now {n}, unless something else was agreed with it.", n=now),
            name=words("Days without contact"),
            do=words("Save"),
            then=self._store_days,
        )

    def _store_days(self, typed: str) -> None:
        if typed.isdecimal():
            self._page.do(set_silent_after, int(typed))
        else:
            self._page.show_refusal(Refused("{text} is not a whole number.", text=typed))
