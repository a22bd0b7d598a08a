"""Says in words, before a merge, what is joined and what moves along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.words import Text, say, say_n

Row = Mapping[str, Any]


class Held(Struct, frozen=True):
    """What hangs on two members in one table."""

    title: str
    """English msgid."""
    counts: tuple[int, int]
    """Of the one that is kept, of the other."""
    is_single: bool = False
    """A member can have one of these only."""

    @property
    def is_joined(self) -> bool:
        return self.is_single and all(self.counts)


def consequences(keep: Row, drop: Row, held: Sequence[Held]) -> list[Text]:
    """What a merge does beside what was chosen, most important first."""
    return [*_of_contact(keep, drop), *_of_texts(keep, drop), *_of_rows(held)]


def _of_contact(keep: Row, drop: Row) -> list[Text]:
    told = []
    if keep["do_not_contact"] or drop["do_not_contact"]:
        reason = keep["do_not_contact_reason"] or drop["do_not_contact_reason"]
        told.append(say("No contact stays, for both: {reason}", reason=reason))
    if keep["is_restricted"] or drop["is_restricted"]:
        told.append(say("The use of their data stays restricted."))
    if keep["last_contact_on"] != drop["last_contact_on"]:
        told.append(say("The last contact is the later of the two."))
    if keep["added_on"] != drop["added_on"]:
        told.append(say("The day on which they were added is the earlier of the two."))
    days = {keep["cadence_days"], drop["cadence_days"]} - {None}
    if keep["cadence_days"] != drop["cadence_days"]:
        told.append(say_n("Contact every {n} day, the narrower cadence.",
                          "Contact every {n} days, the narrower cadence.", min(days)))  # fmt: skip
    return told


def _of_texts(keep: Row, drop: Row) -> list[Text]:
    told = []
    if keep["notes"] and drop["notes"] and keep["notes"] != drop["notes"]:
        told.append(say("The notes of both stay, one under the other."))
    elif keep["notes"] or drop["notes"]:
        told.append(say("The notes stay."))
    if keep["email"] and drop["email"] and keep["email"] != drop["email"]:
        told.append(say("The address that is not chosen stays known as a second one."))
    return told


def _of_rows(held: Sequence[Held]) -> list[Text]:
    told = []
    moved = [_counted(each) for each in held if each.counts[1] and not each.is_joined]
    if moved:
        told.append(say("Moves along: {things}.", things=moved))
    if joined := [Text(each.title) for each in held if each.is_joined]:
        told.append(
            say(
                "Both have this, and one remains: {things}. What is empty in it is filled, and "
                "texts are joined.",
                things=joined,
            )
        )
    return told


def _counted(held: Held) -> Text:
    return Text("{title} ({n}×)", {"title": Text(held.title), "n": held.counts[1]})
