"""Names that must differ from each other: of sheets, tables, columns, lists and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def unlike(taken: Iterable[str], name: str, numbered: Callable[[int], str]) -> str:
    """The name, or from 2 on the first numbered one, that is none of those taken.

    Capitals make no difference.
    """
    used = {each.casefold() for each in taken}
    number, candidate = 1, name
    while candidate.casefold() in used:
        number += 1
        candidate = numbered(number)
    return candidate
