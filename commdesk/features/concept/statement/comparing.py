"""Two versions of the concept beside each other, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from commdesk.core.words import N_
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.statement.model import COMMUNITY_KINDS, Side, Version

THEIRS, OURS = N_("They come for"), N_("The organisation wants")
FIELDS: tuple[tuple[str, str], ...] = (
    ("kind", N_("Kind of community")),
    ("shared_values", N_("Shared values")),
    ("goal", N_("Goal")),
)
_KINDS = dict(COMMUNITY_KINDS)


class Compared(Struct, frozen=True):
    """One field in two versions; the titles are English msgids, and so is a kind of community."""

    title: str
    side: str
    """Whose answer it is; empty for what is of both."""
    before: str
    after: str
    is_choice: bool = False

    @property
    def is_different(self) -> bool:
        return self.before != self.after


def compare(before: Version, after: Version) -> list[Compared]:
    """Every field that says something in one of the two, in the order of the page."""
    return [each for each in _fields(before, after) if each.before or each.after]


def _fields(before: Version, after: Version) -> Iterator[Compared]:
    for key, title in QUESTIONS:
        then, now = before.answers.get(key, Side()), after.answers.get(key, Side())
        yield Compared(title, THEIRS, then.theirs, now.theirs)
        yield Compared(title, OURS, then.ours, now.ours)
    yield Compared(FIELDS[0][1], "", _kind(before.kind), _kind(after.kind), is_choice=True)
    for key, title in FIELDS[1:]:
        yield Compared(title, "", getattr(before, key), getattr(after, key))


def _kind(kind: str) -> str:
    return _KINDS[kind] if kind else ""
