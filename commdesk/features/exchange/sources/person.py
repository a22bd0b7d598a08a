"""One row of a program's list: the canonical row so far, and what else the program says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.words import Text
from commdesk.features.exchange.sources.listing import Wanted
from commdesk.features.exchange.sources.reading import Reading

SECOND_ADDRESS = "email"
"""The source of addresses of a person besides the main one."""
_WHO = frozenset({"name", "first_name", "last_name", "name_if_new"})


class Person(Struct):
    """One row, by heading."""

    row: dict[str, Any]
    reading: Reading
    places: Mapping[str, int]
    cells: Sequence[Any]

    def __getitem__(self, heading: str) -> str:
        """The text under this heading; empty when the column is missing or closed."""
        place = self.places.get(normal_heading(heading))
        value = None if place is None else self.cells[place]
        return "" if value is None else str(value).strip()

    @property
    def wanted(self) -> Wanted:
        return self.reading.wanted

    def problem(self, heading: str, message: Text) -> None:
        """What stands under this heading is wrong."""
        place = self.places[normal_heading(heading)]
        self.reading.problem(self.row["row"], place, self.cells[place], message)

    def identify(self, source: str, key: str) -> None:
        if key:
            self.row.setdefault("identities", []).append((source, key))

    def add_addresses(self, addresses: Iterable[str]) -> None:
        """Addresses in their order: the first is the main one where there is none yet."""
        for address in filter(None, (each.strip() for each in addresses)):
            if "email" not in self.row:
                self.row["email"] = address
            elif address.lower() != self.row["email"].lower():
                self.identify(SECOND_ADDRESS, address)

    def opt_out(self, reason: str) -> None:
        self.row |= {"do_not_contact": True, "do_not_contact_reason": reason}

    def settle_name(self) -> None:
        """The parts of a name say more than the whole."""
        if "first_name" in self.row or "last_name" in self.row:
            self.row.pop("name", None)

    @property
    def called(self) -> str:
        parts = (self.row.get(key, "") for key in ("first_name", "middle_name", "last_name"))
        others = (self.row.get(key, "") for key in ("name", "email", "organisation"))
        return next(filter(None, (" ".join(filter(None, parts)), *others)), "")

    @property
    def has_name(self) -> bool:
        return any(self.row.get(key) for key in _WHO)
