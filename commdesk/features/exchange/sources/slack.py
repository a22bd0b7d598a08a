"""The workspace export of Slack: a .zip of JSON, a folder for each channel, a file for each day.

Direct messages and closed groups are never opened: only folders that channels.json names are. Who
reacted is in it but not when, so reactions are no dated facts and stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from commdesk.core.sheets.cells import Row
from commdesk.core.sheets.limits import Limits
from commdesk.features.exchange.sources import chat
from commdesk.features.exchange.sources.archive import (
    Archive,
    check_parts,
    decoded,
    opened_archive,
)

NAME = "slack"
SOURCE = chat.source(NAME, "Slack")
_DAY_FILE = re.compile(r"([^/]+)/(\d{4}-\d{2}-\d{2})\.json")
_USER_FILES = ("users.json", "org_users.json")
_COUNTED = frozenset({"", "file_share", "thread_broadcast"})
_PLATFORM = "USLACKBOT"


class _Profile(Struct):
    real_name: Any = None
    display_name: Any = None
    email: Any = None
    title: Any = None


class _User(Struct):
    id: Any = None
    name: Any = None
    deleted: Any = None
    is_bot: Any = None
    profile: _Profile | None = None


class _Channel(Struct):
    id: Any = None
    name: Any = None


class _Message(Struct):
    type: Any = None
    subtype: Any = None
    user: Any = None
    bot_id: Any = None
    ts: Any = None
    thread_ts: Any = None


_USERS = msgspec.json.Decoder(list[_User])
_CHANNELS = msgspec.json.Decoder(list[_Channel])
_MESSAGES = msgspec.json.Decoder(list[_Message])


class _Export(Struct):
    """One export while it is read; `joined` fills as the days go by."""

    archive: Archive
    root: str
    joined: dict[str, date] = field(default_factory=dict)

    def channels(self) -> dict[str, _Channel]:
        """Folder -> open channel; a folder is called by its name, in some exports by its id."""
        found = self._decoded("channels.json", _CHANNELS)
        by_id = {chat.text(channel.id): channel for channel in found}
        named = {chat.text(channel.name): channel for channel in found}
        return {folder: channel for folder, channel in (by_id | named).items() if folder}

    def done(self) -> Iterator[chat.Done]:
        """Every post and reply in an open channel, day by day; notes who joined when."""
        channels = self.channels()
        for name in sorted(self.archive.names):
            found = _DAY_FILE.fullmatch(name.removeprefix(self.root))
            if found and name.startswith(self.root) and found[1] in channels:
                yield from self._day(found[0], channels[found[1]])

    def _day(self, name: str, channel: _Channel) -> Iterator[chat.Done]:
        place, channel_id = chat.text(channel.name), chat.text(channel.id)
        for message in self._decoded(name, _MESSAGES):
            user, ts = chat.text(message.user), chat.moment(message.ts)
            if message.subtype == "channel_join":
                self._note_joined(user, chat.day_at(ts))
            elif user and _is_counted(message):
                is_reply = message.thread_ts not in (None, "", message.ts)
                kind = chat.REPLY if is_reply else chat.POST
                yield chat.Done(user, kind, chat.day_at(ts), place, f"{channel_id or place}/{ts}")

    def people(self) -> Iterator[chat.Person]:
        name = next(name for name in _USER_FILES if self.root + name in self.archive.names)
        for user in self._decoded(name, _USERS):
            if account := chat.text(user.id):
                yield _person(user, account, self.joined.get(account))

    def _note_joined(self, user: str, day: date | None) -> None:
        if day and (user not in self.joined or day < self.joined[user]):
            self.joined[user] = day

    def _decoded(self, name: str, decoder: msgspec.json.Decoder[Any]) -> Any:
        return decoded(self.archive.read(self.root + name), decoder, self.archive.path, name)


def unpack(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[Row]]] | None:
    """What was done and by whom, when this is such an export."""
    with opened_archive(path, limits) as archive:
        root = None if archive is None else _root(archive.names)
    return None if root is None else _tables(path, limits, root)


def _tables(path: Path, limits: Limits, root: str) -> Iterator[tuple[str, Iterator[Row]]]:
    with opened_archive(path, limits) as archive:
        if archive is None:
            return
        check_parts(archive)
        export = _Export(archive, root)
        yield chat.deeds_name(NAME), chat.deeds(export.done(), limits, path.name)
        yield "people", chat.people(export.people(), limits, path.name)


def _root(names: frozenset[str]) -> str | None:
    """Where in the archive the export begins: at the top, or in the one folder it was packed in."""
    for name in sorted(names, key=len):
        folder, _, base = name.rpartition("/")
        root = f"{folder}/" if folder else ""
        is_export = base == "channels.json" and not root.startswith("__MACOSX/")
        if is_export and any(root + users in names for users in _USER_FILES):
            return root
    return None


def _is_counted(message: _Message) -> bool:
    subtype = message.subtype or ""
    is_post = message.type == "message" and isinstance(subtype, str) and subtype in _COUNTED
    return is_post and not message.bot_id


def _person(user: _User, account: str, joined: date | None) -> chat.Person:
    profile = user.profile or _Profile()
    is_bot = bool(user.is_bot) or account == _PLATFORM
    return chat.Person(
        account,
        chat.text(profile.real_name) or chat.text(profile.display_name),
        chat.text(user.name),
        chat.text(profile.email),
        chat.text(profile.title),
        joined,
        "bot" if is_bot else "deleted" if user.deleted else "",
    )
