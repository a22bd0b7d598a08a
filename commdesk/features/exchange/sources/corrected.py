"""What somebody chose for columns of a program's list, laid over what the program says itself.

A column that nobody corrects keeps its meaning: who is suspended, who wants no mail, which address
is a second one. A corrected column is hidden from the program's module only where that took it for
something plain; what it judges people by it goes on reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.features.exchange.model import AS_TOLD, Layout, Taken
from commdesk.features.exchange.sources.columns import remembered_for, settled
from commdesk.features.exchange.sources.listing import Listing, Wanted, silent
from commdesk.features.exchange.sources.person import SECOND_ADDRESS
from commdesk.features.exchange.sources.reading import Reading

_WHOLE = frozenset({"name", "name_if_new"})
_PARTS = frozenset({"first_name", "infix", "middle_name", "last_name"})
_BOTH = frozenset({"first_name", "last_name"})
_BETWEEN_TAGS = re.compile(r"[;,\n]")
_NOTHING: Mapping[str, Any] = {}
_MORE_THAN_ITS_NUMBER = 2


class Corrected(Struct, frozen=True):
    """The columns of one program's list as somebody corrected them."""

    layout: Layout
    hidden: frozenset[int]
    """Places that are no longer what the program's module takes them for."""
    reading: Reading
    """Of the corrected columns alone."""

    def own(self, listing: Listing) -> Listing:
        """What the program's module still reads."""
        if not self.hidden:
            return listing
        kept = {n: column for n, column in listing.places.items() if n not in self.hidden}
        return listing.corrected(kept, frozenset())

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """What comes over each row of the list."""
        return rows_by_hand(self.reading) if self.reading.listing.places else repeat(_NOTHING)

    def told(self, taken: Taken) -> Taken:
        """What was taken, with what was corrected in it."""
        listing = self.reading.listing
        changed = {column.key: listing.called(n) for n, column in listing.places.items()}
        return replace(
            taken,
            problems=(*taken.problems, *self.reading.problems),
            dropped=tuple(name for name in taken.dropped if name not in changed.values()),
            unused=tuple(name for name in taken.unused if name not in changed.values()),
            headings={**taken.headings, **changed},
            by_hand=by_hand(listing, self.layout),
            layout=self.layout,
        )


def correct(
    listing: Listing, defaults: Mapping[int, str], wanted: Wanted, program: str
) -> Corrected:
    """What is chosen for this list; `defaults`: place -> what the program takes a column for."""
    given, layout = settled(listing, defaults, wanted, remembered_for(listing.headings, wanted))
    now = {n: column.key for n, column in given.places.items()}
    changed = {n: column for n, column in given.places.items() if column.key != defaults.get(n)}
    hidden = frozenset(n for n, key in defaults.items() if key != AS_TOLD and now.get(n) != key)
    over = Reading(listing.corrected(changed, given.opened), replace(wanted, tick=silent))
    return Corrected(replace(layout, program=program), hidden, over)


def laid_over(row: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the program says it, with what was chosen; nobody's opt-out is lost by it."""
    if len(over) < _MORE_THAN_ITS_NUMBER:
        return row
    given = dict(over)
    if not given.get("do_not_contact"):
        given.pop("do_not_contact", None)
    if given.get("do_not_contact") and row.get("do_not_contact_reason"):
        given.pop("do_not_contact_reason", None)
    if row.get("tags") and given.get("tags"):
        given["tags"] = (*_tags(row["tags"]), *_tags(given["tags"]))
    if row.get("notes") and given.get("notes") and given["notes"] != row["notes"]:
        given["notes"] = f"{row['notes']}\n{given['notes']}"
    merged = _named(row, given) | given
    if (main := row.get("email")) and given.get("email") and main != given["email"]:
        merged["identities"] = [*row.get("identities", ()), (SECOND_ADDRESS, main)]
    return merged


def _named(row: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The row without the name that gives way: parts for a whole name, a whole one for both parts.

    One chosen part beside a whole name says less than that does, and goes itself.
    """
    if "name" in given:
        return {key: value for key, value in row.items() if key not in _PARTS | _WHOLE}
    if _WHOLE & row.keys() and _PARTS & given.keys():
        if not given.keys() >= _BOTH and "name" in row:
            for key in _PARTS & given.keys():
                del given[key]
            return row
        return {key: value for key, value in row.items() if key not in _WHOLE}
    return row


def _tags(tags: Any) -> tuple[str, ...]:
    parts = _BETWEEN_TAGS.split(tags) if isinstance(tags, str) else tags
    return tuple(part.strip() for part in parts if part.strip())


def rows_by_hand(reading: Reading) -> Iterator[dict[str, Any]]:
    """The canonical rows; what is taken by hand stands in the notes under its own name."""
    listing = reading.listing
    opened = [place for place in sorted(listing.opened) if place in listing.places]
    for row, cells in reading.rows(leave=frozenset(opened)):
        lines = [
            f"{listing.called(place)}: {cells[place]}"
            for place in opened
            if cells[place] is not None and str(cells[place]).strip()
        ]
        if lines:
            row["notes"] = "\n".join(filter(None, (row.get("notes", ""), *lines)))
        yield row


def by_hand(listing: Listing, layout: Layout) -> dict[str, str]:
    """Closed column that is taken by hand -> why, as the file calls it."""
    reasons = {column.heading: column.reason for column in layout.columns if column.reason}
    names = map(listing.called, sorted(listing.opened))
    return {name: reasons[name] for name in names if name in reasons}
