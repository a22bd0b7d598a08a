"""A line of a form in which a member is looked up."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.members import Member, find_by_words, find_for_palette, find_member
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Form


class WhoLine:
    """Suggests members while a name is typed, and gives back the one that was meant."""

    def __init__(self, form: Form, key: str, db: Database) -> None:
        line = form.control(key)
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        self.line = line
        self._key = key
        self._db = db
        self._lookup = Lookup(line, lambda typed: find_for_palette(db, typed))

    @property
    def taken(self) -> int | None:
        """The id of the member who stands in the line, when one was taken from the list."""
        return self._lookup.taken

    def show(self, member: Member) -> None:
        self._lookup.show(member.id, member.name, member.organisation)
        self.line.setCursorPosition(0)

    def member(self) -> Member:
        """Who was meant; refuses at this field when nobody or several fit."""
        try:
            if (taken := self._lookup.taken) is not None:
                return find_member(self._db, taken)
            return find_by_words(self._db, self.line.text())
        except Refused as refused:
            raise Refused(refused.text, field=self._key) from None
