"""The bulk export of Mattermost: one JSON object a line, bare or as import.jsonl in a .zip.

Replies and reactions lie inside their post. Direct messages and channels that are not open are
left where they are; kinds of line that newer versions add are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from commdesk.core.sheets.cells import Row
from commdesk.core.sheets.limits import MIB, Limits
from commdesk.core.sheets.refusal import too_large
from commdesk.core.words import Text, say
from commdesk.features.exchange.sources import chat
from commdesk.features.exchange.sources.archive import (
    as_utf8,
    decoded,
    opened_archive,
)

NAME = "mattermost"
SOURCE = chat.source(NAME, "Mattermost")
_LONGEST = 32 * MIB
_FIRST = 4_096
_OPEN = "O"


class _Line(Struct):
    type: Any = None
    channel: msgspec.Raw = msgspec.Raw()
    user: msgspec.Raw = msgspec.Raw()
    post: msgspec.Raw = msgspec.Raw()


class _Channel(Struct):
    team: Any = None
    name: Any = None
    display_name: Any = None
    type: Any = None


class _User(Struct):
    username: Any = None
    email: Any = None
    first_name: Any = None
    last_name: Any = None
    nickname: Any = None
    position: Any = None
    delete_at: Any = None


class _Reaction(Struct):
    user: Any = None
    emoji_name: Any = None
    create_at: Any = None


class _Reply(Struct):
    user: Any = None
    create_at: Any = None
    reactions: list[_Reaction] | None = None


class _Post(Struct):
    team: Any = None
    channel: Any = None
    user: Any = None
    create_at: Any = None
    reactions: list[_Reaction] | None = None
    replies: list[_Reply] | None = None


_LINES = msgspec.json.Decoder(_Line)
_CHANNELS = msgspec.json.Decoder(_Channel)
_USERS = msgspec.json.Decoder(_User)
_POSTS = msgspec.json.Decoder(_Post)


class _Export(Struct):
    """One export; it is gone through once for each thing that is wanted of it."""

    path: Path
    limits: Limits

    def lines(self, *kinds: str) -> Iterator[tuple[Text, _Line]]:
        """(which line of the file, line) of these kinds."""
        for number, data in enumerate(_lines(self.path, self.limits), 1):
            if data.strip():
                place = say("line {number}", number=str(number))
                line = decoded(data, _LINES, self.path, place)
                if line.type in kinds:
                    yield place, line

    def done(self) -> Iterator[chat.Done]:
        """Every post, reply and reaction in an open channel."""
        channels = self._open_channels()
        for place, line in self.lines("post"):
            post = decoded(bytes(line.post), _POSTS, self.path, place)
            where = (chat.text(post.team), chat.text(post.channel))
            if where in channels:
                yield from _told(post, where, channels[where])

    def people(self) -> Iterator[chat.Person]:
        for place, line in self.lines("user"):
            user = decoded(bytes(line.user), _USERS, self.path, place)
            if chat.text(user.username):
                yield _person(user)

    def _open_channels(self) -> dict[tuple[str, str], str]:
        """Team and name -> how it is called."""
        found = {}
        for place, line in self.lines("channel"):
            channel = decoded(bytes(line.channel), _CHANNELS, self.path, place)
            if channel.type == _OPEN:
                name = chat.text(channel.name)
                found[chat.text(channel.team), name] = chat.text(channel.display_name) or name
        return found


def unpack(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]] | None:
    """What was done and by whom, when this is such an export."""
    with _opened(path, limits) as source:
        is_own = source is not None and _begins_as_export(source)
    return _tables(path, limits) if is_own else None


def _tables(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]]:
    export = _Export(path, limits)
    yield chat.deeds_name(NAME), chat.deeds(export.done(), limits, path.name)
    yield "people", chat.people(export.people(), limits, path.name)


def _told(post: _Post, where: tuple[str, str], place: str) -> Iterator[chat.Done]:
    yield _done(chat.POST, post.user, post.create_at, where, place)
    yield from _reacted(post.reactions, where, place)
    for reply in post.replies or ():
        yield _done(chat.REPLY, reply.user, reply.create_at, where, place)
        yield from _reacted(reply.reactions, where, place)


def _reacted(
    reactions: list[_Reaction] | None, where: tuple[str, str], place: str
) -> Iterator[chat.Done]:
    for each in reactions or ():
        emoji = chat.text(each.emoji_name)
        yield _done(chat.REACTION, each.user, each.create_at, (*where, emoji), place)


def _done(kind: str, user: Any, at: Any, where: tuple[str, ...], place: str) -> chat.Done:
    """`at` is in milliseconds. The export has no numbers: what it says makes the key."""
    account, moment = chat.text(user), chat.moment(at)
    key = chat.hashed(kind, account, moment, *where)
    return chat.Done(account, kind, chat.day_at(moment, per_second=1_000), place, key)


def _person(user: _User) -> chat.Person:
    account = chat.text(user.username)
    parts = (chat.text(user.first_name), chat.text(user.last_name))
    name = " ".join(part for part in parts if part) or chat.text(user.nickname)
    email, title = chat.text(user.email), chat.text(user.position)
    state = "deleted" if user.delete_at else ""
    return chat.Person(account, name, account, email, title, None, state)


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[IO[bytes] | None]:
    """The lines of an export; None for a file that cannot be one."""
    with opened_archive(path, limits) as archive:
        if archive is None:
            with path.open("rb") as source:
                yield source
            return
        names = [name for name in archive.names if name.endswith(".jsonl") and "/" not in name]
        if len(names) != 1:
            yield None
            return
        with archive.open(names[0]) as part:
            yield part


def _begins_as_export(source: IO[bytes]) -> bool:
    """Whether the first line with something in it says which version this is."""
    start = as_utf8(source.read(_FIRST)).lstrip()
    try:
        return bool(_LINES.decode(start.split(b"\n", 1)[0]).type == "version")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _lines(path: Path, limits: Limits) -> Iterator[bytes]:
    """Every line; refuses one that is longer than any post, and a file that swells too far."""
    size = 0
    with _opened(path, limits) as source:
        while source is not None and (line := source.readline(_LONGEST)):
            size += len(line)
            if len(line) == _LONGEST or size > limits.inflated_bytes:
                raise too_large(path)
            yield line
