"""What a member did: one dated fact of a kind; which kinds contribute and which take part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from commdesk.core.words import N_, Text, say, say_n

WINDOW_DAYS = 365
"""The days over which levels count."""


class Kind(StrEnum):
    """What was done: what somebody brings is a contribution, an answer to it a conversation."""

    POST = "post"
    TOPIC = "topic"
    QUESTION = "question"
    ARTICLE = "article"
    EVENT = "event"
    REPLY = "reply"
    REACTION = "reaction"


KINDS: tuple[tuple[str, str], ...] = (
    (Kind.POST, N_("Post")),
    (Kind.TOPIC, N_("Topic")),
    (Kind.QUESTION, N_("Question")),
    (Kind.ARTICLE, N_("Article")),
    (Kind.EVENT, N_("Meeting")),
    (Kind.REPLY, N_("Reply")),
    (Kind.REACTION, N_("Reaction")),
)
TITLES: Mapping[str, str] = dict(KINDS)
CONVERSATIONS = frozenset({Kind.REPLY, Kind.REACTION})
"""Every other kind is a contribution."""
TALK = ", ".join(f"'{kind}'" for kind in sorted(CONVERSATIONS))
"""The same as SQL writes a list."""


class Fact(Struct, frozen=True):
    """Something that somebody did; a day is enough, the hour would say more than the work needs."""

    kind: str
    happened_on: str
    place: str
    source: str
    key: str
    """Unique in its source, so that the same file twice changes nothing."""

    @property
    def text(self) -> Text:
        """What it was, and where."""
        kind = Text(TITLES.get(self.kind, self.kind))
        return Text("{kind}, {place}", {"kind": kind, "place": self.place}) if self.place else kind


class Told(Mapping[str, tuple[Any, Any]]):
    """The fields of a new fact for a plan, made when they are looked at: a plan holds many."""

    __slots__ = ("_fact",)
    _NAMES = ("kind", "happened_on", "place")

    def __init__(self, fact: Fact) -> None:
        self._fact = fact

    def __getitem__(self, name: str) -> tuple[Any, Any]:
        if name not in self._NAMES:
            raise KeyError(name)
        return None, shown_field(self._fact, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._NAMES if self._fact.place else self._NAMES[:-1])

    def __len__(self) -> int:
        return len(tuple(iter(self)))


class Counts(Struct, frozen=True):
    """How much somebody did in a period."""

    contributions: int = 0
    conversations: int = 0

    def __bool__(self) -> bool:
        return bool(self.contributions or self.conversations)

    @property
    def text(self) -> Text:
        """`12 contributions and 40 conversations`, without what is zero."""
        given = say_n("{n} contribution", "{n} contributions", self.contributions)
        talked = say_n("{n} conversation", "{n} conversations", self.conversations)
        if self.contributions and self.conversations:
            return say(
                "{contributions} and {conversations}", contributions=given, conversations=talked
            )
        return given if self.contributions else talked


class Month(Struct, frozen=True):
    """What somebody did in a month, in numbers."""

    last_on: date
    counts: Counts


def shown_field(fact: Fact, name: str) -> Any:
    """A field as a plan shows it."""
    return Text(TITLES[fact.kind]) if name == "kind" else getattr(fact, name)
