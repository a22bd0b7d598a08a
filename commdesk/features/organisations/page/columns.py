"""The columns of the organisations table, and how each of them sorts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.words import N_, Words
from commdesk.features.organisations.model import KINDS, Organisation, fits, plain
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone

_KIND_WORDS = dict(KINDS)


class OrganisationRow(Struct, frozen=True):
    """One line of the table: an organisation as it stands today."""

    organisation: Organisation
    kind: str
    """Worded."""
    is_silent: bool

    def fits(self, typed: str) -> bool:
        """Whether every typed word begins a word of the name, the kind or a contact person."""
        return fits(f"{self.name} {self.kind} {self.contacts}", typed)

    @property
    def id(self) -> int:
        return self.organisation.id

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def members(self) -> int:
        return self.organisation.members

    @property
    def contacts(self) -> str:
        return ", ".join(self.organisation.contacts)

    @property
    def last_contact_on(self) -> date | None:
        return self.organisation.signs.last_contact_on


def row_of(organisation: Organisation, today: date, words: Words) -> OrganisationRow:
    kind = words(_KIND_WORDS[organisation.kind])
    return OrganisationRow(organisation, kind, organisation.is_silent(today))


def silence_words(row: OrganisationRow, words: Words) -> str:
    if not row.is_silent:
        return ""
    since = row.organisation.silent_since
    return words("since {day}", day=words.date(since)) if since else words("nobody known")


def _tone(row: OrganisationRow) -> Tone | None:
    return "warn" if row.is_silent else None


COLUMNS = (
    TableColumn("name", N_("Name"), 200, stretches=True),
    TableColumn("kind", N_("Kind"), 150, is_muted=True, needs=800),
    TableColumn("members", N_("Members"), 88, align="right", needs=460),
    TableColumn("contacts", N_("Contact persons"), 190, is_muted=True, needs=1000),
    TableColumn("last_contact_on", N_("Last contact"), 132, needs=640),
    TableColumn("silent_since", N_("Silent"), 156, text=silence_words, tone=_tone),
)

_NEVER = date.min
SORTS: dict[str, Callable[[OrganisationRow], Any]] = {
    "name": lambda row: plain(row.name),
    "kind": lambda row: (row.kind, plain(row.name)),
    "members": lambda row: (row.members, plain(row.name)),
    "contacts": lambda row: (not row.contacts, plain(row.contacts)),
    "last_contact_on": lambda row: (row.last_contact_on or _NEVER, plain(row.name)),
    # The silent ones first, the longest silent at the top.
    "silent_since": lambda row: (not row.is_silent, row.organisation.silent_since or _NEVER),
}
