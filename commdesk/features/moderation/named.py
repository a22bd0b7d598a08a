"""Finding one task or moderator by what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from commdesk.core.errors import Refused
from commdesk.core.words import OneOf
from commdesk.features.members import folded

_SHOWN = 8


class Named(Protocol):
    """Anything with a number and a name."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def named(things: Sequence[T], typed: str) -> list[T]:
    """By id, by whole name, else by the beginning of a word in the name."""
    wanted = folded(typed)
    by_id = [each for each in things if str(each.id) == typed.strip()]
    exact = by_id or [each for each in things if folded(each.name) == wanted]
    return exact or [each for each in things if wanted and f" {wanted}" in f" {folded(each.name)}"]


def the_one(found: Sequence[T], typed: str, nobody: str) -> T:
    """The only one found; `nobody` is the refusal's msgid when there is none."""
    if not found:
        raise Refused(nobody, typed=typed)
    if len(found) > 1:
        candidates = OneOf([f"{each.name} ({each.id})" for each in found[:_SHOWN]])
        raise Refused(
            "{typed} can be {candidates}. Use the id.", typed=typed, candidates=candidates
        )
    return found[0]
