"""What one message of the invented network says, after which template, and what came of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import to_moment
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.demo import shares
from commdesk.features.outreach.demo.texts import voice
from commdesk.features.outreach.model import REPLIES, Purpose, Result, follow_up_day, promise_day

COLUMNS = (
    "id", "member_id", "sent_at", "is_outgoing", "channel", "purpose", "text", "result",
    "result_on", "follow_up_on", "template_id", "content_id",
)  # fmt: skip
INSERT = f"""
    INSERT INTO outreach_message ({", ".join(COLUMNS)})
    VALUES ({", ".join("?" * len(COLUMNS))})
"""
Row = tuple[Any, ...]
_KINDS = {
    Purpose.NOTIFY: ("question", "post", "article"),
    Purpose.ASK: ("question",),
    Purpose.INSPIRE: ("post", "article"),
    Purpose.INVITE: ("event",),
}
_NEW_DAYS = 21  # so long people are pointed to an item
_WELCOMED_WITHIN = 7
_NO_TEMPLATE = 0.12
_OWN_SINCE, _OWN_SHARE = 24, 0.12  # days ago, of the messages that help
_SECOND_WELCOME_SINCE = 17
_GIVEN_UP_AFTER = 3  # days; sooner nobody says that there is no answer
_MORNING, _AFTERNOON = time(8, 5), time(13)


class Member(Struct, frozen=True):
    """Somebody in the round of messages."""

    id: int
    first: str
    tags: frozenset[str]
    added_on: date
    until: date
    """The last day on which we write to them."""
    brings_nothing: bool = False
    """What they contribute is told elsewhere."""


class _Item(Struct, frozen=True):
    id: int
    title: str
    kind: str
    published_on: date
    closed_on: date | None
    asked_by: int | None
    tags: frozenset[str]


class Writer:
    """Makes rows of messages, as the manager of the invented network wrote and got them."""

    def __init__(
        self, db: Database, rng: random.Random, today: date, days: Workdays, language: str
    ) -> None:
        self._db = db
        self._rng = rng
        self._today = today
        self._days = days
        self._voice = voice(language)
        self._items = _items(db)
        self._templates, self._own = _templates(db, language)
        self._last: dict[int, str] = {}
        self._told: set[tuple[int, int]] = set()
        self._offered: dict[tuple[date, str], list[_Item]] = {}

    def sent(self, member: Member, sent_at: datetime, purpose: str = "") -> list[Row]:
        """A message of ours, and their answer when its text was kept."""
        rng, day = self._rng, sent_at.date()
        age = (self._today - day).days
        purpose = purpose or self._purpose(member, day)
        item = self._item(member, day, purpose)
        is_own = purpose == Purpose.HELP and age <= _OWN_SINCE and rng.random() < _OWN_SHARE
        place, text = self._text(member, purpose, item, age, is_own=is_own)
        result, result_on = self._outcome(member, purpose, age, day, is_own=is_own)
        channel = drawn(rng, shares.CHANNELS)
        if result == Result.WAITING and channel in shares.ASKED_ON_THE_PHONE:
            channel = "dm"
        self._last[member.id] = result
        come_back_on = follow_up(purpose, result, day, result_on, self._days)
        template_id = self._own if is_own else self._template(purpose, place)
        rows = [
            self.row(member.id, sent_at, (1, channel, purpose, text),
                     (result, result_on, come_back_on), (template_id, item.id if item else None)),
        ]  # fmt: skip
        if result in REPLIES and result_on and rng.random() < shares.REPLY_LOGGED:
            rows.append(self._reply(member, sent_at, result_on))
        return rows

    def unasked(self, member: Member, sent_at: datetime) -> Row:
        """Something they wrote of their own accord."""
        return self._got(member, sent_at, self._rng.choice(self._voice.others))

    def row(
        self,
        member_id: int,
        sent_at: datetime,
        said: tuple[int, str, str, str],
        outcome: tuple[str, date | None, date | None] = ("", None, None),
        about: tuple[int | None, int | None] = (None, None),
    ) -> Row:
        """`said`: outgoing, channel, purpose, text; `outcome`: result, its day, when to come back;
        `about`: template and item."""
        result, result_on, follow_up_on = outcome
        return (
            self._db.next_id(),
            member_id,
            to_moment(sent_at),
            *said,
            str(result),
            result_on.isoformat() if result_on else None,
            follow_up_on.isoformat() if follow_up_on else None,
            *about,
        )

    def thanks(self, first_name: str) -> tuple[int | None, str]:
        """A template and a text to thank with."""
        text = self._voice.said[Purpose.THANK][0]
        return self.template(Purpose.THANK), text.format(first=first_name)

    def has_written_to(self, member: Member) -> bool:
        return member.id in self._last

    def template(self, purpose: str) -> int | None:
        """With which a message of this purpose begins as a rule."""
        return next(iter(self._templates[purpose]), None)

    def _purpose(self, member: Member, day: date) -> str:
        if (day - member.added_on).days <= _WELCOMED_WITHIN and not self.has_written_to(member):
            return Purpose.WELCOME
        came_back = shares.CAME_BACK.get(Result(self._last.get(member.id, "")), 0.0)
        if self._rng.random() < came_back:
            return Purpose.FOLLOW_UP
        return drawn(self._rng, shares.PURPOSES)

    def _item(self, member: Member, day: date, purpose: str) -> _Item | None:
        """Something new for them, by preference with a tag of theirs."""
        fresh = [
            item
            for item in self._fresh(day, purpose)
            if item.asked_by != member.id and (member.id, item.id) not in self._told
        ]
        fitting = [item for item in fresh if item.tags & member.tags] or fresh
        if not fitting:
            return None
        item = self._rng.choice(fitting)
        self._told.add((member.id, item.id))
        return item

    def _fresh(self, day: date, purpose: str) -> list[_Item]:
        if purpose not in _KINDS:
            return []
        if (day, purpose) not in self._offered:
            self._offered[day, purpose] = [
                item
                for item in self._items
                if item.kind in _KINDS[Purpose(purpose)]
                and 0 < (day - item.published_on).days <= _NEW_DAYS
                and not (item.closed_on and item.closed_on <= day)
            ]
        return self._offered[day, purpose]

    def _text(
        self, member: Member, purpose: str, item: _Item | None, age: int, *, is_own: bool
    ) -> tuple[int, str]:
        """Its place among the texts of this purpose, and the text."""
        first = member.first or self._voice.everybody
        topic = self._rng.choice(self._voice.topics)
        if is_own:
            return 0, self._voice.matched.format(first=first, topic=topic)
        texts = self._voice.pointed[purpose] if item else self._voice.said[purpose]
        place = self._rng.randrange(len(texts))
        if purpose == Purpose.FOLLOW_UP:
            place = int(self._last.get(member.id) == Result.WILL_CONTRIBUTE)
        if purpose == Purpose.WELCOME and age > _SECOND_WELCOME_SINCE:
            place = 0
        text = texts[place].format(first=first, topic=topic, item=item.title if item else "")
        return place, text

    def _template(self, purpose: str, place: int) -> int | None:
        known = self._templates[purpose]
        if not known or self._rng.random() < _NO_TEMPLATE:
            return None
        return known[min(place, len(known) - 1)]

    def _outcome(
        self, member: Member, purpose: str, age: int, day: date, *, is_own: bool
    ) -> tuple[str, date | None]:
        rng = self._rng
        if rng.random() < shares.waiting(age):
            return Result.WAITING, None
        result = drawn(rng, shares.outcomes(purpose, is_own_template=is_own))
        if result == Result.NONE:
            if age < _GIVEN_UP_AFTER:
                return Result.WAITING, None
            return result, min(day + timedelta(days=rng.randrange(3, 10)), self._today)
        if result == Result.CONTRIBUTED and member.brings_nothing:
            result = Result.ANSWERED
        return result, min(day + timedelta(days=rng.choice(shares.DAYS_TO_ANSWER)), self._today)

    def _reply(self, member: Member, sent_at: datetime, day: date) -> Row:
        """Of the same morning, or of some hour of a later day; of today before we go on writing."""
        later = timedelta(minutes=self._rng.randrange(5, 90))
        if day == sent_at.date():
            at = sent_at + (timedelta(minutes=3) if day == self._today else later)
        else:
            hour = _MORNING if day == self._today else _AFTERNOON
            at = datetime.combine(day, hour, UTC) + (later if hour == _AFTERNOON else timedelta())
        return self._got(member, at, self._rng.choice(self._voice.replies))

    def _got(self, member: Member, at: datetime, text: str) -> Row:
        channel = drawn(self._rng, shares.WRITTEN_CHANNELS)
        return self.row(member.id, at, (0, channel, Purpose.KEEP_IN_TOUCH, text))


def follow_up(
    purpose: str, result: str, day: date, result_on: date | None, days: Workdays
) -> date | None:
    if result == Result.WAITING:
        return follow_up_day(purpose, day, days)
    if result == Result.WILL_CONTRIBUTE and result_on:
        return promise_day(result_on, days)
    return None


def drawn(rng: random.Random, among: Sequence[tuple[str, int]]) -> str:
    return str(rng.choices([each for each, _ in among], [share for _, share in among])[0])


def _items(db: Database) -> list[_Item]:
    sql = """
        SELECT item.id, item.title, item.kind, item.published_on, item.closed_on, item.asked_by,
               coalesce((SELECT group_concat(tag.name, char(31)) FROM content_tag
                           JOIN tag ON tag.id = content_tag.tag_id
                          WHERE content_tag.item_id = item.id), '') AS tags
          FROM content_item AS item ORDER BY item.id
    """
    return [
        _Item(
            row["id"],
            row["title"],
            row["kind"],
            date.fromisoformat(row["published_on"]),
            date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
            row["asked_by"],
            frozenset(filter(None, row["tags"].split("\x1f"))),
        )
        for row in db.query(sql)
    ]


def _templates(db: Database, language: str) -> tuple[dict[str, list[int]], int | None]:
    """The starter set by purpose, defaults first; and the template of one's own."""
    sql = """
        SELECT id, purpose FROM outreach_template
         WHERE language = :language AND formality = 'informal' ORDER BY purpose, id
    """
    found: dict[str, list[int]] = defaultdict(list)
    for row in db.query(sql, {"language": language}):
        found[row["purpose"]].append(row["id"])
    own = max(found[Purpose.HELP], default=None)
    found[Purpose.HELP] = found[Purpose.HELP][:1]
    return found, own
