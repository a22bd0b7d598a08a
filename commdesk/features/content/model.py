"""What an item is, and the pure rules: what can be its title, its link, its tags."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.members import is_email

MOST_TITLE = 200
MOST_LINK = 2_000
MOST_NOTES = 4_000
MOST_TAG = 60
MOST_TAGS = 12
MOST_REPLIES = 1_000_000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
NEW_DAYS = 14
"""An item is new on its own day and the thirteen after it."""


class Kind(StrEnum):
    """What sort of item it is."""

    QUESTION = "question"
    POST = "post"
    ARTICLE = "article"
    EVENT = "event"


KINDS: tuple[tuple[str, str], ...] = (
    (Kind.QUESTION, N_("Question")),
    (Kind.POST, N_("Post")),
    (Kind.ARTICLE, N_("Article")),
    (Kind.EVENT, N_("Meeting")),
)


class ItemDraft(Struct, frozen=True):
    """What can be typed about an item; without a day it is of today."""

    title: str
    kind: str = Kind.QUESTION
    link: str = ""
    tags: tuple[str, ...] = ()
    published_on: date | None = None
    replies: int = 0
    asked_by: int | None = None
    """The member who asked or made it."""
    notes: str = ""
    first_reply_on: date | None = None
    """None: there is none yet, or nobody knows the day."""


class Item(Struct, frozen=True):
    """A stored item."""

    id: int
    kind: str
    title: str
    link: str
    tags: tuple[str, ...]
    published_on: date
    replies: int
    is_open: bool
    """Always for what is no question."""
    asked_by: int | None
    asked_by_name: str
    """Empty when nobody is known to have asked it."""
    closed_on: date | None = None
    notes: str = ""
    first_reply_on: date | None = None

    def is_planned(self, today: date) -> bool:
        """Its day has still to come: nobody is pointed to it yet."""
        return self.published_on > today

    @property
    def is_unanswered(self) -> bool:
        """A question that waits for its first reply."""
        return self.kind == Kind.QUESTION and self.is_open and not self.replies


class Match(Struct, frozen=True):
    """A member and an item that may go together, and the word in which they meet."""

    member_id: int
    item_id: int
    title: str
    since: date
    """The day on which the item was published."""
    word: str
    """As the item writes it: one of its tags, or a word of its title."""
    place: str = ""
    """Where that stands of the member: `looking_for`, `tags`, `role` or `notes`."""


def unanswered_reason(item: Item, today: date) -> Text:
    """How long a question waits, and for whom."""
    days = (today - item.published_on).days
    waited = say_n("No reply for {n} day", "No reply for {n} days", days)
    if not item.asked_by_name:
        return waited
    return say("{waited}; asked by {name}", waited=waited, name=item.asked_by_name)


def tidy_title(typed: str) -> str:
    """A title in one line; refuses none, a long one, and signs that cannot be shown."""
    title = " ".join(typed.split())
    if not title:
        raise Refused("Type a title.", field="title")
    refuse_odd(title, MOST_TITLE, "title")
    return title


def tidy_tags(typed: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, in order; refuses too many and what is no tag."""
    tags = {" ".join(tag.split()).casefold(): " ".join(tag.split()) for tag in typed}
    tags.pop("", None)
    if len(tags) > MOST_TAGS:
        raise Refused("At most {most} tags fit.", most=MOST_TAGS, field="tags")
    for tag in tags.values():
        refuse_odd(tag, MOST_TAG, "tags")
    return tuple(tags.values())


def tidy_link(typed: str) -> str:
    """A link that a browser or mail program opens, or nothing; refuses every other one."""
    link = typed.strip()
    if not link:
        return ""
    if len(link) > MOST_LINK:
        _refuse_length(len(link), MOST_LINK, "link")
    if any(sign.isspace() or not sign.isprintable() for sign in link):
        raise Refused("A link holds no spaces or line breaks.", field="link")
    if not _opens(link):
        raise Refused(
            "A link begins with https://, http:// or mailto: and then says where to.",
            field="link",
        )
    return link


def check_replies(replies: int) -> None:
    if isinstance(replies, bool) or not 0 <= replies <= MOST_REPLIES:
        raise Refused(
            "Type a number of replies from 0 to {most}.", most=MOST_REPLIES, field="replies"
        )


def first_reply(known: Item, after: ItemDraft, today: date | None) -> date | None:
    """The day of the first reply once an item changed to `after`; typed, or the day it came.

    Refuses a day before the item was there, to come, or of replies that there are not.
    """
    typed, was = after.first_reply_on, known.first_reply_on
    if not after.replies:
        if typed not in {None, was}:
            raise Refused("Type how many replies there are, too.", field="replies")
        return None
    if typed is None:
        return today if today and not known.replies and _is_out(after, today) else None
    if today and typed > today:
        raise Refused("{day} is still to come.", day=typed, field="first_reply_on")
    if not _is_out(after, typed):
        raise Refused("The first reply cannot come before the item.", field="first_reply_on")
    return typed


def _is_out(item: ItemDraft, day: date) -> bool:
    return item.published_on is None or item.published_on <= day


def check_day(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(
            "The year lies between {first} and {last}.",
            first=str(FIRST_DAY.year),
            last=str(LAST_DAY.year),
            field="published_on",
        )


def refuse_odd(text: str, most: int, field: str, *, lines: bool = False) -> None:
    """Refuse what is longer than `most`, or holds signs that nobody can see or type."""
    if len(text) > most:
        _refuse_length(len(text), most, field)
    kept = "\n\t" if lines else ""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in kept for sign in text):
        raise Refused("The text holds a sign that cannot be shown. Type it again.", field=field)


def _refuse_length(found: int, most: int, field: str) -> None:
    raise Refused(
        "The text has {found} characters; at most {most} fit.",
        found=found,
        most=most,
        field=field,
    )


def _opens(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return _has_place(parts)
    except ValueError:  # a bracket or a port that is none
        return False


def _has_place(parts: SplitResult) -> bool:
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    return parts.scheme == "mailto" and is_email(unquote(parts.path))
